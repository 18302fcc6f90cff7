"""Criteria 5, 9, 10 and 12 of the self-check: actions, money, hours, sequel. Source: plan-template.md, section 4."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from .language import _
from .plan import Row, day_of
from .plan_budget import LINES, SOURCES, YEARS, budget, counted, line_total, line_years
from .plan_finding import Checked, Claim, claim, column, one_day, told
from .plan_roadmap import Load, hours, role_key
from .plan_values import PERIOD, cell_of, day, later, live, months_of, number, part, period_of, rows

ACTIONS, OBJECTIVES, TIME, REVIEWS, TOOLS = "act.actions", "sui.objectives", "equ.time", "gou.reviews", "out.tools"
OVERFLOW = Fraction(120, 100)
SOON = 6  # months
_FIRST = 5  # claims that a first row stands for while there is none: about what it then has to say


def actions(plan: Checked) -> Iterator[Claim]:
    """5: each action that stands has a person, dates in the period, a proof, a reason, and waits for what it needs.

    Every objective has an action. Actions that were dropped are asked nothing.
    """
    found = list(live(plan.contents))
    if not found:
        yield from [claim(False, _("Write an action."), ACTIONS)] * _FIRST
        return
    if period_of(plan.contents) is None:
        yield claim(False, _("Write the period of the plan."), PERIOD, "", "end")
    for row in found:
        yield from _action(plan, row)
    served = {cell_of(row, "objective") for row in found}
    for objective in rows(plan.contents, OBJECTIVES):
        yield claim(objective in served, _("Give this objective an action."), OBJECTIVES, objective)
    yield from one_day(ACTIONS, "end", found)


def _action(plan: Checked, row: Row) -> Iterator[Claim]:
    owner = _("Say who is in charge of this action.")
    yield told(cell_of(row, "owner"), owner, ACTIONS, row.id, "owner", sentence=False)
    yield _dated(plan, row)
    yield from column(plan.contents, ACTIONS, "result", _("Say how you will see that it is done."), [row])
    linked = cell_of(row, "objective") in {"law25", "security", *rows(plan.contents, OBJECTIVES)}
    yield claim(linked, _("Link this action to an objective or a basic."), ACTIONS, row.id, "objective")
    if cell_of(row, "needs"):
        yield _waits(plan, row)


def _dated(plan: Checked, row: Row) -> Claim:
    start, end, period = day(row, "start"), day(row, "end"), period_of(plan.contents)
    if not start or not end:
        message = _("Give this action a first and a last day.")
        return claim(False, message, ACTIONS, row.id, "end" if start else "start")
    if start > end:
        return claim(False, _("This action ends before it begins."), ACTIONS, row.id, "end")
    inside = period is None or (period[0] <= start and end <= period[1])
    cell = "start" if period and start < period[0] else "end"
    return claim(inside, _("These dates are outside the period of the plan."), ACTIONS, row.id, cell)


def _waits(plan: Checked, row: Row) -> Claim:
    """That what an action depends on is over the day before it begins, or earlier."""
    needed = rows(plan.contents, ACTIONS).get(cell_of(row, "needs"))
    if needed is None:
        return claim(False, _("This action depends on one that is gone: choose another."), ACTIONS, row.id, "needs")
    over, start = day(needed, "end"), day(row, "start")
    message = _("This action begins before the one it depends on is over.")
    return claim(over and start and over < start, message, ACTIONS, row.id, "start")


def money(plan: Checked) -> Iterator[Claim]:
    """9: lines are what quantity and price make, sources cover costs or the gap is explained, quotes are there."""
    found, whole = rows(plan.contents, LINES), budget(plan.contents)
    if not found:
        yield from [claim(False, _("Write what the plan costs."), LINES)] * _FIRST
        return
    for row in found.values():
        yield _added_up(plan, row)
        if line_total(plan.contents, row) > plan.quote_over:
            message = _("Ask for a quote: this line is over the amount from which one is needed.")
            yield claim(cell_of(row, "quote") == "yes", message, LINES, row.id, "quote")
    explained = part(plan.contents, "bud.recurrent")
    for n, gap in enumerate(whole.gap):
        if gap <= 0:
            yield claim(True, "", SOURCES, "", YEARS[n])
            continue
        message = _("Year %(year)s costs more than its sources: add a source, or explain the difference.")
        one = told(explained, message, "bud.recurrent", "", "value")
        yield one if explained else claim(False, message, SOURCES, "", YEARS[n], year=n + 1)
    covered = whole.found[-1] >= whole.recurrent
    yield claim(covered, _("Say what pays for the costs that come back in year 3."), SOURCES, "", YEARS[-1])


def _added_up(plan: Checked, row: Row) -> Claim:
    price = counted(plan.contents, row)
    if price[0] is None:
        cell = "unit" if number(row, "qty") is not None else "qty"
        return claim(False, _("Write a quantity and a unit price."), LINES, row.id, cell)
    same = sum(line_years(plan.contents, row)) == sum(year for year in price if year is not None)
    cell = next((year for year in YEARS if cell_of(row, year)), YEARS[0])
    return claim(same, _("The years of this line do not add up to quantity × price."), LINES, row.id, cell)


def time(plan: Checked) -> Iterator[Claim]:
    """10: each role has, over its months, the hours that are asked of it, and no month asks more than 120%.

    "Σ hours per role per month ≤ available" is read on all months of a role together, and 120% on each: read month by
    month, the second could never say anything that the first does not.
    """
    found = list(live(plan.contents))
    if not found:
        yield from [claim(False, _("Write an action."), ACTIONS)] * _FIRST
    yield from (_countable(row) for row in found)
    by_role: dict[str, list[Load]] = {}
    for load in hours(plan.contents):
        by_role.setdefault(role_key(load.role), []).append(load)
    for key, loads in by_role.items():
        yield from _enough(plan, key, loads)


def _countable(row: Row) -> Claim:
    if number(row, "hours") is None:
        return claim(False, _("Say how many hours this action takes."), ACTIONS, row.id, "hours")
    if not role_key(cell_of(row, "owner")):
        return claim(False, _("Say who is in charge of this action."), ACTIONS, row.id, "owner")
    cell = "end" if day(row, "start") else "start"
    return claim(months_of(row), _("Give this action a first and a last day."), ACTIONS, row.id, cell)


def _enough(plan: Checked, key: str, loads: list[Load]) -> Iterator[Claim]:
    time = rows(plan.contents, TIME).values()
    place = next((row.id for row in time if role_key(cell_of(row, "role")) == key), "")
    role, available = loads[0].role, loads[0].available
    if available is None:
        message = _("Set time aside each month for this role: %(role)s.")
        yield claim(False, message, TIME, place, "hours" if place else "", role=role)
        return
    asked = sum(load.asked for load in loads)
    message = _("The actions of this role ask for more hours than it has: %(role)s.")
    yield claim(asked <= available * len(loads), message, TIME, place, "hours", role=role)
    full = max(loads, key=lambda load: load.asked)
    message = _("One month asks too much of this role (%(role)s): %(month)s. Move an action, or share it.")
    holds = full.asked <= available * OVERFLOW
    yield claim(holds, message, TIME, place, "hours", role=role, month=full.month)


def follow_up(plan: Checked) -> Iterator[Claim]:
    """12: a board day, a first review within six months, a deputy, a way out of the main tool, a restore that works.

    The six months run from the board's day, else from the first day of the period, else from today. The main tool is
    the first row of the table.
    """
    board = day_of(part(plan.contents, "gou.decision", "date"))
    yield claim(board, _("Write the day of the board’s decision."), "gou.decision", "", "date")
    yield _first_review(plan, board)
    deputy = part(plan.contents, "idt.deputy")
    yield told(deputy, _("Say who takes over in an absence."), "idt.deputy", "", "value", sentence=False)
    tool = next(iter(rows(plan.contents, TOOLS).values()), None)
    message = _("Say how you would leave your main tool, the first of the list.")
    if tool is None:
        yield claim(False, message, TOOLS)
    else:
        yield told(cell_of(tool, "exit"), message, TOOLS, tool.id, "exit")
    restore = rows(plan.contents, "sec.measures").get("restore")
    tried = restore is not None and cell_of(restore, "status") == "done"
    yield claim(tried, _("Try to get a file back from a copy."), "sec.measures", "restore", "status")


def _first_review(plan: Checked, board: date | None) -> Claim:
    period = period_of(plan.contents)
    start = board or (period[0] if period else plan.today)
    days = [(found, row.id) for row in rows(plan.contents, REVIEWS).values() if (found := day(row, "date"))]
    message = _("Choose a first review within %(count)s months.")
    if not days:
        return claim(False, message, REVIEWS, count=SOON)
    first, place = min(days)
    return claim(first <= later(start, SOON), message, REVIEWS, place, "date", count=SOON)
