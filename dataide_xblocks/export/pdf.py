"""A paper as a PDF that screen readers follow: tagged, in its language, with bookmarks (ISO 14289-1, PDF/UA-1).

The page is described in `pdf.typ`, which belongs to us; what people wrote reaches it as data and stays text. Nothing is
fetched: the compiler is given one file, and no address is ever read from data (trust.md, C12).
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .layout import Pages, legal, pages_of, stays_together, stays_whole
from .paper import Contents, Cover, Paper, Table, Text

_KEPT = 10  # compilations that the compiler remembers
_SOURCE = Path(__file__).with_name("pdf.typ")


def pdf_of(paper: Paper) -> bytes:
    """The paper as a PDF; raises ImportError where typst is not installed.

    PDF/UA wants a letter form for every sign. Where no font of the machine has one, an emoji say, the same PDF is made
    without that promise: tagged all the same, and its text whole.
    """
    import typst

    data = json.dumps(_paper(paper), ensure_ascii=False)
    try:
        return _compiled(typst, data, "ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compiled(typst, data, "1.7")
    finally:
        _forget(typst)


def _compiled(typst: Any, data: str, standard: str) -> bytes:
    made = typst.compile(
        _source(), root=str(_SOURCE.parent), format="pdf", sys_inputs={"paper": data}, pdf_standards=standard
    )
    return bytes(made)


def _forget(typst: Any) -> None:
    """Let go of the last document: the compiler keeps what its last ten made, up to 1 GB of the largest plans.

    Eleven empty pages take 0.1 s and leave nothing of it; nor does a worker then hold what another organisation wrote.
    """
    for _page in range(_KEPT + 1):
        typst.compile(b" ", format="svg", ignore_system_fonts=True)


@cache
def _source() -> bytes:
    return _SOURCE.read_bytes()


def _paper(paper: Paper) -> dict[str, Any]:
    contents = (part.depth for part in paper.parts if isinstance(part, Contents))
    return {
        "language": paper.language,
        "title": legal(paper.title) or "–",
        "owner": legal(paper.owner),
        "footer": legal(paper.footer),
        "pages": [bit for bit in re.split(r"(\{pages?\})", paper.pages) if bit],
        "compact": paper.compact,
        "depth": max(contents, default=0),
        "covered": any(isinstance(part, Cover) and part.page for part in paper.parts),
        "sheets": [_pages(pages) for pages in pages_of(paper.parts)],
    }


def _pages(pages: Pages) -> dict[str, Any]:
    parts = [_plain(part) for part in pages.parts]
    parts[0]["page"] = parts[0]["part"] == "Cover" and parts[0]["page"]  # a new page begins there already
    return {"wide": pages.wide, "parts": parts}


def _plain(value: Any) -> Any:
    """A part, or anything in it, as JSON: a text becomes its pieces."""
    if isinstance(value, Text):
        return [{"words": legal(p.words), "bold": p.bold, "lang": p.lang} for p in value.pieces]
    if is_dataclass(value) and not isinstance(value, type):
        told = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        if isinstance(value, Table):
            told |= {"whole": [stays_whole(row) for row in value.rows], "short": stays_together(value)}
        return {"part": type(value).__name__, **told}
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, list | tuple | range):
        return [_plain(one) for one in value]
    return value
