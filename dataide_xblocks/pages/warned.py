"""A text that may point to a person, shown with what was found in it, before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..domain.identifiers import Found, explain


def pieces_of(text: str, marks: Sequence[Found]) -> list[tuple[str, bool]]:
    """The text in order, (piece, whether it is marked), without the empty ones."""
    pieces, at = [], 0
    for mark in marks:
        pieces += [(text[at : mark.start], False), (text[mark.start : mark.end], True)]
        at = mark.end
    return [piece for piece in (*pieces, (text[at:], False)) if piece[0]]


def warned_shown(block: Any, row: str, cell: str, text: str, marks: Sequence[Found]) -> dict[str, Any]:
    """The text with what looks like a person's data marked, why it is asked about, and the text without it."""
    pieces = pieces_of(text, marks)
    kinds = list(dict.fromkeys(mark.kind for mark in marks))
    return {
        "cell": cell,
        "row": row,
        "pieces": pieces,
        "without": " ".join("".join(piece for piece, marked in pieces if not marked).split()),
        "reasons": [
            {part: block.say(getattr(explain(kind), part)) for part in ("name", "why", "what")} for kind in kinds
        ],
    }
