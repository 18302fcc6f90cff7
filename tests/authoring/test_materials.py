"""The downloads of the course are real documents, made from Markdown, and those in the repository are up to date."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Inches

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "scripts"))

import materials  # noqa: E402 - the path is set above: scripts are not a package

SHEET = """+++
title = "Feuille d'essai: deux pages"
+++

# Feuille d'essai

Du **gras**, de l'*italique* et <span lang="en">plain English: yes</span>.

1. un
2. deux

- ☐ **1.** à cocher
- ☐ à cocher aussi

| Ligne | Réponse |
|---|---|
| 1 | |

---

## Au verso

1. encore un
"""


def _opened(source: str = SHEET, language: str = "fr") -> docx.document.Document:
    return docx.Document(io.BytesIO(materials.document(source, language)))


def _content(folder: Path) -> Path:
    source = folder / "fr" / "materials" / "essai.md"
    source.parent.mkdir(parents=True)
    source.write_text(SHEET, encoding="utf-8")
    return source


def test_headings_lists_and_tables_are_real_ones() -> None:
    sheet = _opened()
    styles = [paragraph.style.name for paragraph in sheet.paragraphs if paragraph.text]
    assert styles == ["Heading 1", "Normal", *["List Number"] * 2, *["List Bullet"] * 2, "Heading 2", "List Number"]
    assert [cell.text for cell in sheet.tables[0].rows[0].cells] == ["Ligne", "Réponse"]
    assert sheet.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_an_empty_cell_is_tall_enough_to_write_in() -> None:
    header, row = _opened().tables[0].rows
    assert header.height is None
    assert row.height >= Inches(0.3)


def test_a_box_to_tick_is_the_mark_of_its_list_and_not_a_word_of_the_text() -> None:
    sheet = _opened()
    boxes = [paragraph for paragraph in sheet.paragraphs if "cocher" in paragraph.text]
    assert [paragraph.text for paragraph in boxes] == ["1. à cocher", "à cocher aussi"]
    numbering = sheet.part.numbering_part.element
    number = numbering.num_having_numId(boxes[0]._p.pPr.numPr.numId.val)
    kind = next(
        kind
        for kind in numbering.iter(qn("w:abstractNum"))
        if kind.get(qn("w:abstractNumId")) == str(number.abstractNumId.val)
    )
    assert next(kind.iter(qn("w:lvlText"))).get(qn("w:val")) == "☐"


def test_a_second_numbered_list_starts_again_at_one() -> None:
    sheet = _opened()
    numbers = [p._p.pPr.numPr.numId.val for p in sheet.paragraphs if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]
    numbering = sheet.part.numbering_part.element
    assert next(numbering.num_having_numId(numbers[2]).iter(qn("w:startOverride"))).get(qn("w:val")) == "1"


def test_the_paper_is_letter_with_page_numbers_and_three_dashes_turn_the_page() -> None:
    sheet = _opened()
    section = sheet.sections[0]
    assert (section.page_width, section.page_height) == (Inches(8.5), Inches(11))
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert [p.text for p in sheet.paragraphs if p.paragraph_format.page_break_before] == ["Au verso"]


@pytest.mark.parametrize(("language", "said"), [("fr", "fr-CA"), ("en", "en-CA")])
def test_a_document_says_its_language_and_its_title(language: str, said: str) -> None:
    sheet = _opened(language=language)
    assert {lang.get(qn("w:val")) for lang in sheet.styles.element.iter(qn("w:lang"))} == {said}
    assert sheet.core_properties.language == said
    assert sheet.core_properties.title.startswith("Feuille")


def test_typography_is_set_in_the_language_of_each_passage() -> None:
    sheet = _opened()
    assert sheet.core_properties.title == "Feuille d’essai\u00a0: deux pages"
    english = next(run for run in sheet.paragraphs[1].runs if "English" in run.text)
    assert english.text == "plain English: yes"
    assert english._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-CA"


def test_the_same_source_gives_the_same_bytes_and_no_hour_of_today() -> None:
    first = materials.document(SHEET, "fr")
    assert first == materials.document(SHEET, "fr")
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2026-01-01T00:00:00Z") == 2


@pytest.mark.parametrize("lost", ["![image](x.png)", "> citation", "[un lien](https://example.org)", "`code`"])
def test_what_a_sheet_cannot_show_is_refused_rather_than_lost(lost: str) -> None:
    with pytest.raises(materials.Refused):
        materials.document(f"{SHEET}\n{lost}\n", "fr")


def test_a_source_without_a_title_is_refused() -> None:
    with pytest.raises(materials.Refused):
        materials.document("# Sans titre\n", "fr")


def test_check_writes_nothing_and_names_what_is_not_up_to_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = _content(tmp_path)
    assert materials.main(["--check", "--content", str(tmp_path)]) == 1
    assert "fr/files/essai.docx" in capsys.readouterr().out
    assert not (tmp_path / "fr" / "files").exists()
    assert materials.main(["--content", str(tmp_path)]) == 0
    assert materials.main(["--check", "--content", str(tmp_path)]) == 0
    source.write_text(SHEET.replace("encore un", "encore deux"), encoding="utf-8")
    assert materials.main(["--check", "--content", str(tmp_path)]) == 1


def test_a_document_that_is_up_to_date_is_not_written_again(tmp_path: Path) -> None:
    _content(tmp_path)
    materials.main(["--content", str(tmp_path)])
    target = tmp_path / "fr" / "files" / "essai.docx"
    before = target.stat().st_mtime_ns
    materials.main(["--content", str(tmp_path)])
    assert target.stat().st_mtime_ns == before


def test_the_documents_in_the_repository_are_up_to_date_and_light() -> None:
    assert materials.main(["--check"]) == 0
    sources = list((ROOT / "content").glob("*/materials/*"))
    assert {source.suffix for source in sources} <= set(materials.MAKERS) and sources
    for source in sources:
        ending, _make = materials.MAKERS[source.suffix]
        size = (source.parent.parent / "files" / f"{source.stem}{ending}").stat().st_size
        assert size <= 200_000, source.stem  # content-quality.md Q-34


def test_every_material_exists_in_both_languages() -> None:
    names = [{path.name for path in (ROOT / "content" / lang / "materials").iterdir()} for lang in ("fr", "en")]
    assert names[0] == names[1]
