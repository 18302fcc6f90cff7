"""Whether a week teaches what it promises: outcomes, new terms, acronyms, and the box that says what it is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..domain.language import _
from .course import Chapter, Course, Vertical
from .findings import Problem
from .passages import Passage
from .size import READING

OUTCOMES, TERMS, ACRONYMS = (3, 5), 8, 4  # a week
TERM_WORDS = 9  # « personne responsable de la protection des renseignements personnels » is the longest term
_PROMISE = {"fr": "ce que vous saurez faire", "en": "what you will be able to do"}
# Nobody can watch someone do these.
_UNSEEN = {
    "fr": "comprendre connaître savoir apprendre découvrir maîtriser apprécier réaliser explorer",
    "en": "understand know learn discover master appreciate realize explore grasp",
}
_BOLD = re.compile(r"\*\*([^*]{2,90})\*\*")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_FOREIGN = re.compile(r"<span lang=[^>]*>.*?</span>")  # what is said in the other language is quoted
# Read as words by everyone, or names of formats, marks of a blank and letters of the alphabet: nobody spells them out.
_FAMILIAR = frozenset(
    "AAAA CARE CSV CV DD FR EN JJ MM NA OK PDF SOS USB UTF YYYY CUISINE COOKING SAM KEL APPELLE".split()
)
_NAMES = frozenset("NPC NTEN OPEQ OQLF TIESS UQAM".split())  # of organizations, known by these letters alone


def outcomes(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-20: three to five outcomes that someone could watch, in the list that follows the promise."""
    language = course.language[:2]
    page, items = next(((p, i) for p in chapter.part(READING) if (i := _promised(p, language))), (None, []))
    if chapter.week and not OUTCOMES[0] <= len(items) <= OUTCOMES[1]:
        message = _("This week promises %(count)s outcomes; from 3 to 5, listed under “%(heading)s”.")
        params = {"count": len(items), "heading": _PROMISE[language].capitalize()}
        yield Problem(chapter.path, chapter.line, message, params, rule="Q-20")
    for item in items if page else ():
        verb = item.text.split(" ")[0].lower()
        if page and verb in _UNSEEN[language].split():
            message = _("Nobody can watch “%(verb)s”: name what the person will do.")
            yield Problem(page.path, item.line, message, {"verb": verb}, rule="Q-20")


def _promised(page: Vertical, language: str) -> list[Passage]:
    """The items under the heading of the promise."""
    found, under = [], False
    for passage in page.passages:
        if passage.kind == "heading":
            under = passage.text.lower() == _PROMISE[language]
        elif under and passage.kind == "item":
            found.append(passage)
    return found


def gains(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-23: one box says what the week gains and what it protects."""
    boxes = [(page, p) for page in chapter.verticals for p in page.passages if (p.kind, p.box) == ("title", "gain")]
    if chapter.week and not boxes:
        message = _("No box says what this week gains and what it protects: write one, as !!! gain.")
        yield Problem(chapter.path, chapter.line, message, rule="Q-23")
    for page, box in boxes[1:]:
        message = _("This week has a second box “gain”: one says it all.")
        yield Problem(page.path, box.line, message, rule="Q-23")


def new_terms(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-15: few new terms a week. A term is what stands in bold in the running text of a page to read.

    Bold that is a sentence, and bold in boxes and lists, marks an idea and not a term.
    """
    if chapter.week == 0:
        return
    before = {term for week in course.chapters if week.week < chapter.week for term in _terms(week)}
    terms = {term: place for term, place in _terms(chapter).items() if term not in before}
    if len(terms) > TERMS:
        path, line = list(terms.values())[TERMS]
        message = _("This week has %(count)s new terms in bold, this one among them; %(most)s at most.")
        yield Problem(path, line, message, {"count": len(terms), "most": TERMS}, rule="Q-15")


def _terms(chapter: Chapter) -> dict[str, tuple[str, int]]:
    """{term: (path, line)} of a week, where each comes first."""
    found: dict[str, tuple[str, int]] = {}
    for page in chapter.part(READING):
        for passage in page.passages:
            for term in _BOLD.findall(passage.raw) if passage.kind == "text" and not passage.box else ():
                if term[-1] not in ".!?:;" and len(term.split()) <= TERM_WORDS:
                    found.setdefault(term.lower(), (page.path, passage.line))
    return found


def acronyms(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-16: few acronyms a week, each spelled out on a page to read of this week or of one before."""
    known = {found for week in course.chapters if week.week <= chapter.week for found in _introduced(week)}
    used: dict[str, tuple[str, int]] = {}
    for page in chapter.part(READING) if chapter.week else ():
        for passage in page.passages:
            ours = replace(passage, raw=_FOREIGN.sub("", passage.raw))
            for word in _ACRONYM.findall(ours.text) if passage.kind != "note" else ():
                used.setdefault(word, (page.path, passage.line))
    counted = [word for word in used if word not in _FAMILIAR | _NAMES]
    if len(counted) > ACRONYMS:
        path, line = used[counted[ACRONYMS]]
        message = _("This week has %(count)s acronyms, %(acronym)s among them; %(most)s at most.")
        yield Problem(
            path, line, message, {"count": len(counted), "acronym": counted[ACRONYMS], "most": ACRONYMS}, rule="Q-16"
        )
    for word in counted:
        if word not in known:
            path, line = used[word]
            message = _("Spell %(acronym)s out at its first use: the words, then (%(acronym)s).")
            yield Problem(path, line, message, {"acronym": word}, rule="Q-16")


def _introduced(week: Chapter) -> Iterator[str]:
    """The acronyms that a week's pages give between parentheses, after their words."""
    for page in week.verticals:
        for passage in page.passages:
            for inside in re.findall(r"\w[^\w(]*\(([^()]{2,60})\)", passage.text):
                yield from _ACRONYM.findall(inside)
