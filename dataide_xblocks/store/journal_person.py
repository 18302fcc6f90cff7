"""All that one person wrote in the journals, also without a name: shown to them, and taken away with them."""

from __future__ import annotations

import secrets
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q

from dataide_xblocks.domain.journal_levels import PEER, WITHDRAWN
from dataide_xblocks.models import (
    JournalDigest,
    JournalEntry,
    JournalGuide,
    JournalReading,
    JournalReply,
    JournalReport,
    JournalStop,
)

from .journal_seal import LENGTH, seals


def sealed(table: type[Any], learner: str) -> Q:
    """The rows of a table that bear a seal of this person, in whatever exercise."""
    column = table.kept.seal
    places = table.objects.values_list("cohort", "slot").distinct().order_by()
    here = [Q(cohort=c, slot=s, **{f"{column}__in": seals(c, s, learner)}) for c, s in places]
    return reduce(or_, here, Q(pk=None))


def said_by(entries: list[int]) -> dict[int, list[dict[str, object]]]:
    """{entry: what its author said of the answers to it}."""
    said: dict[int, list[dict[str, object]]] = {number: [] for number in entries}
    answers = JournalReply.objects.filter(entry__in=entries).filter(Q(thanked=True) | Q(helps__isnull=False))
    for number, thanked, helps, why in answers.order_by("pk").values_list("entry", "thanked", "helps", "why"):
        said[number].append({"thanked": thanked, "helps": helps, "why": why})
    return said


def take_away(learner: str, **where: str) -> dict[str, int]:
    """Erase what somebody wrote, everywhere or in one exercise; {what: rows}. In the caller's transaction.

    Their entries go, and what they said of the answers to them. An answer that somebody received loses its words and
    every trace of who wrote it, and still counts; one that nobody received goes, and frees the place it held.
    """
    entries = JournalEntry.objects.filter(sealed(JournalEntry, learner), **where)
    JournalReply.objects.filter(entry__in=entries).update(why="", thanked=False, helps=None)
    replies = JournalReply.objects.filter(sealed(JournalReply, learner), **where)
    received = replies.filter(entry__isnull=False, sent__isnull=False)
    touched = {"journal_replies": _withdraw(list(received)) + _drop(replies), "journal_entries": entries.count()}
    entries.delete()
    return touched


def _withdraw(replies: list[JournalReply]) -> int:
    for reply in replies:
        reply.reader, reply.learner, reply.organisation_id = secrets.token_hex(LENGTH // 2), "", None
        reply.boxes, reply.touched, reply.named, reply.state = {}, {}, False, WITHDRAWN
    columns = ["reader", "learner", "organisation", "boxes", "touched", "named", "state"]
    return JournalReply.objects.bulk_update(replies, columns, batch_size=500)


def _drop(replies: Any) -> int:
    held = replies.filter(entry__isnull=False, sent=None, role=PEER, released=False)
    for entry in list(held.values_list("entry", flat=True)):
        JournalEntry.objects.filter(pk=entry).update(held=F("held") - 1)
    count = replies.count()
    replies.delete()
    return int(count)


def forget_around(learner: str) -> dict[str, int]:
    """Erase a person from what surrounds the texts; {what: rows}. What was reported, decided and read stays known."""
    reported = JournalReport.objects.filter(learner=learner).update(learner="", note="")
    decided = JournalReport.objects.filter(moderator=learner).update(moderator="")
    gone = [table.objects.filter(learner=learner).delete()[0] for table in (JournalDigest, JournalStop, JournalGuide)]
    return {
        "journal_reports": reported + decided,
        "journal_readings": JournalReading.objects.filter(learner=learner).update(learner=""),
        "journal_around": sum(gone),
    }
