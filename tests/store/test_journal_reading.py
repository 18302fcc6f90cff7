"""Who reads what: levels, kinds of reader, seats left, organisations kept apart, and all of it at the next request."""

from __future__ import annotations

import pytest

from dataide_xblocks.domain.journal_levels import ALONE, CIRCLE, LEVELS, TEAM
from dataide_xblocks.domain.journal_levels import COHORT as EVERYBODY
from dataide_xblocks.models import JournalCircle, JournalEntry, JournalGuide, JournalReading
from dataide_xblocks.store import journal, journal_reading, journal_replies, organisation

from .journals import COHORT, NOW, apart, house, later, me, published, seated

pytestmark = pytest.mark.django_db

# {reader: the lowest level at which they read an entry of Josée's, 9 where they never do}
READERS = {
    "josee": TEAM,  # her own draft is hers through `journal.mine`, not as a reader's
    "colleague": TEAM,
    "former": EVERYBODY,
    "circle": CIRCLE,
    "elsewhere": EVERYBODY,
    "nowhere": EVERYBODY,
    "guide": CIRCLE,
    "other-guide": EVERYBODY,
    "apart": 9,
    "apart-guide": 9,
    "was-apart": 9,
}


def circle(number: int) -> JournalCircle:
    return JournalCircle.objects.get_or_create(cohort=COHORT, number=number)[0]


def guide(learner: str, number: int) -> None:
    JournalGuide.objects.create(circle=circle(number), learner=learner, since=NOW)


@pytest.fixture
def people() -> None:
    """Everybody of the table above, and Josée's organisation in circle 1."""
    mine = house("josee", "colleague", "former", circle=1)
    organisation.leave(COHORT, "former")
    house("circle", circle=1), house("elsewhere", circle=2)
    guide("guide", 1), guide("other-guide", 2), guide("apart-guide", 1)
    apart(mine, house("apart", "was-apart", circle=1))
    apart(house("apart-guide"), mine)
    organisation.leave(COHORT, "was-apart")


def reads(learner: str, number: int) -> bool:
    """Whether this person is given the entry, alone and among others; both say the same."""
    alone = journal_reading.readable_entry(me(learner), number) is not None
    among = number in [entry.id for entry in journal_reading.readable_entries(me(learner))]
    assert learner == "josee" or alone == among
    return alone


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("level", LEVELS)
def test_each_level_is_read_by_those_it_says(people, level, named):
    entry = published("josee", level, named)
    assert {who: reads(who, entry.id) for who in READERS} == {who: level >= least for who, least in READERS.items()}


@pytest.mark.parametrize("state", ["reported", "held", "removed"])
def test_a_text_that_waits_for_a_moderator_is_read_by_nobody(people, state):
    entry = published("josee", EVERYBODY)
    JournalEntry.objects.update(state=state)
    assert not any(reads(who, entry.id) for who in READERS)
    assert journal.mine(me("josee")).state == state


def test_lowering_and_deleting_take_effect_at_the_next_request(people):
    entry = published("josee", EVERYBODY)
    reader = me("circle")
    assert journal_reading.readable_entry(reader, entry.id) is not None
    for level in (EVERYBODY, CIRCLE, TEAM, ALONE):
        published("josee", level)
        assert (journal_reading.readable_entry(reader, entry.id) is not None) == (level >= CIRCLE)
    published("josee", CIRCLE)
    journal.delete(me("josee"))
    assert journal_reading.readable_entry(reader, entry.id) is None
    assert journal_reading.readable_entries(reader) == []


def test_another_cohort_and_another_exercise_are_closed(people):
    entry = published("josee", EVERYBODY)
    assert journal_reading.readable_entry(me("circle", "w02-journal"), entry.id) is None
    other = journal_reading.Reader("course-v1:other+n+2027", "w01-journal", "circle")
    assert journal_reading.readable_entry(other, entry.id) is None


def test_a_place_that_was_left_reads_what_was_published_before_and_no_more():
    house("josee", circle=1), house("marc", circle=1)
    moved = house("lea", circle=1)
    before = published("josee", hours=1)
    seated(moved, 2, hours=2)
    after = published("marc", hours=3)
    assert reads("lea", before.id) and not reads("lea", after.id)
    published("josee", ALONE, hours=4)
    again = published("josee", hours=5)
    assert again.id == before.id and not reads("lea", again.id), "taken back and shown anew, it is of after"


def test_whoever_comes_to_a_circle_reads_what_was_there():
    house("josee", circle=1)
    moved = house("lea", circle=2)
    entry = published("josee")
    assert not reads("lea", entry.id)
    seated(moved, 1, hours=2)
    assert reads("lea", entry.id)


def test_kept_apart_later_they_read_each_other_no_more_at_once():
    one, other = house("josee", circle=1), house("lea", circle=1)
    hers, theirs = published("josee", EVERYBODY), published("lea", EVERYBODY)
    assert reads("lea", hers.id) and reads("josee", theirs.id)
    apart(one, other)
    assert not reads("lea", hers.id) and not reads("josee", theirs.id)


