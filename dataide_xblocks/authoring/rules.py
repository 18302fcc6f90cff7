"""The rules of content that a program can check, as docs/content-rules.md lists them: functions in a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from . import asked, facts, layout, persons, plain, size, teaching
from .course import Chapter, Course
from .findings import Problem

OF_A_WEEK: tuple[Callable[[Chapter, Course], Iterator[Problem]], ...] = (
    size.core_text,
    size.worked_examples,
    size.times_told,
    size.time_kept,
    size.heavy_pages,
    plain.long_paragraphs,
    plain.far_headings,
    plain.hard_pages,
    teaching.outcomes,
    teaching.new_terms,
    teaching.acronyms,
    teaching.gains,
    facts.sources,
    facts.old_facts,
    facts.cautions,
    persons.real_persons,
    asked.quizzes,
    asked.plausible,
    asked.plan_fields,
    asked.on_paper,
    layout.captions,
    layout.italics,
)


def broken(course: Course) -> Iterator[Problem]:
    """What the rules have to say of each week of a course that is not a draft."""
    for chapter in course.chapters if course.whole else ():
        if not chapter.draft:
            yield from (problem for rule in OF_A_WEEK for problem in rule(chapter, course))


def compared(courses: Mapping[str, Course]) -> Iterator[Problem]:
    """What they have to say of the two languages together."""
    yield from size.same_length(courses)


def drafts(courses: Mapping[str, Course]) -> list[str]:
    """The weeks that are not held to the rules yet, whatever the language."""
    return sorted({week.id for course in courses.values() for week in course.chapters if week.draft})
