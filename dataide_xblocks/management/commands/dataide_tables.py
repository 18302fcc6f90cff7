"""`manage.py lms dataide_tables`: every table of ours, what it is for, who reads it, how long it is kept."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dataide_xblocks.domain.entrance import OPERATOR, entrance
from dataide_xblocks.domain.language import LANGUAGES, say


@entrance(OPERATOR)
class Command(BaseCommand):
    """The register that a privacy officer asks for, generated from the tables themselves."""

    help = "List every table with its purpose, its readers and its retention."

    def add_arguments(self, parser: CommandParser) -> None:
        """The language of the words."""
        parser.add_argument("--language", choices=LANGUAGES, default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        """One paragraph a table."""
        from dataide_xblocks.store.people import tables
        from dataide_xblocks.store.retention import months_of

        sentence = say(options["language"])
        for table in tables():
            kept, months = table.kept, months_of(table)
            self.stdout.write(f"{table._meta.db_table}: {sentence(kept.name)}")
            self.stdout.write(f"  {sentence(kept.purpose)} {sentence(kept.readers)}")
            self.stdout.write(f"  owner: {kept.owner or '-'}; months after the end: {months or '-'}\n")
