"""The project's own files, as the house reads them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "dataide_xblocks"
# Made by machines or by `make`: not ours to judge.
NOT_OURS = {".git", "var", "build", "dist", "__pycache__", ".ruff_cache", ".mypy_cache", ".pytest_cache", ".hypothesis"}


def shown(path: Path) -> str:
    """A path as a person types it from the root."""
    return path.relative_to(ROOT).as_posix()


def ours(*suffixes: str) -> Iterator[Path]:
    """Every file of the project with one of the suffixes, or every file when none is given."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if not _is_skipped(name))
        yield from (Path(folder, name) for name in sorted(names) if not suffixes or name.endswith(suffixes))


def _is_skipped(name: str) -> bool:
    return name in NOT_OURS or name.startswith(".venv") or name.endswith(".egg-info")


def python_files(*rooms: str) -> list[Path]:
    """The Python files under some folders of the root, migrations left out: Django writes those."""
    return [path for path in ours(".py") if shown(path).startswith(rooms) and "migrations" not in path.parts]
