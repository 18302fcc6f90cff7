"""A table of the plan to read, written in one go: sixty rows of fifteen cells through a template's loops cost a second.

Every text is escaped here, and only here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


def table_html(caption: str, header: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> SafeString:
    """A table whose rows are (name, cells). A row with a name, of a table whose rows are fixed, begins with it.

    Each cell also says its column's name, which a narrow screen shows in place of the header.
    """
    names = [escape(name) for name in header]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    body, named = [], False
    for name, cells in rows:
        named = named or bool(name)
        first = f'<th scope="row">{escape(name)}</th>' if name else ""
        told = "".join(
            f'<td data-name="{label}" class="dataide__words">{escape(cell)}</td>' if cell else "<td></td>"
            for label, cell in zip(names, cells, strict=True)
        )
        body.append(f"<tr>{first}{told}</tr>")
    corner = "<td></td>" if named else ""
    region = f'<div class="dataide-plan__scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
    table = f'<table class="dataide-plan__table"><thead><tr>{corner}{head}</tr></thead><tbody>{"".join(body)}</tbody>'
    return mark_safe(f"{region}{table}</table></div>")
