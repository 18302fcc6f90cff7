"""How our Word documents look: Letter, ink on white, one accent, and nothing that is lost in greyscale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Arial"  # holds the squares of a level, and Liberation Sans has its widths
LANGUAGE_TAGS = {"fr": "fr-CA", "en": "en-CA"}
_INCH = 914_400  # in English Metric Units, as Office measures
PAGE_WIDTH, PAGE_HEIGHT, SIDE = int(8.5 * _INCH), 11 * _INCH, int(0.95 * _INCH)
FULL_WIDTH = PAGE_WIDTH - 2 * SIDE
_LABEL = int(1.75 * _INCH)
INK, SOFT, ACCENT = "1F2933", "4C5762", "0B5F6B"

# name -> size, colour, bold, space before and after (points)
_LOOK: dict[str, tuple[float, str, bool, float, float]] = {
    "Normal": (10.5, INK, False, 0, 6),
    "Heading 1": (26, INK, True, 2, 6),
    "Heading 2": (16, ACCENT, True, 22, 6),
    "Heading 3": (12.5, INK, True, 18, 2),
    "Owner": (13, ACCENT, True, 0, 0),
    "When": (11, SOFT, False, 0, 16),
    "Level": (10.5, INK, False, 0, 4),
    "Headline": (10.5, INK, True, 0, 2),
    "Meaning": (10.5, INK, False, 0, 6),
    "Labelled": (10.5, INK, False, 0, 5),
    "Step": (10.5, INK, False, 3, 8),
    "Cell": (10, INK, False, 3, 3),
    "Figure": (10.5, INK, False, 0, 6),
    "After table": (4, INK, False, 0, 4),
    "List Bullet": (10.5, INK, False, 0, 3),
    "Footer": (8.5, SOFT, False, 0, 0),
}


def dress(file: Document, language: str) -> None:
    """Set the page, the language and the styles of a new document."""
    _page(file)
    _speak(file, LANGUAGE_TAGS[language])
    _be_of_today(file)
    for name, look in _LOOK.items():
        set_style(file, name, *look)
    for name in ("Labelled", "Step"):
        paper = file.styles[name].paragraph_format
        paper.left_indent, paper.first_line_indent = _LABEL, -_LABEL
        paper.tab_stops.add_tab_stop(_LABEL)
    for name in (
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Owner",
        "Level",
        "Headline",
        "Meaning",
        "Labelled",
        "Step",
        "Figure",
    ):
        file.styles[name].paragraph_format.keep_with_next = True
    for name in ("Meaning", "Labelled", "Step", "List Bullet"):
        file.styles[name].paragraph_format.keep_together = True
    rule(file.styles["When"], "bottom", "18")
    rule(file.styles["Step"], "left", "24")
    rule(file.styles["Footer"], "top", "4")
    end_right(file.styles["Footer"], FULL_WIDTH)


def _page(file: Document) -> None:
    from docx.shared import Inches, Length

    page = file.sections[0]
    page.page_width, page.page_height = Length(PAGE_WIDTH), Length(PAGE_HEIGHT)  # Letter, as in Québec
    page.left_margin = page.right_margin = Length(SIDE)
    page.top_margin, page.bottom_margin, page.footer_distance = Inches(0.85), Inches(0.9), Inches(0.45)


def _speak(file: Document, tag: str) -> None:
    """Give every text of the document its language, for voices and spelling."""
    from docx.oxml.ns import qn

    for language in file.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), tag)
    for language in file.settings.element.xpath("w:themeFontLang"):
        language.set(qn("w:val"), tag)


def _be_of_today(file: Document) -> None:
    """Without this, Word opens what python-docx's template makes in "compatibility mode", and says so."""
    from docx.oxml.ns import qn

    for setting in file.settings.element.xpath("//w:compatSetting[@w:name='compatibilityMode']"):
        setting.set(qn("w:val"), "15")


def set_style(file: Document, name: str, size: float, color: str, bold: bool, before: float, after: float) -> None:
    """Make a paragraph style, or change it: points, colour, weight, space before and after."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    known = [style.name for style in file.styles]
    style: Any = file.styles[name] if name in known else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, RGBColor.from_string(color)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.2 if size < 12 else 1.1
    style.paragraph_format.widow_control = True
    _own_font(style)


def _own_font(style: Any) -> None:
    """The template's theme would win over a font that is only named, so its claims are taken off."""
    from docx.oxml.ns import qn

    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)


def rule(style: Any, side: str, size: str) -> None:
    """A line along one side of a paragraph, `size` in eighths of a point."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in {"val": "single", "sz": size, "space": "8", "color": ACCENT}.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    style.element.get_or_add_pPr().insert_element_before(
        borders, *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
    )


def end_right(style: Any, width: int) -> None:
    """One tab stop at the right edge: what follows a tab ends there."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    stops = style.paragraph_format.tab_stops
    for _old in range(len(stops)):
        del stops[0]
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
