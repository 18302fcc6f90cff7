"""The plan as files: what a form asks for, and what the documents are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..domain.answers import read_one
from ..domain.language import LANGUAGES, _
from ..domain.maturity_wave import BASELINE, ENDLINE
from ..domain.moments import date_in_words
from ..domain.plan_budget import budget
from ..domain.plan_grant import FAMILIES, request
from ..domain.plan_numbers import computed
from ..domain.plan_roadmap import first_actions, roadmap
from ..domain.plan_template import PlanTemplate
from .plan import Reader
from .plan_paper import html_of
from .plan_whole import today

WHAT = ("plan", "board", "tables", *FAMILIES)
_NO_FILE = _("This file is not offered here.")


def plan_file(block: Any, reader: Reader, data: Mapping[str, Any], other: PlanTemplate | None) -> dict[str, str]:
    """The file asked for: {name, type, base64}; raises InvalidAnswer."""
    from ..export.plan import file_of

    what = read_one(dict(data), "what", WHAT, _NO_FILE)
    labels = read_one(dict(data), "labels", (*LANGUAGES, "both"), _("Choose French or English."))
    plan = _plan(block, reader, labels, other, data.get("public") == "yes")
    asked = request(reader.contents, what) if what in FAMILIES else None
    return file_of("grant" if asked else what, data.get("format"), plan, html_of, asked)


def _plan(block: Any, reader: Reader, labels: str, other: PlanTemplate | None, public: bool) -> Any:
    from ..export.plan_source import Plan

    template, second = _templates(reader.template, other, labels)
    place, zone = reader.place, block.zone
    named = "" if place is None or place.personal else place.name
    return Plan(
        template=template,
        contents=reader.contents,
        written=(place.language if place and place.language else reader.template.lang),
        organisation=named or _name_written(reader),
        date=date_in_words(block.now(), template.lang, zone),
        day=today(block).isoformat(),
        figures=_figures(reader, template),
        other=second,
        public=public,
    )


def _templates(own: PlanTemplate, other: PlanTemplate | None, labels: str) -> tuple[PlanTemplate, PlanTemplate | None]:
    """(the template of the labels, the one beside it): the language asked for where the author gave it."""
    if labels == "both":
        return own, other
    return (other, None) if other is not None and labels != own.lang else (own, None)


def _name_written(reader: Reader) -> str:
    """The name of an organisation that nobody has founded here yet, as it stands in the plan."""
    filled = reader.contents.get("idt.name")
    return next(iter(filled.parts.values()), "") if filled else ""


def _figures(reader: Reader, template: PlanTemplate) -> Any:
    from ..export.paper import Bar, Text
    from ..export.plan_source import Figures

    def bars(passage: str) -> list[Any]:
        wave = reader.waves.get(passage)
        if wave is None or wave.reading is None:
            return []
        found = []
        for dimension in wave.model.dimensions:
            level = wave.reading.portrait.sides[dimension.id].level
            name = wave.model.levels[level - 1].name if level else "–"
            lang = "" if wave.model.lang == template.lang else wave.model.lang
            words = Text(f"{level}, {name}" if level else name, lang=lang)
            found.append(Bar(Text(dimension.name, lang=lang), level, len(wave.model.levels), words))
        return found

    levels = {"por.baseline": bars(BASELINE), "por.endline": bars(ENDLINE)}
    day = today(reader.block)
    return Figures(
        cells=computed(template, reader.contents),
        levels={name: found for name, found in levels.items() if found},
        money=budget(reader.contents),
        months=roadmap(reader.contents, day),
        first=first_actions(reader.contents, day),
    )
