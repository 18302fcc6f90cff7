"""Who is in which organisation of a cohort: founding, joining, leaving. Plain values in, plain values out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from dataide_xblocks.domain.organisation import Founding, new_code
from dataide_xblocks.models import MaturityPassage, Member, Organisation

from .journal_joining import bring_journal
from .plan_joining import bring_plans
from .transactions import one_transaction

MOST_MEMBERS = 60  # far above a team, far below a whole cohort joining by a code found on a wall
_FIELDS = ("id", "name", "code", "personal", "size", "language", "opened", "verified")


@dataclass(frozen=True)
class Place:
    """The organisation somebody is in, as its members know it. A personal one has neither name nor code."""

    id: int
    name: str
    code: str | None
    personal: bool
    size: str
    language: str
    opened: bool
    verified: bool


@dataclass(frozen=True)
class Fellow:
    """A member: the learner, and whether they are still there."""

    learner: str
    here: bool


def place_of(cohort: str, learner: str) -> Place | None:
    """Where this learner is, None before they answered or joined anything."""
    columns = [f"organisation__{field}" for field in _FIELDS]
    row = Member.objects.filter(cohort=cohort, learner=learner, here=True).values_list(*columns).first()
    return Place(*row) if row else None


def own_place(cohort: str, learner: str) -> Place:
    """Where this learner is; a personal organisation is made for whoever is nowhere yet. A plain read comes first."""
    return place_of(cohort, learner) or _own_place(cohort, learner)


@one_transaction
def _own_place(cohort: str, learner: str) -> Place:
    place = place_of(cohort, learner)
    if place is None:
        organisation = Organisation.objects.create(cohort=cohort, personal=True)
        Member.objects.create(organisation=organisation, cohort=cohort, learner=learner)
        place = _place(organisation)
    return place


def _place(organisation: Organisation) -> Place:
    return Place(*(getattr(organisation, field) for field in _FIELDS))


@one_transaction
def found(cohort: str, learner: str, founding: Founding) -> Place | None:
    """Make an organisation of what somebody did alone, answers included. None when they already are in a named one."""
    alone = own_place(cohort, learner)
    if not alone.personal:
        return None
    named = {"name": founding.name, "size": founding.size, "language": founding.language}
    Organisation.objects.filter(pk=alone.id).update(**named, code=new_code(), personal=False)
    return place_of(cohort, learner)


@one_transaction
def join(cohort: str, learner: str, code: str) -> Place | None:
    """Join the organisation of this code, with the answers given alone. None when there is none, or it is full.

    Whoever is in a named organisation leaves it first. What was decided alone stays in the personal organisation.
    """
    organisation = Organisation.objects.select_for_update().filter(cohort=cohort, code=code).first()
    if organisation is None or organisation.members.filter(here=True).count() >= MOST_MEMBERS:
        return None
    alone = place_of(cohort, learner)
    if alone and not alone.personal:
        return alone if alone.id == organisation.pk else None
    Member.objects.filter(cohort=cohort, learner=learner, here=True).update(here=None)
    fellow, new = Member.objects.get_or_create(organisation=organisation, learner=learner, defaults={"cohort": cohort})
    if not new:
        Member.objects.filter(pk=fellow.pk).update(here=True)
    if alone:
        _bring_answers(alone.id, organisation.pk, learner)
        bring_plans(alone.id, organisation.pk)
        bring_journal(cohort, learner, alone.id, organisation.pk, timezone.now())
        empty = {"passages": None, "decisions": None, "plans": None}
        Organisation.objects.filter(pk=alone.id, **empty).delete()  # nothing was left behind
    return _place(organisation)


def _bring_answers(alone: int, organisation: int, learner: str) -> None:
    """Whoever comes back to an organisation has answers there already: those given alone then stay where they are."""
    there = MaturityPassage.objects.filter(organisation=organisation, learner=learner)
    kept = set(there.values_list("model", "wave"))
    for passage in MaturityPassage.objects.filter(organisation=alone):
        if (passage.model, passage.wave) not in kept or passage.learner != learner:
            owner = owner_of(organisation, passage.learner)
            MaturityPassage.objects.filter(pk=passage.pk).update(organisation=organisation, owner=owner)


def owner_of(organisation: int | None, learner: str) -> str:
    """Whose passage it is, for whom, in one column that the database can keep unique."""
    return f"{organisation or ''}:{learner}"


@one_transaction
def leave(cohort: str, learner: str) -> bool:
    """Leave a named organisation; what was written there stays there. Whether there was one to leave."""
    here = Member.objects.filter(cohort=cohort, learner=learner, here=True, organisation__personal=False)
    return bool(here.update(here=None))


def fellows_of(organisation: int) -> list[Fellow]:
    """The members, those who left included, in the order they came."""
    rows = Member.objects.filter(organisation=organisation).order_by("id").values_list("learner", "here")
    return [Fellow(learner, bool(here)) for learner, here in rows]
