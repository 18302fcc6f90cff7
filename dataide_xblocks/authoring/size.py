"""How much a week asks to read, and how heavy its pages are to load."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..domain.language import _
from .course import Chapter, Course, Html, Vertical
from .findings import Problem

# The parts of a week, by the end of a section’s id: `w04-lire` holds the pages to read, `w04-voir` the examples.
READING, EXAMPLES, EXERCISES = "lire", "voir", "agir"
CORE = {"fr": (2_200, 3_000), "en": (1_900, 2_700)}  # words, Q-01
SLACK = 0.10  # beyond it, Q-01 blocks
PAGES, PAGE_WORDS = (3, 5), (400, 900)
EXAMPLE_WORDS, TWO_EXAMPLES = (500, 900), (5, 7)  # in French, and the weeks that have two, Q-03
HEAVIEST, PICTURES = 300_000, 2  # bytes and number, Q-08
RATIO = (0.80, 1.02)  # of a page’s length in English to its length in French, Q-41
WEEK_MINUTES, ESSENTIAL_MINUTES = 150, 95  # what was promised to learners, Q-07
STEP_SLACK = 10  # minutes, Q-06
_STEP = re.compile(r"\((\d+)[ \u00a0]min")
_SHOWN = re.compile(r'<img [^>]*src="/static/([^"]+)"')


def words_of(page: Vertical) -> int:
    """Its words to read: notes hold sources, which are looked up."""
    return sum(passage.words for passage in page.passages if passage.kind != "note")


def core_text(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-01 and Q-02: the pages to read of a week."""
    if chapter.week == 0:
        return  # a webinar and its kit, with their own rule: Q-09
    pages = chapter.part(READING)
    least, most = CORE[course.language[:2]]
    words = sum(words_of(page) for page in pages)
    if not least <= words <= most:
        message = _("The pages to read have %(words)s words; from %(least)s to %(most)s were agreed.")
        params = {"words": words, "least": least, "most": most}
        blocking = not least * (1 - SLACK) <= words <= most * (1 + SLACK)
        yield Problem(chapter.path, chapter.line, message, params, blocking, "Q-01")
    if not PAGES[0] <= len(pages) <= PAGES[1]:
        message = _("This week has %(count)s pages to read; from 3 to 5 were agreed.")
        yield Problem(chapter.path, chapter.line, message, {"count": len(pages)}, False, "Q-02")
    for page in pages:
        if not PAGE_WORDS[0] <= words_of(page) <= PAGE_WORDS[1]:
            message = _("This page to read has %(words)s words; from 400 to 900 were agreed.")
            yield Problem(page.path, page.line, message, {"words": words_of(page)}, False, "Q-02")


def worked_examples(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-03: one worked example a week, two in some, long enough to be believed."""
    pages, least = chapter.part(EXAMPLES), 2 if chapter.week in TWO_EXAMPLES else 1
    if chapter.week and len(pages) < least:
        message = _("This week has %(count)s worked examples; %(least)s at least, in the section “-voir”.")
        yield Problem(chapter.path, chapter.line, message, {"count": len(pages), "least": least}, rule="Q-03")
    for page in pages if course.language.startswith("fr") else ():
        if not EXAMPLE_WORDS[0] <= words_of(page) <= EXAMPLE_WORDS[1]:
            message = _("This worked example has %(words)s words; from 500 to 900 were agreed.")
            yield Problem(page.path, page.line, message, {"words": words_of(page)}, rule="Q-03")


def times_told(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-06: the time shown is counted by the build; what an author adds to it must agree."""
    for page in chapter.verticals:
        if not page.activity and any(component.type != "html" for component in page.components):
            message = _("Write minutes = …: this page has an exercise, and its time is not counted.")
            yield Problem(page.path, page.line, message, rule="Q-06")
    headings = [(p, h) for p in chapter.part(EXERCISES) for h in p.passages if h.kind == "heading"]
    steps = [(page, heading, int(found[1])) for page, heading in headings if (found := _STEP.search(heading.raw))]
    told, counted = sum(minutes for _p, _h, minutes in steps), sum(p.minutes for p in chapter.part(EXERCISES))
    if steps and told > counted + STEP_SLACK:
        message = _("The steps of this week announce %(told)s minutes from here; its exercises count %(counted)s.")
        page, heading, _minutes = steps[0]
        yield Problem(page.path, heading.line, message, {"told": told, "counted": counted}, rule="Q-06")


def time_kept(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-07: a week asks what was promised: 150 minutes in all, 95 for its essential pages."""
    for limit, pages, message in (
        (WEEK_MINUTES, chapter.verticals, _("This week asks %(minutes)s minutes; %(limit)s were promised.")),
        (
            ESSENTIAL_MINUTES,
            tuple(page for page in chapter.verticals if page.essential),
            _("The essential pages of this week ask %(minutes)s minutes; %(limit)s were promised."),
        ),
    ):
        minutes = sum(page.minutes for page in pages)
        if minutes > limit:
            yield Problem(chapter.path, chapter.line, message, {"minutes": minutes, "limit": limit}, rule="Q-07")


def heavy_pages(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-08: a page loads on a slow connection."""
    for page in chapter.verticals:
        prose = "".join(component.html for component in page.components if isinstance(component, Html))
        shown = _SHOWN.findall(prose)
        weight = len(prose.encode()) + sum(
            course.static[name].stat().st_size for name in shown if name in course.static
        )
        if weight > HEAVIEST:
            message = _("This page weighs %(weight)s KB with its pictures; %(most)s at most.")
            params = {"weight": weight // 1000, "most": HEAVIEST // 1000}
            yield Problem(page.path, page.line, message, params, rule="Q-08")
        if len(shown) > PICTURES:
            message = _("This page has %(count)s pictures; %(most)s at most.")
            yield Problem(page.path, page.line, message, {"count": len(shown), "most": PICTURES}, rule="Q-08")


def same_length(courses: Mapping[str, Course]) -> Iterator[Problem]:
    """Q-41: a translation much longer or shorter than its original says something else. Length is in characters."""
    french = {page.id: page for page in courses["fr"].verticals}
    for page in (page for week in courses["en"].chapters if not week.draft for page in week.verticals):
        theirs = _characters(french[page.id]) if page.id in french else 0
        ratio = _characters(page) / theirs if theirs else 1.0
        if not RATIO[0] <= ratio <= RATIO[1]:
            message = _("This page is %(ratio)s times as long as the French; from 0.80 to 1.02 is usual.")
            yield Problem(page.path, page.line, message, {"ratio": f"{ratio:.2f}"}, False, "Q-41")


def _characters(page: Vertical) -> int:
    return sum(len(passage.text) for passage in page.passages if passage.kind != "note")
