"""What organisations said of themselves to be given a circle, and as the rules of circles see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from dataide_xblocks.domain.circle_wish import FRENCH, Wish
from dataide_xblocks.domain.circles import Apart, Applicant, pairs
from dataide_xblocks.domain.maturity_answers import TYPE
from dataide_xblocks.models import JournalApart, JournalWish, MaturityDecision, Organisation

from .transactions import one_transaction

_WISH = ("language", "hours", "sector", "alias", "avoid")


@one_transaction
def record_wish(organisation: int, wish: Wish, now: datetime) -> None:
    """Keep what an organisation wishes, in the place of what it wished before."""
    said = {name: getattr(wish, name) for name in _WISH}
    JournalWish.objects.update_or_create(organisation_id=organisation, defaults={**said, "changed": now})


def wish_of(organisation: int) -> Wish | None:
    """What an organisation wishes, None before it said anything."""
    row = JournalWish.objects.filter(organisation=organisation).values_list(*_WISH).first()
    return Wish(*row) if row else None


def avoided_in(cohort: str) -> list[tuple[str, str]]:
    """(organisation, with whom it would rather not be, in its words) of those who said so."""
    said = JournalWish.objects.filter(organisation__cohort=cohort).exclude(avoid="").order_by("organisation__name")
    return list(said.values_list("organisation__name", "avoid"))


def active_in(cohort: str) -> list[int]:
    """The organisations with somebody in them that have a place or said a wish."""
    known = Q(seats__here=True) | Q(wish__isnull=False)
    found = Organisation.objects.filter(known, cohort=cohort, members__here=True)
    return list(found.order_by("pk").values_list("pk", flat=True).distinct())


def applicants(cohort: str, organisations: Collection[int]) -> list[Applicant]:
    """These organisations as the rules see them; whoever did not say has the usual language and any hours."""
    rows = Organisation.objects.filter(cohort=cohort, pk__in=organisations).order_by("pk")
    columns = ("pk", "language", "size", "wish__language", "wish__hours", "wish__sector")
    usual, types = _usual(cohort), _types(organisations)
    return [
        Applicant(pk, said or language or usual, hours or "any", size, sector or "other", types.get(pk, ""))
        for pk, language, size, said, hours, sector in rows.values_list(*columns)
    ]


def _usual(cohort: str) -> str:
    """The language of most organisations."""
    spoken = Organisation.objects.filter(cohort=cohort).exclude(language="").values_list("language", flat=True)
    return max(Counter(spoken).items(), key=lambda pair: (pair[1], pair[0]), default=(FRENCH, 0))[0]


def _types(organisations: Collection[int]) -> dict[int, str]:
    """{organisation: the type of accompaniment it decided last}."""
    decided = MaturityDecision.objects.filter(organisation__in=organisations, subject=TYPE).order_by("id")
    return dict(decided.values_list("organisation", "choice"))


def apart_in(cohort: str) -> Apart:
    """The pairs of a cohort that never read each other."""
    return pairs(JournalApart.objects.filter(one__cohort=cohort).values_list("one", "other"))
