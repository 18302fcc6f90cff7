"""What stands around a field for a moment: two texts to choose from, a question about a person, a history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..block import store
from ..domain.language import _
from ..domain.plan_asked import MOST_COPY, MOST_REMARK, MOST_REQUEST, Typed
from ..domain.plan_template import Field, PlanTemplate
from .plan_cells import in_words

KINDS = {
    "written": _("written"),
    "lost": _("put aside: somebody else wrote at the same time"),
    "added": _("row added"),
    "removed": _("row removed"),
    "back": _("row put back"),
    "moved": _("row moved"),
    "imported": _("put back from a file"),
    "brought": _("brought from a plan written alone"),
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
        "own": outcome.learner == block.person.learner,
        "when": block.when(outcome.changed) if outcome.changed else "",
        "theirs": words(theirs),
        "mine": words(typed.value),
        "joins": typed.cell.kind == "text",
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
    for name, value in entry.cells.items():
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
        "may_restore": bool(entry.cells) and entry.kind != "moved",
    }


def copies_shown(block: Any, reader: Any, copies: Sequence[Any]) -> dict[str, Any]:
    """The dated copies of a plan, the newest first."""
    names = reader.names_of({copy.learner for copy in copies})
    listed = [{"id": c.id, "name": c.name, "when": block.when(c.at), "who": names[c.learner]} for c in copies]
    return {"copies": listed, "most": MOST_COPY}


def remarks_shown(block: Any, reader: Any, field: Field) -> dict[str, Any]:
    """What colleagues said about a field, the oldest first."""
    remarks = store("plan_talk").remarks_of(reader.written.id, field.id) if reader.written else []
    names = reader.names_of({remark.learner for remark in remarks})
    listed = [{"id": r.id, "text": r.text, "who": names[r.learner], "when": block.when(r.at)} for r in remarks]
    return {"field": field.id, "html_id": reader.where(field), "remarks": listed, "most": MOST_REMARK}


STATES = {
    "asked": _("Waiting for somebody to take it"),
    "taken": _("Somebody is on it"),
    "answered": _("Answered"),
    "closed": _("Closed"),
}


def requests_shown(block: Any, reader: Any) -> dict[str, Any]:
    """The requests of a plan with their states, whether it is shared, and who opened it."""
    written, tables = reader.written, store("plan_talk")
    requests = tables.requests_of(written.id) if written else []
    openings = tables.openings_of(written.id) if written else []
    coaches = {each.coach for each in requests if each.coach} | {coach for coach, _at in openings}
    names = {**store("people").names_of(coaches), **reader.names_of({each.learner for each in requests})}
    fields = [{"id": field.id, "name": field.name} for field in reader.template.fields]
    return {
        "shared": bool(written and written.shared),
        "fields": fields,
        "most": MOST_REQUEST,
        "requests": [request_shown(block, reader.template, each, names) for each in requests],
        "openings": [{"who": names.get(coach, ""), "when": block.when(at)} for coach, at in openings],
    }


def request_shown(block: Any, template: PlanTemplate, each: Any, names: dict[str, str]) -> dict[str, Any]:
    """A request: what, who, where it stands and since when."""
    field = template.field(each.field)
    return {
        "id": each.id,
        "text": each.text,
        "field": field.name if field else "",
        "state": block.say(STATES.get(each.state, each.state)),
        "state_id": each.state,
        "who": names.get(each.learner, ""),
        "when": block.when(each.at),
        "coach": names.get(each.coach, ""),
        "moved": block.when(each.moved),
        "reply": each.reply,
        "organisation": each.organisation,
        "plan": each.plan if each.shared else 0,
        "mine": each.coach == block.person.learner,
    }


def coaches_shown(block: Any, template: PlanTemplate) -> dict[str, Any]:
    """What the people who accompany see: requests that wait, plans that were shared, and counts."""
    tables = store("plan_talk")
    requests = tables.requests_in(block.cohort)
    names = store("people").names_of({each.coach for each in requests if each.coach})
    plans, shared = tables.counts_in(block.cohort, template.id)
    return {
        "requests": [request_shown(block, template, each, names) for each in requests],
        "shared": [{"plan": plan, "organisation": name} for plan, name in tables.shared_in(block.cohort)],
        "counts": {"plans": plans, "shared": shared},
        "most": MOST_REQUEST,
    }
