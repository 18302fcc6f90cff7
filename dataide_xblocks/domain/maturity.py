"""The rules of the portrait: from one person's answers, or a team's, to levels, reliability and a proposed type.

Two functions say it all, and need nothing but a model and plain answers:

    model = read_model(Path("content/fr/models/portrait.toml").read_text("utf-8"))
    assess(model, {"MISS-1": 3, "MISS-2": "dk", "PERS-4": "na"})          one respondent -> Portrait
    consolidate(model, [{"MISS-1": 3}, {"MISS-1": 5}])                    a team -> {item: Consolidated}

An answer is 1 to 5 (the statement chosen), "dk" (I don't know) or "na" (does not apply to us); a question without an
answer is left out. The rules and their reasons: curriculum/maturity-model.md, sections 2.7, 2.8, 2.10 and 2.11.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .accompaniment import Accompaniment
from .maturity_model import Item, MaturityModel

DONT_KNOW, NOT_APPLICABLE = "dk", "na"
FLOOR = 2  # an essential question at level 1 holds its dimension here (2.7, rule 4)
SPREAD = 2  # levels apart, from which a question is to be discussed (2.10)
PROVISIONAL = Fraction(1, 5)  # of unknowns, above which the portrait is provisional (2.7, rule 6)
TALK = "X"  # no type can be proposed: talk with an ambassador

Answer = int | str
Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Side:
    """A dimension of a portrait. `mean` is exact; it and `level` are None while there are too few numbers.

    `n` counts the numbers; `cap` lists the essential questions that hold the level down, None when none does.
    """

    mean: Fraction | None
    level: int | None
    cap: list[str] | None
    n: int


@dataclass(frozen=True)
class Proposal:
    """A proposed type of accompaniment and the other types that a quarter of a level would give."""

    kind: str
    alternatives: tuple[str, ...] = ()

    @property
    def candidates(self) -> tuple[str, ...]:
        """All that may be chosen as near, the proposed one first."""
        return (self.kind, *self.alternatives)


@dataclass(frozen=True)
class Portrait:
    """What answers say: a side per dimension, what is unknown, and the type they propose."""

    sides: dict[str, Side]
    unknown: tuple[str, ...]
    provisional: bool
    proposal: Proposal

    @property
    def kind(self) -> str:
        """The type proposed."""
        return self.proposal.kind

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The types as near as the proposed one."""
        return self.proposal.alternatives


@dataclass(frozen=True)
class Consolidated:
    """A question answered by several people: the answer kept, and whether they see it differently.

    `low` and `high` are the furthest numbers, None when nobody gave one. `agreed` is true when the team chose together.
    """

    answer: Answer | None
    low: int | None = None
    high: int | None = None
    agreed: bool = False

    @property
    def to_discuss(self) -> bool:
        """Whether the answers are two levels apart or more."""
        return self.low is not None and self.high is not None and self.high - self.low >= SPREAD


def assess(model: MaturityModel, answers: Answers, items: Sequence[Item] | None = None) -> Portrait:
    """The portrait that one set of answers gives: a respondent's, or a team's once consolidated.

    `items` are the questions asked, all of the model's when not given. Answers to other questions are left aside.
    """
    asked = model.items if items is None else items
    sides = {
        dimension.id: _side([i for i in asked if i.dimension == dimension.id], answers)
        for dimension in model.dimensions
    }
    unknown = tuple(item.id for item in asked if answers.get(item.id) == DONT_KNOW)
    essentials = sum(answers.get(item.id) == 1 for item in asked if item.essential)
    return Portrait(
        sides=sides,
        unknown=unknown,
        provisional=len(unknown) > len(asked) * PROVISIONAL,
        proposal=propose_type(model.accompaniment, {name: side.mean for name, side in sides.items()}, essentials),
    )


def _side(items: Sequence[Item], answers: Answers) -> Side:
    """A dimension: at least half of what applies to it, and never fewer than two, must have a number (rule 2)."""
    applicable = [item for item in items if answers.get(item.id) != NOT_APPLICABLE]
    numbers = [answer for item in applicable if isinstance(answer := answers.get(item.id), int)]
    if len(numbers) < 2 or 2 * len(numbers) < len(applicable):
        return Side(None, None, None, len(numbers))
    mean = Fraction(sum(numbers), len(numbers))
    level = rounded(mean)
    low = [item.id for item in items if item.essential and answers.get(item.id) == 1]
    if low and level > FLOOR:
        return Side(mean, FLOOR, low, len(numbers))
    return Side(mean, level, None, len(numbers))


