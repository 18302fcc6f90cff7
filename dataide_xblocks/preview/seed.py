"""The fictional cohort: accounts for the cast, and answers of others that a visitor's own completes."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User

from ..domain.cohort import cohort_of
from ..domain.errors import InvalidExercise
from ..domain.pulse import Comment, Pulse, read_pulse
from .library import LIBRARY, Course
from .people import BY_NAME, CAST, account_of, groups
from .seed_journal import seed_journals
from .seed_maturity import TEAM, seed_maturity
from .seed_plan import seed_plans

# Others of the cohort, whom no visitor plays. Two are of the course's own stories (curriculum.md 0.3).
OTHERS = (
    ("Nadia", "Bélanger"),
    ("Maxime", "Trudel"),
    ("Aline", "Fortin"),
    ("Bashir", "Noori"),
    ("Claire", "Awashish"),
    ("Denis", "Lebrun"),
    ("Elena", "Petrova"),
    ("Francis", "Gaudet"),
    ("Grace", "Whitton"),
    ("Hugo", "Marcil"),
)
# How many of them have answered: four in week 1, so that the visitor is the fifth and the result appears (trust.md 6).
ANSWERS = {0: 10, 1: 4}
COMMENTS = (
    Comment("L’exemple m’a aidée. J’aurais pris plus de temps pour l’exercice.", "name"),
    Comment("Un exemple pour les très petites équipes?", "none"),
)
OPTION = "{http://code.edx.org/xblock/option}exercise"


def seed() -> None:
    """Make the people and their answers, unless they are there: as often as wanted."""
    for role in CAST:
        account_of(role)
    others = [_account(number, *names) for number, names in enumerate(OTHERS, 1)]
    for course in list(LIBRARY.courses.values())[:1]:  # both languages are one cohort
        for slot, pulse in _pulses(course):
            _answer(cohort_of(course.key), slot, pulse, others[: ANSWERS.get(pulse.week, 0)])
        team = [str(account_of(role).id) for role in CAST if role.organisation == TEAM]
        seed_maturity(course, [*team, others[6]])
        seed_plans(
            course, {**_accounts_by_organisation(), "La Huche commune": [str(account_of(BY_NAME["colette"]).id)]}
        )
        cast = {role.username: str(account_of(role).id) for role in CAST}
        seed_journals(course, {**cast, **{first.lower(): id_ for (first, _), id_ in zip(OTHERS, others, strict=True)}})


def _accounts_by_organisation() -> dict[str, list[str]]:
    return {name: [str(account_of(role).id) for role in roles] for name, roles in groups().items() if name}


def _account(number: int, first: str, last: str) -> str:
    names = {"first_name": first, "last_name": last}
    return str(User.objects.get_or_create(username=f"cohort-{number:02}", defaults=names)[0].id)


def _pulses(course: Course) -> Iterator[tuple[str, Pulse]]:
    """(slot, pulse) of each pulse of the course, read from its own OLX."""
    for place in course.places.values():
        for node in place.page.block.iterchildren("dataide_pulse"):
            try:
                yield node.get("slot") or node.get("url_name"), read_pulse(node.findtext(OPTION) or "")
            except InvalidExercise:  # its page says what is wrong; the demonstration goes on without its answers
                continue


def _answer(cohort: str, slot: str, pulse: Pulse, learners: list[str]) -> None:
    from ..store.pulse import ratings_of, record_comment, record_rating

    if not learners or ratings_of(cohort, slot, learners[0]):
        return
    for rank, learner in enumerate(learners):
        for question in pulse.questions:
            choice = question.choices[_liked(rank, len(question.choices))]
            record_rating(cohort, slot, pulse.week, question.id, learner, choice.id)
    if pulse.week == 1:
        for learner, said in zip(learners, COMMENTS, strict=False):
            record_comment(cohort, slot, pulse.week, learner, said)


def _liked(rank: int, choices: int) -> int:
    """A believable spread: most people towards the middle and above, none all alike."""
    return (choices // 2 + (0, 1, 0, -1, 1, 0, 2, 1, -1, 0)[rank % 10]) % choices
