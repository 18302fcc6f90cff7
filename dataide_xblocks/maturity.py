"""The maturity block: from one colleague's answers to an organisation's portrait."""

from __future__ import annotations

from typing import Any

from .block import store
from .domain import maturity_answers as rules
from .domain.answers import read_one, read_text
from .domain.errors import InvalidAnswer, InvalidExercise
from .domain.language import LANGUAGES, _
from .domain.maturity_model import MaturityModel
from .domain.maturity_wave import SHORT
from .domain.maturity_words import notice
from .domain.organisation import MOST_TRIES, read_code, read_founding
from .domain.privacy import COMPARISON
from .gate import OPEN, STAFF, answers
from .maturity_answering import FULL, AnsweringBlock
from .pages.maturity_body import Body
from .pages.maturity_parts import counts_shown, mine_shown, paper_file, portrait_file, sheet_shown, talk_shown


class MaturityBlock(AnsweringBlock):
    """What an organisation does with its answers, and what each reader sees."""

    page = "maturity.html"
    author_page = "maturity_author.html"

    def _body(self, model: MaturityModel) -> Body:
        return Body(self, model)

    def body_part(self, model: MaturityModel, status: str = "") -> str:
        """The HTML under the notice, after something was done."""
        return self.draw("maturity_body.html", {"body": self._body(model).shown(status and self.say(status))})

    def _done(self, model: MaturityModel, status: str) -> dict[str, Any]:
        return {"html": self.body_part(model, status), "part": "body"}

    def _place(self, model: MaturityModel) -> Any:
        """The organisation of this learner, made if need be; the short form has none."""
        if self.short:
            raise InvalidAnswer("", _("The short form is for yourself: no organization takes part in it."))
        return store("organisation").own_place(self.cohort, self.person.learner)

    # The organisation

    @answers(fields="name size language", most=2_000)
    def found(self, data: dict[str, Any]) -> dict[str, Any]:
        """Create an organisation from what one did alone."""
        model = self.written()
        self._place(model)
        if store("organisation").found(self.cohort, self.person.learner, read_founding(data)) is None:
            raise InvalidAnswer("", _ALREADY)
        return self._done(model, _("Your organization is created. Give its code to your colleagues."))

    @answers(fields="code", most=2_000)
    def join(self, data: dict[str, Any]) -> dict[str, Any]:
        """Join an organisation by its code."""
        model, code, who = self.written(), read_code(data), self.person.learner
        if store("limits").too_often(f"{self.cohort} join", who, MOST_TRIES):
            raise InvalidAnswer("code", _TOO_MANY)
        here = self._place(model)
        if not here.personal and here.code != code:
            raise InvalidAnswer("code", _ALREADY)
        if store("organisation").join(self.cohort, who, code) is None:
            raise InvalidAnswer("code", _("No organization of this course has this code. Please read it again."))
        return self._done(model, _("You have joined your organization. Your answers came with you."))

    @answers(fields="", most=2_000)
    def leave(self, data: dict[str, Any]) -> dict[str, Any]:
        """Leave an organisation; what one gave there stays there."""
        model = self.written()
        if not store("organisation").leave(self.cohort, self.person.learner):
            raise InvalidAnswer("", _("You are in no organization that you could leave."))
        return self._done(model, _("You have left. What you answered there stays there, under “former member”."))

    @answers(fields="opened", most=2_000)
    def compare(self, data: dict[str, Any]) -> dict[str, Any]:
        """Open or close the comparison with similar organisations."""
        model = self.written()
        place = self._place(model)
        opened = read_one(data, "opened", ("yes", "no"), _("Say whether you compare your answers.")) == "yes"
        if place.personal:
            raise InvalidAnswer("", _("Create or join your organization first."))
        store("consent").choose(self.cohort, self.person.learner, COMPARISON, opened, self.language)
        told = _("Comparison is open for your organization.") if opened else _("Comparison is closed.")
        return self._done(model, told)

    @answers(fields="role compare", most=2_000)
    def part(self, data: dict[str, Any]) -> dict[str, Any]:
        """One's role, and whether one compares answers."""
        model = self.ready()
        role, compare = rules.read_part(model, data)
        store("maturity").record_part(self.own_where(model), role, compare)
        return self._done(model, _("Saved."))

    # What a team does together

    @answers(fields="all", most=2_000)
    def talk(self, data: dict[str, Any]) -> dict[str, Any]:
        """The questions side by side, as far as they may be shown."""
        return {
            "html": self.draw("maturity_talk.html", talk_shown(self._body(self.written()), everything="all" in data))
        }

    @answers(fields="item version choice reason seen", most=4_000)
    def agree(self, data: dict[str, Any]) -> dict[str, Any]:
        """The answer a team agreed on."""
        model = self.ready()
        agreed, body = rules.read_agreed(model.items, data), self._body(model)
        if not body.may_agree:
            raise InvalidAnswer("", _("Answers are agreed on once several people have answered and may be compared."))
        self._decide(body, agreed, "")
        done = _("Kept as agreed by the team.") if agreed.choice else _("Taken back: the middle answer counts again.")
        return {"html": self.draw("maturity_talk.html", talk_shown(self._body(model), self.say(done)))}

    @answers(fields="kind reason seen", most=4_000)
    def choose(self, data: dict[str, Any]) -> dict[str, Any]:
        """The type of accompaniment."""
        model = self.ready()
        chosen, body = rules.read_kind(model, data), self._body(model)
        if body.reading is None or body.reading.alone:
            raise InvalidAnswer("", _("The type is chosen once your portrait can be seen."))
        self._decide(body, chosen, " ".join(body.reading.portrait.proposal.candidates))
        return self._done(model, _("Your choice is kept, with its reason."))

    def _decide(self, body: Body, agreed: rules.Agreed, proposed: str) -> None:
        other = store("maturity").record_decision(
            body.place.id, body.model.id, self.passage_name, agreed, self.person.learner, proposed
        )
        if other is not None:
            message = _(
                "A colleague decided just before you: “%(choice)s”, because: “%(reason)s”. "
                "Reload the page to see it, then decide."
            )
            raise InvalidAnswer("reason", message, choice=body.choice_in_words(other), reason=other.reason or "-")

    # Paper and files

    @answers(fields="", most=2_000)
    def paper(self, data: dict[str, Any]) -> dict[str, Any]:
        """The screen to type a paper form in."""
        return {"html": self.draw("maturity_sheet.html", sheet_shown(self._body(self.ready())))}

    @answers(fields=OPEN, most=32_000)
    def sheet(self, data: dict[str, Any]) -> dict[str, Any]:
        """The answers of a paper form, one's own or those of a colleague who has no account."""
        model, tables = self.ready(), store("maturity")
        rules.read_edition(model, data)
        rules.only_of_a_sheet(self.items(model), data)
        whose = read_one(data, "whose", ("mine", "colleague"), _("Say whose answers these are."))
        given = rules.read_sheet(self.items(model), data)
        place = None if self.short else self._place(model)
        if whose == "colleague" and (place is None or place.personal):
            raise InvalidAnswer("whose", _("Create or join your organization first."))
        role = read_one(data, "role", ("", *(r.id for r in model.roles)), _("Choose what you do in your organization."))
        self.keep_edition(model)
        where = self.where(model, place, f"{tables.PAPER}{rules.read_key(data)}" if whose == "colleague" else "")
        asked, now = [item.key for item in self.items(model)], self.now()
        passage = tables.record_sheet(where, model.edition, asked, given, role, now)
        if whose == "mine" and passage.finished == now:
            self.emit_completion(1.0)
        return self._done(model, _("The sheet is kept."))

    @answers(fields="sheet", most=2_000)
    def unsheet(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take back a colleague's sheet typed in by mistake."""
        model, number = self.ready(), read_text(data, "sheet", 20)
        place = self._place(model)
        if not number.isdecimal() or not store("maturity").remove_sheet(place.id, int(number)):
            raise InvalidAnswer("", _("There was nothing to remove."))
        return self._done(model, _("The sheet is removed."))

    @answers(fields="", most=2_000)
    def mine(self, data: dict[str, Any]) -> dict[str, Any]:
        """One's own answers, in the words they were given to."""
        return {"html": self.draw("maturity_mine.html", mine_shown(self._body(self.written())))}

    @answers(fields="format language what", most=2_000)
    def download(self, data: dict[str, Any]) -> dict[str, Any]:
        """The portrait as a document, or the blank paper form, in either language."""
        language = read_one(data, "language", LANGUAGES, _("Choose French or English."))
        what = read_one(data, "what", ("portrait", "paper"), _("This file is not offered here."))
        body = self._body(self.written())
        return {"file": paper_file(body, language) if what == "paper" else portrait_file(body, data, language)}

    # The team of the course

    @answers(fields="", who=STAFF, most=2_000)
    def team(self, data: dict[str, Any]) -> dict[str, Any]:
        """Counts over all organisations; nothing about any one of them."""
        return {"html": self.draw("maturity_team.html", counts_shown(self._body(self.written())))}

    # What each page shows

    def context(self) -> dict[str, Any]:
        """The learner's page."""
        try:
            model = self.asked
        except InvalidExercise:
            return {"broken": True}
        body = self._body(model)
        return {
            "known": self.person.known,
            "borrowed": self.borrowed,
            "staff": self.person.staff and not self.borrowed,
            "closing": self.closing(),
            "notice": notice(model, SHORT if self.short else FULL, self.language),
            "started": body.started,
            "instruction": model.instruction,
            "lang": self.lang,
            "body": body.shown(),
        }

    def author_context(self) -> dict[str, Any]:
        """Studio's page: the first question, disabled, and what is to be corrected."""
        shown = {"empty": not self.toml.strip(), "findings": self.findings(), "closing": self.closing()}
        try:
            model = self.asked
        except InvalidExercise:
            return shown
        items = self.items(model)
        facts = {"count": len(items), "dimensions": len(model.dimensions), "both": self.other_model is not None}
        question = self.question_context(model, items[0], {}, "")
        return {**shown, **question, "facts": facts, "open": False, "wave": self.passage_name}

    def forget_answers(self, learner: str) -> None:
        """A learner's own answers go; what their team decided stays."""
        try:
            model = self.asked
        except InvalidExercise:
            return
        store("people").reset_passage(self.cohort, model.id, self.passage_name, learner)

    # What the platform asks a block that nobody is looking at (contract 3.2.16, 4.1.5, 7.13)

    def student_view_data(self, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The questions, for the mobile application and the blocks API."""
        try:
            model = self.asked
        except InvalidExercise:
            return {"slot": self.place, "closes": self.closes, "questions": []}
        asked = [{"id": i.id, "text": i.text, "statements": list(i.statements)} for i in self.items(model)]
        return {"slot": self.place, "closes": self.closes, "passage": self.passage_name, "questions": asked}

    def index_dictionary(self) -> dict[str, Any]:
        """The author's words, for the course search."""
        words = " ".join(question["text"] for question in self.student_view_data()["questions"])
        return {"content": {"display_name": self.display_name, "questions": words}, "content_type": "Maturity quiz"}


_ALREADY = _("You are in an organization already. Leave it first, then join another.")
_TOO_MANY = _("Too many codes were tried today. Ask your colleague for it, and try tomorrow.")
