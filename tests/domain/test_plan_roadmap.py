"""The plan in time: months, what comes first, what is late, and hours that are neither lost nor invented."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.plan import Filled
from dataide_xblocks.domain.plan_roadmap import first_actions, hours, roadmap
from dataide_xblocks.domain.plan_values import amount_of, later, months_between

from .plan_case import HUCHE, changed, contents, table, without


def test_the_road_map_has_a_bar_an_action_over_the_months_of_the_period():
    found = roadmap(HUCHE)
    assert (found.months[0], found.months[-1], len(found.months)) == ("2027-01", "2028-12", 24)
    assert [(bar.row, bar.first, bar.last) for bar in found.bars] == [
        ("a1", 0, 0),
        ("a2", 1, 2),
        ("a3", 2, 2),
        ("a4", 0, 0),
    ]
    assert not found.apart


def test_an_action_is_late_the_day_after_its_end_unless_it_is_done():
    def late(day):
        return [bar.row for bar in roadmap(HUCHE, day).bars if bar.overdue]

    assert late(date(2027, 1, 31)) == []
    assert late(date(2027, 2, 1)) == ["a1"]


def test_an_action_without_dates_or_outside_the_period_stands_apart():
    plan = changed(
        changed(HUCHE, "act.actions", "a1", end=""), "act.actions", "a2", start="2030-01-01", end="2030-02-01"
    )
    plan = changed(plan, "act.actions", "a3", end="2027-03-01")
    assert roadmap(plan).apart == ("a1", "a2", "a3")


def test_a_bar_is_cut_at_the_edge_of_the_period():
    plan = changed(HUCHE, "act.actions", "a1", start="2026-10-01", end="2029-02-01")
    bar = roadmap(plan).bars[0]
    assert (bar.first, bar.last) == (0, 23)


def test_without_a_period_the_months_are_those_of_the_actions():
    assert roadmap(without(HUCHE, "idt.period")).months == ("2027-01", "2027-02", "2027-03")
    assert roadmap({}).months == ()


def test_the_first_ninety_days_hold_six_actions_at_most_the_first_to_begin_first():
    assert first_actions(HUCHE, date(2027, 1, 1)) == ("a1", "a2", "a3")  # a4 is done
    assert first_actions(HUCHE, date(2027, 1, 1), days=31) == ("a1",)
    assert first_actions(HUCHE, date(2027, 2, 1)) == ("a2", "a3")
    assert first_actions(HUCHE, date(2027, 1, 31))[0] == "a1"  # its last day
    many = table(*({"start": f"2027-01-{20 - n}", "end": "2027-02-01"} for n in range(8)))
    assert first_actions({"act.actions": many}, date(2027, 1, 1)) == ("r8", "r7", "r6", "r5", "r4", "r3")


def test_hours_are_spread_evenly_over_the_months_of_an_action():
    found = {(load.role, load.month): load for load in hours(HUCHE)}
    assert found["Coordinator", "2027-01"].asked == 6
    assert found["Coordinator", "2027-02"].asked == found["Coordinator", "2027-03"].asked == Fraction(9, 2)
    assert found["Coordinator", "2027-02"].share == Fraction(9, 16)


def test_a_role_is_known_by_any_case_and_says_its_busy_months():
    plan = changed(HUCHE, "equ.time", "r2", busy="03 12")
    load = next(load for load in hours(plan) if load.role == "Front desk")
    assert (load.available, load.busy) == (4, True)


def test_a_role_without_time_has_nothing_available():
    load = next(load for load in hours(without(HUCHE, "equ.time")) if load.role == "Director")
    assert (load.available, load.share, load.busy) == (None, None, False)


def test_a_dropped_action_takes_no_hours():
    plan = changed(HUCHE, "act.actions", "a1", status="dropped")
    assert ("Coordinator", "2027-01") not in {(load.role, load.month) for load in hours(plan)}


@given(contents("act.actions", "equ.time", "idt.period"), st.dates())
def test_bars_stay_in_the_road_map_and_no_hour_is_lost_or_invented(plan, today):
    found = roadmap(plan, today)
    assert len(found.months) <= 36
    assert all(0 <= bar.first <= bar.last < len(found.months) for bar in found.bars)
    rows = {row.id: row for row in reversed(plan.get("act.actions", Filled()).rows)}
    assert sorted([bar.row for bar in found.bars] + list(found.apart)) == sorted(rows)
    counted_in = sum(load.asked for load in hours(plan))
    assert counted_in <= sum(Fraction(amount_of(row.cells.get("hours", "")) or 0) for row in rows.values())
    assert len(first_actions(plan, today)) <= 6


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 90))
def test_some_months_later_is_that_many_months_further(day, months):
    after = later(day, months)
    touched = months_between(day, after)
    assert len(touched) == months + 1
    assert after.day == day.day or (after.day < day.day and (after + timedelta(days=1)).day == 1)


def test_dates_over_ten_years_apart_are_a_slip_and_no_duration():
    start = date(2027, 1, 1)
    assert len(months_between(start, date(2036, 12, 31))) == 120
    assert months_between(start, date(2037, 1, 1)) == ()
    assert roadmap(changed(HUCHE, "act.actions", "a1", end="9999-12-31")).apart == ("a1",)
