"""The journal of a week as its author wrote it: a prompt, what peers are asked for, a model reply, a fictional cast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .errors import InvalidExercise
from .exercise import a_text, an_identifier, only_keys, read_toml
from .language import LANGUAGES, _

WEEKS = range(1, 13)
CAST = 2  # entries to answer where nobody else wrote yet: one's week is complete with two answers (section 6)
MOST_PROMPT, MOST_PEERS, MOST_BY, MOST_TOLD, MOST_REPLY = 400, 300, 120, 1_200, 700  # characters
MOST_WORDS = 35  # of a prompt: content-quality.md, Q-33


@dataclass(frozen=True)
class ModelReply:
    """What a good answer looks like: who wrote it, to whom, and its three gestures."""

    by: str
    to: str
    mirror: str
    question: str
    ours: str


@dataclass(frozen=True)
class CastEntry:
    """An entry of the fictional cast, answered where nobody wrote yet. `by` says that it is fictional."""

    id: str
    by: str
    happened: str
    understood: str
    doing: str


@dataclass(frozen=True)
class Journal:
    """A week's journal. `peers` says what to offer when answering; `lang` may be empty: the course's language."""

    week: int
    prompt: str
    peers: str
    model: ModelReply
    cast: tuple[CastEntry, ...]
    lang: str = ""

    def told_by(self, identifier: str) -> CastEntry | None:
        """The entry of the cast with this id."""
        return next((entry for entry in self.cast if entry.id == identifier), None)


def read_journal(text: str) -> Journal:
    """The journal that an author's TOML defines; raises InvalidExercise naming the key, as `cast.2.doing`."""
    table = read_toml(text)
    only_keys(table, "", "week", "title", "prompt", "peers", "lang", "model", "cast")
    week = table.get("week")
    if type(week) is not int or week not in WEEKS:
        raise InvalidExercise("week", _("Write the number of the week, from 1 to 12."))
    lang = table.get("lang", "")
    if lang not in ("", *LANGUAGES):
        raise InvalidExercise("lang", _('Write "fr" or "en".'))
    prompt = a_text(table, "", "prompt", MOST_PROMPT)
    if len(prompt.split()) > MOST_WORDS:
        raise InvalidExercise("prompt", _("Keep this question to %(most)s words."), most=MOST_WORDS)
    return Journal(week, prompt, a_text(table, "", "peers", MOST_PEERS), _model(table), _cast(table), lang)


def _model(table: dict[str, Any]) -> ModelReply:
    written = table.get("model")
    if not isinstance(written, dict):
        raise InvalidExercise("model", _("Write a model reply under [model]."))
    only_keys(written, "model.", "by", "to", "mirror", "question", "ours")
    names = (a_text(written, "model.", key, MOST_BY) for key in ("by", "to"))
    return ModelReply(*names, *(a_text(written, "model.", key, MOST_REPLY) for key in ("mirror", "question", "ours")))


def _cast(table: dict[str, Any]) -> tuple[CastEntry, ...]:
    written = table.get("cast")
    if not isinstance(written, list) or len(written) != CAST or not all(isinstance(one, dict) for one in written):
        message = _("Write %(count)s entries of the cast, each under [[cast]].")
        raise InvalidExercise("cast", message, count=CAST)
    entries = tuple(_entry(one, f"cast.{n}.") for n, one in enumerate(written, 1))
    if len({entry.id for entry in entries}) < CAST:
        raise InvalidExercise("cast.2.id", _("This id is already used above: give each its own."))
    return entries


def _entry(table: dict[str, Any], path: str) -> CastEntry:
    only_keys(table, path, "id", "by", "happened", "understood", "doing")
    told = (a_text(table, path, key, MOST_TOLD) for key in ("happened", "understood", "doing"))
    return CastEntry(an_identifier(table, path, most=30), a_text(table, path, "by", MOST_BY), *told)
