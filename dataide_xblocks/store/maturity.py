"""The answers to the maturity quiz, and what teams decided: plain values in, plain values out.

`wave` is `baseline`, `endline` or `short`; `organisation` is an id, None for the short form, which is of no
organisation. An answer that was given is never overwritten by an answer to other words: each version has its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q

from dataide_xblocks.domain.maturity_answers import Agreed, Given
from dataide_xblocks.models import (
    MaturityAnswer,
    MaturityDecision,
    MaturityEdition,
    MaturityPassage,
    Organisation,
)

from .organisation import owner_of
from .transactions import one_transaction

PAPER = "paper:"  # begins the id of a colleague without an account, whose sheet somebody typed in
_KNOWN: set[tuple[str, str]] = set()  # (edition, language) that this process has seen kept


@dataclass(frozen=True)
class Where:
    """A passage's place: the cohort, the model, the wave, for which organisation and by whom; its id if it is known."""

    cohort: str
    model: str
    wave: str
    organisation: int | None
    learner: str
    passage: int = 0

    @property
    def key(self) -> dict[str, str]:
        """The columns that are unique together."""
        return {
            "cohort": self.cohort,
            "model": self.model,
            "wave": self.wave,
            "owner": owner_of(self.organisation, self.learner),
        }


@dataclass(frozen=True)
class Answered:
    """What was chosen."""

    choice: str
    why: str = ""
    proof: str = ""


@dataclass
class Passage:
    """One respondent's passage. `answers` is {(item, version): what was chosen}."""

    id: int
    wave: str
    learner: str
    role: str
    compare: bool
    at: str
    edition: str
    answered: datetime | None
    finished: datetime | None
    answers: dict[tuple[str, int], Answered] = field(default_factory=dict)

    @property
    def on_paper(self) -> bool:
        """Whether somebody typed a sheet in for a colleague without an account."""
        return self.learner.startswith(PAPER)


@dataclass(frozen=True)
class Decision:
    """What a team decided, and who wrote it down. `id` says which decision a form was opened on."""

    id: int
    subject: str
    version: int
    choice: str
    proposed: str
    reason: str
    learner: str
    decided: datetime


_PASSAGE = ("id", "wave", "learner", "role", "compare", "at", "edition", "answered", "finished")
_ANSWER = ("answers__item", "answers__version", "answers__choice", "answers__why", "answers__proof")


def where_of(cohort: str, model: str, wave: str, learner: str) -> Where | None:
    """Where this learner's passage is in the organisation they are in now, None before their first answer there."""
    there = {"organisation__members__learner": learner, "organisation__members__here": True}
    rows = MaturityPassage.objects.filter(cohort=cohort, model=model, wave=wave, learner=learner, **there)
    row = next(iter(rows.values_list("organisation_id", "pk")[:1]), None)
    return Where(cohort, model, wave, row[0], learner, row[1]) if row else None


def passage_of(where: Where) -> Passage | None:
    """This learner's own passage."""
    return next(iter(_passages(MaturityPassage.objects.filter(**where.key))), None)


def team_of(organisation: int, model: str) -> dict[str, list[Passage]]:
    """{wave: passages} of an organisation, finished or not, in no order that says who came first."""
    waves: dict[str, list[Passage]] = {}
    for passage in _passages(MaturityPassage.objects.filter(organisation=organisation, model=model)):
        waves.setdefault(passage.wave, []).append(passage)
    return waves


def _passages(found) -> list[Passage]:  # type: ignore[no-untyped-def]
    """Passages with their answers, in one query."""
    passages: dict[int, Passage] = {}
    for row in found.values_list(*_PASSAGE, *_ANSWER):
        passage = passages.setdefault(row[0], Passage(*row[: len(_PASSAGE)]))
        item, version, *answer = row[len(_PASSAGE) :]
        if item is not None:
            passage.answers[item, version] = Answered(*answer)
    return sorted(passages.values(), key=lambda passage: passage.learner)


def record_given(where: Where, edition: str, asked: Iterable[tuple[str, int]], given: Given, now: datetime) -> Passage:
    """Keep an answer, or the change of one; the passage is finished once everything `asked` has an answer."""
    return _record(where, _made(where), asked, [given], now, at=given.item, edition=edition)


def record_sheet(
    where: Where, edition: str, asked: Iterable[tuple[str, int]], given: Iterable[Given], role: str, now: datetime
) -> Passage:
    """Keep all the answers of a paper form at once, and the role written on it if there is one."""
    return _record(where, _made(where), asked, given, now, at="", edition=edition, **({"role": role} if role else {}))


def _made(where: Where) -> int:
    """The id of the passage, made if need be.

    A plain read: MySQL would lock the gap where a missing row would stand, and two newcomers each other.
    """
    if where.passage:
        return where.passage
    rows = MaturityPassage.objects.filter(**where.key).values_list("pk", flat=True)[:1]
    return next(iter(rows), 0) or _make(where)


@one_transaction
def _make(where: Where) -> int:
    own = {"organisation_id": where.organisation, "learner": where.learner}
    return MaturityPassage.objects.get_or_create(**where.key, defaults=own)[0].pk


@one_transaction
def _record(
    where: Where, pk: int, asked: Iterable[tuple[str, int]], given: Iterable[Given], now: datetime, **values: str
) -> Passage:
    """Write the passage's row first, so that two tabs wait for each other, then read it, then write its answers."""
    rows = MaturityPassage.objects.filter(pk=pk)
    if not rows.update(answered=now, **values):  # the team gave this person a fresh start just now
        rows = MaturityPassage.objects.filter(pk=_make(where))
        rows.update(answered=now, **values)
    passage = _passages(rows)[0]
    for answer in given:
        _keep(passage, answer)
    if passage.finished is None and passage.answers.keys() >= set(asked):
        rows.update(finished=now)
        passage.finished = now
    return passage


