"""The journal as one person sees it: what they write, what they were answered, what they may answer.

Everything is read through here, so that what a reader may not see never reaches a template.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ..block import store
from ..domain.journal_asked import TOLD
from ..domain.journal_levels import ALONE, CIRCLE, DECISIONS, PEER, STAFF
from ..domain.journal_rhythm import ASKED
from ..domain.journal_words import BOXES, GOLDEN_RULE, SIGNED
from ..domain.language import _
from .journal_audience import audience
from .journal_texts import Texts, reason_of

FEW_READ = 3  # entries shown before one asks for more


class Desk(Texts):
    """One person, one journal, one moment."""

    # What is stored

    @cached_property
    def entry(self) -> Any:
        """My entry of this week, None before its first word."""
        return store("journal").mine(self.reader)

    @cached_property
    def given(self) -> list[Any]:
        """My answers here, drafts included."""
        found: list[Any] = store("journal_reading").my_replies(self.reader)
        return found

    @property
    def sent(self) -> int:
        """How many answers I have sent."""
        return sum(1 for reply in self.given if reply.sent)

    @property
    def written(self) -> bool:
        """Whether my own part of the week is done: something was written, or the question passed."""
        return bool(self.entry and (self.entry.passed or self.told))

    @property
    def told(self) -> bool:
        """Whether there is something to publish."""
        return bool(self.entry and any(self.entry.boxes.get(box) for box in TOLD))

    @property
    def steps(self) -> int:
        """How many of the three things that a week asks are done: one's own entry, two answers."""
        return self.written + min(self.sent, ASKED)

    @staticmethod
    def looked_at(block: Any) -> dict[str, Any]:
        """The exercise without anybody's text, as its author sees it; raises InvalidExercise."""
        desk = Desk(block)
        boxes = [desk.box(name, "") for name in TOLD]
        cast = [desk.cast_shown(entry.id) for entry in desk.journal.cast]
        asked = {"prompt": desk.journal.prompt, "peers": desk.journal.peers, "lang": block.lang, "cast": cast}
        return {**asked, "rule": block.say(GOLDEN_RULE), "boxes": boxes, "model": desk.model_shown()}

    # The whole page

    def shown(self, status: str = "", tell: str = "", sure: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the template of the desk needs. `tell` names the part that says `status`; `sure` asks again."""
        return {
            "open": self.block.open,
            "lang": self.block.lang,
            "prompt": self.journal.prompt,
            "peers": self.journal.peers,
            "rule": self.say(GOLDEN_RULE),
            "week": self.journal.week,
            "alone": self.place_alone,
            "before": self.before_shown(),
            "mine": self.mine_shown(),
            "publishing": self.publishing_shown(sure),
            "answering": self.answering_shown(),
            "decisions": self.decisions_shown(),
            "status": {tell: self.say(status)} if status else {},
            "steps": {"done": self.steps, "of": 1 + ASKED},
            "reasons": self.reasons,
        }

    @property
    def place_alone(self) -> bool:
        """Whether I am in no organisation with a name."""
        place = self.reader.place
        return place is None or place.personal

    def decisions_shown(self) -> list[dict[str, Any]]:
        """What was decided of my texts, and of what I reported, until I put it away."""
        return [
            {
                "report": each.report,
                "mine": each.mine,
                "reason": self.say(reason_of(each.reason)),
                "decision": self.say(DECISIONS[each.decision]),
                "words": each.words,
                "when": self.block.when(each.decided),
            }
            for each in store("journal_moderation").told_to(self.reader)
        ]

    # My entry

    def mine_shown(self) -> dict[str, Any]:
        """The boxes, and what was answered."""
        entry = self.entry
        answers = store("journal_reading").replies_to([entry.id]).get(entry.id, []) if entry and entry.held else []
        boxes = entry.boxes if entry else {}
        shown = [name for name in BOXES if name != "later" or answers or boxes.get("later")]
        return {
            "revision": entry.revision if entry else 0,
            "boxes": [self.box(name, boxes.get(name, "")) for name in shown],
            "passed": bool(entry and entry.passed),
            "answers": self.replies_shown(answers, mine=True),
            "state": entry.state if entry else "",
            "readings": self._readings(entry) if entry else [],
        }

    def _readings(self, entry: Any) -> list[dict[str, str]]:
        """When somebody of the team read it, and why."""
        if entry.level < CIRCLE:
            return []
        return [
            {"when": self.block.when(at), "why": self.say(WHY.get(why, WHY["list"]))}
            for _learner, why, at in store("journal_reading").readings_of(entry.id)
        ]

    def before_shown(self) -> dict[str, Any] | None:
        """The newest earlier entry that was answered: what peers said comes before writing again."""
        last = store("journal").last_before(self.block.cohort, self.reader.learner, self.journal.week)
        answers = store("journal_reading").replies_to([last.id]).get(last.id, []) if last and last.held else []
        if not answers:
            return None
        return {"week": last.week, "answers": self.replies_shown(answers, mine=True)}

    # Who will read it

    def publishing_shown(self, sure: dict[str, Any] | None = None) -> dict[str, Any]:
        """The levels with the number of people, where the entry stands, and what is asked again."""
        entry = self.entry
        level = entry.level if entry else ALONE
        readers = audience(self.reader)
        return {
            "may": self.told,
            "level": level,
            "published": level > ALONE,
            "who": self.say(readers.name(level)),
            "rule": readers.rule(self.say, level) if level in readers.people else "",
            "named": bool(entry is None or entry.named),
            "ideas": bool(entry and entry.ideas),
            "levels": [
                {"level": each, "name": self.say(readers.name(each)), "rule": readers.rule(self.say, each)}
                for each in readers.people
            ],
            "signed": [(kind, self.say(words)) for kind, words in SIGNED.items()],
            "sure": sure,
            "model": self.model_shown() if level >= CIRCLE else None,
        }

    # Answers

    def answering_shown(self) -> dict[str, Any]:
        """Where I am with my two answers, and the text I am answering."""
        draft = store("journal_replies").open_draft(self.reader) if self.given else None
        if draft is None:  # what holds no place: an answer to the cast, or by whoever accompanies
            begun = [reply for reply in self.given if not reply.sent and (reply.cast or reply.role != PEER)]
            draft = begun[-1] if begun else None
        sent = [reply for reply in self.given if reply.sent]
        return {
            "sent": len(sent),
            "asked": ASKED,
            "draft": self.draft_shown(draft) if draft else None,
            "done": [
                {"id": r.id, "gestures": self.gestures(r.boxes, empty=False), "held": r.state != ""} for r in sent
            ],
            "kept": [
                {"id": r.id, "gestures": self.gestures(r.boxes, empty=False)}
                for r in self.given
                if not r.sent and r.boxes and (draft is None or r.id != draft.id)
            ],
            "model": self.model_shown(),
        }

    def draft_shown(self, reply: Any) -> dict[str, Any] | None:
        """The text to answer and the three gestures."""
        text = self.cast_shown(reply.cast) if reply.cast else self._entry_of(reply)
        if text is None:
            return None
        return {
            "id": reply.id,
            "revision": reply.revision,
            "text": text,
            "gestures": self.gestures(reply.boxes, empty=True),
            "signed": [(kind, self.say(words)) for kind, words in SIGNED.items()],
        }

    def _entry_of(self, reply: Any) -> dict[str, Any] | None:
        """The entry that I am answering, None when it is not for me any more."""
        tables, entry = store("journal_reading"), None
        if reply.entry:
            entry = tables.readable_entry(self.reader, reply.entry)
        if entry is None and reply.role == STAFF:
            entry = tables.opened_entry(self.block.cohort, reply.entry, self.reader.learner)
        return self.entries_shown([entry])[0] if entry else None


WHY = {
    "list": _("to answer, because nobody had"),
    "report": _("because it was reported"),
    "held": _("because the automatic check held it"),
}