def rounded(mean: Fraction) -> int:
    """The nearest level, where half goes down: 2.5 is 2 (rule 3: a level is reached, not nearly reached)."""
    return -(-(2 * mean - 1) // 2)


def propose_type(rule: Accompaniment, means: Mapping[str, Fraction | None], essentials: int) -> Proposal:
    """The type that the means propose; `essentials` counts the essential questions at level 1 (2.8).

    The types near enough to be chosen as well are those that every mean a margin higher or lower would give.
    """
    known = {name: mean for name, mean in means.items() if mean is not None}
    if len(known) < rule.complete or any(name not in known for name in rule.protection):
        return Proposal(TALK)
    kind = _type(rule, known, essentials)
    near = {
        _type(rule, {n: m + shift for n, m in known.items()}, essentials)
        for shift in (-_exact(rule.margin), _exact(rule.margin))
    }
    return Proposal(kind, tuple(sorted(near - {kind})))


def _type(rule: Accompaniment, means: Mapping[str, Fraction], essentials: int) -> str:
    foundations = [means[name] for name in rule.foundations if name in means]
    protection = min(means[name] for name in rule.protection)
    overall = _mean(list(means.values()))
    if overall < _exact(rule.low_mean) or _mean(foundations) < _exact(rule.low_foundations):
        return "A"
    if essentials >= rule.missing_essentials:
        return "A"
    high = overall >= _exact(rule.high_mean) and protection >= _exact(rule.high_protection)
    return "C" if high and not essentials and min(means.values()) >= _exact(rule.high_lowest) else "B"


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _exact(setting: float) -> Fraction:
    """A setting as its author wrote it: 2.1 is 21/10, not its nearest float."""
    return Fraction(str(setting))


def consolidate(
    model: MaturityModel, respondents: Sequence[Answers], agreed: Answers | None = None
) -> dict[str, Consolidated]:
    """What a team says of each question: the lower median of the numbers, unless the team agreed on an answer (2.10).

    A question to which nobody gave a number is "dk" or "na", as most people said, "dk" when as many said each. A
    question nobody answered is left out.
    """
    found = {}
    for item in model.items:
        given = [answers[item.id] for answers in respondents if item.id in answers]
        together = (agreed or {}).get(item.id)
        if given or together is not None:
            found[item.id] = _consolidated(given, together)
    return found


def _consolidated(given: Sequence[Answer], together: Answer | None) -> Consolidated:
    numbers = sorted(answer for answer in given if isinstance(answer, int))
    low, high = (numbers[0], numbers[-1]) if numbers else (None, None)
    if together is not None:
        return Consolidated(together, low, high, agreed=True)
    if numbers:
        return Consolidated(numbers[(len(numbers) - 1) // 2], low, high)
    others = list(given)
    return Consolidated(NOT_APPLICABLE if others.count(NOT_APPLICABLE) > others.count(DONT_KNOW) else DONT_KNOW)


def answers_of(consolidated: Mapping[str, Consolidated]) -> dict[str, Answer]:
    """{item: answer} of a team, ready for `assess`."""
    return {item: kept.answer for item, kept in consolidated.items() if kept.answer is not None}


def to_discuss(consolidated: Mapping[str, Consolidated]) -> dict[str, tuple[int, int]]:
    """{item: (lowest, highest)} of the questions on which the team sees things two levels apart or more."""
    return {
        item: (kept.low, kept.high)
        for item, kept in consolidated.items()
        if kept.to_discuss and kept.low is not None and kept.high is not None
    }


def lowest_step(model: MaturityModel, answers: Answers) -> str | None:
    """The dimension of the short form's one next step: the lowest answer, ties in the form's order (2.4)."""
    numbered = [
        (answers[i.id], n, i.dimension) for n, i in enumerate(model.short) if isinstance(answers.get(i.id), int)
    ]
    return min(numbered)[2] if numbered else None
