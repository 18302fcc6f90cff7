"""Two to five people in one plan, in every order: no text is lost, every conflict is shown, nothing is stored twice."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from dataide_xblocks.models import PlanPart, PlanRevision
from dataide_xblocks.store import plan, plan_rows

from ..mariadb import mariadb, on, sqlite_file, together  # noqa: F401 - a fixture is used by its name
from .plans import begun, hand, name, stands, typed

EXAMPLES = 1_000
CELLS = [("vis.change", "", "value"), ("gou.request", "", "value"), ("don.inventory", "a", "name")]
CELLS += [("don.inventory", "a", "place"), ("don.inventory", "b", "name")]
STEP = some.tuples(
    some.integers(0, 4),  # who
    some.sampled_from(["look", "write", "write", "write", "retry", "empty", "mine", "theirs", "remove", "back"]),
    some.sampled_from(CELLS),
)


class Editor:
    """Somebody's screen: what they saw of each cell, at which revision, and what they are asked to choose."""

    def __init__(self, of: int, learner: str) -> None:
        self.of, self.learner = of, learner
        self.screen: dict[tuple[str, str], tuple[int, dict[str, str]]] = {}
        self.asked: dict[tuple[str, str, str], tuple[str, int]] = {}
        self.last: plan.Change | None = None

    def look(self, field: str, row: str) -> None:
        found = plan.plan_of(_place(self.of), "plan").parts.get(field, [])
        part = next((each for each in found if each.row == row), None)
        self.screen[field, row] = (part.revision, dict(part.cells)) if part else (0, {})

    def write(self, at: tuple[str, str, str], text: str, seen: int | None = None) -> tuple[str, plan.Outcome]:
        field, row, cell = at
        if (field, row) not in self.screen:
            self.look(field, row)
        revision, before = self.screen[field, row]
        self.last = typed(text, revision if seen is None else seen, row, cell, field)
        saw = before.get(cell, "")
        outcome = plan.record_change(self.of, self.last, hand(self.learner))
        if outcome.conflict:
            self.asked[at] = (text, outcome.revision)
        # As the script does: cells that were not being written follow the server.
        self.screen[field, row] = (outcome.revision, dict(outcome.cells))
        return saw, outcome


def _place(of: int) -> int:
    from dataide_xblocks.models import Plan

    return Plan.objects.filter(pk=of).values_list("organisation_id", flat=True)[0]


def played(steps: list[tuple[int, str, tuple[str, str, str]]]) -> None:
    """Play the steps; check after each that what it hid is somewhere, and at the end that every text is."""
    of, texts = begun(), set()
    editors = [Editor(of, str(n + 1)) for n in range(5)]
    for n, (who, what, at) in enumerate(steps):
        editor, (field, row, _cell) = editors[who], at
        if what == "look":
            editor.look(field, row)
        elif what in ("write", "empty"):
            text = "" if what == "empty" else f"texte {n} de {who}"
            stood, kept_there = _value(of, at), _is_kept(of, at)
            saw, outcome = editor.write(at, text)
            hidden = stood is not None and stood not in (saw, text) and _value(of, at) != stood
            assert not hidden or outcome.conflict, f"step {n}: «{stood}» was overwritten by somebody who saw «{saw}»"
            assert not text or outcome.back == (stood is None and kept_there), f"step {n}: is the row back?"
            texts.add(text)
        elif what == "retry" and editor.last and plan.done(of, editor.last.operation):
            before = PlanRevision.objects.filter(plan=of).count()
            plan.record_change(of, editor.last, hand(editor.learner))
            assert PlanRevision.objects.filter(plan=of).count() == before, f"step {n}: stored twice"
        elif what in ("mine", "theirs") and at in editor.asked:
            text, revision = editor.asked.pop(at)
            if what == "mine":
                editor.write(at, text, revision)
        elif what in ("remove", "back") and row:
            kind = plan.REMOVED if what == "remove" else plan.BACK
            plan_rows.record_row(of, (field, row), kind, name(), hand(editor.learner))
    histories = PlanRevision.objects.filter(plan=of).values_list("cells", flat=True)
    kept = {text for values in histories for text in values.values()}
    assert texts - {""} <= kept, "a text is in no history"


