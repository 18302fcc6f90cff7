"""How easy a text is to read: Kandel and Moles in French, Flesch and Flesch-Kincaid in English.

Syllables are counted by rule, so the numbers hold only against thresholds calibrated with this very way of counting
(content-quality.md, section 5). They raise a flag; people who read aloud decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

LONG_SENTENCE, LONG_WORD = 25, 4  # words; syllables
_VOWELS = "aeiouyàâäéèêëîïôöùûüœ"
_GROUPS = re.compile(f"[{_VOWELS}]+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[«“A-ZÀ-Ÿ0-9])")
_WORD = re.compile(r"[A-Za-zÀ-ÿœŒ]+(?:[-’'][A-Za-zÀ-ÿœŒ]+)*")
_MUTE = re.compile(r"(?:es|ent|e)$")
_SOUNDED = re.compile(r"(?:ée|és|ées|[aeiouyéèê]ent|ment|moment)$")


@dataclass(frozen=True)
class Measure:
    """Means and shares of a text, shares from 0 to 1. `ease` is out of about 100; `grade` is for English only."""

    words: int
    sentences: int
    length: float
    syllables: float
    long_words: float
    long_sentences: float
    ease: float
    grade: float


def measure(texts: Iterable[str], language: str) -> Measure:
    """The measure of passages: a sentence never goes over two of them."""
    sentences = [words_of(sentence) for text in texts for sentence in sentences_of(text)]
    counted = [_syllables(word, language[:2]) for sentence in sentences for word in sentence]
    length = len(counted) / max(1, len(sentences))
    syllables = sum(counted) / max(1, len(counted))
    french = language.startswith("fr")
    return Measure(
        words=len(counted),
        sentences=len(sentences),
        length=length,
        syllables=syllables,
        long_words=sum(count >= LONG_WORD for count in counted) / max(1, len(counted)),
        long_sentences=sum(len(words) > LONG_SENTENCE for words in sentences) / max(1, len(sentences)),
        ease=(207 - 1.015 * length - 73.6 * syllables) if french else (206.835 - 1.015 * length - 84.6 * syllables),
        grade=0.0 if french else 0.39 * length + 11.8 * syllables - 15.59,
    )


def sentences_of(text: str) -> list[str]:
    """The sentences of a passage."""
    return [each for each in _SENTENCE.split(" ".join(text.split())) if re.search(r"\w", each)]


def words_of(text: str) -> list[str]:
    """The words, an elision with its word; a number is none."""
    return _WORD.findall(text)


@cache
def _syllables(word: str, language: str) -> int:
    """How many syllables are heard in a word; an English word of foreign letters only has none."""
    return max(1, _french(word)) if language == "fr" else _english(word)


def _french(word: str) -> int:
    """An ending that is not heard counts for nothing: « portes », « portent », but not « moment »."""
    count = 0
    for part in re.split(r"[-’']", word.lower()):
        heard = part
        if len(part) > 2 and _MUTE.search(part) and not _SOUNDED.search(part):
            heard = _MUTE.sub("", part) or part
        if _GROUPS.search(part):
            count += max(1, len(_GROUPS.findall(heard)))
    return count


def _english(word: str) -> int:
    letters = re.sub(r"[^a-z]", "", word.lower())
    if not letters:
        return 0
    count = len(re.findall(r"[aeiouy]+", letters))
    if letters.endswith("e") and not letters.endswith(("le", "ee")) and count > 1:
        count -= 1
    if letters.endswith("ed") and not letters.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(1, count)
