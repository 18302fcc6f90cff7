"""A paper as one page of HTML: to read, to print, to keep; it asks for nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.utils import translation

from ..block import render

if TYPE_CHECKING:
    from ..export.paper import Bar, Paper, Part, Roadmap, Table


def html_of(paper: Paper) -> str:
    """The paper as a whole page, in its own language."""
    from ..export.layout import entries_of, pages_of

    shown = _Shown()
    context = {
        "paper": paper,
        "language": paper.language,
        "entries": entries_of(paper),
        "foot": _in_css(paper.footer),
        "sheets": [{"wide": pages.wide, "parts": list(shown.parts(pages.parts))} for pages in pages_of(paper.parts)],
    }
    with translation.override(paper.language):
        return render("plan_document.html", context)


def _in_css(text: str) -> str:
    """A text inside quotes of a style sheet, every sign by its number: none of it can end the quotes."""
    return "".join(f"\\{ord(sign):06x}" for sign in text)


class _Shown:
    """What the template needs of each part beside the part itself. Headings are counted, for their anchors."""

    def __init__(self) -> None:
        self.headings = 0

    def parts(self, parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
        for n, part in enumerate(parts):
            kind = type(part).__name__
            yield {"kind": kind, "part": part, **getattr(self, f"_of_{kind.lower()}", self._nothing)(part, n)}

    def _nothing(self, _part: Part, _place: int) -> dict[str, Any]:
        return {}

    def _of_heading(self, part: Any, place: int) -> dict[str, Any]:
        self.headings += 1
        return {"level": part.level + 1, "anchor": f"part-{self.headings}", "page": part.page and place > 0}

    def _of_table(self, part: Table, _place: int) -> dict[str, Any]:
        return {"shares": [round(100 * share) for share in part.widths]}

    def _of_bars(self, part: Any, _place: int) -> dict[str, Any]:
        from ..export.word_paper import squares

        def shown(bar: Bar) -> dict[str, Any]:
            return {"name": bar.name, "words": bar.words, "squares": squares(bar.value, bar.most)}

        return {"bars": [shown(bar) for bar in part.bars]}

    def _of_roadmap(self, part: Roadmap, _place: int) -> dict[str, Any]:
        years = part.years or (("", len(part.months)),)
        lines = [{"name": one.name, "first": one.first, "length": one.last - one.first + 1} for one in part.lines]
        return {"part": {"described": part.described, "months": part.months, "years": years, "lines": lines}}
