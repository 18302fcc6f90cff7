"""What people write of their week: kept box by box, published to whom they choose, lowered or taken away at once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F, Q

from dataide_xblocks.domain.journal_asked import TOLD
from dataide_xblocks.domain.journal_levels import ALONE, CIRCLE, PEER, SHOWN, state_to_show
from dataide_xblocks.domain.organisation import ALPHABET
from dataide_xblocks.models import JournalCircle, JournalEntry

from .circles import Seat, take_seat
from .journal_seal import house_seal, house_seals, seal, seals
from .organisation import Place, own_place, place_of
from .transactions import one_transaction


@dataclass(frozen=True)
class Me:
    """Who is asking, in which exercise."""

    cohort: str
    slot: str
    learner: str

    @cached_property
    def seals(self) -> list[str]:
        """Every seal that my texts here may bear."""
        return seals(self.cohort, self.slot, self.learner)

    @cached_property
    def place(self) -> Place | None:
        """The organisation I am in, None before there is one."""
        return place_of(self.cohort, self.learner)

    @cached_property
    def home(self) -> Place:
        """The organisation I am in; a personal one is made for whoever is in none."""
        return self.place or own_place(self.cohort, self.learner)

    @property
    def houses(self) -> list[str]:
        """Every seal that my organisation's texts here may bear."""
        return house_seals(self.cohort, self.slot, self.place.id) if self.place else []


@dataclass(frozen=True)
class Entry:
    """An entry as it stands. `learner` and `organisation` are "" and None where no name goes with it."""

    id: int
    slot: str
    week: int
    level: int
    state: str
    named: bool
    label: str
    boxes: Mapping[str, str]
    ideas: bool
    ignored: int
    revision: int
    held: int
    changed: datetime
    published: datetime | None
    learner: str
    organisation: int | None
    circle: int | None
    passed: bool


COLUMNS = ("id", "slot", "week", "level", "state", "named", "label", "boxes", "ideas", "ignored", "revision", "held")
COLUMNS += ("changed", "published", "learner", "organisation_id", "circle_id", "passed")


@dataclass(frozen=True)
class Outcome:
    """What became of a text: where the row stands now, and {box: other text} where both could not stand."""

    revision: int
    boxes: Mapping[str, str]
    conflict: Mapping[str, str] = field(default_factory=dict)


def mine(me: Me) -> Entry | None:
    """My entry in this exercise, None before its first word."""
    row = _mine(me).values_list(*COLUMNS).first()
    return Entry(*row) if row else None


def _mine(me: Me):
    return JournalEntry.objects.filter(cohort=me.cohort, slot=me.slot, author__in=me.seals)


def new_label() -> str:
    """Four signs that tell a text without a name from others, new each time: nobody is followed from text to text."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(4))


@one_transaction
def write_box(me: Me, week: int, box: str, text: str, seen: int, ignored: bool, now: datetime) -> Outcome:
    """Keep what was typed in a box, unless another window changed it after revision `seen`.

    `ignored`: a warning about what may point to a person was passed over.
    """
    entry = _begun(me, week, now)
    outcome = change_box(entry, box, text, seen, ignored)
    if not outcome.conflict:
        entry.changed = now if entry.learner else hour(now)
        if entry.level and entry.state == SHOWN:
            entry.state = state_to_show(entry.state, entry.ignored)
        entry.save()
    return outcome


def _begun(me: Me, week: int, now: datetime) -> JournalEntry:
    """My entry to be changed, perhaps not kept yet."""
    new = {"author": seal(me.cohort, me.slot, me.learner), "learner": me.learner, "week": week, "label": new_label()}
    found = _mine(me).select_for_update().first()
    return found or JournalEntry(cohort=me.cohort, slot=me.slot, changed=now, **new)


@one_transaction
def pass_question(me: Me, week: int, passed: bool, now: datetime) -> None:
    """Pass the question of a week, or take that back: the week asks no entry of whoever passed."""
    entry = _begun(me, week, now)
    entry.passed = passed
    entry.save()


def change_box(row: Any, box: str, text: str, seen: int, ignored: bool) -> Outcome:
    """Change a box of an entry or an answer, in the caller's transaction, which keeps it."""
    stands = row.boxes.get(box, "")
    if stands == text:
        return Outcome(row.revision, row.boxes)
    if row.touched.get(box, 0) > seen:
        return Outcome(row.revision, row.boxes, {box: stands})
    row.revision += 1
    row.boxes = {name: words for name, words in {**row.boxes, box: text}.items() if words}
    row.touched = {**row.touched, box: row.revision}
    row.ignored += ignored
    return Outcome(row.revision, row.boxes)


