"""Everything we hold about one person: naming, showing and forgetting them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldError
from django.db import transaction
from django.db.models import Q

from dataide_xblocks.models import (
    Consent,
    JournalEntry,
    MaturityAnswer,
    MaturityDecision,
    MaturityPassage,
    Member,
    Organisation,
    PlanCopy,
    PlanOpening,
    PlanPart,
    PlanRemark,
    PlanRequest,
    PlanRevision,
    PulseComment,
    PulseRating,
)

from .journal_person import forget_around, said_by, sealed, take_away
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


def tables() -> list[type[Any]]:
    """Our tables, each with what people are told of it (`kept`)."""
    return [table for table in apps.get_app_config("dataide").get_models() if hasattr(table, "kept")]


def held_about(learner: str) -> dict[str, list[dict[str, object]]]:
    """{table: rows} of all that is kept of this learner, as plain values: what a person who asks is given.

    What they wrote without a name is found by the seals that only they can make.
    """
    return {table.__name__: _rows(table, learner) for table in tables() if table.kept.owner}


def _rows(table: type[Any], learner: str) -> list[dict[str, object]]:
    """A person's rows as a person can read them: no key of ours, an organisation by its name."""
    shown = [f.name for f in table._meta.concrete_fields if not f.primary_key and f.name not in _OURS]
    whose = Q(**{table.kept.owner: learner}) | (sealed(table, learner) if table.kept.seal else Q())
    found = table.objects.filter(whose).order_by("pk")
    rows = list(found.values(*(_NAMED.get(name, name) for name in shown)))
    if table is JournalEntry:
        for row, said in zip(rows, said_by(list(found.values_list("pk", flat=True))).values(), strict=True):
            row["said"] = said
    return rows


_OURS = {"learner", "owner", "withdraw_hash", "passage", "plan", "coach", "operation", "edition", "author", "house"}
_OURS |= {"reader", "target", "entry", "reply", "touched", "moderator"}
_OURS |= {"author_told", "reporter_told"}
_NAMED = {"organisation": "organisation__name", "circle": "circle__number"}


@one_transaction
def forget(learner: str, really: bool = True) -> dict[str, int]:
    """Erase a person; unless `really`, do it and undo it, to say what would be touched. Returns {what: rows touched}.

    What is theirs alone is deleted: comments, remarks, entries of the journal, short forms, consents, an organisation
    of nobody else. What others count on goes on under random ids: ratings, a team's answers without the texts beside
    them, its decisions with their reasons, the text of its plan, answers that a peer received without their words
    (trust.md 5.5).
    """
    with transaction.atomic():
        touched = {
            "pulse_comments": _delete_comments(learner=learner),
            "pulse_ratings": _unname_ratings(learner=learner),
            "maturity_alone": _delete_alone(learner),
            "maturity_passages": _unname_passages(learner),
            "maturity_decisions": _unname(MaturityDecision, learner),
            **take_away(learner),
            **forget_around(learner),
            "plan_remarks": PlanRemark.objects.filter(learner=learner).delete()[0],
            "plan": sum(_unname(table, learner) for table in _PLAN) + _unname_coach(learner),
            "consents": Consent.objects.filter(learner=learner).delete()[0],
            "members": _unname(Member, learner, here=None),
        }
        transaction.set_rollback(not really)
    return touched


_PLAN = (PlanPart, PlanRevision, PlanCopy, PlanRequest, PlanOpening)


def _unname_coach(learner: str) -> int:
    return PlanRequest.objects.filter(coach=learner).update(coach=uuid.uuid4().hex)


@one_transaction
def reset(cohort: str, slot: str, learner: str) -> None:
    """Give a learner a fresh start on one exercise (the platform's "delete student state")."""
    _delete_comments(cohort=cohort, slot=slot, learner=learner)
    PulseRating.objects.filter(cohort=cohort, slot=slot, learner=learner).delete()


@one_transaction
def reset_passage(cohort: str, model: str, wave: str, learner: str) -> None:
    """The same for the maturity quiz: the learner's own answers go, what their team decided stays."""
    MaturityPassage.objects.filter(cohort=cohort, model=model, wave=wave, learner=learner).delete()


@one_transaction
def reset_journal(cohort: str, slot: str, learner: str) -> None:
    """The same for the journal of a week: the learner's own entry and answers."""
    take_away(learner, cohort=cohort, slot=slot)


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
    alone = list(mine.exclude(pk__in=shared).values_list("pk", flat=True))
    return short + Organisation.objects.filter(pk__in=alone).delete()[0]


def _unname_passages(learner: str) -> int:
    """A team's portrait keeps its answers; who gave them, their role and their own words go."""
    passages = list(MaturityPassage.objects.filter(learner=learner))
    MaturityAnswer.objects.filter(passage__in=passages).update(why="", proof="")
    for passage in passages:
        passage.learner, passage.role = uuid.uuid4().hex, ""
        passage.owner = owner_of(passage.organisation_id, passage.learner)
    return MaturityPassage.objects.bulk_update(passages, ["learner", "owner", "role"])


def _unname(table: Any, learner: str, **values: object) -> int:
    rows = list(table.objects.filter(learner=learner).only("pk"))
    for row in rows:
        row.learner = uuid.uuid4().hex
        for name, value in values.items():
            setattr(row, name, value)
    return int(table.objects.bulk_update(rows, ["learner", *values], batch_size=500))
