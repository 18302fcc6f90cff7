"""Many people at the same instant, on SQLite and on a MariaDB set as the platform sets it: exact, and nobody twice."""

from __future__ import annotations

import random
import threading
from collections import Counter

import pytest
from django.db import connection
from django.db.models import Q

from dataide_xblocks.domain.journal_levels import ALONE, CIRCLE, PEER
from dataide_xblocks.domain.journal_rhythm import MOST_HELD
from dataide_xblocks.models import JournalEntry, JournalReply, Organisation
from dataide_xblocks.store import journal, journal_reading, journal_replies

from ..mariadb import mariadb, on, sqlite_file, together  # noqa: F401 - a fixture is used by its name
from .cohort import clear
from .crowd import crowd, entries
from .journals import COHORT, NOW, me, write

ASKERS = 50


def nothing_is_wrong() -> Counter[int]:
    """{entry: answers sent or being written}, once every rule of giving texts was checked on all the rows."""
    given = list(JournalReply.objects.exclude(entry=None).values_list("reader", "entry", "entry__house"))
    assert len({pair[:2] for pair in given}) == len(given), "a text was given twice to somebody"
    whose = {seal: house for who in PEOPLE for seal, house in [(me(who).seals[0], me(who).houses[0])]}
    assert all(whose[reader] != house for reader, _entry, house in given), "a text of one's own organisation"
    counted = Counter(entry for _reader, entry, _house in given)
    for entry in JournalEntry.objects.all():
        assert entry.held == counted[entry.pk] <= MOST_HELD, f"entry {entry.pk}: {entry.held}, {counted[entry.pk]}"
    return counted


PEOPLE: list[str] = []


def begin(houses: int, each: int) -> list[str]:
    clear()
    PEOPLE[:] = crowd(houses, each)
    return list(PEOPLE)


def fifty_ask_at_once() -> None:
    """Fifty people of ten organisations, sixty texts of ten others: each is given one, none has two before all have."""
    people = begin(20, 6)
    writers = [who for n, who in enumerate(people) if n % 20 < 10]
    askers = [who for n, who in enumerate(people) if n % 20 >= 10][:ASKERS]
    entries(writers)
    gate = threading.Barrier(ASKERS)

    def ask(who: str) -> None:
        gate.wait(60)
        assert journal_replies.next_entry(me(who), NOW) is not None

    for turn in (1, 2, 3):
        together(ask, askers, ASKERS)
        counted = nothing_is_wrong()
        counts = [counted[entry] for entry in JournalEntry.objects.values_list("pk", flat=True)]
        assert sum(counts) == ASKERS * turn and max(counts) - min(counts) <= 1, Counter(counts)
        assert JournalReply.objects.count() == ASKERS * turn
        send_all()


def send_all() -> None:
    """Everybody sends what they hold, so that they may be given another text."""
    for reply in JournalReply.objects.filter(sent=None):
        journal_replies.write_reply_box(me(reply.learner), reply.pk, "mirror", "Je comprends", 0, False)
        journal_replies.send(me(reply.learner), reply.pk, reply.pk % 2 == 0, NOW)


def everybody_answers_three(houses: int = 40, each: int = 3, writers: int = 50) -> int:
    """Each person writes, then asks and answers until nothing is left for them, all at once. How many claims."""
    people = begin(houses, each)
    entries(people)
    random.Random(1).shuffle(people)

    def answer(who: str) -> None:
        for _turn in range(MOST_HELD):
            given = journal_replies.next_entry(me(who), NOW)
            if given is not None:
                journal_replies.write_reply_box(me(who), given.id, "mirror", "Je comprends", 0, False)
                assert journal_replies.send(me(who), given.id, True, NOW).sent

    together(answer, people, writers)
    counted = nothing_is_wrong()
    gave = Counter(JournalReply.objects.values_list("learner", flat=True))
    idle = [who for who in people if gave[who] < MOST_HELD]
    assert all(journal_replies.next_entry(me(who), NOW) is None for who in idle), "a text was left for somebody ready"
    assert sum(counted.values()) >= len(people) * MOST_HELD * 0.95
    return len(people) * MOST_HELD


def one_person_in_ten_windows() -> None:
    """A click that comes ten times at once: one entry, one seat, one answer, each counted once."""
    begin(2, 1)
    (other, who) = PEOPLE
    entries([other])
    together(lambda _n: write(me(who), "La collecte"), range(10), 10)
    together(lambda _n: journal.publish(me(who), CIRCLE, False, False, NOW), range(10), 10)
    together(lambda _n: journal_replies.next_entry(me(who), NOW), range(10), 10)
    number = journal_reading.my_replies(me(who))[0].id
    together(lambda _n: journal_replies.write_reply_box(me(who), number, "ours", "Nous", 0, False), range(10), 10)
    sent: list[journal_reading.Reply] = []
    together(lambda _n: sent.append(journal_replies.send(me(who), number, True, NOW)), range(10), 10)
    assert JournalEntry.objects.count() == 2 and JournalReply.objects.count() == 1
    assert {(reply.sent, reply.revision) for reply in sent} == {(NOW, 1)}
    assert journal.mine(me(other)).held == 1 and journal.mine(me(who)).revision == 1


def texts_are_shown_lowered_and_deleted_while_others_ask() -> None:
    """Whatever the order, the counts are those of a recount, and no reader has two texts."""
    people = begin(12, 2)
    entries(people)
    dice = random.Random(2)
    acts = [(who, dice.choice(["ask", "ask", "ask", "lower", "show", "write", "delete"])) for who in people * 12]

    def act(item: tuple[str, str]) -> None:
        who, what = item
        if what == "ask" and (given := journal_replies.next_entry(me(who), NOW)):
            journal_replies.write_reply_box(me(who), given.id, "mirror", "Je comprends", 0, False)
            journal_replies.send(me(who), given.id, False, NOW)
        elif what == "write":
            write(me(who), "Encore", "doing")
        elif what == "delete" and dice.random() < 0.2:
            journal.delete(me(who))
        elif what in ("lower", "show"):
            journal.publish(me(who), ALONE if what == "lower" else CIRCLE, True, False, NOW)

    together(act, acts, 24)
    for entry in JournalEntry.objects.exclude(circle=None):
        holding = entry.replies.filter(Q(sent__isnull=False) | Q(role=PEER, released=False)).count()
        assert entry.held == holding, f"entry {entry.pk}"


RACES = [
    fifty_ask_at_once,
    everybody_answers_three,
    one_person_in_ten_windows,
    texts_are_shown_lowered_and_deleted_while_others_ask,
]


@pytest.mark.parametrize("race", RACES)
@pytest.mark.django_db
def test_on_sqlite(sqlite_file, race):  # noqa: F811
    with on(sqlite_file):
        assert connection.vendor == "sqlite" and not connection.is_in_memory_db()
        race()


@pytest.mark.mariadb
@pytest.mark.parametrize("race", RACES)
@pytest.mark.parametrize("isolation", ["read committed", "repeatable read"])
@pytest.mark.django_db
def test_on_mariadb(mariadb, race, isolation):  # noqa: F811
    with on(mariadb, isolation):
        assert connection.mysql_is_mariadb
        race()
        assert Organisation.objects.filter(cohort=COHORT).exists()
