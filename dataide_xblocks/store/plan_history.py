"""What was done to a plan, and the templates it was written with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dataide_xblocks.models import PlanEdition, PlanPart, PlanRevision


@dataclass(frozen=True)
class Past:
    """One thing that was done to a part."""

    id: int
    row: str
    kind: str
    cells: Mapping[str, str]
    learner: str
    at: datetime


def history_of(plan: int, name: str, most: int = 200) -> list[Past]:
    """What was done to a field, the newest first."""
    rows = PlanRevision.objects.filter(plan=plan, field=name).order_by("-id")
    return [Past(*row) for row in rows.values_list("id", "row", "kind", "cells", "learner", "at")[:most]]


def past_of(plan: int, name: str, number: int) -> Past | None:
    """One entry of a field's history."""
    rows = PlanRevision.objects.filter(plan=plan, field=name, pk=number)
    row = rows.values_list("id", "row", "kind", "cells", "learner", "at").first()
    return Past(*row) if row else None


def revision_of(plan: int, name: str, row: str) -> int:
    """The revision at which a part stands, 0 before anybody wrote there."""
    return next(iter(PlanPart.objects.filter(plan=plan, field=name, row=row).values_list("revision", flat=True)), 0)


_KNOWN: set[tuple[str, str]] = set()  # (edition, language) that this process has seen kept


def record_edition(edition: str, language: str, exercise: Callable[[], str]) -> None:
    """Keep a template that is written in, the first time this process meets it; only then is its text asked for."""
    if (edition, language) not in _KNOWN and (text := exercise()):
        PlanEdition.objects.bulk_create(
            [PlanEdition(edition=edition, language=language, exercise=text)], ignore_conflicts=True
        )
        transaction.on_commit(lambda: _KNOWN.add((edition, language)))


def editions_of(plan: int, language: str) -> list[str]:
    """The TOML of the templates that a plan was written with, in `language` where it is known."""
    used = PlanPart.objects.filter(plan=plan).values_list("edition", flat=True).distinct()
    rows = PlanEdition.objects.filter(edition__in=list(used)).values_list("edition", "language", "exercise")
    found: dict[str, str] = {}
    for edition, lang, text in rows:
        if lang == language or edition not in found:
            found[edition] = text
    return list(found.values())
