"""`manage.py lms dataide_digests --site https://…`: at most one message a person and week, nothing twice."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dataide_xblocks.domain.entrance import OPERATOR, entrance
from dataide_xblocks.domain.language import language_of


@entrance(OPERATOR)
class Command(BaseCommand):
    """Run it once a day or once a week: a second run of the same week sends only what the first did not."""

    help = "Tell people by mail that answers came and texts wait, without a text or a name."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the links lead, and whether to send."""
        parser.add_argument("--site", required=True, help="the address of the platform, as https://cours.example.org")
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many, in which language; never to whom."""
        from dataide_xblocks.store.journal_mail import letters, send_all

        site, now = options["site"].rstrip("/"), timezone.now()
        if not site.startswith(("https://", "http://")):
            raise CommandError("Write the whole address of the platform, as https://cours.example.org.")
        found = letters(now, _chosen())
        languages = Counter(letter.language for letter in found)
        told = ", ".join(f"{count} in {language}" for language, count in sorted(languages.items()))
        self.stdout.write(f"{len(found)} messages{': ' + told if told else ''}.")
        if options["dry_run"]:
            self.stdout.write("Nothing was sent.")
            return
        done = send_all(found, site, now)
        self.stdout.write(f"{done['sent']} sent, {done['failed']} failed, {done['already']} sent by another run.")


def _chosen() -> dict[str, str]:
    """{learner: the language they chose for the platform}, where the LMS tells it."""
    try:
        from openedx.core.djangoapps.user_api.models import UserPreference
    except ImportError:
        return {}
    chosen = UserPreference.objects.filter(key="pref-lang").exclude(value="")
    return {str(user): language_of(code) for user, code in chosen.values_list("user_id", "value").iterator()}
