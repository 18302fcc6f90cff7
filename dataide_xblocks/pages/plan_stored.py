"""The plan as it is stored, for one reader: what was written, what flows in, what is counted, who is who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Self

from ..block import store
from ..domain.errors import InvalidExercise
from ..domain.language import _
from ..domain.maturity_model import read_model
from ..domain.maturity_wave import BASELINE, ENDLINE, Wave, edition_answered
from ..domain.plan import Filled, of
from ..domain.plan_flow import MODEL, Flow, flows, with_flows
from ..domain.plan_numbers import computed, needed, row_label
from ..domain.plan_template import Cell, Field, PlanTemplate

FROM_PORTRAIT = {"por.priorities", "por.unknowns"}
FROM_PLACE = {"idt.name", "idt.size"}


class Stored:
    """One reader, one template, one moment. With `written` given, it is that plan they read, shared with a coach.

    `shown` are the ids of the fields they look at, none for all: what those do not need is not read.
    """

    def __init__(self, block: Any, template: PlanTemplate, written: Any = None, shown: Sequence[str] = ()) -> None:
        self.block, self.template = block, template
        self.language, self.say = block.language, block.say
        self.learner = "" if block.borrowed else block.person.learner
        self.shown, self.needed = shown, needed(template, shown) if shown else None
        self._named: dict[str, dict[str, str]] = {}
        self._kept: Any = None  # the plan without its parts
        if written is not None:
            self.written, self.flowing = written, {}

    # What is stored

    @cached_property
    def place(self) -> Any:
        """The reader's organisation, None before there is one."""
        return store("organisation").place_of(self.block.cohort, self.learner) if self.learner else None

    @cached_property
    def written(self) -> Any:
        """What was written in this template's fields, None before the first word."""
        if self._kept is not None:
            return store("plan").read(self._kept, self.needed)
        return store("plan").plan_of(self.place.id, self.template.id, self.needed) if self.place else None

    def again(self: Self) -> Self:
        """The same reader after something was kept: who and where are known; the plan is read again once needed."""
        fresh = type(self)(self.block, self.template, None, self.shown)
        if (plan := self.plan) is not None:
            fresh.place, fresh._kept = self.place, type(plan)(plan.id, plan.shared)
        return fresh

    @property
    def plan(self) -> Any:
        """The plan, perhaps without its parts: enough to write in it. None before its first word."""
        if "written" in self.__dict__:
            return self.written
        if self._kept is None and self.place is not None:
            self._kept = store("plan").bare(self.place.id, self.template.id)
        return self._kept

    @property
    def touched(self) -> set[str]:
        """The fields that somebody wrote in."""
        return self.written.touched if self.written is not None else set()

    @cached_property
    def flowing(self) -> Mapping[str, Flow]:
        """{field: what flows into it}."""
        open_yet = (FROM_PORTRAIT | FROM_PLACE if self.needed is None else self.needed) - self.touched
        if self.place is None or not open_yet & (FROM_PORTRAIT | FROM_PLACE):
            return {}
        about = {} if self.place.personal else {"name": self.place.name, "size": self.place.size}
        wave = self.waves.get(BASELINE) if open_yet & FROM_PORTRAIT else None
        reading = wave.reading if wave else None
        return flows(self.template, reading and reading.portrait, wave and wave.model, about)

    @cached_property
    def waves(self) -> dict[str, Wave]:
        """{passage: the portrait's passage as this reader may see it}, of those that were answered."""
        tables, found = store("maturity"), {}
        passages = tables.team_of(self.place.id, MODEL) if self.place else {}
        decisions = tables.decisions_of(self.place.id, MODEL) if passages else {}
        editions = {name: edition_answered(passages.get(name, [])) for name in (BASELINE, ENDLINE)}
        texts = {each: tables.edition_of(each, self.template.lang) for each in set(editions.values()) if each}
        for name, edition in editions.items():
            try:
                model = read_model(texts.get(edition, ""))
            except InvalidExercise:  # nobody answered, or a model that is not kept
                continue
            found[name] = Wave(name, model, passages[name], decisions.get(name, {}), self.learner)
        return found

    @cached_property
    def contents(self) -> dict[str, Filled]:
        """{field: what is read in it}."""
        if self.written is None:
            return with_flows({}, self.flowing, set())
        return with_flows(self.written.contents, self.flowing, self.touched)

    @cached_property
    def numbers(self) -> dict[tuple[str, str, str], str]:
        """{(field, row, cell): what is counted}."""
        return computed(self.template, self.contents)

    def filled(self, field: Field) -> Filled:
        """What a field holds."""
        return of(self.contents, field.id)

    def source_of(self, field: Field) -> Filled | None:
        """What flows into a field that nobody has touched, None elsewhere."""
        if field.id not in FROM_PORTRAIT | FROM_PLACE or field.id in self.touched:
            return None
        flow = self.flowing.get(field.id)
        return flow.filled if flow else None

    def _parts(self, field: Field) -> dict[str, Any]:
        """{row: the part as it is kept}."""
        return {part.row: part for part in (self.written.parts.get(field.id, ()) if self.written else ())}

    # Names

    @cached_property
    def names(self) -> dict[str, str]:
        """{learner: name} of those who wrote in the fields shown; whoever left is a former member."""
        if self.written is None or self.place is None:
            return {}
        writers = {part.learner for parts in self.written.parts.values() for part in parts}
        return self.names_of(writers)

    def names_of(self, learners: set[str]) -> dict[str, str]:
        """{learner: name}, one's own first; whoever left, or was erased, is a former member."""
        others = learners - {self.learner}
        here: set[str] = set()
        if others and self.place:
            here = {f.learner for f in store("organisation").fellows_of(self.place.id) if f.here}
        names = store("people").names_of(others & here) if others & here else {}
        former = self.say(_("a former member"))
        return {who: self.say(_("you")) if who == self.learner else names.get(who, former) for who in learners}

    def choices(self, cell: Cell) -> list[tuple[str, str]]:
        """(row, name) of what a link may point at."""
        return [(row.id, self.label(cell.to, row.id)) for row in of(self.contents, cell.to).rows]

    def label(self, field: str, row: str) -> str:
        """The name of a row: its number, and the first words of it."""
        return row_label(self.template, self.contents, field, row, self.numbers)

    def _labels(self, cell: Cell) -> Mapping[str, str]:
        if cell.kind != "link":
            return {}
        if cell.to not in self._named:
            self._named[cell.to] = dict(self.choices(cell))
        return self._named[cell.to]

    @cached_property
    def remarks(self) -> Mapping[str, int]:
        """{field: how many remarks of colleagues}."""
        if self.written is None or self.place is None or self.block.shown:
            return {}
        return Counter(remark.field for remark in store("plan_talk").remarks_of(self.written.id))
