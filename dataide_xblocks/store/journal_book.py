"""Everything a person wrote in the journals of a cohort, found by their seals, to be taken along.

As many queries for twelve weeks as for one; nobody else's entry is ever in it, only the answers to one's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Min, Q

from dataide_xblocks.domain.journal_book import Given, Received, Week, Written
from dataide_xblocks.domain.journal_levels import SHOWN
from dataide_xblocks.models import JournalEntry, JournalReply

from .circles import WALL
from .journal_reading import Reader, answers_for
from .journal_seal import house_seals, seals

_WRITTEN = ("level", "state", "named", "ideas", "passed", "boxes", "changed", "published")
_TITLE = ("organisation__name", "organisation__wish__alias")


def book_of(cohort: str, learner: str) -> tuple[Week, ...]:
    """Every exercise of `cohort` in which `learner` wrote an entry or an answer, by week."""
    weeks = _weeks_of(cohort)
    me = _Everywhere(cohort, "", learner, slots=tuple(weeks))
    entries, given = _entries(me), _given(me)
    received = _received(me, [pk for pk, _slot, _week, _entry in entries])
    own = {slot: (week, entry, received.get(pk, ())) for pk, slot, week, entry in entries}
    found = []
    for slot in {*own, *given}:
        week, entry, answers = own.get(slot, (weeks[slot], None, ()))
        found.append(Week(slot, week, entry, answers, given.get(slot, ())))
    return tuple(sorted(found, key=lambda each: (each.week is None, each.week, each.slot)))


def _weeks_of(cohort: str) -> dict[str, int | None]:
    """{exercise: its week} of those in which anybody wrote; None where only the cast was answered."""
    answered = JournalReply.objects.filter(cohort=cohort).values_list("slot", flat=True).distinct()
    written = JournalEntry.objects.filter(cohort=cohort).values_list("slot").annotate(Min("week"))
    return {**dict.fromkeys(answered), **dict(written)}


@dataclass(frozen=True)
class _Everywhere(Reader):
    """A person in all of `slots` at once (`slot` is not used): what they may read is decided where it is for one."""

    slots: tuple[str, ...] = ()

    @cached_property
    def seals(self) -> list[str]:
        """Every seal that my texts may bear."""
        return [each for slot in self.slots for each in seals(self.cohort, slot, self.learner)]

    @property
    def houses(self) -> list[str]:
        """Every seal that my organisation's texts may bear."""
        return self.sealed([self.place.id] if self.place else [])

    def sealed(self, organisations: Iterable[int]) -> list[str]:
        """Every seal that the texts of these organisations may bear in any of the exercises."""
        return [seal for each in organisations for slot in self.slots for seal in house_seals(self.cohort, slot, each)]

    @property
    def scope(self) -> Q:
        """Where they read: in all of these exercises."""
        return Q(cohort=self.cohort, slot__in=self.slots)

    @cached_property
    def unread(self) -> list[str]:
        """The seals of everybody who is or was in one of them and is no colleague."""
        each = (Reader(self.cohort, slot, self.learner).unread for slot in (self.slots if self.kept_from else ()))
        return [seal for found in each for seal in found]


def _entries(me: _Everywhere) -> list[tuple[int, str, int, Written]]:
    """(id, exercise, week, what they wrote)."""
    mine = JournalEntry.objects.filter(cohort=me.cohort, slot__in=me.slots, author__in=me.seals)
    rows = mine.values("pk", "slot", "week", *_WRITTEN, wall=Q(circle__isnull=False, circle__number=WALL))
    return [(row.pop("pk"), row.pop("slot"), row.pop("week"), Written(**row)) for row in rows]


def _received(me: _Everywhere, entries: Iterable[int]) -> dict[int, list[Received]]:
    """{entry: the answers to it that are shown, the oldest first}."""
    sent = answers_for(me).filter(entry__in=list(entries), state=SHOWN).order_by("sent", "pk")
    found: dict[int, list[Received]] = {}
    for row in sent.values("entry", "boxes", "role", "label", "sent", "thanked", "helps", "why", *_WHO):
        found.setdefault(row.pop("entry"), []).append(Received(**_named(row)))
    return found


_WHO = ("named", "learner", *_TITLE)


def _named(row: dict[str, Any]) -> dict[str, Any]:
    """The row with who wrote it only where they show their name: the columns of a draft hold it in any case."""
    name, alias, named = (row.pop(column) for column in (*_TITLE, "named"))
    shows = named and row["learner"]
    return {**row, "learner": row["learner"] if shows else "", "organisation": (alias or name or "") if shows else ""}


def _given(me: _Everywhere) -> dict[str, list[Given]]:
    """{exercise: their answers to others, the oldest first}; a text that was only offered to them is none."""
    rows = JournalReply.objects.filter(cohort=me.cohort, slot__in=me.slots, reader__in=me.seals).order_by("pk")
    mine = [
        row for row in rows.values("slot", "entry", "target", "boxes", "role", "state", "named", "sent") if row["boxes"]
    ]
    shown = _shown_to(me, [row["entry"] for row in mine if row["entry"]])
    found: dict[str, list[Given]] = {}
    for row in mine:
        who = shown.get(row.pop("entry"), {"learner": "", "organisation": ""})
        kind, _dash, identifier = row.pop("target").partition("-")
        found.setdefault(row.pop("slot"), []).append(Given(**row, **who, cast=identifier if kind == "cast" else ""))
    return found


def _shown_to(me: _Everywhere, entries: list[int]) -> Mapping[int, dict[str, str]]:
    """{entry: who wrote it} of those that this person may still read, and whose authors show their name."""
    if not entries:
        return {}
    rows = JournalEntry.objects.filter(me.readable, pk__in=entries).values("pk", *_WHO)
    return {row.pop("pk"): _named(row) for row in rows}
