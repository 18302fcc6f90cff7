"""How a long document looks in Word: the cover, the contents, small letters for wide tables, pages on their side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .word_style import ACCENT, FULL_WIDTH, INK, PAGE_HEIGHT, SIDE, SOFT, end_right, rule, set_style

if TYPE_CHECKING:
    from docx.document import Document

WIDE_SIDE = int(SIDE * 0.75)
WIDE_WIDTH = PAGE_HEIGHT - 2 * WIDE_SIDE
_WARM = "8A4B12"
_NAMES = int(FULL_WIDTH * 0.42)  # of a line of bars

# name -> size, colour, bold, space before and after (points)
_LOOK: dict[str, tuple[float, str, bool, float, float]] = {
    "Heading 1": (30, INK, True, 0, 8),
    "Heading 2": (19, ACCENT, True, 26, 6),
    "Heading 3": (12.5, INK, True, 12, 3),
    "Heading 4": (11, INK, True, 10, 2),
    "Cover owner": (15, ACCENT, True, 0, 8),
    "Cover fact": (11.5, SOFT, False, 0, 3),
    "Lead": (12.5, INK, False, 0, 8),
    "Note": (9.5, SOFT, False, 0, 6),
    "To write": (10.5, _WARM, True, 0, 6),
    "Caption": (10, INK, True, 6, 4),
    "Label": (10.5, INK, True, 8, 1),
    "Answer": (10.5, INK, False, 0, 4),
    "Bar": (10.5, INK, False, 0, 3),
    "Cell": (9.5, INK, False, 2, 2),
    "SmallCell": (8.5, INK, False, 2, 2),
    "Month": (7.5, INK, False, 1, 1),
    "Contents": (19, ACCENT, True, 0, 10),
    "toc 1": (10.5, INK, True, 9, 3),
    "toc 2": (9.5, SOFT, False, 0, 0),
    "Footer wide": (8.5, SOFT, False, 0, 0),
}
_WITH_NEXT = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Cover owner", "Caption", "Label", "Contents")


# The same of a paper that must stay on few pages.
_COMPACT: dict[str, tuple[float, str, bool, float, float]] = {
    "Heading 1": (20, INK, True, 0, 4),
    "Normal": (10.5, INK, False, 0, 4),
    "List Bullet": (10.5, INK, False, 0, 1),
    "After table": (2, INK, False, 0, 2),
    "Heading 2": (12.5, ACCENT, True, 8, 3),
    "Heading 3": (11, INK, True, 8, 2),
    "Cover owner": (11.5, ACCENT, True, 0, 2),
    "Cover fact": (10, SOFT, False, 0, 2),
    "Lead": (11.5, INK, False, 3, 3),
    "Label": (10.5, INK, True, 5, 0),
    "Answer": (10.5, INK, False, 0, 2),
    "Bar": (10, INK, False, 0, 1),
    "Cell": (9.5, INK, False, 1, 1),
}


def dress_paper(file: Document, compact: bool = False) -> None:
    """Set the styles of a paper, over those of `word_style.dress`."""
    for name, look in (_LOOK | _COMPACT if compact else _LOOK).items():
        set_style(file, name, *look)
    file.styles["Heading 4"].font.italic = False
    for name in _WITH_NEXT:
        file.styles[name].paragraph_format.keep_with_next = True
    for name in ("Answer", "Lead"):
        file.styles[name].paragraph_format.keep_together = True
    for name in ("Normal", "Answer", "List Bullet"):
        file.styles[name].paragraph_format.line_spacing = 1.15
    for name in ("Cell", "SmallCell", "Month"):
        file.styles[name].paragraph_format.line_spacing = 1.08
    _hang(file.styles["Bar"], _NAMES)
    for name, left in (("toc 1", 0), ("toc 2", 228_600)):
        end_right(file.styles[name], FULL_WIDTH)
        file.styles[name].paragraph_format.left_indent = left
    rule(file.styles["Cover fact"], "left", "24")
    rule(file.styles["Footer wide"], "top", "4")
    end_right(file.styles["Footer wide"], WIDE_WIDTH)


def _hang(style: Any, left: int) -> None:
    style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = left, -left
    style.paragraph_format.tab_stops.add_tab_stop(left)
