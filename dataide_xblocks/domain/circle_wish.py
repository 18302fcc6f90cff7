"""What an organisation says of itself to be given a circle that suits it: the choices, and what a form sends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .answers import only, read_one, read_text
from .journal_asked import MOST_ALIAS, MOST_AVOID
from .language import _

FRENCH, ENGLISH, BOTH = "fr", "en", "both"
LANGUAGES_IN_WORDS = {
    FRENCH: _("In French"),
    ENGLISH: _("In English"),
    BOTH: _("In French or in English: we read both"),
}
DAY, EVENING, ANY = "day", "evening", "any"
HOURS_IN_WORDS = {
    DAY: _("During the day"),
    EVENING: _("In the evening"),
    ANY: _("It does not matter"),
}
# The ids are those of the plan's starter rows.
SECTORS_IN_WORDS = {
    "food": _("Food aid"),
    "shelter": _("Shelter"),
    "youth": _("Youth"),
    "welcome": _("Welcoming newcomers"),
    "seniors": _("Seniors"),
    "other": _("Something else"),
}


@dataclass(frozen=True)
class Wish:
    """The language to read and write in, the hours, the sector; `alias` is the name its circle sees, "" for its own.

    `avoid` says in words with whom not to be: only the people who make circles read it.
    """

    language: str
    hours: str
    sector: str
    alias: str = ""
    avoid: str = ""


def read_wish(data: dict[str, Any]) -> Wish:
    """The wish in `{"language", "hours", "sector", "alias", "avoid"}`; raises InvalidAnswer."""
    only(data, "language", "hours", "sector", "alias", "avoid")
    language = read_one(data, "language", LANGUAGES_IN_WORDS, _("Choose the language you want to read and write in."))
    hours = read_one(data, "hours", HOURS_IN_WORDS, _("Choose when you can be there."))
    sector = read_one(data, "sector", SECTORS_IN_WORDS, _("Choose what your organization does most."))
    alias = " ".join(read_text(data, "alias", MOST_ALIAS).split())
    return Wish(language, hours, sector, alias, read_text(data, "avoid", MOST_AVOID))
