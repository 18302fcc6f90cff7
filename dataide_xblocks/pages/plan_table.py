"""A table of the plan to read, written in one go: sixty rows of fifteen cells through a template's loops cost a second.

Every text is escaped here, and only here.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDE = 6  # columns above which a row is read as a card: a page is not wide enough


def table_html(caption: str, header: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> SafeString:
    """Rows of (name, cells) as a table, or as cards when it is too wide for a page.

    A row has a name where the rows of a table are fixed. Each cell of a table also says its column's name, which a
    narrow screen shows in place of the header.
    """
    names = [escape(name) for name in header]
    return mark_safe((_cards if len(names) > WIDE else _table)(escape(caption), names, rows))


def _table(caption: str, names: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    corner = "<td></td>" if rows[0][0] else ""
    body = "".join(f"<tr>{_first(name)}{_cells(names, cells)}</tr>" for name, cells in rows)
    table = f'<table class="dataide-plan__table"><thead><tr>{corner}{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="dataide-plan__scroll" tabindex="0" role="region" aria-label="{caption}">{table}</div>'


def _first(name: str) -> str:
    return f'<th scope="row">{escape(name)}</th>' if name else ""


def _cells(names: Sequence[str], cells: Sequence[str]) -> str:
    return "".join(
        f'<td data-name="{name}" class="dataide__words">{escape(cell)}</td>' if cell else "<td></td>"
        for name, cell in zip(names, cells, strict=True)
    )


def _cards(caption: str, names: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """A list of rows; each begins with its name, or with its first words."""
    items = []
    for title, cells in rows:
        told = list(zip(names, cells, strict=True))
        first = title or next((cell for cell in cells if cell), "–")
        rest = told if title else [pair for pair in told if pair[1] != first]
        pairs = "".join(f"<div><dt>{name}</dt><dd>{escape(cell)}</dd></div>" for name, cell in rest if cell)
        words = f'<p class="dataide-plan__card-title dataide__words">{escape(first)}</p>'
        items.append(f'<li class="dataide-plan__card">{words}<dl class="dataide-plan__pairs">{pairs}</dl></li>')
    return f'<ol class="dataide-plan__cards" aria-label="{caption}">{"".join(items)}</ol>'
