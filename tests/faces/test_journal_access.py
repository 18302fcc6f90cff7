"""The journal's authorisation matrix: who may do and read what. Every row of `journal_access.toml` is tried."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache

from dataide_xblocks.journal import JournalBlock

from ..store.cohort import dump
from . import journal_access as access
from .journal_world import World

pytestmark = pytest.mark.django_db
MATRIX = tomllib.loads(Path(__file__).with_name("journal_access.toml").read_text("utf-8"))
HANDLERS, VIEWS, FOREIGN, GROUPS = (MATRIX[part] for part in ("handler", "view", "foreign", "group"))
NOBODY = 10**9


def row_of(rows: Mapping[str, Any], person: str) -> str:
    """What a table of the matrix says of somebody: under their name, among others, or of everybody."""
    named = [said for key, said in rows.items() if person in key.split(", ")]
    return str(named[0] if named else rows["everybody"])


def expected(world: World, text: str, person: str) -> set[str]:
    """The marks that a row names."""
    desk = {"desk": MATRIX["desk"].get(person, [])}
    return access.stands_for(world, unfolded({**GROUPS, **desk}), [each for each in text.split(" | ") if each])


def unfolded(groups: dict[str, list[str]]) -> dict[str, list[str]]:
    """Groups where those that name others hold their patterns."""
    return {name: [p for each in patterns for p in groups.get(each, [each])] for name, patterns in groups.items()}


def filled(world: World, send: Mapping[str, Any], number: object = "") -> dict[str, object]:
    """A request of the matrix, with the numbers that things have here."""
    known = {"entries": world.entries, "answers": world.answers, "reports": world.reports, "number": number}
    return {key: value.format(**known) if isinstance(value, str) else value for key, value in send.items()}


def rows_of(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The rows of a name, those it shares with another included."""
    rows = table[name]
    return {**table[rows["like"]], **rows} if "like" in rows else rows


def test_the_matrix_names_every_handler_and_nobody_unknown():
    there = {name for name in dir(JournalBlock) if hasattr(getattr(JournalBlock, name), "_is_xblock_handler")}
    assert {name.split()[0] for name in HANDLERS} == there
    tables = [*HANDLERS.values(), *VIEWS.values(), MATRIX["own"], MATRIX["desk"], MATRIX["shut"]]
    named = {person for rows in tables for key in rows if key not in ("send", "like") for person in key.split(", ")}
    assert named - {"everybody"} <= set(access.EVERYBODY)
    for rows in tables:
        people = [person for key in rows for person in key.split(", ")]
        assert len(people) == len(set(people)), "somebody has two rows"


def test_the_world_holds_every_level_state_and_kind_of_answer(world):
    kinds = [mark for mark in world.marks if mark.startswith("entry.") and mark.count(".") == 3]
    assert len(kinds) == 4 + 3 * 2 * 4 and len(world.answers) == 6 * len(kinds)


@pytest.mark.parametrize("handler", HANDLERS)
def test_each_person_gets_what_the_matrix_says_from_a_handler(world, handler):
    rows = rows_of(HANDLERS, handler)
    send = filled(world, rows.get("send", {}))
    for person in access.EVERYBODY:
        with access.as_they_were():
            status, text = access.ask(world, person, handler.split()[0], send)
        code, _bar, marks = row_of({"everybody": "?", **rows, **MATRIX["shut"]} | shown(rows), person).partition(" | ")
        assert (status, access.read_by(world, person, text)) == (int(code), expected(world, marks, person)), person


def shown(rows: Mapping[str, Any]) -> dict[str, Any]:
    """Rows that say something of somebody who is shut out elsewhere."""
    return {key: said for key, said in rows.items() if key in MATRIX["shut"]}


@pytest.mark.parametrize("view", VIEWS)
def test_each_person_reads_what_the_matrix_says_in_a_view(world, view):
    for person in access.EVERYBODY:
        text = access.look(world, person, view)
        marks = expected(world, row_of(VIEWS[view], person), person)
        assert text and access.read_by(world, person, text) == marks, person


@pytest.mark.parametrize("form", ["", "json"])
def test_each_person_finds_their_own_data_and_nobody_else_s(world, form):
    for person in access.EVERYBODY:
        text = access.own_data(world, person, form)
        assert access.read_by(world, person, text) == expected(world, row_of(MATRIX["own"], person), person), person


def test_a_message_holds_no_word_and_no_number_of_anybody(world):
    with access.as_they_were():
        letters = access.letters()
    assert {"author.2.named.shown", "reader", "guide"} <= set(letters)
    for person, text in letters.items():
        assert access.read_by(world, "anonymous", text) == set(), person


@pytest.mark.parametrize("handler", FOREIGN)
def test_the_numbers_of_others_show_and_change_nothing(world, handler):
    rows, before = rows_of(FOREIGN, handler), dump()
    for person in rows["who"]:
        cache.clear()
        for name in rows["numbers"]:
            number = f"{{0.{name}}}".format(SimpleNamespace(**vars(world), nobody=NOBODY))
            with access.as_they_were():
                status, text = access.ask(world, person, handler.split()[0], filled(world, rows["send"], number))
                assert status == rows["status"] and dump() == before, (person, name)
            desk = expected(world, "desk", person) if status == 200 else set()
            assert access.read_by(world, person, text) == desk, (person, name)
