"""Prose: a page's Markdown as the HTML a learner reads, and everything its author should know about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from lxml import html
from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension

from ..domain.language import _, say
from . import boxes, captions, downloads, sanitize, typography
from .finding import Finding
from .lines import Lines

LONGEST = 40_000  # characters: four long pages, and short enough for the slowest of parsers
# Python-Markdown reads the rest of a paragraph again for every bracket, backtick and tag that opens in it.
_COSTLIEST = 8_000_000
LONGEST_ALT = 150  # content-quality.md Q-51
_SAYS_NOTHING = frozenset(
    {
        *("ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "voir", "lire", "plus", "en savoir plus"),
        *("here", "click here", "link", "this link", "see", "read", "more", "read more", "learn more"),
    }
)
_QUIET = frozenset({"code", "pre", "kbd"})
_BLOCKS = ("p", "li", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "pre", "summary", "caption", "figcaption")
_RAW = re.compile(r"<[A-Za-z/!?]")  # where an author writes HTML; an address between < > too
_NOTE_ID = re.compile(r"#?fn(ref\d*)?-(.+)", re.DOTALL)


class FileInfo(Protocol):
    """A file to download: where it will be and how heavy it is, in bytes."""

    @property
    def url(self) -> str: ...
    @property
    def size(self) -> int: ...


class ImageInfo(Protocol):
    """A picture: where it will be and, when they are known, its dimensions in pixels."""

    @property
    def url(self) -> str: ...
    @property
    def width(self) -> int | None: ...
    @property
    def height(self) -> int | None: ...


class Links(Protocol):
    """What a page may point to; None means that there is no such thing."""

    def page(self, id: str, /) -> str | None: ...
    def file(self, name: str, /) -> FileInfo | None: ...
    def image(self, name: str, /) -> ImageInfo | None: ...


@dataclass(frozen=True)
class Rendered:
    """A piece of prose, rendered. `heading` is the level of its last heading: give it to the next piece of the page."""

    html: str
    findings: tuple[Finding, ...]
    words: int
    plain: str
    heading: int


def render(text: str, language: str, page: str, links: Links, *, heading: int = 1) -> Rendered:
    """Render one piece of a page; `page` is the piece's own id, `heading` the level of the heading above it.

    Never raises: what cannot be shown is a finding, with its line in `text`.
    """
    text = text.replace("\r\n", "\n").expandtabs(4)
    refusal = next(_refused(text), None)
    if refusal:
        return Rendered("", (refusal,), 0, "", heading)
    lines = Lines(text)
    source, found = boxes.opened(text, lines.masked, language)
    try:
        root = sanitize.tree(_markdown(language).reset().convert(source))
    except RecursionError:
        return Rendered("", (Finding(1, _("This text is nested too deeply to be read.")),), 0, "", heading)
    levels = list(lines.headings())
    found += [*lines.findings(language), *_jumps(levels, heading), *_resolved(root, lines, language, links)]
    captions.caption(root, language)
    _number_notes(root, page)
    _typeset(root, language)
    clean, lost = _clean(root, lines)
    found += lost
    plain = _plain(clean)
    return Rendered(
        html=f'<div class="dataide-page" lang="{language}">{clean}</div>',
        findings=tuple(sorted(found, key=lambda finding: finding.line)),
        words=len(re.findall(r"\w+(?:[’'.,-]\w+)*", plain)),
        plain=plain,
        heading=levels[-1][1] if levels else heading,
    )


def _clean(root: html.HtmlElement, lines: Lines) -> tuple[str, list[Finding]]:
    """The prose that may be shown, and what its author loses.

    What Markdown alone has written is on the list or is not let through here; every HTML of an author's passes bleach,
    which takes ten times longer.
    """
    if not _RAW.search(lines.masked) and sanitize.conforms(root):
        return sanitize.finished(root), []
    loose = sanitize.written(root)
    lines.restart()
    message = _("This is not allowed in a page and would be lost: %(what)s")
    lost = [Finding(lines.next(needle), message, {"what": what}) for what, needle in sanitize.removed(loose)]
    return sanitize.sanitize(loose), lost


@cache
def _markdown(language: str) -> Markdown:
    """One for all pages: making it takes a tenth of a page's time."""
    notes = FootnoteExtension(SEPARATOR="-", BACKLINK_TITLE=say(language)(_("Back to the text of note {}")))
    tables = TableExtension(use_align_attribute=True)
    extensions = [notes, tables, "abbr", "admonition", "attr_list", "def_list", "fenced_code", "sane_lists"]
    return Markdown(extensions=extensions, output_format="html")


def _refused(text: str) -> Iterator[Finding]:
    """Why a text is not even read: it would take too long."""
    if len(text) > LONGEST:
        message = _("This text is longer than %(limit)s characters: cut it into several pages.")
        yield Finding(1, message, {"limit": LONGEST})
    costly = _("This paragraph holds too many brackets, backticks or tags for its length: cut it in two.")
    line = 1
    for paragraph in text.split("\n\n"):
        if len(paragraph) * (paragraph.count("[") * 8 + paragraph.count("`")) > _COSTLIEST:
            yield Finding(line, costly)
        line += paragraph.count("\n") + 2
    if len(text) * text.count("<") > 2 * _COSTLIEST:  # raw HTML is read through blank lines
        yield Finding(1, costly)


def _lost(loose: str, lines: Lines) -> Iterator[Finding]:
    lines.restart()
    for what, needle in sanitize.removed(loose):
        yield Finding(
            lines.next(needle), _("This is not allowed in a page and would be lost: %(what)s"), {"what": what}
        )


