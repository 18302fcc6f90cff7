"""Moments: when something closes, and how people say it, in their language and their time."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

HOME = "America/Toronto"  # the programme's time, for a person who chose none

_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
# fmt: off
_MONTHS = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin",
           "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}
# fmt: on


def read_moment(text: str | None, zone: tzinfo = UTC) -> datetime | None:
    """The moment that ISO 8601 `text` says, in `zone` when it names none; None when it says no moment."""
    try:
        moment = datetime.fromisoformat((text or "").strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def in_utc(moment: datetime) -> str:
    """A moment as our files keep it: `2027-01-25T13:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_open(closes: datetime | None, now: datetime) -> bool:
    """Whether answers may still be given and changed: always, when the author set no end."""
    return closes is None or now < closes


def zone_of(name: str | None) -> tzinfo:
    """The time zone called `name`, else the programme's own, else UTC where the machine knows no zones."""
    for candidate in (name, HOME):
        try:
            return ZoneInfo(candidate or HOME)
        except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
            continue
    return UTC


def day_in_words(moment: datetime, language: str, zone: tzinfo) -> str:
    """`lundi 25 janvier` or `Monday, January 25`, with non-breaking spaces where a line may not end."""
    local = moment.astimezone(zone)
    day, month = _DAYS[language][local.weekday()], _MONTHS[language][local.month - 1]
    if language == "fr":
        return f"{day} {'1er' if local.day == 1 else local.day}\u00a0{month}"
    return f"{day}, {month}\u00a0{local.day}"


def hour_in_words(moment: datetime, language: str, zone: tzinfo) -> str:
    """`8 h`, `14 h 32`, or `8:00 a.m.` as Québec's and Canada's usage writes them."""
    local = moment.astimezone(zone)
    if language == "fr":
        return f"{local.hour}\u00a0h" + (f"\u00a0{local.minute:02}" if local.minute else "")
    return f"{local.hour % 12 or 12}:{local.minute:02}\u00a0{'a.m.' if local.hour < 12 else 'p.m.'}"


def date_in_words(moment: datetime, language: str, zone: tzinfo) -> str:
    """`25 novembre 2026` or `November 25, 2026`."""
    local = moment.astimezone(zone)
    month = _MONTHS[language][local.month - 1]
    if language == "fr":
        return f"{'1er' if local.day == 1 else local.day}\u00a0{month} {local.year}"
    return f"{month}\u00a0{local.day}, {local.year}"
