"""Is the plan « digne de ce nom »? Twelve criteria, a result in words, and the three cheapest things to do next.

Source: plan-template.md, section 4. Nobody is refused help for a result, and peers see the words, not the points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from . import plan_check_means as means
from . import plan_check_protection as protection
from . import plan_check_purpose as purpose
from .language import _
from .plan import Contents
from .plan_finding import Checked, Claim, Finding, Portrait, Reason, finding
from .plan_template import PlanTemplate

QUOTE_OVER = Decimal("1000.00")  # dollars; a programme says its own
KEY = frozenset({3, 5, 6, 7, 9})  # no 0 in these
WORTHY, NEARLY, UNDER_WAY = "worthy", "nearly", "under-way"
ENOUGH, ALMOST = 18, 14  # points of 24
RESULTS = {
    WORTHY: _("Worthy of the name"),
    NEARLY: _("Nearly there"),
    UNDER_WAY: _("Under construction"),
}

_Rule = Callable[[Checked], Iterator[Claim]]
_CRITERIA: tuple[tuple[str, _Rule, str], ...] = (
    (_("It serves the mission"), purpose.mission, _("Does the change you want speak of people?")),
    (_("It starts from an honest portrait"), purpose.portrait, ""),
    (_("Each objective has a complete indicator"), purpose.indicators, ""),
    (_("Each indicator leads to a decision"), purpose.decisions, _("Are these decisions you would really take?")),
    (_("Each action has a person, dates and a proof"), means.actions, ""),
    (_("You know what you keep, and why"), protection.files, ""),
    (_("The eight basics of Law 25 are done or dated"), protection.law25, ""),
    (_("Risks for people are named and treated"), protection.risks, ""),
    (_("The budget holds"), means.money, ""),
    (_("The hours are there"), means.time, ""),
    (_("The people concerned were heard"), protection.heard, _("Did what people said really change something?")),
    (_("What follows is decided"), means.follow_up, ""),
)


@dataclass(frozen=True)
class Check:
    """The twelve findings in order, and what they make: `result` is WORTHY, NEARLY or UNDER_WAY (see RESULTS)."""

    findings: tuple[Finding, ...]

    @property
    def total(self) -> int:
        """Points of 24."""
        return sum(each.points for each in self.findings)

    @property
    def result(self) -> str:
        """The result in a word.

        « Presque » is 14 points or more with one 0 at most among the key criteria: so a point more never makes it
        worse, which 14 to 17 points with any number of zeros would.
        """
        zeros = sum(each.points == 0 and each.criterion in KEY for each in self.findings)
        if self.total >= ENOUGH and not zeros:
            return WORTHY
        return NEARLY if self.total >= ALMOST and zeros <= 1 else UNDER_WAY

    @property
    def next_steps(self) -> tuple[Improvement, ...]:
        """The three criteria nearest to one more point; of equals, those where a 0 weighs most, then in order."""
        short = [each for each in self.findings if each.reasons]
        short.sort(key=lambda each: (each.steps, not (each.criterion in KEY and each.points == 0), each.criterion))
        return tuple(Improvement(each.criterion, each.name, each.steps, each.reasons[0]) for each in short[:3])


@dataclass(frozen=True)
class Improvement:
    """A point within reach: in which criterion, how many things away, and the first of them."""

    criterion: int
    name: str
    steps: int
    reason: Reason


def check(
    template: PlanTemplate,
    contents: Contents,
    portrait: Portrait | None,
    *,
    today: date,
    quote_over: Decimal = QUOTE_OVER,
) -> Check:
    """The self-check of a plan on a day. `template` is the whole one: what it does not show counts as absent."""
    plan = Checked(template, contents, portrait, today, quote_over)
    return Check(tuple(finding(n, name, rule(plan), read) for n, (name, rule, read) in enumerate(_CRITERIA, 1)))
