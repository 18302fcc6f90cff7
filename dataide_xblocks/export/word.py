"""A Word document in one language: Letter size, real headings, tables that repeat their header, texts that are text.

It is set in Arial, whose widths every office suite knows, so that pages break alike wherever the document is opened.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .word_chart import Series, chart_xml, place_xml
from .word_style import FULL_WIDTH, LANGUAGE_TAGS, dress

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

LINE, INK = "D9D4C7", "1F2933"
SHORT = 8  # rows of a table that is not cut


@dataclass(frozen=True)
class Text:
    """Words in one piece. `lang` is their language where it is not the document's."""

    words: str
    bold: bool = False
    lang: str = ""


_MOST_PROPERTY = 255  # characters that the format keeps in a title or an author


class Word:
    """A document that is written from top to bottom, then given as bytes."""

    def __init__(self, language: str, title: str, owner: str) -> None:
        from docx import Document

        self.file = Document()
        self._charts = 0
        dress(self.file, language)
        about = self.file.core_properties
        about.title, about.author = title[:_MOST_PROPERTY], owner[:_MOST_PROPERTY]
        about.language, about.comments = LANGUAGE_TAGS[language], ""

    def heading(self, level: int, text: Text) -> None:
        """A real heading: the outline that readers, tables of contents and screen readers follow."""
        self._write(self.file.add_paragraph(style=f"Heading {level}"), text)

    def line(self, *texts: Text, style: str = "Normal") -> None:
        """A paragraph in one of the styles of `word_style`."""
        self._write(self.file.add_paragraph(style=style), *texts)

    def labelled(self, label: str, text: Text, style: str = "Labelled", last: bool = False) -> None:
        """A label in the margin and its text beside it. It stays on the page of what follows, unless it is the last."""
        paragraph = self.file.add_paragraph(style=style)
        paragraph.paragraph_format.keep_with_next = False if last else None
        self._write(paragraph, Text(f"{label}\t", bold=True), text)

    def bullets(self, texts: Sequence[Text]) -> None:
        """A list."""
        for text in texts:
            self.line(text, style="List Bullet")

    def table(self, title: str, header: Sequence[str], rows: Sequence[Sequence[Text]], widths: Sequence[float]) -> None:
        """A table with a name; `widths` are shares of the page. Its header comes back on each page, rows stay whole.

        A short one stays on one page.
        """
        table = self.file.add_table(rows=0, cols=len(header))
        _frame(table, title)
        self._row(table, [Text(name, bold=True) for name in header], header=True)
        whole = len(rows) <= SHORT
        for n, row in enumerate(rows, 1):
            self._row(table, row, together=whole and n < len(rows))
        # LibreOffice reads the widths of the grid, Word those of the cells.
        for column, share in zip(table.columns, widths, strict=True):
            column.width = int(FULL_WIDTH * share)
            for cell in column.cells:
                cell.width = int(FULL_WIDTH * share)
        self.line(style="After table")

    def _row(self, table: Table, texts: Sequence[Text], header: bool = False, together: bool = False) -> None:
        from docx.oxml.parser import OxmlElement

        row = table.add_row()  # type: ignore[no-untyped-call]
        settings = row._tr.get_or_add_trPr()
        settings.append(OxmlElement("w:cantSplit"))
        if header:
            settings.append(OxmlElement("w:tblHeader"))
        for cell, text in zip(row.cells, texts, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.style = "Cell"
            paragraph.paragraph_format.keep_with_next = header or together or None
            self._write(paragraph, text)

    def radar(self, described: str, axes: Sequence[str], series: Sequence[Series], most: int) -> None:
        """A radar from 0 to `most`, drawn by who opens the document; `described` is for those who cannot see it."""
        from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml.parser import parse_xml

        self._charts += 1
        name = PackURI(f"/word/charts/chart{self._charts}.xml")
        package = self.file.part.package
        assert package is not None
        part = Part(name, CONTENT_TYPE.DML_CHART, chart_xml(axes, series, most).encode(), package)
        relation = self.file.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        paragraph = self.file.add_paragraph(style="Figure")
        paragraph.add_run()._r.append(parse_xml(place_xml(relation, self._charts, described)))

    def footer(self, text: str, pages: str) -> None:
        """`text` on the left; on the right `pages`, in which {page} and {pages} are counted by the reader's program."""
        paragraph = self.file.sections[0].footer.paragraphs[0]
        paragraph.style = "Footer"
        self._write(paragraph, Text(f"{text}\t"))
        for piece in re.split(r"(\{pages?\})", pages):
            if piece in ("{page}", "{pages}"):
                _count(paragraph, "PAGE" if piece == "{page}" else "NUMPAGES")
            else:
                paragraph.add_run(piece)

    def content(self) -> bytes:
        """The whole document."""
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _write(self, paragraph: Paragraph, *texts: Text) -> None:
        for text in texts:
            run = paragraph.add_run(text.words)
            run.bold = text.bold or None
            if text.lang:
                run._r.get_or_add_rPr().append(_element("w:lang", val=LANGUAGE_TAGS[text.lang]))


def _frame(table: Table, title: str) -> None:
    """Thin lines between rows, a strong one under the header, and the table's name for who cannot see it."""
    borders = _element("w:tblBorders")
    for side, color in (("top", INK), ("bottom", LINE), ("insideH", LINE)):
        borders.append(_element(f"w:{side}", val="single", sz="6", space="0", color=color))
    settings = table._tbl.tblPr
    for old in settings.xpath("w:tblLook"):
        settings.remove(old)
    settings.append(borders)
    settings.append(_element("w:tblLayout", type="fixed"))
    margins = _element("w:tblCellMar")
    margins.append(_element("w:left", w="0", type="dxa"))  # texts of tables start where other texts start
    margins.append(_element("w:right", w="160", type="dxa"))
    settings.append(margins)
    settings.append(_element("w:tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0"))
    settings.append(_element("w:tblCaption", val=title))


def _count(paragraph: Paragraph, field: str) -> None:
    run = paragraph.add_run()._r
    run.append(_element("w:fldChar", fldCharType="begin"))
    order = _element("w:instrText")
    order.text = f" {field} "
    run.append(order)
    run.append(_element("w:fldChar", fldCharType="separate"))
    paragraph.add_run("1")
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
