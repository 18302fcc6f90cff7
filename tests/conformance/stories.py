"""What must have happened before a block accepts its example: a code to join by, a team to agree with."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.utils import timezone

from dataide_xblocks.domain.cohort import cohort_of
from dataide_xblocks.domain.examples import MATURITY
from dataide_xblocks.domain.maturity_answers import Given
from dataide_xblocks.domain.maturity_model import read_model
from dataide_xblocks.domain.organisation import Founding

from .platform import COURSE

LEARNER = "7"  # whom the settings of `platform` show
COHORT = cohort_of(COURSE)


def _organisation(learner: str) -> int:
    from dataide_xblocks.store import organisation

    organisation.own_place(COHORT, learner)
    return organisation.found(COHORT, learner, Founding("La Huche commune", "3-9", "fr")).id


def _known_code(data: dict) -> None:
    from dataide_xblocks.models import Organisation

    Organisation.objects.filter(pk=_organisation("somebody else")).update(code=data["code"])


def _member(_data: dict) -> None:
    _organisation(LEARNER)


def _team(data: dict) -> None:
    """Three people who answered everything: the learner, and two sheets of paper."""
    from dataide_xblocks.store import maturity

    model, place = read_model(MATURITY["fr"]), _organisation(LEARNER)
    asked = [(item.id, item.version) for item in model.items]
    for learner in (LEARNER, f"{maturity.PAPER}1", f"{maturity.PAPER}2"):
        where = maturity.Where(COHORT, model.id, "baseline", place, learner)
        given = [Given(item, version, "3") for item, version in asked]
        passage = maturity.record_sheet(where, model.edition, asked, given, "", timezone.now())
    if "sheet" in data:
        data["sheet"] = str(passage.id)


STORIES: dict[tuple[str, str], Callable[[dict], None]] = {
    ("dataide_maturity", "join"): _known_code,
    ("dataide_maturity", "leave"): _member,
    ("dataide_maturity", "compare"): _member,
    ("dataide_maturity", "agree"): _team,
    ("dataide_maturity", "choose"): _team,
    ("dataide_maturity", "unsheet"): _team,
}


def after_its_story(name: str, handler: str, body: bytes) -> bytes:
    """The request of `handler`, once what it needs has happened."""
    story = STORIES.get((name, handler))
    data = json.loads(body)
    if story:
        story(data)
    return json.dumps(data).encode()
