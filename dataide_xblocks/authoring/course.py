"""The course as a tree, in Open edX's own words. Frozen: once read, nothing changes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .models import Model
from .passages import Passage
from .plans import Plan
from .settings import Settings


@dataclass(frozen=True)
class Component:
    """A block of a unit. `shape` must be equal in both languages: kinds, ids, keys, numbers, links, pictures."""

    id: str
    type: str
    title: str
    line: int
    shape: tuple[object, ...] = ()


@dataclass(frozen=True)
class Html(Component):
    """A piece of prose, rendered and clean."""

    html: str = ""


@dataclass(frozen=True)
class Question(Component):
    """A core problem: capa's XML, and the Markdown that Studio's editor opens."""

    xml: str = ""
    markdown: str = ""
    attempts: int = 2


@dataclass(frozen=True)
class Inline(Component):
    """One of our blocks, or a video. `exercise` is canonical TOML, "" when there is none; some carry a translation."""

    attributes: tuple[tuple[str, str], ...] = ()
    exercise: str = ""
    translation: str = ""


@dataclass(frozen=True)
class Vertical:
    """A page. `minutes` is the reading time of its `words` and its activity; `line` is where its id stands.

    `passages` are its prose, line by line; `law` says that it speaks of a law or of something technical.
    """

    id: str
    title: str
    section: str
    path: str
    digest: str
    aligned: str | None
    minutes: int
    essential: bool
    components: tuple[Component, ...]
    line: int = 1
    activity: int = 0
    words: int = 0
    passages: tuple[Passage, ...] = ()
    law: bool = False


@dataclass(frozen=True)
class Sequential:
    """A section; `graded` is the key of a kind of graded work."""

    id: str
    title: str
    graded: str | None
    verticals: tuple[Vertical, ...]
    line: int = 1


@dataclass(frozen=True)
class Chapter:
    """A week; while it is a `draft`, it is not held to the rules of content."""

    id: str
    title: str
    week: int
    path: str
    sequentials: tuple[Sequential, ...]
    line: int = 1
    draft: bool = False

    def part(self, name: str) -> tuple[Vertical, ...]:
        """The pages of the sections whose id ends with `-name`, as `w01-lire`."""
        return tuple(page for page in self.verticals if page.section.endswith(f"-{name}"))

    @property
    def verticals(self) -> tuple[Vertical, ...]:
        """The week's pages, in order."""
        return tuple(vertical for sequential in self.sequentials for vertical in sequential.verticals)


@dataclass(frozen=True)
class Course:
    """The course in one language. When it is not `whole`, a page could not be read: nobody knows what is missing."""

    settings: Settings
    chapters: tuple[Chapter, ...]
    tabs: dict[str, str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    static: dict[str, Path] = field(default_factory=dict)
    models: dict[str, Model] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    whole: bool = True

    @property
    def language(self) -> str:
        return self.settings.language

    @property
    def verticals(self) -> tuple[Vertical, ...]:
        """All pages, in order."""
        return tuple(vertical for chapter in self.chapters for vertical in chapter.verticals)

    @property
    def ids(self) -> dict[str, tuple[str, str, int]]:
        """{id: (type, path, line)} of everything an author named; prose between exercises has no name of its own."""
        found: dict[str, tuple[str, str, int]] = {}
        for chapter in self.chapters:
            found[chapter.id] = ("chapter", chapter.path, chapter.line)
            for sequential in chapter.sequentials:
                found[sequential.id] = ("sequential", chapter.path, sequential.line)
            for vertical in chapter.verticals:
                found[vertical.id] = ("vertical", vertical.path, vertical.line)
                found |= {c.id: (c.type, vertical.path, c.line) for c in vertical.components if c.type != "html"}
        return found
