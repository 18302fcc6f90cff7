"""A document before it is a file: what is said, in order, for whoever writes it as Word, ODT, PDF or a web page.

A part never knows the file it ends in, so that no format can say what another leaves out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """Words in one piece. `lang` is their language where it is not the document's.

    `also`: the same in a second language, said after a stroke, where labels are in both.
    """

    words: str
    bold: bool = False
    lang: str = ""
    also: Text | None = None

    @property
    def pieces(self) -> tuple[Text, ...]:
        """What is written one after the other, each piece in one language."""
        if self.also is None:
            return (self,)
        return (self, Text(" / ", self.bold), Text(self.also.words, self.bold, self.also.lang))

    @property
    def plain(self) -> str:
        """All of it, where a language cannot be told: an outline, a property of a file."""
        return "".join(piece.words for piece in self.pieces)


@dataclass(frozen=True)
class Cover:
    """The first thing seen: whose document, what it is, and a few facts under it. `page`: alone on a page."""

    owner: str
    title: Text
    facts: Sequence[Text]
    page: bool = True


@dataclass(frozen=True)
class Contents:
    """The table of contents: the headings of levels 1 to `depth`, with their pages where the format has pages."""

    title: Text
    depth: int = 2


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3. `page`: it begins a new page."""

    level: int
    text: Text
    page: bool = False


@dataclass(frozen=True)
class Line:
    """A paragraph. `style` is "normal", "lead" (larger), "note" (smaller, softer) or "todo" (still to be written)."""

    texts: Sequence[Text]
    style: str = "normal"


@dataclass(frozen=True)
class Labelled:
    """A label and what stands under it, which may be of several paragraphs."""

    label: Text
    texts: Sequence[Text]


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: Sequence[Text]


@dataclass(frozen=True)
class Table:
    """A table with a name; `widths` are shares of the page. Its header comes back on each page, rows stay whole.

    `wide`: on a page laid on its side. `numbers` are the columns set to the right; `total`: its last row is a sum.
    `caption`: its name is printed above it, and not only said to who cannot see it.
    """

    title: str
    header: Sequence[Text]
    rows: Sequence[Sequence[Text]]
    widths: Sequence[float]
    wide: bool = False
    numbers: Sequence[int] = ()
    total: bool = False
    caption: bool = False


@dataclass(frozen=True)
class Bar:
    """One line of `Bars`: `value` of `most` (None: unknown), and the same in words."""

    name: Text
    value: int | None
    most: int
    words: Text


@dataclass(frozen=True)
class Bars:
    """A level for each line, as a row of squares and in words: readable in black and white."""

    title: str
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Stretch:
    """One line of a road map: from month `first` to month `last` (from 0), and the same in words."""

    name: Text
    first: int
    last: int
    words: str


@dataclass(frozen=True)
class Roadmap:
    """A simple chart, a line an action and a column a month; `described` is for who cannot see it.

    `months` are one letter each, under `years`: (name, how many of the months are its own). Whoever makes the
    document puts the same in a table under it. It stands on a page laid on its side.
    """

    described: str
    months: Sequence[str]
    lines: Sequence[Stretch]
    years: Sequence[tuple[str, int]] = ()


Part = Cover | Contents | Heading | Line | Labelled | Bullets | Table | Bars | Roadmap


@dataclass(frozen=True)
class Paper:
    """A whole document. `footer` stands at the foot of each page beside `pages`, with {page} and {pages} in it.

    `compact`: a few pages that must stay few, in smaller headings and closer lines.
    """

    language: str
    title: str
    owner: str
    footer: str
    pages: str
    parts: Sequence[Part] = field(default_factory=tuple)
    compact: bool = False
