"""What comes from outside: bytes, texts, course keys, dates."""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.answers import MOST_BYTES, MOST_DEPTH, MOST_KEYS, clean, only, read_body, read_text
from dataide_xblocks.domain.cohort import cohort_of, language_in
from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.domain.moments import day_in_words, hour_in_words, in_utc, read_moment, zone_of


def nested(depth: int) -> dict:
    """An object that holds an object, `depth` levels in all."""
    data: dict = {}
    for _ in range(depth - 1):
        data = {"a": data}
    return data


REFUSED = {
    "nothing": b"",
    "half": b"{",
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "not a number": b'{"a": NaN}',
    "infinity": b'{"a": -Infinity}',
    "beyond floats": b'{"a": 1e999}',
    "not utf-8": b'{"a": "\xff"}',
    "utf-16": '{"a": 1}'.encode("utf-16"),
    "a tower": b"[" * 60_000,
    "too deep": json.dumps(nested(MOST_DEPTH + 1)).encode(),
    "too many keys": json.dumps({str(n): n for n in range(MOST_KEYS + 1)}).encode(),
    "too many items": json.dumps({"a": [0] * MOST_KEYS}).encode(),
    "too long": b'{"a": "' + b"x" * MOST_BYTES + b'"}',
    "a long number": b'{"a": ' + b"1" * 10_000 + b"}",
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_a_body_that_is_not_a_decent_json_object_is_refused(body):
    with pytest.raises(InvalidAnswer):
        read_body(body)


def test_a_body_at_the_limits_is_read():
    for data in (nested(MOST_DEPTH), {str(n): n for n in range(MOST_KEYS)}, {"a": 1.5, "b": None}):
        assert read_body(json.dumps(data).encode()) == data


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body):
    with suppress(InvalidAnswer):
        assert isinstance(read_body(body), dict)


@given(st.text(st.characters(codec=None), max_size=80))
def test_a_clean_text_can_be_stored_and_cleaned_again_without_change(text):
    kept = clean(text)
    kept.encode("utf-8")
    assert clean(kept) == kept == unicodedata.normalize("NFC", kept)
    assert not [c for c in kept if unicodedata.category(c) == "Cc" and c not in "\n\t"]


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("e\u0301te\u0301", "été"),
        ("a\ud800b", "a\ufffdb"),
        ("a\u202eb\u2066c", "abc"),
        ("a\x00\x1b\x85b\tc", "ab\tc"),
        ("a\ufffeb", "ab"),
        ("  famille 👩‍👧 ", "famille 👩‍👧"),
    ],
)
def test_a_text_keeps_what_people_write_and_loses_what_machines_trip_over(given_, kept):
    assert clean(given_) == kept


@pytest.mark.parametrize("value", [None, 7, True, ["a"], {"a": "b"}, "a\ud800b"])
def test_only_a_text_is_a_text(value):
    with pytest.raises(InvalidAnswer) as refused:
        read_text({"text": value}, "text", 10)
    assert refused.value.field == "text"


def test_a_missing_text_is_empty_and_an_unknown_key_is_refused():
    assert read_text({}, "text", 10) == ""
    with pytest.raises(InvalidAnswer):
        only({"text": "", "learner": "8"}, "text")


@pytest.mark.parametrize(
    ("key", "cohort", "language"),
    [
        ("course-v1:DataideX+NDNP101+2027_FR", "course-v1:dataidex+ndnp101+2027", "fr"),
        ("course-v1:DataideX+NDNP101+2027_EN", "course-v1:dataidex+ndnp101+2027", "en"),
        ("course-v1:DataideX+NDNP101+2027-fr", "course-v1:dataidex+ndnp101+2027", "fr"),
        ("course-v1:DataideX+NDNP101+2027", "course-v1:dataidex+ndnp101+2027", None),
        ("course-v1:Chef+ENfant+2027", "course-v1:chef+enfant+2027", None),
        ("course-v1:Été+N+2027_FR", "course-v1:%c3%a9t%c3%a9+n+2027".replace("%c3%a9", "%C3%A9"), "fr"),
    ],
)
def test_both_languages_of_a_course_are_one_cohort(key, cohort, language):
    assert (cohort_of(key), language_in(key)) == (cohort, language)
    assert cohort_of(key).isascii() and len(cohort_of("course-v1:" + "é" * 300)) <= 255


def test_a_moment_is_said_as_people_say_it():
    closes, zone = read_moment("2027-01-25T13:00:00Z"), zone_of(None)
    assert (day_in_words(closes, "fr", zone), hour_in_words(closes, "fr", zone)) == (
        "lundi 25\u00a0janvier",
        "8\u00a0h",
    )
    assert day_in_words(closes, "en", zone) == "Monday, January\u00a025"
    assert hour_in_words(closes, "en", zone) == "8:00\u00a0a.m."
    noon = datetime(2027, 2, 1, 17, 5, tzinfo=UTC)
    assert (hour_in_words(noon, "fr", zone), hour_in_words(noon, "en", zone)) == (
        "12\u00a0h\u00a005",
        "12:05\u00a0p.m.",
    )
    assert day_in_words(noon, "fr", zone) == "lundi 1er\u00a0février"


def test_a_moment_without_a_zone_is_in_the_zone_given_and_is_kept_in_utc():
    assert in_utc(read_moment("2027-01-25T08:00", zone_of(None))) == "2027-01-25T13:00:00Z"
    assert read_moment("lundi") is None is read_moment("")


def test_a_zone_nobody_knows_is_the_programmes_own():
    assert str(zone_of("Mars/Olympus")) == str(zone_of("../etc/passwd")) == str(zone_of(None)) == "America/Toronto"
