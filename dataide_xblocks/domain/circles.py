"""Which organisations read one another: circles of four to six, made by rules that fit on a page (docs/circles.md).

Two rules are never broken: organisations kept apart, and those with no language in common, are never together. The
others are counted against a circle, and two organisations change places as long as that lowers the count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from operator import add
from random import Random

from .circle_wish import ANY, BOTH, ENGLISH, FRENCH
from .organisation import SIZES

SMALLEST, TARGET, LARGEST = 4, 5, 6

Apart = frozenset[frozenset[int]]  # pairs of ids
Cost = tuple[int, ...]
NOTHING: Cost = (0,) * 6


@dataclass(frozen=True)
class Applicant:
    """An organisation to be placed. `size` is one of SIZES, `type` a letter of the maturity model; "" is unknown."""

    id: int
    language: str = BOTH
    hours: str = ANY
    size: str = ""
    sector: str = "other"
    type: str = ""


Circle = Sequence[Applicant]


def pairs(of: Iterable[tuple[int, int]]) -> Apart:
    """Pairs of ids as the rules below take them."""
    return frozenset(frozenset(pair) for pair in of)


def against(circle: Circle, apart: Apart) -> Cost:
    """What is counted against a circle, the gravest first, each compared only where those before it are equal.

    Pairs that may never be together; pairs of which one is there by day and the other in the evening; pairs more than
    one step of size apart; whether there is one sector only; whether one A is alone among C; whether there is one type.
    """
    couples = list(combinations(circle, 2))
    return (
        sum(may_not_meet(one, other, apart) for one, other in couples),
        sum(ANY not in (one.hours, other.hours) and one.hours != other.hours for one, other in couples),
        sum(_steps(one, other) > 1 for one, other in couples),
        int(bool(couples) and len({each.sector for each in circle}) < 2),
        int(_is_alone(circle)),
        int(bool(couples) and len({each.type for each in circle}) < 2 and circle[0].type != ""),
    )


def may_not_meet(one: Applicant, other: Applicant, apart: Apart) -> bool:
    """Whether two organisations may never be in one circle."""
    return {one.language, other.language} == {FRENCH, ENGLISH} or frozenset((one.id, other.id)) in apart


def _steps(one: Applicant, other: Applicant) -> int:
    if not one.size or not other.size:
        return 0
    return abs(SIZES.index(one.size) - SIZES.index(other.size))


def _is_alone(circle: Circle) -> bool:
    """One that begins (A) among organisations that are all far ahead (C) has nobody to compare notes with."""
    counts = Counter(each.type for each in circle)
    return counts["A"] == 1 and counts["C"] == len(circle) - 1 > 0


def against_all(circles: Iterable[Circle], apart: Apart) -> Cost:
    """What is counted against several circles together."""
    total = NOTHING
    for circle in circles:
        total = tuple(map(add, total, against(circle, apart)))
    return total


def make_circles(applicants: Iterable[Applicant], apart: Apart, seed: int) -> list[list[Applicant]]:
    """Everybody in a circle, the same for the same applicants and seed, in whatever order they come."""
    order = sorted(applicants, key=lambda each: each.id)
    Random(seed).shuffle(order)
    circles = [circle for pool in _by_language(order) for circle in _dealt(pool)]
    _improve(circles, apart)
    _separate(circles, apart)
    return [sorted(circle, key=lambda each: each.id) for circle in circles]


def _by_language(order: list[Applicant]) -> Iterator[list[Applicant]]:
    """Two pools, each of one language; whoever reads both goes where they make the sizes come out right."""
    french, english, both = ([each for each in order if each.language == one] for one in (FRENCH, ENGLISH, BOTH))
    share = len(both) * len(english) / max(len(french) + len(english), 1)

    def unease(count: int) -> tuple[int, float]:
        sizes = len(french) + len(both) - count, len(english) + count
        return sum(map(_misfit, sizes)), abs(count - share)

    most = len(both) if english else 0
    count = min(range(most + 1), key=unease)
    yield from (pool for pool in (french + both[count:], english + both[:count]) if pool)


def _misfit(size: int) -> int:
    """How many organisations are missing, or too many, for circles of four to six: only 1, 2, 3 and 7 cannot be."""
    return 1 if size == LARGEST + 1 else 2 * max(SMALLEST - size, 0) if size else 0


def _dealt(pool: list[Applicant]) -> list[list[Applicant]]:
    """A pool cut into circles as near to five as can be, those of like hours and sizes next to one another."""
    line = sorted(pool, key=lambda each: (each.hours, SIZES.index(each.size) if each.size else 1))
    count = max(1, round(len(line) / TARGET))
    ends = [round(n * len(line) / count) for n in range(count + 1)]
    return [line[start:end] for start, end in pairwise(ends)]


def _improve(circles: list[list[Applicant]], apart: Apart) -> None:
    """Let two organisations change places as long as that lowers what is counted against their circles."""
    changed = True
    while changed:
        changed = False
        for one, other in combinations(circles, 2):
            while _swap(one, other, apart):
                changed = True


def _swap(one: list[Applicant], other: list[Applicant], apart: Apart) -> bool:
    """Change the first two organisations whose change is for the better; whether there were such."""
    now = against_all((one, other), apart)
    if now == NOTHING:
        return False
    for a in range(len(one)):
        for b in range(len(other)):
            one[a], other[b] = other[b], one[a]
            if against_all((one, other), apart) < now:
                return True
            one[a], other[b] = other[b], one[a]
    return False


def _separate(circles: list[list[Applicant]], apart: Apart) -> None:
    """Where no change of places keeps two apart, one of them goes elsewhere, at worst alone: size gives way first."""
    for circle in list(circles):
        while against(circle, apart)[0]:
            most = max(circle, key=lambda each: (_foes(each, circle, apart), each.id))
            circle.remove(most)
            room = room_for(most, circles, apart)
            if room is None:
                circles.append([most])
            else:
                circles[room].append(most)


def _foes(one: Applicant, circle: Circle, apart: Apart) -> int:
    return sum(may_not_meet(one, other, apart) for other in circle if other != one)


def room_for(newcomer: Applicant, circles: Sequence[Circle], apart: Apart) -> int | None:
    """The place in `circles` of the one that suits a newcomer, None where none may take them.

    One that is not full first; then the one against which least would be counted; then the smallest; then the first.
    """

    def unease(n: int) -> tuple[bool, Cost, int, int]:
        before, after = against(circles[n], apart), against([*circles[n], newcomer], apart)
        added = tuple(late - early for early, late in zip(before, after, strict=True))
        return len(circles[n]) >= LARGEST, added, len(circles[n]), n

    open_ = [n for n, circle in enumerate(circles) if circle and not _foes(newcomer, circle, apart)]
    return min(open_, key=unease, default=None)
