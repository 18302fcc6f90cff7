"""A plan comes back from its file: the same when it is ours, refused with a reason when it is not, nothing lost."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.domain.plan import Filled, Row, read_cell, to_json
from dataide_xblocks.domain.plan_import import ALTERED, CUT, MOST_BYTES, NOT_OURS, read_file, read_plan, together

from .plan_case import HUCHE, TEMPLATE, contents, table


def saved(plan=HUCHE):
    """The plan as its file holds it."""
    return to_json(TEMPLATE, plan, "La Huche commune")


def refused(data):
    """(field, message) of the refusal of a file."""
    with pytest.raises(InvalidAnswer) as refusal:
        read_plan(TEMPLATE, data)
    assert refusal.value.message % refusal.value.params
    return refusal.value.field, refusal.value.message


def with_cell(field, row, cell, text):
    """The file of the example with one value replaced."""
    data = copy.deepcopy(saved())
    if row:
        next(each for each in data["fields"][field]["rows"] if each["id"] == row)["cells"][cell] = text
    else:
        data["fields"][field]["parts"][cell] = text
    return data


def possible(plan):
    """What of any plan a form of ours could have kept: each value as it is read."""
    found = {}
    for field in TEMPLATE.fields:
        filled = plan.get(field.id, Filled())
        ids = {option.id for option in field.fixed}
        rows = {row.id: row for row in filled.rows if not ids or row.id in ids} if field.columns else {}
        kept = [Row(row.id, readable(field.columns, row.cells)) for row in rows.values()]
        parts = readable(field.parts, filled.parts)
        found[field.id] = Filled(parts, tuple(kept[: field.most or None] if not ids else kept))
    result = {}
    for field in TEMPLATE.fields:
        rows = found[field.id].rows
        filled = Filled(found[field.id].parts, rows)
        if filled.parts or filled.rows:
            result[field.id] = filled
    return result


def readable(cells, values):
    """The values that these cells accept, in the form that is kept."""
    found = {}
    for cell in cells:
        if cell.kind == "computed" and not cell.editable:
            continue
        try:
            text = read_cell(cell, values.get(cell.id, ""))
        except InvalidAnswer:
            continue
        if text:
            found[cell.id] = text
    return found


@given(contents())
def test_what_we_saved_comes_back_the_same(plan):
    plan = possible(plan)
    body = json.dumps(saved(plan), ensure_ascii=False).encode()
    assert read_plan(TEMPLATE, read_file(body)) == (plan, {})


def test_the_example_comes_back_through_any_json_writer_and_a_byte_order_mark():
    for body in (json.dumps(saved()).encode(), b"\xef\xbb\xbf" + json.dumps(saved(), indent=2).encode()):
        assert read_plan(TEMPLATE, read_file(body)) == (HUCHE, {})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
PLACES = st.sampled_from([*saved(), "fields.act.actions", "fields.idt.name", "fields.new.one"])


@given(JSON, PLACES)
def test_anything_at_all_is_read_or_refused_with_a_reason(value, place):
    data = copy.deepcopy(saved())
    head, _dot, field = place.partition(".")
    (data["fields"] if field else data)[field or head] = value
    for each in (value, data):
        try:
            plan, left = read_plan(TEMPLATE, each)
        except InvalidAnswer as refusal:
            assert refusal.message % refusal.params
        else:
            assert {*plan, *left} <= set(each["fields"])


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(body):
    try:
        assert isinstance(read_file(body), dict)
    except InvalidAnswer as refusal:
        assert refusal.field == "file"


@pytest.mark.parametrize("data", [None, [], "x", 1, {}, {"format": "other"}, {"format": ["dataide-plan"]}])
def test_what_is_not_a_plan_is_said_to_be_no_plan(data):
    assert refused(data) == ("file", NOT_OURS)


@pytest.mark.parametrize("version", [2, 0, "1", True, 1.0, None])
def test_another_version_is_refused(version):
    assert "another version" in refused({**saved(), "version": version})[1]


def test_another_template_is_refused_and_another_edition_is_read():
    assert "another course" in refused({**saved(), "template": "other"})[1]
    assert read_plan(TEMPLATE, {**saved(), "edition": "0" * 16}) == (HUCHE, {})


@pytest.mark.parametrize(
    "data",
    [
        {**saved(), "more": 1},
        {key: value for key, value in saved().items() if key != "edition"},
        {**saved(), "language": "de"},
        {**saved(), "language": ["fr"]},
        {**saved(), "fields": []},
        {**saved(), "fields": {"idt.name": {"parts": {}, "rows": [], "more": 1}}},
        {**saved(), "fields": {"idt.name": {"parts": []}}},
        {**saved(), "fields": {"idt.name": {"parts": {"value": 1}, "rows": []}}},
        {**saved(), "fields": {"Idt name": {"parts": {}, "rows": []}}},
        {**saved(), "fields": {"idt.name": {"parts": {"\u202e": "x"}, "rows": []}}},
        {**saved(), "fields": {"act.actions": {"parts": {}, "rows": [{"id": "a1"}]}}},
        {**saved(), "fields": {"act.actions": {"parts": {}, "rows": [["a1", {}]]}}},
    ],
)
def test_keys_that_we_did_not_write_or_that_are_missing_are_refused(data):
    assert refused(data)[1] == ALTERED


@pytest.mark.parametrize(
    ("field", "row", "cell", "text", "said"),
    [
        ("idt.name", "", "value", "x" * 121, "characters"),
        ("idt.mission", "", "value", "word " * 41, "words"),
        ("idt.size", "", "value", "many", "choose one"),
        ("idt.period", "", "end", "2027-02-30", "a day that exists"),
        ("act.actions", "a1", "hours", "a few", "a number"),
        ("bud.lines", "r1", "unit", "-1", "negative"),
        ("act.actions", "a1", "objective", "Not an id", "choose one"),
    ],
)
def test_a_value_that_no_form_would_keep_is_refused_at_its_place(field, row, cell, text, said):
    place, message = refused(with_cell(field, row, cell, text))
    assert place == "/".join(filter(None, (field, row, cell)))
    assert said in message


def test_a_group_shares_its_limit_of_words():
    plan = {"col.consent_text": Filled({"what": "word " * 60, "why": "word " * 60, "who": "word"})}
    assert refused(saved(plan))[0] == "col.consent_text"
    assert read_plan(TEMPLATE, saved({"col.consent_text": Filled({"what": "word", "why": "word"})}))[0]


@pytest.mark.parametrize("identifier", ["", "A1", "-a", "a" * 25, "a b", "é", 1, None, "a\n"])
def test_a_row_whose_id_is_not_ours_is_refused(identifier):
    data = {**saved(), "fields": {"act.actions": {"parts": {}, "rows": [{"id": identifier, "cells": {}}]}}}
    assert "name that we did not give" in refused(data)[1]


def test_a_row_that_comes_twice_is_refused():
    assert refused(saved({"act.actions": Filled(rows=(Row("a1", {"owner": "x"}), Row("a1")))}))[0] == "act.actions/a1"


@pytest.mark.parametrize(("field", "count"), [("act.actions", 21), ("por.priorities", 4), ("old.gone", 61)])
def test_too_many_rows_are_refused(field, count):
    assert "too many rows" in refused(saved({field: table(*({"x": "1"} for _row in range(count)))}))[1]


def test_what_the_template_no_longer_knows_is_kept_apart_and_not_lost():
    plan = {
        **HUCHE,
        "old.gone": Filled({"value": "  kept "}, (Row("r1", {"why": "kept too"}),)),
        "idt.name": Filled({"value": "La Huche commune", "gone": "a"}, (Row("r9", {"b": "c"}),)),
        "sec.measures": Filled(rows=(*HUCHE["sec.measures"].rows, Row("gone", {"status": "done"}))),
        "act.actions": Filled(
            rows=(*HUCHE["act.actions"].rows, Row("a9", {"action": "Rest", "cost": "1", "old": "2"}))
        ),
    }
    kept, left = read_plan(TEMPLATE, saved(plan))
    assert kept == {**HUCHE, "act.actions": Filled(rows=(*HUCHE["act.actions"].rows, Row("a9", {"action": "Rest"})))}
    assert left == {
        "old.gone": Filled({"value": "kept"}, (Row("r1", {"why": "kept too"}),)),
        "idt.name": Filled({"gone": "a"}, (Row("r9", {"b": "c"}),)),
        "sec.measures": Filled(rows=(Row("gone", {"status": "done"}),)),
        "act.actions": Filled(rows=(Row("a9", {"cost": "1", "old": "2"}),)),
    }


def test_a_value_too_long_for_any_field_is_refused_even_when_no_field_knows_it():
    assert refused(saved({"old.gone": Filled({"value": "x" * 8001})}))[0] == "old.gone/value"


def file_refused(body):
    with pytest.raises(InvalidAnswer) as refusal:
        read_file(body)
    return refusal.value.message


def test_a_file_cut_anywhere_after_its_head_is_said_to_be_cut():
    body = json.dumps(saved(), ensure_ascii=False).encode()
    assert {file_refused(body[:end]) for end in range(30, len(body), 7)} == {CUT}


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", b"hello", b"[1]", b"1", b'{"a": 1,}', b"\xff\xfe{", b"<html>"])
def test_a_file_of_another_kind_is_said_to_be_no_plan(body):
    assert file_refused(body) == NOT_OURS


@pytest.mark.parametrize(
    "body",
    [
        b'{"format": NaN}',
        b'{"format": -Infinity}',
        b'{"a": 1, "a": 2}',
        b'{"a":' * 9 + b"1" + b"}" * 9,
        b'{"a":' + b"[" * 100_000,
        b'{"a":' + b"9" * 5_000 + b"}",
    ],
)
def test_a_file_that_no_writer_of_ours_made_is_refused(body):
    assert file_refused(body) in (ALTERED, NOT_OURS)


def test_the_largest_file_is_512_kilobytes():
    body = json.dumps(saved()).encode()
    assert read_file(body.ljust(MOST_BYTES))
    assert "too large" in file_refused(body.ljust(MOST_BYTES + 1))


def test_a_link_to_a_row_that_was_removed_comes_back_as_it_stood():
    contents, left = read_plan(TEMPLATE, with_cell("act.actions", "a1", "needs", "gone"))
    assert contents["act.actions"].rows[0].cells["needs"] == "gone" and not left


def test_what_was_taken_apart_is_put_together_without_loss():
    known = {"act.actions": Filled({}, (Row("a1", {"action": "x"}),)), "idt.name": Filled({"value": "y"})}
    left = {"act.actions": Filled({"old": "p"}, (Row("a1", {"former": "q"}), Row("a9", {"former": "r"})))}
    assert together(known, left) == {
        "act.actions": Filled({"old": "p"}, (Row("a1", {"action": "x", "former": "q"}), Row("a9", {"former": "r"}))),
        "idt.name": Filled({"value": "y"}),
    }
