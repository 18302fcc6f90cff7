"""Circles: everybody in one, of the right size, never with whom they must not be, and better than chance."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dataide_xblocks.domain.circle_wish import HOURS_IN_WORDS, LANGUAGES_IN_WORDS, SECTORS_IN_WORDS, read_wish
from dataide_xblocks.domain.circles import (
    LARGEST,
    SMALLEST,
    Applicant,
    against,
    against_all,
    make_circles,
    may_not_meet,
    pairs,
    room_for,
)
from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.domain.organisation import SIZES

NOBODY = pairs([])
ANYONE = {
    "language": st.sampled_from(list(LANGUAGES_IN_WORDS)),
    "hours": st.sampled_from(list(HOURS_IN_WORDS)),
    "size": st.sampled_from(["", *SIZES]),
    "sector": st.sampled_from(list(SECTORS_IN_WORDS)),
    "type": st.sampled_from(["", "A", "B", "C"]),
}


@st.composite
def cohorts(draw, least: int = 1, most: int = 40, **fixed: object):
    """Applicants with the ids from 1 on."""
    kinds = {**ANYONE, **{name: st.just(value) for name, value in fixed.items()}}
    count = draw(st.integers(least, most))
    return [draw(st.builds(Applicant, id=st.just(n), **kinds)) for n in range(1, count + 1)]


def drawn(count: int, seed: int) -> list[Applicant]:
    """A cohort as it may be: nine in ten in French, one in three in the evening."""
    chance = Random(seed)
    weighted = {
        "language": ("fr",) * 7 + ("both",) * 2 + ("en",),
        "hours": ("day", "day", "evening", "any", "any", "any"),
        "size": ("0-2",) * 4 + ("3-9",) * 5 + ("10-49",) * 3 + ("50",),
        "sector": tuple(SECTORS_IN_WORDS),
        "type": ("A", "A", "B", "B", "B", "C", ""),
    }
    return [Applicant(n, **{name: chance.choice(values) for name, values in weighted.items()}) for n in range(count)]


def sizes(circles) -> list[int]:
    return sorted(len(circle) for circle in circles)


@settings(max_examples=60, deadline=None)
@given(
    applicants=cohorts(), couples=st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40))), seed=st.integers(0, 99)
)
def test_everybody_is_in_one_circle_and_never_with_whom_they_must_not_be(applicants, couples, seed):
    apart = pairs((one, other) for one, other in couples if one != other)
    circles = make_circles(applicants, apart, seed)
    assert sorted(each.id for circle in circles for each in circle) == [each.id for each in applicants]
    for circle in circles:
        assert circle and not any(may_not_meet(one, other, apart) for one, other in combinations(circle, 2))
        assert len({each.language for each in circle} - {"both"}) < 2
        assert not {frozenset((one.id, other.id)) for one, other in combinations(circle, 2)} & apart


@settings(max_examples=60, deadline=None)
@given(data=st.data(), seed=st.integers(0, 99))
def test_from_eight_on_every_circle_has_four_to_six(data, seed):
    applicants = data.draw(cohorts(8, 60, language=data.draw(ANYONE["language"])))
    foes = data.draw(st.permutations([each.id for each in applicants]))
    count = data.draw(st.integers(0, len(foes) // 2))
    apart = pairs(zip(foes[:count], foes[count : 2 * count], strict=True))
    assert all(SMALLEST <= size <= LARGEST for size in sizes(make_circles(applicants, apart, seed)))


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [1]),
        (3, [3]),
        (4, [4]),
        (5, [5]),
        (6, [6]),
        (7, [7]),
        (8, [4, 4]),
        (9, [4, 5]),
        (11, [5, 6]),
        (13, [4, 4, 5]),
    ],
)
def test_small_cohorts(count, expected):
    assert sizes(make_circles([Applicant(n) for n in range(count)], NOBODY, 1)) == expected


def test_thirty_six_circles_for_a_hundred_and_eighty():
    circles = make_circles([Applicant(n, "fr") for n in range(180)], NOBODY, 1)
    assert sizes(circles) == [5] * 36


def test_whoever_reads_both_completes_the_smaller_language():
    applicants = [Applicant(n, "fr") for n in range(10)] + [Applicant(10, "en")]
    assert sizes(make_circles(applicants, NOBODY, 1)) == [1, 5, 5], "nobody in that cohort reads their language"
    applicants += [Applicant(n, "both") for n in range(11, 15)]
    circles = make_circles(applicants, NOBODY, 1)
    assert sizes(circles)[0] >= SMALLEST
    assert any({each.language for each in circle} == {"en", "both"} for circle in circles)


@settings(max_examples=30, deadline=None)
@given(applicants=cohorts(), seed=st.integers(0, 99))
def test_the_same_seed_gives_the_same_circles_in_whatever_order_they_came(applicants, seed):
    shuffled = list(applicants)
    Random(seed + 1).shuffle(shuffled)
    assert make_circles(applicants, NOBODY, seed) == make_circles(shuffled, NOBODY, seed)


def test_another_seed_gives_other_circles():
    applicants = drawn(60, 1)
    assert len({str(make_circles(applicants, NOBODY, seed)) for seed in range(5)}) == 5


def by_chance(applicants: list[Applicant], like: list[list[Applicant]], seed: int) -> list[list[Applicant]]:
    """Circles of the same sizes and languages, otherwise drawn."""
    pools: dict[bool, list[Applicant]] = {}
    for circle in like:
        pools.setdefault(any(each.language == "en" for each in circle), []).extend(circle)
    for pool in pools.values():
        Random(seed).shuffle(pool)
    return [[pools[any(each.language == "en" for each in circle)].pop() for _each in circle] for circle in like]


@pytest.mark.parametrize("count", [20, 60, 180])
def test_circles_are_far_better_than_chance(count):
    """Per circle: pairs of different hours, pairs too far apart in size, one sector, one A among C."""
    made, chance = Counter(), Counter()
    for seed in range(3):
        applicants = drawn(count, seed)
        circles = make_circles(applicants, NOBODY, seed)
        for counted, found in ((made, circles), (chance, by_chance(applicants, circles, seed))):
            counted.update(dict(enumerate(against_all(found, NOBODY))))
    assert made[0] == 0 and made[3] == 0 and made[4] == 0
    assert made[1] * 5 <= chance[1] and made[2] * 3 <= chance[2], (made, chance)


def test_what_is_counted_against_a_circle():
    fr, en = Applicant(1, "fr"), Applicant(2, "en", sector="food")
    assert against([fr, en], NOBODY) == (1, 0, 0, 0, 0, 0)
    assert against([fr, Applicant(3, "fr", sector="food")], pairs([(3, 1)])) == (1, 0, 0, 0, 0, 0)
    day, evening = Applicant(1, hours="day", size="0-2"), Applicant(2, hours="evening", size="10-49")
    assert against([day, evening], NOBODY) == (0, 1, 1, 1, 0, 0)
    types = [
        Applicant(n, sector=sector, type=kind)
        for n, (kind, sector) in enumerate(zip("ACCC", SECTORS_IN_WORDS, strict=False))
    ]
    assert against(types, NOBODY) == (0, 0, 0, 0, 1, 0)
    assert against(types[1:], NOBODY) == (0, 0, 0, 0, 0, 1)
    assert against([*types, Applicant(9, type="B")], NOBODY) == (0,) * 6 == against([day], NOBODY)


def test_whoever_cannot_be_with_anybody_is_alone_rather_than_with_them():
    applicants = [Applicant(n, "fr") for n in range(6)]
    apart = pairs(combinations(range(6), 2))
    assert sizes(make_circles(applicants, apart, 1)) == [1] * 6


def test_a_latecomer_joins_the_circle_that_suits_them():
    full = [Applicant(n, "fr", "day", "3-9") for n in range(6)]
    evening = [Applicant(n, "fr", "evening", "3-9") for n in range(10, 15)]
    day = [Applicant(n, "fr", "day", "3-9") for n in range(20, 25)]
    english = [Applicant(n, "en") for n in range(30, 32)]
    late = Applicant(99, "fr", "day", "3-9")
    assert room_for(late, [full, evening, day, english], NOBODY) == 2
    assert room_for(late, [full, english], NOBODY) == 0, "a seventh rather than nobody"
    assert room_for(late, [english], NOBODY) is None and room_for(late, [], NOBODY) is None
    assert room_for(late, [full, evening, day], pairs([(99, 22)])) == 1
    assert room_for(late, [day, day[:4]], NOBODY) == 1


WISH = {"language": "fr", "hours": "any", "sector": "food", "alias": " La   Huche ", "avoid": "Le voisin."}


def test_a_wish_is_read():
    wish = read_wish(WISH)
    assert (wish.language, wish.alias, wish.avoid) == ("fr", "La Huche", "Le voisin.")
    assert read_wish({name: WISH[name] for name in ("language", "hours", "sector")}).alias == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [("language", "de"), ("language", None), ("hours", ["day"]), ("sector", ""), ("alias", "x" * 81), ("avoid", 3)],
)
def test_a_wrong_wish_is_refused_by_its_field(field, value):
    with pytest.raises(InvalidAnswer) as refused:
        read_wish({**WISH, field: value})
    assert refused.value.field == field


def test_a_wish_with_something_else_is_refused():
    with pytest.raises(InvalidAnswer):
        read_wish({**WISH, "type": "A"})
