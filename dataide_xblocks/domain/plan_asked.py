"""What a plan's forms send, from untrusted values to plain ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .answers import read_one, read_text
from .errors import InvalidAnswer
from .language import _
from .plan import ROW, Filled, read_cell, words_in
from .plan_template import Cell, Field, PlanTemplate

MOST_REMARK, MOST_REQUEST, MOST_COPY = 600, 1_000, 120  # characters
_PERIOD = ("start", "end")
OPERATION = re.compile(r"[a-z0-9-]{8,32}")
ACTS = ("add", "remove", "back", "up", "down", "copy", "start")
_GONE = _("This place of the plan is not here any more. Please reload the page: your text is kept.")


@dataclass(frozen=True)
class Typed:
    """What somebody typed in one cell. `value` is in the form that is kept; `sure`: they were warned, and stay."""

    field: Field
    row: str
    cell: Cell
    value: str
    seen: int
    operation: str
    sure: bool

    @property
    def alone(self) -> bool:
        """Whether it fits or not whatever the rest of its field holds: `fits` has nothing to say."""
        return self.field.shape != "group" and self.cell.id not in _PERIOD


def read_field(template: PlanTemplate, shown: tuple[str, ...], data: dict[str, Any]) -> Field:
    """The field that a form is about: one of the template, shown here."""
    found = template.field(read_text(data, "field", 40))
    if found is None or (shown and found.id not in shown):
        raise InvalidAnswer("field", _GONE)
    return found


def read_row(each: Field, data: dict[str, Any]) -> str:
    """The row a form is about, "" for the field's own cells; a fixed row must be one of the template."""
    row = read_text(data, "row", 24)
    if not row:
        return row
    if not each.tabular or not ROW.fullmatch(row):
        raise InvalidAnswer("row", _GONE)
    if each.fixed and all(option.id != row for option in each.fixed):
        raise InvalidAnswer("row", _GONE)
    return row


def read_operation(data: dict[str, Any]) -> str:
    """The name that a browser gave to what it does, the same when it tries again."""
    operation = read_text(data, "op", 32)
    if not OPERATION.fullmatch(operation):
        raise InvalidAnswer("", _("We could not read what was sent. Please reload the page and try again."))
    return operation


def read_typed(template: PlanTemplate, shown: tuple[str, ...], data: dict[str, Any]) -> Typed:
    """What was typed in a cell; raises InvalidAnswer on "value" where the text itself is wrong."""
    each = read_field(template, shown, data)
    row = read_row(each, data)
    cell = each.cell(row, read_text(data, "cell", 30))
    seen = data.get("seen")
    if cell is None or (cell.kind == "computed" and not cell.editable):
        raise InvalidAnswer("cell", _GONE)
    if type(seen) is not int or not 0 <= seen < 2**31:
        raise InvalidAnswer("seen", _GONE)
    value = read_cell(cell, data.get("value"))
    return Typed(each, row, cell, value, seen, read_operation(data), data.get("sure") == "yes")


def fits(typed: Typed, filled: Filled) -> None:
    """What a cell alone cannot tell, against what its field holds now: a limit shared by a group, an end after a start.

    Raises InvalidAnswer on "value", which is where the person is writing.
    """
    row = next((row.cells for row in filled.rows if row.id == typed.row), {}) if typed.row else filled.parts
    cells = {**row, typed.cell.id: typed.value}
    words, most = sum(map(words_in, cells.values())), typed.field.most
    if typed.field.shape == "group" and most and words > most:
        message = _("Please keep to %(most)s words in all: there are %(length)s.")
        raise InvalidAnswer("value", message, most=most, length=words)
    start, end = (cells.get(name, "") for name in _PERIOD)
    if typed.cell.id in _PERIOD and start and end and end < start:
        raise InvalidAnswer("value", _("The end comes before the start: change one of the two."))


def read_act(data: dict[str, Any]) -> str:
    """What is done to a row."""
    return read_one(data, "act", ACTS, _GONE)


def read_number(data: dict[str, Any], name: str) -> int:
    """The number of something listed on the page; raises InvalidAnswer when it is none."""
    text = read_text(data, name, 12)
    if not text.isascii() or not text.isdigit():
        raise InvalidAnswer("", _GONE)
    return int(text)


def read_words(data: dict[str, Any], name: str, most: int) -> str:
    """A text that must say something."""
    text = read_text(data, name, most)
    if not text:
        raise InvalidAnswer(name, _("Write a few words first."))
    return text


_FIELD = re.compile(r"[a-z]{3}\.[a-z0-9_]{1,30}")


def is_field(text: str) -> bool:
    """Whether a text is written as the id of a field."""
    return _FIELD.fullmatch(text) is not None
