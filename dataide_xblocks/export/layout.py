"""What every writer of a paper decides alike: pages on their side, rows that stay whole, signs that a file can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .paper import Contents, Heading, Line, Paper, Part, Roadmap, Table, Text

WHOLE = 900  # characters of a row that is never cut: more would leave half a page white, or not fit on one
# Rows of a table that is not cut either, and characters of its longest cells, on a page that stands or lies.
_SHORT, _LITTLE = 14, {False: 700, True: 450}

# What XML 1.0 cannot hold (production 2), nor any of our formats: control signs, halves of pairs, two non-characters.
_FOREIGN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(words: str) -> str:
    """A text that every format can hold, its lines ended one way; nothing that could be read is lost."""
    return _FOREIGN.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def stays_whole(row: Sequence[Text]) -> bool:
    """Whether a row is kept on one page."""
    return max((len(text.plain) for text in row), default=0) <= WHOLE


def stays_together(table: Table) -> bool:
    """Whether a table is short enough to be kept on one page, with what announces it."""
    longest = (max((len(text.plain) for text in row), default=0) for row in table.rows)
    return len(table.rows) <= _SHORT and sum(longest) <= _LITTLE[table.wide]


@dataclass(frozen=True)
class Pages:
    """Parts that follow one another on pages of one orientation."""

    wide: bool
    parts: tuple[Part, ...]


def pages_of(parts: Iterable[Part]) -> list[Pages]:
    """The parts by orientation. Headings and lines that announce a wide part lie on its pages, as do its notes."""
    found: list[tuple[bool, list[Part]]] = []
    waiting: list[Part] = []  # what goes with the next part, whichever way that lies
    for part in parts:
        if isinstance(part, Heading):
            waiting.append(part)
            continue
        if waiting and isinstance(part, Line) and part.style == "note":
            waiting.append(part)
            continue
        _put(found, is_wide(part), [*waiting, part])
        waiting = []
    _put(found, found[-1][0] if found else False, waiting)
    return [Pages(wide, tuple(ours)) for wide, ours in found]


def is_wide(part: Part) -> bool:
    """Whether a part lies on its side."""
    return isinstance(part, Roadmap) or (isinstance(part, Table) and part.wide)


def _put(found: list[tuple[bool, list[Part]]], wide: bool, parts: list[Part]) -> None:
    if not parts:
        return
    if not found or found[-1][0] != wide:
        found.append((wide, []))
    found[-1][1].extend(parts)


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents, and the anchor it leads to."""

    level: int
    text: Text
    anchor: str


def entries_of(paper: Paper) -> list[Entry]:
    """What the table of contents lists. The n-th heading of a paper has the anchor `part-n`."""
    depth = max((part.depth for part in paper.parts if isinstance(part, Contents)), default=0)
    headings = [part for part in paper.parts if isinstance(part, Heading)]
    entries = [Entry(each.level, each.text, f"part-{n}") for n, each in enumerate(headings, 1)]
    return [entry for entry in entries if entry.level <= depth]
