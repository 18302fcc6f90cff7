"""performance.md: the counts and bytes of the plan, which do not drift. Times are in `benchmarks/plan.py`."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import dataide_xblocks
from dataide_xblocks.domain.plan_import import read_plan
from dataide_xblocks.store.plan import Hand, make
from dataide_xblocks.store.plan_import import record_contents

from ..export.plans import filled
from .maturity import answer_all
from .plan import COHORT, SHOWS, TEMPLATE, name, olx, team, told
from .pulse import call, platform
from .test_pulse_team import PUBLIC, writes

pytestmark = pytest.mark.django_db

WEEK = "idt.mission idt.people idt.size idt.region idt.languages idt.status idt.period equ.roles"
WEEK_1 = "idt.lead idt.deputy por.baseline por.strengths por.priorities por.unknowns por.notdoing equ.time"
HUCHE = Path(dataide_xblocks.__file__).parent / "preview" / "plans" / "huche-commune.fr.json"


def full(contents: object = None) -> None:
    """A plan that two colleagues wrote: every table at its most rows, unless something else is given."""
    place = team(7, 8)
    plan = make(COHORT, place, TEMPLATE.id)
    for who in ("8", "7"):
        hand = Hand(who, timezone.now(), TEMPLATE.edition)
        kept = filled(TEMPLATE, most=True) if contents is None else contents
        record_contents(plan, kept if who == "7" else {n: f for n, f in kept.items() if n < "idt.s"}, name(), hand)


def finished() -> object:
    """The demonstration's finished plan."""
    return read_plan(TEMPLATE, json.loads(HUCHE.read_text("utf-8")))[0]


def asked(shows: str) -> tuple[str, list[str]]:
    """(a learner's page, the statements it took), of a process that has seen the template before."""
    block = platform().block(olx(shows), user_id=7)
    with CaptureQueriesContext(connection) as queries:
        page = block.render("student_view").content
    assert not writes(queries), "looking is not writing"
    return page, [query["sql"] for query in queries]


def saved(shows: str, field: str, row: str, cell: str, value: str = "3") -> list[str]:
    """The statements of a save; those that keep the template come once in a process, those of a savepoint in tests."""
    typed = {"field": field, "row": row, "cell": cell, "value": value, "seen": 1, "op": name()}
    block = platform().block(olx(shows), user_id=7)
    with CaptureQueriesContext(connection) as queries:
        assert told(call(block, "save_cell", typed))["saved"]
    once = ("SAVEPOINT", "dataide_planedition")
    return [query["sql"] for query in queries if not any(word in query["sql"] for word in once)]


class TestViews:
    """A page reads who, where, the plan, and the names of those who wrote; and never one thing twice."""

    @pytest.mark.parametrize("shows", [WEEK, SHOWS, "don.inventory", "act.actions bud.lines"])
    def test_a_week_costs_four_queries_however_full_the_plan(self, shows):
        full()
        page, queries = asked(shows)
        assert len(queries) <= 4 and len(set(queries)) == len(queries), queries
        assert "marque-" in page, "the plan is on the page"

    def test_the_whole_plan_costs_eight_queries_with_its_portrait_and_its_remarks(self):
        full()
        answer_all(7), answer_all(8), answer_all(9)
        page, queries = asked("")
        assert len(queries) <= 8 and len(set(queries)) == len(queries), queries
        assert page.count("marque-") > 600

    def test_what_is_not_shown_is_not_read(self):
        full()
        _page, queries = asked(WEEK)
        assert not [sql for sql in queries if "maturity" in sql or "bud.lines" in sql]


class TestSaves:
    """Ten statements, the platform's own completion apart: this block keeps no marker of its own."""

    @pytest.mark.parametrize("shows", [SHOWS, ""])
    @pytest.mark.parametrize(
        ("field", "row", "cell"),
        [
            ("vis.change", "", "value"),
            ("don.inventory", "r1", "name"),
            ("bud.lines", "r1", "item"),
            ("col.consent_text", "", "what"),
        ],
    )
    def test_a_save_costs_ten_statements_however_full_the_plan(self, shows, field, row, cell):
        full()
        queries = saved(shows, field, row, cell)
        assert 5 <= len(queries) <= 8, queries  # and the beginning and end of a transaction, which the test has opened
        assert sum("dataide_planrevision" in sql and sql.startswith("INSERT") for sql in queries) == 1


class TestBytes:
    """Three files the first time, the same for all our blocks; then the page alone."""

    def test_a_first_visit_weighs_sixteen_kilobytes_at_most(self):
        team(7)
        fragment = platform().block(olx(WEEK_1), user_id=7).render("student_view")
        files = [PUBLIC / Path(resource.data).name for resource in fragment.resources]
        contents = (fragment.content.encode(), *(file.read_bytes() for file in files))
        sizes = [len(gzip.compress(each)) for each in contents]
        assert len(files) == 3 and sum(sizes) <= 16_000, sizes

    @pytest.mark.parametrize("shows", [WEEK, WEEK_1, "pro.law25", "sui.toc sui.objectives sui.indicators"])
    def test_an_exercise_of_a_finished_plan_weighs_eight_kilobytes_at_most(self, shows):
        full(finished())
        page, _queries = asked(shows)
        assert 1_000 < len(gzip.compress(page.encode())) <= 8_000

    def test_the_answer_to_a_save_is_small(self):
        full()
        typed = {"field": "don.inventory", "row": "r1", "cell": "name", "value": "Fiches", "seen": 1, "op": name()}
        answer = call(platform().block(olx(), user_id=7), "save_cell", typed)
        assert len(gzip.compress(answer.body)) <= 2_000, "the field under the person’s hands is not drawn again"
