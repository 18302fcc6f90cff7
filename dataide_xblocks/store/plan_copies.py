"""The plan as it stood on a day: kept for a purpose, never changed afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dataide_xblocks.models import PlanCopy

from .plan import Hand
from .transactions import one_transaction

MOST_COPIES = 40


@dataclass(frozen=True)
class Copy:
    """A dated copy. `contents` is the plan's own JSON, None in a list."""

    id: int
    name: str
    learner: str
    at: datetime
    contents: dict[str, Any] | None = None


@one_transaction
def record_copy(plan: int, name: str, contents: dict[str, Any], hand: Hand) -> int:
    """Keep the plan as it stands; 0 when there are too many copies. The same click twice keeps one."""
    copies = PlanCopy.objects.filter(plan=plan)
    newest = copies.order_by("-id").first()
    if newest and newest.name == name and newest.contents == contents:
        return newest.pk
    if copies.count() >= MOST_COPIES:
        return 0
    row = PlanCopy.objects.create(plan_id=plan, name=name, contents=contents, learner=hand.learner, at=hand.now)
    return row.pk


def copies_of(plan: int) -> list[Copy]:
    """The copies of a plan, the newest first."""
    rows = PlanCopy.objects.filter(plan=plan).order_by("-id")
    return [Copy(*row) for row in rows.values_list("id", "name", "learner", "at")]


def copy_of(plan: int, number: int) -> Copy | None:
    """One copy, with what it holds."""
    rows = PlanCopy.objects.filter(plan=plan, pk=number).values_list("id", "name", "learner", "at", "contents")
    row = rows.first()
    return Copy(*row) if row else None
