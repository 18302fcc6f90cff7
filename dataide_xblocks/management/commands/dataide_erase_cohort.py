"""`manage.py lms dataide_erase_cohort course-v1:…`: erase what a cohort gave, once the promised time is over."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dataide_xblocks.domain.entrance import OPERATOR, entrance
from dataide_xblocks.management.courses import cohort_named


@entrance(OPERATOR)
class Command(BaseCommand):
    """Counts by default; erases with --erase. The notice of the maturity quiz says until when answers are kept."""

    help = "Erase every answer, comment, decision and organisation of a cohort, in both languages of its course."

    def add_arguments(self, parser: CommandParser) -> None:
        """The course, and whether to do it."""
        parser.add_argument("course", help="the course's key, in either language")
        parser.add_argument("--erase", action="store_true", help="without it, only count")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many rows of each table there are, or were."""
        from dataide_xblocks.store.retention import erase_cohort

        counts = erase_cohort(cohort_named(options["course"]), really=options["erase"])
        for table, rows in counts.items():
            self.stdout.write(f"{rows:8} {table}")
        self.stdout.write("Erased." if options["erase"] else "Nothing was erased: add --erase to do it.")
