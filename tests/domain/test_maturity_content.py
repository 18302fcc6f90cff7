"""The model the course is written with, and every mistake an author can make in one, with its line."""

from __future__ import annotations

import pytest

from dataide_xblocks.domain.errors import InvalidAnswer, InvalidExercise
from dataide_xblocks.domain.exercise import line_of
from dataide_xblocks.domain.maturity_answers import read_given, read_sheet
from dataide_xblocks.domain.maturity_model import read_model

from .portrait import MODEL, TOML

SHORT = ["MISS-1", "PERS-2", "PERS-3", "COLL-1", "OUTI-1", "SECU-2", "COMP-2", "UTIL-3"]


def test_both_languages_are_one_model():
    models = {language: read_model(text) for language, text in TOML.items()}
    assert {m.lang for m in models.values()} == {"fr", "en"}
    assert models["fr"].edition == models["en"].edition
    assert len(MODEL.items) == 29 and [item.id for item in MODEL.short] == SHORT
    assert all(item.who for item in MODEL.items)


MISTAKES = {
    "four statements": ('  "Personne en particulier.",\n', "", "item.2.statements"),
    "an id used twice": ('id = "MISS-2"', 'id = "MISS-1"', "item.2.id"),
    "a question of no dimension": ('id = "MISS-2"', 'id = "NADA-2"', "item.2.id"),
    "not TOML": ('id = "MISS-2"', "id = MISS", None),
    "an unknown key": ('id = "MISS-2"', 'id = "MISS-2"\nnivo = 2', "item.2.nivo"),
    "another language": ('lang = "fr"', 'lang = "de"', "lang"),
    "no version": ('id = "MISS-2"\nversion = 1', 'id = "MISS-2"\nversion = 0', "item.2.version"),
    "a number with a comma": ("low_mean = 2.25", 'low_mean = "2,25"', "accompaniment.low_mean"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_broken_model_is_refused_with_its_line(name):
    old, new, field = MISTAKES[name]
    assert old in TOML["fr"]
    broken = TOML["fr"].replace(old, new, 1)
    with pytest.raises(InvalidExercise) as refusal:
        read_model(broken)
    if field:
        assert refusal.value.field == field
    assert line_of(broken, refusal.value.field) or field == "accompaniment.low_mean"


def test_a_dimension_with_one_question_is_refused():
    broken = TOML["fr"]
    for number in (1, 3, 4):
        start = broken.index(f'[[item]]\nid = "COMP-{number}"')
        broken = broken[:start] + broken[broken.index("]\n", broken.index("statements = [", start)) + 2 :]
    with pytest.raises(InvalidExercise) as refusal:
        read_model(broken)
    assert refusal.value.field == "dimension.6.id"


GOOD = {"item": "PERS-4", "version": "1", "choice": "na", "why": "aucune donnée de ce genre"}


def test_a_good_answer_is_read():
    given = read_given(MODEL.items, GOOD)
    assert (given.item, given.version, given.choice, given.why) == ("PERS-4", 1, "na", "aucune donnée de ce genre")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"item": "MISS-9"}, "item"),
        ({"item": ["PERS-4"]}, "item"),
        ({"choice": "6"}, "choice"),
        ({"choice": 3}, "choice"),
        ({"item": "PERS-1"}, "choice"),
        ({"version": "2"}, ""),
        ({"why": ""}, "why"),
        ({"why": "x" * 81}, "why"),
        ({"organisation": "1"}, ""),
    ],
)
def test_a_bad_answer_is_refused_by_name(change, field):
    with pytest.raises(InvalidAnswer) as refusal:
        read_given(MODEL.items, GOOD | change)
    assert refusal.value.field == field


def test_a_paper_form_keeps_what_was_ticked_and_an_empty_one_is_refused():
    assert [g.item for g in read_sheet(MODEL.items, {"MISS-1": "3", "MISS-2": ""})] == ["MISS-1"]
    with pytest.raises(InvalidAnswer):
        read_sheet(MODEL.items, {})
