"""What must be true of the course as a whole, in one language and between the two. A check is a function in a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from ..domain.cohort import cohort_of
from ..domain.language import _
from .course import Component, Course, Html, Vertical
from .definitions import differences
from .findings import Problem
from .models import MODELS
from .plan_fields import shown_plans
from .plans import PLANS
from .settings import Settings

SOURCE, TRANSLATION = "fr", "en"  # French is written first


def unique_ids(course: Course) -> Iterator[Problem]:
    """An id names one thing: learners' work hangs on it."""
    seen: dict[str, str] = {}
    for chapter in course.chapters:
        named = [(chapter.id, chapter.path, chapter.line)]
        named += [(s.id, chapter.path, s.line) for s in chapter.sequentials]
        for vertical in chapter.verticals:
            named.append((vertical.id, vertical.path, vertical.line))
            named += [(c.id, vertical.path, c.line) for c in vertical.components]
        for identifier, path, line in named:
            if identifier in seen:
                message = _("The id “%(id)s” is already used in %(path)s: each page and exercise has its own.")
                yield Problem(path, line, message, {"id": identifier, "path": seen[identifier]})
            seen.setdefault(identifier, path)


def one_week_each(course: Course) -> Iterator[Problem]:
    """Two weeks with one number would open on the same day."""
    seen: dict[int, str] = {}
    for chapter in course.chapters:
        if chapter.week in seen and course.whole:
            message = _("Week %(week)s is already the week of %(path)s.")
            yield Problem(chapter.path, chapter.line, message, {"week": chapter.week, "path": seen[chapter.week]})
        seen.setdefault(chapter.week, chapter.path)


def used_assets(course: Course) -> Iterator[Problem]:
    """A picture or a download that no page shows is weight for nobody."""
    if not course.whole:
        return
    shown = " ".join(c.html for v in course.verticals for c in v.components if isinstance(c, Html))
    shown += " ".join([*course.tabs.values(), *course.about.values(), course.settings.image])
    shown += " ".join(str(c.shape) for v in course.verticals for c in v.components if c.type == "video")
    for name, path in course.static.items():
        if path.parent.name in ("images", "files") and name not in shown:
            place = f"content/{course.language}/{path.parent.name}/{name}"
            yield Problem(place, 1, _("No page shows this file: link it, or remove it."), blocking=False)


def used_definitions(course: Course) -> Iterator[Problem]:
    """A model that no page asks, or a plan that none shows, is weight for its author."""
    asked = {(c.type, c.shape[0]) for v in course.verticals for c in v.components if c.shape}
    for kind, definitions, message in (
        ("dataide_maturity", course.models, _("No page asks this model: ask it, or remove it.")),
        ("dataide_plan", course.plans, _("No page shows this plan: show it, or remove it.")),
    ):
        for name, definition in definitions.items():
            if course.whole and (kind, name) not in asked:
                yield Problem(definition.table.path, 1, message, blocking=False)


def same_definitions(courses: Mapping[str, Course]) -> Iterator[Problem]:
    """A model or a plan asks the same in both languages: all but its words."""
    yield from differences(MODELS, courses[SOURCE].models, courses[TRANSLATION].models)
    yield from differences(PLANS, courses[SOURCE].plans, courses[TRANSLATION].plans)


def same_structure(courses: Mapping[str, Course]) -> Iterator[Problem]:
    """Weeks, sections and pages: the same ids, in the same order, in both languages."""
    french, english = courses[SOURCE], courses[TRANSLATION]
    for one, other in ((french, english), (english, french)):
        theirs = {v.id: v for v in other.verticals}
        for vertical in one.verticals:
            if vertical.id not in theirs and other.whole:
                path = vertical.path.replace(f"content/{one.language}/", f"content/{other.language}/")
                yield Problem(
                    path,
                    1,
                    _("This page is missing: it exists in the other language as %(path)s."),
                    {"path": vertical.path},
                )
    if {v.id for v in french.verticals} == {v.id for v in english.verticals}:
        yield from _same_order(french, english)
    yield from _same_weeks(french, english)


def _same_weeks(french: Course, english: Course) -> Iterator[Problem]:
    """A week opens on the same day, its sections count for the same marks and its pages have the same file names."""
    weeks = {chapter.id: chapter for chapter in french.chapters}
    graded = {section.id: section.graded for chapter in french.chapters for section in chapter.sequentials}
    files = {vertical.id: vertical.path for vertical in french.verticals}
    for chapter in english.chapters:
        original = weeks.get(chapter.id)
        if original and original.week != chapter.week:
            message = _("“week” is not that of %(path)s.")
            yield Problem(chapter.path, chapter.line, message, {"path": original.path})
        if original and original.draft != chapter.draft:
            message = _("“draft” is not that of %(path)s.")
            yield Problem(chapter.path, chapter.line, message, {"path": original.path})
        for section in chapter.sequentials:
            if section.id in graded and graded[section.id] != section.graded:
                yield Problem(chapter.path, section.line, _("“graded” is not the same in both languages."))
        for page in chapter.verticals:
            path = files.get(page.id, "").replace("content/fr/", "content/en/")
            if path not in ("", page.path):
                yield Problem(page.path, 1, _("Name this file as in French: %(path)s."), {"path": path})


