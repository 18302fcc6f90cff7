"""A test that did not run is named, and fails where everything is required."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from .files import ROOT

SAMPLE = """
import pytest

@pytest.mark.skip(reason="no browser here")
def test_of_a_page(): pass

def test_that_runs(): pass

@pytest.mark.xfail(reason="known")
def test_known(): assert False
"""
ABSENT = 'import pytest\npytest.skip("no database here", allow_module_level=True)\n'


@pytest.fixture
def run(tmp_path):
    """Run our conftest over two small files, in a process of its own."""
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_sample.py").write_text(SAMPLE)
    (tmp_path / "test_absent.py").write_text(ABSENT)

    def start(**variables: str) -> subprocess.CompletedProcess:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("DATAIDE", "PYTEST", "DJANGO"))
        }
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-p", "no:cacheprovider", "."]
        return subprocess.run(command, cwd=tmp_path, env=kept | variables, capture_output=True, text=True, check=False)

    return start


def test_what_was_not_run_is_named_with_its_reason(run):
    done = run()
    assert done.returncode == 0
    assert "NOT RUN: 1, no browser here" in done.stdout and "test_sample.py::test_of_a_page" in done.stdout
    assert "NOT RUN: 1, no database here" in done.stdout


def test_what_was_not_run_fails_where_everything_is_required(run):
    done = run(DATAIDE_REQUIRE_ALL="1")
    assert done.returncode != 0
    assert "not run: no database here" in done.stdout


def test_the_count_is_left_for_the_closing_line(run, tmp_path):
    run(DATAIDE_TALLY=str(tmp_path / "tally.json"))
    tally = json.loads((tmp_path / "tally.json").read_text())
    assert {kind: count for kind, count in tally["counts"].items() if count} == {
        "passed": 1,
        "skipped": 2,
        "xfailed": 1,
    }
    assert list(tally["not_run"]) == ["no database here", "no browser here"]
