"""A portrait as a document to hand to a board: what the page shows, in the same order, in either language.

`document` is made by the maturity block: {"language", "title", "organisation", "date" in words, "wave", "portrait",
"choice", "change"}, the last three as its page draws them. The web page to print is drawn from the same values.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.domain.language import _, say

from .portrait_parts import Parts
from .word import DOCX, Word

_LONGEST_NAME = 60
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "-"})

Document = Mapping[str, Any]


def file_of(form: object, document: Document, html: str) -> dict[str, str]:
    """{"name", "type", "base64"} of the file asked for, `docx` or `html` (the page given); raises InvalidAnswer."""
    if form == "docx":
        kind, content = DOCX, _word(document)
    elif form == "html":
        kind, content = "text/html;charset=utf-8", html.encode()
    else:
        raise InvalidAnswer("format", _("Please choose a Word document or a page to print."))
    return {"name": name_of(document, form), "type": kind, "base64": base64.b64encode(content).decode("ascii")}


def _word(document: Document) -> bytes:
    try:
        return docx_of(document)
    except ImportError:
        message = _("This site cannot write Word documents. Please take the page to print: it says the same.")
        raise InvalidAnswer("format", message) from None


def name_of(document: Document, ending: str) -> str:
    """`portrait-la-huche-commune-fr.docx`: plain letters that every system and mail programme carries."""
    letters = unicodedata.normalize("NFKD", document["organisation"].translate(_LIGATURES)).encode("ascii", "ignore")
    words = re.sub(r"[^a-z0-9]+", "-", letters.decode().lower())
    end = f"-{document['language']}.{ending}"
    return f"portrait-{words}"[: _LONGEST_NAME - len(end)].strip("-") + end


def docx_of(document: Document) -> bytes:
    """The portrait as a Word document; raises ImportError where python-docx is not installed."""
    words = say(document["language"])
    word = Word(document["language"], document["title"], document["organisation"])
    Parts(word, words, document["portrait"]["lang"]).all_of(document)
    owner = " · ".join(filter(None, (document["organisation"], document["title"])))
    word.footer(owner, words(_("Page %(page)s of %(pages)s"), page="{page}", pages="{pages}"))
    return word.content()
