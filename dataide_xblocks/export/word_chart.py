"""A radar as Office draws it: vector, sharp on paper, told apart by its dashes where there is no colour.

The values stand in the chart itself (ECMA-376 part 1, 21.2): no workbook is enclosed, so nothing asks to be updated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from .word_style import FONT

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PLACE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WIDTH, _HEIGHT = 5_760_000, 3_420_000  # 16 by 9.5 cm, in English Metric Units
_ACCENT, _SOFT, _LINE, _INK = "0B5F6B", "6B7480", "CFC9BA", "1F2933"


@dataclass(frozen=True)
class Series:
    """A shape of the radar: a value per axis, None where there is none. Dashed, it stands behind another."""

    name: str
    values: Sequence[int | None]
    dashed: bool = False


def chart_xml(axes: Sequence[str], series: Sequence[Series], most: int) -> str:
    """The chart; a legend tells the shapes apart where there are several."""
    shapes = "".join(_series(number, one, axes) for number, one in enumerate(series))
    legend = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_letters(900)}</c:legend>' if series[1:] else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}"><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:radarChart><c:radarStyle val="marker"/><c:varyColors val="0"/>{shapes}'
        f'<c:axId val="1"/><c:axId val="2"/></c:radarChart>{_axes(most)}</c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>"
    )


def _series(number: int, series: Series, axes: Sequence[str]) -> str:
    color, dash, fill = (_SOFT, "dash", "FFFFFF") if series.dashed else (_ACCENT, "solid", _ACCENT)
    line = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
    dot = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill><a:ln w="12700">{line}</a:ln>'
    names = "".join(f'<c:pt idx="{n}"><c:v>{escape(name)}</c:v></c:pt>' for n, name in enumerate(axes))
    values = "".join(f'<c:pt idx="{n}"><c:v>{v}</c:v></c:pt>' for n, v in enumerate(series.values) if v is not None)
    count = f'<c:ptCount val="{len(axes)}"/>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:v>{escape(series.name)}</c:v></c:tx>'
        f'<c:spPr><a:ln w="28575">{line}<a:prstDash val="{dash}"/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="circle"/><c:size val="7"/><c:spPr>{dot}</c:spPr></c:marker>'
        f"<c:cat><c:strLit>{count}{names}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>0</c:formatCode>{count}{values}</c:numLit></c:val></c:ser>"
    )


def _axes(most: int) -> str:
    """The names around the radar, then its rings."""
    grid = f"<c:majorGridlines><c:spPr>{_line(_LINE)}</c:spPr></c:majorGridlines>"
    shown = '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/>{grid}{shown}<c:tickLblPos val="nextTo"/><c:spPr>{_line(_LINE)}</c:spPr>{_letters(900)}'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="{most}"/><c:min val="0"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="l"/>{grid}{shown}<c:tickLblPos val="nextTo"/>'
        f'<c:spPr>{_line(_LINE)}</c:spPr>{_letters(700)}<c:crossAx val="1"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/><c:majorUnit val="1"/></c:valAx>'
    )


def _line(color: str) -> str:
    return f'<a:ln w="6350"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:ln>'


def _letters(size: int) -> str:
    """Text of `size` hundredths of a point, in the document's font."""
    look = f'<a:defRPr sz="{size}" b="0"><a:solidFill><a:srgbClr val="{_INK}"/></a:solidFill>'
    font = f'<a:latin typeface="{FONT}"/></a:defRPr>'
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}{font}</a:pPr><a:endParaRPr/></a:p></c:txPr>"


def place_xml(relation: str, number: int, described: str) -> str:
    """Where a chart stands in its line, and what is said of it to whoever cannot see it."""
    return (
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<wp:inline xmlns:wp="{_PLACE}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_WIDTH}" cy="{_HEIGHT}"/>'
        f'<wp:docPr id="{number}" name="Radar {number}" descr={quoteattr(described)}/>'
        f'<a:graphic xmlns:a="{_DRAWING}"><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" xmlns:r="{_RELATIONS}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
