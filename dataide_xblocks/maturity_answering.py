"""The maturity quiz for the person answering: one question at a time, kept when chosen, reopened where it was left."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from xblock.fields import Scope, String

from .authored import AuthoredBlock, Choice
from .block import store
from .domain import maturity_answers as rules
from .domain.answers import read_one
from .domain.errors import InvalidAnswer, InvalidExercise
from .domain.examples import MATURITY
from .domain.language import LANGUAGES, _
from .domain.maturity_model import Item, MaturityModel, read_model
from .domain.maturity_wave import BASELINE, ENDLINE, SHORT
from .domain.moments import hour_in_words
from .gate import answers
from .pages.maturity import question_shown

FULL = "full"
Given = Mapping[tuple[str, int], Any]  # {(item, version): what was chosen}
DONE = "done"  # where one goes with questions left


class AnsweringBlock(AuthoredBlock):
    """`<dataide_maturity slot closes form wave>`, its model in `<option:exercise>` and `<option:translation>`."""

    EXAMPLES = MATURITY
    MOST_EXERCISE = 120_000
    SETTINGS = {
        "form": Choice(_("Which form?"), {FULL: _("The whole portrait"), SHORT: _("The short form, for oneself")}),
        "wave": Choice(_("Which passage?"), {BASELINE: _("The first, in week 1"), ENDLINE: _("The last, in week 12")}),
    }
    TEXTS = {"translation": _("The same model in the other language (needed to download in both)")}
    read = staticmethod(lru_cache(maxsize=64)(read_model))

    display_name = String(display_name="Title", scope=Scope.settings, default=_("Data Maturity Portrait"))
    form = String(display_name="Form", help="full or short", scope=Scope.settings, default=FULL)
    wave = String(display_name="Passage", help="baseline or endline", scope=Scope.settings, default=BASELINE)
    translation = String(
        display_name="Translation",
        help="The same model, in the other language.",
        scope=Scope.content,
        default="",
        xml_node=True,
    )

    @property
    def short(self) -> bool:
        """Whether this is the short form, which is of no organisation."""
        return self.form == SHORT

    @property
    def passage_name(self) -> str:
        """The wave under which rows are kept; whatever else was written there is the first passage."""
        if self.short:
            return SHORT
        return ENDLINE if self.wave == ENDLINE else BASELINE

    def items(self, model: MaturityModel) -> tuple[Item, ...]:
        """The questions asked here."""
        return model.short if self.short else model.items

    @cached_property
    def other_model(self) -> MaturityModel | None:
        """The model in the other language, None when its author gave none that fits."""
        try:
            other = self.read(self.translation or "")
        except InvalidExercise:
            return None
        return other if other.edition == self.asked.edition else None

    def findings(self) -> list[str]:
        """What the author has to correct, the translation included."""
        found = super().findings()
        if not found and (self.translation or "").strip():
            try:
                if self.toml.strip() and self.read(self.translation).edition != self.asked.edition:
                    found.append(self.say(_OTHER))
            except InvalidExercise as error:
                found.append(self.say(_("In the translation: %(why)s"), why=self.in_words(self.translation, error)))
        return found

    # What the person answering does

    @answers(fields="item version choice why", most=4_000)
    def answer(self, data: dict[str, Any]) -> dict[str, Any]:
        """An answer, or the change of one, kept at once."""
        model = self.ready()
        given = rules.read_given(self.items(model), data)
        passage = self.keep(model, self.own_where(model), given)
        hour = hour_in_words(self.now(), self.language, self.zone)
        item = rules.read_item(self.items(model), data)
        return {"html": self.question_part(model, item, passage.answers, self.say(_("Saved at %(hour)s"), hour=hour))}

    def keep(self, model: MaturityModel, where: Any, given: rules.Given) -> Any:
        """Record an answer, and say that a question was answered, never how."""
        self.keep_edition(model)
        now = self.now()
        asked = [item.key for item in self.items(model)]
        passage = store("maturity").record_given(where, model.edition, asked, given, now)
        self.runtime.publish(self, "dataide.maturity.answered", {"slot": self.place, "item": given.item})
        if passage.finished == now:
            self.emit_completion(1.0)
        return passage

    def keep_edition(self, model: MaturityModel) -> None:
        """Old answers keep their wording: the model is kept with the first of them, in each language it has."""
        texts = {lang: (lambda: self.translation if self.other_model else "") for lang in LANGUAGES}
        texts[model.lang] = lambda: self.toml
        for lang, text in texts.items():
            store("maturity").record_edition(model.edition, lang, text)

    def own_where(self, model: MaturityModel, make: bool = True) -> Any:
        """Where this learner's passage is; a personal organisation is made for whoever has none yet."""
        if self.short:
            return self.where(model, None)
        learner = self.person.learner
        found = store("maturity").where_of(self.cohort, model.id, self.passage_name, learner)
        place = store("organisation").own_place if make else store("organisation").place_of
        return found or self.where(model, place(self.cohort, learner))

    def where(self, model: MaturityModel, place: Any, learner: str = "") -> Any:
        """A passage of this exercise."""
        who = learner or self.person.learner
        return store("maturity").Where(self.cohort, model.id, self.passage_name, place.id if place else None, who)

    @answers(fields="item version proof to", most=4_000)
    def go(self, data: dict[str, Any]) -> dict[str, Any]:
        """To a question, to the portrait (""), or there with questions left (`done`); keeps what shows this one."""
        model = self.ready()
        asked = self.items(model)
        names = ["", DONE, *(item.id for item in asked)]
        to = read_one(data, "to", names, _("This question is not asked here. Please reload the page."))
        where = self.own_where(model, make=False)
        if data.get("item"):
            self._keep_proof(where, rules.read_item(asked, data), rules.read_proof(data))
        if to == DONE:
            self._finish(where, asked)
        else:
            store("maturity").record_step(where, to)
        if to in ("", DONE) or not data.get("item"):
            return {"html": self.body_part(model), "part": "body"}
        passage = store("maturity").passage_of(where)
        item = next(item for item in asked if item.id == to)
        return {"html": self.question_part(model, item, passage.answers if passage else {}, ""), "part": "question"}

    def _finish(self, where: Any, asked: tuple[Item, ...]) -> None:
        """Stop here: what is left without an answer stays so, and can still be answered until the exercise closes."""
        passage = store("maturity").passage_of(where)
        given = passage.answers if passage else {}
        left = sum(item.key not in given for item in asked)
        if not rules.may_finish(asked, left):
            raise InvalidAnswer("", _("Answer half of the questions at least: then your portrait can be drawn."))
        if store("maturity").record_done(where, self.now()):
            self.emit_completion(1.0)

    def _keep_proof(self, where: Any, item: Item, proof: str) -> None:
        given = rules.Given(item.id, item.version, "")
        if not store("maturity").record_proof(where, given, proof) and proof:
            raise InvalidAnswer("proof", _("Choose an answer first: this line goes with it."))

    def question_part(self, model: MaturityModel, item: Item, given: Given, saved: str) -> str:
        """The HTML of one question."""
        return self.draw("maturity_question.html", self.question_context(model, item, given, saved))

    def question_context(self, model: MaturityModel, item: Item, given: Given, saved: str) -> dict[str, Any]:
        """What the template of a question shows."""
        question = question_shown(self.items(model), item, given, self.language)
        dimension = next(d for d in model.dimensions if d.id == item.dimension)
        return {
            "question": {**question, "dimension": dimension.name},
            "saved": saved,
            "open": self.open and self.person.known,
            "lang": self.lang,
            "most": {"why": rules.MOST_WHY, "proof": rules.MOST_PROOF},
            "short": self.short,
            "instruction": model.instruction,
        }

    def body_part(self, model: MaturityModel, status: str = "") -> str:
        """The HTML under the notice."""
        raise NotImplementedError


_OTHER = _("The translation is not of the same model: ids, versions or numbers differ.")
