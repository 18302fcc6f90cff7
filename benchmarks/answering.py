"""Weeks of answering on the real store, under our rule and ORA2's: who writes into silence.

Run: python -m benchmarks.answering. The events are those of tests/store/journal_week.py: what is measured is the rule,
in hours of a simulated week.
"""

from __future__ import annotations

import tempfile

from .floors import prepare

WEEKS = {20: 30, 60: 10, 180: 4}  # {organisations: weeks}: about 600 entries each


def main() -> str:
    """The table."""
    from .measure import table, versions

    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        rows = [row for organisations in WEEKS for row in _rows(organisations)]
    header = (
        "organizations",
        "rule",
        "without an answer at day 10, %",
        "median hours to the first",
        "by ambassadors, %",
    )
    return f"{versions('Django')}, SQLite\n\n{table(header, rows)}\n\n{_NOTE}\n"


def _rows(organisations: int) -> list[tuple[object, ...]]:
    from tests.store.journal_week import Answering, OldestFirst, People

    circles = {"organisations": organisations, "circles": organisations // 5}
    rules = {
        "the fewest answers first, one shared pool": (Answering, People(organisations)),
        "the oldest first (ORA2), one shared pool": (OldestFirst, People(organisations)),
        "circles of five, peers only": (Answering, People(**circles)),
        "circles, two asked again at 48 h": (Answering, People(**circles, asked_again=True)),
        "circles, asked again, ambassadors at 96 h": (Answering, People(**circles, asked_again=True, guides=True)),
    }
    return [(organisations, name, *_played(*rule)) for name, rule in rules.items()]


def _played(rule: type, people: object) -> tuple[float, float, float]:
    from dataide_xblocks.store import journal_replies
    from tests.store.cohort import clear
    from tests.store.journal_week import shares

    weeks = []
    for seed in range(WEEKS[people.organisations]):
        clear()
        week = rule(people, seed)
        journal_replies.database_now = week.now  # the clock of the simulated week
        weeks.append(week.play())
    silent, hours = shares(weeks)
    return 100 * silent, hours, 100 * sum(week.by_guides for week in weeks) / sum(week.entries for week in weeks)


_NOTE = """Entries come uniformly over seven days; 70 % of the authors come back to answer, a day later on average,
twice at most; 85 % of the texts taken are answered. These shares are assumptions. ORA2's rule needs as many answers as
each gives. Two who are asked again come with the same 70 %; ambassadors are supposed always to answer. The
median is of the entries that were answered. Of twenty writers, the last may write when nobody comes after: about one in
a hundred is then silent under any rule, until somebody is asked again. With ambassadors, what is left at day ten was
published less than 96 hours before."""


if __name__ == "__main__":
    print(main())
