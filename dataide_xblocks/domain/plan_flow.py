"""What arrives in the plan by itself: the portrait's priorities and unknowns, the organisation's name and size.

A field shows what flows into it, with its source named, until somebody writes there by hand (goal G27).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .language import _
from .maturity import Portrait
from .maturity_model import MaturityModel
from .plan import Contents, Filled, Row
from .plan_template import VALUE, PlanTemplate

MODEL = "portrait"  # the maturity model whose portrait flows into plans
PRIORITIES = 3
PORTRAIT, ORGANISATION = _("Comes from your portrait of week 1"), _("Comes from your organization’s registration")
_LONGEST = 140


@dataclass(frozen=True)
class Flow:
    """What a field shows before anybody wrote in it, and where it comes from (a msgid)."""

    filled: Filled
    source: str


def flows(
    template: PlanTemplate, portrait: Portrait | None, model: MaturityModel | None, organisation: Mapping[str, str]
) -> dict[str, Flow]:
    """{field: what flows into it} for the fields of this template. `organisation` has a name and a size, or nothing."""
    found: dict[str, Flow] = {}
    for name, key in (("idt.name", "name"), ("idt.size", "size")):
        if organisation.get(key):
            found[name] = Flow(Filled({VALUE: organisation[key]}), ORGANISATION)
    if portrait and model:
        found["por.priorities"] = Flow(Filled(rows=_priorities(portrait, model)), PORTRAIT)
        found["por.unknowns"] = Flow(Filled(rows=_unknowns(portrait, model)), PORTRAIT)
    return {name: flow for name, flow in found.items() if flow.filled and template.field(name)}


def _priorities(portrait: Portrait, model: MaturityModel) -> tuple[Row, ...]:
    """The lowest dimensions, in the model's order where they are equal."""
    levels = [(side.level, d) for d in model.dimensions if (side := portrait.sides[d.id]).level]
    lowest = sorted(levels, key=lambda pair: pair[0] or 0)[:PRIORITIES]
    return tuple(
        Row(f"p-{d.id.lower()}", {"dimension": d.id.lower(), "why": d.cells[(level or 1) - 1].headline[:_LONGEST]})
        for level, d in lowest
    )


def _unknowns(portrait: Portrait, model: MaturityModel) -> tuple[Row, ...]:
    """The questions that nobody could answer. Who could tell is for the team to write: a role of theirs."""
    items = [item for name in portrait.unknown if (item := model.item(name))]
    return tuple(Row(f"u-{item.id.lower()}", {"what": item.text[:_LONGEST]}) for item in items)


def with_flows(contents: Contents, found: Mapping[str, Flow], touched: set[str]) -> dict[str, Filled]:
    """What is read: what was written, and what flows into the fields that nobody has touched."""
    return {**{name: flow.filled for name, flow in found.items() if name not in touched}, **contents}
