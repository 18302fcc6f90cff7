"""Circles in the tables: made once, extended, mended by hand; and who reads what afterwards."""

from __future__ import annotations

import pytest

from dataide_xblocks.domain.circle_wish import Wish
from dataide_xblocks.domain.circles import LARGEST, SMALLEST
from dataide_xblocks.models import JournalApart, JournalCircle, JournalSeat, MaturityDecision, Member
from dataide_xblocks.store import circle_making, circle_wishes, circles, journal_reading, journal_replies, organisation

from .seated import COHORT, after, founded, reader, seat, wrote

pytestmark = pytest.mark.django_db
FR_DAY = Wish("fr", "day", "food")


def on_the_wall(count: int, **more: str) -> list[int]:
    """Organisations that share the wall, each of one person."""
    found = [founded(f"p{n}", **more) for n in range(count)]
    for each in found:
        circles.take_seat(COHORT, each, after(0))
    return found


def numbers() -> dict[int, int]:
    """{organisation: the number of its circle}."""
    return {each: circle.number for circle in circle_making.circles_of(COHORT) for each in circle.organisations}


def sizes() -> list[int]:
    return [len(circle.organisations) for circle in circle_making.circles_of(COHORT)]


def test_four_active_organisations_share_the_wall():
    on_the_wall(4)
    with pytest.raises(ValueError, match="4 active organisations share the wall"):
        circle_making.make(COHORT, 1, after(1))
    assert set(numbers().values()) == {0}
    founded("absent")  # founded, but neither seated nor wishing: not active
    with pytest.raises(ValueError, match="4 active"):
        circle_making.make(COHORT, 1, after(1))


@pytest.mark.parametrize(("count", "expected"), [(5, [5]), (7, [7]), (8, [4, 4]), (13, [5, 4, 4])])
def test_everybody_of_the_wall_gets_a_circle(count, expected):
    on_the_wall(count)
    circle_making.make(COHORT, 1, after(1))
    assert sorted(sizes()) == sorted(expected) and 0 not in numbers().values()
    left = JournalSeat.objects.filter(here=None)
    assert left.count() == count and set(left.values_list("until", "reason")) == {(after(1), "circles made, seed 1")}


def test_whoever_only_said_a_wish_is_active_unless_nobody_is_left_there():
    on_the_wall(4)
    wishing, empty = founded("w"), founded("gone")
    for each in (wishing, empty):
        circle_wishes.record_wish(each, FR_DAY, after(0))
    organisation.leave(COHORT, "gone")
    circle_making.make(COHORT, 1, after(1))
    assert wishing in numbers() and empty not in numbers()
    assert not Member.objects.filter(organisation=empty, here=True).exists()


def test_circles_are_made_once():
    on_the_wall(5)
    circle_making.make(COHORT, 1, after(1))
    before = numbers()
    with pytest.raises(ValueError, match="There are circles already"):
        circle_making.make(COHORT, 2, after(2))
    assert numbers() == before


def test_the_rules_see_wishes_sizes_and_types():
    one = founded("a", size="50", language="en")
    other = founded("b", size="0-2")
    circle_wishes.record_wish(other, Wish("both", "evening", "shelter", "Le nid", "Un voisin."), after(0))
    circle_wishes.record_wish(other, Wish("both", "evening", "shelter", "Le nid", "Un autre."), after(1))
    for choice in ("A", "C"):
        MaturityDecision.objects.create(
            organisation_id=one,
            model="portrait",
            wave="baseline",
            subject="type",
            version=0,
            choice=choice,
            learner="a",
        )
    found = {each.id: each for each in circle_wishes.applicants(COHORT, [one, other])}
    assert (found[one].language, found[one].hours, found[one].size, found[one].type) == ("en", "any", "50", "C")
    assert (found[other].language, found[other].hours, found[other].sector) == ("both", "evening", "shelter")
    assert circle_wishes.wish_of(other) == Wish("both", "evening", "shelter", "Le nid", "Un autre.")
    assert circle_wishes.wish_of(one) is None


def test_somebody_alone_speaks_the_language_of_most():
    on_the_wall(3, language="en")
    alone = organisation.own_place(COHORT, "seule").id
    assert circle_wishes.applicants(COHORT, [alone])[0].language == "en"


