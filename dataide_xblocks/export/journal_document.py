"""A journal as a document: a cover, then week after week what was written, what came back, what was given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dataide_xblocks.domain.journal_book import Given, Received, Week, Written
from dataide_xblocks.domain.journal_levels import ALONE, CIRCLE, HELD, LEVELS_IN_WORDS, REMOVED, REPORTED, WALL_IN_WORDS
from dataide_xblocks.domain.journal_words import BOXES, GESTURES
from dataide_xblocks.domain.language import _, say
from dataide_xblocks.domain.plan_said import labelled

from .journal_source import Journal
from .paper import Contents, Cover, Heading, Labelled, Line, Paper, Part, Text

_MANY = 3  # weeks from which a table of contents helps
# What happened to a text that its author still has.
_STATES = {
    REPORTED: _("It was reported: nobody else reads it until a moderator decides."),
    HELD: _("A person of the team reads it before others do."),
    REMOVED: _("It was taken down: nobody else reads it."),
}


def whole_journal(journal: Journal) -> Paper:
    """Cover, contents where they help, and the weeks."""
    words = say(journal.language)
    title = words(_("My journal"))
    parts: list[Part] = [Cover(journal.owner, Text(title), _facts(journal))]
    if len(journal.weeks) >= _MANY:
        parts.append(Contents(Text(words(_("Contents"))), depth=1))
    for week in journal.weeks:
        parts += _Pages(journal, week).parts()
    footer = " · ".join(filter(None, (journal.owner, title, journal.day_in_words(journal.moment))))
    pages = words(_("Page %(page)s of %(pages)s"), page="{page}", pages="{pages}")
    return Paper(journal.language, title, journal.owner, footer, pages, tuple(parts))


def _facts(journal: Journal) -> list[Text]:
    words = say(journal.language)
    weeks = [week.week for week in journal.weeks if week.week is not None]
    many = _("Weeks %(first)s to %(last)s of the course")
    told = words(many, first=weeks[0], last=weeks[-1]) if weeks and weeks[0] != weeks[-1] else ""
    alone = words(_("Week %(week)s of the course"), week=weeks[0]) if weeks and not told else ""
    return [
        *(Text(each) for each in (told, alone) if each),
        Text(journal.day_in_words(journal.moment)),
        Text(words(_("This file was made when you asked for it. The site keeps no copy."))),
        Text(words(_("Answers belong to those who wrote them: ask them before you pass one on."))),
    ]


class _Pages:
    """The pages of one week."""

    def __init__(self, journal: Journal, week: Week) -> None:
        self.journal, self.week, self.words = journal, week, say(journal.language)

    def parts(self) -> Iterator[Part]:
        """The week's heading, its question, and all it holds."""
        number = self.week.week
        name = self.words(_("Another week")) if number is None else self.words(_("Week %(week)s"), week=number)
        yield Heading(1, Text(name), page=True)
        if prompt := self.journal.prompt(self.week):
            yield Line([prompt], "lead")
        if self.week.entry:
            yield from self._written(self.week.entry)
        if self.week.received:
            yield Heading(2, Text(self.words(_("Answers I received"))))
            for received in self.week.received:
                yield from self._received(received)
        if self.week.given:
            yield Heading(2, Text(self.words(_("My answers to others"))))
            for given in self.week.given:
                yield from self._given(given)

    def _written(self, entry: Written) -> Iterator[Part]:
        yield Heading(2, Text(self.words(_("What I wrote"))))
        yield self._note(*self._about(entry))
        yield from self._boxes(entry.boxes)
        if not any(entry.boxes.values()):
            nothing = _("I passed this question.") if entry.passed else _("Nothing is written here.")
            yield self._note(self.words(nothing))

    def _about(self, entry: Written) -> Iterator[str]:
        """Who reads it, under which name, since when."""
        who = labelled(self.words(_("Who reads it")), self.journal.language)
        level = WALL_IN_WORDS if entry.wall and entry.level == CIRCLE else LEVELS_IN_WORDS[entry.level]
        yield f"{who}{self.words(level)}."
        if entry.level > ALONE and not entry.named:
            yield self.words(_("Without my name."))
        if entry.level > ALONE and entry.published:
            yield self.words(_("Published on %(day)s."), day=self.journal.day_in_words(entry.published))
        if entry.level > ALONE and entry.ideas:
            yield self.words(_("I would like ideas."))
        yield from self._state(entry.state)

    def _received(self, answer: Received) -> Iterator[Part]:
        yield Heading(3, self.journal.signed(answer))
        yield from self._gestures(answer.boxes)
        day = self.words(_("Received on %(day)s."), day=self.journal.day_in_words(answer.sent))
        yield self._note(day, *self._said_of(answer))

    def _said_of(self, answer: Received) -> Iterator[str]:
        """What I said of an answer, to who gave it."""
        if answer.thanked:
            yield self.words(_("I said thank you."))
        if answer.helps is not None:
            helps = self.words(_("This helps me") if answer.helps else _("This does not help me"))
            yield labelled(helps, self.journal.language) + answer.why if answer.why else f"{helps}."

    def _given(self, answer: Given) -> Iterator[Part]:
        yield Heading(3, self.journal.addressed(self.week, answer))
        yield from self._gestures(answer.boxes)
        yield self._note(*self._sent(answer), *self._state(answer.state))

    def _sent(self, answer: Given) -> Iterator[str]:
        if answer.sent is None:
            yield self.words(_("A draft: not sent."))
            return
        yield self.words(_("Sent on %(day)s."), day=self.journal.day_in_words(answer.sent))
        if not answer.named:
            yield self.words(_("Without my name."))

    def _state(self, state: str) -> Iterator[str]:
        if state in _STATES:
            yield self.words(_STATES[state])

    def _boxes(self, boxes: Mapping[str, str]) -> Iterator[Part]:
        """Each box under its name."""
        for name, text in self._named(boxes, BOXES):
            yield Labelled(Text(name), [Text(piece) for piece in _paragraphs(text)])

    def _gestures(self, boxes: Mapping[str, str]) -> Iterator[Part]:
        """Each gesture behind its name: lighter than the name of who made it."""
        for name, text in self._named(boxes, GESTURES):
            first, *others = _paragraphs(text)
            yield Line([Text(labelled(name, self.journal.language), bold=True), Text(first)])
            yield from (Line([Text(piece)]) for piece in others)

    def _named(self, boxes: Mapping[str, str], names: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
        """(name, text) of what is written, in the order of the form; then what no form asks any more."""
        for box in (*names, *(box for box in boxes if box not in names)):
            if boxes.get(box, "").strip():
                yield (self.words(names[box][0]) if box in names else box), boxes[box]

    def _note(self, *sentences: str) -> Line:
        return Line([Text(" ".join(sentences))], "note")


def _paragraphs(text: str) -> list[str]:
    """A text in the paragraphs that its author made with empty lines."""
    return [piece for piece in text.split("\n\n") if piece.strip()]
