"""The course is spelled as French and Canadian English dictionaries spell it (Q-45), but for a list of accepted words.

The dictionaries are the system's own: hunspell-fr-classical and hunspell-en-ca on Debian and Ubuntu. Names, acronyms
and words that they do not know stand in spelling.fr.txt and spelling.en.txt beside this file, one a line.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from dataide_xblocks.authoring import build
from dataide_xblocks.authoring.course import Course, Question, Vertical
from dataide_xblocks.authoring.passages import Passage

ROOT, HERE, SYSTEM = Path(__file__).parents[2], Path(__file__).parent, Path("/usr/share/hunspell")
DICTIONARIES = {"fr": "fr_CA", "en": "en_CA"}
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'", re.IGNORECASE)
# What another language says, what is typed as it stands, marks of a question, addresses, ordinals (1er, 2nd, 4th).
FOREIGN = re.compile(
    r"<span lang=[^>]*>.*?</span>|`[^`]*`|(?:un)?selected:|\[explanation\]|https?://\S+|\b\d+(?:er|re|e|st|nd|rd|th)s?\b"
)

spylls = pytest.importorskip("spylls.hunspell", reason="not run: spylls is not installed")
missing = [name for name in DICTIONARIES.values() if not (SYSTEM / f"{name}.dic").exists()]
pytestmark = pytest.mark.skipif(
    bool(missing), reason=f"not run: no dictionary {', '.join(missing)} (hunspell-fr-classical, hunspell-en-ca)"
)


@cache
def dictionary(lang: str):
    return spylls.Dictionary.from_files(str(SYSTEM / DICTIONARIES[lang]))


@cache
def course(lang: str) -> Course:
    found, _problems = build.load(ROOT, lang)
    return found


def written(page: Vertical) -> list[Passage]:
    """The prose of a page and, line by line, its questions."""
    questions = [each for each in page.components if isinstance(each, Question)]
    asked = [(q.line + n, text) for q in questions for n, text in enumerate(q.markdown.split("\n"), 1)]
    return [*page.passages, *(Passage("text", text, line) for line, text in asked)]


@cache
def accepted(lang: str) -> frozenset[str]:
    return frozenset((HERE / f"spelling.{lang}.txt").read_text("utf-8").split("\n"))


def words_of(passage: Passage) -> list[str]:
    """The words of a passage in its page's own language, with straight apostrophes."""
    ours = Passage(passage.kind, FOREIGN.sub(" ", passage.raw), passage.line)
    return [
        word.replace("’", "'") for word in WORD.findall(ours.text.replace("unselected:", "").replace("selected:", ""))
    ]


@cache
def known(word: str, lang: str) -> bool:
    """Whether a word, or what follows its elision, is in the dictionary or among the accepted words."""
    bare = ELISION.sub("", word, count=1) if lang == "fr" else word.removesuffix("'s")
    return any(each in accepted(lang) or dictionary(lang).lookup(each) for each in dict.fromkeys((word, bare)))


def unknown(passages, lang: str) -> list[tuple[int, str]]:
    """(line, word) of every word that nobody knows. Notes hold names and titles: they are left alone."""
    read = [passage for passage in passages if passage.kind != "note"]
    return [(passage.line, word) for passage in read for word in words_of(passage) if not known(word, lang)]


@pytest.mark.parametrize("lang", DICTIONARIES)
def test_every_word_is_known(lang):
    pages = course(lang).verticals
    found = [f"{page.path}:{line}: {word}" for page in pages for line, word in unknown(written(page), lang)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("lang", "text", "word"),
    [("fr", "L'équipe range les donées.", "donées"), ("en", "The team behavior, in colour.", "behavior")],
)
def test_a_mistake_is_found(lang, text, word):
    assert unknown([Passage("text", text, 7)], lang) == [(7, word)]


@pytest.mark.parametrize("lang", DICTIONARIES)
def test_no_accepted_word_is_there_for_nothing(lang):
    said = {word for page in course(lang).verticals for passage in written(page) for word in words_of(passage)}
    bare = said | {ELISION.sub("", word, count=1) for word in said} | {word.removesuffix("'s") for word in said}
    assert accepted(lang) - {""} <= bare
