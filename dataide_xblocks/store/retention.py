"""How long rows are kept: what is over is erased, a cohort at a time, when the operator says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from dataide_xblocks.domain.errors import InvalidExercise
from dataide_xblocks.domain.maturity_model import read_model
from dataide_xblocks.domain.plan_reading import read_template
from dataide_xblocks.domain.privacy import AS_ANNOUNCED, AS_PLANNED, is_over
from dataide_xblocks.models import JournalStop, MaturityEdition, PlanEdition

from .people import tables
from .transactions import one_transaction

UNTOLD = 12  # months, where no quiz has told anybody


def cohorts() -> list[str]:
    """Every cohort that something is kept of."""
    found = {cohort for table in _of_cohorts() for cohort in table.objects.values_list("cohort", flat=True).distinct()}
    return sorted(found)


def months_of(table: type[Any]) -> int | None:
    """For how many months after the end of the course the rows of a table are kept; None: as long as the cohort is."""
    months: int | None = table.kept.months
    quiz = MaturityEdition, read_model
    if months == AS_ANNOUNCED:
        return max(_told(*quiz), default=UNTOLD)
    if months == AS_PLANNED:
        return max([*_told(*quiz), *_told(PlanEdition, read_template)], default=UNTOLD)
    return months


def _told(editions: type[Any], read: Callable[[str], Any]) -> Iterator[int]:
    """For how many months each of the editions that were answered promised to keep answers."""
    for text in editions.objects.values_list("exercise", flat=True):
        try:
            yield read(text).keep_months
        except InvalidExercise:  # written by a later version of ours
            continue


def purge(cohort: str, ended: date, today: date, really: bool = False) -> dict[str, int]:
    """{table: rows} whose time is over, `today`, for a cohort whose course `ended`; erased when `really`."""
    return _erase(cohort, lambda months: months is not None and is_over(ended, months, today), really)


@one_transaction
def purge_stops(today: date, really: bool = False) -> int:
    """How many said so long ago that they want no message, in whatever cohort; erased when `really`."""
    said = JournalStop.objects.values_list("pk", "at")
    over = [pk for pk, at in said if is_over(at.date(), months_of(JournalStop) or 0, today)]
    if really:
        JournalStop.objects.filter(pk__in=over).delete()
    return len(over)


def erase_cohort(cohort: str, really: bool = False) -> dict[str, int]:
    """{table: rows} of everything a cohort gave, whatever its age; erased when `really`."""
    return _erase(cohort, lambda _months: True, really)


@one_transaction
def _erase(cohort: str, over: Callable[[int | None], bool], really: bool) -> dict[str, int]:
    """What hangs on the rows of a cohort goes with them: answers with passages, members with organisations."""
    rows = {t.__name__: t.objects.filter(cohort=cohort) for t in _of_cohorts() if over(months_of(t))}
    counts = {name: found.count() for name, found in rows.items()}
    for found in rows.values() if really else ():
        found.delete()
    return counts


def _of_cohorts() -> list[type[Any]]:
    return [table for table in tables() if any(field.name == "cohort" for field in table._meta.concrete_fields)]
