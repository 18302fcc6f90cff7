"""What is still to be written: exactly the required cells that are empty, and no promise about the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.plan import of
from dataide_xblocks.domain.plan_progress import missing, progress, waiting, whole
from dataide_xblocks.domain.plan_reading import read_template

from .plan_case import HUCHE, TEMPLATE, changed, contents, table, value, without


def left(plan, field, week=None):
    """What is missing in one field."""
    return [place for place in missing(TEMPLATE, plan, week) if place[0] == field]


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        (without(HUCHE, "idt.mission"), ("idt.mission", "", "value")),
        (changed(HUCHE, "idt.period", "", end=""), ("idt.period", "", "end")),
        (changed(HUCHE, "act.actions", "a1", hours=""), ("act.actions", "a1", "hours")),
        (changed(HUCHE, "pro.law25", "pia", role=""), ("pro.law25", "pia", "role")),
        (changed(HUCHE, "gou.reviews", "r1", date=""), ("gou.reviews", "", "")),
        (without(HUCHE, "bud.lines"), ("bud.lines", "", "")),
        (changed(HUCHE, "pro.pia", "r1", decision=""), ("pro.pia", "r1", "decision")),
    ],
)
def test_a_required_cell_that_is_empty_is_missing(plan, place):
    assert place in missing(TEMPLATE, plan)
    assert place not in missing(TEMPLATE, HUCHE)


def test_all_cells_of_fixed_rows_are_missing_while_nothing_is_written():
    found = left({}, "sec.measures")
    assert len(found) == 30
    assert found[0] == ("sec.measures", "accounts", "status")


def test_a_field_that_is_not_required_or_fills_itself_is_asked_nothing():
    asked = {field for field, _row, _cell in missing(TEMPLATE, {})}
    assert "por.baseline" not in asked
    assert not asked & {"pro.pia", "iap.grid", "idt.languages", "col.tested_with"}


def test_too_few_rows_is_a_row_to_add():
    assert left({"por.strengths": table({"text": "A team"}, {"text": ""})}, "por.strengths") == [
        ("por.strengths", "", "")
    ]
    assert left({"por.strengths": HUCHE["por.strengths"]}, "por.strengths") == []


def test_a_required_field_without_required_cells_wants_something():
    text = """
id = "plan"
lang = "en"
title = "Plan"
keep_months = 1
[[section]]
id = "one"
name = "One"
[[section.field]]
id = "iap.position"
name = "Position"
shape = "group"
weeks = [10]
required = true
part = [{ id = "a", name = "A", kind = "line", most = 9 }, { id = "b", name = "B", kind = "line", most = 9 }]
"""
    template = read_template(text)
    assert missing(template, {}) == [("iap.position", "", "")]
    assert missing(template, changed({}, "iap.position", "", a="x")) == []


def test_before_its_week_a_field_is_not_asked():
    assert left({}, "vis.change", week=7) == []
    assert left({}, "vis.change", week=8) == [("vis.change", "", "value")]


def test_the_week_that_feeds_a_field_is_the_next_of_its_weeks():
    field = TEMPLATE.field("ris.register")
    assert [waiting(field, week) for week in (1, 4, 5, 10, 11, 12)] == [4, 4, 7, 10, 11, None]


def test_progress_counts_the_required_fields_of_each_section():
    plan = {
        "idt.name": value("La Huche"),
        "idt.period": changed({}, "idt.period", "", start="2027-01-01")["idt.period"],
    }
    first, portrait = progress(TEMPLATE, plan)[:2]
    assert (first.section, first.filled, first.begun, first.asked) == ("identity", 1, 2, 6)
    assert first.message % first.params == "Under way: 1 of 6"
    assert (portrait.asked, portrait.message % portrait.params) == (2, "To begin: 0 of 2")


def test_a_section_where_nothing_is_required_says_so_without_numbers():
    found = next(each for each in progress(TEMPLATE, {}) if each.section == "automation")
    assert (found.asked, found.message % found.params) == (0, "Nothing is asked here.")


def test_the_whole_is_the_sum_and_a_full_plan_is_full():
    found = whole(progress(TEMPLATE, changed(HUCHE, "ris.register", "r2", owner="x")))
    assert found.filled < found.asked
    assert "All is there" in progress(TEMPLATE, HUCHE)[2].message


@given(contents(), st.integers(1, 12))
def test_what_is_missing_is_empty_and_asked_and_progress_agrees(plan, week):
    found = missing(TEMPLATE, plan)
    for name, row, cell in found:
        field = TEMPLATE.field(name)
        held = next((r.cells for r in of(plan, name).rows if r.id == row), {}) if row else of(plan, name).parts
        assert field.shape != "auto" and not (cell and held.get(cell))
        assert not cell or field.cell(row, cell).required
    assert [place for place in found if TEMPLATE.field(place[0]).weeks[0] <= week] == missing(TEMPLATE, plan, week)
    for each in progress(TEMPLATE, plan):
        assert 0 <= each.filled <= each.begun <= each.asked
        assert each.message % each.params
