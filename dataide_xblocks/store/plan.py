"""What an organisation writes in its plan: every write names what it was made from, and no text is lost.

A part is one row of a field, or its own cells (`row` is ""). It has a revision, which each write raises. Whoever writes
says which revision they saw; cells that somebody else changed since then are a conflict: both texts are kept, the one
that came second in the history, and the person chooses. `cells` is always {cell: text}.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import FilteredRelation, Max, Q

from dataide_xblocks.domain.plan import Filled, Row
from dataide_xblocks.models import Plan, PlanPart, PlanRevision

from .transactions import one_transaction

WRITTEN, LOST, ADDED, REMOVED, BACK, MOVED, BROUGHT = (
    *("written", "lost", "added", "removed", "back", "moved"),
    "brought",  # with somebody who joined, from what they wrote alone
)
_TAKES = (WRITTEN, ADDED, BACK)  # kinds after which the part holds the revision's values


@dataclass(frozen=True)
class Change:
    """What somebody typed: at which part, from which revision, under which name of the browser's."""

    field: str
    row: str
    cells: Mapping[str, str]
    seen: int
    operation: str


@dataclass(frozen=True)
class Outcome:
    """What stands now. `conflict` is {cell: the colleague's text} where the typed text was put aside.

    `back`: a colleague had removed the row, and this brought it back; `full`: the table takes no row, nothing was kept.
    """

    revision: int
    cells: Mapping[str, str]
    conflict: Mapping[str, str] = field(default_factory=dict)
    learner: str = ""
    changed: datetime | None = None
    full: bool = False
    back: bool = False


@dataclass(frozen=True)
class Part:
    """A part as it stands."""

    row: str
    cells: Mapping[str, str]
    revision: int
    learner: str
    changed: datetime
    edition: str


@dataclass
class Written:
    """The plan of an organisation: {field: its parts in order, own cells first}."""

    id: int
    shared: bool
    parts: dict[str, list[Part]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)  # fields that somebody wrote in, even if nothing is left there
    gone: dict[str, set[str]] = field(default_factory=dict)  # {field: rows that were removed}

    @property
    def contents(self) -> dict[str, Filled]:
        """The same as the rules read it."""
        return {name: _filled(parts) for name, parts in self.parts.items()}


def _filled(parts: Sequence[Part]) -> Filled:
    own = next((part.cells for part in parts if not part.row), {})
    return Filled(own, tuple(Row(part.row, part.cells) for part in parts if part.row))


def plan_of(organisation: int, template: str, fields: Sequence[str] | None = None) -> Written | None:
    """The plan of an organisation, None before its first word; only some of its fields if they are named. One query."""
    plans = Plan.objects.filter(organisation=organisation, template=template)
    wanted = Q() if fields is None else Q(parts__field__in=fields)
    found = plans.annotate(part=FilteredRelation("parts", condition=wanted)).order_by("part__place", "part__id")
    rows = list(found.values_list("pk", "shared", *(f"part__{column}" for column in _PART)))
    if not rows:
        return None
    return _with_parts(Written(*rows[0][:2]), [part for _pk, _shared, *part in rows if part[0] is not None])


def bare(organisation: int, template: str) -> Written | None:
    """The plan of an organisation without what is in it."""
    plans = Plan.objects.filter(organisation=organisation, template=template)
    return next((Written(*row) for row in plans.values_list("pk", "shared")[:1]), None)


def read(plan: Written, fields: Sequence[str] | None = None) -> Written:
    """Fill in the parts of a plan, of some of its fields if they are named; in one query."""
    found = PlanPart.objects.filter(plan=plan.id)
    if fields is not None:
        found = found.filter(field__in=fields)
    return _with_parts(plan, found.order_by("place", "id").values_list(*_PART))


_PART = ("field", "removed", "row", "cells", "revision", "learner", "changed", "edition")


def _with_parts(plan: Written, rows: Iterable[Sequence[Any]]) -> Written:
    for name, removed, *part in rows:
        plan.touched.add(name)
        if removed:
            plan.gone.setdefault(name, set()).add(part[0])
        else:
            plan.parts.setdefault(name, []).append(Part(*part))
    return plan


def make(cohort: str, organisation: int, template: str) -> int:
    """The id of the plan, made if need be. A plain read first: most of the time it is there."""
    plan = bare(organisation, template)
    return plan.id if plan else _make(cohort, organisation, template)


@one_transaction
def _make(cohort: str, organisation: int, template: str) -> int:
    return Plan.objects.get_or_create(organisation_id=organisation, template=template, defaults={"cohort": cohort})[
        0
    ].pk


@dataclass(frozen=True)
class Hand:
    """Who writes, when, with which edition of the template."""

    learner: str
    now: datetime
    edition: str = ""


def done(plan: int, operation: str) -> PlanRevision | None:
    """What this operation did when it came the first time."""
    return PlanRevision.objects.filter(plan=plan, operation=operation).first()


