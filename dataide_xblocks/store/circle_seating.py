"""Changing who sits where, one at a time: the wall's row of a cohort is the lock (docs/decisions/0018)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from django.db.models import F

from dataide_xblocks.models import JournalCircle

from .transactions import one_transaction

P = ParamSpec("P")
T = TypeVar("T")

WALL = 0  # the number of the circle that everybody shares while there are no others


def seating(change: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
    """Run `change(cohort, …)` in one transaction that writes the wall's row first.

    Whoever changes who sits where waits for whoever is doing it, and reads what the one before wrote.
    """

    @one_transaction
    def alone(cohort: str, *args: P.args, **kwargs: P.kwargs) -> T:
        JournalCircle.objects.filter(cohort=cohort, number=WALL).update(turns=F("turns"))
        return change(cohort, *args, **kwargs)

    @functools.wraps(change)
    def run(cohort: str, *args: P.args, **kwargs: P.kwargs) -> T:
        if not JournalCircle.objects.filter(cohort=cohort, number=WALL).exists():
            _build_wall(cohort)
        return alone(cohort, *args, **kwargs)

    return run


@one_transaction
def _build_wall(cohort: str) -> None:
    JournalCircle.objects.bulk_create([JournalCircle(cohort=cohort, number=WALL)], ignore_conflicts=True)
