"""What every block written as TOML shares: its fields, its editor in Studio, and what is to be corrected in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.fields import Scope, String

from .block import DataideBlock, store
from .domain.answers import only, read_one, read_text
from .domain.cohort import language_in
from .domain.errors import InvalidAnswer, InvalidExercise
from .domain.exercise import line_of
from .domain.language import _, explain
from .domain.moments import HOME, in_utc, is_open, read_moment, zone_of
from .gate import AUTHOR, OPEN, answers

_LINE = _("Line %(line)s, %(key)s: %(why)s")


@dataclass(frozen=True)
class Choice:
    """A simple setting in Studio's editor: its label and {value: label}, all msgids."""

    label: str
    choices: dict[str, str]


@XBlock.wants("studio_user_permissions")
class AuthoredBlock(DataideBlock):
    """A face gives `read`, the rule that turns TOML into its exercise, and `EXAMPLES`, what a new one starts from.

    `SETTINGS` are fields with a list of values, `LINES` fields of one line, `TEXTS` optional fields of TOML beside the
    exercise, by their label.
    """

    EXAMPLES: dict[str, str] = {}
    MOST_EXERCISE = 20_000  # characters of TOML
    SETTINGS: dict[str, Choice] = {}
    LINES: dict[str, str] = {}
    TEXTS: dict[str, str] = {}

    closes = String(
        display_name="Closes",
        help="The moment after which answers no longer change, as 2027-01-25T13:00:00Z. Empty: never.",
        scope=Scope.settings,
        default="",
    )
    exercise = String(display_name="Exercise", help="As TOML.", scope=Scope.content, default="", xml_node=True)

    @staticmethod
    def read(text: str) -> Any:
        """The exercise that TOML defines; raises InvalidExercise."""
        raise NotImplementedError

    @property
    def toml(self) -> str:
        """What the author wrote; an empty element is read as nothing at all."""
        return self.exercise or ""

    @cached_property
    def asked(self) -> Any:
        """The exercise, read once a request: the platform looks through the whole text at each access. InvalidExercise.

        `edit` changes it, and nothing is shown after that.
        """
        return self.read(self.toml)

    @property
    def end(self) -> datetime | None:
        """When the exercise closes, None when it never does."""
        return read_moment(self.closes)

    @property
    def open(self) -> bool:
        """Whether answers may still be given and changed."""
        return is_open(self.end, self.now())

    @property
    def lang(self) -> str:
        """The language of the author's words when it is not the reader's, "" when it is."""
        lang = self.asked.lang or language_in(self.course_key) or self.language
        return "" if lang == self.language else lang

    def written(self) -> Any:
        """The exercise, or a refusal kind to a learner whose author is still writing."""
        try:
            return self.asked
        except InvalidExercise:
            raise InvalidAnswer("", _("This exercise is being corrected. Please come back later.")) from None

    def ready(self) -> Any:
        """The exercise, if it can be answered now; raises InvalidAnswer."""
        exercise = self.written()
        if not self.open:
            raise InvalidAnswer("", _("This exercise has closed: answers can no longer be given or changed."))
        return exercise

    def closing(self) -> str:
        """Until when answers may change, in words."""
        if self.end is None:
            return ""
        sentence = _("You can change your answers until %(moment)s") if self.open else _("Closed since %(moment)s")
        return self.say(sentence, moment=self.when(self.end))

    def findings(self) -> list[str]:
        """What the author has to correct, in words; nothing is said of an exercise not yet begun."""
        found = []
        try:
            _exercise = self.toml.strip() and self.asked
        except InvalidExercise as error:
            found.append(self.in_words(self.toml, error))
        if self.closes and self.end is None:
            found.append(self.say(_("The end of this exercise cannot be read, so it would never close.")))
        return found

    def _line(self, exercise: str, error: InvalidExercise) -> dict[str, Any]:
        line = line_of(exercise, error.field) or 1
        return {"line": line, "key": error.field, "why": explain(error, self.language)}

    def in_words(self, exercise: str, error: InvalidExercise) -> str:
        """What is wrong in a text of TOML, with its line."""
        return self.say(_LINE, **self._line(exercise, error))

    def studio_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """Studio's editor: simple fields, then the same TOML as in the course's sources."""
        end = self.end.astimezone(zone_of(HOME)).strftime("%Y-%m-%dT%H:%M") if self.end else ""
        shown = {"closes": end, "exercise": self.toml.strip() or self.EXAMPLES[self.language], "slot": self.place}
        shown["settings"] = [
            {
                "name": name,
                "label": self.say(setting.label),
                "choices": [(value, self.say(label)) for value, label in setting.choices.items()],
                "chosen": getattr(self, name),
            }
            for name, setting in self.SETTINGS.items()
        ]
        shown["lines"] = [(name, self.say(label), getattr(self, name) or "") for name, label in self.LINES.items()]
        shown["texts"] = [(name, self.say(label), getattr(self, name) or "") for name, label in self.TEXTS.items()]
        return self.fragment("studio.html", shown)

    @answers(fields=OPEN, who=AUTHOR, most=512_000)
    def edit(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep what the editor sends, or say which line is wrong. A setting that was not sent stays as it was."""
        only(data, "display_name", "closes", "exercise", *self.SETTINGS, *self.LINES, *self.TEXTS)
        permissions = self.service("studio_user_permissions")
        if permissions is not None and not permissions.can_write(self.course_key):
            raise InvalidAnswer("", _("You may not edit this course."))
        title, end = read_text(data, "display_name", 120), read_text(data, "closes", 40)
        closes = read_moment(end, zone_of(HOME))
        if end and closes is None:
            raise InvalidAnswer("closes", _("Write a date and an hour, or leave this empty."))
        exercise = self._read_toml(data, "exercise")
        settings = {
            name: read_one(data, name, setting.choices, _("Please choose one of these."))
            for name, setting in self.SETTINGS.items()
            if name in data
        }
        settings |= {name: self.read_line(name, read_text(data, name, 2_000)) for name in self.LINES if name in data}
        settings |= {name: self._read_toml(data, name) for name in self.TEXTS if data.get(name)}
        for name, value in settings.items():
            setattr(self, name, value)
        self.display_name, self.exercise = title or self.display_name, exercise
        self.closes = in_utc(closes) if closes else ""
        return {"done": True}

    def read_line(self, name: str, text: str) -> str:
        """A setting of one line as it is kept; raises InvalidAnswer on the field `name`."""
        return text

    def _read_toml(self, data: dict[str, Any], field: str) -> str:
        """The TOML of a field, which must define an exercise; raises InvalidAnswer with its line."""
        text = read_text(data, field, self.MOST_EXERCISE)
        try:
            self.read(text)
        except InvalidExercise as error:
            raise InvalidAnswer(field, _LINE, **self._line(text, error)) from None
        return text + "\n"

    def clear_student_state(self, user_id: str, course_id: str, item_id: str, requesting_user_id: str) -> None:
        """A fresh start for one learner, known here by their anonymous id (contract 7.13)."""
        try:
            from common.djangoapps.student.models import user_by_anonymous_id
        except ImportError:  # not in the LMS
            return
        learner = user_by_anonymous_id(user_id)
        if learner is not None:
            self.forget_answers(str(learner.pk))

    def forget_answers(self, learner: str) -> None:
        """Give a learner a fresh start on this exercise."""
        store("people").reset(self.cohort, self.place, learner)
