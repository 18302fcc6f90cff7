"""One question in the Markdown of Studio's simple problem editor, read line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ..domain.language import _
from . import typography
from .capa import Answer, Choice, Question
from .finding import Finding

Line = tuple[int, str]

_UNKNOWN = _("This line is not understood: %(line)s")
_NOT_A_NUMBER = _("“%(value)s” is not a number. Write 3.5 with a point, without spaces.")
_CHOICE = re.compile(r"(?P<open>[(\[])(?P<mark>[ xX]?)[)\]]\s*(?P<text>.*)", re.DOTALL)
_COMBINED = re.compile(r"\{\{\s*\(\((?P<letters>[A-Za-z\s]+)\)\)(?P<text>.*)\}\}", re.DOTALL)
_ANSWER = re.compile(r"(?P<mark>s?=(?!=)|or=|not=)\s*(?P<text>.*)", re.DOTALL)
_FEEDBACK = re.compile(r"\s*\{\{(.*)\}\}\s*", re.DOTALL)
_SELECTED = re.compile(r"(?:s|selected)\s*:(.*)", re.DOTALL | re.IGNORECASE)
_UNSELECTED = re.compile(r"(?:u|unselected)\s*:(.*)", re.DOTALL | re.IGNORECASE)
_LOOKS_LIKE = re.compile(r"\(.{0,3}\)|\[.?\]|\[\[|\{\{|\|\||>>|={2,}|\[/?explanation", re.IGNORECASE)
_FORMATTING = re.compile(r"</?[A-Za-z][^>]*>|\*\*|__|`|!?\[[^\]]*\]\(|^(?:[-*+]|#+|\d+\.) ", re.MULTILINE)
_NUMERIC = re.compile(r"[-+]?[\d.,][\d\s.,:/*^()+eE%-]*")  # what Studio would send to be graded as a number
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_RANGE = re.compile(r"([\[(])\s*(\S+?)\s*,\s*(\S+?)\s*([\])])")


@dataclass
class Reader:
    """Reads the lines of one question, one after the other, and remembers what is wrong in `findings`."""

    lines: list[Line]
    language: str
    findings: list[Finding] = field(default_factory=list)
    kind: str = ""
    label: str = ""
    description: str = ""
    before: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    combined: list[tuple[str, str]] = field(default_factory=list)
    right: list[Answer] = field(default_factory=list)
    wrong: list[Answer] = field(default_factory=list)
    tolerance: str = ""
    pattern: bool = False
    hints: list[str] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)

    def question(self) -> Question:
        """The question of these lines; worth writing only when no finding is blocking. To be called once."""
        paragraphs, explaining = self.before, 0
        fresh = True  # the next line of text starts a paragraph
        for number, text in self.lines:
            if re.fullmatch(r"\[/?explanation\]", text, re.IGNORECASE):
                explaining = 0 if explaining else number
                paragraphs, fresh = (self.explanation if explaining else self.before), True
            elif not text:
                fresh = True
            elif explaining or not self._read(number, text):
                if not explaining and (self.kind or _LOOKS_LIKE.match(text)):
                    self._say(number, _UNKNOWN, line=text.split("\n")[0])
                    continue
                piece = self._shown(number, text)
                if fresh or not paragraphs:
                    paragraphs.append(piece)
                else:
                    paragraphs[-1] = f"{paragraphs[-1]} {piece}"
                fresh = False
        if explaining:
            self._say(explaining, _("This explanation is not closed: write [explanation] again after it."))
        self._check()
        return Question(
            self.kind or "text", self.label, self.description, tuple(self.before), tuple(self.choices),
            tuple(self.combined), tuple(self.right), tuple(self.wrong), self.tolerance, self.pattern,
            tuple(self.hints), tuple(self.explanation),
        )  # fmt: skip

    def _read(self, number: int, text: str) -> bool:
        """Read a line that has a mark; False for a line of text."""
        if text.startswith(">>") and text.endswith("<<"):
            label, _mark, description = text[2:-2].partition("||")
            self.label, self.description = self._shown(number, label), self._shown(number, description)
        elif len(text) > 4 and text.startswith("||") and text.endswith("||"):
            self.hints.append(self._shown(number, text[2:-2]))
        elif text.startswith("[[") and text.endswith("]]"):
            self._options(number, text[2:-2])
        elif match := _COMBINED.fullmatch(text):
            self._combination(number, match["letters"].upper().split(), match["text"])
        elif match := _ANSWER.fullmatch(text):
            self._answer(number, match["mark"], match["text"])
        elif match := _CHOICE.fullmatch(text):
            self._choice(number, match["open"] == "[", match["mark"].lower() == "x", match["text"])
        else:
            return False
        return True

    def _choice(self, number: int, several: bool, correct: bool, text: str) -> None:
        self._become(number, "boxes" if several else "choice")
        text, feedback = _split(text)
        unselected = ""
        if several and feedback:
            parts = re.split(r"\}\s*,\s*\{|,\s*(?=unselected\s*:)", feedback, flags=re.IGNORECASE)
            feedback = next((m[1] for part in parts if (m := _SELECTED.fullmatch(part.strip()))), "")
            unselected = next((m[1] for part in parts if (m := _UNSELECTED.fullmatch(part.strip()))), "")
        self._keep(number, text, correct, feedback, unselected)

    def _options(self, number: int, inside: str) -> None:
        """`[[a, (b)]]`, or one option a line, which is the only form that has room for feedback."""
        self._become(number, "dropdown")
        options = enumerate(inside.split("\n"), number) if "\n" in inside else ((number, o) for o in inside.split(","))
        for line, option in options:
            text, feedback = _split(option)
            correct = len(text) > 2 and text[0] == "(" and text[-1] == ")"
            if option.strip() or "\n" not in inside:
                self._keep(line, text[1:-1] if correct else text, correct, feedback, "")

    def _keep(self, number: int, text: str, correct: bool, feedback: str, unselected: str) -> None:
        shown = self._shown(number, text)
        if not shown:
            self._say(number, _("This choice is empty."))
        elif shown.casefold() in {choice.text.casefold() for choice in self.choices}:
            self._say(number, _("This choice is there twice: %(text)s"), text=shown)
        if not feedback.strip():
            example = "{{selected: …, unselected: …}}" if self.kind == "boxes" else "{{…}}"
            self._say(number, _("Say why after this choice: %(example)s"), rule="Q-30", example=example)
        if correct and self.kind != "boxes" and any(choice.correct for choice in self.choices):
            self._say(number, _("Only one choice can be right here; for several, use boxes: [x]."))
        self.choices.append(Choice(shown, correct, self._shown(number, feedback), self._shown(number, unselected)))

    def _combination(self, number: int, letters: list[str], text: str) -> None:
        known = [chr(ord("A") + index) for index in range(len(self.choices))]
        if self.kind != "boxes" or not set(letters) <= set(known):
            self._say(number, _UNKNOWN, line=f"{{{{(({' '.join(letters)}))")
        self.combined.append((" ".join(letters), self._shown(number, text)))

    def _answer(self, number: int, mark: str, text: str) -> None:
        value, feedback = _split(text)
        answer = Answer(value, self._shown(number, feedback))
        if not value or (mark in ("or=", "not=")) != bool(self.right):
            self._say(number, _UNKNOWN, line=f"{mark} {value}")
        elif mark == "=" and (
            _NUMERIC.fullmatch(value.partition("+-")[0].strip()) or (value[0] in "[(" and value[-1] in "])")
        ):
            self._become(number, "number")
            self._number(number, answer)
        elif mark in ("=", "s="):
            self._become(number, "text")
            self._text(number, answer)
        elif mark == "not=" and self.kind == "text":
            self.wrong.append(answer)
        elif mark == "or=" and self.kind == "number" and _NUMBER.fullmatch(value):
            self.right.append(replace(answer, value=_plain_number(value)))
        elif mark == "or=" and self.kind == "text" and not self.pattern:
            self.right += _spellings(answer)
        else:
            self._say(number, _UNKNOWN, line=f"{mark} {value}")

    def _number(self, number: int, answer: Answer) -> None:
        value, _mark, tolerance = (part.strip() for part in answer.value.partition("+-"))
        between = _RANGE.fullmatch(value)
        for part in [between[2], between[3]] if between else [value]:
            if not _NUMBER.fullmatch(part):
                self._say(number, _NOT_A_NUMBER, value=part)
                self.right.append(answer)
                return
        if tolerance and (between or not _NUMBER.fullmatch(tolerance.removesuffix("%"))):
            self._say(number, _NOT_A_NUMBER, value=tolerance)
        if between:
            low, high = _plain_number(between[2]), _plain_number(between[3])
            if float(low) >= float(high):
                self._say(number, _UNKNOWN, line=f"= {value}")
            value = f"{between[1]}{low},{high}{between[4]}"
        else:
            value = _plain_number(value)
        self.tolerance = tolerance
        self.right.append(replace(answer, value=value))
        if self.language.startswith("fr") and not between and "." in value and "point" not in self.description:
            message = _("A comma in a learner's number is refused: ask for a whole number, or say to write a point.")
            self._say(number, message, blocking=False)

    def _text(self, number: int, answer: Answer) -> None:
        self.pattern = answer.value.startswith("|")
        if not self.pattern:
            self.right += _spellings(answer)
            return
        pattern = answer.value[1:].strip()
        try:
            re.compile(pattern)
        except re.error as error:
            self._say(number, _("This pattern cannot be read: %(why)s."), why=error)
        # The platform puts ^ and $ around: they must hold for every branch of the pattern.
        self.right.append(replace(answer, value=f"(?:{pattern})" if "|" in pattern else pattern))

    def _check(self) -> None:
        first = next((number for number, text in self.lines if text), self.lines[0][0] if self.lines else 1)
        if not self.label:
            self._say(first, _("This question has no label: write it as >>Which one?<<."))
        if not self.kind:
            self._say(first, _("This question has nothing to choose or to write."))
        elif self.kind in ("choice", "boxes", "dropdown"):
            if len(self.choices) < 2:
                self._say(first, _("Give at least two choices."))
            if not any(choice.correct for choice in self.choices):
                self._say(first, _("No choice is marked as the right one."))

    def _become(self, number: int, kind: str) -> None:
        if self.kind and (self.kind != kind or kind == "dropdown"):
            self._say(number, _("Another kind of answer starts here: put --- between two questions."))
        self.kind = self.kind or kind

    def _shown(self, number: int, text: str) -> str:
        """A text that learners read, set in type; what cannot be set or shown is said."""
        text = " ".join(text.split("\n")).strip()
        for found in _FORMATTING.finditer(text):
            self._say(number, _("A question shows plain text only: take “%(what)s” out."), what=found[0].strip())
        for finding in typography.complaints(text, self.language):
            self.findings.append(replace(finding, line=number))
        return typography.fix(text, self.language)

    def _say(self, number: int, message: str, *, blocking: bool = True, rule: str = "", **params: object) -> None:
        self.findings.append(Finding(number, message, params, blocking, rule))


def _split(text: str) -> tuple[str, str]:
    """A text and the {{feedback}} that follows it."""
    found = _FEEDBACK.search(text)
    return (_FEEDBACK.sub("", text, count=1).strip(), found[1].strip()) if found else (text.strip(), "")


def _plain_number(value: str) -> str:
    """`3.50` and `+3.5` are written alike, so that both languages compare."""
    number = float(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _spellings(answer: Answer) -> list[Answer]:
    """The same answer with a straight and with a typographic apostrophe: telephones write either."""
    values = dict.fromkeys([answer.value, answer.value.replace("'", "’"), answer.value.replace("’", "'")])
    return [replace(answer, value=value) for value in values]
