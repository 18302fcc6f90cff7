"""What the plan counts by itself: to the cent against amounts worked out by hand, and without failing on anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.plan import Filled, Row
from dataide_xblocks.domain.plan_budget import Rates, budget, counted, line_years, rates_on
from dataide_xblocks.domain.plan_numbers import computed, link_label, risk_level, row_label
from dataide_xblocks.domain.plan_values import amount_of, years_of

from .plan_case import HUCHE, TEMPLATE, changed, contents, line, table

D = Decimal
AMOUNTS = ("bud.lines", "bud.sources", "idt.period")


def years(period: dict[str, str] | None = None, **cells: str) -> list[str]:
    """The three years of one line, as they are shown."""
    plan = {"bud.lines": table(line("Laptop", "1", "100.00") | cells)}
    if period:
        plan["idt.period"] = Filled(period)
    numbers = computed(TEMPLATE, plan)
    return [numbers.get(("bud.lines", "r1", year), "") for year in ("y1", "y2", "y3")]


# Numbers and names


def test_objectives_and_actions_are_numbered_in_the_order_of_their_rows():
    numbers = computed(TEMPLATE, HUCHE)
    assert numbers["sui.objectives", "o1", "id"] == "O1"
    assert [numbers["act.actions", row, "id"] for row in ("a1", "a2", "a3", "a4")] == ["A1", "A2", "A3", "A4"]


def test_the_lost_notebook_is_a_high_risk():
    score = computed(TEMPLATE, HUCHE)["ris.register", "k1", "score"]
    assert (score, risk_level(score)) == ("6", "high")


@pytest.mark.parametrize(
    ("score", "word"),
    [(9, "high"), (4, "medium"), (3, "medium"), (2, "low"), (1, "low"), (5, ""), ("", ""), (None, "")],
)
def test_the_level_of_a_risk_in_a_word(score, word):
    assert risk_level(score) == word


def test_a_risk_half_said_has_no_level():
    numbers = computed(TEMPLATE, {"ris.register": table({"like": "2"}, {"like": "2", "impact": "\u00b2"})})
    assert not [place for place in numbers if place[0] == "ris.register"]


def test_an_action_costs_what_its_lines_cost_over_all_years():
    numbers = computed(TEMPLATE, HUCHE)
    assert numbers["act.actions", "a1", "cost"] == "5420.00"  # 4,200 + 610 in each of two years
    assert numbers["act.actions", "a2", "cost"] == "2130.00"
    assert numbers["act.actions", "a4", "cost"] == "0.00"


def test_only_what_the_template_shows_is_given_and_it_counts_with_all_the_rest():
    actions = next(section for section in TEMPLATE.sections if section.id == "actions")
    part = replace(TEMPLATE, sections=(actions,), _by_id={})
    numbers = computed(part, HUCHE)
    assert {field for field, _row, _cell in numbers} == {"act.actions"}
    assert numbers["act.actions", "a1", "cost"] == "5420.00"


def test_a_row_is_named_by_its_number_and_its_first_words():
    numbers = computed(TEMPLATE, HUCHE)
    assert row_label(TEMPLATE, HUCHE, "act.actions", "a1", numbers) == "A1 Create the shared sheet"
    assert row_label(TEMPLATE, HUCHE, "don.inventory", "f0", numbers) == "Registration cards"
    assert row_label(TEMPLATE, HUCHE, "sui.indicators", "i1", numbers) == "Days before the first basket"
    assert row_label(TEMPLATE, {}, "sec.measures", "restore", {}) == "Restore"


@pytest.mark.parametrize("place", [("act.actions", "gone"), ("gone.field", "a1"), ("sec.measures", "gone")])
def test_a_row_that_is_gone_has_no_name(place):
    assert row_label(TEMPLATE, HUCHE, *place, computed(TEMPLATE, HUCHE)) == ""


def test_a_link_says_its_row_or_its_own_choice():
    cell = TEMPLATE.field("act.actions").cell("a1", "objective")
    numbers = computed(TEMPLATE, HUCHE)
    assert link_label(TEMPLATE, HUCHE, cell, "o1", numbers) == "O1 Shorten the wait for a first basket"
    assert link_label(TEMPLATE, HUCHE, cell, "security", numbers) == "Security"
    assert link_label(TEMPLATE, HUCHE, cell, "gone", numbers) == ""


# Money


def test_the_budget_of_the_example_is_6_940_the_first_year_and_610_after():
    found = budget(HUCHE)
    assert found.total == (D("6940.00"), D("610.00"), D("0.00"))
    assert (found.years, found.recurrent, found.requested) == (2, D("610.00"), D("6330.00"))
    assert found.costs["a"] == (D("4200.00"), D("0.00"), D("0.00"))
    assert found.sources["hoped"] == (D("6330.00"), D("0.00"), D("0.00"))
    assert found.found == (D("6940.00"), D("610.00"), D("610.00"))
    assert found.gap == (D("0.00"), D("0.00"), D("-610.00"))


def test_taxes_to_add_are_five_and_9_975_percent():
    assert years(tax="add") == ["114.98", "0.00", "0.00"]  # 14.975 of taxes, half a cent up
    assert years(tax="add", unit="99.99") == ["114.96", "0.00", "0.00"]  # 99.99 × 1.14975 = 114.9635…
    assert years(tax="included") == years(tax="exempt") == ["100.00", "0.00", "0.00"]


def test_an_expected_rebate_gives_back_its_share_of_the_taxes():
    assert years(tax="add", rebate="50") == ["107.49", "0.00", "0.00"]  # 14.975 ÷ 2 = 7.4875
    assert years(tax="add", rebate="100") == ["100.00", "0.00", "0.00"]
    assert years(tax="included", unit="114.98", rebate="100") == ["100.00", "0.00", "0.00"]  # 114.98 ÷ 1.14975
    assert years(tax="exempt", rebate="50") == ["100.00", "0.00", "0.00"]


def test_half_a_cent_goes_up_and_each_line_is_rounded_once():
    assert years(qty="0.5", unit="0.01")[0] == "0.01"
    assert years(qty="3", unit="33.33", tax="add")[0] == "114.96"  # 99.99 taxed once, not 3 × 38.32


def test_a_yearly_cost_comes_back_in_each_year_of_the_period():
    one, two = {"start": "2027-01-01", "end": "2027-12-31"}, {"start": "2027-01-01", "end": "2028-01-01"}
    assert years(one, kind="yearly") == ["100.00", "0.00", "0.00"]
    assert years(two, kind="yearly") == ["100.00", "100.00", "0.00"]
    assert years(kind="yearly") == ["100.00"] * 3  # no period yet: three years
    assert years(kind="once") == ["100.00", "0.00", "0.00"]


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2027-04-01", "2028-03-31", 1),
        ("2027-04-01", "2028-04-01", 2),
        ("2027-01-01", "2029-12-31", 3),
        ("2027-01-01", "2027-01-01", 1),
        ("2020-01-01", "2090-01-01", 3),
        ("2028-01-01", "2027-01-01", 3),
    ],
)
def test_the_years_that_a_period_touches(start, end, count):
    assert years_of({"idt.period": Filled({"start": start, "end": end})}) == count


def test_a_year_written_by_hand_stands_and_the_others_are_counted():
    assert years(y1="60.00") == ["", "0.00", "0.00"]
    plan = {"bud.lines": table(line("Laptop", "1", "100.00", y1="60.00", y2="40.00"))}
    assert budget(plan).total == (D("60.00"), D("40.00"), D("0.00"))


def test_a_line_without_price_counts_for_nothing_and_shows_nothing():
    assert years(unit="") == ["", "", ""]
    assert budget({"bud.lines": table(line("Laptop", "3", ""))}).total == (0, 0, 0)


def test_the_contingency_is_a_share_of_the_other_categories():
    plan = {"bud.lines": table(line("Laptop", "1", "900.00"), line("Surprises", "1", "60.00", cat="e"))}
    assert budget(plan).contingency == D("6.7")
    assert budget({"bud.lines": table(line("Surprises", "1", "60.00", cat="e"))}).contingency is None
    assert budget({}).contingency is None


def test_the_recurrent_cost_goes_on_after_the_period_unless_year_3_says_otherwise():
    assert budget(HUCHE).recurrent == D("610.00")
    assert budget(changed(HUCHE, "bud.lines", "r3", y3="0.00")).recurrent == 0
    assert budget(changed(HUCHE, "bud.lines", "r1", y3="100.00")).recurrent == D("710.00")


def test_rates_hold_from_their_day_and_an_older_day_takes_the_first():
    assert rates_on(date(2027, 1, 1)) == rates_on(None) == rates_on(date(1990, 1, 1))
    assert rates_on(None).both == D("0.14975")


def test_a_change_of_rate_leaves_earlier_plans_alone(monkeypatch):
    first, second = rates_on(None), Rates(date(2028, 1, 1), D("0.06"), D("0.10"))
    monkeypatch.setattr("dataide_xblocks.domain.plan_budget.RATES", (first, second))
    assert years({"start": "2027-12-31", "end": "2028-12-31"}, tax="add")[0] == "114.98"
    assert years({"start": "2028-01-01", "end": "2028-12-31"}, tax="add")[0] == "116.00"


@given(contents(*AMOUNTS))
def test_the_parts_of_any_budget_make_its_whole_to_the_cent(plan):
    found, lines = budget(plan), {row.id: row for row in reversed(plan.get("bud.lines", Filled()).rows)}
    each = [line_years(plan, row) for row in lines.values()]
    for year in range(3):
        assert found.total[year] == sum(amounts[year] for amounts in each)
        assert found.gap[year] == found.total[year] - found.found[year]
        assert found.total[year].as_tuple().exponent == -2
    assert found.requested == sum(found.asked.values())


@given(st.decimals(0, 9999, places=3), st.decimals(0, 99999, places=2), st.integers(0, 100))
def test_any_taxed_line_is_its_price_and_taxes_less_their_rebate(qty, unit, rebate):
    row = Row("r1", {"qty": f"{qty}", "unit": f"{unit}", "tax": "add", "rebate": f"{rebate}"})
    exact = Fraction(qty) * Fraction(unit) * (1 + Fraction(14975, 100000) * (1 - Fraction(rebate, 100)))
    whole = (exact * 100 + Fraction(1, 2)).__floor__()
    assert counted({}, row)[0] == (D(whole) / 100).quantize(D("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize("text", ["", "-1", "1e9", "NaN", "Infinity", "1,5", "\u0661", " 1", "9" * 10, "1."])
def test_what_is_no_number_counts_for_nothing(text):
    assert amount_of(text) is None


@given(contents())
def test_nothing_that_a_plan_holds_stops_the_counting(plan):
    numbers = computed(TEMPLATE, plan)
    for (field, row, cell), value in numbers.items():
        assert value and TEMPLATE.field(field).cell(row, cell).kind == "computed"
        assert cell != "id" or row_label(TEMPLATE, plan, field, row, numbers).startswith(value)
