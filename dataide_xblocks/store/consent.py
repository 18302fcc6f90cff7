"""What people agreed to: choosing, with what the choice does in the same transaction, and what holds now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dataide_xblocks.domain.privacy import PURPOSES
from dataide_xblocks.models import Consent, Member

from .comparison import open_comparison
from .organisation import place_of
from .transactions import one_transaction


@dataclass(frozen=True)
class Standing:
    """What holds for a purpose in the organisation somebody is in; `since` is None when nobody chose, or is gone."""

    cohort: str
    organisation: str
    purpose: str
    given: bool
    since: datetime | None


@one_transaction
def choose(cohort: str, learner: str, purpose: str, given: bool, language: str) -> bool:
    """Agree to a purpose for one's organisation, or withdraw. False when there is none, or the choice held already.

    The one purpose there is today is the comparison; it is of organisations that have a name.
    """
    place = place_of(cohort, learner)
    if place is None or place.personal or not open_comparison(place.id, given):
        return False
    read = PURPOSES[purpose]
    who = {"cohort": cohort, "learner": learner, "organisation_id": place.id}
    Consent.objects.create(**who, purpose=read.id, version=read.version, language=language, given=given)
    return True


def standings_of(learner: str) -> list[Standing]:
    """Every purpose, in every organisation with a name that this person is in, in every cohort."""
    here = Member.objects.filter(learner=learner, here=True, organisation__personal=False).order_by("pk")
    columns = ("cohort", "organisation", "organisation__name", "organisation__opened")
    return [
        Standing(cohort, name, purpose, opened, _since(organisation, purpose, opened))
        for cohort, organisation, name, opened in here.values_list(*columns)
        for purpose in PURPOSES
    ]


def _since(organisation: int, purpose: str, given: bool) -> datetime | None:
    """When a member last chose so; a choice whose author is erased has no date any more."""
    last = Consent.objects.filter(organisation=organisation, purpose=purpose).order_by("-pk").first()
    return last.chosen if last and last.given == given else None
