"""What helps the eye and the screen reader beyond headings: captions under tables, and no block of italics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..domain.language import _
from .course import Chapter, Course
from .findings import Problem
from .passages import Passage

_ITALICS = re.compile(r"(?<![*_])([*_])(?![*_ ])(?:(?!\1).)+\1$", re.S)
SHORT = 12  # words: a line in italics may be a title or a quoted word
_CAPTION = ("tableau", "table")


def captions(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-52: a table is followed by the sentence that says what it shows."""
    end = Passage("", "", 0)
    for page in chapter.verticals:
        for row, after in pairwise([*page.passages, end]):
            is_last = row.kind == "row" and after.kind != "row" and not row.box  # a box has its title
            if is_last and not after.text.lower().startswith(_CAPTION):
                message = _("Say under this table what it shows: “Table: …”, then {: .small} on the next line.")
                yield Problem(page.path, row.line, message, rule="Q-52")


def italics(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-58: a paragraph in italics is hard to read for many."""
    for page in chapter.verticals:
        for passage in page.passages:
            if passage.words > SHORT and _ITALICS.match(passage.raw.strip()):
                message = _("Write this paragraph upright: italics tire the eye.")
                yield Problem(page.path, passage.line, message, blocking=False, rule="Q-58")
