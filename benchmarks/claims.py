"""Nine thousand texts given to three thousand people, fifty at a time, on a private MariaDB.

Run: python -m benchmarks.claims. Afterwards every row is looked at: nobody over-assigned, nobody given
a text twice or one of their own organisation.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter

from .floors import prepare

HOUSES, EACH, WRITERS = 1_000, 3, 50


def main() -> str:
    """What was given and how fast, or an AssertionError."""
    from .measure import table, versions

    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        rows = list(_rows())
    header = ("isolation", "texts asked for", "answers: texts that have so many", "seconds", "answers a second")
    return f"{versions('Django')}, MariaDB, {WRITERS} writers at once\n\n{table(header, rows)}\n"


def _rows():
    from dataide_xblocks.models import JournalEntry
    from tests.mariadb import is_installed, on, private_server
    from tests.store.test_journal_parallel import everybody_answers_three

    if not is_installed():
        yield "not run: MariaDB's server is not installed", 0, "", 0.0, 0.0
        return
    with private_server() as settings:
        for isolation in ("read committed", "repeatable read"):
            with on(settings, isolation):
                start = time.perf_counter()
                claims = everybody_answers_three(HOUSES, EACH, WRITERS)
                spent = time.perf_counter() - start
                held = Counter(JournalEntry.objects.values_list("held", flat=True))
                yield isolation, claims, ", ".join(f"{n}: {held[n]}" for n in sorted(held)), spent, claims / spent


if __name__ == "__main__":
    print(main())
