"""What day it is in the demonstration: a Wednesday of the week the visitor chose."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST_WEEK = 1
WEDNESDAY, TEN_O_CLOCK = timedelta(days=2), timedelta(hours=2)  # the course opens on a Monday at 08:00


def moment_of(start: datetime, week: int | None) -> datetime:
    """Wednesday at 10:00 of `week`; week 1 is the week of `start`, week 0 the one before."""
    weeks = (FIRST_WEEK if week is None else week) - 1
    return start + timedelta(weeks=weeks) + WEDNESDAY + TEN_O_CLOCK