def _value(of: int, at: tuple[str, str, str]) -> str | None:
    """What stands in a cell, None when its row is not there."""
    field, row, cell = at
    found = plan.plan_of(_place(of), "plan").parts.get(field, [])
    return next((each.cells.get(cell, "") for each in found if each.row == row), None)


def _is_kept(of: int, at: tuple[str, str, str]) -> bool:
    """Whether a row is kept, there or removed."""
    return PlanPart.objects.filter(plan=of, field=at[0], row=at[1]).exists()


def many(check: object) -> object:
    quiet = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    phases = (Phase.explicit, Phase.generate)
    return settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=quiet, phases=phases)(
        given(steps=some.lists(STEP, min_size=2, max_size=14))(check)
    )


@pytest.mark.django_db
def test_in_every_order_nothing_is_lost_on_sqlite():
    many(played)()


@pytest.mark.mariadb
@pytest.mark.django_db
def test_in_every_order_nothing_is_lost_on_mariadb(mariadb):  # noqa: F811
    with on(mariadb):
        many(played)()


def test_the_check_sees_a_store_that_overwrites(monkeypatch, db):
    """Without the comparison of revisions, the same play must fail."""
    monkeypatch.setattr(plan, "_touched_since", lambda *_args: set())
    at = CELLS[0]
    with pytest.raises(AssertionError, match="overwritten"):
        played([(0, "look", at), (1, "look", at), (0, "write", at), (1, "write", at)])


def five_at_once() -> None:
    """Five people, forty texts each in one cell, as fast as they can: each stands or is put aside."""
    of = begun()

    def work(item: tuple[int, int]) -> None:
        who, n = item
        seen = random.randrange(3)
        plan.record_change(of, typed(f"texte {n} de {who}", seen), hand(str(who)))

    together(work, [(who, n) for n in range(40) for who in range(5)], 5)
    rows = PlanRevision.objects.filter(plan=of).values_list("kind", "cells", "number")
    texts = [values["value"] for _kind, values, _number in rows]
    assert len(texts) == len(set(texts)) == 200
    written = sorted(number for kind, _values, number in rows if kind == "written")
    assert written == list(range(1, len(written) + 1)), "two writes reached one revision"


@pytest.mark.mariadb
@pytest.mark.django_db(transaction=True)
def test_five_people_at_the_same_instant_lose_nothing_on_mariadb(mariadb):  # noqa: F811
    with on(mariadb):
        five_at_once()


@pytest.mark.django_db(transaction=True)
def test_five_people_at_the_same_instant_lose_nothing_on_sqlite(sqlite_file):  # noqa: F811
    with on(sqlite_file):
        five_at_once()


def each_click_twice(clicks: int) -> None:
    """Every save comes twice, from two threads at once: ten plans, each operation stored once."""
    plans = [begun() for _ in range(10)]
    changes = [(plans[n % 10], typed(f"texte {n}", cell=f"c{n % 7}")) for n in range(clicks)]
    together(lambda item: plan.record_change(*item, hand()), [c for c in changes for _ in range(2)], 2)
    assert PlanRevision.objects.filter(plan__in=plans).count() == clicks
    assert all(stands(of) for of in plans)


@pytest.mark.mariadb
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_doubled_saves_are_each_stored_once_on_mariadb(mariadb):  # noqa: F811
    with on(mariadb):
        each_click_twice(10_000)


@pytest.mark.django_db(transaction=True)
def test_doubled_saves_are_each_stored_once_on_sqlite(sqlite_file):  # noqa: F811
    with on(sqlite_file):
        each_click_twice(1_000)
