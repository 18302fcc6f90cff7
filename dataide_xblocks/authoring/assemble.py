"""One language's sources put together as a course, with everything there is to say about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from ..domain.exercise import IDENTIFIER
from ..domain.language import _
from . import typography
from .cache import Cache
from .course import Chapter, Course, Sequential, Vertical
from .definitions import read_all
from .findings import Problem, placed
from .links import LinkTable, picture
from .models import MODELS, Model
from .plans import PLANS, Plan
from .prose import render
from .reader import Page, one_line, read_page
from .settings import Settings, read_settings
from .sources import Document, Sources, Table, load

STYLE = "dataide-course.css"  # how prose looks in the platform, next to the pictures
PLAIN = ("short_description", "effort", "title")  # about pages that the platform shows as bare text


def assemble(root: Path, language: str, start: date | None, cache: Cache) -> tuple[Course | None, list[Problem]]:
    """The course in `language`, None when its sources cannot be put together, and every problem found in them."""
    sources = load(root, language)
    problems = sources.problems
    settings = read_settings(sources.course, language, start, problems) if sources.course else None
    if settings is None:
        return None, problems
    models = read_all(MODELS, root, sources, problems)
    plans = read_all(PLANS, root, sources, problems)
    links = _links(sources, models, plans)
    chapters = tuple(_chapters(sources, settings, links, cache, problems))
    course = Course(
        settings=settings,
        chapters=chapters,
        tabs=_tabs(sources, settings, links, problems),
        about=_about(sources, settings, links, problems),
        static=_static(sources, settings, problems),
        models=models,
        plans=plans,
    )
    read = {vertical.path for vertical in course.verticals}
    course = replace(course, whole=not sources.unread and len(read) == len(sources.pages))
    problems += _unnamed(sources, settings)
    return course, problems


def _links(sources: Sources, models: dict[str, Model], plans: dict[str, Plan]) -> LinkTable:
    pages = frozenset(str(page.meta.get("id")) for page in sources.pages)
    images = {name: picture(asset) for name, asset in sources.images.items()}
    return LinkTable(pages, sources.files, images, models, plans)


def _chapters(
    sources: Sources, settings: Settings, links: LinkTable, cache: Cache, problems: list[Problem]
) -> Iterator[Chapter]:
    around = f"{links.digest} {settings!r}"
    for folder in sorted({page.path.split("/")[2] for page in sources.pages} | set(sources.weeks)):
        table = sources.weeks.get(folder)
        if table is None and sources.unread:
            continue  # it is there, and what is wrong with it has been said
        if table is None:
            path = f"content/{sources.language}/{folder}/week.toml"
            problems.append(Problem(path, 1, _("This week has pages and no settings: write week.toml here.")))
            continue
        documents = [page for page in sources.pages if page.path.split("/")[2] == folder]
        week = _week(table, settings, problems)
        pages = [cache.page(d, f"{around} {week}", partial(read_page, d, week, settings, links)) for d in documents]
        yield _chapter(table, week, documents, pages, settings, problems, not sources.unread)


def _week(table: Table, settings: Settings, problems: list[Problem]) -> int:
    """The number of a week, checked together with its id and title."""
    for key in table.values.keys() - {"id", "title", "week", "draft", "section"}:
        message = _("This key is not known here. Known keys: %(known)s.")
        problems.append(Problem(table.path, table.line(key), message, {"known": "id, title, week, draft, section"}))
    for key in ("id", "title"):
        if not one_line(table.values.get(key)):
            problems.append(Problem(table.path, table.line(key), _("Write “%(key)s” here."), {"key": key}))
    if not IDENTIFIER.fullmatch(str(table.values.get("id"))):
        message = _("An id has lower-case letters without accents, digits and hyphens, at most 60 characters.")
        problems.append(Problem(table.path, table.line("id"), message))
    if type(table.values.get("draft", False)) is not bool:
        problems.append(Problem(table.path, table.line("draft"), _("Write draft = true, or take this line out.")))
    written = table.values.get("section", [])
    if not isinstance(written, list) or not all(isinstance(section, dict) for section in written):
        message = _("Write each section as a table that starts with [[section]].")
        problems.append(Problem(table.path, table.line("section"), message))
    week = table.values.get("week")
    if type(week) is not int or not 0 <= week <= settings.weeks:
        message = _("Write the number of the week, from 0 to %(weeks)s.")
        problems.append(Problem(table.path, table.line("week"), message, {"weeks": settings.weeks}))
        return 0
    return week


def _chapter(
    table: Table,
    week: int,
    documents: list[Document],
    pages: list[Page],
    settings: Settings,
    problems: list[Problem],
    whole: bool,
) -> Chapter:
    """A week and its sections; a page that names a section unknown here is a problem of that page."""
    verticals = []
    written = table.values.get("section", [])
    sections = [s for s in written if isinstance(s, dict)] if isinstance(written, list) else []
    known = [str(section.get("id")) for section in sections]
    for document, page in zip(documents, pages, strict=True):
        problems += page.problems
        if page.vertical and page.vertical.section not in known:
            message = _("This week has no section “%(section)s”. Its sections are: %(known)s.")
            params = {"section": page.vertical.section, "known": ", ".join(known)}
            problems.append(Problem(document.path, document.line("section"), message, params))
        elif page.vertical:
            verticals.append(page.vertical)
    whole = whole and all(page.vertical for page in pages)
    sequentials = tuple(_sequential(table, s, verticals, settings, problems, whole) for s in sections)
    title = typography.fix(str(table.values.get("title", "")), settings.language)
    identifier, draft = str(table.values.get("id", "")), table.values.get("draft") is True
    return Chapter(identifier, title, week, table.path, sequentials, table.line("id"), draft)


def _sequential(
    table: Table,
    section: dict[str, object],
    verticals: list[Vertical],
    settings: Settings,
    problems: list[Problem],
    whole: bool,
) -> Sequential:
    identifier, title, graded = str(section.get("id", "")), section.get("title"), section.get("graded")
    line = table.line("section", identifier)

    def wrong(message: str, **params: object) -> None:
        problems.append(Problem(table.path, line, message, params))

    if section.keys() - {"id", "title", "graded"} or not one_line(title) or not IDENTIFIER.fullmatch(identifier):
        wrong(_("A section has an id, a title and, if it counts, the key of a kind of graded work."))
    if graded is not None and graded not in [grading.key for grading in settings.grading]:
        wrong(_("“%(graded)s” is not a kind of graded work of course.toml."), graded=graded)
    pages = tuple(vertical for vertical in verticals if vertical.section == identifier)
    if not pages and whole:  # else the page that cannot be read may well be its page
        wrong(_("The section “%(id)s” has no page: write one, or remove the section."), id=identifier)
    fixed = typography.fix(str(title), settings.language)
    return Sequential(identifier, fixed, str(graded) if graded else None, pages, line)


def _rendered(document: Document, settings: Settings, links: LinkTable, problems: list[Problem]) -> tuple[str, str]:
    """(HTML, plain text) of a text that is no unit."""
    name = "-".join(document.path.removesuffix(".md").split("/")[-2:]).replace("_", "-")
    prose = render(document.body, settings.language, name, links)
    problems += placed(document.path, document.first, prose.findings)
    return prose.html, prose.plain


def _tabs(sources: Sources, settings: Settings, links: LinkTable, problems: list[Problem]) -> dict[str, str]:
    texts = {tab.slug: _named("tab", tab.file, sources, settings, links, problems) for tab in settings.tabs}
    return {slug: text[0] for slug, text in texts.items() if text}


def _about(sources: Sources, settings: Settings, links: LinkTable, problems: list[Problem]) -> dict[str, str]:
    files = settings.about.items()
    texts = {name: _named("about", file, sources, settings, links, problems) for name, file in files}
    return {name: text[1 if name in PLAIN else 0] for name, text in texts.items() if text}


def _named(
    key: str, file: str, sources: Sources, settings: Settings, links: LinkTable, problems: list[Problem]
) -> tuple[str, str] | None:
    """(HTML, plain text) of a text that `key` of course.toml names; None, and a problem, when it is not there."""
    document = sources.texts.get(file)
    if document:
        return _rendered(document, settings, links, problems)
    line = sources.course.line(key, file) if sources.course else 1
    problems.append(Problem(settings.path, line, _("There is no file “%(name)s”."), {"name": file}))
    return None


def _unnamed(sources: Sources, settings: Settings) -> Iterator[Problem]:
    """A text that course.toml does not name is read by nobody."""
    named = {tab.file for tab in settings.tabs} | set(settings.about.values())
    for name, document in sources.texts.items():
        if name not in named:
            message = _("course.toml does not name this file: add it to [[tab]] or [about], or remove it.")
            yield Problem(document.path, 1, message, blocking=False)


def _static(sources: Sources, settings: Settings, problems: list[Problem]) -> dict[str, Path]:
    static = {asset.name: asset.path for asset in (*sources.images.values(), *sources.files.values())}
    for name in sources.images.keys() & sources.files.keys():
        problems.append(
            Problem(f"content/{sources.language}/files/{name}", 1, _("A picture has the same name: change one."))
        )
    if settings.image not in sources.images:
        line = sources.course.line("image") if sources.course else 1
        problems.append(Problem(settings.path, line, _("There is no picture “%(name)s”."), {"name": settings.image}))
    return {**static, STYLE: Path(__file__).parent / "course.css"}
