"""What a week states as true: its sources, how old they are, and the caution that goes with a law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ..domain.language import _
from .course import Chapter, Course
from .findings import Problem
from .passages import Passage

SOURCES, MORE_SOURCES, MORE_IN = 4, 8, (4, 5, 7, 10)  # a week, and the weeks that state more, Q-24
OLDEST = timedelta(days=90)  # before the course starts, Q-25
CAUTION_IN = (3, 4, 5, 7, 10)  # the weeks about a law, Q-27
_ADDRESS = re.compile(r"\]\((https?://[^)\s]+)")
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "january february march april may june july august september october november december".split(),
}
_DATED = re.compile(
    r"(?P<day>\d{1,2})?(?:er)?[ \u00a0]*(?P<month>[a-zéûA-Z]{3,9})[ \u00a0](?:(?P<before>\d{1,2}),[ ])?(?P<year>20\d\d)"
)
# How a note says that its source was consulted: the date follows.
_CONSULTED = re.compile(r"\b(?:Lue?s?|Vue?s?|Résumé lu|Read|Seen|Abstract read)\b(?P<when>[^.]*20\d\d)", re.I)
_CAUTION = {"fr": "information générale, pas un avis juridique", "en": "general information, not legal advice"}
_CONTACT = {
    "fr": re.compile(r"regroupement|juriste|personne responsable|\bCAI\b|Commission d.accès", re.I),
    "en": re.compile(r"umbrella group|lawyer|jurist|person in charge|\bCAI\b|Commission d.accès", re.I),
}


def sources(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-24: enough sources, each with its title, its address and the date it was consulted."""
    notes = [(page, passage) for page in chapter.verticals for passage in page.passages if passage.kind == "note"]
    told = {address for _page, note in notes for address in _ADDRESS.findall(note.raw) or [note.raw]}
    least = MORE_SOURCES if chapter.week in MORE_IN else SOURCES
    if chapter.week and len(told) < least:
        message = _("This week has %(count)s sources in notes; %(least)s at least.")
        yield Problem(chapter.path, chapter.line, message, {"count": len(told), "least": least}, rule="Q-24")
    for page, note in notes:
        if not _ADDRESS.search(note.raw):
            message = _("Give this source its address: [its title](https://…).")
            yield Problem(page.path, note.line, message, rule="Q-24")
        if consulted(note, course.language) is None:
            message = _("Say when this source was consulted, as in the other notes.")
            yield Problem(page.path, note.line, message, rule="Q-24")


def old_facts(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-25: what was consulted long before the course starts is to be consulted again; one sentence a page."""
    oldest = course.settings.start - OLDEST
    for page in chapter.verticals:
        dates = [(note, consulted(note, course.language)) for note in page.passages if note.kind == "note"]
        old = [(note, seen) for note, seen in dates if seen and seen < oldest]
        if old:
            message = _("%(count)s sources were consulted more than 90 days before the start: check them again.")
            yield Problem(page.path, old[0][0].line, message, {"count": len(old)}, False, "Q-25")


def consulted(note: Passage, language: str) -> date | None:
    """The day a source was consulted, the first of the month when no day is told; None when nothing says it."""
    found = _CONSULTED.search(note.text)
    return _day(found["when"], language) if found else None


def _day(text: str, language: str) -> date | None:
    """The last date of a text, « 25 novembre 2026 », “November 25, 2026” or « novembre 2026 »."""
    months = _MONTHS["fr" if language.startswith("fr") else "en"]
    for found in reversed(list(_DATED.finditer(text))):
        if found["month"].lower() in months:
            day = int(found["day"] or found["before"] or 1)
            return date(int(found["year"]), months.index(found["month"].lower()) + 1, min(max(day, 1), 28))
    return None


def cautions(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-27: a week about a law says that it is no legal advice, when it was checked, and whom to ask."""
    if chapter.week not in CAUTION_IN:
        return
    language = "fr" if course.language.startswith("fr") else "en"
    boxes = [text for page in chapter.verticals for text in _with_titles(page.passages)]
    cautious = [text for text in boxes if _CAUTION[language] in text.lower()]
    if not any(_day(text, language) and _CONTACT[language].search(text) for text in cautious):
        message = _(
            "Add a box to one page: “General information, not legal advice”, the date the texts were read, whom to ask."
        )
        yield Problem(chapter.path, chapter.line, message, rule="Q-27")


def _with_titles(passages: tuple[Passage, ...]) -> Iterator[str]:
    """Each box as one text, its title first; each paragraph outside of a box."""
    held = ""
    for passage in passages:
        if passage.kind == "title" or not passage.box:
            if held:
                yield held
            held = passage.text
        else:
            held = f"{held} {passage.text}"
    yield held
