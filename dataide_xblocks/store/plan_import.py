"""A whole plan at once: a file that was saved, put back as it was. What stood before goes to the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dataide_xblocks.domain.plan import Contents
from dataide_xblocks.models import PlanPart

from .plan import REMOVED, Hand, done, lock, log
from .transactions import one_transaction

IMPORTED = "imported"


@one_transaction
def record_contents(plan: int, contents: Contents, operation: str, hand: Hand) -> int:
    """Make the plan say what `contents` say; how many parts that changed. Twice under one operation does it once.

    Rows that the file does not have are removed, and can be put back like any other.
    """
    lock(plan)
    if done(plan, f"{operation}-1"):
        return 0
    there = {(part.field, part.row): part for part in PlanPart.objects.filter(plan=plan)}
    changed = 0
    for name, row, place, cells in _parts(contents):
        part = there.pop((name, row), None) or PlanPart(plan_id=plan, field=name, row=row)
        if part.cells == cells and not part.removed and part.place == place and part.pk:
            continue
        part.cells, part.place, part.removed = cells, place, False
        changed += 1
        _keep(plan, part, IMPORTED, f"{operation}-{changed}", hand)
    for part in there.values():
        if not part.removed and (part.row or part.cells):
            part.removed, part.cells = bool(part.row), part.cells if part.row else {}
            changed += 1
            _keep(plan, part, REMOVED if part.row else IMPORTED, f"{operation}-{changed}", hand)
    return changed


def _parts(contents: Contents) -> Iterator[tuple[str, str, int, dict[str, str]]]:
    """(field, row, place, cells) of every part that holds something, and of every row."""
    for name, filled in contents.items():
        if any(filled.parts.values()):
            yield name, "", 0, _said(filled.parts)
        for place, row in enumerate(filled.rows, 1):
            yield name, row.id, place, _said(row.cells)


def _said(cells: Mapping[str, str]) -> dict[str, str]:
    return {cell: text for cell, text in cells.items() if text}


def _keep(plan: int, part: PlanPart, kind: str, operation: str, hand: Hand) -> None:
    part.revision += 1
    part.learner, part.changed, part.edition = hand.learner, hand.now, hand.edition
    part.save()
    log(plan, part, kind, part.cells, operation, hand)
