"""Each of the 35 cases holds for every block of ours, and its check sees the fault it is there for (contract 12)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from . import file_cases, server_cases  # noqa: F401 - they register their cases
from .blocks import NAMES
from .cases import CASES, Case, ours, registered

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
CHECKED = [case for case in CASES.values() if case.check]


def title(case: Case) -> str:
    return f"12.{case.number} {case.breaks}"


def test_every_case_is_held_or_says_why_it_is_not_ours():
    assert sorted(CASES) == list(range(1, 36))
    for case in CASES.values():
        assert sum(map(bool, (case.check, case.tests, case.why_not))) == 1, title(case)


@pytest.mark.parametrize("case", [case for case in CASES.values() if case.tests], ids=title)
def test_a_case_that_other_tests_hold_names_tests_that_exist(case):
    for name in case.tests:
        path, _colons, function = name.partition("::")
        tree = ast.parse((HERE / path).read_text("utf-8"))
        assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, name


@pytest.mark.parametrize("case", CHECKED, ids=title)
@pytest.mark.parametrize("name", NAMES)
def test_a_case_holds_for_every_block(name, case):
    with registered(ours(name)) as subject:
        case.check(subject)


@pytest.mark.parametrize("case", CHECKED, ids=title)
def test_a_check_sees_the_fault_it_is_there_for(case):
    with registered(case.fault()) as subject, pytest.raises(AssertionError, match=r"\(\d+(\.\d+)*\)"):
        case.check(subject)
