"""How a paper looks in OpenDocument: the same inks, sizes and pages as in Word."""

from __future__ import annotations

from .word_style import ACCENT, FONT, INK, SOFT

LINE, WARM = "D9D4C7", "8A4B12"
COUNTRY = "CA"
NAMESPACES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
        for name, path in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "fo": "xsl-fo-compatible",
            "svg": "svg-compatible",
            "meta": "meta",
        }.items()
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)

# Inches of text on a page that stands (False) and on one that lies (True).
WIDTHS = {False: 6.6, True: 9.57}
_SIDES = {False: 0.95, True: 0.715}

# name -> parent, size, colour, bold, space before and after (points), other paragraph properties
Look = tuple[float, str, bool, float, float, str]
_NEXT = 'fo:keep-with-next="always"'
_LOOKS: dict[str, Look] = {
    "Text": (10.5, INK, False, 0, 6, ""),
    "Heading_20_1": (30, INK, True, 0, 8, _NEXT),
    "Heading_20_2": (19, ACCENT, True, 26, 6, _NEXT),
    "Heading_20_3": (12.5, INK, True, 12, 3, _NEXT),
    "Heading_20_4": (11, INK, True, 10, 2, _NEXT),
    "CoverOwner": (15, ACCENT, True, 0, 8, _NEXT),
    "CoverFact": (11.5, SOFT, False, 0, 3, f'fo:border-left="3pt solid #{ACCENT}" fo:padding-left="8pt"'),
    "Lead": (12.5, INK, False, 0, 8, ""),
    "Note": (9.5, SOFT, False, 0, 6, ""),
    "ToWrite": (10.5, WARM, True, 0, 6, ""),
    "Caption": (10, INK, True, 6, 4, _NEXT),
    "Label": (10.5, INK, True, 8, 1, _NEXT),
    "Answer": (10.5, INK, False, 0, 4, ""),
    "Bar": (10.5, INK, False, 0, 3, 'fo:margin-left="2.77in" fo:text-indent="-2.77in"'),
    "Cell": (9.5, INK, False, 2, 2, ""),
    "SmallCell": (8.5, INK, False, 2, 2, ""),
    "Month": (7.5, INK, False, 1, 1, ""),
    "Item": (10.5, INK, False, 0, 3, ""),
    "AfterTable": (4, INK, False, 0, 4, ""),
    "ContentsTitle": (19, ACCENT, True, 0, 10, _NEXT),
    "Contents_20_1": (10.5, INK, True, 9, 3, ""),
    "Contents_20_2": (9.5, SOFT, False, 0, 0, 'fo:margin-left="0.25in"'),
    "Footer": (8.5, SOFT, False, 0, 0, f'fo:border-top="0.5pt solid #{ACCENT}" fo:padding-top="4pt"'),
}
_COMPACT: dict[str, Look] = {
    "Heading_20_1": (20, INK, True, 0, 4, _NEXT),
    "Text": (10.5, INK, False, 0, 4, ""),
    "Item": (10.5, INK, False, 0, 1, ""),
    "AfterTable": (2, INK, False, 0, 2, ""),
    "Heading_20_2": (12.5, ACCENT, True, 8, 3, _NEXT),
    "Heading_20_3": (11, INK, True, 8, 2, _NEXT),
    "CoverOwner": (11.5, ACCENT, True, 0, 2, _NEXT),
    "CoverFact": (10, SOFT, False, 0, 2, f'fo:border-left="3pt solid #{ACCENT}" fo:padding-left="8pt"'),
    "Lead": (11.5, INK, False, 3, 3, ""),
    "Label": (10.5, INK, True, 5, 0, _NEXT),
    "Answer": (10.5, INK, False, 0, 2, ""),
    "Bar": (10, INK, False, 0, 1, 'fo:margin-left="2.77in" fo:text-indent="-2.77in"'),
    "Cell": (9.5, INK, False, 1, 1, ""),
}
_TABS = {
    "Bar": '<style:tab-stop style:position="0in"/>',
    "Contents_20_1": '<style:tab-stop style:type="right" style:position="6.6in"/>',
    "Contents_20_2": '<style:tab-stop style:type="right" style:position="6.35in"/>',
}


