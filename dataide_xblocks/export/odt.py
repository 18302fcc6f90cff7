"""A paper as an OpenDocument text (ISO/IEC 26300): a zip of a few small files, written without any library."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from .layout import Pages, entries_of, legal, pages_of
from .odt_style import COUNTRY, NAMESPACES, styles_xml
from .odt_table import roadmap_xml, table_xml
from .odt_text import Styles, words_xml
from .paper import Bars, Bullets, Contents, Cover, Heading, Labelled, Line, Paper, Part, Roadmap, Table, Text
from .word_paper import squares

MIMETYPE = "application/vnd.oasis.opendocument.text"
_STYLES = {"normal": "Text", "lead": "Lead", "note": "Note", "todo": "ToWrite"}
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_FIELDS = {"{page}": '<text:page-number text:select-page="current">1</text:page-number>'}
_FIELDS["{pages}"] = "<text:page-count>1</text:page-count>"


def odt_of(paper: Paper) -> bytes:
    """The paper as an OpenDocument text."""
    foot = words_xml(f"{paper.footer}\t") + "".join(
        _FIELDS.get(piece) or words_xml(piece) for piece in re.split(r"(\{pages?\})", paper.pages)
    )
    files = {
        "content.xml": _content(paper),
        "styles.xml": styles_xml(paper.language, paper.compact, {False: foot, True: foot}),
        "meta.xml": _meta(paper),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), MIMETYPE)
        for name, text in {**files, "META-INF/manifest.xml": _manifest(files)}.items():
            archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), text)
    return out.getvalue()


def _entry(name: str, how: int) -> zipfile.ZipInfo:
    """A file of the zip, without the hour: the same paper gives the same bytes."""
    entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
    entry.compress_type = how
    return entry


def _manifest(files: Iterable[str]) -> str:
    lines = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in files
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        f' manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:version="1.2"'
        f' manifest:media-type="{MIMETYPE}"/>{lines}</manifest:manifest>'
    )


def _meta(paper: Paper) -> str:
    title, owner = escape(legal(paper.title)), escape(legal(paper.owner))
    return (
        f'{_HEAD}<office:document-meta {NAMESPACES} office:version="1.2"><office:meta><dc:title>{title}</dc:title>'
        f"<dc:creator>{owner}</dc:creator><dc:language>{paper.language}-{COUNTRY}</dc:language>"
        "</office:meta></office:document-meta>"
    )


def _content(paper: Paper) -> str:
    styles = Styles(paper.language)
    body = _Body(paper, styles)
    written = "".join(body.pages(pages, first=n == 0) for n, pages in enumerate(pages_of(paper.parts)))
    return (
        f'{_HEAD}<office:document-content {NAMESPACES} office:version="1.2">'
        f"<office:automatic-styles>{styles.xml()}</office:automatic-styles>"
        f"<office:body><office:text>{written}</office:text></office:body></office:document-content>"
    )


class _Body:
    """Turns parts into elements of a body. Headings are counted, so that the table of contents leads to them."""

    def __init__(self, paper: Paper, styles: Styles) -> None:
        self.paper, self.styles = paper, styles
        self.headings, self.tables = 0, 0
        self.wide, self.master, self.breaks = False, "", False

    def pages(self, pages: Pages, first: bool) -> str:
        """The parts of pages of one orientation."""
        self.wide, self.breaks = pages.wide, False
        self.master = "Wide" if pages.wide else "Standard"
        if first and pages.parts and isinstance(pages.parts[0], Cover) and pages.parts[0].page:
            self.master = "Cover"
        return "".join(self._part(part) for part in pages.parts)

    def _part(self, part: Part) -> str:
        if isinstance(part, Heading):
            return self._heading(part)
        if isinstance(part, Cover):
            return self._cover(part)
        if isinstance(part, Contents):
            return self._contents(part)
        if isinstance(part, Table):
            self.tables += 1
            caption = self._line("Caption", [Text(part.title)]) if part.caption else self._start()
            return caption + table_xml(part, self.wide, self.tables, self.styles)
        if isinstance(part, Roadmap):
            self.tables += 1
            return self._start() + roadmap_xml(part, self.tables, self.styles)
        return "".join(self._lines(part))

    def _start(self) -> str:
        """What begins the page where a table would have to."""
        return self._line("AfterTable", []) if self.master or self.breaks else ""

    def _lines(self, part: Line | Labelled | Bullets | Bars) -> Iterable[str]:
        if isinstance(part, Line):
            yield self._line(_STYLES[part.style], part.texts)
        elif isinstance(part, Labelled):
            yield self._line("Label", [part.label])
            yield from (self._line("Answer", [text]) for text in part.texts)
        elif isinstance(part, Bullets):
            items = "".join(f"<text:list-item>{self._line('Item', [text])}</text:list-item>" for text in part.items)
            yield f'<text:list text:style-name="Bullets">{items}</text:list>' if items else ""
        else:
            for bar in part.bars:
                yield self._line("Bar", [bar.name, Text("\t" + squares(bar.value, bar.most)), bar.words])

    def _style(self, parent: str, breaks: bool = False, more: str = "") -> str:
        style = self.styles.paragraph(parent, self.master, breaks or self.breaks, more)
        self.master, self.breaks = "", False
        return style

    def _line(self, style: str, texts: Iterable[Text], more: str = "") -> str:
        return f'<text:p text:style-name="{self._style(style, more=more)}">{self.styles.runs(texts)}</text:p>'

    def _heading(self, part: Heading) -> str:
        self.headings += 1
        style = self._style(f"Heading_20_{part.level + 1}", part.page)
        name = quoteattr(f"part-{self.headings}")
        return (
            f'<text:h text:style-name="{style}" text:outline-level="{part.level + 1}">'
            f"<text:bookmark-start text:name={name}/>{self.styles.runs([part.text])}"
            f"<text:bookmark-end text:name={name}/></text:h>"
        )

    def _cover(self, part: Cover) -> str:
        low = ' fo:margin-top="2.6in"' if part.page else ""
        owner = self._line("CoverOwner", [Text(part.owner)], low) if part.owner else ""
        style = self._style("Heading_20_1", more=' fo:margin-bottom="24pt"' if part.page else "")
        title = f'<text:h text:style-name="{style}" text:outline-level="1">{self.styles.runs([part.title])}</text:h>'
        facts = "".join(self._line("CoverFact", [fact]) for fact in part.facts)
        if part.page:
            self.master = "Standard"
        return owner + title + facts

    def _contents(self, part: Contents) -> str:
        """A table of contents that may be renewed; its pages are counted when the document opens."""
        title = self._line("ContentsTitle", [part.title])
        entries = "".join(
            f'<text:p text:style-name="Contents_20_{entry.level}"><text:a xlink:type="simple" text:style-name="Plain"'
            f' text:visited-style-name="Plain" xlink:href="#{entry.anchor}">{self.styles.runs([entry.text])}<text:tab/>'
            f'<text:bookmark-ref text:reference-format="page" text:ref-name="{entry.anchor}"/></text:a></text:p>'
            for entry in entries_of(self.paper)
        )
        source = f'<text:table-of-content-source text:outline-level="{part.depth + 1}"/>'
        return (
            f'{title}<text:table-of-content text:name="Contents" text:protected="false">{source}'
            f"<text:index-body>{entries}</text:index-body></text:table-of-content>"
        )
