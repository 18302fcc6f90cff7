"""What a pulse is, what may be answered to it, and what may be shown of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.chart import most_given, shares, stacked
from dataide_xblocks.domain.errors import InvalidAnswer, InvalidExercise
from dataide_xblocks.domain.examples import PULSE
from dataide_xblocks.domain.exercise import line_of
from dataide_xblocks.domain.moments import is_open
from dataide_xblocks.domain.privacy import MINIMUM, is_release
from dataide_xblocks.domain.pulse import (
    MOST_COMMENT,
    SIGNATURES,
    read_comment,
    read_pulse,
    read_rating,
    read_reply,
    tally,
)
from dataide_xblocks.domain.regions import REGIONS, region_name, regions_in

GOOD = PULSE["en"]
# (what the author had, what they wrote instead, the key that is wrong)
BROKEN = [
    ('kind = "scale"', 'kind = "stars"', "question.1.kind"),
    ('kind = "scale"', 'kind = "scale"\nweight = 2', "question.1.weight"),
    ('id = "time"', 'id = "useful"', "question.2.id"),
    ('id = "time"', 'id = "Le temps"', "question.2.id"),
    ("week = 1", "week = 13", "week"),
    ("week = 1", "week = true", "week"),
    ("week = 1", 'week = 1\nlang = "de"', "lang"),
    ("week = 1", "week = 1\nweeks = 2", "weeks"),
    ('text = "I spent:"', 'text = ""', "question.2.text"),
    ('text = "I spent:"', "text = 3", "question.2.text"),
    ('choices = [{id = "yes", text = "Yes"}, {id = "partly", text = "Partly"}, ', "choices = [ ", "question.3.choices"),
    ('{id = "partly"', '{id = "yes"', "question.3.choices.2.id"),
    ('{id = "partly", text = "Partly"}', '{id = "partly"}', "question.3.choices.2.text"),
    ('text = "The portrait', "text = The portrait", "line {line}"),
]


@pytest.mark.parametrize(("before", "after", "field"), BROKEN)
def test_a_mistake_names_its_key_and_its_line(before, after, field):
    assert before in GOOD
    text = GOOD.replace(before, after, 1)
    line = 1 + text.count("\n", 0, text.rindex(after.split("\n")[-1]))
    with pytest.raises(InvalidExercise) as refused:
        read_pulse(text)
    assert (refused.value.field, line_of(text, refused.value.field)) == (field.format(line=line), line)


def test_a_mistake_in_choices_written_as_tables_names_the_tables_line():
    """What the build writes: each choice under its own header."""
    head = (
        'week = 1\n[[question]]\nid = "a"\nkind = "choice"\ntext = "A?"\n[[question.choices]]\nid = "x"\ntext = "X"\n'
    )
    text = head + '[[question.choices]]\nid = "y"\n' + head[9:] * 2
    with pytest.raises(InvalidExercise) as refused:
        read_pulse(text)
    assert refused.value.field == "question.1.choices.2.text"
    assert line_of(text, refused.value.field) == 9


@pytest.mark.parametrize("language", PULSE)
def test_the_proposed_pulse_reads_in_both_languages(language):
    pulse = read_pulse(PULSE[language])
    assert [question.id for question in pulse.questions] == ["useful", "time", "w01"]
    assert [question.id for question in pulse.common] == ["useful", "time"]
    assert pulse.question("time").choice("could-not").help


def test_the_proposed_pulses_have_the_same_ids():
    ids = [[(q.id, [c.id for c in q.choices]) for q in read_pulse(text).questions] for text in PULSE.values()]
    assert ids[0] == ids[1]


@given(st.text(max_size=400) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_no_text_of_an_author_raises_anything_else(text):
    try:
        read_pulse(text)
    except InvalidExercise as error:
        assert error.field and error.message
        line_of(text, error.field)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda v: st.lists(v) | st.dictionaries(st.text(), v),
)
pulse = read_pulse(GOOD)


@given(
    st.dictionaries(
        st.sampled_from(["question", "choice", "text", "signature", "region", "fr", "en", "x"]), json_values
    )
)
def test_whatever_a_browser_sends_is_read_or_refused(data):
    for read in (lambda d: read_rating(pulse, d), read_comment, read_reply):
        try:
            read(data)
        except InvalidAnswer as error:
            assert error.message


def test_a_tap_is_a_question_and_one_of_its_choices():
    rating = read_rating(pulse, {"question": "useful", "choice": "5"})
    assert (rating.question, rating.choice) == ("useful", "5")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "question"),
        ({"question": "useful"}, "choice"),
        ({"question": "useful", "choice": "under-1"}, "choice"),
        ({"question": "useful", "choice": 5}, "choice"),
        ({"question": ["useful"], "choice": "5"}, "question"),
        ({"question": "other", "choice": "5"}, "question"),
        ({"question": "useful", "choice": "5", "learner": "8"}, ""),
    ],
)
def test_a_bad_tap_is_refused_and_names_its_field(data, field):
    with pytest.raises(InvalidAnswer) as refused:
        read_rating(pulse, data)
    assert refused.value.field == field


def test_a_comment_counts_characters_after_normalisation():
    decomposed = "e\u0301" * MOST_COMMENT
    assert read_comment({"text": decomposed, "signature": "none"}).text == "é" * MOST_COMMENT
    with pytest.raises(InvalidAnswer):
        read_comment({"text": "é" * (MOST_COMMENT + 1), "signature": "none"})


def test_a_comment_of_emoji_is_counted_in_characters_not_in_bytes():
    assert len(read_comment({"text": "🙂" * MOST_COMMENT, "signature": "none"}).text) == MOST_COMMENT


@pytest.mark.parametrize("text", ["", "   \n", "\u202e\u200e", "\x00\x01"])
def test_a_comment_that_says_nothing_is_refused(text):
    with pytest.raises(InvalidAnswer) as refused:
        read_comment({"text": text, "signature": "none"})
    assert refused.value.field == "text"


def test_a_region_is_kept_only_with_the_signature_that_shows_it():
    assert read_comment({"text": "a", "signature": "region", "region": "08"}).region == "08"
    for signature in ("none", "name"):
        assert read_comment({"text": "a", "signature": signature, "region": "08"}).region == ""
    with pytest.raises(InvalidAnswer) as refused:
        read_comment({"text": "a", "signature": "region", "region": "18"})
    assert refused.value.field == "region"


def test_every_signature_is_explained():
    assert list(SIGNATURES) == ["name", "region", "none"] and all(SIGNATURES.values())


def test_a_reply_may_be_in_one_language_but_not_in_none():
    assert read_reply({"fr": " Merci ", "en": ""}) == {"fr": "Merci"}
    with pytest.raises(InvalidAnswer):
        read_reply({"fr": " ", "en": ""})


def test_a_pulse_is_open_until_the_very_moment_it_closes():
    closes = datetime(2027, 1, 25, 13, tzinfo=UTC)
    assert is_open(closes, closes - timedelta(seconds=1)) and not is_open(closes, closes)
    assert is_open(None, closes)


@given(st.integers(0, 10_000))
def test_a_release_comes_every_five_people_and_never_before_five(people):
    assert is_release(people) == (people >= MINIMUM == 5 and people % 5 == 0)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=60))
def test_two_releases_always_differ_by_five_people_or_more(choices):
    """Whoever looks after every single answer learns nothing about fewer than five people."""
    seen = [n for n in range(1, len(choices) + 1) if is_release(n)]
    assert all(later - earlier >= MINIMUM for earlier, later in zip([0, *seen], seen, strict=False))


def test_a_tally_is_in_the_authors_order_and_knows_no_withdrawn_choice():
    question = pulse.question("w01")
    assert [(c.id, n) for c, n in tally(question, {"no": 3, "gone": 2, "yes": 1})] == [
        ("yes", 1),
        ("partly", 0),
        ("no", 3),
    ]


@given(st.lists(st.integers(0, 9_999), min_size=1, max_size=6), st.sampled_from([100, 120]))
def test_parts_of_a_bar_fill_it_exactly_and_are_never_off_by_one(counts, whole):
    parts = shares(counts, whole)
    assert sum(parts) == (whole if any(counts) else 0)
    total = sum(counts) or 1
    assert all(abs(part - count * whole / total) < 1 for part, count in zip(parts, counts, strict=True))
    assert all(part >= 0 for part in parts)


def test_a_column_is_stacked_from_the_bottom_without_gaps():
    assert stacked([1, 1, 2], 120) == [(90, 30), (60, 30), (0, 60)]


def test_the_answer_given_most_often_may_be_several_or_none():
    assert most_given({"a": 2, "b": 3, "c": 3}) == ["b", "c"]
    assert most_given({"a": 0}) == [] == most_given({})


def test_there_are_seventeen_regions_with_a_name_in_each_language():
    assert len(REGIONS) == 17
    for language in ("fr", "en"):
        assert all(region_name(region, language) for region in REGIONS)
        assert sorted(region for region, _name in regions_in(language)) == sorted(REGIONS)
    assert regions_in("fr")[0][1] == "Abitibi-Témiscamingue"
    assert region_name("", "fr") == "" == region_name("99", "en")
