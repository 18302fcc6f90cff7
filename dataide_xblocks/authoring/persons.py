"""No real person in an example: telephones, addresses and numbers are made up, and look it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..domain.language import _
from .course import Chapter, Course
from .findings import Problem

_GAP = r"[ \u00a0.-]"
# A line that is free to call (800, 833, 844, 855, 866, 877, 888) is a public service and never a person's.
_TELEPHONE = re.compile(
    rf"(?<![\d.-])\(?(?P<area>\d{{3}})\)?{_GAP}(?P<exchange>\d{{3}}){_GAP}(?P<line>\d{{4}})(?![\d-])"
)
_FREE = frozenset(("800", "833", "844", "855", "866", "877", "888"))
_MADE_UP = re.compile(r"555\D?01\d\d$")
_MAIL = re.compile(r"[\w.+-]{1,64}@(?P<domain>[\w-]{1,64}(?:\.[\w-]{1,64})+)")
_EXAMPLE = re.compile(r"(?:^|\.)example\.(?:org|com|net)$")
_POSTAL = re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ \u00a0]?\d[ABCEGHJ-NPRSTV-Z]\d\b")
_INSURANCE = re.compile(
    rf"(?<![\d.-])\d{{3}}{_GAP}\d{{3}}{_GAP}\d{{3}}(?![\d-])|\b[A-Z]{{4}}[ \u00a0]?\d{{4}}[ \u00a0]?\d{{4}}\b"
)


def real_persons(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-35: what could be somebody's, at its line."""
    for page in chapter.verticals:
        for passage in page.passages:
            for what in somebodys(passage.raw) if passage.kind != "note" else ():
                message = _("“%(what)s” could be somebody's: use 555-0100 to 555-0199, example.org, and no address.")
                yield Problem(page.path, passage.line, message, {"what": what}, rule="Q-35")


def somebodys(text: str) -> Iterator[str]:
    """Telephones, e-mails, postal codes and insurance numbers that are not made up."""
    text = re.sub(r"https?://[^\s)]+", "", text)
    for found in _TELEPHONE.finditer(text):
        if found["area"] not in _FREE and not _MADE_UP.search(found[0]):
            yield found[0]
    for found in _MAIL.finditer(text):
        if not _EXAMPLE.search(found["domain"]):
            yield found[0]
    for pattern in (_POSTAL, _INSURANCE):
        yield from (found[0] for found in pattern.finditer(text))
