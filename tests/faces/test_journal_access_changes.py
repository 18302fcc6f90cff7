"""What is lowered, erased, reported, left or kept apart is gone at the next request, by every way in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from dataide_xblocks.models import JournalEntry, JournalSeat
from dataide_xblocks.store import circle_making, organisation

from . import journal_access as access
from .journal import COHORT
from .journal_world import World, number

pytestmark = pytest.mark.django_db
COLLEAGUES, TEAM = {"author", "colleague"}, ("staff", "staff member")
COHORT_READERS = {
    "reader",
    "answerer",
    "late",
    "left after",
    "unread",
    "other",
    "guide",
    "newcomer",
    *COLLEAGUES,
    *TEAM,
}
PEOPLE = sorted({"apart", "not enrolled", "masquerading", "studio preview", *COHORT_READERS})
WAITS = "entry.waits.cohort"  # nameless, for the cohort, unanswered: on the page, in lists, given, opened by the team


def ways(world: World, person: str) -> str:
    """All that somebody can have shown to them: views, every handler that reads, files, their data."""
    cache.clear()
    found = [access.look(world, person, "student_view"), access.own_data(world, person, "json")]
    asked: list[tuple[str, dict[str, object]]] = [("download", {"format": "json"}), ("guide", {}), ("team", {})]
    asked += [("circle", {}), ("next_entry", {}), ("wishes", {}), ("plan_fields", {})]
    if person in ("guide", *TEAM):
        asked += [(handler, {"entry": str(pk)}) for handler in ("open_waiting", "answer_late") for pk in _waits(world)]
        asked += [("open_case", {"text": f"{kind}-{pk}"}) for kind, pk in _cases(world)]
    return " ".join([*found, *(access.ask(world, person, handler, data)[1] for handler, data in asked)])


def _waits(world: World) -> list[int]:
    return [world.entries["waits.circle"], world.entries["waits.cohort"]]


def _cases(world: World) -> list[tuple[str, int]]:
    named = [("entry", world.entries[kind]) for kind in ("2.named.shown", "waits.cohort", "2.named.reported")]
    return [*named, ("reply", world.answers["2.named.shown.answerer"])]


def readers(world: World, mark: str, people: Iterable[str] = PEOPLE) -> set[str]:
    """Who of `people` can read a mark, by whatever way; nothing that they press stays."""
    with access.as_they_were():
        found = {who for who, letter in access.letters().items() if mark in access.marks_seen(letter)}
    for person in people:
        with access.as_they_were():
            if mark in access.read_by(world, person, ways(world, person)):
                found.add(person)
    return found


@contextmanager
def held_by_all(world: World):
    """Whoever may was given a text already, opened what waits and began an answer: what they hold is of before."""
    with access.as_they_were():
        for person in PEOPLE:
            ways(world, person)
        yield


def publish(world: World, kind: str, level: int) -> None:
    """The author of an entry changes who reads it, as their own page does."""
    _by_author(world, kind, "publish", {"level": str(level), "signed": "name", "sure": "yes"})


def _by_author(world: World, kind: str, handler: str, data: dict[str, object]) -> None:
    with in_place_of_the_author(world, kind):
        assert access.ask(world, "author", handler, data)[0] == 200


@contextmanager
def in_place_of_the_author(world: World, kind: str) -> Iterator[None]:
    """The door's "author" is, for a while, who wrote an entry of this kind."""
    kept = dict(world.authors)
    world.authors["2.named.shown"] = world.authors[kind]
    try:
        yield
    finally:
        world.authors.update(kept)


def test_before_anything_changes_it_is_read_by_those_it_is_for(world):
    with held_by_all(world):
        assert readers(world, WAITS) == COHORT_READERS


def test_lowered_to_the_organization_it_is_gone_for_all_others(world):
    with held_by_all(world):
        publish(world, "waits.cohort", 1)
        assert readers(world, WAITS) == COLLEAGUES


def test_lowered_to_oneself_it_is_gone_for_everybody(world):
    with held_by_all(world):
        publish(world, "waits.cohort", 0)
        assert readers(world, WAITS) == set()


def test_erased_it_is_gone_for_everybody_and_answers_are_seen_by_who_wrote_them(world):
    with held_by_all(world):
        _by_author(world, "waits.cohort", "delete", {})
        _by_author(world, "2.named.shown", "delete", {})
        assert readers(world, WAITS) == set() == readers(world, "entry.2.named.shown")
        assert readers(world, "answer.2.named.shown.answerer") == {"answerer"}


def test_reported_it_is_gone_for_all_but_the_moderators(world):
    with held_by_all(world):
        sent = {"text": f"entry-{world.entries['waits.cohort']}", "reason": "hurtful"}
        assert access.ask(world, "reader", "report", sent)[0] == 200
        assert readers(world, WAITS) == set(TEAM)


