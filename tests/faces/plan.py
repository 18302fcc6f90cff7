"""A plan exercise, and ways of calling it as each kind of person would."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lxml import html
from webob import Response

from dataide_xblocks.domain.cohort import cohort_of
from dataide_xblocks.domain.organisation import Founding
from dataide_xblocks.domain.plan_reading import read_template
from dataide_xblocks.store import organisation

from ..conformance.platform import COURSE
from .pulse import call, platform

CONTENT = Path(__file__).resolve().parents[2] / "content"
TOML = {language: (CONTENT / language / "plans" / "plan.toml").read_text("utf-8") for language in ("fr", "en")}
TEMPLATE = read_template(TOML["fr"])
COHORT = cohort_of(COURSE)
OPTION = 'xmlns:option="http://code.edx.org/xblock/option"'
SHOWS = "vis.change don.inventory idt.people col.consent_text pro.law25 ris.register sui.objectives bud.lines idt.size"
SHOWS += " gou.request"
_NUMBERS = itertools.count()


def olx(shows: str = SHOWS, exercise: str = "", translation: str = "", slot: str = "w01-plan") -> str:
    """The element the build writes; `shows` "" is the whole plan."""
    options = f"<option:exercise {OPTION}>{escape(exercise or TOML['fr'])}</option:exercise>"
    options += f"<option:translation {OPTION}>{escape(translation or TOML['en'])}</option:translation>"
    return f"<dataide_plan slot={quoteattr(slot)} shows={quoteattr(shows)}>{options}</dataide_plan>"


def ask(who: int, handler: str, data: object, staff: bool = False, **more) -> Response:
    """What an enrolled learner's browser does."""
    return call(platform(who, staff).block(olx(**more), user_id=who), handler, data)


def whole(who: int, handler: str, staff: bool = False, **data) -> Response:
    """The same, on the page of the whole plan."""
    return ask(who, handler, data, staff, shows="")


def name() -> str:
    return f"operation-{next(_NUMBERS):06}"


def save(who: int, path: str, value: str, seen: int = 0, shows: str = SHOWS, **more) -> Response:
    """A cell left: `path` is field/row/cell, or field for its only part."""
    field, row, cell = (path.split("/") + ["", "value"])[:3] if "/" not in path else path.split("/")
    data = {"field": field, "row": row, "cell": cell, "value": value, "seen": seen, "op": name(), **more}
    return ask(who, "save_cell", data, shows=shows)


def row(who: int, field: str, act: str, row: str = "", shows: str = SHOWS, **more) -> Response:
    return ask(who, "row", {"field": field, "act": act, "row": row, "op": name(), **more}, shows=shows)


def told(response: Response) -> Mapping:
    assert response.status_code == 200, response.text
    return json.loads(response.text)


def drawn(response: Response) -> html.HtmlElement:
    return html.fromstring(told(response)["html"])


def team(*people: int, title: str = "La Huche commune") -> int:
    """An organisation of these people; its id."""
    organisation.own_place(COHORT, str(people[0]))
    place = organisation.found(COHORT, str(people[0]), Founding(title, "3-9", "fr"))
    assert place is not None and place.code is not None
    for other in people[1:]:
        organisation.join(COHORT, str(other), place.code)
    return place.id


def page(who: int = 7, staff: bool = False, **more) -> html.HtmlElement:
    """A learner's page."""
    return html.fromstring(platform(who, staff).block(olx(**more), user_id=who).render("student_view").content)


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())
