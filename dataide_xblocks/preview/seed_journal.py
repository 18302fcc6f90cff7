"""A circle that writes: six organisations, their ambassador, and what they published, answered and reported so far."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ..domain.circle_wish import BOTH, DAY, Wish
from ..domain.cohort import cohort_of
from ..domain.errors import InvalidExercise
from ..domain.journal import read_journal
from ..domain.journal_levels import CIRCLE
from ..domain.organisation import Founding
from .clock import moment_of
from .library import Course
from .seed_journal_texts import STORY, Answered, Reported, Wrote
from .seed_maturity import OPTION, TEAM

if TYPE_CHECKING:
    from ..store.journal_reading import Reader

VISITOR, GUIDE = "josee", "yannick"  # the visitor founds La Huche commune, and keeps the place in the circle
# organisation -> (its size, language and sector, the name its circle reads, its people)
SEATED: dict[str, tuple[str, str, str, str, tuple[str, ...]]] = {
    TEAM: ("10-49", "fr", "welcome", "", ("samira", "tom")),
    "Townships Friendly Wheels": ("0-2", "en", "seniors", "", ("margaret", "walter")),
    "Maison Aurélie": ("10-49", "fr", "shelter", "Une maison d’hébergement", ("nadia",)),
    "Le Perron": ("3-9", "fr", "youth", "", ("maxime",)),
    "Kettle and Chairs": ("0-2", "en", "other", "", ("grace",)),
}


def seed_journals(course: Course, people: dict[str, str]) -> None:
    """The circle and its texts, unless there is one; `people` is {name in the story: account id}."""
    from ..store import circle_making, circles
    from ..store.organisation import own_place

    cohort, slots = cohort_of(course.key), _slots(course)
    if circle_making.circles_of(cohort) or not slots:
        return
    opening = moment_of(course.start, 1) - timedelta(days=1)
    for name, (size, language, sector, alias, members) in SEATED.items():
        ids = [people[who] for who in members]
        _seat(cohort, ids, Founding(name, size, language), Wish(BOTH, DAY, sector, alias), opening)
    circle_making.make(cohort, 1, opening)
    circles.take_seat(cohort, own_place(cohort, people[VISITOR]).id, opening)
    circle_making.add_guide(cohort, 1, people[GUIDE], opening)
    for step in STORY:
        if step.week in slots:
            _tell(step, cohort, slots[step.week], people, moment_of(course.start, step.week))


def _slots(course: Course) -> dict[int, str]:
    """{week: the exercise} of the journals of the course, read from its own OLX."""
    slots = {}
    for place in course.places.values():
        for node in place.page.block.iterchildren("dataide_journal"):
            try:
                journal = read_journal(node.findtext(f"{OPTION}exercise") or "")
            except InvalidExercise:  # its page says what is wrong; the demonstration goes on without its texts
                continue
            slots[journal.week] = node.get("slot") or node.get("url_name") or ""
    return slots


def _seat(cohort: str, members: list[str], founding: Founding, wish: Wish, now: datetime) -> None:
    """An organisation with its members, and the circle that would suit it; Carrefour Escale is there already."""
    from ..store import organisation
    from ..store.circle_wishes import record_wish

    organisation.found(cohort, members[0], founding)
    place = organisation.own_place(cohort, members[0])
    for colleague in members[1:]:
        if place.code and organisation.place_of(cohort, colleague) is None:
            organisation.join(cohort, colleague, place.code)
    record_wish(place.id, wish, now)


def _tell(
    step: Wrote | Answered | Reported, cohort: str, slot: str, people: dict[str, str], wednesday: datetime
) -> None:
    """One step of the story, done as the person would have."""
    from ..store import journal, journal_moderation
    from ..store.journal_reading import Reader

    who, now = Reader(cohort, slot, people[step.who]), wednesday + timedelta(hours=step.hours)
    if isinstance(step, Wrote):
        for box, text in step.boxes.items():
            journal.write_box(who, step.week, box, text, 0, False, now)
        journal.publish(who, CIRCLE, step.named, step.ideas, now)
    elif isinstance(step, Answered):
        _answer(who, step, now)
    elif entry := journal.mine(Reader(cohort, slot, people[step.whose])):
        journal_moderation.report(who, "entry", entry.id, step.reason, step.note, now)


def _answer(who: Reader, step: Answered, now: datetime) -> None:
    from ..store import journal_replies

    given = journal_replies.next_entry(who, now)
    if given is not None:
        for box, text in step.boxes.items():
            journal_replies.write_reply_box(who, given.id, box, text, 0, False)
        journal_replies.send(who, given.id, True, now)
