"""First contact: the set-up finds a Python that really starts, and says in one sentence what keeps it from going on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .files import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import bootstrap
import pythons
import run_tests
import words


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with no Python at all; the test puts on it what it wants."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PYTHON", raising=False)
    monkeypatch.setenv("DATAIDE_NO_APT", "1")
    monkeypatch.setattr(pythons, "PLACES", ("~/.pyenv/versions/3.1[1-3]*/bin/python3",))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    return tmp_path


def put(path: Path, version: str = "", parts: str = "complete venv", code: int = 0) -> Path:
    """A program that answers the finder's question as a Python of that version would."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "\n".join([version, str(path), *parts.split()])
    path.write_text(f"#!/bin/sh\nprintf '%s\\n' '{lines}'\nexit {code}\n" if version else "#!/bin/sh\nexit 127\n")
    path.chmod(0o755)
    return path


def test_a_dead_shim_is_passed_over(machine):
    put(machine / "bin/python3.12")
    alive = put(machine / "home/.pyenv/versions/3.12.1/bin/python3", "3.12")
    assert pythons.choose().path == str(alive)


def test_the_platform_s_own_version_is_preferred(machine):
    put(machine / "bin/python3.11", "3.11")
    put(machine / "bin/python3.13", "3.13")
    best = put(machine / "bin/python3", "3.12")
    assert pythons.choose().path == str(best)


def test_the_floor_asks_for_the_oldest(machine):
    put(machine / "bin/python3.12", "3.12")
    oldest = put(machine / "bin/python3.11", "3.11")
    assert pythons.choose(bootstrap.ENVIRONMENTS["floor"][2]).path == str(oldest)


def test_a_python_without_venv_comes_last(machine):
    put(machine / "bin/python3.12", "3.12", "complete", code=1)
    whole = put(machine / "bin/python3.11", "3.11")
    assert pythons.choose().path == str(whole)


@pytest.mark.parametrize(("version", "parts"), [("3.10", "complete venv"), ("3.14", "complete venv"), ("3.12", "")])
def test_a_python_that_will_not_do_is_refused_in_one_sentence(machine, version, parts):
    put(machine / "bin/python3", version, parts)
    with pytest.raises(words.Stop, match=r"Python 3\.11, 3\.12 or 3\.13 is needed"):
        pythons.choose()


def test_the_python_asked_for_is_taken_or_refused(machine, monkeypatch):
    put(machine / "bin/python3.12", "3.12")
    chosen = put(machine / "mine/python", "3.11")
    monkeypatch.setenv("PYTHON", str(chosen))
    assert pythons.choose().path == str(chosen)
    monkeypatch.setenv("PYTHON", "/nowhere")
    with pytest.raises(words.Stop, match="PYTHON=/nowhere will not do"):
        pythons.choose()


def test_a_missing_venv_says_what_to_type(machine):
    put(machine / "bin/python3", "3.12", "complete", code=1)
    with pytest.raises(words.Stop, match=r"Type: sudo apt install python3\.12-venv"):
        bootstrap.ensure_venv(pythons.choose())


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("error: dns error: failed to lookup address", "No network"),
        ("Failed to establish a new connection: NewConnectionError", "No network"),
        ("OSError: [Errno 28] No space left on device", "1.5 GB"),
        ("error: something nobody foresaw", "something nobody foresaw"),
    ],
)
def test_what_usually_goes_wrong_is_said_in_one_sentence(tmp_path, log, sentence):
    path = tmp_path / "setup.log"
    path.write_text(f"Resolving…\n{log}\n")
    assert sentence in bootstrap.failure(path).english


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ({"LANG": "fr_CA.UTF-8"}, "oui"),
        ({"LANG": "fr_CA.UTF-8", "LC_ALL": "en_CA"}, "yes"),
        ({"LANG": "C"}, "yes"),
        ({}, "yes"),
    ],
)
def test_the_set_up_speaks_the_language_of_the_machine(monkeypatch, locale, expected):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert words.pick("oui", "yes") == expected


def test_an_environment_is_made_again_when_its_lock_changes(tmp_path, monkeypatch):
    for name in ("lock.txt", "setup.cfg", "setup.py", "pyproject.toml", "scripts/bootstrap.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    before = bootstrap.fingerprint("lock.txt")
    assert bootstrap.fingerprint("lock.txt") == before
    (tmp_path / "lock.txt").write_text("two")
    assert bootstrap.fingerprint("lock.txt") != before


def test_an_environment_that_no_longer_starts_is_not_ready(tmp_path):
    (tmp_path / "ready").write_text("print")
    put(tmp_path / "bin/python")
    assert not bootstrap.is_ready(tmp_path, "print")


def test_the_last_line_can_be_counted():
    first = {"counts": {"passed": 3, "failed": 0}, "not_run": {}}
    second = {"counts": {"passed": 2, "failed": 1, "skipped": 4, "error": 2}, "not_run": {}}
    line = run_tests.closing_line(run_tests.added([first, second]), 12.5)
    assert line.strip("=") == " 1 failed, 5 passed, 4 skipped, 2 errors in 12.50s "
