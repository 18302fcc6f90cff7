"""A maturity exercise, and ways of calling it as each kind of person would."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lxml import html
from webob import Response

from dataide_xblocks.domain.maturity_model import MaturityModel, read_model

from .pulse import call, platform

CONTENT = Path(__file__).resolve().parents[2] / "content"
TOML = {language: (CONTENT / language / "models" / "portrait.toml").read_text("utf-8") for language in ("fr", "en")}
MODEL: MaturityModel = read_model(TOML["fr"])
OPTION = 'xmlns:option="http://code.edx.org/xblock/option"'


def olx(wave: str = "baseline", form: str = "full", closes: str = "", exercise: str = "", slot: str = "w01-portrait"):
    """The element the build writes."""
    exercise = exercise or TOML["fr"]
    options = f"<option:exercise {OPTION}>{escape(exercise)}</option:exercise>"
    options += f"<option:translation {OPTION}>{escape(TOML['en'])}</option:translation>"
    attributes = "".join(
        f" {k}={quoteattr(v)}" for k, v in {"slot": slot, "form": form, "wave": wave, "closes": closes}.items()
    )
    return f"<dataide_maturity{attributes}>{options}</dataide_maturity>"


def ask(
    who: int, handler: str, data: object, staff: bool = False, services: Mapping[str, object] | None = None, **more
):
    """What an enrolled learner's browser does."""
    block = platform(who, staff, **(services or {})).block(olx(**more), user_id=who)
    return call(block, handler, data)


def answer(who: int, item: str, choice: object, why: str = "", **more) -> Response:
    """One tap."""
    version = str(MODEL.item(item).version) if MODEL.item(item) else "1"
    return ask(who, "answer", {"item": item, "version": version, "choice": str(choice), "why": why}, **more)


def answer_all(who: int, choices: int | Mapping[str, object] = 3, **more) -> None:
    """Every question at once, as from one's own sheet: the same level, or those given and 3 for the others."""
    sent = {"edition": MODEL.edition, "whose": "mine", "role": ""}
    for item in MODEL.short if more.get("form") == "short" else MODEL.items:
        sent[item.id] = str(choices if isinstance(choices, int) else choices.get(item.id, 3))
        sent[f"{item.id}-why"] = "cinq mots pour le dire"
    assert ask(who, "sheet", sent, **more).status_code == 200


def see_portrait(who: int, **more) -> Response:
    """Past the last question."""
    return ask(who, "go", {"to": ""}, **more)


def team(*people: int, name: str = "La Huche commune") -> str:
    """An organisation of these people; returns its code."""
    from dataide_xblocks.domain.cohort import cohort_of
    from dataide_xblocks.store import organisation

    from ..conformance.platform import COURSE

    ask(people[0], "found", {"name": name, "size": "3-9", "language": "fr"})
    code = organisation.place_of(cohort_of(COURSE), str(people[0])).code
    for other in people[1:]:
        assert ask(other, "join", {"code": code}).status_code == 200
    return code


def page(who: int = 7, staff: bool = False, **more) -> html.HtmlElement:
    """A learner's page."""
    return html.fromstring(platform(who, staff).block(olx(**more), user_id=who).render("student_view").content)
