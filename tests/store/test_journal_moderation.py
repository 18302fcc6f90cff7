"""Reported: hidden at once, read by a moderator who leaves a line, decided with a reason, told to both."""

from __future__ import annotations

import pytest

from dataide_xblocks.domain.journal_levels import ALONE, GUIDE, HELD, KEEP, NET, REMOVED, SHOWN, TAKE_DOWN, TEAM
from dataide_xblocks.domain.journal_levels import COHORT as TO_ALL
from dataide_xblocks.models import JournalApart, JournalEntry, JournalReply, JournalReport
from dataide_xblocks.store import journal, journal_cases, journal_moderation, journal_reading, journal_replies

from .seated import COHORT, SLOT, after, answered, circle_of, reader, wrote

pytestmark = pytest.mark.django_db
MODERATOR = "louise"


@pytest.fixture(autouse=True)
def circles():
    circle_of("a", "b", "c")
    circle_of("d", number=2)


def report(learner: str, number: int, kind: str = "entry", reason: str = "hurtful", hour: float = 1, **more: bool):
    return journal_moderation.report(reader(learner), kind, number, reason, f"note de {learner}", after(hour), **more)


def decide(number: int, decision: str, kind: str = "entry", hour: float = 2) -> bool:
    return journal_cases.decide(COHORT, kind, number, decision, "Les mots.", MODERATOR, after(hour))


def opened(number: int, kind: str = "entry"):
    return journal_cases.open_case(COHORT, kind, number, MODERATOR, after(1.5))


def told(learner: str):
    return journal_moderation.told_to(reader(learner))


def test_a_reported_entry_is_seen_by_its_author_and_the_moderators_only():
    entry = wrote("a1", level=TO_ALL)
    assert report("b1", entry)
    for learner in ("a2", "b1", "c1", "d1"):
        assert journal_reading.readable_entry(reader(learner), entry) is None
    assert journal.mine(reader("a1")).boxes == {"happened": "Texte de a1"}
    assert journal_reading.open_as_team(COHORT, entry, "equipe", "look", after(1)) is not None
    assert opened(entry).entry.boxes == {"happened": "Texte de a1"}


@pytest.mark.parametrize(
    ("level", "readers"), [(ALONE, ""), (TEAM, "a2"), (2, "a2 b1 c1 g"), (TO_ALL, "a2 b1 c1 d1 g x")]
)
def test_whoever_may_read_an_entry_may_report_it_and_nobody_else(level, readers):
    from dataide_xblocks.models import JournalCircle, JournalGuide

    JournalGuide.objects.create(circle=JournalCircle.objects.get(number=1), learner="g", since=after(0))
    entry = wrote("a1", level=level)
    for learner in ("a1", "a2", "b1", "c1", "d1", "g", "x"):
        JournalEntry.objects.update(state=SHOWN)
        assert report(learner, entry) is (learner in readers.split()), learner


def test_one_kept_apart_may_not_report():
    one, other = sorted(journal.Me(COHORT, SLOT, each).home.id for each in ("a1", "b1"))
    JournalApart.objects.create(one_id=one, other_id=other, reason="Conflit", at=after(0))
    entry = wrote("a1")
    assert not report("b1", entry) and report("c1", entry)


def test_the_team_reports_what_it_may_open():
    entry, team = wrote("a1"), wrote("b1", level=TEAM)
    assert not report("equipe", entry) and not report("equipe", team, team=True)
    assert report("equipe", entry, team=True)


def test_an_answer_is_reported_by_the_author_of_the_entry_and_by_its_readers():
    entry = wrote("a1")
    reply = answered("b1", entry, after(1))
    assert not report("b1", reply, "reply") and not report("d1", reply, "reply")
    for learner in ("a1", "c1"):
        JournalReply.objects.update(state=SHOWN)
        assert report(learner, reply, "reply", hour=2)
    assert journal_reading.replies_to([entry]) == {}
    assert journal_reading.my_replies(reader("b1"))[0].boxes == {"mirror": "Réponse de b1"}


