"""Tables and the road map of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

from .layout import legal, stays_together, stays_whole
from .odt_style import LINE, WIDTHS
from .odt_text import Styles
from .paper import Roadmap, Table, Text
from .word_style import ACCENT, INK

_MANY = 7  # columns from which a table is set in smaller letters
_NAMES = 0.3  # of a road map's width, for the names of its lines


def table_xml(table: Table, wide: bool, number: int, styles: Styles) -> str:
    """A table over the whole width of its page; a short one stays on one page."""
    letters = "SmallCell" if len(table.header) >= _MANY else "Cell"
    sizes = [WIDTHS[wide] * share for share in table.widths]
    head = _row([replace(text, bold=True) for text in table.header], table, letters, styles, "head")
    body = []
    for n, row in enumerate(table.rows, 1):
        last = table.total and n == len(table.rows)
        texts = [replace(text, bold=True) for text in row] if last else row
        body.append(_row(texts, table, letters, styles, "sum" if last else "body"))
    return _frame(table.title, number, sizes, head, "".join(body), stays_together(table), styles)


def _row(texts: Sequence[Text], table: Table, letters: str, styles: Styles, kind: str) -> str:
    cells = []
    for n, text in enumerate(texts):
        style = styles.paragraph(letters, more=' fo:text-align="end"' if n in table.numbers else "")
        cell = _cell_style(kind, styles, airy=n in table.numbers)
        cells.append(_cell(cell, f'<text:p text:style-name="{style}">{styles.runs([text])}</text:p>'))
    style = _row_style(stays_whole(texts), styles)
    return f'<table:table-row table:style-name="{style}">{"".join(cells)}</table:table-row>'


def _row_style(whole: bool, styles: Styles) -> str:
    keep = "always" if whole else "auto"
    return styles.named(keep, "table-row", f'<style:table-row-properties fo:keep-together="{keep}"/>')


def _cell(style: str, inside: str, span: int = 1) -> str:
    spanned = f' table:number-columns-spanned="{span}"' if span > 1 else ""
    covered = "<table:covered-table-cell/>" * (span - 1)
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string"{spanned}>{inside}</table:table-cell>'
        f"{covered}"
    )


def _cell_style(kind: str, styles: Styles, airy: bool = False) -> str:
    top = {"head": f"0.75pt solid #{INK}", "sum": f"0.75pt solid #{INK}"}.get(kind, "none")
    lines = (
        f'fo:border-top="{top}" fo:border-bottom="0.75pt solid #{LINE}" fo:border-left="none" fo:border-right="none"'
    )
    room = 'fo:padding-left="0in" fo:padding-top="0.01in" fo:padding-bottom="0.01in"'
    room += f' fo:padding-right="{0.2 if airy else 0.09}in"'
    return styles.named(f"{kind} {airy}", "table-cell", f"<style:table-cell-properties {lines} {room}/>")


def _frame(
    title: str, number: int, sizes: Sequence[float], head: str, body: str, together: bool, styles: Styles
) -> str:
    may = "false" if together else "true"
    total = f"{sum(sizes):.3f}in"
    properties = (
        f'<style:table-properties style:width="{total}" table:align="left" style:may-break-between-rows="{may}"/>'
    )
    style = styles.named(total + may, "table", properties)
    columns = "".join(f'<table:table-column table:style-name="{_column(size, styles)}"/>' for size in sizes)
    name = f"<table:title>{escape(legal(title))}</table:title>"
    return (
        f'<table:table table:name="Table{number}" table:style-name="{style}">{name}{columns}'
        f"<table:table-header-rows>{head}</table:table-header-rows>{body}</table:table>"
        '<text:p text:style-name="AfterTable"/>'
    )


def _column(size: float, styles: Styles) -> str:
    width = f'<style:table-column-properties style:column-width="{size:.3f}in"/>'
    return styles.named(f"{size:.3f}", "table-column", width)


def roadmap_xml(chart: Roadmap, number: int, styles: Styles) -> str:
    """A road map as a table whose dark cells are the months of each line; the text under it says the same."""
    names = WIDTHS[True] * _NAMES
    sizes = [names, *[(WIDTHS[True] - names) / max(1, len(chart.months))] * len(chart.months)]
    row = f'<table:table-row table:style-name="{_row_style(True, styles)}">'
    plain, month = _cell_style("body", styles), _month_style(False, styles)
    empty = '<text:p text:style-name="Month"/>'
    years = _cell(plain, empty)
    for name, count in chart.years or (("", len(chart.months)),):
        years += _cell(month, f'<text:p text:style-name="Month">{styles.runs([Text(name, bold=True)])}</text:p>', count)
    centre = styles.paragraph("Month", more=' fo:text-align="center"')
    initials = _cell(plain, empty)
    for name in chart.months:
        initials += _cell(month, f'<text:p text:style-name="{centre}">{styles.runs([Text(name)])}</text:p>')
    body = []
    for line in chart.lines:
        cells = _cell(plain, f'<text:p text:style-name="SmallCell">{styles.runs([line.name])}</text:p>')
        for n in range(len(chart.months)):
            cells += _cell(_month_style(line.first <= n <= line.last, styles), empty)
        body.append(f"{row}{cells}</table:table-row>")
    head = f"{row}{years}</table:table-row>{row}{initials}</table:table-row>"
    return _frame(chart.described, number, sizes, head, "".join(body), True, styles)


def _month_style(dark: bool, styles: Styles) -> str:
    fill = f' fo:background-color="#{ACCENT}"' if dark else ""
    lines = f'fo:border-left="0.5pt solid #{LINE}" fo:border-bottom="0.75pt solid #{LINE}" fo:border-top="none"'
    cell = f'<style:table-cell-properties {lines} fo:border-right="none" fo:padding="0.01in"{fill}/>'
    return styles.named(f"month {dark}", "table-cell", cell)
