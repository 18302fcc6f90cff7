"""An OLX tree read as the course it describes: weeks, sections, pages and their blocks, before any block is made."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from lxml import etree

from ..domain.moments import read_moment
from .keys import CourseKey

Tree = Mapping[str, bytes]
WORDS_A_MINUTE = 130
_WEEK = re.compile(r"w\d\d")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Note:
    """What an author says of a page that OLX has no place for: the build leaves it in the course's settings."""

    minutes: int  # reading and activity
    essential: bool


@dataclass(frozen=True)
class Page:
    """A unit: `block` is its `<vertical>` with every pointer resolved."""

    id: str
    title: str
    block: etree._Element = field(repr=False, compare=False)
    note: Note | None = None

    @property
    def essential(self) -> bool:
        return bool(self.note and self.note.essential)

    @property
    def minutes(self) -> int:
        """As the build counted them; without its note, reading time alone."""
        if self.note:
            return self.note.minutes
        words = sum(len(_TAG.sub(" ", node.text or "").split()) for node in self.block.iterchildren("html"))
        return math.ceil(words / WORDS_A_MINUTE)

    @property
    def children(self) -> list[tuple[str, str]]:
        """(type, id) of each block of the page, in order."""
        return [(child.tag, child.get("url_name")) for child in self.block]


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    graded: bool
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Week:
    id: str
    title: str
    number: int
    start: datetime
    sections: tuple[Section, ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(page for section in self.sections for page in section.pages)


@dataclass(frozen=True)
class Tab:
    slug: str
    title: str
    html: str


@dataclass(frozen=True)
class Outline:
    """A whole course, as authored. `start` is the Monday of week 1: a course may open with a week 0."""

    key: CourseKey
    title: str
    start: datetime
    weeks: tuple[Week, ...]
    tabs: tuple[Tab, ...]
    about: Mapping[str, str]
    image: str
    styles: tuple[str, ...]


def tree_in(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`, by its path in the tree."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read_outline(tree: Tree) -> Outline:
    """The course of a tree. Raises KeyError (a missing file) or etree.XMLSyntaxError when it is not one."""
    root = etree.fromstring(tree["course.xml"])
    run = root.get("url_name")
    course = _resolved(root, tree)
    policy = json.loads(tree[f"policies/{run}/policy.json"])[f"course/{run}"]
    opens = read_moment(policy.get("start") or course.get("start"))
    if opens is None:
        raise KeyError("start")
    written = policy.get("other_course_settings", {}).get("dataide", {})
    notes = {page: Note(note["minutes"], note["essential"]) for page, note in written.items()}
    weeks = tuple(_week(node, rank, opens, notes) for rank, node in enumerate(course.iterchildren("chapter")))
    return Outline(
        key=CourseKey(f"course-v1:{root.get('org')}+{root.get('course')}+{run}"),
        title=policy.get("display_name") or course.get("display_name") or run,
        start=weeks[0].start - timedelta(weeks=weeks[0].number - 1) if weeks else opens,
        weeks=weeks,
        tabs=tuple(_tabs(policy, tree)),
        about={Path(path).stem: text.decode() for path, text in tree.items() if path.startswith("about/")},
        image=policy.get("course_image", ""),
        styles=tuple(Path(style).name for style in policy.get("course_wide_css", ())),
    )


def _week(chapter: etree._Element, rank: int, opens: datetime, notes: Mapping[str, Note]) -> Week:
    """OLX does not number weeks: `w07` says it, and otherwise the order does."""
    name = chapter.get("url_name")
    number = int(name[1:]) if _WEEK.fullmatch(name) else rank
    sections = tuple(_section(node, notes) for node in chapter.iterchildren("sequential"))
    return Week(name, chapter.get("display_name", ""), number, read_moment(chapter.get("start")) or opens, sections)


def _section(node: etree._Element, notes: Mapping[str, Note]) -> Section:
    pages = tuple(
        Page(unit.get("url_name"), unit.get("display_name", ""), unit, notes.get(unit.get("url_name")))
        for unit in node.iterchildren("vertical")
    )
    return Section(node.get("url_name"), node.get("display_name", ""), node.get("graded") == "true", pages)


def _tabs(policy: dict[str, list[dict[str, str]]], tree: Tree) -> Iterator[Tab]:
    for tab in policy.get("tabs", []):
        page = tree.get(f"tabs/{tab.get('url_slug')}.html")
        if tab["type"] == "static_tab" and page is not None:
            yield Tab(tab["url_slug"], tab["name"], page.decode())


def _resolved(node: etree._Element, tree: Tree) -> etree._Element:
    """`node` with its pointer, and those of its children, replaced by what they point to (contract 8.1.2)."""
    path = f"{node.tag}/{(node.get('url_name') or '').replace(':', '/')}.xml"
    if _is_pointer(node) and path in tree:
        target = etree.fromstring(tree[path])
        target.set("url_name", node.get("url_name"))
        node = target
    if node.tag in ("course", "chapter", "sequential", "vertical"):
        children = [_resolved(child, tree) for child in node if isinstance(child.tag, str)]
        for child in list(node):
            node.remove(child)
        node.extend(children)
    elif node.tag == "html" and node.get("filename"):
        node.text = tree[f"html/{node.attrib.pop('filename')}.html"].decode()
    return node


def _is_pointer(node: etree._Element) -> bool:
    allowed = {"url_name", "org", "course"} if node.tag == "course" else {"url_name"}
    return not len(node) and not (node.text or "").strip() and set(node.attrib) <= allowed
