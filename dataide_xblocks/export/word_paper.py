"""A paper as a Word document: its parts one after the other, each page on the side that its widest table asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from .layout import Pages, entries_of, is_wide, pages_of
from .paper import Bars, Bullets, Contents, Cover, Heading, Labelled, Line, Paper, Part, Roadmap, Table, Text
from .word import Word, fill_footer
from .word_paper_style import WIDE_SIDE, WIDE_WIDTH, dress_paper
from .word_runs import W, field_xml, paragraph_xml, runs_xml
from .word_style import FULL_WIDTH, PAGE_HEIGHT, PAGE_WIDTH, SIDE
from .word_table import roadmap_xml, table_xml

_TWIP = 635
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = {"normal": "Normal", "lead": "Lead", "note": "Note", "todo": "Towrite"}
_BREAK = "<w:pageBreakBefore/>"
_GAP = paragraph_xml("Aftertable", "")


def docx_of(paper: Paper) -> bytes:
    """The paper as a Word document; raises ImportError where python-docx is not installed."""
    word = Word(paper.language, paper.title, paper.owner)
    dress_paper(word.file, paper.compact)
    feet = _footers(word, paper)
    pages, body = pages_of(paper.parts), _Body(paper)
    written = []
    for n, each in enumerate(pages):
        written.append(body.pages(each))
        covered = n == 0 and any(isinstance(part, Cover) and part.page for part in each.parts)
        end = _section_xml(each.wide, feet, covered, paper.compact)
        written.append(end if n == len(pages) - 1 else paragraph_xml("Aftertable", "", end))
    _fill(word, "".join(written))
    return word.content()


def squares(value: int | None, most: int) -> str:
    """`■■□□□ `, nothing where there is no value: an image of a number that is also said."""
    return "" if value is None else "■" * value + "□" * (most - value) + "\u2002"


def _fill(word: Word, xml: str) -> None:
    """Put the parts in the place of the body of a new document, its last section included."""
    from docx.oxml.parser import parse_xml

    body = word.file.element.body
    for old in list(body):
        body.remove(old)
    body.extend(list(parse_xml(f'<w:body xmlns:w="{W}" xmlns:r="{_R}">{xml}</w:body>')))


def _footers(word: Word, paper: Paper) -> Mapping[bool, str]:
    """The footers of pages that stand (False) and of pages that lie on their side (True), by their relation."""
    from docx.text.paragraph import Paragraph

    made = {}
    for wide, style in ((False, "Footer"), (True, "Footer wide")):
        part, made[wide] = word.file.part.add_footer_part()  # type: ignore[no-untyped-call]
        paragraph = Paragraph(part.element.p_lst[0], part)
        paragraph.style = word.file.styles[style]
        fill_footer(paragraph, paper.footer, paper.pages)
    return made


def _section_xml(wide: bool, feet: Mapping[bool, str], covered: bool, compact: bool) -> str:
    """What the pages before it are: Letter, standing or on its side; a cover has no footer."""
    across, down, side = (PAGE_HEIGHT, PAGE_WIDTH, WIDE_SIDE) if wide else (PAGE_WIDTH, PAGE_HEIGHT, SIDE)
    turned = ' w:orient="landscape"' if wide else ""
    top, bottom, side = (940, 1150, side // _TWIP) if compact else (1224, 1296, side // _TWIP)
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{feet[wide]}"/>'
        f'<w:pgSz w:w="{across // _TWIP}" w:h="{down // _TWIP}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{bottom}" w:left="{side}"'
        f' w:header="720" w:footer="648" w:gutter="0"/>{"<w:titlePg/>" if covered else ""}</w:sectPr>'
    )


class _Body:
    """Turns parts into elements of a body. Headings are counted, so that the table of contents leads to them."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.headings, self.break_next = paper, 0, False
        self.width = FULL_WIDTH

    def pages(self, pages: Pages) -> str:
        """The parts of pages of one orientation."""
        self.width, self.break_next = WIDE_WIDTH if pages.wide else FULL_WIDTH, False
        return "".join(self._part(part, first=n == 0) for n, part in enumerate(pages.parts))

    def _part(self, part: Part, first: bool) -> str:
        if isinstance(part, Heading):
            return self._heading(part, first)
        if isinstance(part, Cover):
            return self._cover(part)
        if isinstance(part, Contents):
            return self._contents(part)
        if isinstance(part, Table):
            return self._table(part)
        if isinstance(part, Roadmap):
            return roadmap_xml(part, self.width, self.paper.language) + _GAP
        return "".join(self._lines(part))

    def _lines(self, part: Line | Labelled | Bullets | Bars) -> Iterable[str]:
        if isinstance(part, Line):
            yield self._paragraph(_STYLES[part.style], part.texts)
        elif isinstance(part, Labelled):
            yield self._paragraph("Label", [part.label])
            yield from (self._paragraph("Answer", [text]) for text in part.texts)
        elif isinstance(part, Bullets):
            yield from (self._paragraph("ListBullet", [text]) for text in part.items)
        else:
            for bar in part.bars:
                drawn = Text("\t" + squares(bar.value, bar.most))
                yield self._paragraph("Bar", [bar.name, drawn, bar.words])

    def _paragraph(self, style: str, texts: Iterable[Text], more: str = "") -> str:
        if self.break_next:
            self.break_next, more = False, _BREAK + more
        return paragraph_xml(style, runs_xml(texts, self.paper.language), more)

    def _heading(self, part: Heading, first: bool) -> str:
        self.headings += 1
        inside = runs_xml([part.text], self.paper.language)
        mark = f'<w:bookmarkStart w:id="{self.headings}" w:name="{_mark(self.headings)}"/>'
        marked = f'{mark}{inside}<w:bookmarkEnd w:id="{self.headings}"/>'
        breaks = self.break_next or (part.page and not first)
        self.break_next = False
        return paragraph_xml(f"Heading{part.level + 1}", marked, _BREAK if breaks else "")

    def _cover(self, part: Cover) -> str:
        low = '<w:spacing w:before="3600" w:after="160"/>' if part.page else ""
        owner = paragraph_xml("Coverowner", runs_xml([Text(part.owner)]), low) if part.owner else ""
        title = paragraph_xml(
            "Heading1", runs_xml([part.title], self.paper.language), '<w:spacing w:after="480"/>' if part.page else ""
        )
        facts = "".join(self._paragraph("Coverfact", [fact]) for fact in part.facts)
        self.break_next = part.page
        return owner + title + facts

    def _contents(self, part: Contents) -> str:
        """A table of contents that Word may renew; what stands in it is already true, and leads to each heading."""
        entries = entries_of(self.paper)
        title = self._paragraph("Contents", [part.title])
        lines = [
            paragraph_xml(f"TOC{entry.level}", self._entry(entry.text, _mark(int(entry.anchor.split("-")[1]))))
            for entry in entries
        ]
        start = field_xml(f'TOC \\o "2-{part.depth + 1}" \\h \\z \\u', "\0")
        before, after = start.split("\0")
        begin = lines[0].replace("</w:pPr>", f"</w:pPr>{before}", 1) if lines else paragraph_xml("Normal", before)
        return title + begin + "".join(lines[1:]) + paragraph_xml("Aftertable", after)

    def _entry(self, text: Text, mark: str) -> str:
        shown = runs_xml([text], self.paper.language)
        return (
            f'<w:hyperlink w:anchor={quoteattr(mark)} w:history="1">{shown}<w:r><w:tab/></w:r>'
            f"{field_xml(f'PAGEREF {mark} ' + chr(92) + 'h', '')}</w:hyperlink>"
        )

    def _table(self, part: Table) -> str:
        caption = self._paragraph("Caption", [Text(part.title)]) if part.caption else ""
        assert is_wide(part) == part.wide
        return caption + table_xml(part, self.width, self.paper.language) + _GAP


def _mark(heading: int) -> str:
    return f"_Toc{heading:06}"
