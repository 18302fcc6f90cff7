"""What a facilitator sees of circles: counts that are right, organisations to call, and no person, text or ranking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.journal_levels import ALONE, TEAM
from dataide_xblocks.domain.journal_levels import COHORT as TO_ALL
from dataide_xblocks.domain.journal_rhythm import HALF, LITTLE, MUCH, helps_of
from dataide_xblocks.models import JournalEntry, JournalReply
from dataide_xblocks.store import journal_numbers

from .seated import COHORT, after, answered, circle_of, reader, seat, wrote

pytestmark = pytest.mark.django_db


def health(hours: float, number: int = 1) -> journal_numbers.Health:
    return next(each for each in journal_numbers.health_of(COHORT, after(hours)) if each.number == number)


def test_a_week_of_a_circle_is_counted():
    circle_of("a", "b", "c")
    circle_of("d", number=2)
    first, second, _third = wrote("a1"), wrote("b1", after(10)), wrote("c1", after(20))
    wrote("c2", level=TEAM)
    answered("b1", first, after(6))
    answered("c1", first, after(30))
    answered("a1", second, after(20))
    wrote("a1", after(60), slot="w04-journal")
    found = health(69)
    assert (found.organisations, found.members) == (3, 6)
    assert found.weeks == [
        journal_numbers.CircleWeek(3, entries=3, answers=3, hours=8.0, waiting=1),
        journal_numbers.CircleWeek(4, entries=1, answers=0, hours=None, waiting=0),
    ]
    assert health(69, 2).weeks == [] and health(67).weeks[0].waiting == 0


def test_what_is_hidden_is_not_counted():
    circle_of("a", "b")
    entry = wrote("a1")
    reply = answered("b1", entry, after(1))
    JournalReply.objects.filter(pk=reply).update(state="reported")
    assert health(50).weeks == [journal_numbers.CircleWeek(3, 1, 0, None, 1)]
    JournalEntry.objects.filter(pk=entry).update(state="removed")
    assert health(50).weeks == []


def test_organisations_that_are_silent_are_named_and_people_only_counted():
    found = circle_of("a", "b", "c")
    wrote("a1", after(20 * 24), level=ALONE)  # a draft of one's own is a word too
    entry = wrote("b1", after(10 * 24))
    answered("a2", entry, after(20 * 24), named=False)
    health_ = health(21 * 24)
    assert health_.silent == [journal_numbers.Silent(found["b"], 7), journal_numbers.Silent(found["c"], 14)]
    assert health_.silent_members == 3
    assert health(6 * 24).silent == [] and health(8 * 24).silent_members == 0


def test_somebody_alone_is_never_named_and_a_newcomer_has_time_to_begin():
    from dataide_xblocks.store import organisation

    circle_of("a")
    alone = organisation.own_place(COHORT, "seule").id
    seat(1, alone)
    assert [each.organisation for each in health(15 * 24).silent] != [] and health(15 * 24).silent_members == 3
    assert alone not in [each.organisation for each in health(15 * 24).silent]
    late = circle_of("z", number=2)["z"]
    from dataide_xblocks.models import JournalSeat

    JournalSeat.objects.filter(organisation=late).update(since=after(10 * 24))
    assert health(15 * 24, 2).silent == [] and health(15 * 24, 2).silent_members == 0


def test_this_helps_is_told_in_bands_and_from_five_on():
    circle_of("a", "b", "c")
    replies = []
    for n, learner in enumerate(("a1", "a2", "b1", "b2", "c1")):
        entry = wrote(learner)
        replies.append(answered("c2" if learner[0] != "c" else "a1", entry, after(n + 1)))
    JournalReply.objects.filter(pk__in=replies[:4]).update(helps=True)
    assert health(10).helps == ""
    JournalReply.objects.filter(pk__in=replies).update(helps=True)
    assert health(10).helps == MUCH


@given(said=st.integers(0, 400), data=st.data())
def test_a_band_is_what_it_says(said, data):
    yes = data.draw(st.integers(0, said))
    band = helps_of(said, yes)
    if said < 5:
        assert band == ""
    else:
        share = 100 * yes / said
        assert band == (LITTLE if share < 40 else HALF if share < 60 else MUCH)


def test_levels_are_told_from_five_entries_on_of_the_whole_cohort():
    circle_of("a", "b", "c")
    for learner, level in (("a1", ALONE), ("a2", TEAM), ("b1", 2), ("b2", 2)):
        wrote(learner, level=level)
    assert journal_numbers.chosen_of(COHORT) == []
    wrote("c1", level=TO_ALL)
    JournalEntry.objects.filter(level=ALONE).update(passed=True)
    assert journal_numbers.chosen_of(COHORT) == [journal_numbers.WeekChosen(3, {0: 0, 1: 1, 2: 2, 3: 1}, 1)]


def test_no_text_no_person_and_no_seal_is_in_what_is_told():
    circle_of("a", "b", "c")
    for learner in ("a1", "a2", "b1", "b2", "c1"):
        wrote(learner, named=False, text=f"MARQUE-{learner}")
    said = repr(journal_numbers.health_of(COHORT, after(500))) + repr(journal_numbers.chosen_of(COHORT))
    assert "MARQUE" not in said and not any(f"'{each}'" in said for each in ("a1", "a2", "b1", "b2", "c1"))
    assert not any(author in said for author in JournalEntry.objects.values_list("author", flat=True))


def test_the_same_queries_whatever_was_written(django_assert_num_queries):
    counts = []
    for names in ("abcd", "efgh"):
        circle_of(*names, number=ord(names[0]))
        for name in names:
            wrote(f"{name}1")
        with django_assert_num_queries(12, exact=False) as found:
            journal_numbers.health_of(COHORT, after(50))
        counts.append(len(found))
    assert counts[0] == counts[1] <= 12
    assert reader("a1").seat is not None
