"""What stands around a field for a moment: two texts to choose from, a question about a person, a history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..block import store
from ..domain.identifiers import WORDS, Found
from ..domain.language import _
from ..domain.plan_asked import Typed
from ..domain.plan_template import Field
from .plan_cells import in_words

KINDS = {
    "written": _("wrote"),
    "lost": _("wrote at the same time as somebody else; it was put aside"),
    "added": _("added this row"),
    "removed": _("removed this row"),
    "back": _("put this row back"),
    "moved": _("moved this row"),
    "brought": _("brought this from a plan written alone"),
}


def conflict_shown(block: Any, reader: Any, typed: Typed, outcome: Any) -> dict[str, Any]:
    """Both texts: the colleague's, which stands, and the one just typed, which is in the history."""
    theirs = outcome.conflict[typed.cell.id]
    who = reader.names_of({outcome.learner}).get(outcome.learner, "")
    labels = dict(reader.choices(typed.cell)) if typed.cell.kind == "link" else {}

    def words(value: str) -> str:
        return in_words(typed.cell, value, block.language, labels)

    return {
        "cell": typed.cell.id,
        "row": typed.row,
        "name": typed.cell.name,
        "who": who,
        "when": block.when(outcome.changed) if outcome.changed else "",
        "theirs": words(theirs),
        "mine": words(typed.value),
        "joins": typed.cell.kind == "text",
    }


def warned_shown(block: Any, typed: Typed, marks: Sequence[Found]) -> dict[str, Any]:
    """The text with what looks like a person's data marked, and why it is asked about."""
    pieces, at = [], 0
    for mark in marks:
        pieces += [(typed.value[at : mark.start], False), (typed.value[mark.start : mark.end], True)]
        at = mark.end
    pieces.append((typed.value[at:], False))
    kinds = list(dict.fromkeys(mark.kind for mark in marks))
    return {
        "cell": typed.cell.id,
        "row": typed.row,
        "pieces": [piece for piece in pieces if piece[0]],
        "without": " ".join("".join(text for text, marked in pieces if not marked).split()),
        "reasons": [block.say(WORDS[kind]) for kind in kinds],
    }


def history_shown(block: Any, reader: Any, field: Field) -> dict[str, Any]:
    """What was done to a field, the newest first, each text with a way to put it back."""
    if reader.written is None:
        return {"field": field.id, "entries": [], "removed": [], "open": block.open}
    entries = store("plan_history").history_of(reader.written.id, field.id)
    names = reader.names_of({entry.learner for entry in entries})
    return {
        "field": field.id,
        "name": field.name,
        "entries": [_entry(block, reader, field, entry, names) for entry in entries],
        "removed": [
            {"row": row, "text": " · ".join(filter(None, values.values()))[:200]}
            for row, values in store("plan_rows").removed_of(reader.written.id, field.id)
        ],
        "open": block.open,
    }


def _entry(block: Any, reader: Any, field: Field, entry: Any, names: dict[str, str]) -> dict[str, Any]:
    texts = []
    for name, value in entry.values.items():
        cell = field.cell(entry.row, name)
        labels = dict(reader.choices(cell)) if cell and cell.kind == "link" else {}
        said = in_words(cell, value, block.language, labels) if cell else value
        texts.append({"name": cell.name if cell else name, "text": said or block.say(_("(emptied)"))})
    return {
        "id": entry.id,
        "who": names.get(entry.learner, ""),
        "when": block.when(entry.at),
        "what": block.say(KINDS.get(entry.kind, entry.kind)),
        "row": reader.label(field.id, entry.row) if entry.row else "",
        "texts": texts,
        "may_restore": bool(entry.values) and entry.kind != "moved",
    }