def hour(moment: datetime) -> datetime:
    """Without a name the hour is enough: a minute could be matched with what the platform notes of one's visits."""
    return moment.replace(minute=0, second=0, microsecond=0)


@one_transaction
def publish(me: Me, level: int, named: bool, ideas: bool, now: datetime) -> Entry | None:
    """Show my entry to `level` from now on, to fewer or to more; None where there is nothing to show yet.

    Lowered to oneself, it keeps its answers, which nobody but its author sees any more.
    """
    seat = _seat_for(me, level, now)
    entry = _mine(me).select_for_update().first()
    if entry is None or (level and not _tells(entry.boxes)):
        return None
    if not named and entry.named:
        entry.label = new_label()
    entry.level, entry.named, entry.ideas = level, named, ideas
    entry.state = state_to_show(entry.state, entry.ignored) if level else entry.state
    _sign(entry, me)
    _place(entry, seat, now if entry.learner else hour(now))
    entry.save()
    return mine(me)


def _seat_for(me: Me, level: int, now: datetime) -> Seat | None:
    """Where a text of this level is shown: its circle's row is written before the entry's, as when texts are given."""
    if level < CIRCLE or not _tells(_mine(me).values_list("boxes", flat=True).first() or {}):
        return None
    seat = take_seat(me.cohort, me.home.id, now)
    JournalCircle.objects.filter(pk=seat.circle).update(turns=F("turns") + 1)
    return seat


def _tells(boxes: Mapping[str, str]) -> bool:
    return any(boxes.get(box) for box in TOLD)


def _sign(entry: JournalEntry, me: Me) -> None:
    """No id of a person or of an organisation stands beside a text that others read without a name."""
    shows = entry.level == ALONE or entry.named
    entry.learner = me.learner if shows else ""
    entry.organisation_id = me.home.id if shows else None
    entry.house = house_seal(me.cohort, me.slot, me.home.id)
    entry.changed = entry.changed if shows else hour(entry.changed)


def _place(entry: JournalEntry, seat: Seat | None, moment: datetime) -> None:
    """A text waits for answers from when those of this circle could read it first; places freed meanwhile are free."""
    if entry.published is None or (seat and seat.circle != entry.circle_id):
        entry.published = moment
    entry.circle_id = seat.circle if seat else None
    if seat:  # read with a lock: under "repeatable read" a plain count would be of before
        holding = entry.replies.filter(Q(sent__isnull=False) | Q(released=False, role=PEER))
        sent = list(holding.select_for_update().values_list("sent", flat=True))
        entry.held, entry.answered = len(sent), any(sent)


@one_transaction
def delete(me: Me) -> bool:
    """Take my entry away for good; whether there was one. Those who answered keep their own words, unseen by others."""
    return bool(_mine(me).delete()[0])


def slots_of(cohort: str) -> list[str]:
    """The exercises of a cohort in which somebody wrote."""
    return sorted(JournalEntry.objects.filter(cohort=cohort).values_list("slot", flat=True).distinct())


def last_before(cohort: str, learner: str, week: int) -> Entry | None:
    """My newest entry of an earlier week, None when there is none."""
    author = [each for slot in slots_of(cohort) for each in seals(cohort, slot, learner)]
    earlier = JournalEntry.objects.filter(cohort=cohort, author__in=author, week__lt=week).order_by("-week")
    row = earlier.values_list(*COLUMNS).first()
    return Entry(*row) if row else None
