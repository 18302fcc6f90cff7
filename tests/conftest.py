"""What was not run is said aloud: a skipped test is named with its reason, and with DATAIDE_REQUIRE_ALL=1 it fails.

`make test` runs pytest twice; each run leaves its count where $DATAIDE_TALLY says, for the one closing line of both.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

COUNTED = ("failed", "passed", "skipped", "xfailed", "xpassed", "error")


def _must_run(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure where everything is required; an expected failure is not a skip."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("DATAIDE_REQUIRE_ALL") == "1":
        report.outcome, report.longrepr = "failed", f"not run: {reason_of(report)}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A test that skips itself."""
    report = yield
    _must_run(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """A whole file that skips itself."""
    report = yield
    _must_run(report)
    return report


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why a report was skipped: the last part of (file, line, reason)."""
    told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return told.removeprefix("Skipped: ")


def not_run(reporter) -> dict[str, list[str]]:
    """Reason -> the tests it kept from running."""
    found: dict[str, list[str]] = {}
    for report in reporter.stats.get("skipped", []):
        found.setdefault(reason_of(report), []).append(report.nodeid)
    return found


def pytest_terminal_summary(terminalreporter, config):
    """Leave the count for `make test`, or say here what was not run."""
    missing, tally = not_run(terminalreporter), os.environ.get("DATAIDE_TALLY")
    if tally:
        counts = {kind: len(terminalreporter.stats.get(kind, [])) for kind in COUNTED}
        Path(tally).write_text(json.dumps({"counts": counts, "not_run": missing}), encoding="utf-8")
        return
    for reason, names in missing.items():
        terminalreporter.section(f"NOT RUN: {len(names)}, {reason}", sep="!", red=True)
        for name in names:
            terminalreporter.line(name)