def test_a_draft_or_an_unknown_number_is_not_reported():
    entry = wrote("a1")
    draft = journal_replies.answer_waiting(reader("b1"), entry, GUIDE)
    assert not report("a1", draft.id, "reply") and not report("a1", 10**9)


def test_once_each_and_again_when_it_was_changed():
    entry = wrote("a1")
    assert report("b1", entry) and not report("c1", entry)
    assert decide(entry, KEEP)
    assert not report("b1", entry, hour=3) and JournalEntry.objects.get(pk=entry).state == SHOWN
    assert report("c1", entry, hour=3) and decide(entry, KEEP, hour=4)
    journal.write_box(reader("a1"), 3, "doing", "Autre chose", 1, False, after(5))
    assert report("b1", entry, hour=6)


def test_a_moderator_sees_what_waits_and_nothing_else():
    entry, other = wrote("a1"), wrote("b1")
    report("c1", entry)
    (case,) = journal_cases.cases(COHORT)
    assert (case.kind, case.number, case.reason, case.note) == ("entry", entry, "hurtful", "note de c1")
    assert "Texte" not in repr(case) and "learner" not in vars(case)
    assert opened(other) is None and opened(entry, "reply") is None
    assert journal_cases.open_case("course-v1:other", "entry", entry, MODERATOR, after(2)) is None
    assert journal_reading.readings_of(other) == []


def test_reading_a_report_leaves_a_line_that_the_author_sees():
    entry = wrote("a1")
    report("c1", entry)
    opened(entry)
    assert journal_reading.readings_of(entry) == [(MODERATOR, "report", after(1.5))]
    reply = answered("a2", wrote("b1"), after(1))
    report("b1", reply, "reply", hour=2)
    opened(reply, "reply")
    assert journal_moderation.readings_of_reply(reader("a2"), reply) == [(MODERATOR, "report", after(1.5))]
    assert journal_moderation.readings_of_reply(reader("b1"), reply) == [], "the author of the answer only"


def test_a_name_is_seen_only_where_it_was_chosen():
    entry = wrote("a1", named=False)
    reply = answered("b1", entry, after(1), named=False)
    report("c1", entry)
    found = opened(entry)
    assert (found.entry.learner, found.entry.organisation) == ("", None)
    decide(entry, KEEP)
    report("a1", reply, "reply", hour=3)
    found = opened(reply, "reply")
    assert (found.reply.learner, found.reply.organisation, found.entry) == ("", None, None)


def test_somebody_s_safety_comes_first_then_the_oldest():
    reasons = ("hurtful", "personal", "other", "safety")
    for n, (learner, reason) in enumerate(zip(("a1", "a2", "b1", "b2"), reasons, strict=True)):
        report("c1", wrote(learner), reason=reason, hour=n)
    assert [case.reason for case in journal_cases.cases(COHORT)] == ["safety", "personal", "hurtful", "other"]


def test_what_the_net_held_waits_too_without_a_reporter():
    me = reader("a1")
    for n in range(2):
        journal.write_box(me, 3, "happened", f"418 555-000{n}", n, True, after(0))
    entry = journal.publish(me, 2, True, False, after(0))
    assert entry.state == HELD and journal_reading.readable_entry(reader("b1"), entry.id) is None
    (case,) = journal_cases.cases(COHORT)
    assert (case.number, case.reason, case.since) == (entry.id, NET, None)
    assert opened(entry.id).entry.boxes and decide(entry.id, KEEP)
    assert journal_reading.readable_entry(reader("b1"), entry.id)
    assert [(each.reason, each.decision, each.mine) for each in told("a1")] == [(NET, KEEP, True)]
    assert journal.publish(me, TO_ALL, True, False, after(3)).state == SHOWN, "a human read it: it is not held again"


def test_what_stands_is_shown_again_and_both_are_told():
    entry = wrote("a1")
    report("b1", entry)
    assert told("a1") == told("b1") == []
    assert decide(entry, KEEP) and not decide(entry, TAKE_DOWN)
    assert journal_reading.readable_entry(reader("c1"), entry)
    (author,), (reporter,) = told("a1"), told("b1")
    assert (author.mine, reporter.mine) == (True, False)
    assert author.words == reporter.words == "Les mots." and author.decision == reporter.decision == KEEP
    assert "b1" not in repr(author) and "note" not in repr(author) and told("c1") == []


