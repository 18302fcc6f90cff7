"""Pieces of WordprocessingML, as text: what is written a thousand times is written once, and read by lxml in one go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from .layout import legal
from .paper import Text
from .word_style import LANGUAGE_TAGS

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
# Letters of a script that is written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def runs_xml(texts: Iterable[Text], language: str = "") -> str:
    """The texts as runs; those in another language than `language`, the document's, say so."""
    return "".join(_run(piece, language) for text in texts for piece in text.pieces if piece.words)


def _run(piece: Text, language: str) -> str:
    look = "<w:b/><w:bCs/>" if piece.bold else ""
    if _RIGHT_TO_LEFT.search(piece.words):
        look += "<w:rtl/>" if not re.search("[A-Za-z]", piece.words) else ""
    if piece.lang and piece.lang != language:
        look += f"<w:lang w:val={quoteattr(LANGUAGE_TAGS[piece.lang])}/>"
    inside = "".join(
        _BREAKS.get(words) or f'<w:t xml:space="preserve">{escape(words)}</w:t>'
        for words in re.split("([\n\t])", legal(piece.words))
        if words
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inside}</w:r>"


def paragraph_xml(style: str, runs: str, more: str = "") -> str:
    """A paragraph in the style with this id; `more` are further properties of it, in the order of the format."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs}</w:p>'


def field_xml(order: str, shown: str) -> str:
    """A field: what the reader's program counts, and what stands there until it has."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f'{mark.format("begin")}<w:r><w:instrText xml:space="preserve"> {escape(order)} </w:instrText></w:r>'
        f"{mark.format('separate')}{shown}{mark.format('end')}"
    )
