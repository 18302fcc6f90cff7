"""A person's journal as they take it along: everything they wrote in a cohort, week by week, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Written:
    """What they wrote of a week. `level` and `state` are those of `domain.journal_levels`; `boxes` of `journal_words`.

    `wall`: at the level of a circle, it is read by everybody, for there are no circles. `passed`: they passed the
    question. `published` is None while nobody else ever read it.
    """

    level: int
    wall: bool
    state: str
    named: bool
    ideas: bool
    passed: bool
    boxes: Mapping[str, str]
    changed: datetime
    published: datetime | None


@dataclass(frozen=True)
class Received:
    """An answer that others gave them. Without a name, `learner` and `organisation` are "" and only `label` tells it.

    `thanked`, `helps` and `why` are what they said of it.
    """

    boxes: Mapping[str, str]
    role: str
    learner: str
    organisation: str
    label: str
    sent: datetime
    thanked: bool
    helps: bool | None
    why: str


@dataclass(frozen=True)
class Given:
    """What they answered to others. `sent` is None for a draft; `cast` is the id of an entry of the fictional cast.

    `learner` and `organisation` are those of who is answered, "" unless these show their name to this person.
    """

    boxes: Mapping[str, str]
    role: str
    state: str
    named: bool
    sent: datetime | None
    cast: str
    learner: str
    organisation: str


@dataclass(frozen=True)
class Week:
    """One exercise. `entry` is None where they only answered others, `week` None where nothing says which it was."""

    slot: str
    week: int | None
    entry: Written | None
    received: Sequence[Received]
    given: Sequence[Given]


def people_in(weeks: Sequence[Week]) -> set[str]:
    """The learners whose names the journal shows."""
    found = {answer.learner for week in weeks for answer in week.received}
    return (found | {answer.learner for week in weeks for answer in week.given}) - {""}
