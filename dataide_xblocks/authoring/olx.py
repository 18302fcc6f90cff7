"""The course as Open edX reads it: {path: bytes}, the same bytes for the same course, and nothing but this."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from . import typography
from .assemble import STYLE
from .course import Chapter, Component, Course, Html, Inline, Question, Sequential, Vertical
from .settings import Settings

OPTION = "http://code.edx.org/xblock/option"


def tree(course: Course) -> dict[str, bytes]:
    """Every file of the course's OLX tree, by its path (openedx-contract.md 8.1)."""
    return dict(sorted(_files(course)))


def _files(course: Course) -> Iterator[tuple[str, bytes]]:
    settings = course.settings
    yield "course.xml", _xml(_element("course", url_name=settings.run, org=settings.org, course=settings.number))
    root = _element("course")
    root.extend(_element("chapter", url_name=chapter.id) for chapter in course.chapters)
    yield f"course/{settings.run}.xml", _xml(root)
    for chapter in course.chapters:
        yield from _chapter(chapter, settings)
    yield from ((f"about/{name}.html", _text(html)) for name, html in course.about.items())
    yield from ((f"tabs/{slug}.html", _text(html)) for slug, html in course.tabs.items())
    yield f"policies/{settings.run}/policy.json", _json({f"course/{settings.run}": _policy(course)})
    yield f"policies/{settings.run}/grading_policy.json", _json(_grading(course))
    # Studio's import wants the news and the handouts; both begin empty and belong to the people who run the course.
    yield from (("info/handouts.html", b""), ("info/updates.html", b""), ("info/updates.items.json", b"[]\n"))
    yield from ((f"static/{name}", path.read_bytes()) for name, path in course.static.items())


def _chapter(chapter: Chapter, settings: Settings) -> Iterator[tuple[str, bytes]]:
    root = _element("chapter", display_name=chapter.title, start=_moment(settings.opening(chapter.week)))
    root.extend(_element("sequential", url_name=sequential.id) for sequential in chapter.sequentials)
    yield f"chapter/{chapter.id}.xml", _xml(root)
    for sequential in chapter.sequentials:
        yield f"sequential/{sequential.id}.xml", _xml(_sequential(sequential, settings))
        for vertical in sequential.verticals:
            yield from _vertical(vertical)


def _sequential(sequential: Sequential, settings: Settings) -> etree._Element:
    root = _element("sequential", display_name=sequential.title)
    if sequential.graded:
        root.set("format", next(grading.type for grading in settings.grading if grading.key == sequential.graded))
        root.set("graded", "true")
    root.extend(_element("vertical", url_name=vertical.id) for vertical in sequential.verticals)
    return root


def _vertical(vertical: Vertical) -> Iterator[tuple[str, bytes]]:
    root = _element("vertical", display_name=vertical.title)
    for component in vertical.components:
        if isinstance(component, Inline) and component.type != "video":
            root.append(_inline(component))
            continue
        root.append(_element(component.type, url_name=component.id))
        yield from _component(component)
    yield f"vertical/{vertical.id}.xml", _xml(root)


def _component(component: Component) -> Iterator[tuple[str, bytes]]:
    path = f"{component.type}/{component.id}.xml"
    if isinstance(component, Html):
        yield path, _xml(_element("html", filename=component.id, display_name=component.title))
        yield f"html/{component.id}.html", _text(component.html)
    elif isinstance(component, Question):
        yield path, _xml(_question(component))
    elif isinstance(component, Inline):
        yield path, _xml(_element(component.type, **dict(component.attributes)))


def _question(question: Question) -> etree._Element:
    """A problem and, in an attribute, the Markdown that opens it in Studio's simple editor."""
    root = etree.fromstring(f"<problem>{question.xml}</problem>")
    attributes = {
        "display_name": _label(question.title),
        "max_attempts": str(question.attempts),
        "rerandomize": "never",
        "showanswer": "attempted",
        "markdown": question.markdown,
    }
    for name, value in attributes.items():
        root.set(name, value)
    return root


def _inline(component: Inline) -> etree._Element:
    """A block of ours stands inside its vertical: pointer files of such blocks are not read everywhere (8.3)."""
    element = etree.Element(component.type, nsmap={"option": OPTION} if component.exercise else None)
    element.set("url_name", component.id)
    for name, value in component.attributes:
        element.set(name, value)
    for name in ("exercise", "translation"):
        if getattr(component, name):
            etree.SubElement(element, f"{{{OPTION}}}{name}").text = getattr(component, name)
    return element


def _policy(course: Course) -> dict[str, Any]:
    """The settings for LMS and Studio (openedx-contract.md 8.5). Instructor-paced: a cohort needs a calendar."""
    settings = course.settings
    return {
        "display_name": typography.fix(settings.title, settings.language),
        "language": settings.language,
        "start": _moment(settings.opening(0)),
        "end": _moment(settings.opening(settings.weeks + 2)),
        "self_paced": False,
        "advanced_modules": list(settings.advanced_modules),
        "course_image": settings.image,
        "course_wide_css": [f"/static/{STYLE}"],
        "mobile_available": True,
        "cert_html_view_enabled": False,
        "certificates": {"certificates": []},
        "discussions_settings": {"enable_in_context": False},
        "tabs": [
            {"type": "courseware", "name": "Course"},
            {"type": "progress", "name": "Progress"},
            {"type": "dates", "name": "Dates"},
            *(
                {"type": "static_tab", "name": typography.fix(tab.title, settings.language), "url_slug": tab.slug}
                for tab in settings.tabs
            ),
        ],
        "other_course_settings": {
            "dataide": {v.id: {"minutes": v.minutes, "essential": v.essential} for v in course.verticals}
        },
    }


def _grading(course: Course) -> dict[str, Any]:
    """How marks count. The number of works is that of the course: the platform counts a missing one as zero."""
    settings = course.settings
    works = Counter(section.graded for chapter in course.chapters for section in chapter.sequentials)
    graders = [
        {
            "type": grading.type,
            "short_label": grading.short,
            "min_count": max(1, works[grading.key]),
            "drop_count": max(0, min(grading.drop, works[grading.key] - 1)),
            "weight": grading.weight / 100,
        }
        for grading in settings.grading
    ]
    return {"GRADER": graders, "GRADE_CUTOFFS": {"Pass": settings.passing}}


def _element(tag: str, **attributes: str) -> etree._Element:
    if "display_name" in attributes:
        attributes["display_name"] = _label(attributes["display_name"])
    return etree.Element(tag, attributes)


def _label(title: str) -> str:
    """A title as the platform's own blocks read it: they take for JSON what looks like it, as null or "yes"."""
    try:
        looks_like_json = isinstance(json.loads(title), (str, type(None)))
    except ValueError:
        return title
    return json.dumps(title, ensure_ascii=False) if looks_like_json else title


def _xml(root: etree._Element) -> bytes:
    """An element as a file. Containers are indented; what holds an author's words is left as it is."""
    if root.tag in ("course", "chapter", "sequential"):
        etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8")) + b"\n"


def _text(html: str) -> bytes:
    return f"{html.rstrip()}\n".encode()


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
