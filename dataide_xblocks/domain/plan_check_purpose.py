"""Criteria 1 to 4 of the self-check: mission, portrait, indicators, decisions. Source: plan-template.md, section 4."""

from __future__ import annotations

from collections.abc import Iterator

from .language import _
from .plan import Row
from .plan_finding import Checked, Claim, claim, column, one_day, told
from .plan_values import PERIOD, cell_of, day, number, part, period_of, rows

OBJECTIVES, INDICATORS, PRIORITIES = "sui.objectives", "sui.indicators", "por.priorities"
DIMENSIONS, RESPONDENTS, CHOSEN = 6, 2, 3


def mission(plan: Checked) -> Iterator[Claim]:
    """1: `idt.mission` and `vis.change` are filled, every objective says its effect on the mission."""
    yield told(
        part(plan.contents, "idt.mission"), _("Write your mission in one sentence."), "idt.mission", cell="value"
    )
    yield told(part(plan.contents, "vis.change"), _("Write the change you want."), "vis.change", cell="value")
    found = rows(plan.contents, OBJECTIVES)
    message = _("Say what this objective changes for the mission.")
    yield from column(plan.contents, OBJECTIVES, "mission", message, found.values())
    if not found:
        yield _an_objective()


def _an_objective() -> Claim:
    return claim(False, _("Write an objective."), OBJECTIVES)


def portrait(plan: Checked) -> Iterator[Claim]:
    """2: a portrait of six complete dimensions by two people, and three priorities on dimensions it knows."""
    known = plan.portrait.complete_dimensions if plan.portrait else frozenset()
    people = plan.portrait.respondents if plan.portrait else 0
    few = _("Complete the portrait: %(count)s dimensions at least.")
    yield claim(len(known) >= DIMENSIONS, few, "por.baseline", count=DIMENSIONS)
    alone = _("Ask a colleague to answer the portrait too: %(count)s people at least.")
    yield claim(people >= RESPONDENTS, alone, "por.baseline", count=RESPONDENTS)
    founded = {dimension.casefold() for dimension in known}
    chosen = list(rows(plan.contents, PRIORITIES).values())[:CHOSEN]
    for row in chosen:
        why = told(cell_of(row, "why"), _("Say why this is a priority."), PRIORITIES, row.id, "why")
        message = _("Link this priority to a dimension that the portrait knows enough about.")
        link = claim(cell_of(row, "dimension") in founded, message, PRIORITIES, row.id, "dimension")
        yield min(link, why, key=lambda each: each.standing)
    for _missing in range(CHOSEN - len(chosen)):
        yield claim(False, _("Choose three priorities."), PRIORITIES)


def indicators(plan: Checked) -> Iterator[Claim]:
    """3: every objective has an indicator with all that makes it one; the most complete of them is looked at."""
    found = rows(plan.contents, OBJECTIVES)
    if not found:
        yield from [_an_objective()] * _PIECES
    for row in found:
        sheets = [
            list(_sheet(plan, each))
            for each in rows(plan.contents, INDICATORS).values()
            if cell_of(each, "objective") == row
        ]
        if sheets:
            yield from max(sheets, key=lambda claims: sum(each.standing for each in claims))
        else:
            missing = claim(False, _("Give this objective an indicator."), OBJECTIVES, row)
            yield from [missing] * _PIECES
    yield from one_day(INDICATORS, "target_date", rows(plan.contents, INDICATORS).values())


_PIECES = 7  # as many claims as `_sheet` makes, so that an objective without indicator weighs as much as one with


def _sheet(plan: Checked, row: Row) -> Iterator[Claim]:
    """The seven claims about one indicator."""
    calc = _("Say how this indicator is counted.")
    yield from column(plan.contents, INDICATORS, "calc", calc, [row])
    source = cell_of(row, "source") in rows(plan.contents, "don.inventory")
    yield claim(source, _("Say which file of the inventory this comes from."), INDICATORS, row.id, "source")
    yield claim(cell_of(row, "freq"), _("Say how often it is counted."), INDICATORS, row.id, "freq")
    owner = _("Say who counts it.")
    yield told(cell_of(row, "owner"), owner, INDICATORS, row.id, "owner", sentence=False)
    base = number(row, "base") is not None or day(row, "base_by")
    yield claim(base, _("Write where you start from, or when you will measure it."), INDICATORS, row.id, "base")
    target = number(row, "target") is not None
    yield claim(target, _("Write the number you aim for."), INDICATORS, row.id, "target")
    yield _in_time(plan, row)


def _in_time(plan: Checked, row: Row) -> Claim:
    """That the target is for a day of the period, or before it: not after its end."""
    aimed, period = day(row, "target_date"), period_of(plan.contents)
    if period is None:
        return claim(False, _("Write the period of the plan."), PERIOD, "", "end")
    message = _("Write by when, before the end of the plan.")
    return claim(aimed and aimed <= period[1], message, INDICATORS, row.id, "target_date")


def decisions(plan: Checked) -> Iterator[Claim]:
    """4: every indicator says what will be decided, and one of them comes from what people say."""
    found = rows(plan.contents, INDICATORS)
    message = _("Say what you will do if this number moves: if… then…")
    yield from column(plan.contents, INDICATORS, "decision", message, found.values())
    voices = any(cell_of(row, "voice") == "yes" for row in found.values())
    yield claim(voices, _("Have one indicator that comes from what people say."), INDICATORS, "", "voice")
    if not found:
        yield claim(False, _("Write an indicator."), INDICATORS)
