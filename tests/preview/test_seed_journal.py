"""The circle of the demonstration: who sits in it, whom each answered, and what waits for whom."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from dataide_xblocks.domain.cohort import cohort_of
from dataide_xblocks.domain.language import LANGUAGES
from dataide_xblocks.models import JournalEntry, JournalReply, Organisation
from dataide_xblocks.preview.clock import moment_of
from dataide_xblocks.preview.library import LIBRARY, Course
from dataide_xblocks.preview.olx import tree_in
from dataide_xblocks.preview.seed import seed
from dataide_xblocks.preview.seed_journal_texts import STORY, Answered, Wrote
from dataide_xblocks.store import circle_making, journal_cases, journal_lists

from ..browser.site import ROOT


@pytest.fixture(autouse=True)
def whole_course(small_course):
    """The course itself on show, seeded as when the demonstration starts."""
    LIBRARY.show({language: Course(language, tree_in(ROOT / "course" / language)) for language in LANGUAGES})
    seed()
    return LIBRARY.courses["fr"]


def cohort() -> str:
    return cohort_of(LIBRARY.courses["fr"].key)


def who_wrote(first_box: str) -> str:
    return next(step.who for step in STORY if isinstance(step, Wrote) and first_box in step.boxes.values())


def test_six_organisations_share_a_circle_with_their_ambassador():
    (circle,) = circle_making.circles_of(cohort())
    assert len(circle.organisations) == 6 and circle.number == 1
    assert circle.guides == [str(User.objects.get(username="yannick").id)]
    names = set(Organisation.objects.filter(pk__in=circle.organisations).values_list("name", flat=True))
    assert {"", "Carrefour Escale", "Townships Friendly Wheels"} < names, "the visitor has named theirs nothing yet"


def test_each_answered_the_one_that_the_story_says():
    told = {
        (step.who, step.week, next(iter(step.boxes.values()))): step.to for step in STORY if isinstance(step, Answered)
    }
    replies = JournalReply.objects.select_related("entry")
    found = {
        (step.who, step.week, words): who_wrote(reply.entry.boxes["happened"])
        for reply in replies
        for step in STORY
        if isinstance(step, Answered) and (words := next(iter(step.boxes.values()))) in reply.boxes.values()
    }
    assert found == told and all(told.values())


def test_a_text_waits_for_the_ambassador_then_one_for_the_team_and_one_for_a_decision():
    start = LIBRARY.courses["fr"].start
    lists = journal_lists.waiting(cohort(), moment_of(start, 2))
    assert [each.week for each in lists["guides"]] == [1] and not lists["team"]
    lists = journal_lists.waiting(cohort(), moment_of(start, 3))
    assert 2 in [each.week for each in lists["guides"]] and 2 in [each.week for each in lists["team"]]
    (case,) = journal_cases.cases(cohort())
    assert (case.kind, case.reason, case.week) == ("entry", "personal", 1)


def test_a_text_without_a_name_keeps_nobody_and_the_visitor_wrote_nothing_in_week_2():
    nobody = JournalEntry.objects.get(named=False)
    assert (nobody.learner, nobody.organisation_id, nobody.week) == ("", None, 1)
    visitor = str(User.objects.get(username="josee").id)
    assert [each.week for each in JournalEntry.objects.filter(learner=visitor)] == [1]


def test_seeded_twice_nothing_is_there_twice():
    before = (JournalEntry.objects.count(), JournalReply.objects.count(), Organisation.objects.count())
    seed()
    assert (JournalEntry.objects.count(), JournalReply.objects.count(), Organisation.objects.count()) == before
