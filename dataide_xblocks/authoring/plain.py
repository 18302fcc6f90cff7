"""Whether a page reads easily: its sentences, its words, its paragraphs, and how far apart its headings stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..domain.language import _
from . import typography
from .course import Chapter, Course, Vertical
from .findings import Problem
from .passages import READ
from .readability import Measure, measure, sentences_of

SAMPLE = 100  # words: a shorter page says nothing of its own and is measured with its week
PARAGRAPH = {"words": 60, "sentences": 4}
BETWEEN_HEADINGS = 150  # words, Q-05
LENGTH = {"least": 9.0, "most": 15.0, "blocks": 17.0}  # mean words of a sentence, Q-10
LONG_SENTENCES = {"most": 0.05, "blocks": 0.10}
EASE = {("fr", False): 70, ("fr", True): 62, ("en", False): 62, ("en", True): 55}  # by language and law, Q-12
GRADE = {False: 8.0, True: 9.5}
LONG_WORDS = {("fr", False): 0.06, ("fr", True): 0.09, ("en", False): 0.07, ("en", True): 0.07}


def hard_pages(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-10 to Q-14 of every page that is long enough to be measured, and of the week as a whole."""
    for page in chapter.verticals:
        found = measure(_read(page, course.language), course.language)
        if found.words >= SAMPLE:
            yield from _hard(page.path, page.line, found, course.language[:2], page.law)
    texts = [text for page in chapter.verticals for text in _read(page, course.language)]
    whole, law = measure(texts, course.language), any(page.law for page in chapter.verticals)
    yield from _hard(chapter.path, chapter.line, whole, course.language[:2], law)
    if whole.words >= SAMPLE and whole.length < LENGTH["least"]:
        message = _("Sentences have %(length)s words on average here, and %(least)s at least: some are too clipped.")
        params = {"length": _written(whole.length, course.language), "least": f"{LENGTH['least']:.0f}"}
        yield Problem(chapter.path, chapter.line, message, params, blocking=False, rule="Q-10")


def _read(page: Vertical, language: str) -> list[str]:
    """What is read of a page, set in type: a sentence may open with a quotation mark, and not with an inch."""
    return [typography.fix(passage.text, language) for passage in page.passages if passage.kind in READ]


def _hard(path: str, line: int, found: Measure, language: str, law: bool) -> Iterator[Problem]:
    def problem(rule: str, message: str, value: str, limit: str, blocking: bool = False) -> Problem:
        return Problem(path, line, message, {"value": value, "limit": limit}, blocking, rule)

    if found.length > LENGTH["most"]:
        message = _("Sentences have %(value)s words on average; %(limit)s at most: cut the longest ones in two.")
        blocks = found.length > LENGTH["blocks"]
        yield problem("Q-10", message, _written(found.length, language), f"{LENGTH['most']:.0f}", blocks)
    if found.long_sentences > LONG_SENTENCES["most"]:
        message = _("%(value)s of sentences have more than 25 words; %(limit)s at most: cut them in two.")
        share, most = _percent(found.long_sentences, language), _percent(LONG_SENTENCES["most"], language)
        yield problem("Q-11", message, share, most, found.long_sentences > LONG_SENTENCES["blocks"])
    ease = EASE[language, law]
    if found.ease < ease:
        message = _("Reading ease is %(value)s; %(limit)s at least: shorter sentences, everyday words.")
        yield problem("Q-12", message, f"{found.ease:.0f}", str(ease), found.ease < ease - 5)
    if found.grade > GRADE[law]:
        message = _("This asks for %(value)s years of school; %(limit)s at most: shorter sentences, everyday words.")
        yield problem("Q-13", message, _written(found.grade, language), _written(GRADE[law], language))
    long_words = LONG_WORDS[language, law]
    if found.long_words > long_words:
        message = _("%(value)s of words have four syllables or more; %(limit)s at most: prefer everyday words.")
        yield problem("Q-14", message, _percent(found.long_words, language), _percent(long_words, language))


def _written(number: float, language: str) -> str:
    """One decimal, with the comma or the point of the language."""
    return f"{number:.1f}".replace(".", "," if language.startswith("fr") else ".")


def _percent(share: float, language: str) -> str:
    """`5\u00a0%` or `5%`."""
    return typography.fix(f"{share * 100:.0f}%", language)


def long_paragraphs(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-04: a paragraph says one thing."""
    message = _("This paragraph has %(words)s words in %(sentences)s sentences; 60 words and 4 sentences at most.")
    for page in chapter.verticals:
        for passage in page.passages:
            sentences = len(sentences_of(typography.fix(passage.text, course.language)))
            words = passage.words
            if passage.kind == "text" and (words > PARAGRAPH["words"] or sentences > PARAGRAPH["sentences"]):
                params = {"words": words, "sentences": sentences}
                yield Problem(page.path, passage.line, message, params, blocking=False, rule="Q-04")


def far_headings(chapter: Chapter, course: Course) -> Iterator[Problem]:
    """Q-05: a heading, or a box’s title, for the eye to stop at."""
    for page in chapter.verticals:
        for line, words in _stretches(page):
            if words > BETWEEN_HEADINGS:
                message = _("%(words)s words without a heading from here; %(limit)s at most: add a subheading.")
                params = {"words": words, "limit": BETWEEN_HEADINGS}
                yield Problem(page.path, line, message, params, blocking=False, rule="Q-05")


def _stretches(page: Vertical) -> Iterable[tuple[int, int]]:
    """(line of its first passage, words read) of each stretch of prose between two headings; tables are looked up."""
    line = words = 0
    for passage in page.passages:
        if passage.kind in ("heading", "title"):
            yield line, words
            line = words = 0
        elif passage.kind in READ:
            line, words = line or passage.line, words + passage.words
    yield line, words
