"""Everything we hold about one person: naming, showing and forgetting them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldError

from dataide_xblocks.models import (
    ComparisonBatch,
    MaturityAnswer,
    MaturityDecision,
    MaturityPassage,
    Member,
    Organisation,
    PulseComment,
    PulseRating,
    PulseReply,
    PulseResult,
)

from .organisation import owner_of
from .transactions import one_transaction


def names_of(learners: Iterable[str]) -> dict[str, str]:
    """{learner: name} from the platform's own accounts; whoever is not there is named by their id."""
    learners = set(learners)
    numbers = [int(learner) for learner in learners if learner.isascii() and learner.isdigit()]
    names = {learner: learner for learner in learners}
    if numbers:
        names.update({str(number): name or username for number, name, username in _accounts(numbers)})
    return names


def _accounts(numbers: list[int]) -> list[tuple[int, str, str]]:
    accounts = get_user_model().objects.filter(pk__in=numbers)
    try:
        return list(accounts.values_list("pk", "profile__name", "username"))
    except FieldError:  # only the platform's accounts have a profile
        return [(pk, f"{first} {last}".strip(), user) for pk, first, last, user in _plain(accounts)]


def _plain(accounts):
    return accounts.values_list("pk", "first_name", "last_name", "username")


def held_about(learner: str) -> dict[str, list[dict[str, object]]]:
    """All that is kept under this learner's id, as plain values: what a person who asks is given."""
    ratings = PulseRating.objects.filter(learner=learner).order_by("cohort", "slot", "question")
    comments = PulseComment.objects.filter(learner=learner).order_by("cohort", "week")
    answers = MaturityAnswer.objects.filter(passage__learner=learner).order_by("passage", "item", "version")
    passages = MaturityPassage.objects.filter(learner=learner).order_by("cohort", "wave")
    members = Member.objects.filter(learner=learner).order_by("cohort", "organisation")
    decisions = MaturityDecision.objects.filter(learner=learner).order_by("id")
    return {
        "pulse_ratings": list(ratings.values("cohort", "slot", "question", "choice")),
        "pulse_comments": list(comments.values("cohort", "slot", "week", "text")),
        "organisations": list(members.values("cohort", "organisation__name", "here", "joined")),
        "maturity_passages": list(
            passages.values("cohort", "model", "wave", "role", "compare", "answered", "finished")
        ),
        "maturity_answers": list(answers.values("passage__wave", "item", "version", "choice", "why", "proof")),
        "maturity_decisions": list(decisions.values("wave", "subject", "choice", "reason", "decided")),
    }


@one_transaction
def forget(learner: str) -> dict[str, int]:
    """Erase a person. Returns {table: rows touched}.

    What is theirs alone is deleted: comments, short forms, an organisation of nobody else. What others count on goes on
    under random ids: ratings, and the answers and decisions of a team, without their free texts.
    """
    return {
        "pulse_comments": _delete_comments(learner=learner),
        "pulse_ratings": _unname_ratings(learner=learner),
        "maturity_alone": _delete_alone(learner),
        "maturity_passages": _unname_passages(learner),
        "maturity_decisions": _unname(MaturityDecision, learner),
        "members": _unname(Member, learner, here=None),
    }


@one_transaction
def erase_cohort(cohort: str, really: bool = False) -> dict[str, int]:
    """{table: rows} of everything a cohort gave; erased when `really`. What hangs on those rows goes with them."""
    tables = (PulseComment, PulseRating, PulseReply, PulseResult, MaturityPassage, Organisation, ComparisonBatch)
    rows = {table.__name__: table.objects.filter(cohort=cohort) for table in tables}  # type: ignore[attr-defined]
    counts = {name: found.count() for name, found in rows.items()}
    for found in rows.values() if really else ():
        found.delete()
    return counts


@one_transaction
def reset(cohort: str, slot: str, learner: str) -> None:
    """Give a learner a fresh start on one exercise (the platform's "delete student state")."""
    _delete_comments(cohort=cohort, slot=slot, learner=learner)
    PulseRating.objects.filter(cohort=cohort, slot=slot, learner=learner).delete()


@one_transaction
def reset_passage(cohort: str, model: str, wave: str, learner: str) -> None:
    """The same for the maturity quiz: the learner's own answers go, what their team decided stays."""
    MaturityPassage.objects.filter(cohort=cohort, model=model, wave=wave, learner=learner).delete()


def _delete_comments(**whose: str) -> int:
    return PulseComment.objects.filter(**whose).delete()[0]


def _unname_ratings(**whose: str) -> int:
    """A different random id for each row, so that the rows of one person are not even of one person any more."""
    ratings = list(PulseRating.objects.filter(**whose))
    for rating in ratings:
        rating.learner = uuid.uuid4().hex
    return PulseRating.objects.bulk_update(ratings, ["learner"], batch_size=500)


def _delete_alone(learner: str) -> int:
    """Short forms, and organisations that nobody else was ever in."""
    short = MaturityPassage.objects.filter(learner=learner, organisation=None).delete()[0]
    mine = Organisation.objects.filter(members__learner=learner)
    shared = Member.objects.filter(organisation__in=mine.values("pk")).exclude(learner=learner).values("organisation")
    return (
        short
        + Organisation.objects.filter(pk__in=list(mine.exclude(pk__in=shared).values_list("pk", flat=True))).delete()[0]
    )


def _unname_passages(learner: str) -> int:
    """A team's portrait keeps its answers; who gave them, their role and their own words go."""
    passages = list(MaturityPassage.objects.filter(learner=learner))
    MaturityAnswer.objects.filter(passage__in=passages).update(why="", proof="")
    for passage in passages:
        passage.learner, passage.role = uuid.uuid4().hex, ""
        passage.owner = owner_of(passage.organisation_id, passage.learner)
    return MaturityPassage.objects.bulk_update(passages, ["learner", "owner", "role"])


def _unname(table: Any, learner: str, **values: object) -> int:
    rows = list(table.objects.filter(learner=learner))
    for row in rows:
        table.objects.filter(pk=row.pk).update(learner=uuid.uuid4().hex, **values)
    return len(rows)