def test_a_reported_answer_is_gone_for_all_but_who_wrote_it_and_the_moderators(world):
    mark = "answer.2.named.shown.answerer"
    with held_by_all(world):
        assert {"author", "reader", "guide"} < readers(world, mark)
        sent = {"text": f"reply-{world.answers['2.named.shown.answerer']}", "reason": "hurtful"}
        assert access.ask(world, "reader", "report", sent)[0] == 200
        assert readers(world, mark) == {"answerer", *TEAM}


def test_taken_back_an_answer_is_gone_for_all_but_who_wrote_it(world):
    with held_by_all(world):
        sent = {"reply": str(world.answers["2.named.shown.answerer"])}
        assert access.ask(world, "answerer", "take_back", sent)[0] == 200
        assert readers(world, "answer.2.named.shown.answerer") == {"answerer"}


def test_kept_apart_two_organizations_read_nothing_of_each_other(world):
    with held_by_all(world):
        circle_making.keep_apart(COHORT, world.houses["home"], world.houses["answering"], "Conflit.", timezone.now())
        assert {"answerer", "late"}.isdisjoint(readers(world, WAITS))
        assert COLLEAGUES.isdisjoint(readers(world, "answer.2.named.shown.answerer"))
        assert COLLEAGUES.isdisjoint(readers(world, "who.answerer", COLLEAGUES))
        assert readers(world, "who.author.3.named.shown", ("answerer", "late")) == set()
        assert "reader" in readers(world, WAITS, ("reader",)), "others read on"


def test_who_was_kept_apart_holds_nothing_back_and_is_given_another_text(world):
    """A text that one may not read any more is not the answer one has begun."""
    with access.as_they_were():
        assert "entry.waits.circle" in access.marks_seen(access.ask(world, "late", "next_entry", {})[1])
        circle_making.keep_apart(COHORT, world.houses["answering"], world.houses["home"], "Conflit.", timezone.now())
        given = access.marks_seen(access.ask(world, "late", "next_entry", {})[1])
        assert "entry.other.circle" in given and not any(mark.startswith("entry.waits") for mark in given)


def test_an_organization_that_leaves_a_circle_reads_nothing_that_comes_after(world):
    with held_by_all(world):
        circle_making.move(COHORT, world.houses["unread"], 2, "Elle le demande.", timezone.now())
        JournalSeat.objects.filter(organisation=world.houses["reading"]).delete()
        publish(world, "1.named.shown", 2)
        assert "entry.1.named.shown" not in access.marks_seen(ways(world, "unread"))
        assert "entry.2.named.shown" in access.marks_seen(ways(world, "unread")), "what was of before stays"
        publish(world, "2.named.shown", 1)
        assert "entry.2.named.shown" not in access.marks_seen(ways(world, "unread")), "unless it is lowered"


def test_who_leaves_an_organization_reads_no_more_of_it(world):
    with held_by_all(world):
        assert readers(world, "entry.1.named.shown", ("colleague",)) == {"colleague"}
        organisation.leave(COHORT, str(number("colleague")))
        assert readers(world, "entry.1.named.shown", ("colleague",)) == set()


def test_an_ambassador_who_stops_reads_no_more_of_the_circle(world):
    with held_by_all(world):
        circle_making.remove_guide(COHORT, 1, str(number("guide")))
        assert readers(world, "entry.2.named.shown", ("guide",)) == set()
        assert readers(world, "entry.waits.circle", ("guide",)) == set()


def test_who_answers_from_another_organization_shows_the_one_they_are_in_and_is_given_no_text_of_it(world):
    """An author who changes organisation: their text stays with the former one, and is not given to new colleagues."""
    who = str(world.authors["waits.circle"])
    with transaction.atomic(), access.as_they_were():
        organisation.leave(COHORT, who)
        place = organisation.place_of(COHORT, str(number("reader")))
        organisation.join(COHORT, who, place.code)
        given = access.marks_seen(access.ask(world, "reader", "next_entry", {})[1])
        assert "entry.waits.cohort" in given and "entry.waits.circle" not in given
        assert JournalEntry.objects.get(pk=world.entries["waits.circle"]).learner == ""


@pytest.mark.parametrize("kind", ["2.named.reported", "1.named.reported"])
def test_what_the_team_reads_leaves_a_line_that_its_author_sees(world, kind):
    with access.as_they_were():
        sent = {"text": f"entry-{world.entries[kind]}"}
        assert access.ask(world, "staff member", "open_case", sent)[0] == 200
        with in_place_of_the_author(world, kind):
            assert "parce qu’il a été signalé" in access.look(world, "author", "student_view")


def test_so_does_the_author_of_an_answer(world):
    with access.as_they_were():
        sent = {"text": f"reply-{world.answers['2.named.shown.whose-answer-is-reported']}"}
        assert "parce qu’il a été signalé" not in access.look(world, "whose answer is reported", "student_view")
        assert access.ask(world, "staff", "open_case", sent)[0] == 200
        assert "parce qu’il a été signalé" in access.look(world, "whose answer is reported", "student_view")
