"""Every file that learners download, as their office reads it: it opens, it is light, and nothing hides inside."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from lxml import html

from .office import opened

CONTENT = Path(__file__).resolve().parents[2] / "content"
FILES = sorted(CONTENT.glob("*/files/*"))
SHEETS = [path for path in FILES if path.suffix == ".docx"]
TABLES = [path for path in FILES if path.suffix == ".csv"]
HIDDEN = ("vba", "macro", "activex", "embeddings", "oleobject", "externallink", "customui", "printersettings")
HEAVIEST = 200_000  # bytes: content-quality.md Q-34
LANGUAGES = ("fr", "en")


def name(path: Path) -> str:
    return f"{path.parent.parent.name}-{path.stem}"


def test_downloads_are_of_three_kinds_and_light():
    assert {path.suffix for path in FILES} == {".docx", ".xlsx", ".csv"}
    assert [name(path) for path in FILES if not 0 < path.stat().st_size <= HEAVIEST] == []


def test_every_download_is_there_in_both_languages():
    names = [{path.name for path in FILES if path.parent.parent.name == language} for language in LANGUAGES]
    assert names[0] == names[1] and len(names[0]) > 60


def hidden(path: Path) -> list[str]:
    """The parts of a document that would run, or fetch something from elsewhere."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        parts = {part: archive.read(part) for part in archive.namelist()}
    named = [part for part in parts if any(word in part.lower() for word in HIDDEN)]
    return named + [part for part, text in parts.items() if b'TargetMode="External"' in text or b"macroEnabled" in text]


def test_nothing_runs_and_nothing_is_fetched():
    assert {name(path): hidden(path) for path in FILES if path.suffix != ".csv" and hidden(path)} == {}


def headings(path: Path) -> list[tuple[int, str]]:
    """(level, text) of each heading of a document."""
    paragraphs = [p for p in docx.Document(path).paragraphs if p.style.name.startswith("Heading") and p.text.strip()]
    return [(int(p.style.name[-1]), " ".join(p.text.split())) for p in paragraphs]


def shape(path: Path) -> list[object]:
    """What both languages share of a document: its levels of headings, and the size of its tables."""
    tables = docx.Document(path).tables
    return [*(level for level, _text in headings(path)), *((len(t.rows), len(t.columns)) for t in tables)]


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """The folder where Writer has written every document as a page of HTML, in one run."""
    folder = tmp_path_factory.mktemp("writer")
    copies = [Path(shutil.copy(path, folder / f"{name(path)}.docx")) for path in SHEETS]
    return opened(copies, "html", folder)


def read_back(page: Path) -> tuple[list[tuple[int, str]], int]:
    """The headings that Writer found, and how many tables."""
    document = html.fromstring(page.read_bytes())
    found = [(int(n.tag[1]), " ".join(n.text_content().split())) for n in document.iter("h1", "h2", "h3", "h4")]
    return [heading for heading in found if heading[1]], len(document.xpath("//table"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_writer_opens_every_document_with_its_headings_and_tables(language, written):
    for path in SHEETS:
        if language in path.parts:
            expected = headings(path), len(docx.Document(path).tables)
            assert read_back(written / f"{name(path)}.html") == expected, path.name


def test_headings_begin_at_the_first_level_and_skip_none():
    for path in SHEETS:
        levels = [level for level, _text in headings(path)]
        assert levels[0] == 1, name(path)
        assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == [], name(path)


def test_both_languages_of_a_document_are_built_alike():
    french = [path for path in SHEETS if "fr" in path.parts]
    assert [path.name for path in french if shape(path) != shape(CONTENT / "en" / "files" / path.name)] == []


def rows(path: Path) -> list[list[str]]:
    """A table, read as its language writes them: semicolons in French, where the comma is for decimals."""
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if "fr" in path.parts else ","))


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_a_table_is_square_says_its_encoding_and_computes_nothing(path):
    found = rows(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # or Excel reads accents as pairs of signs
    assert {len(row) for row in found} == {len(found[0])} and len(found[0]) > 4
    assert [cell for row in found for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


def test_calc_opens_every_table_whole(tmp_path):
    copies = [Path(shutil.copy(path, tmp_path / f"{name(path)}.csv")) for path in TABLES]
    out = opened(copies, "html", tmp_path)
    for path in TABLES:
        assert len(html.fromstring((out / f"{name(path)}.html").read_bytes()).xpath("//tr")) == len(rows(path))


THURSDAYS = [
    ("fr", ("jeudi", "matin"), ("jeudi", "après-midi"), "refusée"),
    ("en", ("Thursday", "morning"), ("Thursday", "afternoon"), "refused"),
]


@pytest.mark.parametrize(("language", "morning", "afternoon", "refused"), THURSDAYS)
def test_the_rides_give_the_answers_of_week_9(language, morning, afternoon, refused):
    requests = [(row[2], row[3], row[5]) for row in rows(CONTENT / language / "files" / "w09-transports.csv")[1:]]
    halves, refusals = [row[:2] for row in requests], [row[:2] for row in requests if row[2] == refused]
    assert (len(requests), halves.count(morning)) == (1140, 165)
    assert (refusals.count(morning), refusals.count(afternoon), len(refusals)) == (34, 5, 171)
