"""The two ways a value from outside can be refused.

Messages are English msgids of our catalogue; `params` fill their `%(name)s` places. Whoever shows one translates it
first (`domain.language.say`), so the rules never need to know who is reading.
"""

from __future__ import annotations


class Refused(Exception):
    """A value was refused. `field` names it, `message` is a msgid, `params` fill the message."""

    def __init__(self, field: str, message: str, **params: object) -> None:
        super().__init__(message % params if params else message)
        self.field, self.message, self.params = field, message, params


class InvalidAnswer(Refused):
    """What a learner sent cannot be kept. Nothing was stored."""


class InvalidExercise(Refused):
    """What an author wrote does not define an exercise. `field` is the TOML key, as `question.2.choices`."""
