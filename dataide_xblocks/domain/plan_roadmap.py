"""The plan in time: the months of each action, what comes first, and the hours of each role.

Sources: plan-template.md, section 2, notes, "Gantt"; section 4, criterion 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from .plan import Contents, Row
from .plan_values import cell_of, day, live, months_between, months_of, number, period_of, rows

LONGEST_PLAN = 36  # months, plan-template.md, section 2, idt.period
OVER = ("done", "dropped")


@dataclass(frozen=True)
class Bar:
    """An action in the road map: its row, its first and last month as places in `Roadmap.months`, whether it is late.

    What begins before the period or ends after it is cut at its edge.
    """

    row: str
    first: int
    last: int
    overdue: bool


@dataclass(frozen=True)
class Roadmap:
    """The months (`2027-01`) and a bar for each action, in the order of the table.

    `apart` are the rows of actions without a bar: a date is missing, they are reversed, or none is in the period.
    """

    months: tuple[str, ...]
    bars: tuple[Bar, ...]
    apart: tuple[str, ...]


def roadmap(contents: Contents, today: date | None = None) -> Roadmap:
    """The road map over the period, 36 months at most, or over the actions while no period is written.

    Without `today` nothing is late.
    """
    months, bars, apart = _months(contents), [], []
    place = {month: n for n, month in enumerate(months)}
    for row in rows(contents, "act.actions").values():
        seen = [place[month] for month in months_of(row) if month in place]
        if seen:
            bars.append(Bar(row.id, seen[0], seen[-1], _is_late(row, today)))
        else:
            apart.append(row.id)
    return Roadmap(months, tuple(bars), tuple(apart))


def _months(contents: Contents) -> tuple[str, ...]:
    period = period_of(contents)
    if period:
        return months_between(*period)[:LONGEST_PLAN]
    touched = [month for row in rows(contents, "act.actions").values() for month in months_of(row)]
    if not touched:
        return ()
    first, last = date.fromisoformat(f"{min(touched)}-01"), date.fromisoformat(f"{max(touched)}-01")
    return months_between(first, last)[:LONGEST_PLAN] or tuple(sorted(set(touched)))[:LONGEST_PLAN]


def _is_late(row: Row, today: date | None) -> bool:
    end = day(row, "end")
    return bool(today and end and end < today and cell_of(row, "status") not in OVER)


def first_actions(contents: Contents, start: date, days: int = 90, most: int = 6) -> tuple[str, ...]:
    """The rows of the actions under way in the `days` from `start`, the first to begin first, `most` of them.

    Those done and dropped are left out. Source: plan-template.md, section 3.A, "first 90 days (≤ 6 actions)".
    """
    last = start + timedelta(days=min(days, (date.max - start).days))
    found = []
    for place, row in enumerate(rows(contents, "act.actions").values()):
        begins, ends = day(row, "start"), day(row, "end")
        if begins and ends and begins < last and ends >= start and cell_of(row, "status") not in OVER:
            found.append((begins, ends, place, row.id))
    return tuple(row for _begins, _ends, _place, row in sorted(found)[:most])


@dataclass(frozen=True)
class Load:
    """What a month asks of a role, in hours, against what is set aside for it: `available`, None when nothing is.

    `busy`: the role said that this month is a busy one.
    """

    role: str
    month: str
    asked: Fraction
    available: Fraction | None
    busy: bool

    @property
    def share(self) -> Fraction | None:
        """Asked ÷ available: 1 is all of it. None when nothing is available."""
        return self.asked / self.available if self.available else None


def role_key(role: str) -> str:
    """What two spellings of one role share: case and spaces do not count."""
    return " ".join(role.casefold().split())


def set_aside(contents: Contents) -> dict[str, Fraction]:
    """Hours a month that each role has, by `role_key`; a role named twice has both."""
    found: dict[str, Fraction] = {}
    for row in rows(contents, "equ.time").values():
        key, hours = role_key(cell_of(row, "role")), number(row, "hours")
        if key and hours is not None:
            found[key] = found.get(key, Fraction(0)) + Fraction(hours)
    return found


def hours(contents: Contents) -> tuple[Load, ...]:
    """What each role has to do in each month, by role as it first appears, then by month.

    The hours of an action are spread evenly over its months. An action without owner, hours or dates counts for
    nothing, and so does one that was dropped.
    """
    asked: dict[str, dict[str, Fraction]] = {}
    names: dict[str, str] = {}
    for row in live(contents):
        owner, total, months = cell_of(row, "owner"), number(row, "hours"), months_of(row)
        if not role_key(owner) or total is None or not months:
            continue
        names.setdefault(role_key(owner), owner)
        by_month = asked.setdefault(role_key(owner), {})
        for month in months:
            by_month[month] = by_month.get(month, Fraction(0)) + Fraction(total) / len(months)
    available, busy = set_aside(contents), _busy(contents)
    return tuple(
        Load(names[key], month, by_month[month], available.get(key), month[-2:] in busy.get(key, ()))
        for key, by_month in asked.items()
        for month in sorted(by_month)
    )


def _busy(contents: Contents) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows(contents, "equ.time").values():
        found.setdefault(role_key(cell_of(row, "role")), set()).update(cell_of(row, "busy").split())
    return found
