"""LibreOffice without a window: many files opened in one run, and a machine that lacks it said aloud."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
Cells = dict[tuple[str, str], str]  # (sheet, cell): what is written there once it has been calculated


def opened(files: Iterable[Path], form: str, folder: Path) -> Path:
    """The folder in which LibreOffice has written each file again in the form asked for; skips where it is absent."""
    if SOFFICE is None:
        pytest.skip("not run: LibreOffice (soffice) is not installed")
    out = folder / "out"
    command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form]
    subprocess.run([*command, "--outdir", out, *sorted(files)], capture_output=True, check=False, timeout=400)
    if not out.exists():
        pytest.skip(f"not run: LibreOffice is installed without the part that writes {form.partition(':')[0]}")
    return out


def calculated(files: Iterable[Path], folder: Path) -> dict[str, Cells]:
    """{name of the workbook: its cells}, every formula calculated: ours hold no result of their own."""
    out, files = opened(files, EVERY_SHEET, folder), list(files)
    return {file.stem: _cells(out, file.stem) for file in files}


def _cells(out: Path, name: str) -> Cells:
    return {
        (path.stem.removeprefix(f"{name}-"), f"{get_column_letter(place)}{number}"): value
        for path in out.glob(f"{name}-*.csv")
        for number, row in enumerate(csv.reader(path.open(encoding="utf-8")), 1)
        for place, value in enumerate(row, 1)
    }
