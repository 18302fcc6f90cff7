"""Words that no page keeps: what blames a learner, what belittles a step, and the marks of a fact not yet verified."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..domain.language import _
from .finding import Finding

_TO_VERIFY = re.compile(r"\(V\)")  # how the design marks a fact that nobody has confirmed

# By rule of docs/content-rules.md: what blames, what our style forbids, the terms that have a better one
# in our glossary. A quotation keeps its words, right after its opening mark.
_AVOIDED = {
    "fr": {
        "Q-38": r"retardataires?|(?:votre|leur|son) retard|ignorante?s?|analphabètes?|(?:votre|leur|sa) faute",
        "Q-37": r"il suffit d|simples? clics?|bénéficiaires?|usag(?:er|ère)s?|convivia(?:l|le|les|ux)",
        "Q-43": r"données? personnelles?|e-mails?|newsletters?|chatbots?|open data|cryptages?|feedbacks?"
        r"|résumé exécutif|imputabilité|blogues?|influenceurs?|extrants?|devis",
    },
    "en": {
        "Q-38": r"fail(?:s|ed)? to|laggards?|latecomers?|ignorant|(?:your|their) fault",
        "Q-37": r"low-hanging fruit|best-in-class|data-driven|digital natives?|beneficiar(?:y|ies)|empower(?:s|ed|ing)?"
        r"|deliver(?:s|ed|ing)? impact|just click",
        "Q-43": r"intervenors?|scholarships?|bursar(?:y|ies)|data breach(?:es)?|M&E|e-mails?|non-profits?",
    },
}
_RULES = {
    language: {
        rule: re.compile(rf"(?<![«“\"][ \u00a0])(?<![«“\"])\b(?P<word>{words})\b", re.IGNORECASE)
        for rule, words in rules.items()
    }
    for language, rules in _AVOIDED.items()
}


def complaints(text: str, language: str) -> Iterator[Finding]:
    """What is to be said of the words of `text`, each at its line."""
    for found in _TO_VERIFY.finditer(text):
        message = _("“(V)” marks a fact still to be verified: verify it, word it with care, or leave it out.")
        yield Finding(text.count("\n", 0, found.start()) + 1, message, rule="Q-26")
    for rule, words in _RULES["fr" if language.startswith("fr") else "en"].items():
        for found in words.finditer(text):
            message = _("Our texts avoid “%(word)s”: say it another way, or quote who said it.")
            yield Finding(text.count("\n", 0, found.start()) + 1, message, {"word": found["word"]}, rule=rule)
