"""What a learner is asked: the mini-quiz of a week, and the fields of the plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from ..domain.exercise import line_of
from ..domain.language import _
from ..domain.plan_template import Cell, Field
from .course import Chapter, Course, Html, Inline, Question, Vertical
from .findings import Problem
from .plans import Plan, places
from .size import EXERCISES

QUESTIONS, KINDS, LONGEST_RIGHT, SAME_PLACE = 5, 2, 2, 3  # of a mini-quiz
HELP = 25  # words, Q-32
_NEGATIVE = {
    "fr": re.compile(r"\b(?:ne|sauf|excepté|hormis)\b|\bn[’'](?!est-ce)", re.I),
    "en": re.compile(r"\b(?:not|except|never|least)\b|n[’']t\b", re.I),
}


def quizzes(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-30: five questions in two forms or more, and none that asks for what is false."""
    asked = list(_asked(chapter))
    if chapter.week and len(asked) != QUESTIONS:
        message = _("The mini-quiz of this week has %(count)s questions; it has %(most)s.")
        yield Problem(chapter.path, chapter.line, message, {"count": len(asked), "most": QUESTIONS}, rule="Q-30")
    if asked and len({kind for _page, question in asked for kind in _kinds(question)}) < KINDS:
        message = _("All questions of this mini-quiz have the same form: one choice, boxes, a list or a number.")
        yield Problem(asked[0][0].path, asked[0][1].line, message, rule="Q-30")
    for page, question in asked:
        for label in _tree(question).xpath(".//label"):
            if _NEGATIVE[course.language[:2]].search(label.text or ""):
                message = _("Ask for what is true: a question with a negation is read wrong.")
                yield Problem(page.path, question.line, message, rule="Q-30")


def plausible(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-31: neither its length nor its place gives the right choice away."""
    asked = list(_asked(chapter))
    choices = [found for _page, question in asked if (found := _choices(question))]
    longest = sum(lengths[right] == max(lengths) for lengths, right in choices)
    if longest > LONGEST_RIGHT:
        message = _("The right choice is the longest one in %(count)s questions; in %(most)s at most.")
        params = {"count": longest, "most": LONGEST_RIGHT}
        yield Problem(asked[0][0].path, asked[0][1].line, message, params, False, "Q-31")
    for place, count in Counter(right for _lengths, right in choices).items():
        if count > SAME_PLACE:
            message = _("The right choice stands in place %(place)s in %(count)s questions; in %(most)s at most.")
            params = {"place": place + 1, "count": count, "most": SAME_PLACE}
            yield Problem(asked[0][0].path, asked[0][1].line, message, params, False, "Q-31")


def _asked(chapter: Chapter) -> Iterator[tuple[Vertical, Question]]:
    """The questions of the graded sections: those of an exercise are part of it."""
    for section in chapter.sequentials:
        for page in section.verticals if section.graded else ():
            yield from ((page, each) for each in page.components if isinstance(each, Question))


def _kinds(question: Question) -> set[str]:
    return {str(element.tag) for element in _tree(question)}


def _tree(question: Question) -> etree._Element:
    return etree.fromstring(f"<problem>{question.xml}</problem>")


def _choices(question: Question) -> tuple[list[int], int] | None:
    """(length of each choice, place of the right one) of a question with one right choice; None for another kind."""
    found = _tree(question).xpath(".//choicegroup/choice")
    right = [place for place, choice in enumerate(found) if choice.get("correct") == "true"]
    return ([len((choice.text or "").strip()) for choice in found], right[0]) if len(right) == 1 else None


def plan_fields(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-32: every field that a week is the first to ask helps in few words; its name and limit are the template's."""
    before = {name for week in course.chapters if week.week < chapter.week for _name, name in _shown(week)}
    for name, field in dict.fromkeys(_shown(chapter)):
        plan = course.plans.get(name)
        if plan and field not in before:
            found = {each.id: (path, each) for path, each in places(plan.read)}
            for path, part in _parts(*found[field]):
                yield from _helped(plan, path, part)


def _shown(chapter: Chapter) -> list[tuple[str, str]]:
    """(plan, field) of every field that the pages of a week ask."""
    inlines = [c for page in chapter.verticals for c in page.components if isinstance(c, Inline)]
    plans = [each for each in inlines if each.type == "dataide_plan"]
    return [(str(p.shape[0]), name) for p in plans for name in dict(p.attributes).get("shows", "").split()]


def _parts(path: str, field: Field) -> Iterator[tuple[str, Field | Cell]]:
    """(path, part) of a field and of its cells."""
    yield path, field
    for kind, cells in (("part", field.parts), ("column", field.columns)):
        yield from ((f"{path}.{kind}.{number}", cell) for number, cell in enumerate(cells, 1))


def _helped(plan: Plan, path: str, part: Field | Cell) -> Iterator[Problem]:
    line = line_of(plan.table.text, path) or 1
    if len(part.help.split()) > HELP:
        message = _("The help of “%(name)s” has %(words)s words; %(most)s at most.")
        params = {"name": part.name, "words": len(part.help.split()), "most": HELP}
        yield Problem(plan.table.path, line, message, params, rule="Q-32")
    if isinstance(part, Field) and not part.help:
        message = _("Give “%(name)s” a help of one sentence.")
        yield Problem(plan.table.path, line, message, {"name": part.name}, rule="Q-32")


def on_paper(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-32: what is asked on a screen can be answered on a sheet."""
    pages = chapter.part(EXERCISES)
    asks = [p for p in pages if any(isinstance(c, Inline) and c.type == "dataide_plan" for c in p.components)]
    sheets = [p for p in pages if any(isinstance(c, Html) and "file:" in str(c.shape) for c in p.components)]
    if asks and not sheets:
        message = _("No page of this section gives a sheet to print: link one, as [the sheet](file:….docx).")
        yield Problem(asks[0].path, asks[0].line, message, rule="Q-32")
