"""From the bytes a browser sends to plain, clean values: the first thing done with anything a learner gives."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection
from typing import Any, NoReturn

from .errors import InvalidAnswer
from .language import _

# Limits on every request (trust.md 2.4): far above what a form of ours sends, far below what hurts a server.
MOST_BYTES = 64 * 1024
MOST_DEPTH = 6
MOST_KEYS = 200

# Characters that reorder the text around them: a name or a comment could be made to read as something else.
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def read_body(body: bytes, most: int = MOST_BYTES) -> dict[str, Any]:
    """The JSON object in `body`: UTF-8, no NaN, of bounded size, depth and number of keys. Raises InvalidAnswer."""
    if len(body) > most:
        raise InvalidAnswer("", _("This is too long to be sent. Please shorten it."))
    try:
        data = json.loads(body.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        raise InvalidAnswer("", _UNREADABLE) from None
    if not isinstance(data, dict) or not _bounded(data):
        raise InvalidAnswer("", _UNREADABLE)
    return data


_UNREADABLE = _("We could not read what was sent. Please reload the page and try again.")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(number: str) -> float:
    value = float(number)
    if value in (float("inf"), float("-inf")):
        raise ValueError(number)
    return value


def _bounded(data: object) -> bool:
    """Whether depth and number of keys are within limits; walks level by level, so depth costs no stack."""
    level, keys = [data], 0
    for _depth in range(MOST_DEPTH):
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                keys += len(value)
                below += value.values()
            elif isinstance(value, list):
                keys += len(value)
                below += value
        if keys > MOST_KEYS:
            return False
        if not below:
            return True
        level = below
    return False


def clean(text: str) -> str:
    """`text` that any database, export or screen can hold: NFC, no control, reordering or half character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(_kept(character) for character in text)
    return unicodedata.normalize("NFC", kept).strip()


def _kept(character: str) -> str:
    if character in "\n\t":
        return character
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    if character in REORDERING or unicodedata.category(character) == "Cc" or ord(character) & 0xFFFE == 0xFFFE:
        return ""
    return character


def read_text(data: dict[str, Any], field: str, most: int) -> str:
    """The clean text of `field`, "" if absent; raises InvalidAnswer when it is no text or above `most` characters."""
    value = data.get(field, "")
    if not isinstance(value, str):
        raise InvalidAnswer(field, _UNREADABLE)
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise InvalidAnswer(field, _("One sign of this text is cut in half: delete it, then type it again."))
    text = clean(value)
    if len(text) > most:
        message = _("Please keep to %(most)s characters: there are %(length)s.")
        raise InvalidAnswer(field, message, most=most, length=len(text))
    return text


def read_one(data: dict[str, Any], field: str, among: Collection[str], message: str) -> str:
    """The value of `field`, which must be one of `among`; raises InvalidAnswer with `message` otherwise."""
    value = data.get(field)
    if not isinstance(value, str) or value not in among:
        raise InvalidAnswer(field, message)
    return value


def only(data: dict[str, Any], *fields: str) -> None:
    """Refuse keys that nobody reads: a form that sends them is not ours."""
    for key in data:
        if key not in fields:
            raise InvalidAnswer("", _UNREADABLE)
