"""Who answers what: the next text is given so that nobody writes into silence, and no one is given a text twice.

Whoever is given a text writes the circle's row first, so that two never choose at the same instant: what follows reads
what the one before wrote, on MariaDB and SQLite alike (docs/decisions/0017).
"""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import F, Q

from dataide_xblocks.domain.journal_levels import COHORT, PEER, SHOWN, state_to_show
from dataide_xblocks.domain.journal_rhythm import LEASE, MOST_HELD, lease_until
from dataide_xblocks.models import JournalCircle, JournalEntry, JournalReply

from .circles import take_seat
from .journal import Me, Outcome, change_box, hour, new_label
from .journal_reading import REPLY, Reader, Reply, answers_for
from .journal_seal import seal
from .moments import database_now
from .transactions import one_transaction

TURN = ("held", "answered", "published", "id")  # domain.journal_rhythm.next_turn, in columns


def open_draft(reader: Reader, moment: datetime | None = None) -> Reply | None:
    """The answer I have begun, whose place is still held for me, to an entry that I may still read in a circle."""
    drafts = _own(reader).filter(sent=None, released=False, until__gt=moment or database_now(), role=PEER)
    readable = JournalEntry.objects.filter(reader.readable, circle__isnull=False)
    shown = drafts.filter(entry__in=readable.values("pk"))
    row = shown.order_by("-id").values_list(*REPLY).first()
    return Reply(*row) if row else None


def next_entry(reader: Reader, now: datetime) -> Reply | None:
    """The text to answer next, its place held for a while; None when there is none. Asked twice, it is the same text.

    Within the circle first; then, in other circles, among what one may still answer there.
    """
    here = _circle_of(reader, now)
    given = _give(reader, here, Q()) if here else open_draft(reader)
    if given is None and (other := _elsewhere(reader, here)):
        given = _give(reader, other, _beyond(reader))
    return given


def _circle_of(reader: Reader, now: datetime) -> int:
    """The circle where this person is, or is given, a place; 0 for somebody of the team, who sits nowhere."""
    if not reader.sits:
        return 0
    return (reader.seat or take_seat(reader.cohort, reader.home.id, now)).circle


@one_transaction
def _give(reader: Reader, circle: int, only: Q) -> Reply | None:
    JournalCircle.objects.filter(pk=circle).update(turns=F("turns") + 1)
    moment = database_now()
    if (draft := open_draft(reader, moment)) is not None:
        return draft
    _release(circle, reader.slot, moment)
    entry = _candidates(reader).filter(only, circle=circle).order_by(*TURN).values_list("id", flat=True).first()
    # Counted again where it is written: inside a transaction of somebody else, what was read may be of before.
    free = JournalEntry.objects.filter(pk=entry, held__lt=MOST_HELD)
    return _begin(reader, entry, moment) if entry and free.update(held=F("held") + 1) else None


def _candidates(reader: Reader):
    """What may be given: shown, not one's own, not of one's own or a kept-apart organisation, never given before."""
    given = JournalReply.objects.filter(cohort=reader.cohort, slot=reader.slot, reader__in=reader.seals)
    entries = JournalEntry.objects.filter(slot=reader.slot, state=SHOWN, held__lt=MOST_HELD, cohort=reader.cohort)
    entries = entries.exclude(author__in=reader.colleagues).exclude(house__in=[*reader.houses, *reader.apart])
    return entries.exclude(pk__in=given.filter(entry__isnull=False).values("entry"))


def _elsewhere(reader: Reader, circle: int) -> int | None:
    """Another circle in which there is something that this person may answer."""
    beyond = _candidates(reader).filter(_beyond(reader)).exclude(circle=circle)
    return beyond.order_by(*TURN).values_list("circle", flat=True).first()


def _beyond(reader: Reader) -> Q:
    """What is for the whole cohort, and what was published in a circle before one's organisation left it.

    A wall that became circles, or a circle that joined another, has nobody left: what waits there would wait for ever.
    """
    return reduce(or_, reader.left, Q(level=COHORT))


def _release(circle: int, slot: str, moment: datetime) -> None:
    """Places that were held too long are free again; what was written in them stays, and may still be sent."""
    late = JournalReply.objects.filter(
        entry__circle=circle, slot=slot, sent=None, released=False, until__lte=moment, role=PEER
    )
    for pk, entry in list(late.values_list("pk", "entry")):
        if JournalReply.objects.filter(pk=pk, sent=None, released=False).update(released=True):
            JournalEntry.objects.filter(pk=entry).update(held=F("held") - 1)


