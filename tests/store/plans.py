"""What tests of the plan write with: a plan of an organisation, hands, and operations with names of their own."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from dataide_xblocks.models import Organisation
from dataide_xblocks.store import plan, plan_rows

COHORT = "course-v1:dataidex+n101+2027"
NOW = datetime(2027, 2, 1, 14, 32, tzinfo=UTC)
_NUMBERS = itertools.count()


def begun(template: str = "plan") -> int:
    """A new organisation's plan."""
    return plan.make(COHORT, Organisation.objects.create(cohort=COHORT).pk, template)


def hand(learner: str = "1", minutes: int = 0) -> plan.Hand:
    return plan.Hand(learner, NOW + timedelta(minutes=minutes), "e" * 16)


def name() -> str:
    """The name of a new operation."""
    return f"op-{next(_NUMBERS):08}"


def typed(text: str, seen: int = 0, row: str = "", cell: str = "value", field: str = "vis.change") -> plan.Change:
    return plan.Change(field, row, {cell: text}, seen, name())


def write(of: int, text: str, seen: int = 0, learner: str = "1", **where: str) -> plan.Outcome:
    """What a learner typed in a cell of plan `of`."""
    return plan.record_change(of, typed(text, seen, **where), hand(learner))


def act(of: int, row: str, kind: str, learner: str = "1", field: str = "don.inventory", **how: object) -> bool:
    return plan_rows.record_row(of, (field, row), kind, name(), hand(learner), **how)


def stands(of: int, field: str = "vis.change") -> list[dict[str, str]]:
    """The values of a field's parts, as they stand."""
    from dataide_xblocks.models import PlanPart

    rows = PlanPart.objects.filter(plan=of, field=field, removed=False).order_by("place", "id")
    return list(rows.values_list("cells", flat=True))
