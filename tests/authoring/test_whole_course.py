"""The course itself, built, packed and edited on a copy: the same bytes anywhere, and ids that nothing moves."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from dataide_xblocks.authoring import build
from dataide_xblocks.authoring.align import align
from dataide_xblocks.authoring.ids import LEDGER
from dataide_xblocks.cli import main

from .drawn import files_in

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fr", "en")
PLACES = (
    {"TZ": "America/Toronto", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONHASHSEED": "2"},
)


def copied(folder: Path) -> Path:
    """The sources and what is committed of the build, in a folder of their own."""
    for name in ("content", "course"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def packed(tmp_path_factory) -> list[dict[str, Path]]:
    """`dataide pack` run in two places of the world, each from nothing: {language: archive} of each."""
    return [_packed(copied(tmp_path_factory.mktemp("place")), place) for place in PLACES]


def _packed(root: Path, place: dict[str, str]) -> dict[str, Path]:
    command = [sys.executable, "-m", "dataide_xblocks.cli", "--root", str(root), "pack"]
    done = subprocess.run(command, env={**os.environ, **place}, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return {language: next((root / "dist").glob(f"*_{language.upper()}.tar.gz")) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_archive_is_the_same_in_any_time_zone_locale_and_order_of_hashes(packed, language):
    assert len({hashlib.sha256(archives[language].read_bytes()).hexdigest() for archives in packed}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_archive_holds_plain_files_in_one_folder(packed, language):
    with tarfile.open(packed[0][language]) as archive:
        members = archive.getmembers()
    assert [m.name for m in members if not m.isreg() or m.mode != 0o644] == []
    assert [m.name for m in members if m.name.startswith("/") or ".." in m.name.split("/") or "\\" in m.name] == []
    assert {m.name.split("/")[0] for m in members} == {language}
    assert len({m.name.casefold() for m in members}) == len(members) > 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_archive_unpacks_to_the_committed_course(packed, language, tmp_path):
    with tarfile.open(packed[0][language]) as archive:
        archive.extractall(tmp_path, filter="data")
    assert files_in(tmp_path / language) == files_in(ROOT / "course" / language)


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A copy to edit, built: what is committed is what its sources say."""
    root = copied(tmp_path_factory.mktemp("edited"))
    report = build.build(root)
    assert (report.blocked, report.written, report.removed) == (False, [], [])
    return root


INSERTED = """+++
id = "w02-inseree"
title = "%s"
section = "w02-lire"
+++

## %s

%s
"""


def test_a_page_inserted_in_week_2_and_another_retitled_change_no_id(root):
    ledger, before = (root / LEDGER).read_text("utf-8"), {lang: files_in(root / "course" / lang) for lang in LANGUAGES}
    for language, title in (("fr", "Un titre tout neuf"), ("en", "A title quite new")):
        week = root / "content" / language / "w02"
        (week / "015-inseree.md").write_text(INSERTED % (title, title, title), "utf-8")
        page = (week / "02-reconnaitre.md").read_text("utf-8").split("\n")
        page[2] = f'title = "{title} 2"'
        (week / "02-reconnaitre.md").write_text("\n".join(page), "utf-8")
    align(root)
    report = build.build(root)
    assert (report.blocked, report.ids.new, report.ids.retired) == (False, ["w02-inseree"], [])
    kept = [line for line in (root / LEDGER).read_text("utf-8").split("\n") if "w02-inseree" not in line]
    assert kept == ledger.split("\n")
    for language in LANGUAGES:
        _only_these_moved(before[language], files_in(root / "course" / language), report.courses[language].settings.run)


def _only_these_moved(before: dict[str, bytes], after: dict[str, bytes], run: str) -> None:
    """The new page, the title of the other, the section that lists them and the minutes noted of each page."""
    moved = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    new = {"vertical/w02-inseree.xml", "html/w02-inseree-text.xml", "html/w02-inseree-text.html"}
    assert moved - before.keys() == new
    listed = {"vertical/w02-reconnaitre.xml", "sequential/w02-lire.xml", f"policies/{run}/policy.json"}
    assert moved - new - listed == {name for name in moved if name.startswith("html/w02-reconnaitre")}
    assert before.keys() <= after.keys()


def test_facts_consulted_too_long_before_the_start_are_looked_at_but_not_packed():
    late = CliRunner().invoke(main, ["--root", str(ROOT), "--lang", "en", "pack", "--start", "2027-09-06"])
    assert late.exit_code == 1 and "[Q-25]" in late.output and "too old to be given" in late.output
