"""The rules of the portrait, on vectors worked out apart from this code, and on the cases where rules meet."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from dataide_xblocks.domain.maturity import answers_of, assess, consolidate, lowest_step, rounded, to_discuss
from dataide_xblocks.domain.maturity_change import CLEAR, PERHAPS, Passage, changes, moved
from dataide_xblocks.domain.maturity_team import Respondent, by_role, dots, may_match, read_team
from dataide_xblocks.domain.organisation import has_portrait, may_compare, new_code, read_code, shown_roles

from .portrait import MODEL, everything

VECTORS = json.loads((Path(__file__).parent / "maturity_vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS["individual"])
def test_one_respondents_answers_give_the_portrait_of_the_vectors(vector):
    portrait = assess(MODEL, vector["answers"])
    sides = {
        name: {
            "mean": None if side.mean is None else round(float(side.mean), 2),
            "level": side.level,
            "cap": side.cap,
            "n": side.n,
        }
        for name, side in portrait.sides.items()
    }
    assert sides == vector["dimensions"]
    assert (portrait.kind, list(portrait.alternatives)) == (vector["type"], vector["alternatives"])


@pytest.mark.parametrize("vector", VECTORS["team"])
def test_a_team_is_consolidated_as_in_the_vectors(vector):
    found = consolidate(MODEL, vector["respondents"])
    assert answers_of(found) == vector["consolidated"]
    assert {item: list(spread) for item, spread in to_discuss(found).items()} == vector["to_discuss"]


@pytest.mark.parametrize(("mean", "level"), [("5/2", 2), ("251/100", 3), ("1", 1), ("9/2", 4), ("5", 5), ("7/4", 2)])
def test_half_goes_down(mean, level):
    assert rounded(Fraction(mean)) == level


def test_an_essential_question_at_level_1_holds_its_dimension_and_not_its_mean():
    side = assess(MODEL, everything(5) | {"SECU-2": 1}).sides["SECU"]
    assert (side.mean, side.level, side.cap) == (4, 2, ["SECU-2"])


def test_a_question_that_is_not_essential_holds_nothing():
    assert assess(MODEL, everything(5) | {"SECU-4": 1}).sides["SECU"].level == 4


def test_more_than_one_unknown_in_five_makes_a_portrait_provisional():
    items = [item.id for item in MODEL.items]
    for unknown, provisional in ((5, False), (6, True)):
        answers = everything(3) | dict.fromkeys(items[:unknown], "dk")
        assert assess(MODEL, answers).provisional is provisional


def test_without_protection_no_type_is_proposed():
    answers = everything(4) | dict.fromkeys(["PERS-1", "PERS-2", "PERS-3", "PERS-4"], "dk")
    assert assess(MODEL, answers).kind == "X"


@pytest.mark.parametrize("item", [item.id for item in MODEL.items])
def test_a_higher_answer_never_leads_to_an_earlier_type(item):
    kinds = [assess(MODEL, everything(base) | {item: base + 1}).kind for base in (1, 2, 3, 4)]
    before = [assess(MODEL, everything(base)).kind for base in (1, 2, 3, 4)]
    assert all(raised >= kind for raised, kind in zip(kinds, before, strict=True))


def test_what_the_team_agreed_on_replaces_the_middle():
    found = consolidate(MODEL, [everything(1), everything(5)], {"MISS-1": 4})["MISS-1"]
    assert (found.answer, found.agreed, found.to_discuss) == (4, True, True)


def test_the_short_forms_next_step_is_its_lowest_answer_and_the_first_of_equals():
    assert lowest_step(MODEL, everything(3) | {"UTIL-3": 1, "COLL-1": 1}) == "COLL"
    assert lowest_step(MODEL, {"MISS-1": "dk"}) is None


@pytest.mark.parametrize(
    ("wishes", "side_by_side", "portrait"),
    [
        ([], False, True),
        ([True], False, True),
        ([True, False], False, False),
        ([True, True], True, True),
        ([False] * 3, True, True),
    ],
)
def test_answers_stand_side_by_side_from_three_people_or_when_both_agree(wishes, side_by_side, portrait):
    assert (may_compare(wishes), has_portrait(wishes)) == (side_by_side, portrait)


@pytest.mark.parametrize(
    ("roles", "shown"),
    [
        (["direction"] * 3 + ["board"] * 3, ("direction", "board")),
        (["direction"] * 3 + ["board"] * 2, ()),
        (["direction"] * 2, ()),
    ],
)
def test_a_role_is_shown_from_three_people_and_leaves_nobody_apart(roles, shown):
    assert shown_roles(roles) == shown


def test_of_two_who_do_not_compare_each_reads_their_own_answers():
    people = [Respondent("a", everything(2)), Respondent("b", everything(5))]
    reading = read_team(MODEL, people, "a", {"MISS-1": 4})
    assert reading.alone and not reading.side_by_side
    assert set(answers_of(reading.consolidated).values()) == {2}
    assert read_team(MODEL, people, "c") is None


def test_dots_count_and_name_nobody():
    people = [Respondent(str(n), everything(level), "direction") for n, level in enumerate((2, 2, 5))]
    counted = dots(people, "MISS-1")
    assert {choice: n for choice, n in counted.items() if n} == {2: 2, 5: 1}
    assert list(by_role(MODEL, people)) == ["direction"]


@pytest.mark.parametrize(
    ("first", "last", "may"),
    [
        ("abc", "abc", False),
        ("abcdef", "abc", True),
        ("abcd", "abc", False),
        ("ab", "ab", False),
        ("abcxyz", "abc", True),
    ],
)
def test_those_of_both_passages_stand_apart_only_when_nobody_can_be_worked_out(first, last, may):
    assert may_match(*([Respondent(n, everything(3)) for n in people] for people in (first, last))) is may


@pytest.mark.parametrize(("size", "word"), [(0, "stable"), (PERHAPS, "maybe"), (CLEAR, "clear")])
def test_a_change_is_said_in_words(size, word):
    raised = int(size * 4)
    last = everything(3) | dict.fromkeys([f"SECU-{n}" for n in range(1, raised + 1)], 4)
    found = {c.dimension: c for c in changes(Passage(MODEL, everything(3)), Passage(MODEL, last))}
    assert found["SECU"].word == word and not found["SECU"].down
    assert len(moved(Passage(MODEL, everything(3)), Passage(MODEL, last))) == raised


def test_a_code_is_read_however_it_was_typed():
    code = new_code()
    assert read_code({"code": f" {code.lower().replace('-', ' ')} "}) == code
