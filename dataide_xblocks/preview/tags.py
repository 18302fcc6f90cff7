"""What templates say in words: days, progress, the state of a week."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ..domain.language import say
from ..domain.moments import day_in_words, zone_of
from .outline import ShownWeek

register = template.Library()
NBSP = "\u00a0"
QUARTER, HOUR = 15, 60  # minutes
_SELF_CLOSED = re.compile(r"<(?!(?:area|br|col|hr|img|input|link|meta|param|source|track|wbr)\b)(([\w:-]+)[^>]*?)/>")


@register.filter
def day(moment: datetime, language: str) -> str:
    """`lundi 18 janvier`, in the time of the programme."""
    return day_in_words(moment, language, zone_of(None))


@register.filter
def closed(html: str) -> SafeString:
    """The problem block's XML as HTML: `<span/>` closed in full, as the platform's script does before it inserts it."""
    return mark_safe(_SELF_CLOSED.sub(r"<\1></\2>", html))


@register.simple_tag
def in_words(message: str) -> str:
    """A msgid kept in Python, translated."""
    return say(get_language())(message)


@register.simple_tag
def colon(language: str) -> str:
    """French puts a space before it."""
    return f"{NBSP}:" if language == "fr" else ":"


@register.simple_tag
def progress_in_words(weeks: Sequence[ShownWeek]) -> str:
    """How far this person is, without a bar or a percentage."""
    told = say(get_language())
    done, total = sum(week.done for week in weeks), sum(len(week.pages) for week in weeks)
    if not done:
        return told("You have not finished a page yet. You can begin anywhere.")
    if done == total:
        return told("You have finished all the pages.")
    return told("Pages you have finished: %(done)s of %(total)s.", done=done, total=total)


@register.simple_tag
def week_in_words(shown: ShownWeek, language: str) -> str:
    """When the week is, how long it takes and how much of it is done, in one line."""
    told, monday = say(language), day(shown.week.start, language)
    when = {
        "now": told("This week, since %(day)s", day=monday),
        "past": told("Week of %(day)s", day=monday),
        "coming": told("Opens on %(day)s", day=monday),
    }[shown.state]
    parts = [when, _duration(shown.minutes, language)]
    if shown.done:
        parts.append(told("pages finished: %(done)s of %(total)s", done=shown.done, total=len(shown.pages)))
    return f"{NBSP}· ".join(parts)  # a line never begins with the dot


def _duration(minutes: int, language: str) -> str:
    """To the quarter of an hour above: nobody plans by the minute."""
    told = say(language)
    hours, rest = divmod(-(-minutes // QUARTER) * QUARTER, HOUR)
    if not hours:
        return told("about %(minutes)s min", minutes=rest)
    if not rest:
        return told("about %(hours)s h", hours=hours)
    return told("about %(hours)s h %(minutes)s", hours=hours, minutes=rest)
