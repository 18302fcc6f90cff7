"""Which fields of a plan a week may ask, and what a course as a whole must show of its plans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..domain.exercise import line_of
from ..domain.language import _
from .course import Course, Inline
from .finding import Finding
from .findings import Problem
from .plans import Plan, places


def fields_wrong(text: str, fields: Sequence[str], plan: Plan, week: int) -> Iterator[Finding]:
    """What is wrong with the `fields` of an exercise of `week`, each at its line of the fence's `text`.

    A field asked before the first week that feeds it blocks: learners have not read what it is about. One asked again
    later is mentioned only, since coming back to a field does no harm.
    """
    for name in dict.fromkeys(fields):
        lines, field = _lines_of(text, name), plan.read.field(name)
        if field is None:
            fed = ", ".join(each.id for each in plan.read.fields if week in each.weeks) or "-"
            message = _("This plan has no field “%(field)s”. Those that week %(week)s feeds: %(known)s.")
            yield Finding(lines[0], message, {"field": name, "week": week, "known": fed})
        elif week not in field.weeks:
            message = _("Week %(week)s does not feed “%(field)s”: ask it in %(weeks)s, or add this week in %(path)s.")
            params = {"week": week, "field": name, "path": plan.table.path, "weeks": ", ".join(map(str, field.weeks))}
            yield Finding(lines[0], message, params, blocking=week < field.weeks[0])
        if fields.count(name) > 1:
            yield Finding(lines[-1], _("“%(field)s” is named twice: once is enough."), {"field": name})


def _lines_of(text: str, name: str) -> list[int]:
    """The lines that hold `name` between quotes, as often as they do, else that of the key `fields`."""
    quoted = re.compile(rf"""["']{re.escape(name)}["']""")
    lines = [text.count("\n", 0, found.start()) + 1 for found in quoted.finditer(text)]
    return lines or [line_of(text, "fields") or 1]


def shown_plans(course: Course) -> Iterator[Problem]:
    """A plan is shown whole somewhere, and each of its fields is asked in a week that feeds it (said once a plan)."""
    shown: dict[str, list[tuple[int, list[str]]]] = {}
    for chapter in course.chapters:
        for component in (c for vertical in chapter.verticals for c in vertical.components):
            if isinstance(component, Inline) and component.type == "dataide_plan":
                fields = dict(component.attributes).get("shows", "").split()
                shown.setdefault(str(component.shape[0]), []).append((chapter.week, fields))
    for name, exercises in shown.items():
        if course.whole and name in course.plans:
            yield from _never_asked(course.plans[name], {(week, f) for week, fields in exercises for f in fields})
            if all(fields for _week, fields in exercises):
                message = _("No page shows this plan whole: add an exercise with whole = true.")
                yield Problem(course.plans[name].table.path, 1, message, blocking=False)


def _never_asked(plan: Plan, asked: set[tuple[int, str]]) -> Iterator[Problem]:
    """The fields that are not among `asked`, (week, field), in a week that feeds them: one sentence for all."""
    missing = [(path, each) for path, each in places(plan.read) if not any((w, each.id) in asked for w in each.weeks)]
    if missing:
        path, first = missing[0]
        message = _(
            "%(count)s of the fields of this plan are asked in no week that feeds them, “%(field)s” first: "
            "add them to exercises. Until then, they are written where the plan is shown whole."
        )
        line = line_of(plan.table.text, path) or 1
        yield Problem(plan.table.path, line, message, {"count": len(missing), "field": first.id}, blocking=False)
