"""`make demo` starts, answers, and when it cannot, says in one sentence what to do."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from dataide_xblocks.preview import serve
from tests.authoring.drawn import course, draw

SERVE = "import sys; from pathlib import Path; from dataide_xblocks.preview.serve import main; "
SERVE += "sys.exit(main(int(sys.argv[1]), Path(sys.argv[2])))"
PATIENCE = 60  # seconds


@pytest.fixture
def port():
    """A port that was free a moment ago."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def root(tmp_path):
    from dataide_xblocks.authoring.align import align

    draw(tmp_path, course())
    align(tmp_path)
    return tmp_path


def _start(port: int, root: Path) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATAIDE", "DJANGO"))}
    command = [sys.executable, "-W", "ignore", "-c", SERVE, str(port), str(root)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _page(port: int, address: str) -> tuple[int, str]:
    """Status and text, once the server answers."""
    for _try in range(PATIENCE * 10):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the demonstration never answered")


def test_it_builds_serves_and_stops_with_ctrl_c(port, root):
    running = _start(port, root)
    try:
        assert _page(port, "/fr/")[0] == 200
        assert "does not exist" in _page(port, "/fr/nowhere")[1]
        assert (root / "var" / "preview.db").exists()
        assert (root / "var" / "secret").stat().st_mode & 0o077 == 0
    finally:
        running.send_signal(2)
        told, _nothing = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0
    assert f"http://127.0.0.1:{port}/" in told
    assert "Ctrl+C" in told
    assert "Traceback" not in told


def test_a_taken_port_is_one_sentence_in_each_language(root):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = _start(port, root)
        told, _nothing = running.communicate(timeout=PATIENCE)
    assert running.returncode == 1
    assert told.count("\n") == 2
    assert told.count(f"PORT={port + 1} make demo") == 2


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disque est plein"),
        (RuntimeError("database or disk is full"), "disque est plein"),
        (PermissionError(errno.EACCES, "Permission denied", "var"), "ne peut pas démarrer ici"),
    ],
    ids=["full", "full, says the database", "not ours to write"],
)
def test_what_stops_it_is_one_sentence_in_each_language(capsys, failure, said):
    assert serve._stop(failure, 8000) == 1
    told = capsys.readouterr().out
    assert said in told
    assert told.count("\n") == 2
