"""The journal's store beside others' texts, against the storing floor of the same run.

Run: python -m benchmarks.journal. All texts are of one exercise, which is the worst case: organisations of one person
in circles of five; every tenth text is shown to the whole cohort.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable

from .floors import STORING, call, classes, floor, prepare, queries, view

STORED = (100, 5_000, 50_000)
ROUNDS = 40
Work = Callable[[str], object]


def fill(stored: int) -> list[str]:
    """That many entries; the people who wrote them."""
    from dataide_xblocks.models import JournalEntry
    from tests.store.cohort import clear
    from tests.store.crowd import crowd, entries

    clear()
    people = crowd(stored, 1, circles=max(1, stored // 5))
    made = entries(people)
    JournalEntry.objects.filter(pk__in=[entry.pk for entry in made[::10]][:900]).update(level=3)
    return people


def opening(who: str) -> object:
    """Everything a page shows: one's own text and its answers, what others wrote, one's own answers."""
    from dataide_xblocks.store import journal, journal_reading
    from tests.store.journals import me

    reader = me(who)
    own, others = journal.mine(reader), journal_reading.readable_entries(reader)
    shown = [entry.id for entry in others] + ([own.id] if own else [])
    return own, others, journal_reading.replies_to(reader, shown), journal_reading.my_replies(reader)


def asking(who: str) -> object:
    """The next text to answer, for somebody who holds none."""
    from dataide_xblocks.store import journal_replies
    from tests.store.journals import NOW, me

    given = journal_replies.next_entry(me(who), NOW)
    assert given is not None
    return given


def answering(who: str) -> object:
    """Sending what was written."""
    from dataide_xblocks.store import journal_reading, journal_replies
    from tests.store.journals import NOW, me

    [reply] = journal_reading.my_replies(me(who))
    return journal_replies.send(me(who), reply.id, True, NOW)


def drafting(who: str) -> object:
    """Leaving a box of an answer."""
    from dataide_xblocks.store import journal_reading, journal_replies
    from tests.store.journals import me

    [reply] = journal_reading.my_replies(me(who))
    return journal_replies.write_reply_box(me(who), reply.id, "mirror", "Je comprends", 0, False)


def publishing(who: str) -> object:
    """Showing one's text again."""
    from dataide_xblocks.store import journal
    from tests.store.journals import NOW, me

    return journal.publish(me(who), 2, True, False, NOW)


WORKS: list[tuple[str, Work]] = [
    ("opening, all read", opening),
    ("asking for the next text", asking),
    ("a box of an answer saved", drafting),
    ("sending an answer", answering),
    ("publishing", publishing),
]


def measured(stored: int) -> list[tuple[object, ...]]:
    """A row for each piece of work: each round is of another person, in processor time."""
    people = fill(stored)
    step = max(1, len(people) // (ROUNDS + 1))
    chosen = people[::step][: ROUNDS + 1]
    rows = []
    for name, work in WORKS:
        count = queries(lambda work=work: work(chosen[0]))
        spent = statistics.median(_spent(work, who) for who in chosen[1:])
        rows.append((name, stored, 1000 * spent, count))
    return rows


def _spent(work: Work, who: str) -> float:
    start = time.process_time()
    work(who)
    return time.process_time() - start


def storing_floor() -> tuple[float, float]:
    """Milliseconds of the smallest block that keeps an answer: seen, and answered."""
    kind = classes()[STORING]
    seen, kept = [], []
    for n in range(ROUNDS):
        blocks = floor(kind), floor(kind)
        seen.append(_spent(lambda _who, block=blocks[0]: view(block), ""))
        kept.append(_spent(lambda _who, block=blocks[1], n=n: call(block, "answer", {"choice": str(n)}), ""))
    return 1000 * statistics.median(seen), 1000 * statistics.median(kept)


def main() -> str:
    """The table."""
    from .measure import table, versions

    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        rows = [row for stored in STORED for row in measured(stored)]
        seen, kept = storing_floor()
    first = {name: spent for name, stored, spent, _count in rows if stored == STORED[0]}
    shown = [
        (name, stored, spent / (seen if name.startswith("opening") else kept), count, spent / first[name])
        for name, stored, spent, count in sorted(rows, key=lambda row: [each for each, _ in WORKS].index(row[0]))
    ]
    header = ("what, in the store", "texts stored", "x SF", "queries", f"x the time with {STORED[0]}")
    return f"{versions('XBlock', 'Django')}, SQLite\n\n{table(header, shown)}\n\n{_NOTE}\n"


_NOTE = """Times are of the processor, in the store alone: the block's page and its handler come on top. Statements that
open and end a transaction are counted. The targets for whole handlers: asking 6 x SF and 10 queries, sending 4 x SF and
12 queries."""


if __name__ == "__main__":
    print(main())
