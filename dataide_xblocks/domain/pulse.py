"""The pulse: three one-tap questions a week and an optional comment, and what may be shown of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .answers import only, read_one, read_text
from .errors import InvalidAnswer, InvalidExercise
from .exercise import a_text, an_identifier, only_keys, read_toml
from .language import LANGUAGES, _
from .regions import REGIONS

QUESTIONS = 3  # two common to all weeks, then the week's own (curriculum.md 0.4)
CHOICES = range(2, 7)
WEEKS = range(13)
KINDS = ("scale", "choice")
MOST_COMMENT = 280  # characters, curriculum.md 0.4 P4
MOST_REPLY = 400  # two lines of « Vous avez dit, nous avons fait »

# How a comment is signed, chosen each time, and the one sentence that explains each. The rule and the sentence stand
# together, so that neither changes without the other.
SIGNATURES = {
    "name": _("The team sees your name and can answer you. You can change your comment until the week closes."),
    "region": _("The team sees your region, not your name. Where people are few, they may guess who wrote."),
    "none": _("The team sees your words and nothing else: no name, no region, no hour are kept."),
}


@dataclass(frozen=True)
class Choice:
    """One answer to a question; `help` is said to the person who chooses it ("I could not" calls for help)."""

    id: str
    text: str
    help: str = ""


@dataclass(frozen=True)
class Question:
    """A question of one tap. `scale`: from the least to the most, in words; `choice`: any list."""

    id: str
    kind: str
    text: str
    choices: tuple[Choice, ...]

    def choice(self, identifier: str) -> Choice | None:
        """The choice with this id, None when the author has withdrawn it since."""
        return next((choice for choice in self.choices if choice.id == identifier), None)


@dataclass(frozen=True)
class Pulse:
    """A week's pulse. `comment` and `lang` may be empty: our own question, and the course's language."""

    week: int
    questions: tuple[Question, ...]
    comment: str = ""
    lang: str = ""

    @property
    def common(self) -> tuple[Question, ...]:
        """The questions asked every week, comparable from one to the next: all but the week's own, the last."""
        return self.questions[:-1]

    def question(self, identifier: str) -> Question | None:
        """The question with this id."""
        return next((question for question in self.questions if question.id == identifier), None)


@dataclass(frozen=True)
class Rating:
    """One tap: a question and the choice given to it."""

    question: str
    choice: str


@dataclass(frozen=True)
class Comment:
    """A comment and how it is signed; `region` is "" unless it is signed by the region."""

    text: str
    signature: str
    region: str = ""


def read_pulse(text: str) -> Pulse:
    """The pulse that an author's TOML defines; raises InvalidExercise naming the key, as `question.2.choices`."""
    table = read_toml(text)
    only_keys(table, "", "week", "title", "comment", "lang", "question")
    week = table.get("week")
    if not isinstance(week, int) or isinstance(week, bool) or week not in WEEKS:
        raise InvalidExercise("week", _("Write the number of the week, from 0 to 12."))
    lang = table.get("lang", "")
    if lang not in ("", *LANGUAGES):
        raise InvalidExercise("lang", _('Write "fr" or "en".'))
    return Pulse(week, _questions(table), a_text(table, "", "comment", 200, required=False), lang)


def _questions(table: dict[str, Any]) -> tuple[Question, ...]:
    written = table.get("question")
    if not isinstance(written, list) or len(written) != QUESTIONS or not all(isinstance(q, dict) for q in written):
        raise InvalidExercise("question", _("A pulse asks exactly %(count)s questions."), count=QUESTIONS)
    questions = tuple(_question(entry, f"question.{n}.") for n, entry in enumerate(written, 1))
    _distinct([question.id for question in questions], "question.{}.id")
    return questions


def _question(table: dict[str, Any], path: str) -> Question:
    only_keys(table, path, "id", "kind", "text", "choices")
    if table.get("kind") not in KINDS:
        raise InvalidExercise(f"{path}kind", _('Write "scale" (from the least to the most) or "choice" (any list).'))
    written = table.get("choices")
    if not isinstance(written, list) or len(written) not in CHOICES or not all(isinstance(c, dict) for c in written):
        message = _("Give from %(least)s to %(most)s choices, each with an id and a text.")
        raise InvalidExercise(f"{path}choices", message, least=CHOICES[0], most=CHOICES[-1])
    choices = tuple(_choice(entry, f"{path}choices.{n}.") for n, entry in enumerate(written, 1))
    _distinct([choice.id for choice in choices], f"{path}choices.{{}}.id")
    return Question(an_identifier(table, path), table["kind"], a_text(table, path, "text", 300), choices)


def _choice(table: dict[str, Any], path: str) -> Choice:
    only_keys(table, path, "id", "text", "help")
    identifier = an_identifier(table, path)
    return Choice(identifier, a_text(table, path, "text", 80), a_text(table, path, "help", 400, required=False))


def _distinct(ids: list[str], path: str) -> None:
    for number, identifier in enumerate(ids, 1):
        if identifier in ids[: number - 1]:
            raise InvalidExercise(path.format(number), _("This id is already used above: each needs its own."))


def read_rating(pulse: Pulse, data: dict[str, Any]) -> Rating:
    """The tap in `{"question": id, "choice": id}`; raises InvalidAnswer."""
    only(data, "question", "choice")
    name = read_one(data, "question", [q.id for q in pulse.questions], _("This question is not in this week's pulse."))
    question = pulse.question(name)
    assert question is not None
    choices = [choice.id for choice in question.choices]
    return Rating(name, read_one(data, "choice", choices, _("Please choose one of the answers.")))


def read_comment(data: dict[str, Any]) -> Comment:
    """The comment in `{"text", "signature", "region"}`; raises InvalidAnswer. A region not asked for is dropped."""
    only(data, "text", "signature", "region")
    text = read_text(data, "text", MOST_COMMENT)
    if not text:
        raise InvalidAnswer("text", _("Write a few words first, or leave this question: it is optional."))
    signature = read_one(data, "signature", SIGNATURES, _("Please choose how your comment is signed."))
    region = read_one(data, "region", REGIONS, _("Please choose your region.")) if signature == "region" else ""
    return Comment(text, signature, region)


def read_reply(data: dict[str, Any]) -> dict[str, str]:
    """The team's two texts in `{"fr", "en"}`, {language: text}, empty ones left out; raises InvalidAnswer."""
    only(data, *LANGUAGES)
    texts = {language: read_text(data, language, MOST_REPLY) for language in LANGUAGES}
    if not any(texts.values()):
        raise InvalidAnswer("fr", _("Write what you were told and what you did, in French, in English or in both."))
    return {language: text for language, text in texts.items() if text}


def tally(question: Question, counts: Mapping[str, int]) -> list[tuple[Choice, int]]:
    """(choice, people) in the author's order. A choice withdrawn since is left out: its id has no words any more."""
    return [(choice, counts.get(choice.id, 0)) for choice in question.choices]