def test_what_was_on_the_wall_stays_readable_and_what_comes_after_is_the_circle_s():
    on_the_wall(8)
    old = wrote("p0")
    circle_making.make(COHORT, 1, after(1))
    where = numbers()
    far = next(f"p{n}" for n, each in enumerate(sorted(where)) if where[each] != where[min(where)])
    assert journal_reading.readable_entry(reader(far), old)
    new = wrote("p0", after(2), slot="w04-journal")
    assert journal_reading.readable_entry(reader(far, "w04-journal"), new) is None
    near = next(f"p{n}" for n, each in enumerate(sorted(where)) if n and where[each] == where[min(where)])
    assert journal_reading.readable_entry(reader(near, "w04-journal"), new)


def test_what_waits_where_nobody_is_left_is_still_given_to_whoever_was_there():
    on_the_wall(8)
    old = wrote("p0")
    circle_making.make(COHORT, 1, after(1))
    given = journal_replies.next_entry(reader("p5"), after(2))
    assert given is not None and given.entry == old
    new = wrote("p1", after(3), slot="w04-journal")
    where = numbers()
    merged = where[min(where) + 1]
    circle_making.merge(COHORT, merged, 3 - merged, after(4))
    wrote_later = wrote("p1", after(5), slot="w05-journal")
    assert journal_replies.next_entry(reader("p0", "w05-journal"), after(6)).entry == wrote_later
    near = next(f"p{n}" for n, each in enumerate(sorted(where)) if n != 1 and where[each] == merged)
    assert journal_replies.next_entry(reader(near, "w04-journal"), after(6)).entry == new
    far = next(f"p{n}" for n, each in enumerate(sorted(where)) if where[each] != merged)
    assert journal_replies.next_entry(reader(far, "w04-journal"), after(6)) is None


def test_a_latecomer_takes_a_place_where_it_suits_them():
    french = [founded(f"f{n}") for n in range(4)]
    english = [founded(f"e{n}", language="en") for n in range(4)]
    seat(1, *french), seat(2, *english)
    late = founded("late", language="en")
    assert circles.circle_ahead(COHORT, late) == JournalCircle.objects.get(number=2).pk
    assert circles.take_seat(COHORT, late, after(1)).number == 2
    assert circles.take_seat(COHORT, late, after(2)).number == 2 and sizes() == [4, 5]
    assert circles.circle_ahead(COHORT, 0) is not None, "somebody who is nowhere yet reads a number too"


def test_a_latecomer_kept_apart_from_everybody_waits_on_the_wall_and_is_given_a_circle():
    first = on_the_wall(5)
    circle_making.make(COHORT, 1, after(1))
    late = founded("late")
    for each in first:
        circle_making.keep_apart(COHORT, late, each, "Conflit", after(1))
    assert circles.take_seat(COHORT, late, after(2)).number == 0
    circle_making.extend(COHORT, 1, after(3))
    assert numbers()[late] == 2


def test_those_who_come_later_fill_circles_then_make_one():
    on_the_wall(10)
    circle_making.make(COHORT, 1, after(1))
    late = [founded(f"l{n}") for n in range(7)]
    for each in late[:1]:
        circle_wishes.record_wish(each, FR_DAY, after(1))
    circle_making.extend(COHORT, 1, after(2))
    assert sorted(sizes()) == [5, 6]
    for each in late:
        circle_wishes.record_wish(each, FR_DAY, after(3))
    circle_making.extend(COHORT, 1, after(4))
    assert sorted(sizes()) == [5, 6, 6] and set(late) <= set(numbers())
    before = numbers()
    circle_making.extend(COHORT, 1, after(5))
    assert numbers() == before


def test_one_who_comes_to_full_circles_is_a_seventh():
    on_the_wall(6)
    circle_making.make(COHORT, 1, after(1))
    circle_wishes.record_wish(founded("late"), FR_DAY, after(2))
    circle_making.extend(COHORT, 1, after(3))
    assert sizes() == [7]


def test_before_there_are_circles_nothing_is_extended():
    on_the_wall(3)
    with pytest.raises(ValueError, match="no circles yet"):
        circle_making.extend(COHORT, 1, after(1))