def test_what_is_taken_down_stays_its_author_s_and_comes_back_through_a_human():
    entry = wrote("a1")
    report("b1", entry)
    decide(entry, TAKE_DOWN)
    assert journal_reading.readable_entry(reader("b1"), entry) is None and journal_cases.cases(COHORT) == []
    me = reader("a1")
    assert (journal.mine(me).state, journal.mine(me).boxes) == (REMOVED, {"happened": "Texte de a1"})
    journal.write_box(me, 3, "happened", "Autrement", 1, False, after(3))
    assert journal.publish(me, 2, True, False, after(3)).state == HELD
    assert [case.reason for case in journal_cases.cases(COHORT)] == [NET]
    assert decide(entry, KEEP, hour=4) and journal_reading.readable_entry(reader("b1"), entry)


def test_an_answer_taken_down_comes_back_through_a_human_too():
    entry = wrote("a1")
    reply = answered("b1", entry, after(1))
    report("a1", reply, "reply", hour=2)
    decide(reply, TAKE_DOWN, "reply", hour=3)
    me = reader("b1")
    assert journal_replies.take_back(me, reply)
    journal_replies.write_reply_box(me, reply, "mirror", "Autrement", 9, False)
    assert journal_replies.send(me, reply, True, after(4)).state == HELD
    assert [case.number for case in journal_cases.cases(COHORT)] == [reply]
    assert decide(reply, KEEP, "reply", hour=5)
    assert journal_reading.replies_to([entry])[entry][0].boxes == {"mirror": "Autrement"}


def test_a_decision_is_put_away_by_each_for_themselves():
    entry = wrote("a1")
    report("b1", entry)
    decide(entry, KEEP)
    (decision,) = told("b1")
    assert not journal_moderation.put_away(reader("c1"), decision.report) and len(told("a1")) == len(told("b1")) == 1
    assert journal_moderation.put_away(reader("b1"), decision.report) and told("b1") == [] and len(told("a1")) == 1
    assert journal_moderation.put_away(reader("a1"), decision.report) and told("a1") == []


def test_what_its_author_took_back_to_themselves_waits_no_more():
    entry = wrote("a1")
    report("b1", entry)
    journal.publish(reader("a1"), ALONE, True, False, after(2))
    assert journal_cases.cases(COHORT) == [] and opened(entry) is None
    journal.publish(reader("a1"), 2, True, False, after(3))
    assert [case.number for case in journal_cases.cases(COHORT)] == [entry]
    assert journal_reading.readable_entry(reader("b1"), entry) is None


def test_what_its_author_changed_since_says_so():
    entry = wrote("a1")
    report("b1", entry)
    journal.write_box(reader("a1"), 3, "happened", "Rien du tout", 1, False, after(3))
    assert [case.changed for case in journal_cases.cases(COHORT)] == [True]


def test_a_moderator_sees_how_often_somebody_hurt_before_without_seeing_who():
    first = wrote("a1", named=False)
    report("b1", first)
    assert opened(first).hurtful == 0
    decide(first, TAKE_DOWN)
    again, innocent = wrote("a1", slot="w04-journal", named=False), wrote("c1", slot="w04-journal")
    for number, learner in ((again, "b1"), (innocent, "b2")):
        assert journal_moderation.report(reader(learner, "w04-journal"), "entry", number, "other", "", after(4))
    assert opened(again).hurtful == 1 and opened(innocent).hurtful == 0
    assert (opened(again).entry.learner, opened(again).entry.organisation) == ("", None)


def test_an_erased_entry_takes_its_report_with_it():
    entry = wrote("a1")
    report("b1", entry)
    journal.delete(reader("a1"))
    assert journal_cases.cases(COHORT) == [] and JournalReport.objects.count() == 0 and told("b1") == []
    assert not decide(entry, KEEP)
