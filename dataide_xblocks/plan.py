"""The plan block: what each reader sees of an organisation's plan, and what is done with the whole of it."""

from __future__ import annotations

from typing import Any

from .block import store
from .domain import plan_asked as asked
from .domain.answers import read_one
from .domain.errors import InvalidAnswer, InvalidExercise
from .domain.language import LANGUAGES, _
from .domain.plan import to_json
from .domain.plan_import import read_file, read_plan, together
from .domain.plan_template import PlanTemplate
from .gate import STAFF, answers
from .pages.plan_files import plan_file
from .pages.plan_parts import coaches_shown, copies_shown, remarks_shown, requests_shown
from .pages.plan_whole import check_shown, since_shown, whole_shown
from .plan_writing import PlanWritingBlock

_FILE = 512 * 1024 + 4_000  # bytes: a plan's JSON (plan-template.md, section 7) and what stands around it


class PlanBlock(PlanWritingBlock):
    """A week's exercise, or the whole plan."""

    page = "plan.html"
    author_page = "plan_author.html"

    def context(self) -> dict[str, Any]:
        """The learner's page."""
        try:
            template = self.asked
        except InvalidExercise:
            return {"broken": True}
        shown = {"known": self.person.known, "borrowed": self.borrowed, "staff": False, "whole": not self.shown}
        if self.borrowed or not self.person.known:
            return shown
        reader = self.reader(template)
        place = reader.place
        shown |= {
            "open": self.open,
            "staff": self.person.staff and not self.shown,
            "begun": reader.written is not None,
            "organisation": "" if place is None or place.personal else place.name,
        }
        if self.shown:
            fields = [field for field in template.fields if field.id in self.shown]
            return {**shown, "fields": [reader.field_shown(field) for field in fields]}
        return {**shown, "plan": whole_shown(reader), "languages": self._languages(template)}

    def _languages(self, template: PlanTemplate) -> list[str]:
        """The languages in which files can be made."""
        return [lang for lang in LANGUAGES if lang == template.lang or self.other_template(template)]

    def other_template(self, template: PlanTemplate) -> PlanTemplate | None:
        """The template in the other language, None when its author gave none that fits."""
        try:
            other: PlanTemplate = self.read(self.translation or "")
        except InvalidExercise:
            return None
        return other if other.edition == template.edition else None

    def part(self, name: str, **shown: Any) -> dict[str, Any]:
        """A fold of the whole plan, drawn."""
        return {"html": self.draw(f"plan_{name}.html", shown)}

    # Looking at the whole

    @answers(fields="", most=2_000)
    def check(self, data: dict[str, Any]) -> dict[str, Any]:
        """The self-check: twelve criteria, each with what would answer it."""
        return self.part("check", check=check_shown(self.reader(self.written_template())))

    def written_template(self) -> PlanTemplate:
        """The template of the whole plan; raises InvalidAnswer where only some fields are shown."""
        if self.shown:
            raise InvalidAnswer("", _("The whole plan is on its own page."))
        template: PlanTemplate = self.written()
        return template

    @answers(fields="", most=2_000)
    def copies(self, data: dict[str, Any]) -> dict[str, Any]:
        """The dated copies."""
        return self._copies(self.written_template())

    def _copies(self, template: PlanTemplate, status: str = "") -> dict[str, Any]:
        reader = self.reader(template)
        copies = store("plan_copies").copies_of(reader.written.id) if reader.written else []
        return self.part("copies", **copies_shown(self, reader, copies), status=status and self.say(status))

    @answers(fields="name", most=4_000)
    def keep_copy(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep the plan as it stands, for a purpose."""
        template = self.written_template()
        name = asked.read_words(data, "name", asked.MOST_COPY)
        if not self._keep_copy(template, name):
            raise InvalidAnswer("name", _("There are many copies already: the oldest ones cannot be removed."))
        return self._copies(template, _("The copy is kept."))

    def _keep_copy(self, template: PlanTemplate, name: str) -> int:
        reader, plan = self.reader(template), self.plan_id(template)
        contents = to_json(template, reader.contents, "")
        return int(store("plan_copies").record_copy(plan, name, contents, self.hand(template)))

    @answers(fields="copy", most=2_000)
    def since(self, data: dict[str, Any]) -> dict[str, Any]:
        """What changed since a copy."""
        template = self.written_template()
        reader, number = self.reader(template), asked.read_number(data, "copy")
        copy = store("plan_copies").copy_of(reader.written.id, number) if reader.written else None
        if copy is None:
            raise InvalidAnswer("", _("This copy is not here any more. Please reload the page."))
        before, left = read_plan(template, copy.contents)
        return self.part("since", since=since_shown(reader, copy, together(before, left)))

    # Between colleagues

    @answers(fields="field", most=2_000)
    def remarks(self, data: dict[str, Any]) -> dict[str, Any]:
        """What colleagues said about a field."""
        template = self.written_template()
        field = asked.read_field(template, (), data)
        return self.part("remarks", **remarks_shown(self, self.reader(template), field))

    @answers(fields="field text", most=8_000)
    def remark(self, data: dict[str, Any]) -> dict[str, Any]:
        """Say something about a field to one's colleagues."""
        template = self.written_template()
        field = asked.read_field(template, (), data)
        text = asked.read_words(data, "text", asked.MOST_REMARK)
        if not store("plan_talk").record_remark(self.plan_id(template), field.id, text, self.hand(template)):
            raise InvalidAnswer("text", _("There are many remarks: take some off first."))
        return self.part("remarks", **remarks_shown(self, self.reader(template), field))

    @answers(fields="field remark", most=2_000)
    def unremark(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take a remark off the page."""
        template = self.written_template()
        field = asked.read_field(template, (), data)
        store("plan_talk").end_remark(self.plan_id(template), asked.read_number(data, "remark"))
        return self.part("remarks", **remarks_shown(self, self.reader(template), field))

    # Help

    @answers(fields="", most=2_000)
    def requests(self, data: dict[str, Any]) -> dict[str, Any]:
        """What help was asked for, and who may read the plan."""
        return self._requests(self.written_template())

    def _requests(self, template: PlanTemplate, status: str = "") -> dict[str, Any]:
        shown = requests_shown(self, self.reader(template))
        return self.part("requests", **shown, status=status and self.say(status))

    @answers(fields="field text", most=8_000)
    def ask(self, data: dict[str, Any]) -> dict[str, Any]:
        """Ask for help, about a field or the whole."""
        template = self.written_template()
        field = asked.read_field(template, (), data).id if data.get("field") else ""
        text = asked.read_words(data, "text", asked.MOST_REQUEST)
        if not store("plan_talk").record_request(self.plan_id(template), field, text, self.hand(template)):
            raise InvalidAnswer("text", _("Many requests are open already: close some first."))
        return self._requests(template, _("Your request is sent. Its state is shown here."))

    @answers(fields="request", most=2_000)
    def close(self, data: dict[str, Any]) -> dict[str, Any]:
        """Say that help came, or is needed no more."""
        template = self.written_template()
        number = asked.read_number(data, "request")
        store("plan_talk").close_request(self.plan_id(template), number, self.hand(template))
        return self._requests(template, _("The request is closed."))

    @answers(fields="shared", most=2_000)
    def share(self, data: dict[str, Any]) -> dict[str, Any]:
        """Let the people who accompany read the plan, or no longer."""
        template = self.written_template()
        shared = read_one(data, "shared", ("yes", "no"), _("Say whether the plan is shared.")) == "yes"
        store("plan_talk").share(self.plan_id(template), shared)
        told = _("The people who accompany can read your plan; you see here who did.")
        return self._requests(template, told if shared else _("Your plan is yours alone again."))

    # Files

    @answers(fields="what format labels public", most=2_000)
    def download(self, data: dict[str, Any]) -> dict[str, Any]:
        """The plan, the board's summary, a grant request or the tables, as a file made now and kept nowhere."""
        template = self.written_template()
        return {"file": plan_file(self, self.reader(template), data, self.other_template(template))}

    @answers(fields="file op", most=_FILE)
    def import_plan(self, data: dict[str, Any]) -> dict[str, Any]:
        """Put a saved plan back; the plan as it stood is kept as a copy first."""
        template = self.ready()
        if self.shown or not isinstance(data.get("file"), str):
            raise InvalidAnswer("file", _("Choose the file of a plan first: its name ends in .json."))
        contents, left = read_plan(template, read_file(data["file"].encode("utf-8", "replace")))
        operation = asked.read_operation(data)
        if self.reader(template).written is not None:
            self._keep_copy(template, self.say(_("Before a file was put back")))
        whole = together(contents, left)
        store("plan_import").record_contents(self.plan_id(template), whole, operation, self.hand(template))
        return {"html": self.draw("plan_whole.html", self.context()), "part": "whole"}

    # The people who accompany

    @answers(fields="", who=STAFF, most=2_000)
    def team(self, data: dict[str, Any]) -> dict[str, Any]:
        """The requests that wait, and the plans that were shared."""
        return self._team(self.written_template())

    def _team(self, template: PlanTemplate, status: str = "") -> dict[str, Any]:
        return self.part("team", **coaches_shown(self, template), status=status and self.say(status))

    @answers(fields="request", who=STAFF, most=2_000)
    def take(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take a request."""
        template, number = self.written_template(), asked.read_number(data, "request")
        if not store("plan_talk").take_request(self.cohort, number, self.hand(template)):
            raise InvalidAnswer("", _("Somebody else has taken this request already."))
        return self._team(template, _("The request is yours: the organization sees it."))

    @answers(fields="request text", who=STAFF, most=8_000)
    def reply(self, data: dict[str, Any]) -> dict[str, Any]:
        """Answer a request."""
        template, number = self.written_template(), asked.read_number(data, "request")
        text = asked.read_words(data, "text", asked.MOST_REQUEST)
        if not store("plan_talk").answer_request(self.cohort, number, text, self.hand(template)):
            raise InvalidAnswer("", _("This request is somebody else’s, or closed."))
        return self._team(template, _("Your answer is with the organization."))

    @answers(fields="plan", who=STAFF, most=2_000)
    def open_plan(self, data: dict[str, Any]) -> dict[str, Any]:
        """Read a shared plan: its members see who and when."""
        template, number = self.written_template(), asked.read_number(data, "plan")
        found = store("plan_talk").open_shared(self.cohort, number, self.hand(template))
        if found is None:
            raise InvalidAnswer("", _("This plan is not shared, or no longer."))
        organisation, written = found
        shown = whole_shown(self.reader(template, written))
        return self.part("shared", organisation=organisation, plan=shown)
