"""Small files, short functions, and a sentence at the top of each: what the best codebases we studied share."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from .files import PACKAGE, python_files, shown

LONGEST_FILE, LONGEST_FUNCTION = 300, 40
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
WRITTEN = [path for path in python_files("") if path.read_text("utf-8").strip()]
SPOKEN = [path for path in WRITTEN if shown(path).startswith((f"{PACKAGE.name}/domain", f"{PACKAGE.name}/store"))]


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Every function of a file, methods and inner functions too."""
    yield from (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, FUNCTIONS))


def silent(path: Path) -> Iterator[str]:
    """The public classes and functions of a file that say nothing of themselves."""
    tree = ast.parse(path.read_text("utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    members = [member for owner in classes for member in owner.body if isinstance(member, FUNCTIONS)]
    named = [*classes, *(node for node in tree.body if isinstance(node, FUNCTIONS)), *members]
    yield from (node.name for node in named if not node.name.startswith("_") and not ast.get_docstring(node))


def test_no_file_is_too_long_to_hold_in_mind():
    long = [(path, len(path.read_text("utf-8").splitlines())) for path in WRITTEN]
    over = [f"{shown(path)} has {lines} lines" for path, lines in long if lines > LONGEST_FILE]
    assert not over, f"{'; '.join(over)}: {LONGEST_FILE} at most, one idea each"


def test_no_function_is_too_long_to_see_at_once():
    over = [
        f"{shown(path)}:{node.lineno} {node.name} has {size} lines"
        for path in WRITTEN
        for node in functions(path)
        if (size := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not over, f"{'; '.join(over)}: {LONGEST_FUNCTION} at most"


def test_every_file_opens_with_a_sentence():
    mute = [shown(path) for path in WRITTEN if path.name != "setup.py" and _is_mute(path)]
    assert not mute, f"{', '.join(mute)}: say in one sentence at the top what the file is for"


def _is_mute(path: Path) -> bool:
    return not ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", SPOKEN, ids=shown)
def test_rules_and_tables_say_what_they_give_and_refuse(path):
    mute = list(silent(path))
    assert not mute, f"{shown(path)}: {', '.join(mute)} without a docstring"
