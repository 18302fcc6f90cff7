"""A cohort of people who left a mark of their own in every field that takes their words or their number."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time

from django.db import connection
from django.utils import timezone

from dataide_xblocks.domain.journal_levels import CIRCLE
from dataide_xblocks.domain.journal_levels import COHORT as EVERYBODY
from dataide_xblocks.domain.maturity_answers import Agreed, Given
from dataide_xblocks.domain.organisation import Founding
from dataide_xblocks.domain.privacy import COMPARISON
from dataide_xblocks.domain.pulse import Comment
from dataide_xblocks.models import (
    JournalCircle,
    JournalDigest,
    JournalGuide,
    JournalReading,
    JournalReport,
    JournalStop,
    Organisation,
)
from dataide_xblocks.store import (
    consent,
    journal,
    journal_reading,
    journal_replies,
    maturity,
    organisation,
    people,
    plan,
    plan_copies,
    plan_talk,
    pulse,
)
from dataide_xblocks.store.journal_seal import seal

COHORT = "course-v1:dataidex+n101+2027"
WEEKS = {"w01-journal": True, "w02-journal": False}  # {journal: whether people show their name in it}
STOPPED = date(2027, 2, 1)
WORDS = ("commentaire", "raison", "preuve", "remarque", "semaine", "réponse", "signalement")


def number(n: int) -> str:
    """An account's number that is found nowhere else in a dump."""
    return str(900_000_000 + n)


def mark(n: int) -> str:
    """A word that only this person could have written."""
    return f"MARQUE{number(n)}É🙂"


def fill(count: int, team: int = 4) -> None:
    """`count` people in organisations of `team`; each answers, comments, decides and takes the short form."""
    for n in range(count):
        who = number(n)
        organisation.own_place(COHORT, who)
        if n % team == 0:
            organisation.found(COHORT, who, Founding(f"Organisme {n // team}", "3-9", "fr"))
        else:
            first = organisation.place_of(COHORT, number(n - n % team))
            assert first is not None and first.code is not None
            organisation.join(COHORT, who, first.code)
        _write(n, who)
    last = journal.mine(journal.Me(COHORT, "w01-journal", number(count - 1)))
    for n in range(count):
        _thank(n)
        _around_the_journal(n, last.id)


def _write(n: int, who: str) -> None:
    place = organisation.place_of(COHORT, who)
    assert place is not None
    consent.choose(COHORT, who, COMPARISON, n % 2 == 0, "fr")  # each takes the choice of the one before back
    pulse.record_rating(COHORT, "w01-pulse", 1, "useful", who, "4")
    pulse.record_comment(COHORT, "w01-pulse", 1, who, Comment(f"{mark(n)} commentaire", "name"))
    for where in (
        maturity.Where(COHORT, "portrait", "baseline", place.id, who),
        maturity.Where(COHORT, "portrait", "short", None, who),
    ):
        given = Given("PERS-4", 1, "na", f"{mark(n)} raison")
        maturity.record_given(where, "e" * 16, [("PERS-4", 1)], given, timezone.now())
        maturity.record_proof(where, given, f"{mark(n)} preuve")
        maturity.record_part(where, "direction", True)
    _plan(n, who, place.id)
    for slot, named in WEEKS.items():
        _journal(n, journal_reading.Reader(COHORT, slot, who), named)
    agreed = Agreed(f"MISS-{1 + n % 4}", 1, "3", "Ensemble.", 0)
    maturity.record_decision(place.id, "portrait", "baseline", agreed, who)


def _plan(n: int, who: str, place: int) -> None:
    """Each writes a cell of the team's plan, whose text is the team's; what they say to colleagues is theirs."""
    hand = plan.Hand(who, timezone.now(), "e" * 16)
    of = plan.make(COHORT, place, "plan")
    plan.record_change(of, plan.Change("don.inventory", f"r{n}", {"name": "Ensemble."}, 0, f"operation-{n}"), hand)
    plan_copies.record_copy(of, f"Copie {n}", {"fields": {}}, hand)
    plan_talk.record_remark(of, "idt.name", f"{mark(n)} remarque", hand)
    plan_talk.record_request(of, "", f"Demande {n}", hand)
    plan_talk.share(of, True)
    plan_talk.take_request(COHORT, plan_talk.requests_of(of)[0].id, hand)
    plan_talk.open_shared(COHORT, of, hand)


def _journal(n: int, me: journal_reading.Reader, named: bool) -> None:
    """An entry, an answer to somebody where there is anybody, one that is not sent, and a word on those received."""
    now = timezone.now()
    journal.write_box(me, 1, "happened", f"{mark(n)} semaine", 0, False, now)
    journal.publish(me, CIRCLE if named else EVERYBODY, named, False, now)
    for given in (journal_replies.next_entry(me, now), journal_replies.answer_cast(me, "marc")):
        if given:
            journal_replies.write_reply_box(me, given.id, "mirror", f"{mark(n)} réponse", 0, False)
        if given and given.entry:
            journal_replies.send(me, given.id, named, now)


def _thank(n: int) -> None:
    """Each says what they think of the answers they were given."""
    for slot in WEEKS:
        me = journal_reading.Reader(COHORT, slot, number(n))
        for replies in journal_reading.replies_to(me, [journal.mine(me).id]).values():
            for reply in replies:
                journal_replies.react(me, reply.id, helps=True, why=f"{mark(n)} merci")


def _around_the_journal(n: int, entry: int) -> None:
    """What reporting, reading as a team, mail and accompanying keep of a person: rows of these shapes."""
    who, now, circle = number(n), timezone.now(), JournalCircle.objects.get(cohort=COHORT)
    report = {"cohort": COHORT, "entry_id": entry, "reason": "hurtful", "note": f"{mark(n)} signalement", "at": now}
    JournalReport.objects.create(learner=who, moderator=who, **report)
    JournalReading.objects.create(entry_id=entry, learner=who, why="waiting", at=now)
    JournalDigest.objects.create(cohort=COHORT, learner=who, monday=now.date(), at=now)
    JournalStop.objects.create(learner=who, at=datetime.combine(STOPPED, time(12), UTC))
    JournalGuide.objects.create(circle=circle, learner=who, since=now)


def seals(n: int) -> list[str]:
    """The seals that this person's texts bear."""
    return [seal(COHORT, slot, number(n)) for slot in WEEKS]


def dump() -> str:
    """Everything our tables hold, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in people.tables():
            cursor.execute(f"SELECT * FROM {table._meta.db_table}")
            found += [repr([_read(value) for value in row]) for row in cursor.fetchall()]
    return "\n".join(found)


def _read(value: object) -> object:
    """JSON is stored with its accents spelled: read as words, a mark is found."""
    return json.loads(value) if isinstance(value, str) and value.startswith("{") else value


def clear() -> None:
    """Begin again from nothing."""
    for table in people.tables():
        if table is not Organisation:
            table.objects.all().delete()
    Organisation.objects.all().delete()
