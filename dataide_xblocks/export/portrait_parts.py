"""The parts of a portrait on paper, from its cover to the meaning of its levels."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dataide_xblocks.domain.language import _

from .paper import Text
from .word import Word
from .word_chart import Series

_LEVELS = 5
_WAVES = {"baseline": _("Portrait of week 1"), "endline": _("Portrait of week 12")}
_WEEKS = (_("In week 1"), _("In week 12"))
_HOW = (  # maturity-model.md 2.7, rules 3 and 5, and 2.12
    _("It says how an organization sees itself at one moment; nobody is graded."),
    _("A level changes when it is reached, not when it is nearly reached."),
    _("This document belongs to your organization, which chooses who reads it."),
)


def bar(level: str) -> str:
    """`■■□□□ ` for `2, Premiers gestes`, nothing where there is no level: an image of a number that is also said."""
    number = _number(level)
    return "■" * number + "□" * (_LEVELS - number) + "\u2002" if number else ""


def _number(level: str) -> int | None:
    """The number that begins a level in words."""
    return int(level[0]) if re.match(r"[1-5], ", level) else None


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


class Parts:
    """Writes the parts into a Word document. `lang` is the language of the model's author where it is another."""

    def __init__(self, word: Word, words: Callable[..., str], lang: str) -> None:
        self.word, self.words, self.lang = word, words, lang

    def all_of(self, document: Mapping[str, Any]) -> None:
        """Everything, in the order of the page."""
        portrait = document["portrait"]
        self.cover(document)
        self.unknown(portrait["unknown"])
        self.ladder(portrait["radar"]["levels"])
        self.glance(portrait["radar"])
        self.dimensions(portrait["dimensions"])
        self.agreed(portrait["agreed"])
        if document["choice"]:
            self.choice(document["choice"])
        if document["change"]:
            self.change(document["change"])

    def of_model(self, text: str, bold: bool = False) -> Text:
        """Words of the model's author."""
        return Text(text, bold, self.lang)

    def level(self, level: str) -> Text:
        """A level as a row of squares, and in words."""
        return self.of_model(bar(level) + level)

    def cover(self, document: Mapping[str, Any]) -> None:
        """Whose portrait, when, from how many answers, and how far it can be trusted."""
        words, portrait, word = self.words, document["portrait"], self.word
        if document["organisation"]:
            word.line(Text(document["organisation"], bold=True), style="Owner")
        word.heading(1, self.of_model(document["title"]))
        word.line(Text(f"{words(_WAVES[document['wave']])} · {document['date']}"), style="When")
        trust = portrait["reliability"]
        reasons = Text(f" {_first_up('; '.join(trust['reasons']))}.") if trust["reasons"] else Text("")
        word.line(Text(f"{self._people(portrait)} "), Text(f"{_first_up(trust['word'])}.", bold=True), reasons)
        if portrait["provisional"]:
            word.line(Text(words(_("Provisional: more than one question in five is unknown.")), bold=True))
        if trust["missing"]:
            word.line(Text(words(_("What would make it more reliable")), bold=True), style="Level")
            word.bullets([Text(missing) for missing in trust["missing"]])

    def _people(self, portrait: Mapping[str, Any]) -> str:
        if portrait["alone"]:
            return self.words(_("This is the portrait of your own answers."))
        if portrait["people"] == 1:
            return self.words(_("Drawn from the answers of one person."))
        return self.words(_("Drawn from the answers of %(people)s people."), people=portrait["people"])

    def unknown(self, unknown: Sequence[Mapping[str, str]]) -> None:
        """What nobody knows: it comes first, because it says what to do next (curriculum/maturity-model.md, 2.7)."""
        title = self.words(_("What nobody knows yet, and who could tell"))
        self.word.heading(2, Text(title))
        if not unknown:
            self.word.line(Text(self.words(_("Each question has an answer: nothing is unknown."))))
            return
        header = (self.words(_("Question asked")), self.words(_("Who could tell us")))
        rows = [(self.of_model(one["text"]), self.of_model(one["who"])) for one in unknown]
        self.word.table(title, header, rows, (0.5, 0.5))

    def ladder(self, levels: Sequence[Mapping[str, Any]]) -> None:
        """What the levels mean, for who was not there."""
        title = self.words(_("How to read this portrait"))
        self.word.heading(2, Text(title))
        self.word.line(Text(" ".join(self.words(sentence) for sentence in _HOW)))
        header = (self.words(_("Level of the ladder")), self.words(_("What tells it")))
        rows = [(self.level(f"{level['n']}, {level['name']}"), self.of_model(level["rule"])) for level in levels]
        self.word.table(title, header, rows, (0.36, 0.64))

    def glance(self, radar: Mapping[str, Any]) -> None:
        """The radar, and its table."""
        title = self.words(_("The portrait at a glance"))
        self.word.heading(2, Text(title))
        self._radar(radar)
        header = (self.words(_("Dimension of the portrait")), self.words(_("Level reached")))
        rows = [(self.of_model(row["name"]), self.level(row["levels"][-1])) for row in radar["rows"]]
        self.word.table(title, header, rows, (0.5, 0.5))

    def _radar(self, radar: Mapping[str, Any]) -> None:
        rows, words = radar["rows"], self.words
        names = [words(name) for name in _WEEKS] if radar["two"] else [words(_("Level reached"))]
        series = [
            Series(name, [_number(row["levels"][n]) for row in rows], dashed=n < len(names) - 1)
            for n, name in enumerate(names)
        ]
        described = words(
            _("Level of each dimension, from 1 at the centre to 5 at the edge; the table below gives the same.")
        )
        self.word.radar(described, [row["name"] for row in rows], series, _LEVELS)

    def dimensions(self, sides: Sequence[Mapping[str, Any]]) -> None:
        """Each dimension: its level, what holds it, what it means, and what to do next."""
        self.word.heading(2, Text(self.words(_("Dimension by dimension"))))
        for side in sides:
            self.word.heading(3, self.of_model(side["name"]))
            self.word.line(self.level(side["level_name"]), style="Level")
            if side["cell"]:
                self._cell(side["cell"], side["floors"])
            else:
                few = _("There are too few answers here for a level. Talk it over, then answer what you can.")
                self.word.line(Text(self.words(few)))
            self.word.labelled(self.words(_("In the course")), Text(_first_up(f"{side['weeks']}.")), last=True)

    def _cell(self, cell: Any, floors: Sequence[str]) -> None:
        told = self.of_model
        self.word.line(told(cell.headline, bold=True), style="Headline")
        self.word.line(told(cell.meaning), style="Meaning")
        for floor in floors:
            self.word.labelled(self.words(_("What holds the level")), told(floor))
        self.word.labelled(self.words(_("To build on")), told(cell.strength))
        if cell.watch:
            self.word.labelled(self.words(_("To keep an eye on")), told(cell.watch))
        self.word.labelled(self.words(_("Next small step")), told(cell.next), style="Step")
        self.word.labelled(self.words(_("In three months")), told(cell.months))
        self.word.labelled(self.words(_("To ask a peer")), told(cell.peer))

    def agreed(self, agreed: Sequence[Mapping[str, str]]) -> None:
        """The answers the team chose together, each with its reason."""
        if not agreed:
            return
        title = self.words(_("Agreed by the team"))
        header = [self.words(name) for name in (_("Question asked"), _("Answer agreed on"), _("Reason written down"))]
        rows = [(self.of_model(row["text"]), self.of_model(row["answer"]), Text(row["why"])) for row in agreed]
        self.word.heading(2, Text(title))
        self.word.table(title, header, rows, (0.36, 0.32, 0.32))

    def choice(self, choice: Mapping[str, str]) -> None:
        """The type of accompaniment that the organisation chose."""
        words, told = self.words, self.of_model
        self.word.heading(2, Text(words(_("Your type of accompaniment"))))
        self.word.labelled(words(_("Type chosen")), told(choice["name"], bold=True))
        self.word.labelled(words(_("Your reason")), Text(choice["reason"]))
        self.word.labelled(words(_("For whom")), told(choice["whom"]))
        self.word.labelled(words(_("What it changes")), told(choice["changes"]))
        if choice["amount"]:
            self.word.labelled(words(_("Amount planned")), told(choice["amount"]))
        if choice["proposed"]:
            self.word.labelled(words(_("The portrait suggested")), told(choice["proposed"]))
        self.word.line(Text(words(_("No type keeps you from any grant."))))

    def change(self, change: Mapping[str, Any]) -> None:
        """Both passages, in words."""
        words = self.words
        self.word.heading(2, Text(words(_("From week 1 to week 12"))))
        self._radar(change["radar"])
        header = [words(_("Dimension of the portrait")), *(words(name) for name in _WEEKS)]
        header.append(words(_("What can be said")))
        for group in change["groups"]:
            caption, rows = self._group(group), [self._changed(row) for row in group["rows"]]
            self.word.line(Text(caption, bold=True), style="Level")
            self.word.table(caption, header, rows, (0.32, 0.24, 0.24, 0.2))
        if change["down"]:
            learning = words(_("Going down can be learning."))
            self.word.line(Text(f"{learning} ", bold=True), Text(change["down_text"]))
        self._moved(change["moved"])
        if change["reworded"]:
            self.word.line(Text(words(_("These questions have changed since week 1, so they are not compared:"))))
            self.word.bullets([self.of_model(text) for text in change["reworded"]])

    def _group(self, group: Mapping[str, Any]) -> str:
        first, last = group["people"]
        if group["who"] == "both":
            return self.words(_("The %(people)s people who answered both times"), people=first)
        return self.words(_("Everybody who answered: %(first)s in week 1, %(last)s now"), first=first, last=last)

    def _changed(self, row: Mapping[str, str]) -> tuple[Text, ...]:
        return (
            *(self.of_model(row[key]) for key in ("name", "before", "after")),
            Text(_first_up(row["word"])),
        )

    def _moved(self, moved: Sequence[Mapping[str, str]]) -> None:
        if not moved:
            return
        title = self.words(_("Answers that moved"))
        header = (self.words(_("Question asked")), *(self.words(name) for name in _WEEKS))
        rows = [tuple(self.of_model(row[key]) for key in ("text", "before", "after")) for row in moved]
        self.word.heading(3, Text(title))
        self.word.table(title, header, rows, (0.34, 0.33, 0.33))
