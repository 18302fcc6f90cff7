"""What the people of `journal_world` wrote: an entry of every level and state, its answers, reports, who left since.

Each entry has an author of its own, all of one organisation.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from dataide_xblocks.domain.journal_levels import ALONE, CIRCLE, LEVELS, PEER
from dataide_xblocks.domain.journal_levels import COHORT as EVERYBODY
from dataide_xblocks.models import JournalApart, JournalReading, JournalReply, JournalReport, Organisation
from dataide_xblocks.store import journal, journal_cases, journal_moderation, journal_replies, organisation
from dataide_xblocks.store.journal_reading import Reader

from .journal import COHORT, SLOT
from .journal_world import AUTHORS, World, account, move, number, organisations, seats

LATER_SLOT, OTHER_COURSE = "w02-journal", "course-v1:dataidex+autre+2027"
STATES = ("shown", "reported", "held", "removed")


def build() -> World:
    """Everybody and everything. In circle 2 there are "other", who is alone, and who left circle 1; all else in 1."""
    world = World(timezone.now())
    organisations(world)
    seats(world)
    kinds = [f"{level}.{sign}.{state}" for level in LEVELS for sign in ("named", "nameless") for state in STATES]
    for kind in kinds:
        if not kind.startswith(f"{ALONE}.nameless"):  # nobody else reads it: there is nothing to sign
            _entry(world, kind)
    _unanswered(world)
    _elsewhere(world)
    _leave(world)
    for kind in world.authors:
        _settle(world, kind)
    world.reports = dict(_reports(world))
    return world


def _reports(world: World) -> Iterator[tuple[str, int]]:
    """The reports of entries, by what the entry is."""
    kinds = {pk: kind for kind, pk in world.entries.items()}
    for entry, pk in JournalReport.objects.exclude(entry=None).values_list("entry", "pk"):
        yield kinds[entry], pk


def author(world: World, kind: str) -> Reader:
    """Somebody new in the author's organisation."""
    who = world.authors[kind] = AUTHORS + len(world.authors)
    account(world, who, f"author.{kind}")
    code = Organisation.objects.values_list("code", flat=True).get(pk=world.houses["home"])
    organisation.join(COHORT, str(who), code)
    return Reader(COHORT, SLOT, str(who))


def publish(world: World, me: Reader, name: str, level: int, named: bool, hours: float = 0) -> int:
    journal.write_box(me, int(me.slot[1:3]), "happened", world.mark(name), 0, False, world.at(hours))
    entry = journal.publish(me, level, named, False, world.at(hours))
    assert entry is not None
    return entry.id


def _entry(world: World, kind: str) -> None:
    """An entry as it was while its circle read and answered it."""
    me = author(world, kind)
    world.entries[kind] = publish(world, me, f"entry.{kind}", CIRCLE, ".named." in kind)
    for by, named, sent, hours in (
        ("answerer", True, True, 1),
        ("quiet", False, True, 1),
        ("draft", True, False, 1),
        ("whose-answer-is-reported", True, True, 1),
        ("apart", True, True, 1),
        ("late", True, True, 30),
    ):
        answer(world, kind, by, named, sent, hours)
    reported = journal_moderation.report(
        me, "reply", world.answers[f"{kind}.whose-answer-is-reported"], "hurtful", world.mark(f"note.answer.{kind}"),
        world.at(2),
    )  # fmt: skip
    assert reported
    journal_replies.react(me, world.answers[f"{kind}.answerer"], helps=True, why=world.mark(f"helps.{kind}"))


def answer(world: World, kind: str, by: str, named: bool, sent: bool, hours: float) -> None:
    me = Reader(COHORT, SLOT, str(number(by)))
    begun = journal_replies.answer_waiting(me, world.entries[kind], PEER)
    world.answers[f"{kind}.{by}"] = begun.id
    journal_replies.write_reply_box(me, begun.id, "mirror", world.mark(f"answer.{kind}.{by}"), 0, False)
    if sent:
        assert journal_replies.send(me, begun.id, named, world.at(hours)) is not None
    JournalReply.objects.filter(pk=begun.id).update(released=not sent)


def _unanswered(world: World) -> None:
    """Texts that wait: in the circle, and for the cohort in the other circle."""
    for kind, level in (("waits.circle", CIRCLE), ("waits.cohort", EVERYBODY)):
        world.entries[kind] = publish(world, author(world, kind), f"entry.{kind}", level, named=False)
    for kind, level in (("other.circle", CIRCLE), ("other.named", EVERYBODY)):
        who = number("other") if level == EVERYBODY else AUTHORS - 1
        me = Reader(COHORT, SLOT, str(who))
        if level == CIRCLE:
            account(world, who, "author.other.circle")
            code = Organisation.objects.values_list("code", flat=True).get(pk=world.houses["elsewhere"])
            organisation.join(COHORT, str(who), code)
        world.entries[kind] = publish(world, me, f"entry.{kind}", level, named=True)


def _elsewhere(world: World) -> None:
    """The same people in another week and in another course, which has the same exercise."""
    me = Reader(COHORT, LATER_SLOT, str(world.authors["2.named.shown"]))
    world.entries["week2"] = publish(world, me, "week2.entry", EVERYBODY, named=True)
    for role in ("reader", "alone", "staff-member", "guide"):
        there = Reader(OTHER_COURSE, SLOT, str(number(role)))
        world.entries[f"course2.{role}"] = publish(world, there, f"course2.{role}", EVERYBODY, named=True)


def _leave(world: World) -> None:
    """Who left the circle, and who is kept apart, since."""
    move(world, "before", -1 / 6)
    move(world, "after", 20)
    pairs = (("home", "apart"), ("answering", "unread"))
    for pair in pairs:
        one, other = sorted(world.houses[name] for name in pair)
        JournalApart.objects.create(one_id=one, other_id=other, reason=world.mark("apart-reason"), at=world.now)


def _settle(world: World, kind: str) -> None:
    """The level and the state that an entry's kind says."""
    if not kind[0].isdigit():
        return
    level, sign, state = kind.split(".")
    me = Reader(COHORT, SLOT, str(world.authors[kind]))
    if state in ("reported", "removed"):
        _report(world, kind)
    if state == "removed" and int(level) == ALONE:
        _take_down(world, kind)
    if state == "held":
        for box in ("understood", "doing"):
            journal.write_box(me, 1, box, world.mark(f"entry.{kind}"), 10, True, world.at(39))
    journal.publish(me, int(level), sign == "named", False, world.at(40))
    if state == "removed" and int(level) > ALONE:
        _take_down(world, kind)
    JournalReading.objects.create(entry_id=world.entries[kind], learner=str(number("staff")), why="list", at=world.now)


def _take_down(world: World, kind: str) -> None:
    """Published again it would wait for a human: it is taken down at the level it has in the end."""
    said = ("remove", world.mark(f"words.{kind}"), str(number("staff")), world.at(42))
    assert journal_cases.decide(COHORT, "entry", world.entries[kind], *said)


def _report(world: World, kind: str) -> None:
    told = ("entry", world.entries[kind], "hurtful", world.mark(f"note.{kind}"), world.at(3))
    assert journal_moderation.report(Reader(COHORT, SLOT, str(number("answerer"))), *told)
