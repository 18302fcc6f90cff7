"""What is said about a plan: remarks between colleagues, requests for help, and what coaches may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dataide_xblocks.models import Plan, PlanOpening, PlanRemark, PlanRequest

from .plan import Hand, Written, lock, read
from .transactions import one_transaction

ASKED, TAKEN, ANSWERED, CLOSED = "asked", "taken", "answered", "closed"
MOST_REMARKS, MOST_REQUESTS = 500, 100  # of one plan: far above a team, far below a flood


@dataclass(frozen=True)
class Remark:
    """A word about a field. `done`: its author or a colleague took it off the page."""

    id: int
    field: str
    text: str
    learner: str
    at: datetime


@one_transaction
def record_remark(plan: int, name: str, text: str, hand: Hand) -> bool:
    """Write a remark; the same words again at once are the same click. False when there are too many."""
    lock(plan)
    remarks = PlanRemark.objects.filter(plan=plan)
    newest = remarks.filter(field=name).order_by("-id").first()
    if newest and not newest.done and (newest.text, newest.learner) == (text, hand.learner):
        return True
    if remarks.filter(done=False).count() >= MOST_REMARKS:
        return False
    PlanRemark.objects.create(plan_id=plan, field=name, text=text, learner=hand.learner, at=hand.now)
    return True


@one_transaction
def end_remark(plan: int, number: int) -> bool:
    """Take a remark off the page; whether it was there."""
    return bool(PlanRemark.objects.filter(plan=plan, pk=number, done=False).update(done=True))


def remarks_of(plan: int, name: str = "") -> list[Remark]:
    """The remarks that stand, the oldest first; of one field if it is named."""
    rows = PlanRemark.objects.filter(plan=plan, done=False, **({"field": name} if name else {})).order_by("id")
    return [Remark(*row) for row in rows.values_list("id", "field", "text", "learner", "at")]


@dataclass(frozen=True)
class Request:
    """A request for help, where it stands, and since when. `organisation` is a name, for coaches."""

    id: int
    field: str
    text: str
    state: str
    reply: str
    learner: str
    at: datetime
    coach: str
    moved: datetime
    organisation: str
    plan: int
    shared: bool


_REQUEST = ("id", "field", "text", "state", "reply", "learner", "at", "coach", "moved")
_OF = ("plan__organisation__name", "plan_id", "plan__shared")


@one_transaction
def record_request(plan: int, name: str, text: str, hand: Hand) -> bool:
    """Ask for help. One question is asked once: the same words while they wait are the same request."""
    lock(plan)
    waiting = PlanRequest.objects.filter(plan=plan).exclude(state=CLOSED)
    if waiting.filter(field=name, text=text).exists():
        return True
    if waiting.count() >= MOST_REQUESTS:
        return False
    own = {"learner": hand.learner, "at": hand.now, "moved": hand.now}
    PlanRequest.objects.create(plan_id=plan, field=name, text=text, **own)
    return True


def requests_of(plan: int) -> list[Request]:
    """The requests of a plan, the newest first."""
    rows = PlanRequest.objects.filter(plan=plan).order_by("-id")
    return [Request(*row) for row in rows.values_list(*_REQUEST, *_OF)]


def requests_in(cohort: str, most: int = 100) -> list[Request]:
    """The requests of a cohort that are not closed, those that wait longest first."""
    rows = PlanRequest.objects.filter(plan__cohort=cohort).exclude(state=CLOSED).order_by("at", "id")
    return [Request(*row) for row in rows.values_list(*_REQUEST, *_OF)[:most]]


@one_transaction
def take_request(cohort: str, number: int, hand: Hand) -> bool:
    """A coach takes a request; whether it was still free, or already theirs."""
    rows = PlanRequest.objects.filter(plan__cohort=cohort, pk=number)
    taken = rows.filter(state=ASKED).update(state=TAKEN, coach=hand.learner, moved=hand.now)
    return bool(taken) or rows.filter(coach=hand.learner, state=TAKEN).exists()


@one_transaction
def answer_request(cohort: str, number: int, reply: str, hand: Hand) -> bool:
    """The coach who took a request, or any while it is free, answers it; whether it could be."""
    rows = PlanRequest.objects.filter(plan__cohort=cohort, pk=number, coach__in=("", hand.learner))
    return bool(rows.exclude(state=CLOSED).update(state=ANSWERED, reply=reply, coach=hand.learner, moved=hand.now))


@one_transaction
def close_request(plan: int, number: int, hand: Hand) -> bool:
    """The organisation says that it has what it needs, or needs it no more."""
    rows = PlanRequest.objects.filter(plan=plan, pk=number).exclude(state=CLOSED)
    return bool(rows.update(state=CLOSED, moved=hand.now))


# What coaches may read


@one_transaction
def share(plan: int, shared: bool) -> None:
    """Let coaches read the plan, or no longer: at the next request they make."""
    Plan.objects.filter(pk=plan).update(shared=shared)


@one_transaction
def open_shared(cohort: str, plan: int, hand: Hand) -> tuple[str, Written] | None:
    """(organisation, its plan) for a coach, and a line that its members see; None when it is not shared."""
    rows = Plan.objects.filter(pk=plan, cohort=cohort, shared=True)
    row = next(iter(rows.values_list("organisation__name", "pk")[:1]), None)
    if row is None:
        return None
    PlanOpening.objects.create(plan_id=plan, learner=hand.learner, at=hand.now)
    return row[0], read(Written(row[1], True))


def shared_in(cohort: str, most: int = 200) -> list[tuple[int, str]]:
    """(plan, organisation) of the plans that coaches may read."""
    rows = Plan.objects.filter(cohort=cohort, shared=True).order_by("organisation__name", "pk")
    return list(rows.values_list("pk", "organisation__name")[:most])


def openings_of(plan: int, most: int = 50) -> list[tuple[str, datetime]]:
    """(coach, when) of those who opened a shared plan, the newest first."""
    return list(PlanOpening.objects.filter(plan=plan).order_by("-id").values_list("learner", "at")[:most])


def counts_in(cohort: str, template: str) -> tuple[int, int]:
    """(organisations with a plan, those that share it)."""
    plans = Plan.objects.filter(cohort=cohort, template=template)
    return plans.count(), plans.filter(shared=True).count()
