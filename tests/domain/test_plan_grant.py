"""From the plan to a request: the right lines, their exact sum, and what is left to put right, each at its place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.plan import Filled
from dataide_xblocks.domain.plan_grant import FAMILIES, asked_by_family, is_delicate, main_family, request

from .plan_case import HUCHE, TEMPLATE, changed, contents, fixed, line, table, without

D = Decimal


def places(plan, family="equipment", **more):
    """Where the findings of a request lead."""
    return [(each.field, each.row, each.cell) for each in request(plan, family, **more).findings]


def test_the_example_asks_for_its_laptops_with_what_they_serve():
    found = request(HUCHE, "equipment")
    assert (found.lines, found.amount, found.others, found.mixed) == (("r1",), D("4200.00"), D("2130.00"), True)
    assert (found.actions, found.objectives, found.indicators) == (("a1",), ("o1",), ("i1",))
    assert found.need.startswith("People get a first basket")
    assert (found.law25, found.recurrent) == (8, D("610.00"))
    assert found.sources == (D("6940.00"), D("610.00"), D("610.00"))
    assert found.findings == ()


def test_each_family_has_its_own_lines():
    assert request(HUCHE, "implementation").amount == D("2130.00")
    assert asked_by_family(HUCHE) == {"equipment": D("4200.00"), "implementation": D("2130.00"), "innovation": 0, "": 0}
    with pytest.raises(KeyError):
        request(HUCHE, "other")


def test_licences_go_with_equipment_and_contingency_with_nothing():
    lines = [line(cat, "1", "10.00", cat=cat, grant=f"{n}.00") for n, cat in enumerate("abcde", 1)]
    plan = {"bud.lines": table(*lines, line("No category", "1", "10.00", cat="", grant="6.00"))}
    asked = asked_by_family(plan)
    assert asked == {"equipment": D("3.00"), "implementation": D("3.00"), "innovation": D("4.00"), "": D("11.00")}
    assert main_family(plan) == "innovation"


def test_without_anything_asked_there_is_no_family():
    assert main_family({}) is None
    assert main_family({"bud.lines": table(line("Surprises", "1", "10.00", cat="e", grant="9.00"))}) is None


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        (changed(HUCHE, "bud.lines", "r1", grant="4200.01"), ("bud.lines", "r1", "grant")),
        (changed(HUCHE, "bud.lines", "r1", quote="estimate"), ("bud.lines", "r1", "quote")),
        (changed(HUCHE, "bud.sources", "r2", y2="609.99"), ("bud.sources", "", "y2")),
        (changed(HUCHE, "bud.sources", "r2", y3="609.99"), ("bud.sources", "", "y3")),
        (changed(HUCHE, "act.actions", "a1", owner=""), ("act.actions", "a1", "owner")),
        (changed(HUCHE, "act.actions", "a1", owner="à déterminer"), ("act.actions", "a1", "owner")),
        (changed(HUCHE, "act.actions", "a1", start=""), ("act.actions", "a1", "start")),
        (changed(HUCHE, "act.actions", "a1", end=""), ("act.actions", "a1", "end")),
        (changed(HUCHE, "act.actions", "a1", status="dropped"), ("act.actions", "a1", "status")),
        (changed(HUCHE, "sui.indicators", "i1", base=""), ("sui.indicators", "i1", "base")),
        (changed(HUCHE, "sui.indicators", "i1", target=""), ("sui.indicators", "i1", "target")),
        (without(HUCHE, "sui.indicators"), ("sui.indicators", "", "objective")),
        (without(HUCHE, "vis.change"), ("vis.change", "", "value")),
        (without(HUCHE, "pro.pia"), ("pro.pia", "", "")),
        (changed(HUCHE, "pro.pia", "r1", decision=""), ("pro.pia", "", "")),
    ],
)
def test_what_is_to_be_put_right_leads_to_its_cell(plan, place):
    assert places(plan) == [place]


def test_a_line_that_serves_no_action_is_a_finding_even_when_its_action_is_gone():
    for action in ("", "gone"):
        plan = changed(HUCHE, "bud.lines", "r1", action=action)
        assert ("bud.lines", "r1", "action") in places(plan)


def test_nothing_asked_and_too_much_asked_are_findings():
    assert ("bud.lines", "", "grant") in places(HUCHE, "innovation")
    assert places(HUCHE, ceiling=D("4200.00")) == []
    assert places(HUCHE, ceiling=D("4199.99")) == [("bud.lines", "", "grant")]


def test_more_than_eight_actions_are_too_many():
    actions = table(*({**HUCHE["act.actions"].rows[0].cells, "row": f"b{n}"} for n in range(9)))
    lines = table(*(line("Laptop", "1", "5.00", action=f"b{n}", grant="5.00") for n in range(9)))
    plan = {**HUCHE, "act.actions": actions, "bud.lines": lines}
    assert places(plan) == [("act.actions", "", "")]


def test_a_pia_is_needed_for_what_is_sensitive_or_outside_quebec_only():
    calm = changed(HUCHE, "don.inventory", "f0", **{"class": "personal"})
    calm = without(changed(calm, "don.inventory", "f1", **{"class": "personal"}), "pro.pia")
    assert not is_delicate(calm) and places(calm) == []
    for field, row, cells in (
        ("don.inventory", "f3", {"outside": "yes"}),
        ("don.inventory", "f3", {"class": "sensitive"}),
        ("out.tools", "r1", {"class": "sensitive"}),
    ):
        assert places(changed(calm, field, row, **cells)) == [("pro.pia", "", "")]


def test_an_innovation_answers_for_its_risks():
    plan = changed(HUCHE, "bud.lines", "r1", cat="d")
    assert [place[1] for place in places(plan, "innovation")] == ["other", "mistake", "human", "stop"]
    plan = {**plan, "iap.grid": fixed("iap.grid", answer="yes", answer_why="A colleague reads it again")}
    assert places(plan, "innovation") == []
    assert places(changed(plan, "iap.grid", "stop", answer_why=""), "innovation") == [
        ("iap.grid", "stop", "answer_why")
    ]
    assert places(changed(plan, "iap.grid", "human", answer="unknown"), "innovation")[0][1] == "human"


@given(contents(), st.sampled_from(sorted(FAMILIES)))
def test_any_plan_makes_a_request_and_the_families_share_what_is_asked(plan, family):
    found = request(plan, family)
    asked = asked_by_family(plan)
    assert found.amount == asked[family] and found.amount + found.others == sum(asked.values())
    rows = {row.id for row in plan.get("bud.lines", Filled()).rows}
    assert set(found.lines) <= rows and len(found.indicators) <= 3
    for each in found.findings:
        assert each.message % each.params and TEMPLATE.field(each.field)
