"""A team with marks in everything it wrote, and everybody who may come to its door."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from django.contrib.auth import get_user_model
from django.utils import timezone

from dataide_xblocks.domain.cohort import cohort_of
from dataide_xblocks.domain.maturity_answers import Agreed, Given
from dataide_xblocks.domain.organisation import Founding
from dataide_xblocks.store import maturity, organisation

from ..conformance.platform import COURSE, Enrolments, Platform, Users, learner
from .maturity import MODEL, olx
from .pulse import call

COHORT = cohort_of(COURSE)
SELF, COLLEAGUE, THIRD, FORMER, STRANGER, STAFF, OUTSIDE = 7, 8, 9, 10, 11, 12, 13
PEOPLE = {
    "self": SELF,
    "colleague": COLLEAGUE,
    "former": FORMER,
    "stranger": STRANGER,
    "staff": STAFF,
    "masquerading": SELF,
    "not enrolled": OUTSIDE,
    "anonymous": None,
    "studio preview": STAFF,
    "studio editor": STAFF,
}
# What each mark stands for; none may be read where the matrix does not name it.
MARKS = {
    "organisation": "MARQUE-ORGANISME",
    "name": "MARQUE-NOM9",
    "own why": "MARQUE-RAISON-7",
    "own proof": "MARQUE-PREUVE-7",
    "colleague's why": "MARQUE-RAISON-8",
    "colleague's proof": "MARQUE-PREUVE-8",
    "agreed": "MARQUE-CONVENU",
    "type": "MARQUE-TYPE",
}
NOT_OURS = "PERS-4"  # the question that does not apply to them


def seed() -> dict[str, str]:
    """Four who answered, of whom one left; what they agreed on, and chose. Returns what requests need to know."""
    for who in (SELF, COLLEAGUE, THIRD, FORMER, STRANGER):
        get_user_model().objects.create(pk=who, username=f"u{who}", first_name=f"MARQUE-NOM{who}")
    organisation.own_place(COHORT, str(SELF))
    place = organisation.found(COHORT, str(SELF), Founding(MARKS["organisation"], "3-9", "fr"))
    assert place is not None and place.code is not None
    for who in (COLLEAGUE, THIRD, FORMER):
        organisation.join(COHORT, str(who), place.code)
    for who, level in ((SELF, "1"), (COLLEAGUE, "5"), (THIRD, "3"), (FORMER, "3")):
        _answers(place.id, str(who), level)
    paper = _answers(place.id, f"{maturity.PAPER}{0:032x}", "3")
    organisation.leave(COHORT, str(FORMER))
    decided = (("MISS-1", "2", "agreed"), ("type", "B", "type"))
    for subject, choice, mark in decided:
        agreed = Agreed(subject, 1, choice, MARKS[mark], 0)
        maturity.record_decision(place.id, MODEL.id, "baseline", agreed, str(SELF), "B")
    organisation.own_place(COHORT, str(STRANGER))
    organisation.found(COHORT, str(STRANGER), Founding("Autre organisme", "3-9", "fr"))
    return {"code": place.code, "sheet": str(paper), "edition": MODEL.edition}


def _answers(place: int, who: str, level: str) -> int:
    where = maturity.Where(COHORT, MODEL.id, "baseline", place, who)
    asked = [(item.id, item.version) for item in MODEL.items]
    given = [Given(i, v, "na" if i == NOT_OURS else level, f"MARQUE-RAISON-{who[:2]}") for i, v in asked]
    passage = maturity.record_sheet(where, MODEL.edition, asked, given, "direction", timezone.now())
    maturity.record_proof(where, Given(NOT_OURS, 1, ""), f"MARQUE-PREUVE-{who[:2]}")
    return passage.id


def services(person: str) -> dict[str, object]:
    """What the platform hands to a block for this person (contract 5.1)."""
    who = PEOPLE[person]
    if who is None:
        return {"user": Users(is_authenticated=False), "enrollments": Enrolments()}
    if person == "studio preview":
        return {"user": learner(who, anonymous_user_id="student", user_is_staff=True)}
    if person == "studio editor":
        return {"user": learner(who, anonymous_user_id=None)}
    enrolled = Enrolments(SELF, COLLEAGUE, THIRD, FORMER, STRANGER)
    return {"user": learner(who, user_is_staff=person == "staff"), "enrollments": enrolled}


SETTINGS = {"studio preview": "studio preview", "studio editor": "studio edit"}


@contextmanager
def at_the_door(person: str, **more: str) -> Iterator[object]:
    """The block as this person meets it; a member of the team who masquerades is told by the LMS's own module."""
    place = Platform(SETTINGS.get(person, "lms"), services=services(person))
    with _masquerade(person == "masquerading"):
        yield place.block(olx(**more), user_id=PEOPLE[person])


@contextmanager
def _masquerade(on: bool) -> Iterator[None]:
    module, crum = ModuleType("lms.djangoapps.courseware.masquerade"), ModuleType("crum")
    module.is_masquerading_as_specific_student = lambda _user, _course: True  # type: ignore[attr-defined]
    crum.get_current_user = lambda: "the member of the team"  # type: ignore[attr-defined]
    parents = {name: ModuleType(name) for name in ("lms", "lms.djangoapps", "lms.djangoapps.courseware")}
    added = {**parents, module.__name__: module, "crum": crum} if on else {}
    kept = {name: sys.modules.get(name) for name in added}
    sys.modules.update(added)
    try:
        yield
    finally:
        for name, former in kept.items():
            if former is None:
                del sys.modules[name]
            else:
                sys.modules[name] = former


def seen(text: str, code: str) -> set[str]:
    """The marks that can be read in a text, the code of the organisation among them."""
    return {name for name, mark in {**MARKS, "code": code}.items() if mark in text}


def ask(person: str, handler: str, data: dict[str, object]) -> tuple[int, str]:
    """(status, everything that came back) of a handler, files opened."""
    with at_the_door(person) as block:
        response = call(block, handler, data)
    text = response.body.decode()
    file = response.json.get("file") if response.status_code == 200 else None
    return response.status_code, text + (base64.b64decode(file["base64"]).decode() if file else "")


def look(person: str, view: str, **more: str) -> str:
    """The HTML of a view."""
    with at_the_door(person, **more) as block:
        return str(block.render(view).content)
