"""Saying that a text should not be read: it is hidden at once, and whoever wrote or reported it is told the decision.

A text is named as forms name it (`domain.journal_asked.read_target`): "entry" or "reply", and its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from dataide_xblocks.domain.journal_asked import ENTRY, REPLY
from dataide_xblocks.domain.journal_levels import CIRCLE, REPORTED, SHOWN
from dataide_xblocks.models import JournalEntry, JournalReading, JournalReply, JournalReport

from .journal import Me
from .journal_reading import Reader
from .transactions import one_transaction

MOST_TOLD = 20


@dataclass(frozen=True)
class Told:
    """A decision, for the author of a text (`mine`), or for whoever reported it. `report` names it to be put away."""

    report: int
    kind: str
    number: int
    mine: bool
    reason: str
    decision: str
    words: str
    decided: datetime


@one_transaction
def report(reader: Reader, kind: str, number: int, reason: str, note: str, now: datetime, team: bool = False) -> bool:
    """Hide a text at once from all but its author and the moderators; whether it was theirs to report.

    `team`: somebody of the team, who may read what is published to circles. Once each, and again if it was changed.
    """
    rows = _reportable(reader, kind, team).filter(pk=number, state=SHOWN)
    text = rows.first()
    if text is None or _reported_before(reader.learner, kind, text):
        return False
    if not rows_of(kind).filter(pk=number, state=SHOWN).update(state=REPORTED):
        return False  # somebody else was first
    said = {"cohort": reader.cohort, "learner": reader.learner, "reason": reason, "note": note, "at": now}
    JournalReport.objects.create(**{kind: text}, **said)
    return True


def _reportable(reader: Reader, kind: str, team: bool) -> QuerySet[Any]:
    """What this person reads of others."""
    entries = JournalEntry.objects.filter(cohort=reader.cohort, slot=reader.slot)
    read = entries.filter(Q(level__gte=CIRCLE, state=SHOWN) if team else reader.readable)
    if kind == ENTRY:
        return read.exclude(author__in=reader.seals)
    seen = entries.filter(Q(pk__in=read.values("pk")) | Q(author__in=reader.seals))
    replies = JournalReply.objects.filter(entry__in=seen.values("pk"), sent__isnull=False)
    return replies.exclude(reader__in=reader.seals)


def rows_of(kind: str) -> QuerySet[Any]:
    """Every text of a kind."""
    return JournalEntry.objects.all() if kind == ENTRY else JournalReply.objects.all()


def _reported_before(learner: str, kind: str, text: Any) -> bool:
    last = text.changed if kind == ENTRY else text.sent
    return JournalReport.objects.filter(**{kind: text}, learner=learner, at__gte=last).exists()


def told_to(me: Me) -> list[Told]:
    """The decisions about my texts in this exercise, and about what I reported in it, that I did not put away yet."""
    rows = _about(me).filter(_untold(me)).order_by("-decided", "-pk")
    columns = ("pk", "entry", "reply", "entry__author", "reply__reader", "reason", "decision", "words", "decided")
    return [_told(me, *row) for row in rows.values_list(*columns)[:MOST_TOLD]]


def _told(me: Me, pk: int, entry: int | None, reply: int, author: str, reader: str, *said: Any) -> Told:
    mine = (author or reader) in me.seals
    return Told(pk, ENTRY if entry else REPLY, entry or reply, mine, *said)


def readings_of_reply(me: Me, number: int) -> list[tuple[str, str, datetime]]:
    """(who, why, when) of the moderators who read an answer of mine, the newest first."""
    rows = JournalReading.objects.filter(reply=number, reply__reader__in=me.seals).order_by("-id")
    return list(rows.values_list("learner", "why", "at")[:MOST_TOLD])


def _mine(me: Me) -> Q:
    return Q(entry__author__in=me.seals) | Q(reply__reader__in=me.seals)


def _untold(me: Me) -> Q:
    return (_mine(me) & Q(author_told=False)) | Q(learner=me.learner, reporter_told=False)


def _about(me: Me) -> QuerySet[JournalReport]:
    here = Q(entry__slot=me.slot) | Q(reply__slot=me.slot)
    return JournalReport.objects.filter(here, cohort=me.cohort).exclude(decision="")


@one_transaction
def put_away(me: Me, report: int) -> bool:
    """Show a decision to me no more; whether it was told to me."""
    of_mine = list(_about(me).filter(_mine(me), pk=report).values_list("pk", flat=True))
    if of_mine:
        return bool(JournalReport.objects.filter(pk__in=of_mine).update(author_told=True))
    return bool(
        JournalReport.objects.filter(pk=report, cohort=me.cohort, learner=me.learner).update(reporter_told=True)
    )
