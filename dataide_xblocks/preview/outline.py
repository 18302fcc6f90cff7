"""The outline as one person sees it on one day: what is open, what is done, where to go on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from . import progress
from .clock import FIRST_WEEK
from .library import Course
from .olx import Page, Week


@dataclass(frozen=True)
class ShownPage:
    page: Page
    done: bool


@dataclass(frozen=True)
class ShownSection:
    title: str
    graded: bool
    pages: tuple[ShownPage, ...]


@dataclass(frozen=True)
class ShownWeek:
    """`state`: past, now or coming, on the day the visitor chose."""

    week: Week
    state: str
    sections: tuple[ShownSection, ...]

    @property
    def id(self) -> str:
        return self.week.id

    @property
    def number(self) -> int:
        return self.week.number

    @property
    def pages(self) -> list[ShownPage]:
        return [page for section in self.sections for page in section.pages]

    @property
    def done(self) -> int:
        return sum(page.done for page in self.pages)

    @property
    def minutes(self) -> int:
        return sum(shown.page.minutes for shown in self.pages)


def weeks_shown(request: HttpRequest, course: Course) -> list[ShownWeek]:
    """All weeks, for the person and the day of `request`."""
    done = progress.completed_of(request.person)
    today = request.session.get("week", FIRST_WEEK)
    return [_week(course, week, today, done) for week in course.outline.weeks]


def _week(course: Course, week: Week, today: int, done: set[str]) -> ShownWeek:
    state = "now" if week.number == today else "past" if week.number < today else "coming"
    sections = tuple(
        ShownSection(section.title, section.graded, tuple(_page(course, page, done) for page in section.pages))
        for section in week.sections
    )
    return ShownWeek(week, state, sections)


def _page(course: Course, page: Page, done: set[str]) -> ShownPage:
    keys = {str(key) for key in course.blocks(page.id)}
    return ShownPage(page, bool(keys) and keys <= done)


def continue_at(weeks: Iterable[ShownWeek]) -> Page | None:
    """The first page of an open week that is not done; after the last, nothing."""
    return next(
        (shown.page for week in weeks if week.state != "coming" for shown in week.pages if not shown.done), None
    )
