"""Boxes: `!!! note "Title"` stands open, `??? note "Title"` is folded until the reader opens it."""

from __future__ import annotations

import re

from lxml import html

from ..domain.language import _, say
from .finding import Finding
from .sanitize import BOXES

_HEAD = re.compile(r'^(?P<indent>[ ]*)(?P<mark>!!!|\?\?\?)[ ]*(?P<kind>[\w-]*)(?:[ ]*"(?P<title>.*)")?[ ]*$')
TITLES = {
    "note": _("Please note"),
    "important": _("Important to know"),
    "gain": _("What you gain"),
    "example": _("A worked example"),
    "privacy": _("What this protects"),
    "question": _("A question for you"),
}


def opened(text: str, masked: str, language: str) -> tuple[str, list[Finding]]:
    """`text` with its boxes as Python-Markdown's admonitions, each with a title; `masked` has no code."""
    findings: list[Finding] = []
    lines = text.split("\n")
    for number, line in enumerate(masked.split("\n")):
        head = _HEAD.match(line)
        if not head:
            continue
        kind = head["kind"]
        if kind not in BOXES:
            message = _("There is no box “%(kind)s”. The boxes are: %(kinds)s.")
            findings.append(Finding(number + 1, message, {"kind": kind, "kinds": ", ".join(BOXES)}))
            kind = "note"
        folded = " folded" if head["mark"] == "???" else ""
        title = head["title"] or say(language)(TITLES[kind])
        lines[number] = f'{head["indent"]}!!! {kind}{folded} "{title}"'
    return "\n".join(lines), findings


def dress(box: html.HtmlElement) -> None:
    """Turn one folded admonition of Python-Markdown into <details>; the others are already what we want."""
    words = str(box.get("class")).split()
    if "folded" in words:
        box.tag = "details"
        box.set("class", " ".join(words[1:-1]))
        for title in box.xpath("p[@class='admonition-title'][1]"):
            title.tag = "summary"
            del title.attrib["class"]
