"""Each rule of the suite sees the fault it is there for: the very test, run on a block that breaks this one rule."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from . import blocks, faults, test_cases, test_classes, test_fuzz, test_handlers, test_olx, test_static, test_views
from .cases import Subject, registered

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
RULE = r"\((trust )?[A-Z]?\d+(\.\d+)*"  # a failing rule says its number, as "(6.3)"
FEW = 200  # forged requests: a fault of a handler shows among the first

# Tests that carry faults of their own, one a case.
OWN = {test_cases.test_a_case_holds_for_every_block: test_cases.test_a_check_sees_the_fault_it_is_there_for}


@dataclass(frozen=True)
class Fault:
    """A test of the suite, a block that it must refuse, and what else the test asks for."""

    test: Callable[..., None]
    subject: Callable[[], Subject]
    arguments: dict[str, Any] = field(default_factory=dict)


def _named_like_a_class() -> Subject:
    return replace(faults.sound(), name="DataidePulse")


VIEW, SETTING = {"view": "student_view"}, {"setting": "lms"}
FAULTS = [
    Fault(test_classes.test_2_1_a_block_name_is_lower_case_and_fits_the_column, _named_like_a_class),
    Fault(test_classes.test_2_3_no_field_or_attribute_takes_a_platform_name, faults.spoilt(due=faults.TAKEN)),
    Fault(
        test_classes.test_2_3_a_block_still_works_under_the_platform_mixins,
        faults.spoilt(student_view=faults.takes_its_class_for_the_last),
    ),
    Fault(test_classes.test_every_block_says_what_services_it_can_do_without, faults.needing("completion")),
    Fault(
        test_views.test_3_1_and_5_1_a_view_renders_and_writes_no_authored_field,
        faults.spoilt(student_view=faults.writes_a_setting),
        VIEW | SETTING,
    ),
    Fault(
        test_views.test_4_3_a_page_in_the_units_frame_has_no_link_that_breaks_it,
        faults.saying('<a href="/elsewhere">plus</a>'),
        VIEW,
    ),
    Fault(
        test_views.test_4_4_the_init_function_is_global_and_the_files_are_the_two_of_the_house,
        faults.spoilt(student_view=faults.starts_otherwise),
    ),
    Fault(
        test_views.test_10_french_comes_through_djangos_catalogue,
        faults.saying("<p>Please choose one of the answers.</p>"),
        VIEW,
    ),
    Fault(
        test_views.test_3_16_and_7_1_an_unbound_block_answers_what_publishing_asks,
        faults.spoilt(max_score=faults.asks_the_user),
    ),
    Fault(
        test_static.test_4_5_every_file_a_page_asks_for_is_published,
        faults.spoilt(__module__="dataide_xblocks.deep.pulse"),
    ),
    Fault(test_static.test_4_5_nothing_private_is_published, faults.spoilt(resources_dir="")),
    Fault(test_static.test_4_5_the_development_server_finds_the_same_files, faults.spoilt(resources_dir="templates")),
    Fault(
        test_olx.test_8_2_hard_text_survives_the_way_out_and_back,
        faults.spoilt(add_xml_to_node=faults.writes_tidied_text),
    ),
    Fault(
        test_olx.test_8_2_every_authored_field_is_an_attribute_or_an_option, faults.spoilt(exercise=faults.ATTRIBUTE)
    ),
    Fault(
        test_handlers.test_every_handler_is_declared_with_its_audience_size_rate_and_fields,
        faults.spoilt(rate=faults.ungated),
    ),
    Fault(test_handlers.test_a_field_that_is_not_declared_is_refused, faults.spoilt(rate=faults.takes_anything)),
    Fault(test_handlers.test_a_flood_is_slowed_down, faults.spoilt(rate=faults.ungated)),
    Fault(
        test_handlers.test_6_the_examples_are_accepted_from_the_person_they_are_for,
        faults.spoilt(rate=faults.refuses_everything),
    ),
    Fault(
        test_handlers.test_6_3_and_6_6_nobody_else_is_let_in,
        faults.spoilt(rate=faults.ungated),
        {"setting": "lms, not enrolled"},
    ),
    Fault(test_handlers.test_6_8_no_json_makes_a_handler_fail, faults.spoilt(rate=faults.trusts_what_is_sent), SETTING),
    Fault(
        test_handlers.test_6_12_only_well_formed_json_of_a_decent_size_is_read,
        faults.spoilt(rate=faults.any_body),
        {"content_type": "application/x-www-form-urlencoded", "body": b"a=1"},
    ),
    Fault(test_handlers.test_a_get_changes_and_shows_nothing, faults.spoilt(rate=faults.any_body)),
    Fault(test_handlers.test_the_road_without_csrf_is_closed, faults.spoilt(rate=faults.ungated)),
    Fault(test_handlers.test_a_request_from_another_site_is_refused, faults.spoilt(rate=faults.ungated)),
    Fault(test_handlers.test_answers_are_never_kept_by_a_cache, faults.spoilt(rate=faults.ungated)),
    Fault(test_handlers.test_identities_may_be_integers_or_strings, faults.spoilt(student_view=faults.wants_a_number)),
    Fault(test_fuzz.test_forged_requests_break_nothing_and_leave_no_word, faults.spoilt(rate=faults.logs_what_is_sent)),
]

wheel = test_static.wheel


def rules() -> set[Callable[..., None]]:
    """Every test of this folder that runs once a block."""
    found = set()
    for path in HERE.glob("test_*.py"):
        for test in vars(import_module(f"{__package__}.{path.stem}")).values():
            marks = getattr(test, "pytestmark", ()) if inspect.isfunction(test) else ()
            if any(mark.name == "parametrize" and mark.args == ("name", blocks.NAMES) for mark in marks):
                found.add(test)
    return found


def test_every_rule_has_a_fault_that_it_sees():
    seeded = {fault.test for fault in FAULTS} | set(OWN)
    without = sorted(test.__name__ for test in rules() - seeded)
    assert not without, f"write a faulty block for {without}: a rule that nothing breaks may hold nothing"
    assert seeded <= rules(), "a fault for a rule that is not there"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.test.__name__)
def test_a_rule_sees_the_fault_it_is_there_for(fault, request, monkeypatch, tmp_path):
    monkeypatch.setattr(test_fuzz, "REQUESTS", FEW)
    with registered(fault.subject()) as subject:
        (tmp_path / f"{subject.name}.xml").write_text(subject.olx, "utf-8")
        (tmp_path / f"{subject.name}.json").write_text(json.dumps(subject.requests), "utf-8")
        monkeypatch.setattr(blocks, "EXAMPLES", tmp_path)
        given = {"name": subject.name, **fault.arguments}
        fixtures = set(inspect.signature(fault.test).parameters) - set(given)
        given |= {name: request.getfixturevalue(name) for name in fixtures}
        with pytest.raises(AssertionError, match=RULE):
            fault.test(**given)
