"""The board's two pages: one sheet, both sides, that a person reads in ten minutes. Source: plan-template.md, 3.A."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from dataide_xblocks.domain.language import _, say
from dataide_xblocks.domain.plan import Row, of, rows_of
from dataide_xblocks.domain.plan_said import day, dollars, labelled
from dataide_xblocks.domain.plan_template import TEXT, VALUE

from .paper import Bars, Bullets, Heading, Line, Part, Table, Text
from .plan_budget import costs
from .plan_roadmap import action_line
from .plan_words import Values

_RISKS = 3
_LISTED = 3


class Board:
    """The parts of the two pages. `level` is that of their headings."""

    def __init__(self, values: Values, level: int = 2) -> None:
        self.values, self.level = values, level
        self.words: Callable[..., str] = say(values.language)

    def parts(self) -> Iterator[Part]:
        """Both pages: where we go, then how and with what."""
        yield from self._purpose()
        yield from self._portrait()
        yield from self._lists()
        yield from self._priorities()
        yield from self._objectives()
        yield from self._first_days()
        yield from self._protection()
        yield from self._risks()
        yield from self._money()
        yield from self._asked()

    # what is read from the plan

    def _part(self, field: str, cell: str = VALUE) -> Text:
        each = self.values.plan.template.field(field)
        found = each.cell("", cell) if each else None
        return self.values.said(each, None, found) if each and found else Text("")

    def _rows(self, field: str) -> Sequence[Row]:
        each = self.values.plan.template.field(field)
        rows = rows_of(each, of(self.values.plan.contents, field)) if each else ()
        return [row for row in rows if any(row.cells.values()) or (each and each.fixed)]

    def _cell(self, field: str, row: Row, cell: str) -> Text:
        each = self.values.plan.template.field(field)
        found = each.cell(row.id, cell) if each else None
        return self.values.said(each, row, found, short=True) if each and found else Text("")

    def _head(self, sentence: str, page: bool = False) -> Heading:
        return Heading(self.level, Text(self.words(sentence)), page)

    def _title(self, field: str, page: bool = False) -> Heading:
        each = self.values.plan.template.field(field)
        return Heading(self.level, self.values.of_field(each) if each else Text(field), page)

    def _inline(self, field: str, text: Text) -> Line:
        """A label and its text on one line: every line counts on two pages."""
        name, colon = self._title(field).text, Text(labelled("", self.values.language), bold=True)
        return Line([replace(name, bold=True), colon, text])

    # page 1

    def _purpose(self) -> Iterator[Part]:
        mission, change = self._part("idt.mission"), self._part("vis.change")
        if mission.words:
            yield Line([mission], "lead")
        if change.words:
            yield self._title("vis.change")
            yield Line([change])

    def _portrait(self) -> Iterator[Part]:
        bars = self.values.plan.figures.levels.get("por.baseline")
        if bars:
            yield self._title("por.baseline")
            yield Bars(self.words(_("Portrait of departure")), bars)

    def _lists(self) -> Iterator[Part]:
        """What the team can lean on: its strengths, and the first of its principles."""
        for field in ("por.strengths", "rai.principles"):
            said = [text for row in self._rows(field) if (text := self._cell(field, row, TEXT)).words]
            if said:
                together = "; ".join(text.words.rstrip(".;") for text in said[:_LISTED])
                yield self._inline(field, Text(f"{together}.", lang=said[0].lang))

    def _priorities(self) -> Iterator[Part]:
        rows = self._rows("por.priorities")
        if rows:
            yield self._title("por.priorities")
            said = [
                (self._cell("por.priorities", row, "dimension"), self._cell("por.priorities", row, "why"))
                for row in rows
            ]
            header = (Text(self.words(_("Dimension of the portrait"))), Text(self.words(_("Why it comes first"))))
            yield Table(self.words(_("Priorities and their reasons")), header, said, (0.32, 0.68))
        if (no := self._part("por.notdoing")).words:
            yield self._inline("por.notdoing", no)

    def _objectives(self) -> Iterator[Part]:
        rows = self._rows("sui.objectives")
        if not rows:
            return
        yield self._title("sui.objectives")
        names = (_("Objective aimed at"), _("Indicator followed"), _("From"), _("To"), _("By"))
        table = [self._objective(row) for row in rows]
        yield Table(
            self.words(_("Objectives and one indicator each")),
            [Text(self.words(name)) for name in names],
            table,
            (0.36, 0.28, 0.11, 0.11, 0.14),
        )

    def _objective(self, row: Row) -> list[Text]:
        each = self.values.plan.template.field("sui.objectives")
        name = self.values.row_name(each, row) if each else Text("")
        sheet = next((one for one in self._rows("sui.indicators") if one.cells.get("objective") == row.id), None)
        if sheet is None:
            return [name, Text(""), Text(""), Text(""), self._cell("sui.objectives", row, "by")]
        base, target, unit = (self._cell("sui.indicators", sheet, cell) for cell in ("base", "target", "unit"))
        return [
            name,
            self._cell("sui.indicators", sheet, "name"),
            _with_unit(base, unit),
            _with_unit(target, unit),
            self._cell("sui.indicators", sheet, "target_date"),
        ]

    # page 2

    def _first_days(self) -> Iterator[Part]:
        actions = {row.id: row for row in self._rows("act.actions")}
        first = [actions[row] for row in self.values.plan.figures.first if row in actions]
        yield self._head(_("The first 90 days"), page=self.level == 1)
        if not first:
            yield Line([Text(self.words(_("No action begins in the first 90 days.")))], "note")
            return
        header = [Text(self.words(name)) for name in (_("Action planned"), _("In charge"), _("Until"))]
        rows = [action_line(self.values, row) for row in first]
        yield Table(self.words(_("Actions of the first 90 days")), header, rows, (0.56, 0.29, 0.15))

    def _protection(self) -> Iterator[Part]:
        lines = list(filter(None, (self._basics(), self._measures(), self._files())))
        if lines:
            yield self._head(_("Protecting the people we serve"))
            yield Bullets(lines)

    def _basics(self) -> Text | None:
        rows = self._rows("pro.law25")
        done = sum(row.cells.get("status") == "done" for row in rows)
        if not rows:
            return None
        told = self.words(_("Basics of Law 25 in place: %(done)s of %(all)s."), done=done, all=len(rows))
        waiting = [row for row in rows if row.cells.get("status") not in ("done", "na")]
        waiting.sort(key=lambda row: row.cells.get("date") or "9")
        return Text(f"{told} {self._next(waiting[0])}" if waiting else told)

    def _next(self, row: Row) -> str:
        each = self.values.plan.template.field("pro.law25")
        name = self.values.of_fixed(each, row.id).words if each else ""
        when = row.cells.get("date")
        if not when:
            return self.words(_("Next: %(what)s."), what=name)
        return self.words(_("Next: %(what)s, on %(day)s."), what=name, day=day(when, self.values.language))

    def _measures(self) -> Text | None:
        rows = self._rows("sec.measures")
        done = sum(row.cells.get("status") == "done" for row in rows)
        told = _("Basic security measures in place: %(done)s of %(all)s.")
        return Text(self.words(told, done=done, all=len(rows))) if rows else None

    def _files(self) -> Text | None:
        rows = self._rows("don.inventory")
        sensitive = sum(row.cells.get("class") == "sensitive" for row in rows)
        told = _("Files and registers listed: %(all)s, of which %(sensitive)s hold sensitive information.")
        return Text(self.words(told, all=len(rows), sensitive=sensitive)) if rows else None

    def _risks(self) -> Iterator[Part]:
        each = self.values.plan.template.field("ris.register")
        rows = sorted(self._rows("ris.register"), key=self._score, reverse=True)[:_RISKS]
        if each is None or not rows:
            return
        yield self._head(_("The three highest risks"))
        header = [Text(self.words(name)) for name in (_("What could happen"), _("Level of risk"), _("What we will do"))]
        said = [[self._cell("ris.register", row, cell) for cell in ("risk", "score", "next")] for row in rows]
        yield Table(self.words(_("Highest risks")), header, said, (0.42, 0.16, 0.42))

    def _score(self, row: Row) -> int:
        counted = self.values.plan.figures.cells.get(("ris.register", row.id, "score"), "")
        return int(counted) if counted.isascii() and counted.isdecimal() else 0

    def _money(self) -> Iterator[Part]:
        counted = self.values.plan.figures.money
        later = self._part("bud.recurrent")
        if (counted is None or not any(counted.total)) and not later.words:
            return
        yield self._head(_("What it costs"))
        if counted is not None and any(counted.total):
            yield costs(self.values, counted, caption=False)
            language = self.values.language
            told = self.words(
                _("Found or hoped for over the whole plan: %(found)s. Cost that comes back in year 3: %(later)s."),
                found=dollars(sum(counted.found, Decimal(0)), language),
                later=dollars(counted.recurrent, language),
            )
            yield Line([Text(told)])
        if later.words:
            yield Line([later])

    def _asked(self) -> Iterator[Part]:
        request = self._part("gou.request")
        if request.words:
            yield self._title("gou.request")
            yield Line([request], "lead")
        last = (("gou.decision", self._decided()), ("gou.reviews", self._reviews()))
        for field, text in last:
            if text.words:
                yield self._inline(field, text)

    def _decided(self) -> Text:
        said = (self._part("gou.decision", "date").words, self._part("gou.decision", "outcome").words)
        return Text(", ".join(filter(None, said)))

    def _reviews(self) -> Text:
        days = (row.cells.get("date", "") for row in self._rows("gou.reviews"))
        return Text("; ".join(day(one, self.values.language) for one in days if one))


def _with_unit(value: Text, unit: Text) -> Text:
    return Text(f"{value.words} {unit.words}", lang=unit.lang) if value.words else value
