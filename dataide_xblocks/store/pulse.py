"""The pulse's rows: one tap each, results released in steps of five, comments, and what the team replied.

Plain values in and out: `cohort`, `slot`, `question`, `choice` and `learner` are ids; a *result* is {choice: people} as
it was last released; nothing here ever says how many people answered since.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError
from django.db.models import Case, Count, F, Value, When

from dataide_xblocks.domain.privacy import MINIMUM, is_release
from dataide_xblocks.domain.pulse import Comment
from dataide_xblocks.models import PulseComment, PulseRating, PulseReply, PulseResult

from .transactions import one_transaction

PAGE = 50  # comments a page


@dataclass(frozen=True)
class Said:
    """A comment as its readers see it. `learner` is None unless its author signed it."""

    week: int
    slot: str
    text: str
    signature: str
    region: str
    learner: str | None


@dataclass(frozen=True)
class Reply:
    """What the team wrote about a week, in one language."""

    week: int
    language: str
    text: str


def record_rating(cohort: str, slot: str, week: int, question: str, learner: str, choice: str) -> dict[str, int]:
    """Keep a tap, or the change of one, and return the question's result. Each learner counts once."""
    of = {"cohort": cohort, "slot": slot, "question": question}
    if _change_rating(learner, choice, **of):
        return PulseResult.objects.filter(**of).values_list("released", flat=True).get()
    try:
        return _first_rating(learner, choice, **of)
    except PulseResult.DoesNotExist:
        _open_result(week, **of)
    except IntegrityError:
        pass  # the same tap, sent twice at once: the other one came first
    return record_rating(cohort, slot, week, question, learner, choice)


@one_transaction
def _change_rating(learner: str, choice: str, **of: str) -> bool:
    """Whether there was a rating to change. Alone in its transaction, for the reason given below."""
    return bool(PulseRating.objects.filter(**of, learner=learner).update(choice=choice))


@one_transaction
def _open_result(week: int, **of: str) -> None:
    """The row of a question's result, made by whoever answers first, alone in its transaction.

    After a search that found nothing, MySQL may keep the gap locked: many first answers would block one another.
    """
    PulseResult.objects.bulk_create([PulseResult(**of, week=week)], ignore_conflicts=True)


@one_transaction
def _first_rating(learner: str, choice: str, **of: str) -> dict[str, int]:
    """The result's row is written before anything is read: whoever releases counts everybody who came before."""
    result = PulseResult.objects.filter(**of)
    if not result.update(people=F("people") + 1):
        raise PulseResult.DoesNotExist
    people, released = result.values_list("people", "released").get()
    PulseRating.objects.create(**of, learner=learner, choice=choice)
    if is_release(people):
        released = _counts(**of) or released
        result.update(released=released)
    return released


def _counts(**of: str) -> dict[str, int]:
    """{choice: people}, empty under the minimum: a staff reset leaves fewer rows than the people ever counted."""
    counts = dict(PulseRating.objects.filter(**of).values_list("choice").annotate(Count("id")))
    return counts if sum(counts.values()) >= MINIMUM else {}


def ratings_of(cohort: str, slot: str, learner: str) -> dict[str, str]:
    """{question: choice} of one learner."""
    mine = PulseRating.objects.filter(cohort=cohort, slot=slot, learner=learner)
    return dict(mine.values_list("question", "choice"))


def results_of(cohort: str, slot: str) -> dict[str, dict[str, int]]:
    """{question: result} of one pulse, questions without a release left out."""
    rows = PulseResult.objects.filter(cohort=cohort, slot=slot).values_list("question", "released")
    return {question: released for question, released in rows if released}


def weekly_results(cohort: str) -> dict[str, dict[int, dict[str, int]]]:
    """{question: {week: result}} of the whole cohort, weeks in order: what the team's chart shows."""
    weeks: dict[str, dict[int, dict[str, int]]] = {}
    rows = (
        PulseResult.objects.filter(cohort=cohort).order_by("week", "slot").values_list("question", "week", "released")
    )
    for question, week, released in rows:
        if released:
            weeks.setdefault(question, {})[week] = released
    return weeks


@one_transaction
def record_comment(cohort: str, slot: str, week: int, learner: str, comment: Comment) -> str:
    """Keep a comment in place of the one this learner signed here before, if any.

    Returns "" for a signed comment. For the others no learner is kept, and the key returned is the only way to withdraw
    it: we keep its hash.
    """
    _signed(cohort, slot, learner).delete()
    named = comment.signature == "name"
    key = "" if named else secrets.token_urlsafe(24)
    PulseComment.objects.create(
        cohort=cohort,
        slot=slot,
        week=week,
        text=comment.text,
        signature=comment.signature,
        region=comment.region,
        learner=learner if named else None,
        withdraw_hash=_hash(key),
    )
    return key


@one_transaction
def withdraw_comment(cohort: str, slot: str, learner: str, key: str = "") -> bool:
    """Delete the comment that `key` opens, or without a key the one this learner signed; whether there was one."""
    unsigned = PulseComment.objects.filter(cohort=cohort, slot=slot, learner=None, withdraw_hash=_hash(key))
    deleted, _by_model = (unsigned if key else _signed(cohort, slot, learner)).delete()
    return bool(deleted)


def _signed(cohort: str, slot: str, learner: str):
    return PulseComment.objects.filter(cohort=cohort, slot=slot, learner=learner)


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest() if key else ""


def comment_of(cohort: str, slot: str, learner: str) -> str:
    """The text of the comment this learner signed here, "" when there is none."""
    return _signed(cohort, slot, learner).values_list("text", flat=True).first() or ""


def comments_of(
    cohort: str, week: int | None = None, region: str | None = None, page: int = 1
) -> tuple[list[Said], int]:
    """One page of comments, newest week first and in no order within it, and how many there are in all.

    `page` 0 gives them all: what a download needs.
    """
    found = PulseComment.objects.filter(cohort=cohort).order_by("-week", "id")
    if week is not None:
        found = found.filter(week=week)
    if region:
        found = found.filter(region=region)
    shown = found[(page - 1) * PAGE : page * PAGE] if page else found
    rows = shown.values_list("week", "slot", "text", "signature", "region", "learner")
    return [Said(*row) for row in rows], found.count()


@one_transaction
def record_reply(cohort: str, slot: str, week: int, texts: Mapping[str, str]) -> None:
    """Add the team's reply to a week, {language: text}. Earlier replies stay: the newest is shown."""
    PulseReply.objects.bulk_create(
        PulseReply(cohort=cohort, slot=slot, week=week, language=language, text=text)
        for language, text in texts.items()
    )


def reply_of(cohort: str, week: int, language: str) -> Reply | None:
    """The newest reply to this week or one before it, in `language` where the team wrote one, else in the other."""
    own_language = Case(When(language=language, then=Value(0)), default=Value(1))
    rows = PulseReply.objects.filter(cohort=cohort, week__lte=week).order_by("-week", own_language, "-id")
    row = rows.values_list("week", "language", "text").first()
    return Reply(*row) if row else None
