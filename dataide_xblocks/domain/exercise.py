"""What every exercise's TOML shares: loading it, and saying which key and which line is wrong."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from .errors import InvalidExercise
from .language import _

IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def read_toml(text: str) -> dict[str, Any]:
    """The table in `text`; raises InvalidExercise with the field `line N` when it is not TOML."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        line = found[1] if found else str(text.count("\n") + 1)
        message = _("This line is not written as TOML: look for a missing quote or bracket.")
        raise InvalidExercise(f"line {line}", message) from None


def only_keys(table: dict[str, Any], path: str, *known: str) -> None:
    """Refuse a key nobody reads, which is most often a typing mistake."""
    for key in table:
        if key not in known:
            message = _("This key is not known here. Known keys: %(known)s.")
            raise InvalidExercise(f"{path}{key}", message, known=", ".join(known))


def a_text(table: dict[str, Any], path: str, key: str, most: int, required: bool = True) -> str:
    """The text at `key`; raises InvalidExercise when it is missing, empty or too long."""
    value = table.get(key, "")
    if not isinstance(value, str) or (required and not value.strip()):
        raise InvalidExercise(f"{path}{key}", _("Write a text between quotes here."))
    if len(value) > most:
        raise InvalidExercise(f"{path}{key}", _("Keep this text to %(most)s characters."), most=most)
    return value.strip()


def an_identifier(table: dict[str, Any], path: str, key: str = "id", most: int = 40) -> str:
    """The id at `key`: learners' answers hang on it, so it is short, lower-case and plain."""
    value = table.get(key)
    if not isinstance(value, str) or len(value) > most or not IDENTIFIER.fullmatch(value):
        message = _("Give an id of lower-case letters, digits and hyphens, at most %(most)s characters.")
        raise InvalidExercise(f"{path}{key}", message, most=most)
    return value


def a_whole(table: dict[str, Any], path: str, key: str, least: int, most: int) -> int:
    """The whole number at `key`, from `least` to `most`; raises InvalidExercise otherwise."""
    value = table.get(key)
    if type(value) is not int or not least <= value <= most:
        message = _("Write a whole number from %(least)s to %(most)s.")
        raise InvalidExercise(f"{path}{key}", message, least=least, most=most)
    return value


def line_of(text: str, field: str) -> int | None:
    """The line of `text` where the key path `field` of an InvalidExercise is written, as `question.2.choices`."""
    if field.startswith("line "):
        return int(field[5:])
    lines, start = text.splitlines(), 0
    for key, number in re.findall(r"([a-z_-]+)(?:\.(\d+))?", field):
        found = _find(lines, start, key, int(number or 1))
        if found is None:
            break
        start = found + 1
    return start or None


def _find(lines: list[str], start: int, key: str, nth: int) -> int | None:
    """The index of the nth `[[…key]]` header from `start` on, else of `key =` before the next header."""
    header = re.compile(rf"\s*\[\[?\s*(?:[\w-]+\.)*{re.escape(key)}\s*\]")
    headers = [i for i in range(start, len(lines)) if header.match(lines[i])]
    if nth <= len(headers):
        return headers[nth - 1]
    for i in range(start, len(lines)):
        if re.match(r"\s*\[", lines[i]):
            return None
        if re.match(rf"\s*{re.escape(key)}\s*=", lines[i]):
            return i
    return None
