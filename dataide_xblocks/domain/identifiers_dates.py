"""Dates in a text that may be of a birth: beside a word of birth, or a whole day too old to be one of a plan.

A plan speaks of its own years, so a day before 2015 is taken for a birth, unless a word just before says that something
was founded, adopted or has lasted since. A year alone, and a date beside no such word, are left in peace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

OLD = 2015
_SPACE = " \u00a0\u202f"
_MONTHS = (
    r"(?:janv(?:ier|\.)?|f[ée]v(?:rier|r?\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|ao[ûu]t|sept(?:embre|\.)?|"
    r"oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?|jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|"
    r"apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|september|october|november|december)"
)
_YEAR = r"(?P<{}>(?:19|20)[0-9]{{2}})"
_DAY, _MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = re.compile(
    r"(?<![\w/.-])(?:"
    + "|".join(
        (
            rf"{_YEAR.format('a')}[-/.]{_MONTH}[-/.]{_DAY}",
            rf"{_DAY}[-/.]{_DAY}[-/.](?:{_YEAR.format('b')}|(?P<short>[0-9]{{2}}))",
            rf"{_DAY}(?:er|st|nd|rd|th)?[{_SPACE}](?:of[{_SPACE}])?{_MONTHS},?[{_SPACE}]{_YEAR.format('c')}",
            rf"{_MONTHS}[{_SPACE}]{_DAY}(?:st|nd|rd|th)?,?[{_SPACE}]{_YEAR.format('d')}",
        )
    )
    + r")(?![\w/-])(?!\.[0-9])",
    re.IGNORECASE,
)
_BIRTH = r"(?:n[ée][·.(]e\)?|née?s?|naissance|anniversaire|ddn|born|birth|birthday|birthdate|dob|d\.o\.b\.)"
_LINK = (
    r"(?:le|en|on|in|the|is|est|was|a|à|ce|jour|date|day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|"
    r"tuesday|wednesday|thursday|friday|saturday|sunday|aaaa-mm-jj|yyyy-mm-dd)"
)
_MARK = rf"[{_SPACE}:=(),–-]"
_BEFORE = re.compile(rf"(?<!\w){_BIRTH}{_MARK}{{1,4}}(?:{_LINK}{_MARK}{{1,4}}){{0,3}}$", re.IGNORECASE)
_AFTER = re.compile(rf"{_MARK}{{0,3}}(?:date[{_SPACE}](?:de|of)[{_SPACE}])?{_BIRTH}(?!\w)", re.IGNORECASE)
_LASTS = re.compile(
    r"(?<!\w)(?:fond|cré|depuis|constitu|adopt|incorpor|ouver|loi|règlement|vigueur|since|found|establish|open|creat|"
    r"act\b|law|force|version)",
    re.IGNORECASE,
)
_REACH = 48  # characters before a date where a word may say what it is


def birth_dates(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each date that may be of a birth."""
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        beside = _BEFORE.search(before) or _AFTER.match(text, match.end())
        if beside or (not match["short"] and int(_year(match)) < OLD and not _LASTS.search(before)):
            yield match.span()


def _year(match: re.Match[str]) -> str:
    return next(year for name in "abcd" if (year := match[name]))
