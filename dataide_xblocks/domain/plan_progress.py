"""What is still to be written: the required cells without a value, how far each section is, what a coming week feeds.

Source: plan-template.md, section 1.5 (★ are few, counted honestly) and the week columns of section 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .language import _
from .plan import Contents, Filled, Row, of, rows_of
from .plan_template import Field, PlanTemplate
from .plan_values import Place, rows

STEPS = {
    "none": _("Nothing is asked here."),
    "empty": _("To begin: %(filled)s of %(asked)s"),
    "part": _("Under way: %(filled)s of %(asked)s"),
    "full": _("All is there: %(filled)s of %(asked)s"),
}


def missing(template: PlanTemplate, contents: Contents, week: int | None = None) -> list[Place]:
    """The required cells that hold nothing, as (field, row, cell), in the order of the template.

    (field, "", "") is a row to add to a required table, or a required field of which nothing in particular is. A field
    that is not required is asked nothing, but a row that somebody began is asked its required cells. With a `week`,
    only fields that it or an earlier week feeds.
    """
    asked = (field for field in template.fields if week is None or field.weeks[0] <= week)
    return [place for field in asked for place in _missing(field, _once(contents, field))]


def _once(contents: Contents, field: Field) -> Filled:
    """What a field holds, each row once."""
    return Filled(of(contents, field.id).parts, tuple(rows(contents, field.id).values()))


def _missing(field: Field, filled: Filled) -> Iterator[Place]:
    if field.shape == "auto":
        return
    if field.required or any(filled.parts.values()):
        for cell in field.parts:
            if cell.required and not filled.parts.get(cell.id):
                yield field.id, "", cell.id
    begun = [row for row in rows_of(field, filled) if _asks(field, row)]
    for row in begun:
        for cell in field.columns:
            if cell.required and cell.kind != "computed" and not row.cells.get(cell.id):
                yield field.id, row.id, cell.id
    if field.required and _lacks(field, filled, len(begun)):
        yield field.id, "", ""


def _asks(field: Field, row: Row) -> bool:
    """Whether a row is asked its required cells: one that was begun, or one that is fixed in a required field."""
    return any(row.cells.values()) or bool(field.fixed and field.required)


def _lacks(field: Field, filled: Filled, begun: int) -> bool:
    """Whether rows are to be added, or anything at all where no cell is required by itself."""
    if field.tabular and not field.fixed:
        return begun < max(1, field.fewest)
    required = any(cell.required for cell in (*field.parts, *field.columns))
    return not required and not filled


def is_asked(field: Field) -> bool:
    """Whether a field counts in the progress: ★, and not one that fills itself."""
    return field.required and field.shape != "auto"


@dataclass(frozen=True)
class Progress:
    """How many of the ★ fields of a section (or of the whole plan, `section` "") have all that they require.

    `begun` counts those that hold something, complete or not.
    """

    section: str
    filled: int
    begun: int
    asked: int

    @property
    def message(self) -> str:
        """A msgid for a sentence with `params`."""
        step = "none" if not self.asked else "full" if self.filled == self.asked else "part" if self.begun else "empty"
        return STEPS[step]

    @property
    def params(self) -> dict[str, int]:
        """What fills `message`."""
        return {"filled": self.filled, "asked": self.asked} if self.asked else {}


def progress(template: PlanTemplate, contents: Contents) -> list[Progress]:
    """The progress of each section, in order."""
    left = {field for field, _row, _cell in missing(template, contents)}
    found = []
    for section in template.sections:
        asked = [field for field in section.fields if is_asked(field)]
        filled = sum(field.id not in left for field in asked)
        begun = sum(bool(of(contents, field.id)) for field in asked)
        found.append(Progress(section.id, filled, begun, len(asked)))
    return found


def whole(sections: list[Progress]) -> Progress:
    """The sections together."""
    return Progress(
        "", sum(each.filled for each in sections), sum(each.begun for each in sections), sum(e.asked for e in sections)
    )


def waiting(field: Field, week: int) -> int | None:
    """The week, this one or a later one, that next feeds a field; None when all its weeks are over."""
    return next((each for each in field.weeks if each >= week), None)
