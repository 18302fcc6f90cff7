"""The journal as it is written: a few lines a week, published to whom one chooses, and answers to two peers."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from xblock.fields import Integer, Scope, String

from .authored import AuthoredBlock
from .block import store
from .domain import journal_asked as asked
from .domain.answers import read_one
from .domain.errors import InvalidAnswer
from .domain.identifiers import found
from .domain.journal import read_journal
from .domain.journal_example import JOURNAL
from .domain.journal_levels import ALONE, TEAM, is_raised
from .domain.journal_rhythm import ASKED
from .domain.journal_words import BOXES, GESTURES, SIGNED
from .domain.language import _
from .domain.moments import hour_in_words
from .domain.plan_asked import read_number
from .gate import answers
from .pages.journal import Desk
from .pages.journal_audience import Audience, audience
from .pages.warned import warned_shown

_SAVE = "field row cell value seen op sure"
_GONE = _("This text is not for you any more, or not here. Please reload the page: what you wrote is kept.")


class JournalWritingBlock(AuthoredBlock):
    """`<dataide_journal slot>`, its exercise in `<option:exercise>`."""

    saves = True
    EXAMPLES = JOURNAL
    read = staticmethod(lru_cache(maxsize=64)(read_journal))

    display_name = String(display_name="Title", scope=Scope.settings, default=_("My journal"))
    steps = Integer(help="Steps of the week that are done: progress, never a text.", scope=Scope.user_state, default=0)

    def desk(self) -> Desk:
        """The journal as this person sees it now."""
        self.ready()
        return Desk(self)

    def desk_part(self, tell: str = "", status: str = "", sure: dict[str, Any] | None = None) -> dict[str, Any]:
        """The desk, drawn again after something was done, which part `tell` says; progress goes with it."""
        desk = Desk(self)
        self._tell(desk)
        html = self.draw("journal_desk.html", desk.shown(status, tell, sure))
        return {"html": html, "part": "desk", "focus": f"{self.uid}-{tell}-told" if tell else ""}

    def _tell(self, desk: Desk) -> None:
        """Progress says how many steps are done; the event says that one was, never which words."""
        if desk.steps <= self.steps:
            return
        self.steps = desk.steps
        self.runtime.publish(self, "dataide.journal.written", {"slot": self.place, "steps": desk.steps})
        self.emit_completion(round(desk.steps / (1 + ASKED), 2))

    # What the person writing does

    @answers(fields=_SAVE)
    def save_cell(self, data: dict[str, Any]) -> dict[str, Any]:
        """What was typed in a box: kept, or given back with a question."""
        journal, typed = self.ready(), asked.read_typed(data)
        marks = found(typed.value)
        if marks and not typed.sure:
            shown = warned_shown(self, typed.row, typed.box, typed.value, marks)
            return {"ask": self.draw("journal_warned.html", shown)}
        me = store("journal").Me(self.cohort, self.place, self.person.learner)
        ignored = bool(marks)
        if typed.what == asked.ENTRY:
            outcome = store("journal").write_box(
                me, journal.week, typed.box, typed.value, typed.seen, ignored, self.now()
            )
        else:
            outcome = store("journal_replies").write_reply_box(
                me, typed.reply, typed.box, typed.value, typed.seen, ignored
            )
        if outcome is None:
            raise InvalidAnswer("", _("This answer was sent already. Take it back to change it."))
        return self._told(typed, outcome)

    def _told(self, typed: asked.Typed, outcome: Any) -> dict[str, Any]:
        hour = hour_in_words(self.now(), self.language, self.zone)
        told = {
            "saved": self.say(_("Saved at %(hour)s"), hour=hour),
            "revision": outcome.revision,
            "values": {name: outcome.boxes.get(name, "") for name in typed.boxes},
            "computed": {},
        }
        if outcome.conflict:
            told["saved"] = ""
            told["conflict"] = self.draw("plan_conflict.html", self._conflict(typed, outcome.conflict[typed.box]))
        elif typed.what == asked.ENTRY and self.steps <= ASKED:
            self._tell(Desk(self))
        return told

    def _conflict(self, typed: asked.Typed, theirs: str) -> dict[str, Any]:
        """Both texts, of two windows of the same person."""
        words = BOXES if typed.what == asked.ENTRY else GESTURES
        shown = {"cell": typed.box, "row": typed.row, "name": self.say(words[typed.box][0]), "own": True}
        return {**shown, "who": "", "when": self.when(self.now()), "theirs": theirs, "mine": typed.value, "joins": True}

    @answers(fields="passed", most=2_000)
    def pass_question(self, data: dict[str, Any]) -> dict[str, Any]:
        """Pass the question of the week, or take that back."""
        journal, passed = self.ready(), asked.read_tick(data, "passed")
        me = store("journal").Me(self.cohort, self.place, self.person.learner)
        store("journal").pass_question(me, journal.week, passed, self.now())
        told = _("The question is passed. Nothing else is asked of you here.")
        return self.desk_part("mine", told if passed else _("The question is open again."))

    @answers(fields="level signed ideas sure", most=2_000)
    def publish(self, data: dict[str, Any]) -> dict[str, Any]:
        """Choose who reads the entry. To show it to more people than before, one is asked again."""
        desk, level = self.desk(), asked.read_level(data)
        readers = audience(desk.reader)
        if level not in readers.people:
            raise InvalidAnswer("level", _("Choose who will read this."))
        named = (
            level == ALONE or read_one(data, "signed", SIGNED, _("Choose whether your name goes with it.")) == "name"
        )
        ideas, former = asked.read_tick(data, "ideas"), desk.entry.level if desk.entry else ALONE
        if is_raised(level, former) and not asked.read_tick(data, "sure"):
            return self._ask_again(desk, readers, level, named, ideas)
        if store("journal").publish(desk.reader, level, named, ideas, self.now()) is None:
            raise InvalidAnswer("level", _("Write a few words in one of the boxes first."))
        return self.desk_part("publishing", self._published(level, readers.people[level]))

    @staticmethod
    def _signed(data: dict[str, Any]) -> bool:
        """Whether the name goes with the text: nothing is chosen beforehand."""
        return read_one(data, "signed", SIGNED, _("Choose whether your name goes with it.")) == "name"

    def _ask_again(self, desk: Desk, readers: Audience, level: int, named: bool, ideas: bool) -> dict[str, Any]:
        if not desk.told:
            raise InvalidAnswer("level", _("Write a few words in one of the boxes first."))
        again = {
            "level": level,
            "signed": "name" if named else "none",
            "ideas": "yes" if ideas else "",
            "name": self.say(readers.name(level)),
            "rule": readers.rule(self.say, level),
            "named": named,
        }
        return self.desk_part("sure", sure=again)

    def _published(self, level: int, people: int) -> str:
        if level == ALONE:
            return _("You alone read it now. The answers you received stay here, for you.")
        if level == TEAM:
            return _("Your colleagues can read it.")
        return _("It is published. We aim for a first answer within two days.") if people else _("It is published.")

    @answers(fields="", most=2_000)
    def delete(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take one's entry away for good."""
        self.ready()
        gone = store("journal").delete(store("journal").Me(self.cohort, self.place, self.person.learner))
        told = _("Your text is erased. Those who answered keep their own words; nobody else sees them.")
        return self.desk_part("mine", told if gone else _("There was nothing to erase."))

    # Answering

    @answers(fields="", most=2_000)
    def next_entry(self, data: dict[str, Any]) -> dict[str, Any]:
        """Give me a text to answer; one of the cast where there is none. Nobody is told to wait."""
        desk = self.desk()
        given = store("journal_replies").next_entry(desk.reader, self.now())
        if given is not None:
            return self.desk_part("answering")
        done = {reply.cast for reply in desk.given if reply.sent}
        left = next((entry.id for entry in desk.journal.cast if entry.id not in done), None)
        if left is None:
            return self.desk_part("answering", _("You have answered all there is for now. Thank you!"))
        store("journal_replies").answer_cast(desk.reader, left)
        return self.desk_part("answering")

    @answers(fields="reply signed", most=2_000)
    def send(self, data: dict[str, Any]) -> dict[str, Any]:
        """Send an answer."""
        self.ready()
        number = read_number(data, "reply")
        named = self._signed(data)
        me = store("journal").Me(self.cohort, self.place, self.person.learner)
        if store("journal_replies").send(me, number, named, self.now()) is None:
            raise InvalidAnswer("", _("Write a few words in one of the boxes first."))
        return self.desk_part("answering", _("Your answer is sent. Somebody is read because of you."))

    @answers(fields="reply", most=2_000)
    def take_back(self, data: dict[str, Any]) -> dict[str, Any]:
        """Make a sent answer a draft again."""
        self.ready()
        me = store("journal").Me(self.cohort, self.place, self.person.learner)
        if not store("journal_replies").take_back(me, read_number(data, "reply")):
            raise InvalidAnswer("", _GONE)
        return self.desk_part("answering", _("It is a draft again, which only you read."))

    @answers(fields="reply act", most=2_000)
    def react(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the author says of an answer: thank you, it helps, it does not."""
        self.ready()
        act = read_one(data, "act", ("thank", "helps", "not"), _GONE)
        said = {"thanked": True} if act == "thank" else {"helps": act == "helps"}
        me = store("journal").Me(self.cohort, self.place, self.person.learner)
        if not store("journal_replies").react(me, read_number(data, "reply"), **said):
            raise InvalidAnswer("", _GONE)
        told = _("Thank you said: the person who answered sees it, nobody else.")
        return self.desk_part("mine", told if act == "thank" else _("Noted, in private."))
