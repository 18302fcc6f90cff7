"""Cases that scripts, styles, sources and other tests decide."""

from __future__ import annotations

import ast
import re

from . import faults
from .cases import Subject, case, held, not_ours


@case(
    5, "a library finds a global `define`", faults.with_text(script="if (typeof define === 'function') define([], f);")
)
def the_script_knows_no_module_loader(subject: Subject) -> None:
    assert not re.search(r"\bdefine\b|\brequire\(|\bmodule\.exports", subject.script), "an AMD branch (4.3)"


@case(
    6,
    "the element is jQuery's in one place and a node in another",
    faults.with_text(script="function DataideBlock(r, e) {}"),
)
def the_element_may_be_either(subject: Subject) -> None:
    assert re.search(r"element\.jquery\s*\?", subject.script), "the element is not brought to one form (4.4)"


@case(7, "the init function is not global", faults.with_text(script="const DataideBlock = () => {};"))
def the_init_function_is_global(subject: Subject) -> None:
    assert re.search(r"^function DataideBlock\(", subject.script, re.M), "no global function (4.4)"
    assert not re.search(r"^(const|let|class|import|export)\s", subject.script, re.M), "not on window (4.4)"
    assert "catch" in subject.script, "an error of ours would stop the blocks beside it (4.4)"


@case(
    8,
    "an address of a handler is lengthened by hand",
    faults.with_text(script="$.post(runtime.handlerUrl(e, 'x') + '?a=1')"),
)
def handler_addresses_are_used_as_given(subject: Subject) -> None:
    assert not re.search(r"handlerUrl\([^;]*?\)\s*\+|url\s*\+=", subject.script), "an address is lengthened (4.4)"


@case(
    23,
    "a fixed box or a height of the window",
    faults.with_text(style=".dataide__box { position: fixed; height: 90vh; }"),
)
def the_layout_flows(subject: Subject) -> None:
    assert not re.search(r"position:\s*(fixed|sticky)|\d+d?vh\b", subject.style), "clipped or endless in a frame (4.3)"
    assert "showModal" not in subject.script and "alert(" not in subject.script, "a dialogue lands off screen (4.3)"


@case(
    25, "Studio's editor never closes", faults.with_text(script="function DataideBlock(runtime, element) { save(); }")
)
def studio_is_told_that_one_saved(subject: Subject) -> None:
    for word in (r"notify\('save',\s*\{\s*state:\s*'end'", r"notify\('cancel'"):
        assert re.search(word, subject.script), f"{word}: Studio waits for ever (4.1)"


@case(
    15,
    "a row is locked outside a transaction",
    faults.with_source("def f():\n    T.objects.select_for_update().get()\n"),
)
def locks_are_taken_inside_a_transaction(subject: Subject) -> None:
    for path, text in subject.sources.items():
        for function in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)):
            locks = "select_for_update" in ast.unparse(ast.Module(function.body, []))
            whole = "one_transaction" in " ".join(map(ast.unparse, function.decorator_list))
            called = f"{function.name}(" in text.replace(f"def {function.name}(", "") and "one_transaction" in text
            assert not locks or whole or called, f"{path}: {function.name} locks without a transaction (6.5)"


@case(
    16,
    "a grade for a peer is given to whoever publishes it",
    faults.with_source("self.runtime.publish(self, 'grade', {})\n"),
)
def no_grade_is_published(subject: Subject) -> None:
    for path, text in subject.sources.items():
        if not path.startswith("preview/"):
            assert not re.search(r"publish\(\s*\w+,\s*['\"]grade", text), f"{path} publishes a grade (7.4)"


@case(29, "a moment without its zone", faults.with_source("from datetime import datetime\nx = datetime.now()\n"))
def moments_know_their_zone(subject: Subject) -> None:
    for path, text in subject.sources.items():
        assert not re.search(r"datetime\.(now\(\)|utcnow\()|date\.today\(\)", text), f"{path}: a naive moment (12.29)"


held(3, "files are missing from the wheel", "test_static.py::test_4_5_every_file_a_page_asks_for_is_published")
held(4, "private files can be downloaded", "test_static.py::test_4_5_nothing_private_is_published")
held(
    17,
    "a value is longer than its column",
    "../store/test_maturity.py::test_the_longest_values_fit_their_columns_and_indexes",
    "../store/test_parallel.py::test_the_longest_values_fit_their_columns_and_indexes",
    "test_classes.py::test_2_1_a_block_name_is_lower_case_and_fits_the_column",
)
held(18, "É and e are one letter for MySQL", "test_classes.py::test_12_18_an_id_is_the_same_for_every_collation")
held(
    27,
    "a member of the team writes as the learner they look at",
    "../faces/test_gate.py::test_nothing_is_answered_in_the_name_of_a_learner_one_looks_as",
    "../faces/test_maturity_access.py::test_each_person_gets_what_the_matrix_says_from_a_handler",
)
held(
    28,
    "an import that fails hides a block",
    "../house/test_wheel.py::test_every_block_loads_from_the_wheel_alone",
)
held(
    30,
    "the receiver of a retirement raises",
    "../store/test_rights.py::test_somebody_we_never_met_is_retired_without_a_word",
    "../store/test_rights.py::test_whoever_is_retired_is_nowhere_on_mariadb",
)
not_ours(33, "new code is not seen", "an operator's gesture: the guide says to build the image and restart all (2.1)")