def _begin(me: Me, entry: int | None, moment: datetime, role: str = PEER, cast: str = "") -> Reply:
    reply = JournalReply.objects.create(
        cohort=me.cohort,
        slot=me.slot,
        entry_id=entry,
        target=f"cast-{cast}" if cast else f"entry-{entry}",
        reader=seal(me.cohort, me.slot, me.learner),
        learner=me.learner,
        role=role,
        label=new_label(),
        offered=moment,
        until=moment + LEASE,
    )
    return _value(reply)


def _value(row: JournalReply) -> Reply:
    return Reply(*(getattr(row, column) for column in REPLY))


@one_transaction
def answer_cast(me: Me, cast: str) -> Reply:
    """My answer to an entry of the fictional cast, begun if need be."""
    row = _own(me).filter(target=f"cast-{cast}").values_list(*REPLY).first()
    return Reply(*row) if row else _begin(me, None, database_now(), cast=cast)


@one_transaction
def answer_waiting(me: Me, entry: int, role: str) -> Reply:
    """The answer to an entry that waits, begun if need be, by whoever may read it and was asked to answer that one.

    A peer who is asked again holds a place like any other; an ambassador and the team hold none.
    """
    row = _own(me).filter(target=f"entry-{entry}").values_list(*REPLY).first()
    if row is None and role == PEER:
        JournalEntry.objects.filter(pk=entry).update(held=F("held") + 1)
    return Reply(*row) if row else _begin(me, entry, database_now(), role)


def _own(me: Me):
    return JournalReply.objects.filter(cohort=me.cohort, slot=me.slot, reader__in=me.seals)


@one_transaction
def write_reply_box(me: Me, number: int, box: str, text: str, seen: int, ignored: bool) -> Outcome | None:
    """Keep what was typed in an answer of mine; its place is held longer. None when it is not mine, or was sent."""
    reply = _own(me).select_for_update().filter(pk=number, sent=None).first()
    if reply is None:
        return None
    outcome = change_box(reply, box, text, seen, ignored)
    if not outcome.conflict:
        if not reply.released:
            reply.until = lease_until(reply.offered, database_now())
        reply.save()
    return outcome


@one_transaction
def send(me: Me, number: int, named: bool, now: datetime) -> Reply | None:
    """Send an answer of mine, however late: it is kept and shown. None when it is not mine or says nothing."""
    first = _own(me).filter(pk=number).select_related("entry").first()
    if first is None or not first.boxes:
        return None
    _lock(first)
    reply = _own(me).select_for_update().get(pk=number)
    if reply.sent is None:
        JournalEntry.objects.filter(pk=reply.entry_id).update(held=F("held") + (not _holds(reply)), answered=True)
        _sign(reply, me, named, now)
        reply.save()
    return _value(reply)


def _holds(reply: JournalReply) -> bool:
    """Whether a draft is counted among those who hold its entry: an ambassador and the team hold no place."""
    return reply.role == PEER and not reply.released


def _sign(reply: JournalReply, me: Me, named: bool, now: datetime) -> None:
    """No id of a person or of an organisation stands beside an answer without a name, nor the minute it was sent."""
    reply.sent, reply.until, reply.released, reply.named = now if named else hour(now), None, False, named
    reply.offered = reply.offered if named else hour(reply.offered)
    reply.learner = me.learner if named else ""
    reply.organisation_id = me.place.id if named and me.place else None
    reply.state = state_to_show(reply.state, reply.ignored)


def _lock(reply: JournalReply) -> None:
    """Counting who answered waits for whoever is being given a text in that circle."""
    if reply.entry and reply.entry.circle_id:
        JournalCircle.objects.filter(pk=reply.entry.circle_id).update(turns=F("turns") + 1)


@one_transaction
def take_back(me: Me, number: int) -> bool:
    """Make a sent answer a draft again; whether there was one. A peer goes on holding the place: it was answered."""
    reply = _own(me).select_for_update().filter(pk=number, sent__isnull=False).first()
    if reply is None:
        return False
    others = JournalReply.objects.filter(entry=reply.entry_id, sent__isnull=False).exclude(pk=number).exists()
    freed = int(not _holds(reply))
    JournalEntry.objects.filter(pk=reply.entry_id).update(held=F("held") - freed, answered=others)
    reply.sent, reply.until, reply.learner = None, database_now() + LEASE, me.learner
    reply.save()
    return True


@one_transaction
def react(me: Reader, number: int, thanked: bool | None = None, helps: bool | None = None, why: str = "") -> bool:
    """What the author of an entry says of an answer, between the two of them; whether it was theirs to say."""
    row = answers_for(me).filter(pk=number, entry__author__in=me.seals, entry__cohort=me.cohort, state=SHOWN)
    said = {"thanked": thanked} if thanked is not None else {"helps": helps, "why": why}
    return bool(row.update(**said)) or row.exists()
