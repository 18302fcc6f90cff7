"""What an organisation wrote in its plan: plain values, and the rules that read them.

`Contents` is {field id: Filled}. Values are texts in one form whatever the language: a number as `2.5`, an amount as
`450.00`, a day as `2027-01-31`, a choice by its id, several by their ids between spaces, a link by the id of its row.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from .answers import clean
from .errors import InvalidAnswer
from .language import _
from .plan_template import Cell, Field, PlanTemplate

ROW = re.compile(r"[a-z0-9][a-z0-9-]{0,23}")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # a space that must not break is part of what was typed: « 9 h », « 610 $ »
MOST_TEXT = 8_000  # characters of one cell, whatever its limit: what no form of ours would send
MOST_MONEY = Decimal("99999999.99")


@dataclass(frozen=True)
class Row:
    """A row of a table: its id, which never changes, and {cell id: value} of what is filled in."""

    id: str
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Filled:
    """What a field holds: {part id: value}, and its rows in order."""

    parts: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()

    def __bool__(self) -> bool:
        return any(self.parts.values()) or any(any(row.cells.values()) for row in self.rows)


Contents = Mapping[str, Filled]
EMPTY = Filled()


def new_row() -> str:
    """The id of a new row: sixteen letters that nobody can guess or repeat."""
    return secrets.token_hex(8)


def of(contents: Contents, field_id: str) -> Filled:
    """What a field holds, empty when nothing was written."""
    return contents.get(field_id, EMPTY)


def rows_of(each: Field, filled: Filled) -> Iterator[Row]:
    """The rows of a field as they are read: those of the template when they are fixed, else those that were added."""
    if not each.fixed:
        yield from filled.rows
        return
    written = {row.id: row for row in filled.rows}
    for option in each.fixed:
        yield written.get(option.id) or Row(option.id)


def words_in(text: str) -> int:
    """How many words a text has, as a person counts them: what stands between spaces, signs alone left out."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


# From what a person typed to a value


def read_cell(cell: Cell, typed: object, name: str = "value") -> str:
    """What was typed, in the form that is kept, "" for nothing; raises InvalidAnswer on the field `name`."""
    if not isinstance(typed, str) or (cell.kind == "computed" and not cell.editable):
        raise InvalidAnswer(name, _("We could not read what was sent. Please reload the page and try again."))
    if any("\ud800" <= character <= "\udfff" for character in typed):
        raise InvalidAnswer(name, _("One sign of this text is cut in half: delete it, then type it again."))
    text = clean(typed)
    if not text:
        return ""
    return _READERS.get(cell.kind, _a_money)(cell, text, name)


def _a_line(cell: Cell, text: str, name: str) -> str:
    text = _SPACES.sub(" ", text)
    if len(text) > cell.most:
        message = _("Please keep to %(most)s characters: there are %(length)s.")
        raise InvalidAnswer(name, message, most=cell.most, length=len(text))
    return text


def _a_text(cell: Cell, text: str, name: str) -> str:
    words = words_in(text)
    if words > cell.most:
        message = _("Please keep to %(most)s words: there are %(length)s.")
        raise InvalidAnswer(name, message, most=cell.most, length=words)
    if len(text) > MOST_TEXT:
        message = _("Please keep to %(most)s characters: there are %(length)s.")
        raise InvalidAnswer(name, message, most=MOST_TEXT, length=len(text))
    return text


def _a_choice(cell: Cell, text: str, name: str) -> str:
    if cell.option(text) is None:
        raise InvalidAnswer(name, _("Please choose one of these."))
    return text


def _many(cell: Cell, text: str, name: str) -> str:
    chosen = text.split()
    if any(cell.option(each) is None for each in chosen):
        raise InvalidAnswer(name, _("Please choose among these."))
    return " ".join(option.id for option in cell.options if option.id in chosen)


def _a_decimal(text: str, name: str, message: str) -> Decimal:
    """A number as people write it here: `1 350,50 $` and `1,350.50` are the same."""
    plain = re.sub(r"[\s$%’']", "", text)
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d*)?", plain):
        plain = plain.replace(",", "")
    try:
        number = Decimal(plain.replace(",", ".", 1)) if re.fullmatch(r"-?\d+([.,]\d*)?", plain) else None
    except InvalidOperation:
        number = None
    if number is None or not plain.isascii():
        raise InvalidAnswer(name, message)
    return number


def _a_number(cell: Cell, text: str, name: str) -> str:
    number = _a_decimal(text, name, _("Please write a number, such as 12 or 2.5."))
    if not cell.least <= number <= cell.most:
        message = _("Please write a number from %(least)s to %(most)s.")
        raise InvalidAnswer(name, message, least=cell.least, most=cell.most)
    if -number.normalize().as_tuple().exponent > 3:  # type: ignore[operator]
        raise InvalidAnswer(name, _("Three decimals at most, please."))
    return format(number.normalize(), "f")


def _a_money(cell: Cell, text: str, name: str) -> str:
    amount = _a_decimal(text, name, _("Please write an amount in dollars, such as 450 or 450.50."))
    if amount < 0:
        raise InvalidAnswer(name, _("An amount cannot be negative."))
    if amount > MOST_MONEY or amount != amount.quantize(Decimal("0.01")):
        raise InvalidAnswer(name, _("Please write an amount in dollars and cents."))
    return str(amount.quantize(Decimal("0.01")))


def _a_date(cell: Cell, text: str, name: str) -> str:
    day = day_of(text)
    if day is None or not 1900 <= day.year <= 2100:
        raise InvalidAnswer(name, _("Please write a day that exists, as year-month-day: 2027-01-31."))
    return day.isoformat()


def _a_link(cell: Cell, text: str, name: str) -> str:
    if cell.option(text) is None and not ROW.fullmatch(text):
        raise InvalidAnswer(name, _("Please choose one of these."))
    return text


_READERS = {
    "line": _a_line,
    "role": _a_line,
    "text": _a_text,
    "choice": _a_choice,
    "many": _many,
    "number": _a_number,
    "money": _a_money,
    "date": _a_date,
    "link": _a_link,
}


def day_of(text: str) -> date | None:
    """The day that `2027-01-31` says, None when it says none."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


# A whole plan as a file


FORMAT, VERSION = "dataide-plan", 1


def to_json(template: PlanTemplate, contents: Contents, organisation: str) -> dict[str, Any]:
    """The plan as JSON that `from_json` reads again without loss; fields that left the template are in it too."""
    fields = {
        name: {"parts": dict(filled.parts), "rows": [{"id": row.id, "cells": dict(row.cells)} for row in filled.rows]}
        for name, filled in contents.items()
        if filled or filled.rows  # a row without a value may be what a link points at
    }
    head = {"format": FORMAT, "version": VERSION, "template": template.id, "edition": template.edition}
    return {**head, "language": template.lang, "organisation": organisation, "fields": fields}
