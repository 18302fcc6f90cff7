"""How amounts, numbers and days of a plan are said, on the screen and on paper alike."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal

from .moments import date_in_words
from .plan import day_of


def money(value: str, language: str) -> str:
    """`1 350,00 $` or `$1,350.00` for 1350.00."""
    sign, whole, cents = ("-" if value.startswith("-") else ""), *value.lstrip("-").split(".")
    if language == "fr":
        return f"{sign}{int(whole):,}".replace(",", "\u00a0") + f",{cents}\u00a0$"
    return f"{sign}${int(whole):,}.{cents}"


def is_amount(value: str) -> bool:
    """Whether a value that was counted is an amount: it has its cents."""
    return re.fullmatch(r"-?\d+\.\d\d", value) is not None


def counted(value: str, language: str) -> str:
    """A value that was counted: an amount as such, anything else (`6`, `A1`) as it is."""
    return money(value, language) if is_amount(value) else value


def dollars(amount: Decimal, language: str) -> str:
    """The same without cents where there are none: `1 350 $` (plan-template.md, notes on the budget)."""
    said = money(str(amount.quantize(Decimal("0.01"))), language)
    return said.replace(",00\u00a0$", "\u00a0$") if language == "fr" else re.sub(r"\.00$", "", said)


def number(value: str, language: str) -> str:
    """`2,5` or `2.5`."""
    return value.replace(".", ",") if language == "fr" else value


def day(value: str, language: str) -> str:
    """`31 janvier 2027`; as it is where it is no day."""
    found = day_of(value)
    if found is None:
        return value
    return date_in_words(datetime(found.year, found.month, found.day, 12, tzinfo=UTC), language, UTC)


def labelled(name: str, language: str) -> str:
    """`Date : `, with the space that French puts before it."""
    return f"{name}\u00a0: " if language == "fr" else f"{name}: "


def month(value: str, language: str) -> str:
    """`janvier` for 2027-01."""
    said = date_in_words(datetime(int(value[:4]), int(value[5:7]), 2, 12, tzinfo=UTC), language, UTC)
    return said.split()[1 if language == "fr" else 0]
