"""What differs between two states of a plan: every cell, every row added, removed or moved, and nothing else."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .plan import Contents, Filled, Row, of
from .plan_template import Cell, PlanTemplate

ADDED, CHANGED, REMOVED, MOVED = "added", "changed", "removed", "moved"


@dataclass(frozen=True)
class Change:
    """One difference. `kind` is ADDED, CHANGED, REMOVED or MOVED.

    Of a cell (`row` "" for a part), `before` and `after` are its values, "" for nothing. Of a whole row `cell` is "",
    and `before` and `after` are its place, from 1, "" where it is not.
    """

    field: str
    row: str
    cell: str
    before: str
    after: str
    kind: str


def changes(before: Contents, after: Contents, template: PlanTemplate | None = None) -> list[Change]:
    """All differences, in the order of the template; what it does not know comes last, by id.

    Whoever applies them to `before` has `after`. An empty value and none are the same; of two rows with one id only
    the first is seen.
    """
    known = [field.id for field in template.fields] if template else []
    found: list[Change] = []
    for name in _in_order({*before, *after}, known):
        field = template.field(name) if template else None
        parts, columns = (field.parts, field.columns) if field else ((), ())
        old, new = of(before, name), of(after, name)
        found += _cells(name, "", old.parts, new.parts, parts)
        found += _rows(name, _by_id(old), _by_id(new), columns)
    return found


def _in_order(names: Iterable[str], known: list[str]) -> list[str]:
    place = {name: n for n, name in enumerate(known)}
    return sorted(names, key=lambda name: (place.get(name, len(place)), name))


def _by_id(filled: Filled) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in filled.rows:
        found.setdefault(row.id, row)
    return found


def _cells(
    field: str, row: str, before: Mapping[str, str], after: Mapping[str, str], cells: tuple[Cell, ...]
) -> Iterator[Change]:
    for cell in _in_order({*before, *after}, [cell.id for cell in cells]):
        old, new = before.get(cell, ""), after.get(cell, "")
        if old != new:
            kind = CHANGED if old and new else ADDED if new else REMOVED
            yield Change(field, row, cell, old, new, kind)


def _rows(
    field: str, before: Mapping[str, Row], after: Mapping[str, Row], columns: tuple[Cell, ...]
) -> Iterator[Change]:
    """Rows as they now stand, then those that are gone."""
    was = {row: str(n) for n, row in enumerate(before, 1)}
    still = set(_in_place([row for row in after if row in before], list(before)))
    for n, (row, now) in enumerate(after.items(), 1):
        if row not in before:
            yield Change(field, row, "", "", str(n), ADDED)
        elif row not in still:
            yield Change(field, row, "", was[row], str(n), MOVED)
        yield from _cells(field, row, before[row].cells if row in before else {}, now.cells, columns)
    for row, gone in before.items():
        if row not in after:
            yield from _cells(field, row, gone.cells, {}, columns)
            yield Change(field, row, "", was[row], "", REMOVED)


def _in_place(rows: list[str], before: list[str]) -> list[str]:
    """The most rows that kept their order, so that one row dragged down is one move and not many.

    The longest rising run of former places, by patience sorting: `tops[k]` ends the best run of k + 1 rows so far.
    """
    place = {row: n for n, row in enumerate(before)}
    tops: list[int] = []
    ends: list[int] = []
    earlier: list[int | None] = []
    for n, row in enumerate(rows):
        k = bisect_left(tops, place[row])
        earlier.append(ends[k - 1] if k else None)
        tops[k : k + 1], ends[k : k + 1] = [place[row]], [n]
    kept: list[str] = []
    at = ends[-1] if ends else None
    while at is not None:
        kept.append(rows[at])
        at = earlier[at]
    return kept[::-1]
