"""Comparing with similar organisations without showing any: numbers leave in closed batches of ten or more.

An organisation is counted once a passage, with whole batches only. A batch holds ten to nineteen organisations of one
cell (size, language, edition of the model) that differ enough; it is published whole, and dropped whole when one of its
members withdraws, whose fellows are then not counted again. Every number ever shown is therefore a sum of batches that
share no member, and no difference of two of them is about fewer than ten (trust.md 4.4; maturity-model.md 2.11).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .language import _

BATCH = 10  # organisations: b and k of trust.md 4.4
MOST_ALIKE = Fraction(4, 5)  # of a batch on one level of one dimension: above, it waits for others
MIDDLE_HALF = 20  # organisations from which the middle half is shown beside the median
NO_LEVEL = "none"
BANDS = {40: _("40 organizations or more"), 20: _("20 to 39 organizations"), BATCH: _("10 to 19 organizations")}

Histogram = dict[str, int]  # {level or "none": organisations}


@dataclass(frozen=True)
class Entry:
    """An organisation that opened its comparison: {dimension: level}, None where it has none."""

    organisation: int
    levels: Mapping[str, int | None]


@dataclass(frozen=True)
class Middle:
    """Where similar organisations stand in one dimension. `half` is (lower, upper) quartile from twenty on."""

    median: Fraction
    half: tuple[Fraction, Fraction] | None = None


def batches(waiting: Sequence[Entry]) -> list[list[Entry]]:
    """The batches that may leave now, of ten to nineteen entries each; whoever is in none goes on waiting.

    `waiting` are entries of one cell, in an order that does not depend on their levels.
    """
    count = len(waiting) // BATCH
    cut = [waiting[n * BATCH : (n + 1) * BATCH if n + 1 < count else len(waiting)] for n in range(count)]
    return [list(batch) for batch in cut if is_mixed(batch)]


def is_mixed(batch: Sequence[Entry]) -> bool:
    """Whether no dimension has more than four fifths of a batch on one level: else the level would be everybody's."""
    return all(max(counts.values()) <= len(batch) * MOST_ALIKE for counts in histograms(batch).values())


def histograms(entries: Iterable[Entry]) -> dict[str, Histogram]:
    """{dimension: {level or "none": organisations}}."""
    found: dict[str, Counter[str]] = {}
    for entry in entries:
        for dimension, level in entry.levels.items():
            found.setdefault(dimension, Counter())[str(level or NO_LEVEL)] += 1
    return {dimension: dict(counts) for dimension, counts in found.items()}


def summed(batches: Iterable[Mapping[str, Histogram]]) -> dict[str, Histogram]:
    """The histograms of several batches together."""
    found: dict[str, Counter[str]] = {}
    for batch in batches:
        for dimension, counts in batch.items():
            found.setdefault(dimension, Counter()).update(counts)
    return {dimension: dict(counts) for dimension, counts in found.items()}


def middle(counts: Histogram) -> Middle | None:
    """What is shown of one dimension, None while fewer than ten organisations have a level there."""
    levels = sorted(int(level) for level, count in counts.items() if level != NO_LEVEL for _each in range(count))
    if len(levels) < BATCH:
        return None
    half = (_at(levels, Fraction(1, 4)), _at(levels, Fraction(3, 4))) if len(levels) >= MIDDLE_HALF else None
    return Middle(_at(levels, Fraction(1, 2)), half)


def _at(levels: Sequence[int], share: Fraction) -> Fraction:
    """The level that `share` of the organisations do not pass, to the nearest half (2.11)."""
    place = share * (len(levels) - 1)
    below = int(place)
    above = min(below + 1, len(levels) - 1)
    exact = levels[below] + (place - below) * (levels[above] - levels[below])
    return Fraction(round(exact * 2), 2)


def band(organisations: int) -> str:
    """How many organisations, as a band in words (a msgid); "" below ten: nothing is shown then."""
    return next((words for least, words in BANDS.items() if organisations >= least), "")