def _same_order(french: Course, english: Course) -> Iterator[Problem]:
    def outline(course: Course) -> list[tuple[str, str, str]]:
        return [
            (chapter.id, sequential.id, vertical.id)
            for chapter in course.chapters
            for sequential in chapter.sequentials
            for vertical in sequential.verticals
        ]

    paths = {v.id: v.path for v in english.verticals}
    for ours, theirs in zip(outline(english), outline(french), strict=False):
        if ours != theirs:
            message = _("The order differs from French here: French has %(theirs)s, English has %(ours)s.")
            params = {"theirs": " / ".join(theirs), "ours": " / ".join(ours)}
            yield Problem(paths[ours[2]], 1, message, params)
            return


def same_pages(courses: Mapping[str, Course]) -> Iterator[Problem]:
    """Each page's exercises, ids, options, keys, headings, links and pictures are equal in both languages."""
    french = {v.id: v for v in courses[SOURCE].verticals}
    for english in courses[TRANSLATION].verticals:
        if english.id in french:
            yield from _same_page(french[english.id], english)


def _same_page(french: Vertical, english: Vertical) -> Iterator[Problem]:
    ours, theirs = ([(c.id, c.type) for c in v.components] for v in (english, french))
    if ours != theirs:
        message = _("The exercises are not those of %(path)s: %(theirs)s there, %(ours)s here.")
        listed = {"theirs": _listed(theirs), "ours": _listed(ours), "path": french.path}
        yield Problem(english.path, 1, message, listed)
        return
    for mine, original in zip(english.components, french.components, strict=True):
        if mine.shape != original.shape:
            yield Problem(english.path, mine.line, _differs(mine), {"path": french.path, "line": original.line})
    if _said(french) != _said(english):
        message = _("“section”, “minutes”, “essential” and “law” are not those of %(path)s.")
        yield Problem(english.path, english.line, message, {"path": french.path})


def _said(page: Vertical) -> tuple[object, ...]:
    """What the front matter of a page shares with its translation."""
    return page.essential, page.section, page.activity, page.law


def _differs(component: Component) -> str:
    if component.type == "html":
        return _("Headings, links or pictures are not those of %(path)s, line %(line)s.")
    return _("Choices, ids or right answers are not those of %(path)s, line %(line)s.")


def _listed(components: list[tuple[str, str]]) -> str:
    return ", ".join(identifier for identifier, kind in components if kind != "html") or "-"


def fresh_translations(courses: Mapping[str, Course]) -> Iterator[Problem]:
    """A translation remembers the French text it was aligned with; `dataide align` writes it."""
    french = {v.id: v for v in courses[SOURCE].verticals}
    for english in courses[TRANSLATION].verticals:
        source = french.get(english.id)
        if source and english.aligned is None:
            message = _(
                "Nobody has said that this page is aligned with the French: read both, then run “dataide align %(id)s”."
            )
            yield Problem(english.path, 1, message, {"id": english.id}, blocking=False)
        elif source and english.aligned != source.digest:
            message = _("The French page has changed since: read both again, then run “dataide align %(id)s”.")
            yield Problem(english.path, 1, message, {"id": english.id}, blocking=False)


def same_files(courses: Mapping[str, Course]) -> Iterator[Problem]:
    """Pictures and downloads have the same names in both languages."""
    for one, other in ((SOURCE, TRANSLATION), (TRANSLATION, SOURCE)):
        for name in sorted(courses[one].static.keys() - courses[other].static.keys()):
            folder = courses[one].static[name].parent.name
            message = _("This file is missing: it exists in the other language as %(path)s.")
            path = f"content/{one}/{folder}/{name}"
            yield Problem(f"content/{other}/{folder}/{name}", 1, message, {"path": path})


def same_settings(courses: Mapping[str, Course]) -> Iterator[Problem]:
    """Tabs, about pages, common questions, grading and dates are those of the other language."""
    theirs, ours = (_agreed(courses[language].settings) for language in (SOURCE, TRANSLATION))
    for key, value in ours.items():
        if value != theirs[key]:
            path = courses[TRANSLATION].settings.path
            yield Problem(path, 1, _("“%(key)s” is not the same in both languages."), {"key": key})


def _agreed(settings: Settings) -> dict[str, object]:
    """What both languages share of the settings, by the key that holds it."""
    return {
        "start": (settings.start, settings.weeks, settings.opens, str(settings.zone)),
        "tab": [tab.slug for tab in settings.tabs],
        "grading": settings.grading,
        "about": sorted(settings.about),
        "attempts": settings.attempts,
        "org": (settings.org, settings.number),
        "run": cohort_of(settings.run),
        "pass": settings.passing,
        "advanced_modules": settings.advanced_modules,
    }


ALONE: tuple[Callable[[Course], Iterator[Problem]], ...] = (
    unique_ids,
    one_week_each,
    used_assets,
    used_definitions,
    shown_plans,
)
TOGETHER: tuple[Callable[[Mapping[str, Course]], Iterator[Problem]], ...] = (
    same_settings,
    same_definitions,
    same_structure,
    same_pages,
    same_files,
    fresh_translations,
)


def together(courses: Mapping[str, Course]) -> Iterator[Problem]:
    """What differs between the two languages (rule Q-40), and what has aged, which does not block."""
    for problem in (problem for check in TOGETHER for problem in check(courses)):
        yield replace(problem, rule="Q-40") if problem.blocking else problem
