"""The plan's money, exact to the cent: what each line costs in each year, what is asked, what is found, what is left.

Source: plan-template.md, section 2, notes, "Budget, computed".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from .plan import Contents, Row
from .plan_values import MOST_YEARS, cell_of, number, period_of, rows, years_of

LINES, SOURCES = "bud.lines", "bud.sources"
YEARS = ("y1", "y2", "y3")
CATEGORIES = ("a", "b", "c", "d", "e")
SURE = ("confirmed", "hoped")
CENT, ZERO = Decimal("0.01"), Decimal("0.00")
ThreeYears = tuple[Decimal, Decimal, Decimal]
NOTHING: ThreeYears = (ZERO, ZERO, ZERO)


@dataclass(frozen=True)
class Rates:
    """The sales taxes from a day on, as shares of the price before tax."""

    since: date
    gst: Decimal
    qst: Decimal

    @property
    def both(self) -> Decimal:
        """Both taxes: since 2013 the second is no longer counted on the first."""
        return self.gst + self.qst


# The rates of Québec, each from its day on; « à valider avec votre comptable », as the plan says beside the total.
# Add a line when a rate changes; never change one, so that an older plan keeps its amounts.
RATES = (Rates(date(2013, 1, 1), Decimal("0.05"), Decimal("0.09975")),)


def rates_on(day: date | None) -> Rates:
    """The rates in force on a day; the last ones known without a day."""
    known = [rates for rates in RATES if day is None or rates.since <= day]
    return known[-1] if known else RATES[0]


def cents(amount: Decimal) -> Decimal:
    """An amount rounded to the cent, half up, once a line."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def _price(row: Row, rates: Rates) -> Decimal | None:
    """One year of a line: quantity × unit price, taxes in, expected rebate out; None while one of the two is missing.

    The rebate is a share of the taxes, as governments give it back [TPSTVQ]: of the taxes added, or of those that a
    price with taxes holds. An exempt line has none.
    """
    quantity, unit = number(row, "qty"), number(row, "unit")
    if quantity is None or unit is None:
        return None
    base, tax = quantity * unit, cell_of(row, "tax")
    back = min(number(row, "rebate") or ZERO, Decimal(100)) / 100
    if tax == "add":
        return cents(base + base * rates.both * (1 - back))
    if tax == "included":
        return cents(base - base * rates.both / (1 + rates.both) * back)
    return cents(base)


def counted(contents: Contents, row: Row) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """What a line costs in each year by its quantity and price alone: yearly in each year of the period, else once."""
    period = period_of(contents)
    price = _price(row, rates_on(period[0] if period else None))
    if price is None:
        return (None, None, None)
    last = years_of(contents) if cell_of(row, "kind") == "yearly" else 1
    first, second, third = (price if year < last else ZERO for year in range(MOST_YEARS))
    return (first, second, third)


def line_years(contents: Contents, row: Row) -> ThreeYears:
    """What a line costs in each year: what was written by hand, else what is counted, else nothing."""
    found = counted(contents, row)
    first, second, third = (
        cents(written) if (written := number(row, year)) is not None else (found[n] or ZERO)
        for n, year in enumerate(YEARS)
    )
    return (first, second, third)


def line_total(contents: Contents, row: Row) -> Decimal:
    """What a line costs over all years."""
    return sum(line_years(contents, row), ZERO)


def _recurrent(contents: Contents, row: Row) -> Decimal:
    """What a line costs in year 3; a yearly cost goes on when the period is over before, for it must still be paid."""
    written = number(row, YEARS[-1])
    if written is not None or cell_of(row, "kind") != "yearly":
        return cents(written or ZERO)
    return counted(contents, row)[0] or ZERO


def _add(left: ThreeYears, right: ThreeYears) -> ThreeYears:
    return (left[0] + right[0], left[1] + right[1], left[2] + right[2])


@dataclass(frozen=True)
class Budget:
    """The money of a plan, in dollars and cents; three years, of which the period covers the first `years`.

    `costs` by category ("" while none is chosen) and `sources` by certainty (`confirmed`, `hoped`, "" unsaid) are
    amounts per year. `asked` is by category. `gap` is costs − sources per year: above zero, money is missing.
    `recurrent` is what year 3 costs of itself. `contingency` is category E in percent of A to D, None while those
    are zero.
    """

    years: int
    costs: Mapping[str, ThreeYears]
    asked: Mapping[str, Decimal]
    sources: Mapping[str, ThreeYears]
    gap: ThreeYears
    recurrent: Decimal
    contingency: Decimal | None

    @property
    def total(self) -> ThreeYears:
        """What each year costs, all categories together."""
        return _sum(self.costs)

    @property
    def found(self) -> ThreeYears:
        """What each year has, confirmed or hoped for."""
        return _sum(self.sources)

    @property
    def requested(self) -> Decimal:
        """What is asked from the grant, all categories together."""
        return sum(self.asked.values(), ZERO)


def _sum(by: Mapping[str, ThreeYears]) -> ThreeYears:
    total = NOTHING
    for amounts in by.values():
        total = _add(total, amounts)
    return total


def budget(contents: Contents) -> Budget:
    """The budget that the lines and the sources make; empty contents make an empty one."""
    lines = list(rows(contents, LINES).values())
    costs: dict[str, ThreeYears] = dict.fromkeys(CATEGORIES, NOTHING)
    asked: dict[str, Decimal] = dict.fromkeys(CATEGORIES, ZERO)
    for row in lines:
        category = _one_of(cell_of(row, "cat"), CATEGORIES)
        costs[category] = _add(costs.get(category, NOTHING), line_years(contents, row))
        asked[category] = asked.get(category, ZERO) + cents(number(row, "grant") or ZERO)
    sources: dict[str, ThreeYears] = dict.fromkeys(SURE, NOTHING)
    for row in rows(contents, SOURCES).values():
        certainty = _one_of(cell_of(row, "sure"), SURE)
        first, second, third = (cents(number(row, year) or ZERO) for year in YEARS)
        sources[certainty] = _add(sources.get(certainty, NOTHING), (first, second, third))
    total, found = _sum(costs), _sum(sources)
    gap = (total[0] - found[0], total[1] - found[1], total[2] - found[2])
    recurrent = sum((_recurrent(contents, row) for row in lines), ZERO)
    return Budget(years_of(contents), costs, asked, sources, gap, recurrent, _contingency(costs))


def _one_of(value: str, known: tuple[str, ...]) -> str:
    return value if value in known else ""


def _contingency(costs: Mapping[str, ThreeYears]) -> Decimal | None:
    base = sum((sum(costs[category]) for category in CATEGORIES[:-1]), ZERO)
    set_aside = sum(costs[CATEGORIES[-1]], ZERO)
    return (100 * set_aside / base).quantize(Decimal("0.1"), ROUND_HALF_UP) if base else None
