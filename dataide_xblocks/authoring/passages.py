"""A page's prose as a reader meets it: headings, paragraphs, items, rows, notes, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

READ = ("text", "item")  # sentences that are read one after the other
_FENCE = re.compile(r"[ ]*(`{3,}|~{3,})")
_BOX = re.compile(r'(?:!!!|\?\?\?)[ ]*(?P<box>[\w-]*)(?:[ ]*"(?P<title>.*)")?[ ]*$')
_STARTS = (
    ("heading", re.compile(r"#{1,6}[ \t]+(?P<text>.*)")),
    ("item", re.compile(r"(?:[-*+]|\d+[.)])[ \t]+(?P<text>.*)")),
    ("item", re.compile(r":[ ]+(?P<text>.*)")),  # a definition
    ("note", re.compile(r"\[\^[^\]]+\]:[ \t]*(?P<text>.*)")),
    ("rule", re.compile(r"\|[ |:-]*-[ |:-]*\|?[ ]*$(?P<text>)")),
    ("row", re.compile(r"(?P<text>\|.*)")),
    ("picture", re.compile(r"(?P<text>!\[.*\]\([^)]*\))[ ]*$")),
    ("class", re.compile(r"\{:(?P<text>.*)\}[ ]*$")),
    ("abbreviation", re.compile(r"\*\[[^\]]+\]:(?P<text>.*)")),
)
_ALONE = ("heading", "rule", "row", "picture", "class", "abbreviation")  # they take one line
_MARKS = re.compile(
    r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)|\[\^[^\]]+\]|</?[A-Za-z][^>]*>|\{:[^}]*\}|!?\[|\]|[*`|]|\b_|_\b"
)
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


@dataclass(frozen=True)
class Passage:
    """`raw` is Markdown; `kind` is text, item, heading, row, note, title (of a box), caption or picture.

    `box` is the kind of the box around, "" outside of one.
    """

    kind: str
    raw: str
    line: int
    box: str = ""

    @property
    def text(self) -> str:
        """The words alone."""
        return " ".join(_MARKS.sub("", self.raw).split())

    @property
    def words(self) -> int:
        """How many there are; a note’s address counts for one."""
        return len(_WORD.findall(self.text))


def passages(text: str, first: int = 1) -> Iterator[Passage]:
    """The passages of a piece of prose whose text starts at line `first` of its page."""
    held: Passage | None = None
    for number, line, box in _unboxed(text):
        kind, raw = _start(line)
        if held and (not line or kind != "text" or held.box != box):
            if kind == "class" and ".small" in raw:
                held = Passage("caption", held.raw, held.line, held.box)
            yield held
            held = None
        if kind in ("title", *_ALONE):
            if kind not in ("rule", "class", "abbreviation"):
                yield Passage(kind, raw, first + number, box)
        elif held:
            held = Passage(held.kind, f"{held.raw} {raw}", held.line, box)
        elif line:
            held = Passage(kind, raw, first + number, box)
    if held:
        yield held


def _unboxed(text: str) -> Iterator[tuple[int, str, str]]:
    """(number from 0, line without its indent, box around it), without the code between fences."""
    box, fence = "", ""
    for number, line in enumerate(text.split("\n")):
        mark = _FENCE.match(line)
        if mark or fence:
            fence = "" if mark and fence else fence or (mark[1] if mark else "")
            continue
        if line.strip() and not line.startswith("    "):
            head = _BOX.match(line)
            box = head["box"] if head else ""
        yield number, line.strip(), box


def _start(line: str) -> tuple[str, str]:
    """The kind of passage that a line starts or goes on, and its text."""
    head = _BOX.match(line)
    if head:
        return "title", head["title"] or ""
    for kind, pattern in _STARTS:
        found = pattern.match(line)
        if found:
            return kind, found["text"]
    return "text", line
