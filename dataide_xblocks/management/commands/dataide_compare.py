"""`manage.py lms dataide_compare course-v1:…`: publish the comparison of a passage, once its exercise has closed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dataide_xblocks.domain.entrance import OPERATOR, entrance
from dataide_xblocks.management.courses import cohort_named


@entrance(OPERATOR)
class Command(BaseCommand):
    """Counts organisations in batches of ten; running it again counts only those that were not counted yet."""

    help = "Publish the comparison between organisations that opened it and that you ticked as verified."

    def add_arguments(self, parser: CommandParser) -> None:
        """The course, and which passage of which model."""
        parser.add_argument("course", help="the course's key, in either language")
        parser.add_argument("--wave", choices=("baseline", "endline"), default="baseline")
        parser.add_argument("--model", default="portrait", help="the id of the model")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, and say how many organisations left."""
        from dataide_xblocks.store.comparison import release

        left = release(cohort_named(options["course"]), options["model"], options["wave"])
        self.stdout.write(f"{left} organisations counted now; the others wait for a batch of ten that differ enough.")
