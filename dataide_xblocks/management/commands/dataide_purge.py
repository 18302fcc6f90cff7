"""`manage.py lms dataide_purge`: erase what is older than was promised, in every cohort whose course has ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dataide_xblocks.domain.cohort import cohort_of
from dataide_xblocks.domain.entrance import OPERATOR, entrance
from dataide_xblocks.management.courses import cohort_named


@entrance(OPERATOR)
class Command(BaseCommand):
    """The end of a course is the platform's; --ended gives it where there is none. Run it once a month."""

    help = "Erase the rows whose time is over; without --erase, count them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ends that the platform does not know, and whether to do it."""
        parser.add_argument("--ended", action="append", default=[], metavar="COURSE=YYYY-MM-DD")
        parser.add_argument("--erase", action="store_true", help="without it, only count")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line per cohort and table; a cohort whose end nobody knows is named."""
        from dataide_xblocks.store.retention import cohorts, purge, purge_stops

        ends = {**_ends_of_the_platform(), **dict(_given(options["ended"]))}
        today = timezone.localdate()
        for cohort in cohorts():
            if cohort not in ends:
                self.stdout.write(f"{cohort}: its end is not known; give it as --ended {cohort}=2027-04-20")
                continue
            for table, rows in purge(cohort, ends[cohort], today, really=options["erase"]).items():
                self.stdout.write(f"{cohort}: {rows:8} {table}")
        if stops := purge_stops(today, really=options["erase"]):
            self.stdout.write(f"{stops:8} JournalStop")
        self.stdout.write("Erased." if options["erase"] else "Nothing was erased: add --erase to do it.")


def _given(pairs: list[str]) -> Iterator[tuple[str, date]]:
    for pair in pairs:
        course, _sign, day = pair.rpartition("=")
        try:
            ended = date.fromisoformat(day)
        except ValueError:
            raise CommandError(f"{pair}: write a course and a day, as course-v1:…=2027-04-20.") from None
        yield cohort_named(course), ended


def _ends_of_the_platform() -> dict[str, date]:
    """{cohort: the last end of its courses}, where the LMS tells it."""
    try:
        from openedx.core.djangoapps.content.course_overviews.models import CourseOverview
    except ImportError:
        return {}
    ends: dict[str, date] = {}
    for key, end in CourseOverview.objects.exclude(end=None).values_list("id", "end"):
        cohort = cohort_of(key)
        ends[cohort] = max(end.date(), ends.get(cohort, end.date()))
    return ends
