"""Entries that wait: on whose list, who is asked again, and that nothing says who wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.domain.journal_levels import ALONE, GUIDE, TEAM
from dataide_xblocks.domain.journal_levels import COHORT as TO_ALL
from dataide_xblocks.domain.journal_rhythm import who_is_asked
from dataide_xblocks.models import JournalApart, JournalEntry, JournalSeat
from dataide_xblocks.store import journal, journal_lists, people

from .seated import COHORT, SLOT, after, answered, circle_of, founded, home, reader, seat, wrote

pytestmark = pytest.mark.django_db


def entries(waiting: list[journal_lists.Waiting]) -> list[int]:
    return [each.entry for each in waiting]


def lists(hours: float) -> dict[str, list[int]]:
    return {name: entries(found) for name, found in journal_lists.waiting(COHORT, after(hours)).items()}


def asked(hours: float, *learners: str) -> list[str]:
    """Those of `learners` who are asked again."""
    return [each for each in learners if journal_lists.asked_again(reader(each), after(hours))]


@pytest.mark.parametrize(
    ("hours", "name"), [(47.9, ""), (48, "peers"), (95.9, "peers"), (96, "guides"), (167.9, "guides"), (168, "team")]
)
def test_an_entry_moves_from_list_to_list(hours, name):
    circle_of("a", "b")
    entry = wrote("a1")
    assert lists(hours) == {each: [entry] * (each == name) for each in ("peers", "guides", "team")}


def test_an_answer_takes_it_off_every_list_and_a_hidden_one_puts_it_back():
    from dataide_xblocks.store import journal_cases, journal_moderation

    circle_of("a", "b")
    entry = wrote("a1")
    reply = answered("b1", entry, after(1))
    assert not any(lists(200).values())
    assert journal_moderation.report(reader("a1"), "reply", reply, "hurtful", "", after(2))
    assert lists(200)["team"] == [entry]
    journal_cases.decide(COHORT, "reply", reply, "keep", "", "99", after(3))
    assert not any(lists(200).values())


def test_only_what_is_shown_to_a_circle_waits():
    circle_of("a", "b")
    wrote("a1", level=TEAM)
    wrote("a2", level=ALONE)
    entry = wrote("b1", level=TO_ALL)
    assert lists(50)["peers"] == [entry]
    journal.publish(journal.Me(COHORT, SLOT, "b1"), ALONE, True, False, after(50))
    assert not any(lists(50).values())


def test_a_guide_is_asked_for_what_waits_over_96_hours_in_their_circles_only():
    circle_of("a", "b")
    circle_of("c", "d", number=2)
    old, older, _other = wrote("a1", after(60)), wrote("b1", after(0)), wrote("c1")
    mine = JournalEntry.objects.get(pk=old).circle_id
    assert entries(journal_lists.waiting_for_guide([mine], after(100))) == [older]
    assert entries(journal_lists.waiting_for_guide([mine], after(170))) == [older, old]
    answered("yannick", older, after(171), GUIDE)
    assert entries(journal_lists.waiting_for_guide([mine], after(172))) == [old]


def test_two_members_are_asked_again_and_they_are_those_who_gave_fewest():
    circle_of("a", "b", "c")
    first, late = wrote("a1"), wrote("a2")
    for learner in ("b1", "b2", "c1", "c2"):
        wrote(learner, after(10))
    for learner in ("b1", "c2"):
        answered(learner, first, after(12))
    assert journal_lists.asked_again(reader("b2"), after(47)) == []
    found = asked(50, "a1", "a2", "b1", "b2", "c1", "c2")
    assert found == ["b2", "c1"]
    assert entries(journal_lists.asked_again(reader("b2"), after(50))) == [late]
    answered("b2", late, after(51))
    assert asked(52, "b1", "b2", "c1", "c2") == []


def test_whoever_never_came_is_asked_only_when_nobody_else_may():
    circle_of("a", "b", "c")
    wrote("a1")
    wrote("b1", after(10))
    found = asked(49, "a1", "a2", "b1", "b2", "c1", "c2")
    assert len(found) == 2 and found[0] == "b1"
    wrote("c1", after(10))
    assert asked(49, "a1", "a2", "b1", "b2", "c1", "c2") == ["b1", "c1"]


def test_nobody_is_asked_for_their_own_organisation_an_apart_one_or_another_circle():
    found = circle_of("a", "b", "c")
    circle_of("d", number=2)
    entry = wrote("a1")
    JournalApart.objects.create(one_id=found["a"], other_id=found["b"], reason="Conflit", at=after(0))
    assert asked(50, "a1", "a2", "b1", "b2", "c1", "c2", "d1", "nobody") == ["c1", "c2"]
    answered("c1", entry, after(51), named=False)
    JournalEntry.objects.update(state="")
    assert asked(60, "c1", "c2") == []


def test_an_author_whose_organisation_left_is_not_asked_for_their_own_text():
    found = circle_of("a", "b", "c")
    wrote("a1")
    JournalSeat.objects.filter(organisation=found["a"]).update(here=None, until=after(10))
    JournalApart.objects.create(one_id=found["a"], other_id=found["c"], reason="Conflit", at=after(0))
    assert asked(50, "a1", "a2", "b1", "b2", "c1", "c2") == ["b1", "b2"]


def test_the_turns_of_everybody_for_the_week_s_message():
    circle_of("a", "b", "c")
    wrote("a1")
    wrote("a1", after(2), slot="w04-journal")
    of = JournalEntry.objects.get(slot=SLOT).circle_id
    assert journal_lists.turns_in(COHORT, of, after(23)) == {}
    assert journal_lists.turns_in(COHORT, of, after(25)) == dict.fromkeys(("b1", "b2", "c1", "c2"), (1, 0))
    turns = journal_lists.turns_in(COHORT, of, after(60))
    assert {texts for texts, _asked in turns.values()} == {2} and sum(asked for _texts, asked in turns.values()) == 4
    assert journal_lists.turns_in(COHORT, of, after(15 * 24)) == {}, "nobody is reminded for ever"


def test_an_answer_whose_author_was_erased_was_received():
    circle_of("a", "b")
    entry = wrote("a1")
    answered("b1", entry, after(1))
    people.forget("b1")
    assert not any(lists(200).values())


def test_nothing_says_who_wrote():
    circle_of("a", "b")
    wrote("a1", named=False)
    waiting = journal_lists.waiting(COHORT, after(60))["peers"]
    said = repr(waiting)
    assert waiting and "a1" not in said and JournalEntry.objects.get().author not in said
    assert not {"learner", "organisation", "author", "house"} & set(vars(waiting[0]))


def test_the_same_queries_whatever_waits(django_assert_num_queries):
    circle_of("a", "b", "c")
    counts = []
    for more in range(2):
        for learner in ("a1", "a2", "b1", "b2")[more * 2 : more * 2 + 2]:
            wrote(learner)
        with django_assert_num_queries(12, exact=False) as found:
            journal_lists.asked_again(reader("c1"), after(50))
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_one_organisation_in_two_circles_of_time_reads_where_it_is():
    circle_of("a", "b")
    late = founded("e1")
    wrote("a1")
    assert asked(50, "e1") == []
    seat(1, late)
    assert home("e1") == late and len(asked(50, "b1", "b2", "e1")) == 2


@given(
    entry=st.integers(1, 10**9),
    members=st.dictionaries(st.text(min_size=1, max_size=4), st.tuples(st.booleans(), st.integers(0, 5)), max_size=12),
)
def test_who_is_asked_is_two_of_the_fewest_and_always_the_same(entry, members):
    found = who_is_asked(entry, members)
    assert len(found) == min(2, len(members)) == len(set(found))
    assert found == who_is_asked(entry, dict(reversed(members.items())))
    for left in set(members) - set(found):
        assert all(
            (not members[each][0], members[each][1]) <= (not members[left][0], members[left][1]) for each in found
        )
