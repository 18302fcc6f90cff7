"""A Word document in one language: Letter size, real headings, tables that repeat their header, texts that are text.

It is set in Arial, whose widths every office suite knows, so that pages break alike wherever the document is opened.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .layout import legal
from .paper import Table, Text
from .word_chart import Series, chart_xml, place_xml
from .word_runs import W, field_xml, runs_xml
from .word_style import FULL_WIDTH, LANGUAGE_TAGS, dress
from .word_table import table_xml

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_PROPERTY = 255  # characters that the format keeps in a title or an author


class Word:
    """A document that is written from top to bottom, then given as bytes."""

    def __init__(self, language: str, title: str, owner: str) -> None:
        from docx import Document

        self.file = Document()
        self.language, self._charts = language, 0
        dress(self.file, language)
        about = self.file.core_properties
        about.title, about.author = legal(title)[:_MOST_PROPERTY], legal(owner)[:_MOST_PROPERTY]
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
        self.put(table_xml(Table(title, [Text(name) for name in header], rows, widths), FULL_WIDTH, self.language))
        self.line(style="After table")

    def put(self, xml: str) -> None:
        """An element of the body, written by one of our own functions."""
        from docx.oxml.parser import parse_xml

        self.file.element.body.insert_element_before(parse_xml(xml), "w:sectPr")

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
        fill_footer(paragraph, text, pages)

    def content(self) -> bytes:
        """The whole document."""
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _write(self, paragraph: Paragraph, *texts: Text) -> None:
        _add(paragraph, runs_xml(texts, self.language))


def fill_footer(paragraph: Paragraph, text: str, pages: str) -> None:
    """The text of a footer and, after a tab, its page out of how many."""
    runs = [runs_xml([Text(f"{text}\t")])]
    for piece in re.split(r"(\{pages?\})", pages):
        if piece in ("{page}", "{pages}"):
            runs.append(field_xml("PAGE" if piece == "{page}" else "NUMPAGES", runs_xml([Text("1")])))
        else:
            runs.append(runs_xml([Text(piece)]))
    _add(paragraph, "".join(runs))


def _add(paragraph: Any, runs: str) -> None:
    from docx.oxml.parser import parse_xml

    if runs:
        paragraph._p.extend(list(parse_xml(f'<w:p xmlns:w="{W}">{runs}</w:p>')))
