"""From the plan to a request for a grant: what is asked, what it rests on, and what is still to be put right.

Source: plan-template.md, section 6. The plan is never sent whole: only what is named here leaves it, and the applicant
reads it first. Amounts and ceilings are the programme's and come as arguments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .language import _
from .plan import Contents, Row
from .plan_budget import LINES, ZERO, ThreeYears, budget, cents, line_total
from .plan_check import QUOTE_OVER
from .plan_finding import Reason, doubtful
from .plan_values import cell_of, day, number, part, rows

EQUIPMENT, IMPLEMENTATION, INNOVATION = "equipment", "implementation", "innovation"
FAMILIES = {EQUIPMENT: ("a", "b"), IMPLEMENTATION: ("c",), INNOVATION: ("d",)}
MOST_ACTIONS, MOST_INDICATORS = 8, 3
ETHICS = ("other", "mistake", "human", "stop")  # rows of the grid: another way, who is harmed, human check, exit


@dataclass(frozen=True)
class GrantRequest:
    """A request of one family. Rows are ids; amounts are dollars and cents.

    `lines` are the costs of which something is asked, `amount` their sum. `others` is asked by lines that belong to
    other families, and to none. `law25` counts the basics that are done, of eight. `findings` are what to put right,
    each with its place; none means that nothing computed stands in the way, not that a reader will agree.
    """

    family: str
    lines: tuple[str, ...]
    amount: Decimal
    others: Decimal
    actions: tuple[str, ...]
    objectives: tuple[str, ...]
    indicators: tuple[str, ...]
    need: str
    sources: ThreeYears
    recurrent: Decimal
    law25: int
    findings: tuple[Reason, ...]

    @property
    def mixed(self) -> bool:
        """Whether the plan also asks for something of another family: a second request, or a choice to make."""
        return self.others > 0


def asked_by_family(contents: Contents) -> dict[str, Decimal]:
    """What the lines ask for in each family, and under "" what belongs to none (contingency, no category yet)."""
    found = dict.fromkeys((*FAMILIES, ""), ZERO)
    for row in rows(contents, LINES).values():
        found[_family(row)] += cents(number(row, "grant") or ZERO)
    return found


def _family(row: Row) -> str:
    category = cell_of(row, "cat")
    return next((name for name, categories in FAMILIES.items() if category in categories), "")


def main_family(contents: Contents) -> str | None:
    """The family of which most is asked, the first of equals; None while nothing is asked."""
    asked = {name: amount for name, amount in asked_by_family(contents).items() if name and amount}
    return max(asked, key=lambda name: asked[name], default=None)


def request(
    contents: Contents, family: str, *, quote_over: Decimal = QUOTE_OVER, ceiling: Decimal | None = None
) -> GrantRequest:
    """The request of a family; with a `ceiling`, what is above it is a finding. KeyError for an unknown family."""
    categories = FAMILIES[family]
    lines = {
        row.id: row
        for row in rows(contents, LINES).values()
        if cell_of(row, "cat") in categories and (number(row, "grant") or ZERO) > 0
    }
    amount = sum((cents(number(row, "grant") or ZERO) for row in lines.values()), ZERO)
    actions = _linked(contents, "act.actions", {cell_of(row, "action") for row in lines.values()})
    objectives = _linked(contents, "sui.objectives", {cell_of(row, "objective") for row in actions.values()})
    indicators = {
        row.id: row for row in rows(contents, "sui.indicators").values() if cell_of(row, "objective") in objectives
    }
    money = budget(contents)
    found = GrantRequest(
        family=family,
        lines=tuple(lines),
        amount=amount,
        others=sum(asked_by_family(contents).values(), ZERO) - amount,
        actions=tuple(actions),
        objectives=tuple(objectives),
        indicators=tuple(indicators)[:MOST_INDICATORS],
        need=part(contents, "vis.change"),
        sources=money.found,
        recurrent=money.recurrent,
        law25=sum(cell_of(row, "status") == "done" for row in rows(contents, "pro.law25").values()),
        findings=(
            *_about_money(contents, lines, amount, quote_over, ceiling),
            *_about_actions(lines, actions),
            *_about_indicators(indicators),
            *_about_people(contents, family),
        ),
    )
    return found


def _linked(contents: Contents, field: str, wanted: set[str]) -> dict[str, Row]:
    """The rows that are pointed at, in the order of their table; what points nowhere is left out."""
    return {row.id: row for row in rows(contents, field).values() if row.id in wanted}


def _about_money(
    contents: Contents, lines: dict[str, Row], amount: Decimal, quote_over: Decimal, ceiling: Decimal | None
) -> Iterator[Reason]:
    if not lines:
        yield Reason(_("Nothing is asked in this family yet: write an amount on one of its lines."), LINES, "", "grant")
    if ceiling is not None and amount > ceiling:
        yield Reason(_("The amounts asked are above the most that this grant gives."), LINES, "", "grant")
    for row in lines.values():
        total = line_total(contents, row)
        if cents(number(row, "grant") or ZERO) > total:
            yield Reason(_("More is asked than this line costs."), LINES, row.id, "grant")
        if total > quote_over and cell_of(row, "quote") != "yes":
            message = _("Ask for a quote: this line is over the amount from which one is needed.")
            yield Reason(message, LINES, row.id, "quote")
    whole = budget(contents)
    needed = (whole.total[1], max(whole.total[2], whole.recurrent))
    for n, cost in enumerate(needed, 1):
        if cost > whole.found[n]:
            message = _("Say what pays for year %(year)s: its sources are below its costs.")
            yield Reason(message, "bud.sources", "", f"y{n + 1}", {"year": n + 1})


def _about_actions(lines: dict[str, Row], actions: dict[str, Row]) -> Iterator[Reason]:
    for row in lines.values():
        if cell_of(row, "action") not in actions:
            yield Reason(_("Link this line to the action that it serves."), LINES, row.id, "action")
    if len(actions) > MOST_ACTIONS:
        message = _("A request holds %(count)s actions at most: group some of them.")
        yield Reason(message, "act.actions", params={"count": MOST_ACTIONS})
    for row in actions.values():
        if cell_of(row, "status") == "dropped":
            yield Reason(_("This action was dropped, and something is asked for it."), "act.actions", row.id, "status")
        if doubtful(cell_of(row, "owner"), sentence=False):
            yield Reason(_("Say who is in charge of this action."), "act.actions", row.id, "owner")
        for cell in ("start", "end"):
            if not day(row, cell):
                yield Reason(_("Give this action a first and a last day."), "act.actions", row.id, cell)


def _about_indicators(indicators: dict[str, Row]) -> Iterator[Reason]:
    if not indicators:
        message = _("Link the actions to an objective that has an indicator: how will you know?")
        yield Reason(message, "sui.indicators", "", "objective")
    for row in list(indicators.values())[:MOST_INDICATORS]:
        if number(row, "base") is None and not day(row, "base_by"):
            message = _("Write where you start from, or when you will measure it.")
            yield Reason(message, "sui.indicators", row.id, "base")
        if number(row, "target") is None:
            yield Reason(_("Write the number you aim for."), "sui.indicators", row.id, "target")


def _about_people(contents: Contents, family: str) -> Iterator[Reason]:
    if not part(contents, "vis.change"):
        yield Reason(_("Write the change you want."), "vis.change", "", "value")
    if is_delicate(contents) and not any(map(_is_decided, rows(contents, "pro.pia").values())):
        message = _("Something is sensitive or kept outside Québec: do a small PIA, and write what you decided.")
        yield Reason(message, "pro.pia")
    if family == INNOVATION:
        grid = rows(contents, "iap.grid")
        for question in ETHICS:
            row = grid.get(question, Row(question))
            if cell_of(row, "answer") not in ("yes", "no") or not cell_of(row, "answer_why"):
                message = _("Answer this question before you try something new.")
                yield Reason(message, "iap.grid", question, "answer_why" if cell_of(row, "answer") else "answer")


def is_delicate(contents: Contents) -> bool:
    """Whether a file or a tool is sensitive, or a file is kept outside Québec: then a PIA is needed."""
    held = [*rows(contents, "don.inventory").values(), *rows(contents, "out.tools").values()]
    return any(cell_of(row, "class") == "sensitive" or cell_of(row, "outside") == "yes" for row in held)


def _is_decided(row: Row) -> bool:
    return bool(cell_of(row, "project") and cell_of(row, "decision"))
