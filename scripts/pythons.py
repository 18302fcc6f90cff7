"""Find a Python that can run the project, by starting each candidate: a name on PATH may be a dead pyenv shim.

$PYTHON is an order and is taken alone; otherwise PATH, then the places where pyenv, uv and Homebrew put their own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from words import Stop

# Verawood runs 3.12, so it comes first; 3.11 is Ulmo's. The floor environment asks for them the other way round.
VERSIONS = ((3, 12), (3, 13), (3, 11))
PLACES = (
    "~/.pyenv/versions/3.1[1-3]*/bin/python3",
    "~/.local/share/uv/python/cpython-3.1[1-3]*/bin/python3",
    "/opt/homebrew/bin/python3.1[1-3]",
    "/opt/python/*/bin/python3",
)
PROBE = """
import sys
print("%d.%d" % sys.version_info[:2])
print(getattr(sys, "_base_executable", sys.executable))
import sqlite3, ssl
print("complete")
import venv, ensurepip
ensurepip.version()
print("venv")
"""


class Python:
    """An interpreter that started: its version, its path, and whether it can make environments."""

    def __init__(self, path: str, version: tuple[int, int], has_venv: bool) -> None:
        self.path, self.version, self.has_venv = path, version, has_venv

    @property
    def name(self) -> str:
        """`3.12`, as people say it."""
        return "{}.{}".format(*self.version)


def start(candidate: str) -> Python | None:
    """Start `candidate` and ask what it can do; None when it is dead, too old, or lacks sqlite3 or ssl."""
    try:
        done = subprocess.run([candidate, "-c", PROBE], stdout=-1, stderr=-3, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = done.stdout.decode("utf-8", "replace").split("\n")
    if "complete" not in lines:
        return None
    major, minor = lines[0].split(".")
    version = (int(major), int(minor))
    return Python(lines[1], version, "venv" in lines) if version in VERSIONS else None


def candidates(versions: tuple[tuple[int, int], ...]) -> list[str]:
    """Every place worth trying, the wanted versions first."""
    names = ["python{}.{}".format(*version) for version in versions] + ["python3"]
    on_path = [shutil.which(name) for name in names]
    elsewhere = [str(found) for place in PLACES for found in _glob(place)]
    return list(dict.fromkeys([path for path in on_path if path] + elsewhere + [sys.executable]))


def _glob(place: str) -> list[Path]:
    path = Path(os.path.expanduser(place))  # noqa: PTH111 - Path.expanduser raises where there is no home at all
    return sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))), reverse=True)


def choose(versions: tuple[tuple[int, int], ...] = VERSIONS) -> Python:
    """The best Python of this machine for `versions`, most wanted first; one that lacks only venv comes last."""
    wanted = os.environ.get("PYTHON")
    found = []
    for candidate in [wanted] if wanted else candidates(versions):
        python = start(candidate)
        if python and python.has_venv and (python.version == versions[0] or wanted):
            return python
        if python:
            found.append(python)
    if not found:
        raise _nothing_found(wanted)
    return min(found, key=lambda python: (not python.has_venv, versions.index(python.version)))


def _nothing_found(wanted: str | None) -> Stop:
    if wanted:
        return Stop(
            f"PYTHON={wanted} ne convient pas : il faut un Python 3.11, 3.12 ou 3.13 avec sqlite3 et ssl.",
            f"PYTHON={wanted} will not do: a Python 3.11, 3.12 or 3.13 with sqlite3 and ssl is needed.",
        )
    return Stop(
        "Il faut Python 3.11, 3.12 ou 3.13 : installez-le (Debian, Ubuntu : sudo apt install python3 python3-venv), "
        "ou dites où il est avec PYTHON=/chemin/de/python3.",
        "Python 3.11, 3.12 or 3.13 is needed: install it (Debian, Ubuntu: sudo apt install python3 python3-venv), "
        "or say where it is with PYTHON=/path/of/python3.",
    )
