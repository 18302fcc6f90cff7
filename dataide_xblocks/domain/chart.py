"""The geometry of our charts, in whole numbers, so that templates only draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def shares(counts: Sequence[int], whole: int = 100) -> list[int]:
    """Whole parts of `whole`, as close to the counts as they can be and never adding up to anything else.

    The largest remainders get what rounding down left over. No counts give no parts.
    """
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    exact = [count * whole / total for count in counts]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(counts)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: whole - sum(parts)]:
        parts[i] += 1
    return parts


def stacked(counts: Sequence[int], height: int) -> list[tuple[int, int]]:
    """(top, height) of each part of a full column, the first part at the bottom."""
    bars, top = [], height
    for part in shares(counts, height):
        top -= part
        bars.append((top, part))
    return bars


def most_given(counts: Mapping[str, int]) -> list[str]:
    """The ids given most often, several when equal."""
    most = max(counts.values(), default=0)
    return [identifier for identifier, count in counts.items() if count == most > 0]
