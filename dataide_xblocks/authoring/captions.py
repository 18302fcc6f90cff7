"""The line under a table that names it, « Tableau: … », becomes its caption: read with it, aloud too."""

from __future__ import annotations

from lxml import html

NAMES = {"fr": "Tableau:", "en": "Table:"}


def caption(root: html.HtmlElement, language: str) -> None:
    """Move each such paragraph, when it follows a table that has no caption, to the table's beginning."""
    for table in root.iter("table"):
        line = table.getnext()
        if line is None or line.tag != "p" or (table.tail or "").strip() or table.find("caption") is not None:
            continue
        if (line.text or "").lstrip().startswith(NAMES[language]):
            table.tail, line.tail = line.tail, None
            line.tag = "caption"
            table.insert(0, line)
