"""Seals: who wrote a text, in a form that only they can make again, so that no person's id has to stand beside it.

A seal is keyed by the site's SECRET_KEY, which is not in the tables, and differs from exercise to exercise: two texts
of one person cannot be brought together from the tables alone. SECRET_KEY_FALLBACKS are tried too, so that a key can be
changed without cutting people off from what they wrote (docs/decisions/0017).
"""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT, LENGTH = "dataide.journal", 40


def seal(cohort: str, slot: str, learner: str) -> str:
    """The seal of a person in an exercise: 40 hexadecimal digits."""
    return _seal("person", cohort, slot, learner, settings.SECRET_KEY)


def seals(cohort: str, slot: str, learner: str) -> list[str]:
    """Every seal that this person's texts may bear: of the present key, and of those it replaced."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_seal("person", cohort, slot, learner, key) for key in keys]


def house_seal(cohort: str, slot: str, organisation: int) -> str:
    """The seal of an organisation in an exercise."""
    return _seal("house", cohort, slot, str(organisation), settings.SECRET_KEY)


def house_seals(cohort: str, slot: str, organisation: int) -> list[str]:
    """Every seal that this organisation's texts may bear."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_seal("house", cohort, slot, str(organisation), key) for key in keys]


def _seal(kind: str, cohort: str, slot: str, who: str, key: str) -> str:
    said = "\n".join((kind, cohort, slot, who))
    return salted_hmac(_SALT, said, secret=key, algorithm="sha256").hexdigest()[:LENGTH]
