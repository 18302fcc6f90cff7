"""`manage.py lms dataide_person 42`: what is kept about a person, and their erasure, predicted before it is done."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dataide_xblocks.domain.entrance import OPERATOR, entrance


@entrance(OPERATOR)
class Command(BaseCommand):
    """Shows what an erasure would touch; does it with --erase; prints all that is held with --show."""

    help = "Show or erase what is kept about one person, named by the number of their account."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, and what to do."""
        parser.add_argument("person", help="the number of the account")
        parser.add_argument("--show", action="store_true", help="print everything, as JSON")
        parser.add_argument("--erase", action="store_true", help="without it, only count")

    def handle(self, *args: Any, **options: Any) -> None:
        """One answer on standard output."""
        from dataide_xblocks.store.people import forget, held_about

        if options["show"]:
            held = held_about(options["person"])
            self.stdout.write(json.dumps(held, ensure_ascii=False, indent=2, default=str))
            return
        for what, rows in forget(options["person"], really=options["erase"]).items():
            self.stdout.write(f"{rows:8} {what}")
        self.stdout.write("Erased." if options["erase"] else "Nothing was erased: add --erase to do it.")
