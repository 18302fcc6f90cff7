"""What loading our blocks costs a process of the platform, beside loading XBlock itself: python -m benchmarks.load"""

from __future__ import annotations

import statistics
import sys

from .measure import alone, report, table, versions

TIMES = 5


def core() -> None:
    """What the platform has loaded anyway."""
    import xblock.completable
    import xblock.core
    import xblock.fields  # noqa: F401


def ours() -> None:
    """The same, and every block of ours by its entry point."""
    from importlib.metadata import entry_points

    core()
    for point in entry_points(group="xblock.v1"):
        if point.value.startswith("dataide_xblocks."):
            point.load()


def median(what: str) -> tuple[float, float]:
    """(seconds, peak megabytes) of several processes of their own."""
    runs = [alone("benchmarks.load", what) for _time in range(TIMES)]
    return statistics.median(run[0] for run in runs), statistics.median(run[1] for run in runs)


def main() -> str:
    """The table."""
    floor, whole = median("core"), median("ours")
    header = ("", "seconds", "peak memory, MB")
    rows = [("XBlock and what it needs", *floor), ("with our blocks", *whole)]
    more = f"Our blocks add {whole[0] - floor[0]:.2f} s and {whole[1] - floor[1]:.1f} MB to a process."
    return f"{versions('XBlock', 'Django')}\n\n{table(header, rows)}\n\n{more}\n"


if __name__ == "__main__":
    if sys.argv[1:]:
        report({"core": core, "ours": ours}[sys.argv[1]])
    else:
        print(main())
