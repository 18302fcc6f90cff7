"""The plan against the floors of its own run, beside other organisations' plans. Run: python -m benchmarks.plan

The plan looked at is as full as the course's own template allows, written by two colleagues, with their portrait.
"""

from __future__ import annotations

import itertools
import tempfile
import time
from collections import Counter
from collections.abc import Callable

from . import maturity
from .floors import OTHERS, call, look, ours, prepare, queries, ratios, view, weight

WEEK_1 = "idt.lead idt.deputy por.baseline por.strengths por.priorities por.unknowns por.notdoing equ.time"
WEEK = "idt.mission idt.people idt.size idt.region idt.languages idt.status idt.period equ.roles"
INVENTORY = "don.inventory"
PARTS = 40  # rows of each other plan: a plan at its middle
_OPERATIONS, _SEEN = itertools.count(), Counter[tuple[str, str]]()


def maker(shows: str) -> Callable[[], object]:
    """A fresh block that shows these fields, "" for the whole plan."""
    from tests.faces.plan import olx

    text = olx(shows)
    return lambda: ours(text)


def saving(field: str, row: str, cell: str) -> Callable[[object, str], object]:
    """Leaving one cell, each time with another text, from the revision that the page shows."""

    def save(target: object, choice: str) -> object:
        n, seen = next(_OPERATIONS), _SEEN[field, row]
        _SEEN[field, row] += 1
        typed = {"field": field, "row": row, "cell": cell, "value": f"{choice} {n}", "seen": seen}
        return call(target, "save_cell", {**typed, "op": f"operation-{n:08}"})

    return save


def fill(others: int) -> None:
    """Organisations with a portrait and a plan begun, and the one looked at, whose plan is full."""
    from django.utils import timezone

    from dataide_xblocks.models import Organisation, Plan, PlanPart
    from dataide_xblocks.store.plan import Hand
    from dataide_xblocks.store.plan_import import record_contents
    from tests.export.plans import filled
    from tests.faces.plan import TEMPLATE

    maturity.fill(others)
    maturity.open_at("MISS-1")
    maturity.tap(maturity.make(), "1")  # the model's text is kept with the first answer
    maturity.open_at("")
    places = Organisation.objects.order_by("id").values_list("id", flat=True)
    plans = [Plan(organisation_id=place, cohort=maturity.COHORT, template=TEMPLATE.id) for place in places]
    mine, *theirs = Plan.objects.bulk_create(plans, batch_size=500)
    about = {"field": INVENTORY, "cells": {"name": "Fiches"}, "learner": "x", "changed": timezone.now()}
    rows = (PlanPart(plan=plan, row=f"r{n}", place=n, revision=1, **about) for plan in theirs for n in range(PARTS))
    for batch in itertools.batched(rows, 2_000):
        PlanPart.objects.bulk_create(batch, batch_size=100)
    record_contents(mine.pk, filled(TEMPLATE, most=True), "operation-of-all", Hand("7", timezone.now(), "x"))
    PlanPart.objects.filter(plan=mine, place__gt=1).update(learner="8")
    _SEEN.clear()
    _SEEN.update({(part.field, part.row): part.revision for part in PlanPart.objects.filter(plan=mine)})


Measure = tuple[str, Callable[[], object], Callable[[object, str], object], tuple[int, int]]
VIEW, WHOLE, SAVE = (4, 4), (30, 8), (3, 10)  # at most: times the storing floor, queries (performance.md)


def works() -> list[Measure]:
    """(what, the block, what is done with it, the target), the same for each number of others."""
    week, whole = maker(WEEK), maker("")
    return [
        ("a week, seen", week, look, VIEW),
        ("a week, a cell saved", week, saving("idt.mission", "", "value"), SAVE),
        ("the whole plan, seen", whole, look, WHOLE),
        ("the whole plan, a cell saved", whole, saving(INVENTORY, "r1", "name"), SAVE),
    ]


def heavier() -> list[Measure]:
    """What a few fields ask more of, measured once."""
    inventory, budget = maker(INVENTORY), maker("act.actions bud.lines")
    return [
        ("week 1, with the portrait that flows in, seen", maker(WEEK_1), look, VIEW),
        ("the inventory at its sixty rows, seen", inventory, look, VIEW),
        ("the inventory, a cell saved", inventory, saving(INVENTORY, "r2", "name"), SAVE),
        ("the budget, a cell saved and all counted again", budget, saving("bud.lines", "r1", "item"), SAVE),
    ]


def measured(others: int, measure: Measure) -> tuple[object, ...]:
    """A row of the table, in processor time: what else the machine does is not in it."""
    what, make, work, (most, statements) = measure
    work(make(), "1")
    by_floor, by_empty = ratios(make, work, time.process_time)
    count = queries(lambda: work(make(), "2"))
    missed = [name for name, over in (("time", by_floor > most), ("queries", count > statements)) if over]
    verdict = f"{' and '.join(missed)} missed" if missed else "kept"
    return what, others, by_floor, by_empty, count, f"{most} x, {statements} queries", verdict


def main() -> str:
    """The table."""
    from .measure import table, versions

    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        rows = []
        for others in OTHERS:
            fill(others)
            rows += [measured(others, each) for each in works()]
        rows += [measured(OTHERS[-1], each) for each in heavier()]
        sizes = {shows: weight(view(maker(shows)()).content) for shows in (WEEK, "")}
    header = ("what", "others", "x SF", "x empty", "queries", "at most", "")
    order = [row[0] for row in rows]
    rows = sorted(rows, key=lambda row: order.index(row[0]))
    about = (
        f"Pages: a week {sizes[WEEK][0] / 1000:.1f} kB gzip, the whole full plan {sizes[''][0] / 1000:.1f} kB, "
        f"then {sizes[WEEK][1] / 1000:.1f} kB for the two scripts and the style. {_NOTE}"
    )
    return f"{versions('XBlock', 'Django')}, SQLite\n\n{table(header, rows)}\n\n{about}\n"


_NOTE = """The plan
looked at is the largest that the template allows, written by two colleagues; times are of the processor. XBlock spends
most of a floor's view on looking for asides, so a view is dearer than its ratio says. A save locks the plan, recognises
a click that comes twice and adds a line of history; a form of sixty rows has nine hundred controls."""


if __name__ == "__main__":
    print(main())
