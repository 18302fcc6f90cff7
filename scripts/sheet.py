"""A sheet of paper as a Word document: Letter, our styles, page numbers, and Markdown's HTML as real paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime

from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import html

from dataide_xblocks.authoring.typography import fix

LANGUAGES = {"fr": "fr-CA", "en": "en-CA"}
PAGE_OF = {"fr": "Page {} de {}", "en": "Page {} of {}"}
FONT = "Arial"  # on every computer, or drawn with the same widths by Liberation Sans
INK, ACCENT, GROUND = RGBColor(0x1F, 0x29, 0x33), RGBColor(0x0B, 0x5F, 0x6B), "F6F4EF"
SIZES = {"Normal": 10.5, "Footer": 9, "Heading 1": 19, "Heading 2": 13, "Heading 3": 11.5}
MARKS = {"strong": "bold", "em": "italic"}
WIDTH, ROOM = Inches(6.9), Inches(0.36)  # of the text; of the line where a person writes
DATED = datetime(2026, 1, 1)  # the same source gives the same bytes
BOX = "☐"


class Refused(ValueError):
    """What a source holds and a sheet of paper cannot show."""


def prepare(docx: Docx, title: str, language: str) -> None:
    """Give an empty document its paper, styles, language, title and page numbers."""
    properties = docx.core_properties
    properties.title, properties.language = title, LANGUAGES[language]
    properties.author = properties.comments = properties.keywords = properties.subject = ""
    properties.created = properties.modified = DATED
    for relation in [r for r in docx.part.package.rels.values() if r.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del docx.part.package.rels[relation.rId]  # the template's own picture
    section = docx.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(0.8)
    section.top_margin = section.bottom_margin = Inches(0.75)
    for lang in docx.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), LANGUAGES[language])
    for name, size in SIZES.items():
        _style(docx.styles[name], size)
    _footer(section.footer.paragraphs[0], title, language)


def _style(style: ParagraphStyle, size: float) -> None:
    heading = style.name.startswith("Heading")
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), heading
    style.font.color.rgb = ACCENT if heading else INK
    fonts = style.element.rPr.rFonts
    for theme in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[theme]  # the theme's font would win over ours
    style.paragraph_format.space_before = Pt(size * 0.9 if heading else 0)
    style.paragraph_format.space_after = Pt(4 if heading else 6)
    style.paragraph_format.line_spacing = 1.0 if heading else 1.12


def _footer(paragraph: Paragraph, title: str, language: str) -> None:
    before, between, _end = PAGE_OF[language].split("{}")
    paragraph.add_run(f"{title} · {before}")
    for field, after in (("PAGE", between), ("NUMPAGES", "")):
        simple = f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        paragraph._p.append(parse_xml(simple))
        paragraph.add_run(after)


class Writer:
    """Adds the blocks of a source to a document, one after the other."""

    def __init__(self, docx: Docx, language: str) -> None:
        self.docx, self.language = docx, language
        self.turned = False  # the next paragraph starts a page

    def write(self, root: html.HtmlElement) -> None:
        """Add the blocks of `root`; raises Refused."""
        for block in root:
            match block.tag:
                case "h1" | "h2" | "h3":
                    self._inline(self._paragraph(f"Heading {block.tag[1]}"), block)
                case "p":
                    self._inline(self._paragraph("Normal"), block)
                case "ul" | "ol":
                    self._list(block)
                case "table":
                    self._table(block)
                case "hr":
                    self.turned = True
                case other:
                    raise Refused(f"<{other}> has no place in a sheet: {block.text_content().strip()[:60]}")

    def _paragraph(self, style: str) -> Paragraph:
        paragraph = self.docx.add_paragraph(style=style)
        if self.turned:
            paragraph.paragraph_format.page_break_before = True
            self.turned = False
        return paragraph

    def _list(self, block: html.HtmlElement) -> None:
        items = list(block)
        boxes = all(item.text_content().lstrip().startswith(BOX) for item in items)
        style = "List Number" if block.tag == "ol" else "List Bullet"
        numbering = _numbering(self.docx, style, BOX if boxes else "")
        for item in items:
            paragraph = self._paragraph(style)
            last = item is items[-1]
            paragraph.paragraph_format.space_after = Pt(8 if last else 2)
            paragraph.paragraph_format.keep_with_next = boxes and not last  # a question stays on one page
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val, properties.get_or_add_ilvl().val = numbering, 0
            inside = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            if boxes:
                inside.text = (inside.text or "").lstrip().removeprefix(BOX).lstrip()
            self._inline(paragraph, inside)

    def _table(self, block: html.HtmlElement) -> None:
        rows = [list(row) for row in block.iter("tr")]
        table = self.docx.add_table(len(rows), len(rows[0]), style="Table Grid")
        widths = _widths(rows)
        for row, cells in zip(table.rows, rows, strict=True):
            header = cells[0].tag == "th"
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader" if header else "w:cantSplit"))
            if not all(cell.text_content().strip() for cell in cells):
                row.height = ROOM
            for cell, width, source in zip(row.cells, widths, cells, strict=True):
                cell.width = width
                self._cell(cell, source, header)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        _spaced(table)
        self.docx.add_paragraph().paragraph_format.space_after = Pt(0)

    def _cell(self, cell: _Cell, source: html.HtmlElement, header: bool) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        self._inline(paragraph, source, bold=header)
        if header:
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{GROUND}"/>'))

    def _inline(self, paragraph: Paragraph, element: html.HtmlElement, **marks: bool) -> None:
        for text, found, lang in _runs(element, self.language, marks):
            run = paragraph.add_run(fix(text, lang))
            run.bold, run.italic = found.get("bold"), found.get("italic")
            if lang != self.language:
                run._r.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{LANGUAGES[lang]}"/>'))


Run = tuple[str, dict[str, bool], str]


def _runs(element: html.HtmlElement, language: str, marks: dict[str, bool]) -> Iterator[Run]:
    """The pieces of text of a block, each with its marks and its language."""
    if element.text:
        yield " ".join(element.text.split("\n")), marks, language
    for child in element:
        if child.tag in MARKS:
            yield from _runs(child, language, {**marks, MARKS[child.tag]: True})
        elif child.tag == "br":
            yield "\n", marks, language
        elif child.tag == "span" and child.get("lang") in LANGUAGES:
            yield from _runs(child, child.get("lang"), marks)
        else:
            raise Refused(f"<{child.tag}> has no place in a sheet: {child.text_content().strip()[:60]}")
        if child.tail:
            yield " ".join(child.tail.split("\n")), marks, language


def _numbering(docx: Docx, style: str, box: str) -> int:
    """A numbering of one list only, so that it starts again at 1; with `box`, its mark is that sign."""
    numbering = docx.part.numbering_part.element
    used = docx.styles[style].element.pPr.numPr.numId.val
    kind = numbering.num_having_numId(used).abstractNumId.val
    if box:
        model = next(a for a in numbering.iter(qn("w:abstractNum")) if a.get(qn("w:abstractNumId")) == str(kind))
        copy = deepcopy(model)
        kind = 1 + max(int(a.get(qn("w:abstractNumId"))) for a in numbering.iter(qn("w:abstractNum")))
        copy.set(qn("w:abstractNumId"), str(kind))
        for tag in ("w:nsid", "w:tmpl", "w:pStyle"):  # what ties the model to its style
            for tie in list(copy.iter(qn(tag))):
                tie.getparent().remove(tie)
        next(copy.iter(qn("w:lvlText"))).set(qn("w:val"), box)
        for fonts in copy.iter(qn("w:rFonts")):
            fonts.attrib.clear()
            for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(name), "Segoe UI Symbol")
        model.addnext(copy)
    num = numbering.add_num(kind)
    num.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(num.numId)


def _widths(rows: list[list[html.HtmlElement]]) -> list[int]:
    """Each column has room for its longest word; the rest of the page goes to long texts and to places to write."""
    least, shares = [], []
    for column in zip(*rows, strict=True):
        texts = [cell.text_content().strip() for cell in column]
        least.append(Inches(0.2 + 0.085 * max(len(word) for text in texts for word in (text.split() or [""]))))
        room = 0 if all(texts[1:]) else 12 if len(texts[0]) < 8 else 40
        shares.append(max(5, room, min(40, max(map(len, texts)))))
    rest = max(0, WIDTH - sum(least))
    return [int(floor + rest * share / sum(shares)) for floor, share in zip(least, shares, strict=True)]


def _spaced(table: Table) -> None:
    """Air inside the cells, and widths that are kept."""
    table.autofit = False
    margins = "".join(
        f'<w:{side} w:w="{twips}" w:type="dxa"/>'
        for side, twips in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90))
    )
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # Word wants them in this order
    look.addprevious(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"))
