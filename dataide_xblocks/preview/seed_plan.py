"""Plans to look at: Carrefour Escale's at week 6, La Huche commune's finished, each in French and in English."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ..domain.cohort import cohort_of
from ..domain.errors import InvalidExercise
from ..domain.organisation import Founding
from ..domain.plan_import import read_plan, together
from ..domain.plan_reading import read_template
from ..domain.plan_template import PlanTemplate
from .clock import moment_of
from .library import Course
from .seed_maturity import OPTION, answer_together

PLANS = Path(__file__).parent / "plans"
# file -> (the organisation, its size, the week it has reached); the first member writes it
WRITTEN = {
    "carrefour-escale.fr": ("Carrefour Escale", "10-49", 6),
    "carrefour-escale.en": ("Carrefour Escale (in English)", "10-49", 6),
    "huche-commune.fr": ("La Huche commune", "3-9", 12),
    "huche-commune.en": ("La Huche commune (in English)", "3-9", 12),
}


def seed_plans(course: Course, people: dict[str, list[str]]) -> None:
    """Write the plans of `people` ({organisation: account ids, who writes first}), unless they are there."""
    from ..store import organisation, plan

    template = next(_templates(course), None)
    cohort = cohort_of(course.key)
    _keep_words(course)
    for file, (name, size, week) in WRITTEN.items():
        writers = people.get(name, [])
        if template is None or not writers:
            continue
        organisation.own_place(cohort, writers[0])
        language = file.rsplit(".", 1)[1]
        organisation.found(cohort, writers[0], Founding(name, size, language))
        place = organisation.place_of(cohort, writers[0])
        if place is not None and plan.plan_of(place.id, template.id) is None:
            answer_together(course, place.id, writers[0])
            _write(file, template, plan.make(cohort, place.id, template.id), writers[0], course, week)


def _write(file: str, template: PlanTemplate, of: int, writer: str, course: Course, week: int) -> None:
    from ..store.plan import Hand
    from ..store.plan_copies import record_copy
    from ..store.plan_import import record_contents

    data = json.loads((PLANS / f"{file}.json").read_text("utf-8"))
    contents, left = read_plan(template, data)
    hand = Hand(writer, moment_of(course.start, week), template.edition)
    record_contents(of, together(contents, left), f"seed-{file}", hand)
    if week == 12:
        names = {"fr": "Comme présenté au CA le 18 janvier", "en": "As shown to the board on January 18"}
        before = {**data, "fields": {name: kept for name, kept in data["fields"].items() if name != "gou.decision"}}
        record_copy(of, names[file.rsplit(".", 1)[1]], before, hand)


def _keep_words(course: Course) -> None:
    """The template in each language, as the block keeps it with the first word: the journal reads it from there."""
    from ..store.plan_history import record_edition

    for place in course.places.values():
        for node in place.page.block.iterchildren("dataide_plan"):
            texts = [node.findtext(f"{OPTION}{option}") or "" for option in ("exercise", "translation")]
            try:
                template, translated = map(read_template, texts)
            except InvalidExercise:  # a week's part of it, or its page says what is wrong
                continue
            for lang, text in zip((template.lang, translated.lang), texts, strict=True):
                record_edition(template.edition, lang, lambda text=text: text)  # type: ignore[misc]


def _templates(course: Course) -> Iterator[PlanTemplate]:
    """The template of each whole plan of the course, read from its own OLX."""
    for place in course.places.values():
        for node in place.page.block.iterchildren("dataide_plan"):
            if node.get("shows"):
                continue
            try:
                yield read_template(node.findtext(f"{OPTION}exercise") or "")
            except InvalidExercise:  # its page says what is wrong; the demonstration goes on without its plans
                continue
