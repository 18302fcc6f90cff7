"""Journals to put on paper: every field filled, each with a mark that is found nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dataide_xblocks.domain.journal import CastEntry, ModelReply
from dataide_xblocks.domain.journal import Journal as Exercise
from dataide_xblocks.domain.journal_asked import ENTRY_BOXES, REPLY_BOXES
from dataide_xblocks.domain.journal_book import Given, Received, Week, Written
from dataide_xblocks.domain.journal_levels import ALONE, CIRCLE, GUIDE, PEER, STAFF
from dataide_xblocks.export.journal_source import Journal

LANGUAGES = ("fr", "en")
NAMES = {"7": "Josée Therrien", "8": "Réal Bérubé", "9": "Lyne Kanapé"}
_DAY = datetime(2027, 1, 19, 2, 30, tzinfo=UTC)  # still the 18th in Québec


def entry(mark: str, **changed: Any) -> Written:
    boxes = {box: f"{mark}-{box}" for box in ENTRY_BOXES}
    return replace(Written(CIRCLE, False, "", True, True, False, boxes, _DAY, _DAY), **changed)


def received(mark: str, **changed: Any) -> Received:
    boxes = {gesture: f"{mark}-{gesture}" for gesture in REPLY_BOXES}
    made = Received(boxes, PEER, "8", "La Maison bleue", f"{mark}L", _DAY, True, True, f"{mark}-why")
    return replace(made, **changed)


def given(mark: str, **changed: Any) -> Given:
    boxes = {gesture: f"{mark}-{gesture}" for gesture in REPLY_BOXES}
    return replace(Given(boxes, PEER, "", True, _DAY, "", "9", "Les Toits"), **changed)


def weeks() -> tuple[Week, ...]:
    """Four exercises: everything, nothing but a draft of one's own, answers alone, a week nobody can number."""
    nobody = {"learner": "", "organisation": ""}
    answers = [
        received("r1é"),
        received("r2é", **nobody, role=PEER, thanked=False, helps=False),
        received("r3é", role=GUIDE, helps=None, why=""),
        received("r4é", **nobody, role=STAFF, helps=None, why=""),
    ]
    gave = [
        given("g1é"),
        given("g2é", **nobody, sent=None),
        given("g3é", **nobody, cast="margaret", named=False),
        given("g4é", **nobody, cast="gone", state="held"),
    ]
    return (
        Week("w01-journal", 1, entry("e1é"), answers, gave),
        Week("w02-journal", 2, entry("e2é", level=ALONE, published=None, named=False), (), ()),
        Week("w03-journal", 3, None, (), [given("g5é", cast="margaret", **nobody)]),
        Week("x-journal", None, entry("e6é", named=False, state="removed"), (), ()),
    )


def exercise(lang: str = "") -> Exercise:
    cast = tuple(CastEntry(name, f"{name}, fictive", "h", "u", "d") for name in ("margaret", "paul"))
    return Exercise(1, "Qu’avez-vous remarqué cette semaine?", "p", ModelReply("a", "b", "m", "q", "o"), cast, lang)


def journal(language: str = "fr", **changed: Any) -> Journal:
    """Josée's journal, of January 18 at 9:30 p.m. in Québec."""
    known = {"w01-journal": exercise()}
    made = Journal(language, NAMES["7"], _DAY, ZoneInfo("America/Toronto"), weeks(), NAMES, known)
    return replace(made, **changed)


def marks() -> set[str]:
    """Every text that somebody typed in `weeks`."""
    found: set[str] = set()
    for week in weeks():
        if week.entry:
            found |= set(week.entry.boxes.values())
        for answer in week.received:
            found |= {*answer.boxes.values(), answer.why}
        found |= {text for answer in week.given for text in answer.boxes.values()}
    return found - {""}
