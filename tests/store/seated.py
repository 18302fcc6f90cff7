"""Organisations that read one another, what their people write and answer, in few words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dataide_xblocks.domain.journal_levels import CIRCLE, PEER
from dataide_xblocks.domain.organisation import Founding
from dataide_xblocks.models import JournalCircle, JournalSeat, Member
from dataide_xblocks.store import journal, journal_replies, organisation
from dataide_xblocks.store.journal_reading import Reader

COHORT, SLOT, WEEK = "course-v1:dataidex+n101+2027", "w03-journal", 3
START = datetime(2027, 2, 8, 13, tzinfo=UTC)  # a Monday


def after(hours: float) -> datetime:
    """So many hours after the first entry."""
    return START + timedelta(hours=hours)


def founded(*learners: str, size: str = "3-9", language: str = "fr") -> int:
    """The id of an organisation of these people, the first of whom founds it."""
    place = organisation.found(COHORT, learners[0], Founding(f"Organisme {learners[0]}", size, language))
    assert place is not None and place.code is not None
    for learner in learners[1:]:
        organisation.join(COHORT, learner, place.code)
    return place.id


def seat(number: int, *organisations: int, since: datetime = START) -> int:
    """The id of a circle of these organisations."""
    circle = JournalCircle.objects.get_or_create(cohort=COHORT, number=number)[0]
    for each in organisations:
        JournalSeat.objects.create(circle=circle, organisation_id=each, since=since)
    return circle.pk


def circle_of(*names: str, number: int = 1) -> dict[str, int]:
    """{name: organisation} of a circle; each name is an organisation of two people, as `a1` and `a2`."""
    found = {name: founded(f"{name}1", f"{name}2") for name in names}
    seat(number, *found.values())
    return found


def reader(learner: str, slot: str = SLOT) -> Reader:
    """Somebody in an exercise, asked anew."""
    return Reader(COHORT, slot, learner)


def wrote(
    learner: str, now: datetime = START, level: int = CIRCLE, named: bool = True, slot: str = SLOT, text: str = ""
) -> int:
    """The id of an entry that somebody published."""
    me = journal.Me(COHORT, slot, learner)
    journal.write_box(me, int(slot[1:3]), "happened", text or f"Texte de {learner}", 0, False, now)
    entry = journal.publish(me, level, named, False, now)
    assert entry is not None
    return entry.id


def answered(learner: str, entry: int, now: datetime, role: str = PEER, named: bool = True, slot: str = SLOT) -> int:
    """The id of an answer that somebody sent."""
    me = reader(learner, slot)
    reply = journal_replies.answer_waiting(me, entry, role)
    journal_replies.write_reply_box(me, reply.id, "mirror", f"Réponse de {learner}", 0, False)
    assert journal_replies.send(me, reply.id, named, now) is not None
    return reply.id


def home(learner: str) -> int:
    """The organisation somebody is in."""
    return Member.objects.get(cohort=COHORT, learner=learner, here=True).organisation_id
