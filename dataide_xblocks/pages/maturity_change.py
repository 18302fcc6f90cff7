"""From the first passage to the last, as a page and a document show it."""

from __future__ import annotations

from typing import Any

from ..domain.language import _, say
from ..domain.maturity import answers_of
from ..domain.maturity_change import MAYBE, NET, STABLE, UNKNOWN, Passage, changes, moved, reworded
from ..domain.maturity_team import may_match, read_team
from ..domain.maturity_wave import Wave
from .maturity import in_words, level_shown, radar_shown

_WORDS = {
    STABLE: _("stable"),
    MAYBE: _("perhaps a change"),
    NET: _("a clear change"),
    UNKNOWN: _("cannot be told"),
}
# maturity-model.md 2.9: to be said with any decrease
DOWN = _("You now see things that you did not see in week 1.")


def change_shown(first: Wave, last: Wave, language: str) -> dict[str, Any] | None:
    """Both passages side by side, None while the first has nothing that may be shown.

    Those who answered both times come first, where they may be shown apart (`may_match`); then everybody.
    """
    one, other = first.passage, last.passage
    if one is None or other is None or first.reading is None or last.reading is None:
        return None
    if last.reading.alone != first.reading.alone:  # one is the reader's own answers, the other the team's
        return None
    groups = [{"who": "all", "people": [first.reading.people, last.reading.people], **_rows(one, other, language)}]
    if may_match(first.finished, last.finished):
        groups.insert(0, _matched(first, last, language))
    rows = groups[0]["rows"]
    return {
        "groups": groups,
        "rows": rows,
        "radar": radar_shown(last.model, [first.reading.portrait, last.reading.portrait], language),
        "down": any(row["down"] for row in rows),
        "down_text": say(language)(DOWN),
        "moved": [_moved_shown(one, other, change, language) for change in moved(one, other)],
        "reworded": [item.text for name in reworded(one.model, other.model) if (item := other.model.item(name))],
    }


def _rows(one: Passage, other: Passage, language: str) -> dict[str, Any]:
    sentence, rows = say(language), []
    names = {dimension.id: dimension.name for dimension in other.model.dimensions}
    for change in changes(one, other):
        rows.append(
            {
                "id": change.dimension,
                "name": names[change.dimension],
                "before": level_shown(one.model, change.before, language),
                "after": level_shown(other.model, change.after, language),
                "word": sentence(_WORDS[change.word]),
                "down": change.down and change.word != STABLE,
            }
        )
    return {"rows": rows}


def _matched(first: Wave, last: Wave, language: str) -> dict[str, Any]:
    """The same table for those who answered both times."""
    both = {r.id for r in first.finished} & {r.id for r in last.finished}
    passages = []
    for wave in (first, last):
        reading = read_team(wave.model, [r for r in wave.finished if r.id in both], wave.reader)
        assert reading is not None
        passages.append(Passage(wave.model, answers_of(reading.consolidated)))
    return {"who": "both", "people": [len(both), len(both)], **_rows(*passages, language)}


def _moved_shown(one: Passage, other: Passage, change: Any, language: str) -> dict[str, str]:
    before, after = one.model.item(change.item), other.model.item(change.item)
    assert before is not None and after is not None
    return {
        "text": after.text,
        "before": in_words(before, change.before, language),
        "after": in_words(after, change.after, language),
    }
