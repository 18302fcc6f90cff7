"""Differences between two states of a plan: all of them, in order, and no more than there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.plan import Filled, Row
from dataide_xblocks.domain.plan_change import ADDED, CHANGED, MOVED, REMOVED, Change, changes

from .plan_case import HUCHE, TEMPLATE, changed, contents, without


def normal(plan):
    """The same plan without what counts as nothing: empty values, second rows of one id, fields that hold nothing."""
    found = {}
    for name, filled in plan.items():
        rows = {row.id: {cell: text for cell, text in row.cells.items() if text} for row in reversed(filled.rows)}
        order = list(dict.fromkeys(row.id for row in filled.rows))
        parts = {cell: text for cell, text in filled.parts.items() if text}
        if parts or rows:
            found[name] = (parts, [(row, rows[row]) for row in order])
    return found


def applied(before, found):
    """A plan after these changes: the reader of a history, written apart from the rule."""
    plan = {name: (dict(parts), dict(rows)) for name, (parts, rows) in normal(before).items()}
    places: dict[str, dict[str, int]] = {}
    for each in found:
        parts, rows = plan.setdefault(each.field, ({}, {}))
        if each.row and not each.cell:
            cells = rows.pop(each.row, {})
            if each.kind != REMOVED:
                places.setdefault(each.field, {})[each.row] = int(each.after)
                rows[each.row] = cells
            continue
        held = rows[each.row] if each.row else parts
        assert held.get(each.cell, "") == each.before
        held[each.cell] = each.after
    result = {}
    for name, (parts, rows) in plan.items():
        order = [row for row in rows if row not in places.get(name, {})]
        for row, place in sorted(places.get(name, {}).items(), key=lambda pair: pair[1]):
            order.insert(place - 1, row)
        result[name] = Filled(parts, tuple(Row(row, rows[row]) for row in order))
    return normal(result)


@given(contents(), contents(), st.sampled_from([TEMPLATE, None]))
def test_applying_the_changes_to_the_first_state_gives_the_second(before, after, template):
    assert applied(before, changes(before, after, template)) == normal(after)


@given(st.permutations(list("abcdefgh")), st.sets(st.sampled_from("abcdefgh")), st.sets(st.sampled_from("xyz")))
def test_rows_in_any_order_with_some_gone_and_some_new_are_found_again(order, gone, new):
    before = {"act.actions": Filled(rows=tuple(Row(row, {"action": row}) for row in "abcdefgh"))}
    rows = [row for row in order if row not in gone]
    for n, row in enumerate(sorted(new)):
        rows.insert(n * 2, row)
    after = {"act.actions": Filled(rows=tuple(Row(row, {"action": row}) for row in rows))}
    assert applied(before, changes(before, after)) == normal(after)


@given(contents())
def test_the_same_plan_has_no_change(plan):
    assert changes(plan, plan, TEMPLATE) == []


def test_a_cell_is_added_changed_or_removed():
    assert changes(HUCHE, changed(HUCHE, "ris.register", "k1", owner="Deputy"), TEMPLATE) == [
        Change("ris.register", "k1", "owner", "Director", "Deputy", CHANGED)
    ]
    assert changes(HUCHE, changed(HUCHE, "ris.register", "r2", owner="Deputy"))[0].kind == ADDED
    assert changes(HUCHE, changed(HUCHE, "ris.register", "k1", owner=""))[0].kind == REMOVED


def test_a_row_dragged_to_the_end_is_one_move():
    rows = HUCHE["don.inventory"].rows
    after = {**HUCHE, "don.inventory": Filled(rows=(*rows[1:], rows[0]))}
    assert changes(HUCHE, after) == [Change("don.inventory", "f0", "", "1", "10", MOVED)]


def test_a_row_without_cells_that_appears_or_goes_is_seen():
    before, after = {}, {"act.actions": Filled(rows=(Row("a1"),))}
    assert changes(before, after) == [Change("act.actions", "a1", "", "", "1", ADDED)]
    assert changes(after, before) == [Change("act.actions", "a1", "", "1", "", REMOVED)]


def test_changes_come_in_the_order_of_the_template_and_strangers_last():
    after = {
        "aaa.gone": HUCHE["idt.name"],
        **changed(without(HUCHE, "idt.mission"), "act.actions", "a1", end="", owner=""),
    }
    found = [(each.field, each.cell) for each in changes(HUCHE, after, TEMPLATE)]
    assert found == [("idt.mission", "value"), ("act.actions", "owner"), ("act.actions", "end"), ("aaa.gone", "value")]
