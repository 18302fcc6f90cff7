"""The plan as it is written: a few fields a week, each cell kept when it is left, by several colleagues at once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from xblock.fields import Scope, String

from .authored import AuthoredBlock
from .block import store
from .domain import plan_asked as asked
from .domain.errors import InvalidAnswer, InvalidExercise
from .domain.examples import PLAN
from .domain.identifiers import found
from .domain.language import LANGUAGES, _
from .domain.moments import hour_in_words
from .domain.plan import new_row
from .domain.plan_reading import read_template
from .domain.plan_template import Field, PlanTemplate
from .gate import answers
from .pages.plan import Reader
from .pages.plan_parts import conflict_shown, history_shown
from .pages.warned import warned_shown

_SAVE = "field row cell value seen op sure"


class PlanWritingBlock(AuthoredBlock):
    """`<dataide_plan slot shows>`, its template in `<option:exercise>`; `shows` names the fields, "" the whole plan."""

    saves = True
    EXAMPLES = PLAN
    MOST_EXERCISE = 240_000
    LINES = {"shows": _("Which fields? Their ids, with spaces between; empty shows the whole plan")}
    TEXTS = {"translation": _("The same template in the other language (needed for files in both)")}
    read = staticmethod(lru_cache(maxsize=64)(read_template))

    display_name = String(display_name="Title", scope=Scope.settings, default=_("Our plan"))
    shows = String(display_name="Fields", help="Ids of the fields shown.", scope=Scope.settings, default="")
    translation = String(
        display_name="Translation",
        help="The same template, in the other language.",
        scope=Scope.content,
        default="",
        xml_node=True,
    )

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of the fields shown here; none means the whole plan."""
        return tuple((self.shows or "").split())

    def read_line(self, name: str, text: str) -> str:
        """Field ids that the template has."""
        for field in text.split():
            if not asked.is_field(field):
                message = _("“%(written)s” is not the id of a field. They look like don.inventory.")
                raise InvalidAnswer(name, message, written=field)
        return " ".join(text.split())

    def findings(self) -> list[str]:
        """What the author has to correct: also fields that the template does not have."""
        found_there = super().findings()
        if not found_there and self.toml.strip():
            missing = [name for name in self.shown if self.asked.field(name) is None]
            message = _("These fields are not in the template: %(fields)s")
            found_there += [self.say(message, fields=", ".join(missing))] if missing else []
        return found_there

    # Who writes, in which plan

    def reader(self, template: PlanTemplate, written: Any = None, field: Field | None = None) -> Reader:
        """The plan as this person may see it, or one that was shared with them; `field` if it is all they look at."""
        return Reader(self, template, written, [field.id] if field else self.shown)

    def hand(self, template: PlanTemplate) -> Any:
        """Who writes, now."""
        return store("plan").Hand(self.person.learner, self.now(), template.edition)

    def plan_id(self, template: PlanTemplate, reader: Reader | None = None) -> int:
        """The plan of this learner's organisation, made if need be; a personal one for whoever is in none.

        `reader` has read it already, if it was there.
        """
        self._keep_template(template)
        if reader is not None and (plan := reader.plan) is not None:
            return int(plan.id)
        place = store("organisation").own_place(self.cohort, self.person.learner)
        return int(store("plan").make(self.cohort, place.id, template.id))

    def _keep_template(self, template: PlanTemplate) -> None:
        """What leaves the template keeps its name: each one that is written in is kept, in the languages it has."""
        texts = {lang: (lambda: self.translation or "") for lang in LANGUAGES}
        texts[template.lang] = lambda: self.toml
        for lang, text in texts.items():
            store("plan_history").record_edition(template.edition, lang, text)

    # What the person writing does

    @answers(fields=_SAVE)
    def save_cell(self, data: dict[str, Any]) -> dict[str, Any]:
        """What was typed in a cell: kept, or put beside a colleague's, or given back with a question."""
        template = self.ready()
        typed = asked.read_typed(template, self.shown, data)
        if typed.cell.personal and not typed.sure and (marks := found(typed.value)):
            shown = warned_shown(self, typed.row, typed.cell.id, typed.value, marks)
            return {"ask": self.draw("plan_warned.html", shown)}
        reader = self.reader(template, field=typed.field)
        if not typed.alone:
            asked.fits(typed, reader.filled(typed.field))
        source = reader.source_of(typed.field)
        plan = self.plan_id(template, reader)
        change = store("plan").Change(
            typed.field.id, typed.row, {typed.cell.id: typed.value}, typed.seen, typed.operation
        )
        outcome = store("plan").record_change(plan, change, self.hand(template), source, typed.field.most)
        if outcome.full:
            raise InvalidAnswer("value", _FULL, most=typed.field.most)
        self._tell(typed.field)
        return self._told(reader.again(), typed, outcome)

    def _tell(self, field: Field) -> None:
        """Say that a field was written in, never what; writing in the plan is what the exercise asks."""
        self.runtime.publish(self, "dataide.plan.written", {"slot": self.place, "field": field.id})
        if self.shown:
            self.emit_completion(1.0)

    def _told(self, reader: Reader, typed: asked.Typed, outcome: Any) -> dict[str, Any]:
        """What the browser needs to show where things stand, without drawing the field under the person's hands."""
        hour = hour_in_words(self.now(), self.language, self.zone)
        saved = _BACK if outcome.back else _("Saved at %(hour)s")
        told = {
            "saved": self.say(saved, hour=hour),
            "revision": outcome.revision,
            "values": reader.texts_of(typed.field, typed.row, outcome.cells),
            "computed": reader.computed_shown(typed.field),
        }
        if outcome.conflict:
            told["saved"] = ""
            told["conflict"] = self.draw("plan_conflict.html", conflict_shown(self, reader, typed, outcome))
        if not self.shown:
            told["read"] = self.draw("plan_read.html", {"field": reader.read_shown(typed.field)})
        return told

    @answers(fields="field act row start op", most=4_000)
    def row(self, data: dict[str, Any]) -> dict[str, Any]:
        """A row added, removed, put back, copied or moved; the field is drawn again."""
        template = self.ready()
        field = asked.read_field(template, self.shown, data)
        act, row, operation = asked.read_act(data), asked.read_row(field, data), asked.read_operation(data)
        if not field.tabular or field.fixed:
            raise InvalidAnswer("row", _("The rows of this part are always the same."))
        reader, rows = self.reader(template, field=field), store("plan_rows")
        kind, target, how = reader.row_act(field, act, row, data, new_row)
        how |= {"most": field.most, "source": reader.source_of(field)}
        plan, hand = self.plan_id(template, reader), self.hand(template)
        done = rows.record_row(plan, (field.id, target), kind, operation, hand, **how)
        if not done:
            raise InvalidAnswer("", _FULL, most=field.most)
        self._tell(field)
        return self.field_part(reader.again(), field, target, act)

    def field_part(self, reader: Reader, field: Field, row: str = "", act: str = "") -> dict[str, Any]:
        """The form of a field, drawn again, and where the person's hand goes next."""
        shown = reader.field_shown(field)
        focus = f"{self.uid}-{shown['focus'](row, act)}" if row else ""
        return {"html": self.draw("plan_field.html", {"field": shown, "open": self.open}), "focus": focus}

    @answers(fields="field", most=2_000)
    def field(self, data: dict[str, Any]) -> dict[str, Any]:
        """The form of one field."""
        template = self.written()
        field = asked.read_field(template, self.shown, data)
        return self.field_part(self.reader(template, field=field), field)

    @answers(fields="field", most=2_000)
    def history(self, data: dict[str, Any]) -> dict[str, Any]:
        """What was done to a field, by whom and when."""
        template = self.written()
        field = asked.read_field(template, self.shown, data)
        return {"html": self.draw("plan_history.html", history_shown(self, self.reader(template, field=field), field))}

    @answers(fields="field past op", most=2_000)
    def restore(self, data: dict[str, Any]) -> dict[str, Any]:
        """An earlier text is put back; what stood there goes to the history."""
        template = self.ready()
        field, past = asked.read_field(template, self.shown, data), asked.read_number(data, "past")
        plan, tables = self.plan_id(template), store("plan_history")
        entry = tables.past_of(plan, field.id, past)
        if entry is None:
            raise InvalidAnswer("", _("There is no such text in the history."))
        seen = tables.revision_of(plan, field.id, entry.row)
        change = store("plan").Change(field.id, entry.row, entry.cells, seen, asked.read_operation(data))
        store("plan").record_change(plan, change, self.hand(template), None, field.most)
        self._tell(field)
        return self.field_part(self.reader(template, field=field), field)

    # Around

    def author_context(self) -> dict[str, Any]:
        """Studio's page: the fields, disabled, and what is to be corrected."""
        shown = {"empty": not self.toml.strip(), "findings": self.findings()}
        try:
            template = self.asked
        except InvalidExercise:
            return shown
        fields = [field for field in template.fields if field.id in self.shown] or list(template.fields)[:3]
        reader = self.reader(template)
        return {**shown, "fields": [reader.field_shown(field) for field in fields], "open": False}

    def forget_answers(self, learner: str) -> None:
        """A plan is the organisation's: one learner's fresh start takes nothing of it away."""

    def student_view_data(self, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The fields, for the mobile application and the blocks API."""
        try:
            fields = [field for field in self.asked.fields if field.id in self.shown or not self.shown]
        except InvalidExercise:
            fields = []
        return {"slot": self.place, "fields": [{"id": field.id, "name": field.name} for field in fields]}

    def index_dictionary(self) -> dict[str, Any]:
        """The author's words, for the course search."""
        words = " ".join(field["name"] for field in self.student_view_data()["fields"])
        return {"content": {"display_name": self.display_name, "fields": words}, "content_type": "Plan"}


_BACK = _("Saved at %(hour)s. A colleague had removed this row: it is back, with your text.")
_FULL = _("This table is full: %(most)s rows at most.")
