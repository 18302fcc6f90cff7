"""A team that has answered: Carrefour Escale sees its portrait at once; others begin at question one."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.cohort import cohort_of
from ..domain.comparison import Entry
from ..domain.errors import InvalidExercise
from ..domain.maturity_answers import Given
from ..domain.maturity_model import Item, MaturityModel, read_model
from ..domain.organisation import Founding
from .clock import moment_of
from .library import Course

OPTION = "{http://code.edx.org/xblock/option}"
TEAM = "Carrefour Escale"
ROLES = ("direction", "admin", "terrain")
SIMILAR = 12  # fictional organisations of the same size, so that a comparison can be opened and seen
LEVELS = {"MISS": 4, "PERS": 3, "COLL": 3, "OUTI": 4, "SECU": 4, "COMP": 4}  # the level most of them see, 3 elsewhere
# What one of the three says alone: two see the backups very differently, and nobody knows one thing.
APART: tuple[dict[str, int | str], ...] = (
    {"SECU-2": 4, "OUTI-2": 4, "UTIL-5": "dk"},
    {"SECU-2": 1, "UTIL-5": "dk", "PERS-4": "na"},
    {"SECU-2": "dk", "OUTI-2": 1, "UTIL-5": "dk", "COMP-1": 5},
)


def seed_maturity(course: Course, people: list[str]) -> None:
    """Make the team of `people` (ids of three accounts) and what it answered in week 1, unless it is there."""
    from ..store import organisation

    cohort = cohort_of(course.key)
    _keep_words(course)
    model = next(_models(course), None)
    if model is None or organisation.place_of(cohort, people[0]):
        return
    organisation.own_place(cohort, people[0])
    place = organisation.found(cohort, people[0], Founding(TEAM, "10-49", "fr"))
    if place is None or place.code is None:
        return
    for colleague in people[1:]:
        organisation.join(cohort, colleague, place.code)
    for rank, learner in enumerate(people):
        _answer(cohort, model, place.id, learner, rank, course)
    _release(cohort, model)


def answer_together(course: Course, place: int, learner: str) -> None:
    """The portrait of an organisation by one of the cast and two sheets of paper, unless somebody answered there."""
    from ..store import maturity

    model = next(_models(course), None)
    if model is None or maturity.team_of(place, model.id):
        return
    for rank, who in enumerate((learner, f"{maturity.PAPER}seed-1", f"{maturity.PAPER}seed-2")):
        _answer(cohort_of(course.key), model, place, who, rank, course)


def _keep_words(course: Course) -> None:
    """The words of the model in each language, as the block keeps them with the first answer."""
    from ..store.maturity import record_edition

    for place in course.places.values():
        for node in place.page.block.iterchildren("dataide_maturity"):
            for option in ("exercise", "translation"):
                text = node.findtext(f"{OPTION}{option}") or ""
                try:
                    model = read_model(text)
                except InvalidExercise:  # its page says what is wrong
                    continue
                record_edition(model.edition, model.lang, lambda text=text: text)  # type: ignore[misc]


def _models(course: Course) -> Iterator[MaturityModel]:
    """The model of each maturity quiz of the course, read from its own OLX."""
    for place in course.places.values():
        for node in place.page.block.iterchildren("dataide_maturity"):
            try:
                yield read_model(node.findtext(f"{OPTION}exercise") or "")
            except InvalidExercise:  # its page says what is wrong; the demonstration goes on without its answers
                continue


def _answer(cohort: str, model: MaturityModel, place: int, learner: str, rank: int, course: Course) -> None:
    from ..store import maturity

    where = maturity.Where(cohort, model.id, "baseline", place, learner)
    asked = [(item.id, item.version) for item in model.items]
    given = [Given(item.id, item.version, *_choice(item, n, rank)) for n, item in enumerate(model.items)]
    known = {role.id for role in model.roles}
    role = ROLES[rank] if ROLES[rank] in known else ""
    maturity.record_sheet(where, model.edition, asked, given, role, moment_of(course.start, 1))


def _choice(item: Item, number: int, rank: int) -> tuple[str, str]:
    """(choice, why): a believable spread, one step below what most see now and then."""
    choice = str(APART[rank].get(item.id) or LEVELS.get(item.dimension, 3) - ((number + rank) % 4 == 0))
    return choice, "Nous n’en avons pas" if choice == "na" else ""


def _release(cohort: str, model: MaturityModel) -> None:
    """Similar organisations that were counted together, as the operator's command would have done."""
    from ..models import Organisation
    from ..store.comparison import Cell, record_batch

    entries = []
    for n in range(SIMILAR):
        named = {"name": f"Organisme fictif {n + 1}", "size": "10-49", "language": "fr"}
        row = Organisation.objects.create(cohort=cohort, opened=True, verified=True, **named)
        levels = {side.id: 1 + (n + rank) % 5 for rank, side in enumerate(model.dimensions)}
        entries.append(Entry(row.pk, levels))
    record_batch(cohort, model.id, "baseline", Cell("10-49", "fr", model.edition), entries)