def test_one_organisation_is_moved_for_a_reason():
    moved, *others = on_the_wall(8)
    circle_making.make(COHORT, 1, after(1))
    entry = wrote("p0", after(2))
    target = 3 - numbers()[moved]
    circle_making.move(COHORT, moved, target, "Ils se connaissent.", after(3))
    assert numbers()[moved] == target
    former = JournalSeat.objects.get(organisation=moved, until=after(3))
    assert (former.here, former.reason) == (None, "Ils se connaissent.")
    stayed = next(f"p{n}" for n, each in enumerate([moved, *others]) if numbers()[each] != target)
    assert journal_reading.readable_entry(reader(stayed), entry), "what was shown to a circle stays shown to it"
    later = wrote(stayed, after(4))
    assert journal_reading.readable_entry(reader("p0"), later) is None
    for wrong in ((moved, 9), (10**6, 1)):
        with pytest.raises(ValueError, match="There is no"):
            circle_making.move(COHORT, *wrong, "x", after(5))


def test_two_kept_apart_never_share_a_circle_afterwards():
    one, *others = on_the_wall(8)
    circle_making.make(COHORT, 1, after(1))
    near = next(each for each in others if numbers()[each] == numbers()[one])
    circle_making.keep_apart(COHORT, one, near, "Un ancien conflit.", after(2))
    assert numbers()[one] != numbers()[near]
    with pytest.raises(ValueError, match="are kept apart"):
        circle_making.move(COHORT, one, numbers()[near], "x", after(3))
    with pytest.raises(ValueError, match="are kept apart"):
        circle_making.merge(COHORT, 1, 2, after(3))
    with pytest.raises(ValueError, match="two organisations"):
        circle_making.keep_apart(COHORT, one, one, "x", after(3))
    circle_making.keep_apart(COHORT, near, one, "Autre raison.", after(4))
    assert JournalApart.objects.get().reason == "Autre raison."
    assert circle_making.bring_together(near, one) and not circle_making.bring_together(near, one)
    circle_making.merge(COHORT, 1, 2, after(5))
    assert set(numbers().values()) == {2}


def test_with_nowhere_else_to_go_a_circle_of_one_is_made():
    one, *others = on_the_wall(5)
    circle_making.make(COHORT, 1, after(1))
    circle_making.keep_apart(COHORT, one, others[0], "Conflit", after(2))
    assert sorted(sizes()) == [1, 4] and numbers()[one] == 2


def test_on_the_wall_two_kept_apart_stay_and_do_not_read_each_other():
    one, other, *_more = on_the_wall(4)
    circle_making.keep_apart(COHORT, one, other, "Conflit", after(1))
    entry = wrote("p0", after(2))
    assert numbers()[one] == numbers()[other] == 0
    assert journal_reading.readable_entry(reader("p1"), entry) is None
    assert journal_reading.readable_entry(reader("p2"), entry)


def test_merged_circles_bring_their_guides():
    on_the_wall(8)
    circle_making.make(COHORT, 1, after(1))
    circle_making.add_guide(COHORT, 1, "yannick", after(1))
    circle_making.add_guide(COHORT, 1, "yannick", after(2))
    circle_making.merge(COHORT, 1, 2, after(3))
    (circle,) = circle_making.circles_of(COHORT)
    assert (circle.number, len(circle.organisations), circle.guides) == (2, 8, ["yannick"])
    assert len(circles.circles_guided_by(COHORT, "yannick")) == 2, "they still answer what waits in the former one"
    assert circle_making.remove_guide(COHORT, 2, "yannick") and not circle_making.remove_guide(COHORT, 2, "yannick")
    with pytest.raises(ValueError, match="two circles"):
        circle_making.merge(COHORT, 2, 2, after(4))


def test_sixty_organisations_in_circles_of_four_to_six(django_assert_max_num_queries):
    on_the_wall(60)
    circle_making.make(COHORT, 3, after(1))
    assert all(SMALLEST <= size <= LARGEST for size in sizes()) and len(sizes()) == 12
    with django_assert_max_num_queries(8):
        circle_making.circles_of(COHORT)
