"""What was reported, or held by the net, as moderators see it: read by a human, decided with a reason, told to both.

A text is named as forms name it (`domain.journal_asked.read_target`): "entry" or "reply", and its number. Moderators
see what waits for a decision and nothing else. To keep somebody from writing is left to people: there is no switch.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from dataide_xblocks.domain.journal_asked import ENTRY, REPLY
from dataide_xblocks.domain.journal_levels import HELD, KEEP, NET, REMOVED, REPORTED, SHOWN, TAKE_DOWN, TEAM
from dataide_xblocks.models import JournalReading, JournalReport, Member

from .journal import COLUMNS, Entry
from .journal_moderation import rows_of
from .journal_reading import REPLY as REPLY_COLUMNS
from .journal_reading import Reply
from .journal_seal import seals
from .transactions import one_transaction

WHY = "report"  # of a reading by a moderator


@dataclass(frozen=True)
class Case:
    """A text that waits for a decision. Nothing says who reported it.

    `kind` and `number` name the text; `reason` is one of REASONS, or NET with no report; `note` is the reporter's.
    `since` is None for what the net held. `changed`: its author changed it since.
    """

    kind: str
    number: int
    slot: str
    week: int
    reason: str
    note: str
    since: datetime | None
    changed: bool


@dataclass(frozen=True)
class Opened:
    """A text that a moderator reads, `entry` or `reply`, with names where they were chosen.

    `hurtful` is how many other texts of its author were taken down because they hurt.
    """

    entry: Entry | None
    reply: Reply | None
    hurtful: int


def cases(cohort: str) -> list[Case]:
    """What waits for a moderator: somebody's safety and information about people first, then the oldest."""
    found = [_case(kind, text, _open_report(text)) for kind in (ENTRY, REPLY) for text in _waiting(cohort, kind)]
    return sorted(found, key=lambda case: (_FIRST.get(case.reason, len(_FIRST)), str(case.since), case.number))


_FIRST = {"safety": 0, "personal": 1}


def _waiting(cohort: str, kind: str) -> QuerySet[Any]:
    """The texts that wait for a decision. What its author took back to themselves is read by nobody else."""
    rows = rows_of(kind).filter(cohort=cohort, state__in=(REPORTED, HELD)).prefetch_related("reports").order_by("pk")
    if kind == ENTRY:
        return rows.filter(level__gte=TEAM)
    return rows.filter(sent__isnull=False).select_related("entry")


def _open_report(text: Any) -> JournalReport | None:
    return next((each for each in text.reports.all() if not each.decision), None)


def _case(kind: str, text: Any, report: JournalReport | None) -> Case:
    week = text.week if kind == ENTRY else (text.entry.week if text.entry else 0)
    if report is None:
        return Case(kind, text.pk, text.slot, week, NET, "", None, False)
    changed = (text.changed if kind == ENTRY else text.sent) > report.at
    return Case(kind, text.pk, text.slot, week, report.reason, report.note, report.at, changed)


@one_transaction
def open_case(cohort: str, kind: str, number: int, moderator: str, now: datetime) -> Opened | None:
    """A text that waits for a decision, for a moderator: its author sees that line. None when it does not wait."""
    text = _waiting(cohort, kind).filter(pk=number).first()
    if text is None:
        return None
    JournalReading.objects.create(**{kind: text}, learner=moderator, why=WHY, at=now)
    hurtful = _hurtful_before(cohort, kind, text)
    if kind == ENTRY:
        return Opened(Entry(*rows_of(kind).values_list(*COLUMNS).get(pk=number)), None, hurtful)
    return Opened(None, Reply(*rows_of(kind).values_list(*REPLY_COLUMNS).get(pk=number)), hurtful)


def _hurtful_before(cohort: str, kind: str, text: Any) -> int:
    """How many other texts of the same author were taken down because they hurt.

    A seal tells nothing of other exercises, so each member's are made and compared; who it is goes no further.
    """
    taken = JournalReport.objects.filter(cohort=cohort, reason="hurtful", decision=TAKE_DOWN)
    authors = [
        each
        for pair in (("entry__slot", "entry__author"), ("reply__slot", "reply__reader"))
        for each in taken.exclude(**{kind: text}).values_list(*pair)
        if each[1]
    ]
    if not authors:
        return 0
    own = text.author if kind == ENTRY else text.reader
    members = Member.objects.filter(cohort=cohort).values_list("learner", flat=True).distinct()
    who = next((learner for learner in members if own in seals(cohort, text.slot, learner)), None)
    return sum(seal in seals(cohort, slot, who) for slot, seal in authors) if who else 0


@one_transaction
def decide(cohort: str, kind: str, number: int, decision: str, words: str, moderator: str, now: datetime) -> bool:
    """Show a text again (KEEP), or take it down: its author keeps it. False when it does not wait any more.

    A text that stands was read by a human: the net does not hold it again for what it had already found.
    """
    new = {"state": SHOWN, "ignored": 0} if decision == KEEP else {"state": REMOVED}
    waits = rows_of(kind).filter(cohort=cohort, pk=number, state__in=(REPORTED, HELD))
    if not waits.update(**new):
        return False
    said = {"decision": decision, "words": words, "moderator": moderator, "decided": now}
    if not JournalReport.objects.filter(**{kind: number}, decision="").update(**said):
        JournalReport.objects.create(cohort=cohort, **{f"{kind}_id": number}, reason=NET, at=now, **said)
    return True
