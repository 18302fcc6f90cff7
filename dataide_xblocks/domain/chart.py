"""The geometry of our charts, in whole numbers, so that templates only draw."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


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


@dataclass(frozen=True)
class Radar:
    """A radar in a square of `size`: rings and axes to draw, and a corner per value, in whole numbers.

    `labels` are (x, y, anchor) for each axis, anchor as in SVG.
    """

    rings: tuple[str, ...]
    axes: tuple[tuple[int, int], ...]
    labels: tuple[tuple[int, int, str], ...]
    center: int


def radar(axes: int, most: int, size: int, margin: int) -> Radar:
    """The ground of a radar with `axes` axes from 0 to `most`."""
    middle, reach = size // 2, size // 2 - margin
    rings = tuple(_corners([step * reach / most] * axes, middle) for step in range(1, most + 1))
    labels = []
    for x, y in _points([reach + 14.0] * axes, middle):
        anchor = "middle" if abs(x - middle) < 12 else "start" if x > middle else "end"
        labels.append((x, y + (4 if abs(y - middle) < reach * 0.9 else 10 if y > middle else 0), anchor))
    return Radar(rings, tuple(_points([float(reach)] * axes, middle)), tuple(labels), middle)


def radar_shape(values: Sequence[int | None], most: int, size: int, margin: int) -> tuple[str, list[tuple[int, int]]]:
    """(corners of the shape, a dot for each value there is); a value that is missing leaves the shape at the centre."""
    middle, reach = size // 2, size // 2 - margin
    places = _points([(value or 0) * reach / most for value in values], middle)
    return _text(places), [place for place, value in zip(places, values, strict=True) if value is not None]


def _points(radii: Sequence[float], middle: int) -> list[tuple[int, int]]:
    turn = 2 * math.pi / len(radii)
    return [
        (round(middle + radius * math.sin(n * turn)), round(middle - radius * math.cos(n * turn)))
        for n, radius in enumerate(radii)
    ]


def _corners(radii: Sequence[float], middle: int) -> str:
    return _text(_points(radii, middle))


def _text(points: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
