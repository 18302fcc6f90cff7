"""The numbers that lead from a portrait to a type of accompaniment: settings, all written in the model's file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .errors import InvalidExercise
from .exercise import a_whole, only_keys
from .language import _

LEVELS = 5


@dataclass(frozen=True)
class Accompaniment:
    """The numbers that lead from a portrait to a type (2.8). They are settings: the file holds them all."""

    complete: int
    foundations: tuple[str, ...]
    protection: tuple[str, ...]
    low_mean: float
    low_foundations: float
    missing_essentials: int
    high_mean: float
    high_protection: float
    high_lowest: float
    margin: float


def read_accompaniment(table: dict[str, Any], dimensions: list[str]) -> Accompaniment:
    """The numbers of `[accompaniment]`; `dimensions` are the ids that may be named. Raises InvalidExercise."""
    written, path = table.get("accompaniment"), "accompaniment."
    if not isinstance(written, dict):
        raise InvalidExercise("accompaniment", _("Write the numbers that lead to a type under [accompaniment]."))
    lists, wholes = ("foundations", "protection"), ("complete", "missing_essentials")
    means = ("low_mean", "low_foundations", "high_mean", "high_protection", "high_lowest", "margin")
    only_keys(written, path, *lists, *wholes, *means)
    for key in lists:
        named = written.get(key)
        if not isinstance(named, list) or not named or any(name not in dimensions for name in named):
            raise InvalidExercise(f"{path}{key}", _('List dimensions by their ids, as ["PERS", "SECU"].'))
    for key in means:
        if type(written.get(key)) not in (int, float) or not 0 <= written[key] <= LEVELS:
            raise InvalidExercise(f"{path}{key}", _("Write a number from 0 to 5, with a point, as 2.25."))
    return Accompaniment(
        complete=a_whole(written, path, "complete", 1, 99),
        foundations=tuple(written["foundations"]),
        protection=tuple(written["protection"]),
        low_mean=float(written["low_mean"]),
        low_foundations=float(written["low_foundations"]),
        missing_essentials=a_whole(written, path, "missing_essentials", 1, 99),
        high_mean=float(written["high_mean"]),
        high_protection=float(written["high_protection"]),
        high_lowest=float(written["high_lowest"]),
        margin=float(written["margin"]),
    )
