"""The road map on paper: a line an action and a column a month, then the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from dataide_xblocks.domain.language import _, say
from dataide_xblocks.domain.plan import Row, of
from dataide_xblocks.domain.plan_said import month

from .paper import Heading, Part, Roadmap, Stretch, Table, Text
from .plan_words import Values

ACTIONS = "act.actions"


def roadmap(values: Values) -> Iterator[Part]:
    """The chart and its table; nothing while no action has its dates."""
    words, months = say(values.language), values.plan.figures.months
    each = values.plan.template.field(ACTIONS)
    if months is None or not months.bars or each is None:
        return
    rows = {row.id: row for row in of(values.plan.contents, ACTIONS).rows}
    lines = [
        Stretch(
            values.row_name(each, rows[bar.row]), bar.first, bar.last, _said(values, months.months, bar.first, bar.last)
        )
        for bar in months.bars
        if bar.row in rows
    ]
    yield Heading(3, Text(words(_("Road map month by month"))))
    described = words(_("Road map: a line for each action, from first month to last; the table below says the same."))
    letters = [month(one, values.language)[0].upper() for one in months.months]
    years = [(year, len(list(group))) for year, group in groupby(months.months, key=lambda one: one[:4])]
    yield Roadmap(described, letters, lines, years)
    yield _table(values, lines)


def _table(values: Values, lines: Sequence[Stretch]) -> Table:
    words = say(values.language)
    header = (Text(words(_("Action planned"))), Text(words(_("Months of the action"))))
    rows = [(line.name, Text(line.words)) for line in lines]
    return Table(words(_("Road map in words")), header, rows, (0.66, 0.34), wide=True)


def _said(values: Values, months: Sequence[str], first: int, last: int) -> str:
    """`janvier à mars 2027`, or one month alone."""
    start, end = months[first], months[last]
    if first == last:
        return f"{month(start, values.language)} {start[:4]}"
    begin = month(start, values.language) + ("" if start[:4] == end[:4] else f" {start[:4]}")
    return say(values.language)(
        _("%(first)s to %(last)s"), first=begin, last=f"{month(end, values.language)} {end[:4]}"
    )


def action_line(values: Values, row: Row) -> tuple[Text, Text, Text]:
    """An action in three cells: what, who, until when."""
    each = values.plan.template.field(ACTIONS)
    assert each is not None
    cells = {cell.id: cell for cell in each.columns}
    said = [values.said(each, row, cells[name], short=True) if name in cells else Text("") for name in ("owner", "end")]
    return values.row_name(each, row), said[0], said[1]
