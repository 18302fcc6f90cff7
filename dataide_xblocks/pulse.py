"""The pulse block: three questions of one tap, the group's result, an optional comment, and the team's corner."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from xblock.fields import List, Scope, String

from .authored import AuthoredBlock
from .block import store
from .domain import pulse as rules
from .domain.answers import read_text
from .domain.errors import InvalidAnswer, InvalidExercise
from .domain.examples import PULSE
from .domain.language import _
from .domain.moments import hour_in_words
from .domain.privacy import MINIMUM
from .domain.regions import REGIONS, regions_in
from .gate import STAFF, answers
from .pages.pulse import chart_shown, comment_shown, question_shown, said_shown

MOST_UNSIGNED = 5  # comments without a name that one person may send in a day


class PulseBlock(AuthoredBlock):
    """`<dataide_pulse slot closes>` with its questions as TOML in `<option:exercise>`."""

    EXAMPLES = PULSE
    page = "pulse.html"
    author_page = "pulse_author.html"
    read = staticmethod(lru_cache(maxsize=256)(rules.read_pulse))

    display_name = String(display_name="Title", scope=Scope.settings, default=_("Pulse of the week"))
    answered = List(help="Ids of the questions answered: progress, never the answers.", scope=Scope.user_state)

    # What a learner does

    @answers(fields="question choice", most=2_000)
    def rate(self, data: dict[str, Any]) -> dict[str, Any]:
        """One tap, kept at once."""
        pulse = self.ready()
        rating = rules.read_rating(pulse, data)
        who, where = self.person.learner, (self.cohort, self.place, pulse.week)
        result = store("pulse").record_rating(*where, rating.question, who, rating.choice)
        self._tell(rating.question)
        question = question_shown(pulse.question(rating.question), rating.choice, result, self.lang)
        question["saved"] = self.say(_("Saved at %(hour)s"), hour=self._hour())
        return {"html": self.draw("pulse_question.html", {"open": True, "question": question})}

    @answers(fields="text signature region", most=8_000)
    def comment(self, data: dict[str, Any]) -> dict[str, Any]:
        """A comment, new or in place of the one signed before."""
        pulse, comment = self.ready(), rules.read_comment(data)
        who, signed = self.person.learner, comment.signature == "name"
        if not signed and store("limits").too_often(f"{self.cohort} {self.place}", who, MOST_UNSIGNED):
            raise InvalidAnswer(
                "text", _("You have sent several comments today. Thank you! More can be sent tomorrow.")
            )
        key = store("pulse").record_comment(self.cohort, self.place, pulse.week, who, comment)
        said = _("Sent. The team reads the comments every Monday, and says on this page what it did.")
        html = self._comment_part(pulse, comment.text if signed else "", said)
        return {"html": html, "keep": {"key": key}} if key else {"html": html}

    @answers(fields="key", most=2_000)
    def withdraw(self, data: dict[str, Any]) -> dict[str, Any]:
        """Remove one's comment: the signed one, or the one whose key this device kept."""
        pulse, key, who = self.ready(), read_text(data, "key", 100), self.person.learner
        found = store("pulse").withdraw_comment(self.cohort, self.place, who, key)
        left = store("pulse").comment_of(self.cohort, self.place, who) if key else ""
        said = _("Your comment is removed: the team no longer has it.") if found else _("There was nothing to remove.")
        return {"html": self._comment_part(pulse, left, said), "drop": ["key"] if key else []}

    def _tell(self, question: str) -> None:
        """Progress and events say which question was answered, never what was answered."""
        if question in self.answered:
            return
        self.answered = [*self.answered, question]
        self.runtime.publish(self, "dataide.pulse.answered", {"slot": self.place, "question": question})
        if all(q.id in self.answered for q in self.asked.questions):
            self.emit_completion(1.0)

    # What the team does

    @answers(fields="week region page", who=STAFF, most=2_000)
    def team(self, data: dict[str, Any]) -> dict[str, Any]:
        """The team's corner: results by week, comments by page."""
        return {"html": self._team_part(*_read_filter(data))}

    @answers(fields="fr en", who=STAFF, most=8_000)
    def reply(self, data: dict[str, Any]) -> dict[str, Any]:
        """« Vous avez dit, nous avons fait »."""
        pulse, texts = self.written(), rules.read_reply(data)
        store("pulse").record_reply(self.cohort, self.place, pulse.week, texts)
        return {"html": self._team_part(status=_("Published: learners read it on this page from now on."))}

    @answers(fields="format", who=STAFF, most=2_000)
    def download(self, data: dict[str, Any]) -> dict[str, Any]:
        """All comments and results of the cohort, as a file."""
        from .export.pulse import comments_sheet, file_of, results_sheet

        said, _count = store("pulse").comments_of(self.cohort, page=0)
        comments = comments_sheet(said, self._names(said), self.language)
        results = results_sheet(self.written(), store("pulse").weekly_results(self.cohort), self.language)
        return {"file": file_of(data.get("format"), comments, results)}

    # What each page shows

    def context(self) -> dict[str, Any]:
        """The learner's page. The result of a question comes after one's own answer to it."""
        try:
            pulse = self.asked
        except InvalidExercise:
            return {"broken": True}
        tables, who, where = store("pulse"), self.person, (self.cohort, self.place)
        mine = tables.ratings_of(*where, who.learner) if who.known else {}
        results = tables.results_of(*where) if mine else {}
        return {
            "open": self.open and who.known,
            "known": who.known,
            "staff": who.staff,
            "closing": self.closing(),
            "minimum": MINIMUM,
            "questions": [question_shown(q, mine.get(q.id), results.get(q.id, {}), self.lang) for q in pulse.questions],
            "comment": self._comment(pulse, tables.comment_of(*where, who.learner) if who.known else "", ""),
            "reply": tables.reply_of(self.cohort, pulse.week, self.language),
        }

    def _hour(self) -> str:
        """The present hour, in words."""
        return hour_in_words(self.now(), self.language, self.zone)

    def _comment(self, pulse: rules.Pulse, signed: str, status: str) -> dict[str, Any]:
        return comment_shown(pulse, self.person.name, signed, status and self.say(status), self.language, self.lang)

    def _comment_part(self, pulse: rules.Pulse, signed: str, status: str) -> str:
        return self.draw("pulse_comment.html", {"open": True, "comment": self._comment(pulse, signed, status)})

    def _team_part(self, week: int | None = None, region: str = "", page: int = 1, status: str = "") -> str:
        tables, pulse = store("pulse"), self.written()
        said, count = tables.comments_of(self.cohort, week, region, page)
        names, results = self._names(said), tables.weekly_results(self.cohort)
        context = {
            "charts": [chart_shown(question, results.get(question.id, {})) for question in pulse.common],
            "comments": [said_shown(comment, names, self.language) for comment in said],
            "count": count,
            "asked": {"week": week, "region": region, "page": page, "pages": -(-count // tables.PAGE) or 1},
            "weeks": rules.WEEKS,
            "regions": regions_in(self.language),
            "lang": self.lang,
            "most": rules.MOST_REPLY,
            "status": self.say(status or _("Up to date at %(hour)s"), hour=self._hour()),
        }
        return self.draw("pulse_team.html", context)

    def _names(self, said: list[Any]) -> dict[str, str]:
        return store("people").names_of(comment.learner for comment in said if comment.learner)

    def author_context(self) -> dict[str, Any]:
        """Studio's page: the questions, disabled, and what is to be corrected."""
        context = {"empty": not self.toml.strip(), "findings": self.findings(), "closing": self.closing()}
        try:
            context["questions"] = [question_shown(question, None, {}, self.lang) for question in self.asked.questions]
        except InvalidExercise:
            context["questions"] = []
        return context

    # What the platform asks a block that nobody is looking at (contract 3.2.16, 4.1.5, 7.13)

    def student_view_data(self, context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The questions, for the mobile application and the blocks API."""
        try:
            questions = self.asked.questions
        except InvalidExercise:
            questions = ()
        asked = [{"id": q.id, "text": q.text, "choices": {c.id: c.text for c in q.choices}} for q in questions]
        return {"slot": self.place, "closes": self.closes, "questions": asked}

    def index_dictionary(self) -> dict[str, Any]:
        """The author's words, for the course search."""
        words = " ".join(question["text"] for question in self.student_view_data()["questions"])
        return {"content": {"display_name": self.display_name, "questions": words}, "content_type": "Pulse"}

    def generate_report_data(self, user_state_iterator: Any, limit_responses: int | None = None) -> Iterator[Any]:
        """(username, {column: value}) of who answered how many questions; the answers are nobody's to read."""
        for number, state in enumerate(user_state_iterator):
            if limit_responses is not None and number >= limit_responses:
                return
            yield state.username, {"Questions answered": len(state.state.get("answered", []))}


def _read_filter(data: dict[str, Any]) -> tuple[int | None, str, int]:
    """(week, region, page) of the team's form, whose values are texts; what makes no sense filters nothing."""
    week, region, page = (read_text(data, field, 10) for field in ("week", "region", "page"))
    number = int(week) if week.isdecimal() and int(week) in rules.WEEKS else None
    return number, region if region in REGIONS else "", max(1, int(page)) if page.isdecimal() else 1
