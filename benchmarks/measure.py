"""Time and peak memory of a piece of work, and one Markdown table for what was found."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """The median of `times` runs, in seconds."""
    spent = []
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def alone(module: str, *arguments: str, wheel: Path | None = None) -> tuple[float, float]:
    """(seconds, peak megabytes) that `python -m module arguments` prints about itself, in a process of its own.

    With `wheel`, a folder where ours is installed, our package is read from there and not from the sources.
    """
    command = [sys.executable, "-m", module, *arguments]
    here = {"cwd": wheel, "env": {**os.environ, "PYTHONPATH": f"{wheel}{os.pathsep}{ROOT}"}} if wheel else {}
    out = subprocess.run(command, check=True, capture_output=True, text=True, **here).stdout.split()
    return float(out[-2]), float(out[-1])


def report(work: Callable[[], object]) -> None:
    """Run `work` once and print what `alone` reads."""
    start = time.perf_counter()
    work()
    spent = time.perf_counter() - start
    print(spent, peak())


def peak() -> float:
    """The most memory this process has held, in megabytes. Not `ru_maxrss`: it starts at what the parent held."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def versions(*packages: str) -> str:
    """What was measured, in one line."""
    return ", ".join([f"Python {platform.python_version()}", *(f"{p} {version(p)}" for p in packages)])


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; numbers are shown with two significant decimals."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(
        "| " + " | ".join(f"{c:.2f}" if isinstance(c, float) else str(c) for c in row) + " |" for row in lines
    )
