"""What all our blocks, from the wheel alone, add to a process that has XBlock and Django: python -m benchmarks.load"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from .measure import ROOT, alone, report, table, versions

TIMES = 9
MOST_SECONDS, MOST_MEGABYTES = 0.4, 40  # what they may add


def core() -> None:
    """What the platform has loaded anyway: XBlock, and Django set up."""
    import django
    import django.db.models
    import django.template
    import xblock.completable
    import xblock.core
    import xblock.fields  # noqa: F401
    from django.conf import settings

    settings.configure()
    django.setup()


def ours() -> None:
    """The same, and every block of ours by its entry point."""
    from importlib.metadata import entry_points

    core()
    for point in entry_points(group="xblock.v1"):
        if point.value.startswith("dataide_xblocks."):
            point.load()
    import dataide_xblocks

    found = Path(dataide_xblocks.__file__ or "")
    assert ROOT not in found.parents, f"{found}: the sources were measured, not the wheel"


def least(what: str, wheel: Path) -> tuple[float, float]:
    """(seconds, peak megabytes) of the least disturbed of several processes."""
    runs = [alone("benchmarks.load", what, wheel=wheel) for _time in range(TIMES)]
    return min(run[0] for run in runs), min(run[1] for run in runs)


def install(place: Path) -> None:
    """Build the wheel and unpack it where nothing else of ours is."""
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--quiet", "--target", str(place)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(ROOT)], check=True, cwd=place)


def main() -> str:
    """The table, and whether the aim is kept."""
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder))
        floor, whole = least("core", Path(folder)), least("ours", Path(folder))
    header = ("", "seconds", "peak memory, MB")
    rows = [("XBlock and Django", *floor), ("with all our blocks, from the wheel", *whole)]
    spent, held = whole[0] - floor[0], whole[1] - floor[1]
    kept = "kept" if spent <= MOST_SECONDS and held <= MOST_MEGABYTES else "missed"
    more = f"Our blocks add {spent:.2f} s and {held:.1f} MB to a process."
    aim = f"The aim, at most {MOST_SECONDS} s and {MOST_MEGABYTES} MB, is {kept}."
    return f"{versions('XBlock', 'Django')}\n\n{table(header, rows)}\n\n{more} {aim}\n"


if __name__ == "__main__":
    if sys.argv[1:]:
        report({"core": core, "ours": ours}[sys.argv[1]])
    else:
        print(main())
