"""Our words in French and English, read from the package's own catalogue.

The platform may hide or override catalogues (an empty atlas folder does), so everything said from Python goes through
this reader, which needs no Django and no service. Templates use Django's tags over the very same catalogue.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

from .errors import Refused

LANGUAGES = ("fr", "en")
LOCALE = Path(__file__).resolve().parent.parent / "locale"


def language_of(code: str | None) -> str:
    """`fr`, `fr-ca` and `fr_CA` are `fr`; everything else, and nothing, is `en`."""
    return "fr" if (code or "").lower().startswith("fr") else "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, languages=[language], fallback=True)


def say(language: str | None) -> Callable[..., str]:
    """A function that turns a msgid and its parameters into a sentence in `language`."""
    catalogue = _catalogue(language_of(language))

    def sentence(message: str, **params: object) -> str:
        text = catalogue.gettext(message)
        return text % params if params else text

    return sentence


def explain(refusal: Refused, language: str | None) -> str:
    """The sentence of a refusal, in `language`."""
    return say(language)(refusal.message, **refusal.params)


def _(message: str) -> str:
    """Mark a msgid for the catalogue without translating it yet."""
    return message