def _jumps(levels: list[tuple[int, int]], above: int) -> Iterator[Finding]:
    for (line, level), before in zip(levels, [above, *(level for _line, level in levels)], strict=False):
        if level == 1:
            yield Finding(line, _("Start at “##”: the page's title is already its first heading."), rule="Q-52")
        elif level > before + 1:
            message = _("This heading jumps from level %(before)s to level %(level)s: use “%(marks)s”.")
            yield Finding(line, message, {"before": before, "level": level, "marks": "#" * (before + 1)}, rule="Q-52")


def _resolved(root: html.HtmlElement, lines: Lines, language: str, links: Links) -> Iterator[Finding]:
    """Point every link and picture to its place and dress boxes and tables; say what is missing."""
    for element in list(root.iter()):
        match element.tag:
            case "a":
                yield from _link(element, lines, language, links)
            case "img":
                yield from _picture(element, lines, links)
            case "table":
                yield from _table(element, lines)
            case "div" if element.get("class", "").startswith("admonition "):
                boxes.dress(element)
        classes = element.get("class", "") if isinstance(element.tag, str) else ""
        if sanitize.AUTHOR_CLASSES & set(classes.split()):
            element.set("class", " ".join(f"dataide-{name}" for name in classes.split()))


def _link(link: html.HtmlElement, lines: Lines, language: str, links: Links) -> Iterator[Finding]:
    address = link.get("href", "")
    if _NOTE_ID.fullmatch(address):
        return
    line = lines.next(address)
    words = (link.text_content() + "".join(link.xpath(".//img/@alt"))).strip(" \u00a0.…:»«").casefold()
    if not words or words in _SAYS_NOTHING:
        message = _("Say in the link's words where it leads: “%(words)s” says nothing.")
        yield Finding(line, message, {"words": words}, rule="Q-53")
    kind, _colon, name = address.partition(":")
    if kind == "page":
        url = links.page(name)
        link.set("href", url or "/jump_to_id/")
        if not url:
            yield Finding(line, _("There is no page “%(name)s”."), {"name": name})
    elif kind == "file":
        file = links.file(name)
        link.set("href", file.url if file else "/static/")
        if file:
            _append(link, f" {downloads.described(name, file.size, language)}")
        else:
            yield Finding(line, _("There is no file “%(name)s”."), {"name": name})
    if kind in ("http", "https", "file"):
        link.set("target", "_blank")
        link.set("rel", "noopener")


def _picture(picture: html.HtmlElement, lines: Lines, links: Links) -> Iterator[Finding]:
    address, alt = picture.get("src", ""), picture.get("alt", "").strip()
    line = lines.next(address)
    if not alt:
        message = _("Say what this picture shows, between the brackets: ![…](%(src)s).")
        yield Finding(line, message, {"src": address}, rule="Q-51")
    elif len(alt) > LONGEST_ALT:
        message = _("The description of this picture has %(length)s characters; %(limit)s are enough.")
        yield Finding(line, message, {"length": len(alt), "limit": LONGEST_ALT}, rule="Q-51")
    if not address.startswith("image:"):
        return  # the list of what is allowed decides
    name = address.removeprefix("image:")
    image = links.image(name)
    picture.set("src", image.url if image else "/static/")
    if image is None:
        yield Finding(line, _("There is no picture “%(name)s”."), {"name": name})
    elif image.width and image.height:
        picture.set("width", str(image.width))
        picture.set("height", str(image.height))


def _table(table: html.HtmlElement, lines: Lines) -> Iterator[Finding]:
    for cell in table.iter("th", "td"):
        side = cell.attrib.pop("align", "left")
        if side in ("right", "center"):
            cell.set("class", f"dataide-{side}")
    headers = [header.text_content().strip() for header in table.iterfind("thead//th")]
    for header in table.iterfind("thead//th"):
        header.set("scope", "col")
    for row in table.iterfind("tbody/tr"):
        for label, cell in zip(headers, row, strict=False):
            if label and cell.tag == "td":
                cell.set("data-label", label)  # a narrow screen shows each row as a card (look.md)
    if table.find(".//th") is None:
        yield Finding(lines.next("<table"), _("Give every column of this table a header."), rule="Q-52")


def _append(element: html.HtmlElement, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _number_notes(root: html.HtmlElement, page: str) -> None:
    """Give the notes ids of this piece's own: a page is cut in pieces by its exercises, and each starts at note 1."""
    numbers: dict[str, int] = {}
    for element in root.iter("a", "li", "sup"):
        for name in ("id", "href"):
            note = _NOTE_ID.fullmatch(element.get(name, ""))
            if note:
                number = numbers.setdefault(note[2], len(numbers) + 1)
                element.set(name, f"{'#' if name == 'href' else ''}{page}-fn{note[1] or ''}-{number}")


def _typeset(root: html.HtmlElement, language: str) -> None:
    """Set the typography of what is read, each passage in its own language, and leave code alone."""
    waiting = [(root, language)]
    while waiting:
        element, around = waiting.pop()
        inside = element.get("lang", around) if isinstance(element.tag, str) else around
        if isinstance(element.tag, str) and element.tag not in _QUIET:
            element.text = typography.fix(element.text or "", inside)
            for name in {"alt", "title", "data-label"} & set(element.attrib):
                element.set(name, typography.fix(element.get(name, ""), inside))
            waiting.extend((child, inside) for child in element)
            for child in element:
                child.tail = typography.fix(child.tail or "", inside)


def _plain(clean: str) -> str:
    """The words alone, one block a line."""
    root = sanitize.tree(clean)
    for mark in root.xpath(".//a[starts-with(@class, 'footnote-')]"):
        mark.drop_tree()
    for block in root.iter(*_BLOCKS):
        block.tail = f"\n{block.tail or ''}"
    lines = (line.strip() for line in re.sub(r"[ \t]+", " ", root.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)
