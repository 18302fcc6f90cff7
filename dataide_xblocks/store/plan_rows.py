"""Rows of the plan's tables: added, removed, put back, moved. A removed row is kept, with what was in it."""

from __future__ import annotations

from typing import Any

from dataide_xblocks.models import PlanPart

from .plan import ADDED, BACK, MOVED, REMOVED, Hand, done, last_place, lock, log, rows, write_source
from .transactions import one_transaction


@one_transaction
def record_row(plan: int, at: tuple[str, str], kind: str, operation: str, hand: Hand, **how: Any) -> bool:
    """Do `kind` to the row `at` (field, row): ADDED (with `cells`), REMOVED, BACK or MOVED (`by` 1 or -1).

    False: the table has `most` rows already. `source` is as in `record_change`.

    Doing it twice under one operation does it once; what has no sense any more (a row that is gone) is left alone.
    """
    (name, row), most, source = at, how.get("most", 0), how.get("source")
    lock(plan)
    if done(plan, operation):
        return True
    if source is not None:
        write_source(plan, name, source, hand)
    part = PlanPart.objects.filter(plan=plan, field=name, row=row).first()
    if kind in (ADDED, BACK) and most and rows(plan, name).count() >= most:
        return False
    if kind == ADDED and part is None:
        place = last_place(plan, name) + 1
        part = PlanPart(plan_id=plan, field=name, row=row, place=place, cells=dict(how.get("cells", {})))
    elif part is None or part.removed == (kind in (REMOVED, MOVED)):
        return True
    if kind == MOVED:
        _swap(plan, part, int(how["by"]))
    return _mark(plan, part, kind, operation, hand)


def _mark(plan: int, part: PlanPart, kind: str, operation: str, hand: Hand) -> bool:
    part.revision += 1
    part.removed = kind == REMOVED
    part.learner, part.changed, part.edition = hand.learner, hand.now, part.edition or hand.edition
    part.save()
    log(plan, part, kind, part.cells if kind in (ADDED, REMOVED) else {}, operation, hand)
    return True


def _swap(plan: int, part: PlanPart, by: int) -> None:
    """Change places with the neighbour above (-1) or below (1), if there is one."""
    others = list(rows(plan, part.field).order_by("place", "id"))
    here = next((n for n, other in enumerate(others) if other.pk == part.pk), 0)
    if not 0 <= here + by < len(others):
        return
    others[here], others[here + by] = others[here + by], others[here]
    for place, other in enumerate(others, 1):
        if other.place != place:
            PlanPart.objects.filter(pk=other.pk).update(place=place)
    part.place = here + by + 1


def removed_of(plan: int, name: str) -> list[tuple[str, dict[str, str]]]:
    """(row, cells) of the rows of a field that were removed, to be put back."""
    gone = PlanPart.objects.filter(plan=plan, field=name, removed=True).exclude(row="").order_by("place", "id")
    return list(gone.values_list("row", "cells"))
