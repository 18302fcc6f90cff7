"""`manage.py lms dataide_circles course-v1:…`: the circles of a cohort; making, extending and mending them."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from dataide_xblocks.domain.circles import LARGEST, SMALLEST
from dataide_xblocks.domain.entrance import OPERATOR, entrance
from dataide_xblocks.management.courses import cohort_named

# What the rules count against a circle (docs/circles.md), in their order.
AGAINST = ("kept apart or without a common language", "day with evening", "sizes far apart")
AGAINST += ("one sector only", "one A among C", "one type only")


@entrance(OPERATOR)
class Command(BaseCommand):
    """Shows the circles as they are, or as they would be; --really keeps the change."""

    help = "Show the circles of a cohort; make, extend or mend them. Without --really, nothing is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        """The course, one thing to do, and whether to do it. Organisations are named by the numbers shown."""
        parser.add_argument("course", help="the course's key, in either language")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--make", action="store_true", help="circles of every active organisation, once")
        what.add_argument("--extend", action="store_true", help="a circle for those who came later")
        what.add_argument("--move", nargs=2, type=int, metavar=("ORGANISATION", "CIRCLE"))
        what.add_argument("--merge", nargs=2, type=int, metavar=("CIRCLE", "INTO"))
        what.add_argument("--apart", nargs=2, type=int, metavar=("ORGANISATION", "OTHER"), help="the first one moves")
        what.add_argument("--together", nargs=2, type=int, metavar=("ORGANISATION", "OTHER"), help="undoes --apart")
        what.add_argument("--guide", nargs=2, metavar=("CIRCLE", "USERNAME"), help="they accompany the circle")
        what.add_argument("--unguide", nargs=2, metavar=("CIRCLE", "USERNAME"))
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same circles")
        parser.add_argument("--reason", default="", help="why, for --move and --apart; it is kept")
        parser.add_argument("--really", action="store_true", help="without it, only show what would be")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, show what it gives, and undo it unless it is meant."""
        cohort, asked = cohort_named(options["course"]), Namespace(**options)
        with transaction.atomic():
            try:
                changed = _done(cohort, asked)
            except ValueError as refused:
                raise CommandError(str(refused)) from None
            self._show(cohort)
            transaction.set_rollback(not asked.really)
        if changed:
            self.stdout.write("Kept." if asked.really else "Nothing was kept: add --really to do it.")

    def _show(self, cohort: str) -> None:
        """A line a circle, a line an organisation, and what the rules count against it."""
        from dataide_xblocks.store.circle_making import circles_of
        from dataide_xblocks.store.people import names_of

        circles = circles_of(cohort)
        names = _names([organisation for circle in circles for organisation in circle.organisations])
        guides = names_of({guide for circle in circles for guide in circle.guides})
        for circle in circles:
            accompanied = ", ".join(guides[guide] for guide in circle.guides) or "nobody"
            self.stdout.write(f"{_title(circle.number)}, accompanied by {accompanied}{_remarks(circle)}")
            for organisation in circle.organisations:
                self.stdout.write(f"{organisation:8} {names[organisation]}")
        self.stdout.write(f"{len(circles)} circles, {len(names)} organisations.")


def _done(cohort: str, asked: Namespace) -> bool:
    """Do the one thing that was asked; whether anything was."""
    from dataide_xblocks.store import circle_making as circles

    now = timezone.now()
    if asked.make:
        circles.make(cohort, asked.seed, now)
    elif asked.extend:
        circles.extend(cohort, asked.seed, now)
    elif asked.move:
        circles.move(cohort, *asked.move, _reason(asked), now)
    elif asked.merge:
        circles.merge(cohort, *asked.merge, now)
    elif asked.apart:
        circles.keep_apart(cohort, *asked.apart, _reason(asked), now)
    elif asked.together:
        _was(circles.bring_together(*asked.together), "They are not kept apart.")
    elif asked.guide:
        circles.add_guide(cohort, _number(asked.guide[0]), _learner(asked.guide[1]), now)
    elif asked.unguide:
        number, learner = _number(asked.unguide[0]), _learner(asked.unguide[1])
        _was(circles.remove_guide(cohort, number, learner), "They do not accompany that circle.")
    else:
        return False
    return True


def _reason(asked: Namespace) -> str:
    reason: str = asked.reason.strip()[:300]
    if not reason:
        raise CommandError("Say why with --reason.")
    return reason


def _was(done: bool, otherwise: str) -> None:
    if not done:
        raise CommandError(otherwise)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise CommandError(f"{text}: name a circle by its number.")
    return int(text)


def _learner(username: str) -> str:
    account = get_user_model().objects.filter(username=username).values_list("pk", flat=True).first()
    if account is None:
        raise CommandError(f"There is no account {username}.")
    return str(account)


def _names(organisations: list[int]) -> dict[int, str]:
    """What an operator calls them; somebody alone has no name."""
    from dataide_xblocks.models import Organisation

    rows = Organisation.objects.filter(pk__in=organisations).values_list("pk", "name", "wish__avoid")
    return {pk: (name or "(somebody alone)") + (f" [not with: {avoid}]" if avoid else "") for pk, name, avoid in rows}


def _title(number: int) -> str:
    return f"Circle {number}" if number else "The wall, for everybody"


def _remarks(circle: Any) -> str:
    count = len(circle.organisations)
    said = [] if not circle.number or SMALLEST <= count <= LARGEST else [f"{count} organisations"]
    if circle.number:
        said += [f"{what}: {n}" for what, n in zip(AGAINST, circle.against, strict=True) if n]
    return f" ({'; '.join(said)})" if said else ""
