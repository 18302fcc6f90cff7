"""A section of the plan on paper: its fields in order, what is empty left out, what is still to be written said."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dataide_xblocks.domain.language import _, say
from dataide_xblocks.domain.plan import of
from dataide_xblocks.domain.plan_template import SIMPLE, Field, Section

from .paper import Bars, Bullets, Heading, Labelled, Line, Part, Text
from .plan_budget import totals
from .plan_roadmap import roadmap
from .plan_rows import Rows
from .plan_words import Values

_SHORT = {"choice", "date", "number"}


class Sections:
    """The parts of each section of one plan."""

    def __init__(self, values: Values) -> None:
        self.values, self.plan = values, values.plan
        self.words: Callable[..., str] = say(values.language)

    def parts(self, section: Section, number: int) -> Iterator[Part]:
        """The section's heading and all it holds."""
        yield Heading(1, self.values.of_section(section, number), page=number == 1)
        plain = all(each.shape in SIMPLE or _is_short(each) for each in section.fields)
        written, count = False, 0
        for each in section.fields:
            if not self._is_printed(each):
                continue
            written, count = True, count + 1
            if plain:
                yield Labelled(self.values.of_field(each), [self._in_short(each)])
            else:
                yield Heading(2, self.values.of_field(each, f"{number}.{count} "))
                yield from self.field(each)
        if not written:
            yield Line([Text(self._nothing(section))], "note")

    def _nothing(self, section: Section) -> str:
        if not section.fields and self.plan.public:
            return self.words(_("This version is for everybody: what could help whoever means harm is left out."))
        return self.words(_("Nothing is written in this section yet."))

    def _is_printed(self, each: Field) -> bool:
        if each.shape == "auto":
            return bool(self.plan.figures.levels.get(each.id)) or each.required
        return bool(of(self.plan.contents, each.id)) or each.required

    def field(self, each: Field) -> Iterator[Part]:
        """What a field holds, without its heading."""
        if each.shape == "auto":
            yield from self._levels(each)
        elif not of(self.plan.contents, each.id):
            yield self._to_write()
        elif each.shape in SIMPLE or _is_short(each):
            text = self._in_short(each)
            yield Line([text], "todo" if text == self._missing() else "normal")
        elif each.shape == "list":
            yield from self._list(each)
        else:
            yield from self._group(each)
            yield from self._table(each)

    def _levels(self, each: Field) -> Iterator[Part]:
        bars = self.plan.figures.levels.get(each.id)
        yield Bars(each.name, bars) if bars else self._to_write()

    def _missing(self) -> Text:
        return Text(self.words(_("To be completed")))

    def _to_write(self) -> Line:
        return Line([self._missing()], "todo")

    def _in_short(self, each: Field) -> Text:
        """The value of a simple field, or the few of a short group on one line."""
        said = [text for cell in each.parts if (text := self.values.said(each, None, cell)).words]
        if not said:
            return self._missing()
        between = " – " if all(cell.kind == "date" for cell in each.parts) else ", "
        return said[0] if len(said) == 1 else Text(between.join(text.words for text in said), lang=said[0].lang)

    def _list(self, each: Field) -> Iterator[Part]:
        column = each.columns[0]
        rows = of(self.plan.contents, each.id).rows
        texts = [text for row in rows if (text := self.values.said(each, row, column)).words]
        yield Bullets(texts)

    def _group(self, each: Field) -> Iterator[Part]:
        for cell in each.parts:
            text = self.values.said(each, None, cell)
            if text.words or cell.required:
                label = self.values.of_cell(each, cell)
                yield Labelled(label, [text if text.words else self._missing()])

    def _table(self, each: Field) -> Iterator[Part]:
        if not each.columns:
            return
        rows = Rows(self.values, each, self.words)
        if rows.rows:
            yield from rows.parts()
        if each.id == "act.actions":
            yield from roadmap(self.values)
        if each.id == "bud.sources":
            yield from totals(self.values)


def _is_short(each: Field) -> bool:
    """A group that one line says: a period, a date and what was decided."""
    return each.shape == "group" and all(cell.kind in _SHORT for cell in each.parts)
