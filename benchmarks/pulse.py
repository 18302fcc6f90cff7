"""The pulse against the floors of its own run. Run: python -m benchmarks.pulse"""

from __future__ import annotations

import tempfile

from .floors import OTHERS, call, look, ours, prepare, queries, ratios, view, weight


def make() -> object:
    """The pulse of the conformance suite's example."""
    from tests.conformance.blocks import example

    return ours(example("dataide_pulse"))


def tap(target: object, choice: str) -> object:
    """One tap."""
    return call(target, "rate", {"question": "useful", "choice": choice})


def fill(others: int) -> None:
    """The answers of `others` people, and the results as the store would have released them."""
    from dataide_xblocks.models import PulseRating, PulseResult

    cohort, slot = "course-v1:DataideX+NDNP101+2027", "w01-pulse"
    PulseRating.objects.all().delete()
    PulseResult.objects.all().delete()
    questions = ("useful", "time", "w01")
    rows = [
        PulseRating(cohort=cohort, slot=slot, question=q, learner=f"x{n}", choice=str(1 + n % 5))
        for n in range(others)
        for q in questions
    ]
    PulseRating.objects.bulk_create(rows, batch_size=300)
    released = {str(c): others // 5 for c in range(1, 6)} if others >= 5 else {}
    PulseResult.objects.bulk_create(
        PulseResult(cohort=cohort, slot=slot, question=q, week=1, people=others, released=released) for q in questions
    )


def measured(others: int) -> tuple[object, ...]:
    """A row of the table: the pulse beside `others` people, as multiples of both floors."""
    fill(others)
    tap(make(), "1")
    seen, told = ratios(make, look), ratios(make, tap)
    counts = [queries(lambda work=work: work(make(), "2")) for work in (look, tap)]
    return (others, seen[0], counts[0], told[0], counts[1], seen[1], told[1])


def main() -> str:
    """The table."""
    from .measure import table, versions

    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        rows = [measured(others) for others in OTHERS]
        page, shared = weight(view(make()).content)
    header = ("others", "view, x SF", "queries", "tap, x SF", "queries", "view, x empty", "tap, x empty")
    about = f"Page: {page / 1000:.1f} kB gzip, then {shared / 1000:.1f} kB for the script and style all blocks share."
    return f"{versions('XBlock', 'Django')}, SQLite\n\n{table(header, rows)}\n\n{about}\n"


if __name__ == "__main__":
    print(main())
