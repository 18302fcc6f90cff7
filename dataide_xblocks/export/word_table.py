"""Tables of a Word document, written in one go: through python-docx each cell would cost a walk over its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from .layout import legal, stays_together, stays_whole
from .paper import Roadmap, Table, Text
from .word_runs import W, paragraph_xml, runs_xml

LINE, INK, ACCENT = "D9D4C7", "1F2933", "0B5F6B"
_MANY = 7  # columns from which a table is set in smaller letters
_NAMES = 0.3  # of a road map's width, for the names of its lines
_AIR = '<w:tcMar><w:right w:w="300" w:type="dxa"/></w:tcMar>'  # between a number and the text that follows it
_TWIP = 635  # English Metric Units


def table_xml(table: Table, width: int, language: str = "") -> str:
    """A table as wide as `width` (English Metric Units). A short one stays on one page."""
    twips = [int(width * share / _TWIP) for share in table.widths]
    style = "SmallCell" if len(table.header) >= _MANY else "Cell"
    rows = [_row([replace(text, bold=True) for text in table.header], twips, style, table.numbers, language, head=True)]
    together = stays_together(table)
    for n, row in enumerate(table.rows, 1):
        last = n == len(table.rows)
        cells = [replace(text, bold=True) for text in row] if last and table.total else row
        rows.append(
            _row(cells, twips, style, table.numbers, language, keep=together and not last, sum=last and table.total)
        )
    return _frame(table.title, twips, "".join(rows))


def _row(
    texts: Sequence[Text],
    twips: Sequence[int],
    style: str,
    numbers: Sequence[int],
    language: str,
    head: bool = False,
    keep: bool = False,
    sum: bool = False,
) -> str:
    settings = ("<w:cantSplit/>" if stays_whole(texts) else "") + ("<w:tblHeader/>" if head else "")
    more = "<w:keepNext/>" if head or keep else ""
    line = f'<w:tcBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="{INK}"/></w:tcBorders>' if sum else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{line}{_AIR if n in numbers else ""}</w:tcPr>'
        + paragraph_xml(style, runs_xml([text], language), more + ('<w:jc w:val="right"/>' if n in numbers else ""))
        + "</w:tc>"
        for n, (text, width) in enumerate(zip(texts, twips, strict=True))
    )
    return f"<w:tr>{f'<w:trPr>{settings}</w:trPr>' if settings else ''}{cells}</w:tr>"


def _frame(title: str, twips: Sequence[int], rows: str) -> str:
    """Thin lines between rows, a strong one above, and the table's name for who cannot see it."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="{color}"/>'
        for side, color in (("top", INK), ("bottom", LINE), ("insideH", LINE))
    )
    # Texts of tables start where other texts start.
    margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar>'
    look = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"/>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    return (
        f'<w:tbl xmlns:w="{W}"><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{margins}{look}<w:tblCaption w:val={quoteattr(legal(title))}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def roadmap_xml(chart: Roadmap, width: int, language: str = "") -> str:
    """A road map as a table whose dark cells are the months of each line; the text under it says the same."""
    names = int(width * _NAMES / _TWIP)
    month = int(width * (1 - _NAMES) / _TWIP / max(1, len(chart.months)))
    twips = [names, *[month] * len(chart.months)]
    rows = [_years(chart, names, month), _months(chart, names, month)]
    rows += [_stretch(line.name, line.first, line.last, twips, language) for line in chart.lines]
    return _frame(chart.described, twips, "".join(rows))


def _months(chart: Roadmap, names: int, month: int) -> str:
    cells = [_box(names, paragraph_xml("Month", ""))]
    cells += [
        _box(month, paragraph_xml("Month", runs_xml([Text(name)]), '<w:jc w:val="center"/>')) for name in chart.months
    ]
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _years(chart: Roadmap, names: int, month: int) -> str:
    cells = [_box(names, paragraph_xml("Month", ""))]
    for name, count in chart.years or (("", len(chart.months)),):
        cells.append(
            _box(month * count, paragraph_xml("Month", runs_xml([Text(name, bold=True)])), span=count, side=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _stretch(name: Text, first: int, last: int, twips: Sequence[int], language: str) -> str:
    cells = [_box(twips[0], paragraph_xml("SmallCell", runs_xml([name], language), "<w:keepNext/>"))]
    cells += [
        _box(width, paragraph_xml("Month", ""), fill=ACCENT if first <= n <= last else "", side=True)
        for n, width in enumerate(twips[1:])
    ]
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _box(width: int, inside: str, fill: str = "", span: int = 1, side: bool = False) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    line = f'<w:tcBorders><w:left w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tcBorders>' if side else ""
    dark = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    tight = '<w:tcMar><w:left w:w="20" w:type="dxa"/><w:right w:w="20" w:type="dxa"/></w:tcMar>' if side else ""
    place = '<w:vAlign w:val="center"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{line}{dark}{tight}{place}</w:tcPr>{inside}</w:tc>'
    )
