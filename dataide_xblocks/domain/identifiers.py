"""What in a text may identify a person: telephone, e-mail, social and health insurance numbers, address, birth date.

A net, not a guarantee: it warns before a text is kept and forbids nothing. Every pattern has bounded repetitions, so
that the time it takes grows with the text and no faster. Source: plan-template.md, section 1.3; journal-and-peers.md,
section 8, "automatic check".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .identifiers_dates import birth_dates
from .language import _

PHONE, EMAIL, SIN, HEALTH, ADDRESS, BIRTH = "phone", "email", "sin", "health", "address", "birth"
NAMES = {
    PHONE: _("A telephone number"),
    EMAIL: _("An e-mail address"),
    SIN: _("A social insurance number"),
    HEALTH: _("A health insurance number"),
    ADDRESS: _("A postal address"),
    BIRTH: _("A date of birth"),
}
_WHY = {
    PHONE: _("A telephone number leads to a person, and a plan is read by many."),
    EMAIL: _("An e-mail address leads to a person, and a plan is read by many."),
    SIN: _("With a social insurance number, somebody’s identity can be stolen."),
    HEALTH: _("A health insurance number says who a person is and when they were born."),
    ADDRESS: _("An address says where a person can be found: for some, that is dangerous."),
    BIRTH: _("A date of birth with one or two other facts is enough to recognize a person."),
}
_WHAT = {
    PHONE: _("Write a role, such as “reception”, or say what is noted: “telephone”."),
    EMAIL: _("Write a role, such as “reception”, or say what is noted: “e-mail”."),
    SIN: _("Take the number out: the plan says what kind of information you have, never the information."),
    HEALTH: _("Take the number out: the plan says what kind of information you have, never the information."),
    ADDRESS: _("Write a place in general, such as “office cabinet” or “shared drive”."),
    BIRTH: _("Write “date of birth” or an age group instead of the date."),
}


@dataclass(frozen=True)
class Found:
    """A passage that may identify somebody: `text[start:end]`, of one of the kinds above."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Explained:
    """What is said of a kind, as msgids: its name, why it matters, what to do."""

    name: str
    why: str
    what: str


def explain(kind: str) -> Explained:
    """What to tell a person whose text holds this kind."""
    return Explained(NAMES[kind], _WHY[kind], _WHAT[kind])


def found(text: str) -> list[Found]:
    """The passages that may identify somebody, in order, none over another: of two, the first and longest."""
    each = sorted(_all(text), key=lambda one: (one.start, -one.end))
    kept: list[Found] = []
    for one in each:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _all(text: str) -> Iterator[Found]:
    yield from _phones(text)
    yield from (Found(EMAIL, *match.span()) for match in _EMAIL.finditer(text))
    yield from _insurance(text)
    yield from _addresses(text)
    yield from (Found(BIRTH, start, end) for start, end in birth_dates(text))


_SPACE = " \u00a0\u202f"
_BETWEEN = rf"[{_SPACE}.\-\u2010\u2011\u2013]"
_MONEY = re.compile(rf"[{_SPACE}]?(?:[$%€]|dollars|CAD)")
_WORD = 24  # characters before a number where a word may say what it is

# Telephones. Toll-free numbers are those of services, and area codes ending in 00 or 11 belong to nobody.
_PHONE = re.compile(
    rf"(?<![0-9])(?<![0-9][.,/-])(?:\+?1{_BETWEEN}?)?\(?([2-9][0-8][0-9])\)?{_BETWEEN}{{0,2}}[2-9][0-9]{{2}}"
    rf"{_BETWEEN}?[0-9]{{4}}(?![0-9])(?![.,/-][0-9])"
)
_LOCAL = re.compile(r"(?<![0-9])(?<![0-9][ .,/-])[2-9][0-9]{2}[-. \u00a0][0-9]{4}(?![0-9])(?![.,/-][0-9])")
_CALL = re.compile(r"(?<!\w)(?:t[ée]l|phone|cell|call|appel|texto|fax|num[ée]ro|number)", re.IGNORECASE)
_REGISTRY = re.compile(r"NEQ\W{0,3}$", re.IGNORECASE)
_FREE = frozenset({"800", "822", "833", "844", "855", "866", "877", "888"})


def _phones(text: str) -> Iterator[Found]:
    for match in _PHONE.finditer(text):
        area, before = match[1], text[max(0, match.start() - _WORD) : match.start()]
        nobody = area in _FREE or area.endswith(("00", "11"))
        if not nobody and not _MONEY.match(text, match.end()) and not _REGISTRY.search(before):
            yield Found(PHONE, *match.span())
    for match in _LOCAL.finditer(text):
        if _CALL.search(text, max(0, match.start() - _WORD), match.start()):
            yield Found(PHONE, *match.span())


_EMAIL = re.compile(r"(?<![\w.+-])[\w.%+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")

