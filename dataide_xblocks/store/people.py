"""Everything we hold about one person: naming, showing and forgetting them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldError

from dataide_xblocks.models import PulseComment, PulseRating

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
    return {
        "pulse_ratings": list(ratings.values("cohort", "slot", "question", "choice")),
        "pulse_comments": list(comments.values("cohort", "slot", "week", "text")),
    }


@one_transaction
def forget(learner: str) -> dict[str, int]:
    """Erase a person: signed comments are deleted, ratings go on counting under random ids. Returns {table: rows}."""
    return {"pulse_comments": _delete_comments(learner=learner), "pulse_ratings": _unname_ratings(learner=learner)}


@one_transaction
def reset(cohort: str, slot: str, learner: str) -> None:
    """Give a learner a fresh start on one exercise (the platform's "delete student state")."""
    _delete_comments(cohort=cohort, slot=slot, learner=learner)
    PulseRating.objects.filter(cohort=cohort, slot=slot, learner=learner).delete()


def _delete_comments(**whose: str) -> int:
    return PulseComment.objects.filter(**whose).delete()[0]


def _unname_ratings(**whose: str) -> int:
    """A different random id for each row, so that the rows of one person are not even of one person any more."""
    ratings = list(PulseRating.objects.filter(**whose))
    for rating in ratings:
        rating.learner = uuid.uuid4().hex
    return PulseRating.objects.bulk_update(ratings, ["learner"], batch_size=500)
