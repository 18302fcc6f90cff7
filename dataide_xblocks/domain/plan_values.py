"""Reading a value of the plan as what it is: an amount, a day, a month, a row. What says nothing readable is None.

Every rule of the plan reads through here, so that half-filled, old or strange contents make a rule silent, never wrong
and never fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from .plan import Contents, Row, day_of, of
from .plan_template import VALUE

Place = tuple[str, str, str]  # (field, row, cell); row is "" for a part, cell is "" for a whole row or field
PERIOD = "idt.period"
MOST_YEARS = 3  # plan-template.md, section 2: a plan covers one to three years
LONGEST = 120  # months: beyond ten years a pair of dates is a slip of the finger, not a duration
# Nine digits, above any limit of a cell: what twenty-eight digits of arithmetic multiply and add without rounding.
_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")


def amount_of(text: str) -> Decimal | None:
    """The number or amount that `2.5` or `450.00` says, None when it says none; never negative, never infinite."""
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def part(contents: Contents, field: str, cell: str = VALUE) -> str:
    """What a part of a field holds, "" for nothing."""
    return of(contents, field).parts.get(cell, "")


def rows(contents: Contents, field: str) -> dict[str, Row]:
    """The rows of a field in order, by their ids; of two rows with one id, the first."""
    found: dict[str, Row] = {}
    for row in of(contents, field).rows:
        found.setdefault(row.id, row)
    return found


def cell_of(row: Row, cell: str) -> str:
    """What a cell holds, "" for nothing."""
    return row.cells.get(cell, "")


def number(row: Row, cell: str) -> Decimal | None:
    """The number or amount of a cell."""
    return amount_of(cell_of(row, cell))


def day(row: Row, cell: str) -> date | None:
    """The day of a cell."""
    return day_of(cell_of(row, cell))


def period_of(contents: Contents) -> tuple[date, date] | None:
    """The first and last day of the plan, None while they are not both written, or are the wrong way round."""
    start, end = day_of(part(contents, PERIOD, "start")), day_of(part(contents, PERIOD, "end"))
    return (start, end) if start and end and start <= end else None


def years_of(contents: Contents) -> int:
    """How many budget years the period touches, 1 to 3; 3 while there is no period."""
    period = period_of(contents)
    if period is None:
        return MOST_YEARS
    start, end = period
    whole = end.year - start.year + ((end.month, end.day) >= (start.month, start.day))
    return max(1, min(MOST_YEARS, whole))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def months_between(first: date, last: date) -> tuple[str, ...]:
    """The months touched from one day to another, as `2027-01`; none when they are reversed or over ten years apart."""
    start, end = _month(first), _month(last)
    if not start <= end < start + LONGEST:
        return ()
    return tuple(f"{count // 12:04}-{count % 12 + 1:02}" for count in range(start, end + 1))


def months_of(row: Row) -> tuple[str, ...]:
    """The months of an action, from its start to its end; none while a date is missing or they are reversed."""
    start, end = day(row, "start"), day(row, "end")
    return months_between(start, end) if start and end and start <= end else ()


def live(contents: Contents) -> Iterator[Row]:
    """The actions that were not dropped."""
    return (row for row in rows(contents, "act.actions").values() if cell_of(row, "status") != "dropped")


def later(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month when it is shorter."""
    count = min(_month(day) + months, 9999 * 12 + 11)
    year, month = count // 12, count % 12 + 1
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = 30 if month in (4, 6, 9, 11) else 31 if month != 2 else 29 if leap else 28
    return date(year, month, min(day.day, longest))
