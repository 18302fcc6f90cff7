"""From a page's sources to a unit of the course: front matter, prose and exercises, with every finding placed."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..domain.exercise import IDENTIFIER
from ..domain.language import _, say
from . import typography
from .course import Component, Html, Vertical
from .exercises import read_exercise
from .finding import Finding, moved
from .findings import Problem, placed
from .links import LinkTable
from .passages import passages
from .pieces import Fence, Prose, cut
from .prose import render
from .settings import Settings
from .sources import Document

TO_WRITE = re.compile("À écrire[\u00a0 ]:|To write:")
WORDS_A_MINUTE = 130  # slow study reading, content-quality.md Q-06
PAGE_KEYS = {"id": str, "title": str, "section": str, "minutes": int, "essential": bool, "law": bool, "source": str}
_POINTERS = re.compile(r"\]\((page|file|image):([^)\s]+)\)|\]\((https?):")
_HEADINGS = re.compile(r"^(#{2,6})[ \t]+\S", re.M)


@dataclass(frozen=True)
class Page:
    """A read page and what is to be said of it; `vertical` is None when it has no usable front matter."""

    vertical: Vertical | None
    problems: tuple[Problem, ...]


def read_page(document: Document, week: int, settings: Settings, links: LinkTable) -> Page:
    """The unit that a page describes."""
    problems = _front(document)
    if problems:
        return Page(None, tuple(problems))
    findings: list[Finding] = []
    pieces = cut(document.body, findings)
    components, words = _components(pieces, document, week, settings, links, findings)
    meta = document.meta
    minutes = math.ceil(words / WORDS_A_MINUTE) + meta.get("minutes", 0)
    vertical = Vertical(
        id=meta["id"],
        title=typography.fix(meta["title"], settings.language),
        section=meta["section"],
        path=document.path,
        digest=fingerprint(document),
        aligned=meta.get("source"),
        minutes=minutes,
        essential=meta.get("essential", False),
        components=_timed(components, minutes, meta.get("essential", False), settings.language),
        line=document.line("id"),
        activity=meta.get("minutes", 0),
        words=words,
        passages=tuple(
            passage
            for piece in pieces
            if isinstance(piece, Prose)
            for passage in passages(piece.text, document.first + piece.line - 1)
        ),
        law=meta.get("law", False),
    )
    findings += _unwritten(document)
    if not components:
        findings.append(Finding(1, _("This page is empty.")))
    return Page(vertical, tuple(placed(document.path, document.first, findings)))


def one_line(value: object) -> bool:
    """Whether `value` is a text of one line that says something, as a title."""
    return isinstance(value, str) and bool(value.strip()) and "\n" not in value


def _unwritten(document: Document) -> Iterator[Finding]:
    """What `dataide new` left to be written is not forgotten."""
    for number, line in enumerate(document.body.split("\n"), 1):
        if TO_WRITE.search(line):
            yield Finding(number, _("This line is still to be written."), blocking=False)


def fingerprint(document: Document) -> str:
    """Changes when what a learner reads changes; a translation keeps its original's to know when it has aged."""
    return hashlib.sha256(f"{document.meta['title']}\n{document.body}".encode()).hexdigest()[:16]


def _front(document: Document) -> list[Problem]:
    """What is wrong in the front matter."""
    meta, problems = document.meta, []

    def wrong(at: str, message: str, /, **params: object) -> None:
        problems.append(Problem(document.path, document.line(at), message, params))

    for key in meta.keys() - PAGE_KEYS.keys():
        wrong(key, _("This key is not known here. Known keys: %(known)s."), known=", ".join(PAGE_KEYS))
    for key in ("id", "title", "section"):
        if isinstance(meta.get(key, ""), str) and not one_line(meta.get(key)):
            wrong(key, _("Write “%(key)s” between the two lines of “+++”."), key=key)
    if type(meta.get("minutes")) is int and not 0 <= meta["minutes"] <= 600:
        wrong("minutes", _("Write the minutes of activity beyond reading, from 0 to 600."))
    for key, kind in PAGE_KEYS.items():
        if key in meta and type(meta[key]) is not kind:
            wrong(key, _("“%(key)s” is not written as it should be: compare with another page."), key=key)
    if isinstance(meta.get("id"), str) and meta["id"] and not IDENTIFIER.fullmatch(meta["id"]):
        wrong("id", _("An id has lower-case letters without accents, digits and hyphens, at most 60 characters."))
    return problems


def _components(
    pieces: list[Prose | Fence],
    document: Document,
    week: int,
    settings: Settings,
    links: LinkTable,
    findings: list[Finding],
) -> tuple[list[Component], int]:
    """The components of a page and its words to read. Prose is named after what stands before it, never by a number."""
    components: list[Component] = []
    name, heading, words = f"{document.meta['id']}-text", 1, 0
    for piece in pieces:
        if isinstance(piece, Fence):
            component, found = read_exercise(piece, week, settings, links)
            findings += found
            name = f"{piece.id}-after"
        else:
            prose = render(piece.text, settings.language, name, links, heading=heading)
            findings += moved(prose.findings, piece.line)
            heading, words = prose.heading, words + prose.words
            component = Html(name, "html", document.meta["title"], piece.line, _shape(piece.text), prose.html)
        if component:
            components.append(replace(component, line=document.first + component.line - 1))
    return components, words


def _shape(text: str) -> tuple[object, ...]:
    """What prose shares with its translation: headings, pages linked, files, pictures, number of outside links."""
    pointers = sorted(f"{m[1]}:{m[2]}" if m[1] else "https" for m in _POINTERS.finditer(text))
    return (tuple(len(marks) for marks in _HEADINGS.findall(text)), tuple(pointers))


def _timed(components: list[Component], minutes: int, essential: bool, language: str) -> tuple[Component, ...]:
    """The components, where the first prose begins with the time the page asks and whether it is essential."""
    if not components or not isinstance(components[0], Html) or not components[0].html:
        return tuple(components)
    first, words = components[0], say(language)
    said = [words(_("Essential page"))] if essential else []
    said.append(
        words(_("about %(minutes)s min"), minutes=minutes)
        if said
        else words(_("About %(minutes)s min"), minutes=minutes)
    )
    opening, rest = first.html.split(">", 1)
    line = f'<p class="dataide-time">{", ".join(said)}</p>'
    return (replace(first, html=f"{opening}>{line}{rest}"), *components[1:])
