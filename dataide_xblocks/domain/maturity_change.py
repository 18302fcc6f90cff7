"""From the first passage to the last: what moved, in words (curriculum/maturity-model.md, section 2.9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .maturity import Answer, Answers, assess
from .maturity_model import MaturityModel

PERHAPS, CLEAR = Fraction(1, 2), Fraction(3, 4)  # a smaller change is chance as often as not
STABLE, MAYBE, NET, UNKNOWN = "stable", "maybe", "clear", "unknown"


@dataclass(frozen=True)
class Passage:
    """A passage as it was given: its model, its answers, and the version of each question answered."""

    model: MaturityModel
    answers: Answers


@dataclass(frozen=True)
class Change:
    """A dimension from one passage to the other. `word` is how sure the change is; UNKNOWN when it cannot be told.

    `down` is true for any lower mean: learners are told that seeing more can lower an answer.
    """

    dimension: str
    before: int | None
    after: int | None
    word: str
    down: bool = False


@dataclass(frozen=True)
class Moved:
    """A question whose answer is not the same. Both passages keep their own words."""

    item: str
    before: Answer
    after: Answer


def changes(first: Passage, last: Passage) -> list[Change]:
    """The change of each dimension of the last passage's model, counted on the questions that stayed the same."""
    shared = _same_questions(first.model, last.model)
    before = assess(first.model, first.answers)
    after = assess(last.model, last.answers)
    old = assess(first.model, _only(first.answers, shared), [i for i in first.model.items if i.id in shared])
    new = assess(last.model, _only(last.answers, shared), [i for i in last.model.items if i.id in shared])
    found = []
    for dimension in last.model.dimensions:
        name = dimension.id
        levels = (before.sides[name].level if name in before.sides else None, after.sides[name].level)
        one, other = (old.sides[name].mean if name in old.sides else None, new.sides[name].mean)
        if one is None or other is None:
            found.append(Change(name, *levels, UNKNOWN))
        else:
            found.append(Change(name, *levels, _word(abs(other - one)), down=other < one))
    return found


def _word(size: Fraction) -> str:
    return NET if size >= CLEAR else MAYBE if size >= PERHAPS else STABLE


def _same_questions(one: MaturityModel, other: MaturityModel) -> set[str]:
    """Questions in both models with one version: scores of different versions are never subtracted (2.7, rule 7)."""
    versions = {item.id: item.version for item in one.items}
    return {item.id for item in other.items if versions.get(item.id) == item.version}


def _only(answers: Answers, names: set[str]) -> dict[str, Answer]:
    return {name: answer for name, answer in answers.items() if name in names}


def moved(first: Passage, last: Passage) -> list[Moved]:
    """The questions of one version whose answer changed, in the model's order."""
    shared = _same_questions(first.model, last.model)
    return [
        Moved(item.id, first.answers[item.id], last.answers[item.id])
        for item in last.model.items
        if item.id in shared and first.answers.get(item.id) != last.answers.get(item.id)
        if item.id in first.answers and item.id in last.answers
    ]


def reworded(first: MaturityModel, last: MaturityModel) -> list[str]:
    """The questions of the last model that the first asked in other words, or did not ask."""
    shared = _same_questions(first, last)
    return [item.id for item in last.items if item.id not in shared]


def matched(first: Mapping[str, Answers], last: Mapping[str, Answers]) -> set[str]:
    """The respondents of both passages."""
    return set(first) & set(last)
