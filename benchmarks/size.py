"""What a cohort weighs and asks of a server, measured per learner on a private MariaDB, then projected.

Run: python -m benchmarks.size, which writes docs/sizing.md. Sizes are facts of the tables; times are this machine's.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import maturity, paper
from .floors import prepare
from .measure import seconds, table, versions

PAGE = Path(__file__).parent.parent / "docs" / "sizing.md"
ORGANISATIONS, TEAM, WEEKS, QUESTIONS = 500, 3, 13, 29
EVENING = 2 * 3600  # seconds in which everybody answers the quiz: the worst evening of the course
TWO = 2  # requests a question: the answer, and the way to the next one
PROJECTED = (500, 3_000, 300_000)
PLANS = 100  # finished plans that are measured, one an organisation
AGAIN, COPIES, REMARKS, REQUESTS = 2, 3, 12, 2  # of each plan: every second cell was written twice


def fill() -> int:
    """A cohort at the end of its course: both passages, thirteen pulses, a comment a month. The learners there are."""
    from dataide_xblocks.models import MaturityAnswer, MaturityPassage, PulseComment, PulseRating

    maturity.fill(ORGANISATIONS - 1)
    passages = list(MaturityPassage.objects.all())
    learners = [passage.learner for passage in passages]
    for passage in passages:
        passage.pk, passage.wave = None, "endline"
    rows = [
        MaturityAnswer(passage=passage, item=f"ITEM-{n}", version=1, choice="3")
        for passage in MaturityPassage.objects.bulk_create(passages, batch_size=500)
        for n in range(QUESTIONS)
    ]
    MaturityAnswer.objects.bulk_create(rows, batch_size=1_000)
    taps = [
        PulseRating(cohort=maturity.COHORT, slot=f"w{week:02}-pulse", question=q, learner=who, choice="4")
        for week in range(WEEKS)
        for q in ("useful", "time", "own")
        for who in learners
    ]
    PulseRating.objects.bulk_create(taps, batch_size=1_000)
    about = {"cohort": maturity.COHORT, "signature": "name"}
    said = [
        PulseComment(slot=f"w{n:02}-pulse", week=n, text="é" * 140, learner=who, **about)
        for n in (1, 5, 9)
        for who in learners
    ]
    PulseComment.objects.bulk_create(said, batch_size=1_000)
    return len(learners)


def fill_plans() -> int:
    """Finished plans, each cell saved by itself, with what is kept around them. How many cells one has."""
    from django.utils import timezone

    from dataide_xblocks.domain.plan import to_json
    from dataide_xblocks.models import Organisation, Plan, PlanCopy, PlanPart, PlanRemark, PlanRequest, PlanRevision
    from tests.faces.plan import TEMPLATE

    contents, now = paper.written(TEMPLATE), timezone.now()
    parts = list(_parts(contents))
    cells = [(field, row, {cell: text}) for field, row, kept in parts for cell, text in kept.items()]
    saves = cells + cells[::AGAIN]
    copy, about = to_json(TEMPLATE, contents, "La Huche commune"), {"learner": "7", "at": now}
    for place in Organisation.objects.order_by("id").values_list("pk", flat=True)[:PLANS]:
        plan = Plan.objects.create(organisation_id=place, cohort=maturity.COHORT, template=TEMPLATE.id)
        kept = {"plan": plan, "changed": now, "learner": "7", "edition": TEMPLATE.edition, "revision": 9}
        PlanPart.objects.bulk_create(
            PlanPart(field=f, row=r, cells=c, place=n, **kept) for n, (f, r, c) in enumerate(parts)
        )
        PlanRevision.objects.bulk_create(
            PlanRevision(plan=plan, field=f, row=r, cells=c, number=n, kind="written", operation=f"{n:032}", **about)
            for n, (f, r, c) in enumerate(saves)
        )
        PlanCopy.objects.bulk_create(PlanCopy(plan=plan, name="CA", contents=copy, **about) for _ in range(COPIES))
        said = {"plan": plan, "field": "bud.lines", "text": "é" * 140, **about}
        PlanRemark.objects.bulk_create(PlanRemark(**said) for _ in range(REMARKS))
        PlanRequest.objects.bulk_create(PlanRequest(**said, reply="é" * 300, moved=now) for _ in range(REQUESTS))
    return len(cells)


def _parts(contents: Any) -> Iterator[tuple[str, str, dict[str, str]]]:
    for name, filled in contents.items():
        yield from [(name, "", dict(filled.parts))] if filled.parts else []
        yield from ((name, row.id, dict(row.cells)) for row in filled.rows)


def weights() -> dict[str, tuple[int, int]]:
    """{table: (rows, bytes with its indexes)}."""
    from django.db import connection

    from dataide_xblocks.store.people import tables

    found = {}
    with connection.cursor() as cursor:
        for model in tables():
            name = model._meta.db_table
            cursor.execute(f"ANALYZE TABLE {name}")
            cursor.fetchall()
            cursor.execute(
                "SELECT data_length + index_length FROM information_schema.tables "
                "WHERE table_schema = DATABASE() AND table_name = %s",
                [name],
            )
            found[name] = (model.objects.count(), int(cursor.fetchone()[0]))
    return found


def spent() -> dict[str, float]:
    """Seconds of one request, on this machine: an answer, a question, a portrait."""
    maturity.open_at("MISS-1")
    answer = seconds(lambda: maturity.tap(maturity.make(), "2"), 40)
    question = seconds(lambda: maturity.look(maturity.make(), ""), 40)
    maturity.open_at("")
    return {"answer": answer, "question": question, "portrait": seconds(lambda: maturity.look(maturity.make(), ""), 40)}


def projected(per_learner: float, per_plan: float, times: dict[str, float]) -> str:
    """The arithmetic, a row per number of organisations."""
    rows = []
    for organisations in PROJECTED:
        learners = organisations * TEAM
        requests = learners * QUESTIONS * TWO / EVENING
        cores = requests * times["answer"]
        writes = learners * QUESTIONS / EVENING
        sizes = per_learner * learners / 1e9, per_plan * organisations / 1e9
        rows.append((f"{organisations:,}", f"{learners:,}", *sizes, requests, cores, writes))
    header = ("organisations", "learners", "answers, GB", "plans, GB")
    header += ("requests a second", "cores of the LMS", "writes a second")
    return table(header, rows)


def main() -> str:
    """The page."""
    from tests.mariadb import on, private_server

    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        with private_server() as settings, on(settings):
            learners, cells = fill(), fill_plans()
            every, times = weights(), spent()
    planned = {name: each for name, each in every.items() if name.startswith("dataide_plan")}
    found = {name: each for name, each in every.items() if name not in planned}
    total, of_plans = (sum(size for _rows, size in some.values()) for some in (found, planned))
    each = [(name, f"{rows:,}", rows / learners, size / learners) for name, (rows, size) in found.items() if rows]
    one = [(name, rows / PLANS, size / PLANS) for name, (rows, size) in planned.items() if rows]
    parts = {
        "versions": versions("XBlock", "Django"),
        "learners": f"{learners:,}",
        "tables": table(("table", "rows", "rows a learner", "bytes a learner"), each),
        "per_learner": f"{total / learners / 1000:.1f}",
        "answer": f"{times['answer'] * 1000:.1f}",
        "question": f"{times['question'] * 1000:.1f}",
        "portrait": f"{times['portrait'] * 1000:.1f}",
        "plans": table(("table", "rows a plan", "bytes a plan"), one),
        "cells": f"{cells:,}",
        "per_plan": f"{of_plans / PLANS / 1000:.0f}",
        "projected": projected(total / learners, of_plans / PLANS, times),
    }
    return (Path(__file__).with_name("sizing.txt")).read_text("utf-8").format(**parts)


if __name__ == "__main__":
    text = main()
    PAGE.write_text(text, "utf-8")
    print(text)
