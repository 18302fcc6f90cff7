"""The two courses in memory: the last good version of each, and what an author still has to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from xblock.field_data import FieldData

from .fields import authored_fields
from .keys import CourseKey, UsageKey
from .olx import Page, Section, Tree, Week, read_outline

_LINK = re.compile(r"""(?P<quote>["'])/(?P<kind>static|jump_to_id|jump_to)/(?P<name>[^"'?#]+)""")


@dataclass(frozen=True)
class Place:
    """Where a page is: its week, its section, and its neighbours."""

    week: Week
    section: Section
    page: Page
    before: Page | None
    after: Page | None

    @property
    def number(self) -> int:
        """Its rank in the week, from 1."""
        return self.week.pages.index(self.page) + 1


class Course:
    """One language of the course: its outline, its files, and its blocks, made when a page is first asked for."""

    def __init__(self, language: str, tree: Tree) -> None:
        self.language, self.tree = language, tree
        self.outline = read_outline(tree)
        self.key, self.title, self.start = self.outline.key, self.outline.title, self.outline.start
        self.authored: FieldData = authored_fields()
        self._made: set[str] = set()
        self._lock = Lock()

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every page by its id, in the order of the course."""
        weeks = self.outline.weeks
        found = [(week, section, page) for week in weeks for section in week.sections for page in section.pages]
        pages = [None, *(page for _week, _section, page in found), None]
        return {
            page.id: Place(week, section, page, pages[i], pages[i + 2]) for i, (week, section, page) in enumerate(found)
        }

    @cached_property
    def page_of(self) -> dict[str, str]:
        """The page that holds each block, by the block's id; a page holds itself."""
        inside = {block_id: page for page, place in self.places.items() for _type, block_id in place.page.children}
        return {**inside, **{page: page for page in self.places}}

    @property
    def cover(self) -> str:
        """The address of the course's picture, or nothing."""
        image = self.outline.image
        return f"/{self.language}/file/{image}" if f"static/{image}" in self.tree else ""

    def unit(self, page_id: str) -> UsageKey:
        """The key of a page's `vertical`, its blocks made. Raises KeyError for an unknown page."""
        from .runtime import parse  # the platform's blocks take seconds to import: only when a page is drawn

        place = self.places[page_id]
        with self._lock:
            if page_id not in self._made:
                parse(place.page.block, self.key, self.authored, place.section.graded)
                self._made.add(page_id)
        return self.key.usage("vertical", page_id)

    def blocks(self, page_id: str) -> list[UsageKey]:
        """The keys of what a page is made of, in order."""
        return [self.key.usage(block_type, block_id) for block_type, block_id in self.places[page_id].page.children]

    def links(self, html: str) -> str:
        """`html` with the platform's addresses turned into the preview's, inside quotes only (contract 4.4.21)."""
        return _LINK.sub(self._link, html)

    def _link(self, found: re.Match[str]) -> str:
        quote, name = found["quote"], found["name"]
        if found["kind"] == "static":
            known = f"static/{name}" in self.tree
            return f"{quote}/{self.language}/file/{name}" if known else found[0]
        page = self.page_of.get(name)
        if page is None:
            return found[0]
        return f"{quote}/{self.language}/{page}" + ("" if page == name else f"#{name}")


class Library:
    """What is being shown. Swapped whole, so a page is drawn from one version from beginning to end."""

    def __init__(self) -> None:
        self.courses: dict[str, Course] = {}
        self.problems: tuple[str, ...] = ()
        self.version = 0

    def show(self, courses: Mapping[str, Course]) -> None:
        """Show these courses, by language, from now on. The version only changes with what a reader would see."""
        news = self.problems or courses.keys() != self.courses.keys()
        news = news or any(course.tree != self.courses[language].tree for language, course in courses.items())
        self.courses, self.problems = dict(courses), ()
        self.version += bool(news)

    def refuse(self, problems: Iterable[str]) -> None:
        """Keep the last good version, and say what stands in the way of the next."""
        self.problems = tuple(problems)
        self.version += 1

    def course_named(self, key: CourseKey) -> Course:
        """The course of that key. Raises KeyError."""
        return {course.key: course for course in self.courses.values()}[key]


LIBRARY = Library()
