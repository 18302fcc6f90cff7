"""Pieces of an OpenDocument text: runs in their language, and styles made the first time they are needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

from .layout import legal
from .odt_style import COUNTRY
from .paper import Text

_SPACES = re.compile("( {2,}|\n|\t)")


def words_xml(words: str) -> str:
    """A text in which spaces, tabs and ends of lines are kept."""
    pieces = _SPACES.split(legal(words))
    if pieces[0].startswith(" "):
        pieces[0:1] = ["", " ", pieces[0][1:]]
    return "".join(_space(piece) if n % 2 else escape(piece) for n, piece in enumerate(pieces))


def _space(piece: str) -> str:
    return {"\n": "<text:line-break/>", "\t": "<text:tab/>"}.get(piece) or f'<text:s text:c="{len(piece)}"/>'


class Styles:
    """The automatic styles of a document, each made once."""

    def __init__(self, language: str) -> None:
        self.language, self._made = language, {}  # type: str, dict[str, tuple[str, str]]

    def xml(self) -> str:
        """All that was made."""
        return "".join(xml for _name, xml in self._made.values())

    def named(self, key: str, family: str, inside: str, more: str = "") -> str:
        """The name of the style of this family that holds `inside`; `more` are attributes of it."""
        key = f"{family} {key}"
        if key not in self._made:
            name = f"{family[:2].upper()}{len(self._made) + 1}"
            head = f'<style:style style:name="{name}" style:family="{family}"{more}>'
            self._made[key] = (name, f"{head}{inside}</style:style>")
        return self._made[key][0]

    def runs(self, texts: Iterable[Text]) -> str:
        """The texts, those that are bold or in another language in spans."""
        return "".join(self._run(piece) for text in texts for piece in text.pieces if piece.words)

    def _run(self, piece: Text) -> str:
        lang = piece.lang if piece.lang != self.language else ""
        if not piece.bold and not lang:
            return words_xml(piece.words)
        weight = ' fo:font-weight="bold" style:font-weight-complex="bold"' if piece.bold else ""
        speech = f' fo:language="{lang}" fo:country="{COUNTRY}"' if lang else ""
        name = self.named(weight + speech, "text", f"<style:text-properties{weight}{speech}/>")
        return f'<text:span text:style-name="{name}">{words_xml(piece.words)}</text:span>'

    def paragraph(self, parent: str, master: str = "", breaks: bool = False, more: str = "") -> str:
        """The name of a paragraph style: `parent` itself, or one like it that begins a page, of a kind of page."""
        if not (master or breaks or more):
            return parent
        starts = ' fo:break-before="page"' if breaks and not master else ""
        page = f' style:master-page-name="{master}"' if master else ""
        inside = f"<style:paragraph-properties{starts}{more}/>"
        return self.named(
            f"{parent}{page}{starts}{more}", "paragraph", inside, f' style:parent-style-name="{parent}"{page}'
        )
