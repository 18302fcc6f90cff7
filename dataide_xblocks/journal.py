"""The journal block: what each reader sees, what others wrote, and what is done with the whole of it."""

from __future__ import annotations

from typing import Any

from .block import store
from .domain.answers import read_text
from .domain.circle_wish import read_wish
from .domain.errors import InvalidAnswer, InvalidExercise
from .domain.language import _
from .domain.plan_asked import read_number, read_operation, read_words
from .gate import answers
from .journal_care import JournalCareBlock
from .pages.journal import Desk
from .pages.journal_team import wish_shown
from .pages.journal_to_plan import MOST_PASSAGE, carry, fields_of


class JournalBlock(JournalCareBlock):
    """A week's journal: written, published, answered, read, cared for, taken along."""

    page = "journal.html"
    author_page = "journal_author.html"

    def context(self) -> dict[str, Any]:
        """The learner's page."""
        try:
            self.asked  # noqa: B018 - read once; what is wrong in it is told below
        except InvalidExercise:
            return {"broken": True}
        shown = {"known": self.person.known, "borrowed": self.borrowed}
        if self.borrowed or not self.person.known:
            return shown
        desk = Desk(self)
        return {**shown, "begun": desk.entry is not None, "folds": True, **desk.shown(), **self._roles(desk)}

    def _roles(self, desk: Desk) -> dict[str, bool]:
        """Which corners are theirs."""
        return {"staff": self.person.staff, "guide": bool(desk.reader.guided)}

    # Reading others

    @answers(fields="page", most=2_000)
    def circle(self, data: dict[str, Any]) -> dict[str, Any]:
        """What others published that this person may read, a page at a time."""
        self.written()
        page = max(1, read_number({"page": data.get("page") or "1"}, "page"))
        self._sit(Desk(self).reader)
        desk, tables = Desk(self), store("journal_reading")
        entries = tables.readable_entries(desk.reader, page)
        answered = [entry.id for entry in entries if entry.held and entry.circle]  # lowered, its answers go out of view
        answers_ = tables.replies_to(desk.reader, answered)
        shown = desk.entries_shown(entries, answers_)
        more = page + 1 if len(entries) == tables.PAGE else 0
        return self.part("circle", entries=shown, page=page, more=more, open=self.open, reasons=desk.reasons)

    def _sit(self, reader: Any) -> None:
        """Whoever comes to read is of a circle, but for the team: what they read there leaves a line."""
        if reader.sits:
            store("circles").take_seat(self.cohort, reader.home.id, self.now())

    @answers(fields="", most=2_000)
    def wishes(self, data: dict[str, Any]) -> dict[str, Any]:
        """What this person's organisation said of the circle that would suit it."""
        return self._wishes()

    def _wishes(self, status: str = "") -> dict[str, Any]:
        shown = wish_shown(self, Desk(self).reader.place)
        return self.part("wish", **shown, status=status and self.say(status))

    @answers(fields="language hours sector alias avoid", most=8_000)
    def wish(self, data: dict[str, Any]) -> dict[str, Any]:
        """Say what circle would suit one's organisation."""
        self.ready()
        place, said = Desk(self).reader.place, read_wish(data)
        if place is None or place.personal:
            raise InvalidAnswer("", _("Create or join an organization first, in the portrait of week 1."))
        store("circle_wishes").record_wish(place.id, said, self.now())
        return self._wishes(_("Kept. Circles are made by the team, at the beginning of the course."))

    # Taking it along

    @answers(fields="format", most=2_000)
    def download(self, data: dict[str, Any]) -> dict[str, Any]:
        """Everything this person wrote and was answered in this course, as a file made now and kept nowhere."""
        from .pages.journal_file import journal_file

        return {"file": journal_file(self, data)}

    @answers(fields="", most=2_000)
    def plan_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """The form that carries a sentence into the plan."""
        self.written()
        return self._plan_form()

    def _plan_form(self, status: str = "") -> dict[str, Any]:
        desk = Desk(self)
        _plan, _template, fields = fields_of(self, desk.reader.place)
        listed = [{"id": field.id, "name": field.name} for field in fields]
        doing = desk.entry.boxes.get("doing", "") if desk.entry else ""
        return self.part("plan", fields=listed, passage="" if status else doing, most=MOST_PASSAGE, status=status)

    @answers(fields="field passage op", most=8_000)
    def to_plan(self, data: dict[str, Any]) -> dict[str, Any]:
        """Add a sentence to a field of the organisation's plan, with its source."""
        self.ready()
        passage = read_words(data, "passage", MOST_PASSAGE)
        name = carry(self, Desk(self).reader.place, read_text(data, "field", 40), passage, read_operation(data))
        return self._plan_form(self.say(_("It is in your plan, under “%(field)s”."), field=name))

    # Around

    def author_context(self) -> dict[str, Any]:
        """Studio's page: the exercise, disabled, and what is to be corrected."""
        shown: dict[str, Any] = {"empty": not self.toml.strip(), "findings": self.findings(), "open": False}
        try:
            return {**shown, **Desk.looked_at(self)}
        except InvalidExercise:
            return shown

    def forget_answers(self, learner: str) -> None:
        """A fresh start: one's own text and answers of this exercise go."""
        store("people").reset_journal(self.cohort, self.place, learner)

    def student_view_data(self, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The prompt, for the mobile application and the blocks API."""
        try:
            return {"slot": self.place, "prompt": self.asked.prompt}
        except InvalidExercise:
            return {"slot": self.place, "prompt": ""}

    def index_dictionary(self) -> dict[str, Any]:
        """The author's words, for the course search."""
        prompt = self.student_view_data()["prompt"]
        return {"content": {"display_name": self.display_name, "prompt": prompt}, "content_type": "Journal"}
