"""The self-check: a worthy plan, then one thing less at a time, and what is said of it; and never a failure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.plan import Filled
from dataide_xblocks.domain.plan_check import KEY, NEARLY, RESULTS, UNDER_WAY, WORTHY, Check, check
from dataide_xblocks.domain.plan_finding import BEGUN, COMPUTED, MIXED, THERE, Finding, Portrait, Reason, doubtful, told

from .plan_case import HUCHE, INVENTORY, TEMPLATE, TODAY, changed, contents, fixed, line, table, value, without

PORTRAIT = Portrait(frozenset({"MISS", "PERS", "COLL", "UTIL", "SECU", "COMP"}), 2)


def finding(criterion, plan, portrait=PORTRAIT, today=TODAY, **more):
    """What one criterion gives."""
    return check(TEMPLATE, plan, portrait, today=today, **more).findings[criterion - 1]


def places(found: Finding) -> list[tuple[str, str, str]]:
    """The cells that the reasons lead to."""
    return [(reason.field, reason.row, reason.cell) for reason in found.reasons]


def points(*given: int) -> Check:
    """A check whose criteria have these points."""
    reason = Reason("Why", "idt.name")
    return Check(tuple(Finding(n, "", got, 2 - got, (reason,) * (got < 2)) for n, got in enumerate(given, 1)))


def test_the_example_is_worthy_in_every_criterion():
    found = check(TEMPLATE, HUCHE, PORTRAIT, today=TODAY)
    assert [each.points for each in found.findings] == [2] * 12
    assert (found.total, found.result, found.next_steps) == (24, WORTHY, ())


def test_an_empty_plan_has_no_point_and_each_criterion_says_where_to_begin():
    found = check(TEMPLATE, {}, None, today=TODAY)
    assert [each.points for each in found.findings] == [0] * 12
    assert all(each.reasons and each.steps for each in found.findings)
    assert found.result == UNDER_WAY


def test_what_only_a_person_can_read_is_said_and_counts_for_nothing():
    found = check(TEMPLATE, HUCHE, PORTRAIT, today=TODAY).findings
    assert [each.criterion for each in found if each.kind == MIXED] == [1, 4, 11]
    assert all(bool(each.to_read) == (each.kind == MIXED) for each in found)
    assert {each.kind for each in found} == {COMPUTED, MIXED}


# One thing less: (criterion, what is changed, where the reason leads)
LESS = [
    (1, without(HUCHE, "idt.mission"), ("idt.mission", "", "value")),
    (1, without(HUCHE, "vis.change"), ("vis.change", "", "value")),
    (1, changed(HUCHE, "sui.objectives", "o1", mission=""), ("sui.objectives", "o1", "mission")),
    (2, changed(HUCHE, "por.priorities", "r1", dimension="outi"), ("por.priorities", "r1", "dimension")),
    (2, changed(HUCHE, "por.priorities", "r2", why=""), ("por.priorities", "r2", "why")),
    (3, changed(HUCHE, "sui.indicators", "i1", calc=""), ("sui.indicators", "i1", "calc")),
    (3, changed(HUCHE, "sui.indicators", "i1", source="gone"), ("sui.indicators", "i1", "source")),
    (3, changed(HUCHE, "sui.indicators", "i1", freq=""), ("sui.indicators", "i1", "freq")),
    (3, changed(HUCHE, "sui.indicators", "i1", owner=""), ("sui.indicators", "i1", "owner")),
    (3, changed(HUCHE, "sui.indicators", "i1", base=""), ("sui.indicators", "i1", "base")),
    (3, changed(HUCHE, "sui.indicators", "i1", target=""), ("sui.indicators", "i1", "target")),
    (3, changed(HUCHE, "sui.indicators", "i1", target_date="2029-01-01"), ("sui.indicators", "i1", "target_date")),
    (3, without(HUCHE, "idt.period"), ("idt.period", "", "end")),
    (4, changed(HUCHE, "sui.indicators", "i1", decision=""), ("sui.indicators", "i1", "decision")),
    (4, changed(HUCHE, "sui.indicators", "i1", voice="no"), ("sui.indicators", "", "voice")),
    (5, changed(HUCHE, "act.actions", "a1", owner=""), ("act.actions", "a1", "owner")),
    (5, changed(HUCHE, "act.actions", "a1", result=""), ("act.actions", "a1", "result")),
    (5, changed(HUCHE, "act.actions", "a1", start=""), ("act.actions", "a1", "start")),
    (5, changed(HUCHE, "act.actions", "a4", end="2027-01-01"), ("act.actions", "a4", "end")),
    (5, changed(HUCHE, "act.actions", "a4", start="2026-12-31"), ("act.actions", "a4", "start")),
    (5, changed(HUCHE, "act.actions", "a4", end="2029-01-01"), ("act.actions", "a4", "end")),
    (5, changed(HUCHE, "act.actions", "a4", objective=""), ("act.actions", "a4", "objective")),
    (5, changed(HUCHE, "act.actions", "a4", objective="gone"), ("act.actions", "a4", "objective")),
    (5, changed(HUCHE, "act.actions", "a2", start="2027-01-31"), ("act.actions", "a2", "start")),
    (5, changed(HUCHE, "act.actions", "a2", needs="gone"), ("act.actions", "a2", "needs")),
    (6, changed(HUCHE, "don.inventory", "f3", keep=""), ("don.inventory", "f3", "keep")),
    (6, changed(HUCHE, "don.inventory", "f3", purpose="Baskets"), ("don.inventory", "f3", "purpose")),
    (7, changed(HUCHE, "pro.law25", "consent", status="todo", date=""), ("pro.law25", "consent", "date")),
    (7, changed(HUCHE, "pro.law25", "consent", status="todo", date="2027-06-02"), ("pro.law25", "consent", "date")),
    (7, changed(HUCHE, "pro.law25", "consent", status="todo", date="2026-11-30"), ("pro.law25", "consent", "date")),
    (7, changed(HUCHE, "pro.law25", "consent", status="doing", role=""), ("pro.law25", "consent", "role")),
    (7, changed(HUCHE, "pro.law25", "pia", status="na"), ("pro.law25", "pia", "status_reason")),
    (7, changed(HUCHE, "pro.law25", "pia", status=""), ("pro.law25", "pia", "status")),
    (8, changed(HUCHE, "ris.register", "k1", next="", next_action=""), ("ris.register", "k1", "next")),
    (8, changed(HUCHE, "ris.register", "k1", owner=""), ("ris.register", "k1", "owner")),
    (8, changed(HUCHE, "ris.register", "k1", review=""), ("ris.register", "k1", "review")),
    (8, changed(HUCHE, "ris.register", "k1", affected="team"), ("ris.register", "", "affected")),
    (8, changed(HUCHE, "ris.register", "r2", like=""), ("ris.register", "r2", "like")),
    (8, changed(HUCHE, "ris.register", "r2", risk=""), ("ris.register", "", "")),
    (9, changed(HUCHE, "bud.lines", "r1", qty=""), ("bud.lines", "r1", "qty")),
    (9, changed(HUCHE, "bud.lines", "r1", unit=""), ("bud.lines", "r1", "unit")),
    (9, changed(HUCHE, "bud.lines", "r1", y1="4199.99"), ("bud.lines", "r1", "y1")),
    (9, changed(HUCHE, "bud.lines", "r1", quote="estimate"), ("bud.lines", "r1", "quote")),
    (9, changed(HUCHE, "bud.sources", "r2", y3="609.99"), ("bud.sources", "", "y3")),
    (9, without(changed(HUCHE, "bud.sources", "r2", y2="609.99"), "bud.recurrent"), ("bud.sources", "", "y2")),
    (10, changed(HUCHE, "act.actions", "a1", hours=""), ("act.actions", "a1", "hours")),
    (10, changed(HUCHE, "act.actions", "a1", owner=""), ("act.actions", "a1", "owner")),
    (10, changed(HUCHE, "equ.time", "r3", role="Nobody"), ("equ.time", "", "")),
    (10, changed(HUCHE, "equ.time", "r2", hours="3.5"), ("equ.time", "r2", "hours")),
    (10, changed(HUCHE, "act.actions", "a1", hours="9.7"), ("equ.time", "r1", "hours")),
    (11, without(HUCHE, "col.tested_with"), ("col.tested_with", "", "")),
    (11, changed(HUCHE, "col.tested_with", "r1", change=""), ("col.tested_with", "r1", "change")),
    (11, without(HUCHE, "gou.giveback"), ("gou.giveback", "", "value")),
    (12, without(HUCHE, "gou.decision"), ("gou.decision", "", "date")),
    (12, changed(HUCHE, "gou.reviews", "r1", date="2027-07-19"), ("gou.reviews", "r1", "date")),
    (12, without(HUCHE, "gou.reviews"), ("gou.reviews", "", "")),
    (12, without(HUCHE, "idt.deputy"), ("idt.deputy", "", "value")),
    (12, changed(HUCHE, "out.tools", "r1", exit=""), ("out.tools", "r1", "exit")),
    (12, without(HUCHE, "out.tools"), ("out.tools", "", "")),
    (12, changed(HUCHE, "sec.measures", "restore", status="doing"), ("sec.measures", "restore", "status")),
]


@pytest.mark.parametrize(("criterion", "plan", "place"), LESS, ids=[f"{n}-{place}" for n, _plan, place in LESS])
def test_one_thing_less_is_one_point_less_and_the_reason_leads_there(criterion, plan, place):
    found = finding(criterion, plan)
    assert (found.points, places(found), found.steps) == (1, [place], 1)


def test_a_portrait_of_few_dimensions_or_one_person_is_begun():
    few = finding(2, HUCHE, Portrait(frozenset({"SECU", "UTIL", "COLL", "MISS", "PERS"}), 2))
    alone = finding(2, HUCHE, replace(PORTRAIT, respondents=1))
    assert (few.points, alone.points) == (1, 1)
    assert places(few) == places(alone) == [("por.baseline", "", "")]
    assert few.reasons != alone.reasons


def test_without_portrait_no_priority_is_founded():
    assert finding(2, HUCHE, None).points == 0


def test_an_objective_without_indicator_or_action_is_named():
    two = {**HUCHE, "sui.objectives": table({"row": "o1", "mission": "People eat sooner than today"}, {"row": "o2"})}
    assert places(finding(3, two)) == [("sui.objectives", "o2", "")]
    assert places(finding(5, two)) == [("sui.objectives", "o2", "")]


def test_the_most_complete_indicator_of_an_objective_is_looked_at():
    rows = HUCHE["sui.indicators"].rows
    more = {**HUCHE, "sui.indicators": Filled(rows=(replace(rows[0], id="i0", cells={"objective": "o1"}), *rows))}
    assert finding(3, more).points == 2


def test_a_baseline_may_be_still_to_be_measured():
    assert finding(3, changed(HUCHE, "sui.indicators", "i1", base="", base_by="2027-02-01")).points == 2


def test_a_dropped_action_is_asked_nothing_and_serves_no_objective():
    dropped = changed(HUCHE, "act.actions", "a4", status="dropped", owner="", result="")
    assert finding(5, dropped).points == 2
    for row in ("a1", "a2", "a3"):
        dropped = changed(dropped, "act.actions", row, status="dropped")
    assert finding(5, {**dropped}).points == 0


def test_half_of_what_is_asked_is_one_point_and_less_is_none():
    five = {**HUCHE, "don.inventory": Filled(rows=INVENTORY.rows[:5])}
    four = {**HUCHE, "don.inventory": Filled(rows=INVENTORY.rows[1:4])}
    assert (finding(6, five).points, finding(6, four).points) == (1, 0)
    assert finding(6, {**five, "idt.size": value("0-2")}).points == 2


def test_a_purpose_written_for_over_half_the_files_is_a_reason():
    plan = HUCHE
    for n in range(5):
        plan = changed(plan, "don.inventory", f"f{n}", purpose="Know the people we help")
    assert finding(6, plan).points == 2
    plan = changed(plan, "don.inventory", "f5", purpose="know the people  we help")
    assert places(finding(6, plan)) == [("don.inventory", "", "purpose")]


def test_a_sensitive_file_kept_as_it_is_needs_seven_measures():
    kept = changed(HUCHE, "don.inventory", "f0", action="keep")
    assert finding(6, kept).points == 2
    six = {**kept, "sec.measures": Filled(rows=fixed("sec.measures", status="done").rows[:6])}
    assert places(finding(6, six)) == [("don.inventory", "f0", "action")]
    seven = {**kept, "sec.measures": Filled(rows=fixed("sec.measures", status="done").rows[:7])}
    assert finding(6, seven).points == 2


def test_a_basic_is_dated_within_six_months_of_today_to_the_day():
    plan = changed(HUCHE, "pro.law25", "consent", status="todo", date="2027-06-01")
    assert finding(7, plan).points == 2
    assert finding(7, plan, today=date(2026, 11, 30)).points == 1


def test_a_basic_that_does_not_apply_says_why():
    plan = changed(HUCHE, "pro.law25", "pia", status="na", status_reason="No new tool this year")
    assert finding(7, plan).points == 2


def test_a_gap_that_is_explained_is_no_reason_and_a_word_is_no_explanation():
    plan = changed(HUCHE, "bud.sources", "r1", y1="0.00")
    assert finding(9, plan).points == 2
    assert places(finding(9, {**plan, "bud.recurrent": value("Later")})) == [("bud.recurrent", "", "value")]


def test_a_quote_is_asked_over_the_amount_of_the_programme():
    plan = {**HUCHE, "bud.lines": table(line("Laptop", "1", "500.00", quote="estimate"))}
    assert finding(9, plan, quote_over=Decimal("500.00")).points == 2
    assert places(finding(9, plan, quote_over=Decimal("499.99"))) == [("bud.lines", "r1", "quote")]


def test_a_month_may_be_full_to_120_percent_when_the_months_together_hold():
    full = changed(HUCHE, "act.actions", "a1", hours="9.6")  # January 9.6 of 8 hours; February and March 4.5
    assert finding(10, full).points == 2


def test_dates_that_are_all_one_day_are_begun():
    plan = changed(HUCHE, "act.actions", "a1", end="2027-03-31")
    plan = changed(
        changed(plan, "act.actions", "a2", end="2027-03-31", needs=""), "act.actions", "a4", end="2027-03-31"
    )
    assert places(finding(5, plan)) == [("act.actions", "", "end")]


def test_a_sentence_that_repeats_another_row_is_begun_in_both():
    plan = changed(HUCHE, "act.actions", "a1", result="  everybody has TRIED it once ")
    assert places(finding(5, plan)) == [("act.actions", "a1", "result"), ("act.actions", "a2", "result")]


@pytest.mark.parametrize(
    "text", ["à déterminer", "À déterminer.", "TBD", "to be determined", "n/a", "…", "??", "à venir"]
)
def test_what_is_still_to_be_decided_counts_as_begun_even_for_a_role(text):
    assert told(text, "m", "f", sentence=False).standing == BEGUN
    assert "to be decided" in doubtful(text)


@pytest.mark.parametrize("text", ["Two words", "Oui", "Fait - !"])
def test_under_three_words_is_begun_for_a_sentence_and_enough_for_a_role(text):
    assert told(text, "m", "f").standing == BEGUN
    assert told(text, "m", "f", sentence=False).standing == THERE


@pytest.mark.parametrize(
    ("given", "result"),
    [
        ((2,) * 12, WORTHY),
        ((0, 0, 2, 0, 2, 2, 2, 2, 2, 2, 2, 2), WORTHY),  # 18, and no 0 that is key
        ((0, 0, 2, 0, 2, 2, 2, 2, 2, 2, 2, 1), NEARLY),  # 17
        ((2, 2, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2), NEARLY),  # 22 with one key 0
        ((2, 2, 0, 2, 0, 2, 2, 2, 2, 2, 2, 2), UNDER_WAY),  # 20 with two
        ((1,) * 10 + (2, 2), NEARLY),  # 14
        ((1,) * 11 + (2,), UNDER_WAY),  # 13
    ],
)
def test_the_result_in_words(given, result):
    assert points(*given).result == result
    assert RESULTS[result]


@given(st.lists(st.integers(0, 2), min_size=12, max_size=12), st.integers(0, 11))
def test_one_more_point_never_makes_the_result_worse(given, place):
    order = [UNDER_WAY, NEARLY, WORTHY]
    better = given[:place] + [min(2, given[place] + 1)] + given[place + 1 :]
    assert order.index(points(*better).result) >= order.index(points(*given).result)


def test_the_three_cheapest_steps_come_first_and_a_key_zero_before_its_equals():
    steps = points(1, 1, 1, 1, 1, 2, 1, 2, 2, 2, 2, 2).next_steps
    assert [step.criterion for step in steps] == [1, 2, 3]
    reason = (Reason("Why", "idt.name"),)
    far = [Finding(n, "", 0 if n in (5, 8) else 1, 1 if n in (5, 8) else 2, reason) for n in range(1, 13)]
    assert [step.criterion for step in Check(tuple(far)).next_steps] == [5, 8, 1]
    assert 5 in KEY and 8 not in KEY


@given(contents(), st.one_of(st.none(), st.just(PORTRAIT)), st.dates(date(2020, 1, 1)))
def test_any_plan_is_checked_and_every_reason_leads_to_a_place_of_the_template(plan, portrait, today):
    for each in check(TEMPLATE, plan, portrait, today=today).findings:
        assert each.points in (0, 1, 2)
        assert (each.points == 2) == (not each.reasons) == (each.steps == 0)
        for reason in each.reasons:
            assert reason.message % reason.params
            field = TEMPLATE.field(reason.field)
            in_column = any(cell.id == reason.cell for cell in field.columns)
            assert not reason.cell or in_column or field.cell(reason.row, reason.cell)


@given(st.sets(st.sampled_from(sorted(HUCHE))))
def test_fields_taken_out_of_a_worthy_plan_never_give_a_point(fields):
    less, whole = (check(TEMPLATE, each, PORTRAIT, today=TODAY) for each in (without(HUCHE, *fields), HUCHE))
    assert all(few.points <= all_.points for few, all_ in zip(less.findings, whole.findings, strict=True))