def styles_xml(language: str, compact: bool, feet: dict[bool, str]) -> str:
    """styles.xml: named styles, pages that stand and pages that lie, and their footers (texts with fields in them)."""
    looks, top = (_LOOKS | _COMPACT, 0.65) if compact else (_LOOKS, 0.85)
    named = "".join(_style(name, look) for name, look in looks.items())
    wide = _footer_style("FooterWide", WIDTHS[True]) + _footer_style("FooterTall", WIDTHS[False])
    plain = (  # links of the contents, which are words like others
        '<style:style style:name="Plain" style:family="text">'
        '<style:text-properties style:text-underline-style="none"/></style:style>'
    )
    pages = "".join(_page(name, side, top) for name, side in (("Tall", False), ("Wide", True)))
    masters = (
        f'<style:master-page style:name="Standard" style:page-layout-name="Tall">{_foot("FooterTall", feet[False])}'
        f'</style:master-page><style:master-page style:name="Wide" style:page-layout-name="Wide">'
        f"{_foot('FooterWide', feet[True])}</style:master-page>"
        '<style:master-page style:name="Cover" style:page-layout-name="Bare" style:next-style-name="Standard"/>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-styles {NAMESPACES} office:version="1.2">'
        f'<office:font-face-decls><style:font-face style:name="{FONT}" svg:font-family="{FONT}"'
        ' style:font-family-generic="swiss"/></office:font-face-decls>'
        f"<office:styles>{_defaults(language)}{named}{wide}{_list_style()}{plain}</office:styles>"
        f"<office:automatic-styles>{pages}{_page('Bare', False, top, footed=False)}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
    )


def letters(size: float, color: str, bold: bool) -> str:
    """Text properties."""
    weight = "bold" if bold else "normal"
    return (
        f'<style:text-properties style:font-name="{FONT}" style:font-name-complex="{FONT}"'
        f' fo:font-size="{size}pt" style:font-size-complex="{size}pt" fo:color="#{color}" fo:font-weight="{weight}"/>'
    )


def _defaults(language: str) -> str:
    speech = f'fo:language="{language}" fo:country="{COUNTRY}"'
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2"/>'
        f'<style:text-properties style:font-name="{FONT}" fo:font-size="10.5pt" {speech}/></style:default-style>'
    )


def _style(name: str, look: Look) -> str:
    size, color, bold, before, after, more = look
    height = 108 if name in ("Cell", "SmallCell", "Month") else 110 if size >= 12 else 115
    shown = name.replace("_20_", " ")
    outline = f' style:default-outline-level="{name[-1]}"' if name.startswith("Heading") else ""
    stops = f"<style:tab-stops>{_TABS[name]}</style:tab-stops>" if name in _TABS else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph"{outline}>'
        f'<style:paragraph-properties fo:margin-top="{before}pt" fo:margin-bottom="{after}pt"'
        f' fo:line-height="{height}%" {more}>{stops}</style:paragraph-properties>'
        f"{letters(size, color, bold)}</style:style>"
    )


def _footer_style(name: str, width: float) -> str:
    stop = f'<style:tab-stops><style:tab-stop style:type="right" style:position="{width}in"/></style:tab-stops>'
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Footer">'
        f"<style:paragraph-properties>{stop}</style:paragraph-properties></style:style>"
    )


def _list_style() -> str:
    return (
        '<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.2in"'
        ' fo:margin-left="0.25in"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>'
    )


def _page(name: str, wide: bool, top: float, footed: bool = True) -> str:
    across, down = ("11in", "8.5in") if wide else ("8.5in", "11in")
    turned = "landscape" if wide else "portrait"
    gap = '<style:header-footer-properties fo:min-height="0.4in" fo:margin-top="0.2in"/>'
    foot = f"<style:footer-style>{gap}</style:footer-style>" if footed else ""
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{across}"'
        f' fo:page-height="{down}" style:print-orientation="{turned}" fo:margin-top="{top}in" fo:margin-bottom="0.45in"'
        f' fo:margin-left="{_SIDES[wide]}in" fo:margin-right="{_SIDES[wide]}in"/>{foot}</style:page-layout>'
    )


def _foot(style: str, text: str) -> str:
    return f'<style:footer><text:p text:style-name="{style}">{text}</text:p></style:footer>'
