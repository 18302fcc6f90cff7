"""The authorisation matrix: who may do and read what. Every row of `maturity_access.toml` is tried, marks included."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.db import transaction

from dataide_xblocks.maturity import MaturityBlock

from . import access

pytestmark = pytest.mark.django_db
MATRIX = tomllib.loads(Path(__file__).with_name("maturity_access.toml").read_text("utf-8"))
HANDLERS, VIEWS = MATRIX["handler"], MATRIX["view"]


def filled(value: object, known: dict[str, str]) -> object:
    """A request of the matrix, where `{code}` and the like are what this team's rows say."""
    return value.format(**known) if isinstance(value, str) else value


def tried(person: str, handler: str, send: dict[str, str], known: dict[str, str]) -> str:
    """What comes of a request, written as in the matrix; the tables are left as they were."""
    with transaction.atomic():
        status, text = access.ask(person, handler, {key: filled(value, known) for key, value in send.items()})
        transaction.set_rollback(True)
    return row(status, access.seen(text, known["code"]))


def row(status: int | str, marks: set[str]) -> str:
    return " | ".join([str(status), *sorted(marks)])


def as_written(text: str) -> str:
    status, *marks = text.split(" | ")
    return row(status, set(marks))


def test_the_matrix_names_every_handler_and_everybody():
    there = {name for name in dir(MaturityBlock) if hasattr(getattr(MaturityBlock, name), "_is_xblock_handler")}
    assert set(HANDLERS) == there
    assert all(set(rows) - {"send"} == set(access.PEOPLE) for rows in [*HANDLERS.values(), *VIEWS.values()])


@pytest.mark.parametrize("handler", HANDLERS)
def test_each_person_gets_what_the_matrix_says_from_a_handler(handler):
    known, rows = access.seed(), HANDLERS[handler]
    found = {person: tried(person, handler, rows["send"], known) for person in access.PEOPLE}
    assert found == {person: as_written(rows[person]) for person in access.PEOPLE}


@pytest.mark.parametrize("view", VIEWS)
def test_each_person_reads_what_the_matrix_says_in_a_view(view):
    known, rows = access.seed(), VIEWS[view]
    found = {}
    for person in access.PEOPLE:
        with transaction.atomic():
            found[person] = row("shown", access.seen(access.look(person, view), known["code"]))
            transaction.set_rollback(True)
    assert found == {person: as_written(rows[person]) for person in access.PEOPLE}
