"""One passage of an organisation as one reader may see it: where rows and rules meet, before anything is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .maturity import Answer, Answers, answers_of
from .maturity_answers import TYPE, answer_of
from .maturity_change import Passage
from .maturity_model import MaturityModel
from .maturity_team import Reading, Respondent, read_team

BASELINE, ENDLINE, SHORT = "baseline", "endline", "short"  # the names of passages


def current(model: MaturityModel, answers: Mapping[tuple[str, int], Any]) -> dict[str, Answer]:
    """{item: answer} of what was given to this model's own words. `answers` is {(item, version): what was chosen}."""
    return {item.id: answer_of(answers[item.key].choice) for item in model.items if item.key in answers}


@dataclass(frozen=True)
class Wave:
    """One passage of an organisation as one reader may see it. `passages` and `decisions` come from the store."""

    name: str
    model: MaturityModel
    passages: Sequence[Any]
    decisions: Mapping[str, Any]
    reader: str

    @cached_property
    def finished(self) -> list[Respondent]:
        """The respondents who answered everything."""
        finished = [passage for passage in self.passages if passage.finished]
        return [Respondent(p.learner, current(self.model, p.answers), p.role, p.compare, p.on_paper) for p in finished]

    @cached_property
    def agreed(self) -> dict[str, Any]:
        """{item: decision} of what the team agreed on, in this model's own words."""
        kept = {}
        for subject, decision in self.decisions.items():
            item = self.model.item(subject)
            if item is not None and decision.choice and decision.version == item.version:
                kept[subject] = decision
        return kept

    @property
    def answers_agreed(self) -> Answers:
        """{item: answer} of what the team agreed on."""
        return {subject: answer_of(decision.choice) for subject, decision in self.agreed.items()}

    @cached_property
    def reading(self) -> Reading | None:
        """What the reader sees, None when nobody finished or nothing may be shown."""
        return read_team(self.model, self.finished, self.reader, self.answers_agreed)

    @property
    def chosen(self) -> Any:
        """The decision about the type of accompaniment, None before it is taken."""
        return self.decisions.get(TYPE)

    @property
    def passage(self) -> Passage | None:
        """The passage as `maturity_change` compares it."""
        if self.reading is None:
            return None
        return Passage(self.model, answers_of(self.reading.consolidated))


def edition_answered(passages: Sequence[Any]) -> str:
    """The edition of the newest answer: the words a past wave is read with."""
    answered = [(p.answered, p.edition) for p in passages if p.answered and p.edition]
    return max(answered)[1] if answered else ""
