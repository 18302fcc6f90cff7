"""The money of the plan on paper: what each category costs each year, what is found, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from dataide_xblocks.domain.language import _, say
from dataide_xblocks.domain.plan_said import dollars

from .paper import Heading, Line, Part, Table, Text
from .plan_source import Money, Years
from .plan_words import Values

LINES, SOURCES = "bud.lines", "bud.sources"
_ZERO = Decimal(0)


def totals(values: Values) -> Iterator[Part]:
    """Both tables of totals and their notes; nothing where nothing was counted."""
    words, counted = say(values.language), values.plan.figures.money
    if counted is None or not any(counted.total):
        return
    yield Heading(3, Text(words(_("Totals of the budget"))))
    yield costs(values, counted)
    yield _against(values, counted)
    yield Line([Text(words(_("Taxes and rebates are to be confirmed with your accountant.")))], "note")


def costs(values: Values, counted: Money, caption: bool = True) -> Table:
    """What each category costs each year, and what is asked from the grant."""
    words = say(values.language)
    rows = []
    for category, amounts in counted.costs.items():
        if any(amounts) or counted.asked.get(category):
            name = values.option(LINES, "cat", category) or Text(words(_("Without a category")))
            rows.append(_line(values, name, amounts, counted.years, counted.asked.get(category, _ZERO)))
    total = _line(values, Text(words(_("Total"))), counted.total, counted.years, counted.requested)
    header = (
        Text(words(_("Category of cost"))),
        *_years(values, counted.years),
        Text(words(_("Asked from the grant"))),
    )
    return _table(words(_("Cost by category and by year")), header, [*rows, total], caption)


def _against(values: Values, counted: Money) -> Table:
    """What is found against what it costs."""
    words, years = say(values.language), counted.years
    names: Mapping[str, str] = {
        "confirmed": words(_("Found, confirmed")),
        "hoped": words(_("Found, hoped for")),
        "": words(_("Found, without a word on how sure it is")),
    }
    rows = [_line(values, Text(words(_("Total cost"))), counted.total, years)]
    rows += [
        _line(values, Text(names[sure]), amounts, years)
        for sure, amounts in counted.sources.items()
        if any(amounts) or sure
    ]
    rows.append(_line(values, Text(words(_("Still to be found"))), _missing(counted.gap), years))
    header = (Text(words(_("Money needed and found"))), *_years(values, years))
    return _table(words(_("What it costs and what is found")), header, rows)


def _missing(gap: Years) -> Years:
    """What is short each year: money to spare is not short."""
    first, second, third = (max(_ZERO, amount) for amount in gap)
    return first, second, third


def _years(values: Values, count: int) -> list[Text]:
    return [Text(say(values.language)(_("Year %(year)s"), year=year)) for year in range(1, count + 1)]


def _line(values: Values, name: Text, amounts: Years, years: int, *more: Decimal) -> list[Text]:
    return [name, *(Text(dollars(amount, values.language)) for amount in (*amounts[:years], *more))]


def _table(title: str, header: tuple[Text, ...], rows: list[list[Text]], caption: bool = True) -> Table:
    others = len(header) - 1
    widths = (1 - 0.15 * others, *[0.15] * others)
    return Table(title, header, rows, widths, numbers=range(1, others + 1), total=True, caption=caption)
