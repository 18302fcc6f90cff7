"""What an operator installs: the wheel holds our files, all of them and no others, and its block loads by itself.

An editable installation hides a file missing from the wheel; so the wheel is built, unpacked and used here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import PurePosixPath

import pytest

from .files import PACKAGE, ROOT

SOURCES = ("setup.cfg", "setup.py", "pyproject.toml", "README.md", "LICENSE", "LICENSE-COURSE")
SUFFIXES = {".py", ".po", ".mo", ".html", ".css", ".js", ".json", ".svg", ".typ"}
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
# What the LMS must never be made to import for our sake: it has no use for authoring, the preview or spreadsheets.
EXTRAS = {"click", "tomli_w", "openpyxl", "workbench", "lxml.html.clean", "docx", "typst"}
LOAD = f"""
import sys
from xblock.core import XBlock
for name in ("dataide_journal", "dataide_maturity", "dataide_plan", "dataide_pulse"):
    block = XBlock.load_class(name)
    print(sys.modules[block.__module__].__file__)
print(*sorted({EXTRAS!r} & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy so that nothing is left in the tree, without a network."""
    tree, made = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        shutil.copy(ROOT / name, tree / name)
    shutil.copytree(PACKAGE, tree / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "course", tree / "course")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(made)]
    done = subprocess.run([*PIP, "wheel", *options, str(tree)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return next(made.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The wheel alone, unpacked where nothing else of ours is."""
    place = tmp_path_factory.mktemp("installed")
    options = ["--no-deps", "--no-index", "--no-compile", "--quiet", "--target", str(place)]
    subprocess.run([*PIP, "install", *options, str(wheel)], check=True)
    return place


def test_the_wheel_holds_our_files_and_no_others(wheel):
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    ours |= {f"dataide_{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "course").rglob("*") if path.is_file()}
    assert inside == ours, f"missing: {sorted(ours - inside)}; too much: {sorted(inside - ours)}"


def test_the_wheel_holds_only_kinds_of_files_we_know(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    kinds = {PurePosixPath(name).suffix for name in names if name.startswith(f"{PACKAGE.name}/")}
    assert {".py", ".mo", ".html", ".css", ".js", ".json"} <= kinds <= SUFFIXES


def test_the_wheel_carries_both_licences(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert all(any(name.endswith(f"/{licence}") for name in names) for licence in ("LICENSE", "LICENSE-COURSE"))


def test_every_block_loads_from_the_wheel_alone(installed, tmp_path):
    variables = {**os.environ, "PYTHONPATH": str(installed)}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-c", LOAD]
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    *where, extras = done.stdout.splitlines()
    assert len(where) == 4 and all(place.startswith(str(installed)) for place in where)
    assert not extras, f"loading the block imported {extras}, which LMS does not need"
