"""What stands under the notice of the maturity block for one reader: a question, or the portrait and all about it.

Everything is read through here, so that what a reader may not see never reaches a template.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ..block import store
from ..domain.errors import InvalidExercise
from ..domain.language import LANGUAGES, _
from ..domain.maturity_answers import MOST_REASON, TYPE
from ..domain.maturity_model import MaturityModel, read_model
from ..domain.maturity_team import by_role
from ..domain.maturity_wave import BASELINE, ENDLINE, SHORT, Wave, current, edition_answered
from ..domain.maturity_words import may_read
from ..domain.organisation import EVERYBODY, MOST_NAME, SIZES_IN_WORDS
from .maturity import choices_shown, comparison_shown, level_shown, portrait_shown, short_shown
from .maturity_change import change_shown

_NAMES = {"fr": "Français", "en": "English"}


class Body:
    """One reader, one exercise, one moment."""

    def __init__(self, block: Any, model: MaturityModel) -> None:
        self.block, self.model = block, model
        self.language, self.say = block.language, block.say
        self.learner = "" if block.borrowed else block.person.learner

    # What is stored

    @cached_property
    def place(self) -> Any:
        """The reader's organisation, None before there is one."""
        if self.block.short or not self.learner:
            return None
        return store("organisation").place_of(self.block.cohort, self.learner)

    @cached_property
    def passages(self) -> dict[str, list[Any]]:
        """{wave: passages} of the reader's organisation; of the short form, their own alone."""
        if not self.learner:
            return {}
        if self.block.short:
            own = store("maturity").passage_of(self.block.where(self.model, None))
            return {SHORT: [own]} if own else {}
        return store("maturity").team_of(self.place.id, self.model.id) if self.place else {}

    @cached_property
    def decisions(self) -> dict[str, dict[str, Any]]:
        """{wave: {subject: decision}} of the reader's organisation."""
        return store("maturity").decisions_of(self.place.id, self.model.id) if self.place else {}

    @cached_property
    def own(self) -> Any:
        """The reader's own passage here, None before their first answer."""
        here = self.passages.get(self.block.passage_name, [])
        return next((passage for passage in here if passage.learner == self.learner), None)

    @property
    def started(self) -> bool:
        """Whether the reader has answered something."""
        return bool(self.own and self.own.answers)

    def wave(self, name: str, language: str = "") -> Wave:
        """A passage of the organisation, in `language` if given. A past one keeps the words it was answered in."""
        passages = self.passages.get(name, [])
        model = self._model_of(name, passages)
        model = self.edition(model.edition, language) if language else model
        return Wave(name, model, passages, self.decisions.get(name, {}), self.learner)

    def _model_of(self, name: str, passages: list[Any]) -> MaturityModel:
        edition = edition_answered(passages)
        asked_now = name == self.block.passage_name and self.block.open
        return self.model if asked_now or edition in ("", self.model.edition) else self.edition(edition)

    def edition(self, edition: str, language: str = "") -> MaturityModel:
        """A model by its edition, in `language` where it is known; the present one when it was never kept."""
        for model in (self.model, self.block.other_model):
            if model and model.edition == edition and language in ("", model.lang):
                return model
        try:
            return read_model(store("maturity").edition_of(edition, language or self.model.lang))
        except InvalidExercise:
            return self.model

    @cached_property
    def here(self) -> Wave:
        """This exercise's passage."""
        return self.wave(self.block.passage_name)

    @cached_property
    def reading(self) -> Any:
        """The portrait that the reader may see. While answers may be given, one's own come first."""
        waiting = self.block.open and not (self.own and self.own.finished)
        member = may_read("portrait", "member") and self.place is not None
        return None if waiting or not member else self.here.reading

    @property
    def may_agree(self) -> bool:
        """Whether the team may write down an answer together."""
        return bool(self.reading and self.reading.side_by_side)

    # What is shown

    def shown(self, status: str = "") -> dict[str, Any]:
        """Everything under the notice."""
        if self.block.borrowed:
            return {"borrowed": True}
        asked, own = self.block.items(self.model), self.own
        common = {"status": status, "open": self.block.open and self.block.person.known, "short": self.block.short}
        common |= {"first_item": asked[0].id, "lang": self.block.lang}
        answered = own.answers if own else {}
        item = self.model.item(own.at) if own and own.at else None
        if common["open"] and (not own or not own.finished or item):
            missing = next((i for i in asked if i.id not in current(self.model, answered)), asked[0])
            question = self.block.question_context(self.model, item if item in asked else missing, answered, "")
            return {**common, **question, "organisation": self._organisation(), "finished": bool(own and own.finished)}
        if not self.block.person.known:
            return {**common, **self.block.question_context(self.model, asked[0], {}, "")}
        if self.block.short:
            return {**common, "result": self._short_result(answered)}
        return {**common, "organisation": self._organisation(), "portrait": self._portrait(), **self._about_team()}

    def _short_result(self, answered: dict[str, Any]) -> dict[str, Any]:
        return short_shown(self.model, current(self.model, answered), self.language)

    def _portrait(self) -> dict[str, Any] | None:
        if self.reading is None:
            return None
        reasons = {} if self.reading.alone else {item: d.reason for item, d in self.here.agreed.items()}
        return portrait_shown(self.here.model, self.reading, self.language, reasons)

    def _about_team(self) -> dict[str, Any]:
        """What stands around a portrait that can be seen."""
        if self.reading is None:
            return {"waiting": bool(self.here.finished)}
        differ = sum(kept.to_discuss for kept in self.reading.consolidated.values()) if self.may_agree else 0
        return {
            "side_by_side": self.reading.side_by_side,
            "differ": differ,
            "waiting": False,
            "several": self.reading.people >= EVERYBODY,
            "part": self._part(),
            "roles": self._roles(),
            "kinds": None if self.reading.alone else self._kinds(),
            "change": self.change(),
            "comparison": self._comparison(),
            "files": [{"id": lang, "name": _NAMES[lang]} for lang in LANGUAGES if lang in self._languages()],
            "sheets": [passage.id for passage in self.here.passages if passage.on_paper],
        }

    def _languages(self) -> set[str]:
        other = self.block.other_model
        return {self.model.lang, other.lang} if other else {self.model.lang}

    def _organisation(self) -> dict[str, Any] | None:
        """The reader's organisation, with the names of its members, which only they see."""
        if self.block.short or not self.block.person.known:
            return None
        place = self.place
        sizes = [{"id": size, "name": self.say(name)} for size, name in SIZES_IN_WORDS.items()]
        common = {"sizes": sizes, "languages": _NAMES, "most": MOST_NAME}
        if place is None or place.personal:
            return {**common, "personal": True}
        fellows = store("organisation").fellows_of(place.id)
        names = store("people").names_of(f.learner for f in fellows if f.here)
        return {
            **common,
            "personal": False,
            "name": place.name,
            "code": place.code,
            "members": [names[f.learner] for f in fellows if f.here],
            "former": sum(not f.here for f in fellows),
        }

    def _part(self) -> dict[str, Any]:
        own = self.own
        roles = [{"id": role.id, "name": role.name, "chosen": own and own.role == role.id} for role in self.model.roles]
        return {"roles": roles, "compare": bool(own and own.compare), "there": own is not None}

    def _roles(self) -> list[dict[str, Any]]:
        """Levels by role, where every role shown has three people."""
        if not self.may_agree:
            return []
        model, found = self.here.model, by_role(self.here.model, self.here.finished)
        names = {role.id: role.name for role in model.roles}
        sides = [(d.id, d.name) for d in model.dimensions]
        return [
            {
                "name": names.get(role, role),
                "levels": [(name, level_shown(model, p.sides[side].level, self.language)) for side, name in sides],
            }
            for role, p in found.items()
        ]

    def _kinds(self) -> dict[str, Any]:
        """The proposed type, those as near, and what the organisation chose."""
        model, proposal, chosen = self.here.model, self.reading.portrait.proposal, self.here.chosen
        near = [kind for name in proposal.candidates if (kind := model.kind(name))]
        return {
            "talk": not near,
            "near": near,
            "all": model.kinds,
            "chosen": chosen and {"kind": model.kind(chosen.choice), "reason": chosen.reason},
            "seen": chosen.id if chosen else 0,
            "first": self.first_choice(),
            "most": MOST_REASON,
        }

    def first_choice(self) -> Any:
        """The type chosen at the first passage, when this is the last."""
        if self.block.passage_name != ENDLINE:
            return None
        decision = self.decisions.get(BASELINE, {}).get(TYPE)
        return decision and self.model.kind(decision.choice)

    def change(self, language: str = "") -> dict[str, Any] | None:
        """From the first passage to this one, in `language` if given; None before both can be seen."""
        if self.block.passage_name != ENDLINE or self.reading is None:
            return None
        waves = (self.wave(BASELINE, language), self.wave(ENDLINE, language))
        return change_shown(*waves, language or self.language)

    def _comparison(self) -> dict[str, Any]:
        """Similar organisations, if this one opened the comparison and there are enough of them."""
        if self.place is None or self.place.personal:
            return {"possible": False}
        shown = None
        if self.place.opened:
            where = (self.place.id, self.model.id, self.block.passage_name, self.here.model.edition)
            summary = store("comparison").shown_to(*where)
            shown = summary and comparison_shown(self.here.model, summary, self.language)
        return {"possible": True, "opened": self.place.opened, "summary": shown}

    def choice_in_words(self, decision: Any) -> str:
        """A decision as its readers know it."""
        if decision.subject == TYPE:
            kind = self.model.kind(decision.choice)
            return kind.name if kind else decision.choice
        item = self.model.item(decision.subject)
        choices = {c["id"]: c["text"] for c in choices_shown(item, "", self.language)} if item else {}
        return choices.get(decision.choice, self.say(_("Taken back: the middle answer counts again.")))