def _keep(passage: Passage, given: Given) -> None:
    """Each version of a question has its own row."""
    key = (given.item, given.version)
    former = passage.answers.get(key)
    of = {"passage_id": passage.id, "item": given.item, "version": given.version}
    if former:
        MaturityAnswer.objects.filter(**of).update(choice=given.choice, why=given.why)
    else:
        MaturityAnswer.objects.create(**of, choice=given.choice, why=given.why)
    passage.answers[key] = Answered(given.choice, given.why, former.proof if former else "")


@one_transaction
def record_proof(where: Where, given: Given, proof: str) -> bool:
    """Keep what shows an answer; whether there is an answer to show."""
    rows = MaturityAnswer.objects.filter(
        item=given.item, version=given.version, **{f"passage__{name}": value for name, value in where.key.items()}
    )
    return bool(MaturityAnswer.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(proof=proof))


@one_transaction
def record_step(where: Where, at: str) -> None:
    """Remember the question that is open, "" for the portrait."""
    MaturityPassage.objects.filter(**where.key).update(at=at)


@one_transaction
def record_done(where: Where, now: datetime) -> bool:
    """Finish a passage although questions are left; whether it was not finished before."""
    rows = MaturityPassage.objects.filter(**where.key, finished=None, answered__isnull=False)
    return bool(rows.update(finished=now, at=""))


@one_transaction
def record_part(where: Where, role: str, compare: bool) -> None:
    """Keep what a respondent does in the organisation, and whether they compare their answers."""
    MaturityPassage.objects.filter(**where.key).update(role=role, compare=compare)


@one_transaction
def remove_sheet(organisation: int, passage: int) -> bool:
    """Take back a paper form typed in by mistake; whether there was one."""
    sheets = MaturityPassage.objects.filter(pk=passage, organisation=organisation, learner__startswith=PAPER)
    return bool(sheets.delete()[0])


def decisions_of(organisation: int, model: str) -> dict[str, dict[str, Decision]]:
    """{wave: {subject: newest decision}} of an organisation."""
    found: dict[str, dict[str, Decision]] = {}
    rows = MaturityDecision.objects.filter(organisation=organisation, model=model).order_by("id")
    columns = ("wave", "id", "subject", "version", "choice", "proposed", "reason", "learner", "decided")
    for wave, *row in rows.values_list(*columns):
        decision = Decision(*row)
        found.setdefault(wave, {})[decision.subject] = decision
    return found


@one_transaction
def record_decision(
    organisation: int, model: str, wave: str, agreed: Agreed, learner: str, proposed: str = ""
) -> Decision | None:
    """Add a decision; or return the one that a colleague wrote since `agreed.seen`, and keep nothing."""
    Organisation.objects.select_for_update().get(pk=organisation)
    of = {"organisation_id": organisation, "model": model, "wave": wave, "subject": agreed.subject}
    newest = MaturityDecision.objects.filter(**of).order_by("-id").first()
    if newest and newest.pk != agreed.seen:
        fields = ("subject", "version", "choice", "proposed", "reason", "learner", "decided")
        return Decision(newest.pk, *(getattr(newest, name) for name in fields))
    values = {"version": agreed.version, "choice": agreed.choice, "reason": agreed.reason, "proposed": proposed}
    MaturityDecision.objects.create(**of, **values, learner=learner)
    return None


def record_edition(edition: str, language: str, exercise: Callable[[], str]) -> None:
    """Keep the model that is being answered, the first time this process meets it; only then is its text asked for."""
    if (edition, language) not in _KNOWN and (text := exercise()):
        row = MaturityEdition(edition=edition, language=language, exercise=text)
        MaturityEdition.objects.bulk_create([row], ignore_conflicts=True)
        transaction.on_commit(lambda: _KNOWN.add((edition, language)))  # what is rolled back is not kept


def edition_of(edition: str, language: str) -> str:
    """The TOML of a former model, in `language` where somebody answered it so, else in the other; "" if unknown."""
    rows = dict(MaturityEdition.objects.filter(edition=edition).values_list("language", "exercise"))
    return rows.get(language) or next(iter(rows.values()), "")


def progress_of(cohort: str, model: str, wave: str) -> tuple[int, int]:
    """(started, finished) organisations: with an answer at least, and with one respondent who finished."""
    passages = MaturityPassage.objects.filter(cohort=cohort, model=model, wave=wave, organisation__isnull=False)
    counts = passages.aggregate(
        started=Count("organisation", distinct=True, filter=Q(answered__isnull=False)),
        finished=Count("organisation", distinct=True, filter=Q(finished__isnull=False)),
    )
    return counts["started"], counts["finished"]


def alike_of(cohort: str, model: str, wave: str) -> dict[tuple[str, int], tuple[int, int]]:
    """{(item, version): (people who answered, those who gave the answer given most)}, of finished passages."""
    answers = MaturityAnswer.objects.filter(
        passage__cohort=cohort, passage__model=model, passage__wave=wave, passage__finished__isnull=False
    )
    found: dict[tuple[str, int], tuple[int, int]] = {}
    rows = answers.values("item", "version", "choice").annotate(people=Count("id"))
    for item, version, people in rows.values_list("item", "version", "people"):
        everybody, most = found.get((item, version), (0, 0))
        found[item, version] = (everybody + people, max(most, people))
    return found