def log(plan: int, part: PlanPart, kind: str, cells: Mapping[str, str], operation: str, hand: Hand) -> None:
    """Write a line of history, at the revision that the part has reached."""
    PlanRevision.objects.create(
        plan_id=plan,
        field=part.field,
        row=part.row,
        number=part.revision,
        kind=kind,
        cells=dict(cells),
        operation=operation,
        learner=hand.learner,
        at=hand.now,
    )


def lock(plan: int) -> None:
    """Writers of one plan wait for each other: two to five people, and never a row half written."""
    Plan.objects.select_for_update().get(pk=plan)


@one_transaction
def record_change(plan: int, change: Change, hand: Hand, source: Filled | None = None, most: int = 0) -> Outcome:
    """Keep what was typed. A new row is made unless the table has `most` rows (`full`: nothing was kept).

    `source` is what the field showed before anybody wrote in it (the portrait's own values): it is written down first,
    so that changing one line of it does not drop the others.
    """
    lock(plan)
    former = done(plan, change.operation)
    if source is not None and former is None:
        write_source(plan, change.field, source, hand)
    part = PlanPart.objects.filter(plan=plan, field=change.field, row=change.row).first()
    if former is not None:
        return _replayed(part, former)
    if part is None and change.row and most and rows(plan, change.field).count() >= most:
        return Outcome(0, {}, full=True)
    if part is None:
        place = last_place(plan, change.field) + 1 if change.row else 0
        part = PlanPart(plan_id=plan, field=change.field, row=change.row, place=place)
    return _apply(plan, part, change, hand)


def rows(plan: int, name: str) -> Any:
    """The rows of a field that are there."""
    return PlanPart.objects.filter(plan=plan, field=name, removed=False).exclude(row="")


def last_place(plan: int, name: str) -> int:
    """The place of the last row of a field, those that were removed included; 0 when there is none."""
    return PlanPart.objects.filter(plan=plan, field=name).aggregate(last=Max("place"))["last"] or 0


def _replayed(part: PlanPart | None, former: PlanRevision) -> Outcome:
    """The same answer as the first time, from what stands now."""
    if part is None:
        return Outcome(former.number, {})
    conflict = {cell: part.cells.get(cell, "") for cell in former.cells} if former.kind == LOST else {}
    return Outcome(part.revision, part.cells, conflict, part.learner, part.changed)


def _apply(plan: int, part: PlanPart, change: Change, hand: Hand) -> Outcome:
    new = {cell: text for cell, text in change.cells.items() if part.cells.get(cell, "") != text}
    touched = _touched_since(plan, part, change.seen) if new else set()
    conflict = {cell: part.cells.get(cell, "") for cell in new if cell in touched}
    kept = {cell: text for cell, text in new.items() if cell not in conflict}
    who, when, back = part.learner, part.changed, part.removed and bool(new)
    written = bool(kept) or back or (part.pk is None and bool(change.row))
    if written:
        part.cells = {cell: text for cell, text in {**part.cells, **kept}.items() if text}
        part.revision, part.removed, part.edition = part.revision + 1, False, hand.edition
        part.learner, part.changed = hand.learner, hand.now
        part.save()
        log(plan, part, WRITTEN, kept, change.operation, hand)
    if conflict:
        aside = {cell: change.cells[cell] for cell in conflict}
        log(plan, part, LOST, aside, f"{change.operation}-aside" if written else change.operation, hand)
    return Outcome(part.revision, part.cells, conflict, who if conflict else part.learner, when, back=back)


def _touched_since(plan: int, part: PlanPart, seen: int) -> set[str]:
    """The cells that somebody changed after revision `seen`. One that never was (a restored backup) saw nothing."""
    if part.pk is None or part.revision == seen:
        return set()
    seen = seen if seen < part.revision else 0
    since = PlanRevision.objects.filter(plan=plan, field=part.field, row=part.row, number__gt=seen, kind__in=_TAKES)
    return {cell for cells in since.values_list("cells", flat=True) for cell in cells}


def write_source(plan: int, name: str, source: Filled, hand: Hand) -> None:
    """Write down what a field showed before anybody wrote in it, if nobody has since."""
    if PlanPart.objects.filter(plan=plan, field=name).exists():
        return
    parts = [("", source.parts)] if source.parts else []
    parts += [(row.id, row.cells) for row in source.rows]
    for n, (row, cells) in enumerate(parts):
        own = {"cells": dict(cells), "revision": 0, "edition": hand.edition, "learner": hand.learner}
        PlanPart.objects.create(plan_id=plan, field=name, row=row, place=n, changed=hand.now, **own)


def newest_of(organisation: int) -> int:
    """The id of the plan an organisation began last, 0 before its first word."""
    return Plan.objects.filter(organisation=organisation).order_by("-pk").values_list("pk", flat=True).first() or 0
