"""Texts of the journal as one person may see them: entries, answers, and who wrote them as they chose to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from ..block import store
from ..domain.journal_asked import TOLD
from ..domain.journal_levels import GUIDE, LEVELS_IN_WORDS, NET, REASONS, STAFF
from ..domain.journal_words import BOXES, GESTURES
from ..domain.language import _

ROLES = {GUIDE: _("ambassador of the circle"), STAFF: _("team of the course")}

HIGH = ("happened", "understood")  # boxes of four lines; the others have two


CAUGHT = _("The automatic check found twice what may point to a person")


def reason_of(reason: str) -> str:
    """Why a text waits for a decision, as a msgid."""
    return CAUGHT if reason == NET else REASONS[reason]


class Texts:
    """What one person sees of texts."""

    def __init__(self, block: Any) -> None:
        self.block, self.say, self.journal = block, block.say, block.asked

    @cached_property
    def reader(self) -> Any:
        """This person, as the tables know them."""
        block = self.block
        return store("journal_reading").Reader(block.cohort, block.place, block.person.learner)

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Why one may report."""
        return [(reason, self.say(words)) for reason, words in REASONS.items()]

    def box(self, name: str, text: str) -> dict[str, Any]:
        """A box of an entry, with its words."""
        title, help_ = BOXES[name]
        return {
            "id": name,
            "name": self.say(title),
            "help": self.say(help_),
            "text": text,
            "rows": 4 if name in HIGH else 2,
        }

    def replies_shown(self, replies: Sequence[Any], mine: bool = False) -> list[dict[str, Any]]:
        """Answers with who gave them, as they chose to be shown; `mine`: I may thank and say that one helps."""
        names, titles = self._names(replies)
        return [
            {
                "id": reply.id,
                "who": self.signature(reply, names, titles),
                "gestures": self.gestures(reply.boxes, empty=False),
                "thanked": reply.thanked,
                "helps": reply.helps,
                "mine": mine,
                "own": reply.learner == self.reader.learner,
            }
            for reply in replies
        ]

    def _names(self, texts: Iterable[Any]) -> tuple[dict[str, str], dict[int, str]]:
        texts = list(texts)
        named = {each.learner for each in texts if each.learner and each.named}
        return (
            store("people").names_of(named) if named else {},
            store("journal_reading").titles_of({each.organisation for each in texts if each.named}),
        )

    def signature(self, text: Any, names: dict[str, str], titles: dict[int, str]) -> str:
        """Who wrote, in words. Without a name, a label that differs from text to text."""
        role = self.say(ROLES[text.role]) if getattr(text, "role", "") in ROLES else ""
        if not text.named or not text.learner:
            return " · ".join(filter(None, (self.say(_("A person, no name")), role, text.label)))
        title = titles.get(text.organisation or 0, "")
        return ", ".join(filter(None, (names.get(text.learner, ""), role or title)))

    def gestures(self, boxes: Any, empty: bool) -> list[dict[str, Any]]:
        return [
            {"id": name, "name": self.say(title), "start": self.say(start), "check": self.say(check), "text": text}
            for name, (title, start, check) in GESTURES.items()
            if (text := boxes.get(name, "")) or empty
        ]

    def entries_shown(
        self, entries: Sequence[Any], answers: dict[int, list[Any]] | None = None
    ) -> list[dict[str, Any]]:
        """Entries of others, with who wrote them as they chose to be shown, and with their answers if given."""
        names, titles = self._names(entries)
        return [
            {
                "id": entry.id,
                "who": self.signature(entry, names, titles),
                "level": self.say(LEVELS_IN_WORDS[entry.level]),
                "boxes": [self.box(name, entry.boxes[name]) for name in BOXES if entry.boxes.get(name)],
                "ideas": entry.ideas,
                "answers": self.replies_shown((answers or {}).get(entry.id, [])),
                "fictional": False,
            }
            for entry in entries
        ]

    def cast_shown(self, identifier: str) -> dict[str, Any] | None:
        """An entry of the fictional cast, marked as such; None when its author took it out."""
        told = self.journal.told_by(identifier)
        if told is None:
            return None
        boxes = [self.box(name, getattr(told, name)) for name in TOLD]
        return {"id": 0, "who": told.by, "boxes": boxes, "ideas": False, "fictional": True, "answers": []}

    def model_shown(self) -> dict[str, Any]:
        """The model reply of the week."""
        model = self.journal.model
        boxes = {name: getattr(model, name) for name in GESTURES}
        return {"by": model.by, "to": model.to, "gestures": self.gestures(boxes, empty=False)}
