"""What is new in the journals, for each person: counted, so that a message can say it without a text or a name."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db.models import Max

from dataide_xblocks.domain.journal_digest import News
from dataide_xblocks.domain.journal_levels import SHOWN
from dataide_xblocks.models import JournalCircle, JournalDigest, JournalGuide, JournalReply, Member

from .journal_lists import LATELY, turns_in, waiting_for_guide
from .journal_seal import seals


def news_of_all(now: datetime) -> dict[str, News]:
    """{learner: what is new}, over all cohorts, for whoever has something new."""
    found: dict[str, News] = {}
    for cohort in JournalCircle.objects.order_by("cohort").values_list("cohort", flat=True).distinct():
        for learner, news in _news_in(cohort, now).items():
            found[learner] = found.get(learner, News()) + news
    return {learner: news for learner, news in sorted(found.items()) if news}


def _news_in(cohort: str, now: datetime) -> dict[str, News]:
    answers, guided = _answers(cohort, now), _guided(cohort, now)
    turns: dict[str, tuple[int, int]] = {}
    for circle in JournalCircle.objects.filter(cohort=cohort).values_list("pk", flat=True):
        turns |= turns_in(cohort, circle, now)  # nobody is in two circles
    learners = answers.keys() | guided.keys() | turns.keys()
    return {each: News(answers[each], *turns.get(each, (0, 0)), guided[each]) for each in learners}


def _answers(cohort: str, now: datetime) -> Counter[str]:
    """{author: answers received since their last message, of the last two weeks, that they said nothing of}.

    Whose entry it is comes from the seals of the members: no id stands beside a text without a name, nor is kept here.
    """
    unsaid = {"thanked": False, "helps": None, "sent__gte": now - LATELY, "state": SHOWN, "entry__state": SHOWN}
    rows = list(JournalReply.objects.filter(cohort=cohort, **unsaid).values_list("slot", "entry__author", "sent"))
    members = list(Member.objects.filter(cohort=cohort, here=True).values_list("learner", flat=True))
    slots, last = {slot for slot, _author, _sent in rows}, _last_messages()
    whose = {(slot, each): learner for slot in slots for learner in members for each in seals(cohort, slot, learner)}
    found: Counter[str] = Counter()
    for slot, author, sent in rows:
        learner = whose.get((slot, author), "")
        if learner and (learner not in last or sent >= last[learner]):
            found[learner] += 1
    return found


def _last_messages() -> dict[str, datetime]:
    return dict(JournalDigest.objects.values_list("learner").annotate(last=Max("at")).order_by())


def _guided(cohort: str, now: datetime) -> Counter[str]:
    """{ambassador: texts that have waited for four days in their circles}, of the last two weeks."""
    found: Counter[str] = Counter()
    for learner, circle in JournalGuide.objects.filter(circle__cohort=cohort).values_list("learner", "circle"):
        late = [entry for entry in waiting_for_guide([circle], now) if now - entry.published <= LATELY]
        found[learner] += len(late)
    return found