# Nine digits, together or by threes, that their check digit confirms; not a business number, which has one too.
_NINE = re.compile(
    rf"(?<![0-9])(?<![0-9]{_BETWEEN})(?<![0-9],)([0-9]{{3}})({_BETWEEN}?)([0-9]{{3}})\2([0-9]{{3}})"
    rf"(?![0-9])(?!{_BETWEEN}[0-9])(?!,[0-9])(?![{_SPACE}]?(?:R[A-Z]|TQ)[0-9{_SPACE}])"
)
# Four letters, year, month (fifty more for a woman), day, two signs.
_HEALTH = re.compile(
    rf"(?<!\w)([A-Za-z]{{4}})([{_SPACE}-]?)([0-9]{{2}})([0-9]{{2}})[{_SPACE}-]?([0-9]{{2}})[0-9A-Za-z][0-9](?!\w)"
)


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others by Luhn's rule, as in social insurance numbers."""
    doubled = (int(digit) * (1 + n % 2) for n, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_health_number(month: str, day: str) -> bool:
    """Whether the digits of a Québec health insurance number can be a birth date: month 1–12 or 51–62, day 1–31.

    Only the structure is checked. The last digit is a check digit, but its rule is not published by the Régie, and a
    wrong rule would let real numbers pass.
    """
    return (1 <= int(month) <= 12 or 51 <= int(month) <= 62) and 1 <= int(day) <= 31


def _insurance(text: str) -> Iterator[Found]:
    for match in _NINE.finditer(text):
        digits = match[1] + match[3] + match[4]
        round_sum = digits.endswith("000000")  # 190 000 000 passes Luhn's rule too
        if passes_luhn(digits) and not round_sum and not _MONEY.match(text, match.end()):
            yield Found(SIN, *match.span())
    for match in _HEALTH.finditer(text):
        apart = bool(match[2]) and not match[1].isupper()  # `mars 2701 1512` is no number
        if is_health_number(match[4], match[5]) and not apart:
            yield Found(HEALTH, *match.span())


# Addresses: a civic number and a way, in French or English, or a postal code.
_CIVIC = rf"(?<![\w.,$/-])([0-9]{{1,5}})(?:[{_SPACE}-]?[A-H](?![\w’'])|-[0-9]{{1,4}})?,?[{_SPACE}]{{1,2}}"
_ORDINAL = rf"[0-9]{{1,3}}(?i:e|re|ère|er|ième|st|nd|rd|th)[{_SPACE}]"
_OF = rf"(?:(?:de[{_SPACE}]la|de|du|des|la|le|les)[{_SPACE}]|(?:de[{_SPACE}])?[ldLD][’'])?"
_STRONG = r"(?i:rue|avenue|av\.|ave\.?|boulevard|boul\.?|blvd\.?)"
_SOFT = r"(?i:chemin|ch\.|route|rte\.?|rang|place|montée|côte|impasse|allée|croissant|terrasse|promenade|ruelle)"
_PLAIN = r"(?!(?:et|ou|sur|en|qui|que|à|and|or|on|in)(?!\w))[^\W\d_]"  # a name without capital, not a small word
_NAME = r"([A-ZÀ-ÖØ-Þ0-9])"
_ENGLISH_WAY = (
    r"(?i:street|st\.?|avenue|ave\.?|road|rd\.?|drive|dr\.?|boulevard|blvd\.?|lane|ln\.?|court|crescent|cres\.?|"
    r"highway|hwy\.?|place|terrace|way|circle)"
)
_FRENCH = re.compile(
    rf"{_CIVIC}(?:{_STRONG}[{_SPACE}]{_OF}(?:{_NAME}|{_PLAIN})|{_SOFT}[{_SPACE}]{_OF}{_NAME})[\w’'.-]{{0,40}}"
)
_NUMBERED = re.compile(rf"{_CIVIC}{_ORDINAL}(?:{_STRONG}|{_SOFT}|{_ENGLISH_WAY})(?![\w-])")
_ENGLISH = re.compile(rf"{_CIVIC}(?:[A-ZÀ-ÖØ-Þ][\w’'.-]{{0,30}}[{_SPACE}]){{1,3}}{_ENGLISH_WAY}(?![\w-])")
_POSTAL = re.compile(
    rf"(?<!\w)[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z][{_SPACE}-]?[0-9][ABCEGHJ-NPRSTV-Z][0-9](?!\w)", re.IGNORECASE
)


def _addresses(text: str) -> Iterator[Found]:
    for match in _FRENCH.finditer(text):
        if match[1] != "1" or match[2] or match[3]:  # `1 rue sur trois` counts streets
            yield Found(ADDRESS, *match.span())
    for pattern in (_NUMBERED, _ENGLISH, _POSTAL):
        yield from (Found(ADDRESS, *match.span()) for match in pattern.finditer(text))
