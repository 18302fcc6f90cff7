"""What those who accompany see of the journal: what waits for an answer, what waits for a decision, how circles go."""

from __future__ import annotations

from typing import Any

from ..block import store
from ..domain.circle_wish import HOURS_IN_WORDS, LANGUAGES_IN_WORDS, SECTORS_IN_WORDS
from ..domain.journal_levels import CIRCLE, DECISIONS, LEVELS_IN_WORDS
from ..domain.language import _
from .journal import Desk
from .journal_texts import reason_of

BANDS = {"little": _("less than four in ten"), "half": _("about half"), "much": _("six in ten or more")}


def guide_shown(desk: Desk) -> dict[str, Any]:
    """What waits for an ambassador: the texts of this week, to be answered here; of other weeks, how many."""
    late = store("journal_lists").waiting_for_guide(desk.reader.guided, desk.block.now())
    here = [each for each in late if each.slot == desk.reader.slot]
    entries = filter(None, (store("journal_reading").readable_entry(desk.reader, each.entry) for each in here))
    return {"entries": desk.entries_shown(list(entries)), "elsewhere": _elsewhere(late, here), "open": desk.block.open}


def _elsewhere(late: list[Any], here: list[Any]) -> list[tuple[int, int]]:
    """(week, texts that wait) of the other weeks."""
    weeks = [each.week for each in late if each not in here]
    return [(week, weeks.count(week)) for week in sorted(set(weeks))]


def team_shown(block: Any) -> dict[str, Any]:
    """The facilitator's corner: counts by circle and week, texts that wait, cases; no text, no ranking."""
    now, numbers = block.now(), store("journal_numbers")
    health, waiting = numbers.health_of(block.cohort, now), store("journal_lists").waiting(block.cohort, now)
    titles = store("journal_reading").titles_of({each.organisation for one in health for each in one.silent})
    return {
        "circles": [_circle(block, one, titles) for one in health],
        "chosen": [_chosen(block, each) for each in numbers.chosen_of(block.cohort)],
        "waiting": {name: len(entries) for name, entries in waiting.items()},
        "mine": [_waits(block, each) for each in waiting["team"]],
        "avoided": store("circle_wishes").avoided_in(block.cohort),
        "cases": [_case(block, each) for each in store("journal_cases").cases(block.cohort)],
    }


def _circle(block: Any, one: Any, titles: dict[int, str]) -> dict[str, Any]:
    return {
        "name": name_of(block, one.number),
        "organisations": one.organisations,
        "members": one.members,
        "weeks": one.weeks,
        "helps": block.say(BANDS[one.helps]) if one.helps else "",
        "silent": [(titles.get(each.organisation, ""), each.days) for each in one.silent],
        "silent_members": one.silent_members,
    }


def name_of(block: Any, number: int) -> str:
    """What people call a circle."""
    return str(block.say(_("Circle %(number)s"), number=number) if number else block.say(_("The wall of the cohort")))


def _chosen(block: Any, each: Any) -> dict[str, Any]:
    levels = [(block.say(name), each.levels.get(level, 0)) for level, name in LEVELS_IN_WORDS.items()]
    return {"week": each.week, "levels": levels, "passed": each.passed}


def _waits(block: Any, each: Any) -> dict[str, Any]:
    """A text on the team's list; it is opened where it was written."""
    here = each.slot == block.place
    return {"entry": each.entry, "week": each.week, "circle": name_of(block, each.number), "here": here}


def _case(block: Any, each: Any) -> dict[str, Any]:
    return {
        "text": f"{each.kind}-{each.number}",
        "week": each.week,
        "reason": block.say(reason_of(each.reason)),
        "note": each.note,
        "since": block.when(each.since) if each.since else "",
        "changed": each.changed,
    }


def case_shown(desk: Desk, text: str, opened: Any) -> dict[str, Any]:
    """A text that a moderator reads, with what may be decided."""
    if opened.entry is not None:
        shown = desk.entries_shown([opened.entry])[0]
    else:
        shown = {**desk.replies_shown([opened.reply])[0], "boxes": [], "level": desk.say(LEVELS_IN_WORDS[CIRCLE])}
    return {
        "text": text,
        "shown": shown,
        "hurtful": opened.hurtful,
        "decisions": [(decision, desk.say(words)) for decision, words in DECISIONS.items()],
    }


def wish_shown(block: Any, place: Any) -> dict[str, Any]:
    """The form about the circle that would suit an organisation, as it was last filled in."""
    named = place is not None and not place.personal
    said = store("circle_wishes").wish_of(place.id) if named else None
    lists = (
        ("language", _("Language of exchange"), LANGUAGES_IN_WORDS),
        ("hours", _("When you can be there for a call"), HOURS_IN_WORDS),
        ("sector", _("What your organization does most"), SECTORS_IN_WORDS),
    )
    return {
        "named": named,
        "lists": [
            {
                "name": name,
                "label": block.say(label),
                "choices": [(each, block.say(words)) for each, words in choices.items()],
                "chosen": getattr(said, name, ""),
            }
            for name, label, choices in lists
        ],
        "alias": said.alias if said else "",
        "avoid": said.avoid if said else "",
        "open": block.open,
    }
