"""The journal cared for: what is reported, who decides, who answers when peers did not."""

from __future__ import annotations

from typing import Any

from .block import store
from .domain import journal_asked as asked
from .domain.answers import read_one, read_text
from .domain.errors import InvalidAnswer
from .domain.journal_levels import DECISIONS, GUIDE
from .domain.journal_levels import STAFF as TEAM_ROLE
from .domain.language import _
from .domain.plan_asked import read_number, read_words
from .gate import STAFF, answers
from .journal_writing import JournalWritingBlock
from .pages.journal import Desk
from .pages.journal_team import case_shown, guide_shown, team_shown

_WAITS_NO_MORE = _("Somebody else has seen to it, or it is not shown any more.")


class JournalCareBlock(JournalWritingBlock):
    """Reports and decisions, the ambassador's list, the facilitator's corner."""

    def part(self, name: str, **shown: Any) -> dict[str, Any]:
        """A fold, drawn."""
        return {"html": self.draw(f"journal_{name}.html", shown)}

    # Anybody

    @answers(fields="text reason note", most=8_000)
    def report(self, data: dict[str, Any]) -> dict[str, Any]:
        """Say that a text should not be read: nobody does until a moderator decided."""
        self.written()
        kind, number = asked.read_target(data)
        reason, note = asked.read_reason(data), read_text(data, "note", asked.MOST_NOTE)
        tables, team = store("journal_moderation"), self.person.staff
        if not tables.report(Desk(self).reader, kind, number, reason, note, self.now(), team):
            raise InvalidAnswer("", _("This text is not shown any more: there is nothing to report."))
        return self.part("reported", reason=reason)

    @answers(fields="report", most=2_000)
    def put_away(self, data: dict[str, Any]) -> dict[str, Any]:
        """A decision was read: it need not be told again."""
        self.written()
        store("journal_moderation").put_away(Desk(self).reader, read_number(data, "report"))
        return self.desk_part("mine")

    # Ambassadors

    @answers(fields="", most=2_000)
    def guide(self, data: dict[str, Any]) -> dict[str, Any]:
        """What waits for an ambassador in the circles they accompany."""
        self.written()
        desk = Desk(self)
        if not desk.reader.guided:
            raise InvalidAnswer("", _("This is for the ambassador of a circle."))
        return self.part("guide", **guide_shown(desk))

    @answers(fields="entry", most=2_000)
    def answer_late(self, data: dict[str, Any]) -> dict[str, Any]:
        """Begin an answer to a text that waits, as an ambassador of its circle."""
        self.ready()
        desk, number = Desk(self), read_number(data, "entry")
        entry = store("journal_reading").readable_entry(desk.reader, number)
        if entry is None or entry.circle not in desk.reader.guided:
            raise InvalidAnswer("", _WAITS_NO_MORE)
        return self._begun(desk, number, GUIDE)

    def _begun(self, desk: Desk, entry: int, role: str) -> dict[str, Any]:
        store("journal_replies").answer_waiting(desk.reader, entry, role)
        return self.desk_part("answering")

    # The team

    @answers(fields="", who=STAFF, most=2_000)
    def team(self, data: dict[str, Any]) -> dict[str, Any]:
        """The facilitator's corner."""
        self.written()
        return self._team()

    def _team(self, status: str = "") -> dict[str, Any]:
        return {**self.part("team", **team_shown(self), status=status and self.say(status)), "part": "team"}

    @answers(fields="entry", who=STAFF, most=2_000)
    def open_waiting(self, data: dict[str, Any]) -> dict[str, Any]:
        """Read a text that waited seven days, and answer it: its author sees that it was read."""
        self.ready()
        number, who = read_number(data, "entry"), self.person.learner
        late = {each.entry for each in store("journal_lists").waiting(self.cohort, self.now())["team"]}
        tables = store("journal_reading")
        if number not in late or tables.open_as_team(self.cohort, number, who, "list", self.now()) is None:
            raise InvalidAnswer("", _WAITS_NO_MORE)
        return self._begun(Desk(self), number, TEAM_ROLE)

    @answers(fields="text", who=STAFF, most=2_000)
    def open_case(self, data: dict[str, Any]) -> dict[str, Any]:
        """Read a text that waits for a decision: its author sees that it was read."""
        self.written()
        kind, number = asked.read_target(data)
        opened = store("journal_cases").open_case(self.cohort, kind, number, self.person.learner, self.now())
        if opened is None:
            raise InvalidAnswer("", _WAITS_NO_MORE)
        return self.part("case", **case_shown(Desk(self), f"{kind}-{number}", opened))

    @answers(fields="text decision words", who=STAFF, most=8_000)
    def decide(self, data: dict[str, Any]) -> dict[str, Any]:
        """Decide, with a reason that whoever wrote and whoever reported will read."""
        self.written()
        kind, number = asked.read_target(data)
        decision = read_one(data, "decision", DECISIONS, _("Choose what is decided."))
        words = read_words(data, "words", asked.MOST_WORDS)
        tables, who = store("journal_cases"), self.person.learner
        if not tables.decide(self.cohort, kind, number, decision, words, who, self.now()):
            raise InvalidAnswer("", _WAITS_NO_MORE)
        return self._team(_("Decided. Both will read your reason."))
