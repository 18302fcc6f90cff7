"""What the plan counts by itself, and what its rows are called. The money is in `plan_budget`, time in `plan_roadmap`.

A value that is counted has the form of one that is kept, so that whoever shows a cell shows both alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from .plan import Contents, Row, of
from .plan_budget import LINES, YEARS, ZERO, counted, line_total
from .plan_template import Cell, Field, PlanTemplate
from .plan_values import PERIOD, Place, cell_of, rows

HIGH, MEDIUM, LOW = "high", "medium", "low"
ACTIONS = "act.actions"
_NAMES = ("line", "role", "text")


def computed(template: PlanTemplate, contents: Contents) -> dict[Place, str]:
    """{(field, row, cell): value} of all that `template` shows and the plan counts.

    Numbers of objectives and actions (`O1`, `A1`, by the order of rows), the level of a risk (`6`), the cost of an
    action and the years of a budget line (`450.00`). What cannot be counted yet is absent, and so is what was written
    by hand. The whole `contents` are read, though `template` be only one week's part.
    """
    found: dict[Place, str] = {}
    for field, cells in _COUNTED.items():
        shown = template.field(field)
        counts = [(cell.id, cells[cell.id]) for cell in shown.columns if cell.id in cells] if shown else []
        for n, row in enumerate(rows(contents, field).values()):
            for cell, count in counts:
                if not cell_of(row, cell) and (value := count(contents, row, n)):
                    found[field, row.id, cell] = value
    return found


def needed(template: PlanTemplate, names: Iterable[str]) -> set[str]:
    """The fields to read so that those of `names` can be shown: what they link to, and what they are counted from."""
    found = set(names)
    for name in names:
        field = template.field(name)
        found |= {cell.to for cell in (*field.parts, *field.columns) if cell.kind == "link"} if field else set()
    found |= {LINES} if ACTIONS in found else set()
    return found | ({PERIOD} if LINES in found else set())


_Count = Callable[[Contents, Row, int], str]


def risk_score(row: Row) -> int | None:
    """Likelihood × impact, 1 to 9; None while one of them is not said."""
    like, impact = cell_of(row, "like"), cell_of(row, "impact")
    return int(like) * int(impact) if {like, impact} <= {"1", "2", "3"} else None


def risk_level(score: str | int | None) -> str:
    """`high` (6 or 9), `medium` (3 or 4), `low` (1 or 2), "" for anything else. Source: section 2, notes, "Risks"."""
    return {"9": HIGH, "6": HIGH, "4": MEDIUM, "3": MEDIUM, "2": LOW, "1": LOW}.get(str(score), "")


def _score(contents: Contents, row: Row, place: int) -> str:
    score = risk_score(row)
    return "" if score is None else str(score)


def _cost(contents: Contents, row: Row, place: int) -> str:
    lines = (line for line in rows(contents, LINES).values() if cell_of(line, "action") == row.id)
    return str(sum((line_total(contents, line) for line in lines), ZERO))


def _year(n: int) -> _Count:
    def count(contents: Contents, row: Row, place: int) -> str:
        price = counted(contents, row)[n]
        return "" if price is None else str(price)

    return count


def _numbered(letter: str) -> _Count:
    return lambda contents, row, place: f"{letter}{place + 1}"


_COUNTED: Mapping[str, Mapping[str, _Count]] = {
    "sui.objectives": {"id": _numbered("O")},
    ACTIONS: {"id": _numbered("A"), "cost": _cost},
    "ris.register": {"score": _score},
    LINES: {year: _year(n) for n, year in enumerate(YEARS)},
}


# What a row is called


def row_label(
    template: PlanTemplate, contents: Contents, field_id: str, row_id: str, numbers: Mapping[Place, str]
) -> str:
    """How a row is named elsewhere: `A1 Create the shared sheet`, a file's name, a fixed row's own name.

    `numbers` is what `computed` gave. "" when the row is gone, or has no number and no name yet.
    """
    field = template.field(field_id)
    if field is None:
        return ""
    fixed = next((option.name for option in field.fixed if option.id == row_id), "")
    row = next((row for row in of(contents, field_id).rows if row.id == row_id), None)
    if field.fixed or row is None:
        return fixed
    return " ".join(filter(None, (numbers.get((field_id, row_id, "id"), ""), _name(field, row))))


def _name(field: Field, row: Row) -> str:
    """The first words of a row: its first column of words, else its first choice."""
    words = next((row.cells[cell.id] for cell in field.columns if cell.kind in _NAMES and cell_of(row, cell.id)), "")
    choices = (cell.option(cell_of(row, cell.id)) for cell in field.columns if cell.kind == "choice")
    return words or next((option.name for option in choices if option), "")


def link_label(template: PlanTemplate, contents: Contents, cell: Cell, value: str, numbers: Mapping[Place, str]) -> str:
    """What a link says: one of its own choices, or the name of the row it points at; "" when it points at nothing."""
    option = cell.option(value)
    return option.name if option else row_label(template, contents, cell.to, value, numbers)
