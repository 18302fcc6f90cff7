"""Words that no page keeps: what blames a learner, what belittles a step, and the marks of a fact not yet verified."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..domain.language import _
from .finding import Finding

_TO_VERIFY = re.compile(r"\(V\)")  # how the design marks a fact that nobody has confirmed (content-quality.md Q-26)

# The glossary's list of words that our own texts avoid; a quotation keeps them, right after its opening mark.
_AVOIDED = {
    "fr": r"retardataires?|ignorante?s?|analphabètes?|il suffit d|simples? clics?|bénéficiaires?|usag(?:er|ère)s?",
    "en": r"fail(?:s|ed)? to|low-hanging fruit|best-in-class|data-driven|digital natives?|beneficiar(?:y|ies)",
}
_WORDS = {
    language: re.compile(rf"(?<![«“\"][ \u00a0])(?<![«“\"])\b(?P<word>{words})\b", re.IGNORECASE)
    for language, words in _AVOIDED.items()
}


def complaints(text: str, language: str) -> Iterator[Finding]:
    """What is to be said of the words of `text`, each at its line."""
    for found in _TO_VERIFY.finditer(text):
        message = _("“(V)” marks a fact still to be verified: verify it, word it with care, or leave it out.")
        yield Finding(text.count("\n", 0, found.start()) + 1, message)
    for found in _WORDS["fr" if language.startswith("fr") else "en"].finditer(text):
        message = _("Our texts avoid “%(word)s”: say it another way, or quote who said it.")
        yield Finding(text.count("\n", 0, found.start()) + 1, message, {"word": found["word"]}, blocking=False)
