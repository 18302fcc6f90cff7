"""What tests of the journal write with: people of organisations, their entries, and answers that are sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dataide_xblocks.domain.journal_levels import CIRCLE
from dataide_xblocks.domain.organisation import Founding
from dataide_xblocks.store import journal, journal_replies, organisation
from dataide_xblocks.store.journal_reading import Reader, Reply

COHORT = "course-v1:dataidex+n101+2027"
NOW = datetime(2027, 2, 1, 14, 32, tzinfo=UTC)
BOXES = ("happened", "understood", "doing", "question", "later")
GESTURES = ("mirror", "question", "ours")


def here(learner: str, slot: str = "w01-journal") -> Reader:
    return Reader(COHORT, slot, learner)


def housed(learner: str, title: str) -> int:
    """A learner in an organisation of their own; its id."""
    organisation.own_place(COHORT, learner)
    place = organisation.found(COHORT, learner, Founding(title, "3-9", "fr"))
    assert place is not None
    return place.id


def wrote(
    learner: str, mark: str, week: int = 1, level: int = CIRCLE, named: bool = True, minutes: int = 0
) -> journal.Entry:
    """An entry whose five boxes hold `mark` and their own name, shown to `level`."""
    me, now = here(learner, f"w{week:02}-journal"), NOW + timedelta(minutes=minutes)
    for box in BOXES:
        journal.write_box(me, week, box, f"{mark} {box}", 0, False, now)
    entry = journal.publish(me, level, named, False, now)
    assert entry is not None
    return entry


def begun(learner: str, mark: str, week: int = 1) -> Reply:
    """A draft of `learner` to the next text, whose three gestures hold `mark` and their own name."""
    me = here(learner, f"w{week:02}-journal")
    given = journal_replies.next_entry(me, NOW)
    assert given is not None
    return filled(me, given, mark)


def filled(me: Reader, given: Reply, mark: str) -> Reply:
    for gesture in GESTURES:
        journal_replies.write_reply_box(me, given.id, gesture, f"{mark} {gesture}", 0, False)
    return given


def answered(learner: str, mark: str, week: int = 1, named: bool = True) -> Reply:
    """The same, sent."""
    given = begun(learner, mark, week)
    sent = journal_replies.send(here(learner, f"w{week:02}-journal"), given.id, named, NOW)
    assert sent is not None
    return sent