def test_leaving_an_organisation_does_not_lift_what_keeps_it_apart():
    apart(house("josee", circle=1), house("lea", circle=1))
    entry = published("josee", EVERYBODY)
    organisation.leave(COHORT, "lea")
    assert not reads("lea", entry.id)
    organisation.own_place(COHORT, "lea")
    assert not reads("lea", entry.id)


def test_of_two_organisations_apart_one_reads_the_one_where_one_is():
    former, present = house("lea", circle=1), house("marc", "zoe", circle=1)
    apart(former, present)
    organisation.leave(COHORT, "lea")
    organisation.Member.objects.create(organisation_id=present, cohort=COHORT, learner="lea")
    assert reads("lea", published("marc").id)


class TestFewOrganisations:
    """One to four active organisations share one wall; nobody is told to wait."""

    @pytest.mark.parametrize("count", [1, 2, 3, 4])
    def test_the_wall_is_of_everybody(self, count):
        learners = [str(n) for n in range(count)]
        entries = {who: published(who).id for who in learners}
        assert {entry.circle for entry in map(journal.mine, map(me, learners))} == {circle(0).pk}
        for who in learners:
            read = {entry.id for entry in journal_reading.readable_entries(me(who))}
            assert read == set(entries.values()) - {entries[who]}
            given = [_answer(who) for _ in range(count - 1)]
            assert len(set(given)) == count - 1 and _answer(who) is None
            assert {journal_replies.answer_cast(me(who), one).cast for one in ("marc", "lea")} == {"marc", "lea"}

    def test_people_alone_are_not_each_others_colleagues(self):
        entry = published("7", TEAM)
        house("8", personal=True)
        assert not reads("8", entry.id) and not reads("7", entry.id), "a personal organisation has no team"


def _answer(who: str) -> int | None:
    given = journal_replies.next_entry(me(who), NOW)
    if given is None:
        return None
    journal_replies.write_reply_box(me(who), given.id, "ours", "Chez nous", 0, False)
    return journal_replies.send(me(who), given.id, True, NOW).entry


class TestAnswersShown:
    """Answers received, and what their authors say of them."""

    def test_drafts_and_held_answers_are_shown_to_nobody(self):
        house("7", circle=1), house("8", circle=1), house("9", circle=1)
        entry = published("7")
        draft = journal_replies.next_entry(me("8"), NOW)
        journal_replies.write_reply_box(me("8"), draft.id, "mirror", "brouillon", 0, False)
        held = journal_replies.next_entry(me("9"), NOW)
        for box in ("mirror", "ours"):
            journal_replies.write_reply_box(me("9"), held.id, box, "appelez le 514", 0, True)
        assert journal_replies.send(me("9"), held.id, True, NOW).state == "held"
        assert journal_reading.replies_to(me("7"), [entry.id]) == {}
        assert [reply.id for reply in journal_reading.my_replies(me("8"))] == [draft.id]

    def test_only_the_author_of_an_entry_says_what_an_answer_was_worth(self):
        house("7", circle=1), house("8", circle=1)
        published("7")
        _answer("8")
        number = journal_reading.my_replies(me("8"))[0].id
        assert not journal_replies.react(me("8"), number, thanked=True)
        assert journal_replies.react(me("7"), number, thanked=True)
        assert journal_replies.react(me("7"), number, helps=True, why="La liste")
        kept = journal_reading.my_replies(me("8"))[0]
        assert (kept.thanked, kept.helps, kept.why) == (True, True, "La liste")
        journal.delete(me("7"))
        assert not journal_replies.react(me("7"), number, helps=False)


class TestTheTeam:
    """What staff read leaves a line that its author sees; what was not shown to a circle stays closed to them."""

    def test_a_reading_is_written_down_and_only_of_what_was_shown(self):
        entry = published("7", TEAM)
        assert journal_reading.open_as_team(COHORT, entry.id, "99", "waiting", NOW) is None
        assert not JournalReading.objects.exists()
        published("7", CIRCLE)
        assert journal_reading.open_as_team(COHORT, entry.id, "99", "waiting", later(1)).id == entry.id
        assert journal_reading.open_as_team("course-v1:other+n+2027", entry.id, "99", "waiting", NOW) is None
        assert journal_reading.readings_of(entry.id) == [("99", "waiting", later(1))]


def test_pages_of_twenty_the_newest_first():
    house("reader", circle=1)
    for n in range(45):
        house(f"a{n}", circle=1)
        published(f"a{n}", hours=n)
    pages = [[entry.learner for entry in journal_reading.readable_entries(me("reader"), page)] for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [20, 20, 5, 0]
    assert [name for page in pages for name in page] == [f"a{n}" for n in reversed(range(45))]
