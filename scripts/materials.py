"""Make the downloads of the course: content/<lang>/materials/NAME.md becomes content/<lang>/files/NAME.docx.

`python scripts/materials.py` writes what has changed; `--check` writes nothing and says what is not up to date.
A source starts with `title = "…"` between two lines of +++, then Markdown: headings, paragraphs, lists and tables.
Three things are for paper: a table cell left empty is a place to write (with <br>, a taller one), an item that starts
with ☐ is a box to tick, and a line of --- starts a new page. Everything else of Markdown is refused rather than lost.
NAME.toml becomes NAME.xlsx: workbook.py says what it may hold.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tomllib
import zipfile
from pathlib import Path

from docx import Document
from lxml import html
from markdown import Markdown
from sheet import Refused, Writer, prepare
from workbook import workbook

from dataide_xblocks.authoring.typography import fix

ROOT = Path(__file__).resolve().parent.parent
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same source gives the same bytes: no hour of today anywhere


def main(arguments: list[str] | None = None) -> int:
    """Write, or only check, every document; 1 when something is refused or, with --check, not up to date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say what is not up to date")
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    options = parser.parse_args(arguments)
    wrong = 0
    for source in sorted(path for path in options.content.glob("*/materials/*") if path.suffix in MAKERS):
        ending, make = MAKERS[source.suffix]
        target = source.parent.parent / "files" / f"{source.stem}{ending}"
        name = f"{source.parent.parent.name}/files/{target.name}"
        try:
            data = make(source.read_text(encoding="utf-8"), source.parent.parent.name)
        except Refused as refused:
            wrong += 1
            print(f"✗ {source.parent.parent.name}/materials/{source.name}: {refused}")
            continue
        if target.exists() and parts(target.read_bytes()) == parts(data):
            continue
        if options.check:
            wrong += 1
            print(f"✗ {name} is not up to date: run “make materials”.")
        else:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
            print(f"✓ {name}")
    return 1 if wrong else 0


def document(source: str, language: str) -> bytes:
    """The .docx of one source; raises Refused."""
    front = re.match(r"\+\+\+\n(.*?)^\+\+\+\n", source, re.S | re.M)
    title = tomllib.loads(front[1]).get("title") if front else None
    if not front or not title:
        raise Refused('Start with title = "…" between two lines of “+++”.')
    docx = Document()
    prepare(docx, fix(title, language), language)
    body = Markdown(extensions=["tables", "sane_lists"], output_format="xhtml").convert(source[front.end() :])
    Writer(docx, language).write(html.fragment_fromstring(body, create_parent="div"))
    raw = io.BytesIO()
    docx.save(raw)
    return packed(raw.getvalue())


def spreadsheet(source: str, language: str) -> bytes:
    """The .xlsx of one source; raises Refused."""
    return packed(workbook(source, language))


MAKERS = {".md": (".docx", document), ".toml": (".xlsx", spreadsheet)}


def parts(data: bytes) -> dict[str, bytes]:
    """What a .docx or a .xlsx says, whatever the machine that compressed it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(data: bytes) -> bytes:
    """A .docx or a .xlsx without the hour of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts(data).items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), part, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
