"""What tests of the journal write with: people of organisations, entries published, answers given and sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection

from dataide_xblocks.domain.journal_levels import CIRCLE
from dataide_xblocks.models import JournalApart, JournalCircle, JournalEntry, JournalSeat, Member, Organisation
from dataide_xblocks.store import journal, journal_replies
from dataide_xblocks.store.journal import Entry, Outcome
from dataide_xblocks.store.journal_reading import Reader, Reply

COHORT, SLOT = "course-v1:dataidex+n101+2027", "w01-journal"
NOW = datetime(2027, 2, 1, 14, 32, 7, tzinfo=UTC)


def later(hours: float = 0) -> datetime:
    return NOW + timedelta(hours=hours)


def me(learner: str, slot: str = SLOT) -> Reader:
    """Somebody as they come to a request: nothing is known of them yet."""
    return Reader(COHORT, slot, learner)


def house(*learners: str, circle: int | None = None, personal: bool = False) -> int:
    """An organisation of these people; `circle` is the number of the circle where it sits, None for no seat."""
    made = Organisation.objects.create(cohort=COHORT, personal=personal, name="" if personal else "Un organisme")
    for learner in learners:
        Member.objects.create(organisation=made, cohort=COHORT, learner=learner)
    if circle is not None:
        seated(made.pk, circle)
    return made.pk


def seated(organisation: int, number: int, hours: float = 0) -> None:
    """Seat an organisation in a circle; the place it had is a former one."""
    former = JournalSeat.objects.filter(organisation=organisation, here=True)
    former.update(here=None, until=later(hours))
    circle = JournalCircle.objects.get_or_create(cohort=COHORT, number=number)[0]
    JournalSeat.objects.create(circle=circle, organisation_id=organisation, since=later(hours))


def apart(one: int, other: int) -> None:
    first, second = sorted((one, other))
    JournalApart.objects.create(one_id=first, other_id=second, reason="Un conflit.", at=NOW)


def write(who: Reader, text: str, box: str = "happened", seen: int = 0, ignored: bool = False) -> Outcome:
    return journal.write_box(who, 1, box, text, seen, ignored, NOW)


def published(
    learner: str, level: int = CIRCLE, named: bool = True, hours: float = 0, slot: str = SLOT, text: str = ""
) -> Entry:
    """An entry of this learner, shown to `level`."""
    write(me(learner, slot), text or (f"Semaine de {learner}" if named else "Une semaine"))
    shown = journal.publish(me(learner, slot), level, named, False, later(hours))
    assert shown is not None
    return shown


def answered(learner: str, named: bool = True, hours: float = 0, slot: str = SLOT) -> Reply | None:
    """The next text given to this learner, and their answer to it, sent; None when nothing was given."""
    given = journal_replies.next_entry(me(learner, slot), later(hours))
    return replied(learner, given.id, named, hours, slot) if given else None


def replied(learner: str, number: int, named: bool = True, hours: float = 0, slot: str = SLOT) -> Reply:
    text = f"Miroir de {learner}" if named else "Un miroir"
    journal_replies.write_reply_box(me(learner, slot), number, "mirror", text, 0, False)
    sent = journal_replies.send(me(learner, slot), number, named, later(hours))
    assert sent is not None
    return sent


def held(number: int) -> int:
    return JournalEntry.objects.get(pk=number).held


def row_of(table: str, number: int) -> str:
    """A row as it is stored, every column, as text."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE id = %s", [number])
        return repr(cursor.fetchone())


def given_to(learner: str) -> int | None:
    reply = journal_replies.next_entry(me(learner), NOW)
    return reply.entry if reply else None


class Clock:
    """The database's clock, moved by hand."""

    def __init__(self) -> None:
        self.now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, hours: float) -> None:
        self.now += timedelta(hours=hours)
