"""Our own pages in the LMS: what is kept about whoever asks, also when the exercise it was given to is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language

from .domain.journal_levels import (
    DECISIONS,
    GUIDE,
    HELD,
    LEVELS_IN_WORDS,
    PEER,
    REASONS,
    REMOVED,
    REPORTED,
    SHOWN,
    STAFF,
)
from .domain.language import _, language_of, say
from .domain.moments import date_in_words, zone_of
from .domain.privacy import PURPOSES
from .own_page import linked_page, own_page

COLUMNS = {
    "organisation__name": _("Organization"),
    "cohort": _("Course"),
    "model": _("Quiz"),
    "edition": _("Edition"),
    "wave": _("Passage"),
    "here": _("Present"),
    "joined": _("Since"),
    "role": _("Role"),
    "compare": _("Compares"),
    "at": _("Open at"),
    "answered": _("Last answer"),
    "finished": _("Finished"),
    "item": _("Question"),
    "question": _("Question"),
    "subject": _("Question"),
    "version": _("Version"),
    "choice": _("Answer"),
    "why": _("Why it does not apply"),
    "proof": _("What shows it"),
    "proposed": _("Proposed"),
    "reason": _("Reason"),
    "decided": _("Written down"),
    "slot": _("Exercise"),
    "week": _("Week"),
    "text": _("Text"),
    "signature": _("Signature"),
    "region": _("Region"),
    "purpose": _("What for"),
    "language": _("Language"),
    "given": _("Agreed"),
    "chosen": _("Chosen"),
    "circle__number": _("Circle"),
    "level": _("Who reads it"),
    "state": _("State"),
    "named": _("With your name"),
    "label": _("Sign in place of a name"),
    "boxes": _("What you wrote"),
    "ideas": _("Ideas wanted"),
    "ignored": _("Warnings passed over"),
    "revision": _("Changes"),
    "held": _("Answers, those being written included"),
    "changed": _("Last change"),
    "published": _("Shown since"),
    "said": _("What you said of the answers"),
    "offered": _("Received to answer"),
    "until": _("Place held until"),
    "released": _("Place freed"),
    "sent": _("Sent"),
    "thanked": _("Thanked"),
    "helps": _("It helps"),
    "note": _("Note"),
    "decision": _("Decision"),
    "words": _("Reason of the decision"),
    "monday": _("Week of"),
    "since": _("Since"),
    "JournalEntry.answered": _("Answered"),
    "JournalReply.why": _("Why it helps, in the words of who received it"),
    "JournalReply.role": _("As"),
    "JournalReading.why": _("Why"),
}
_BOXES = {
    "happened": _("What happened"),
    "understood": _("What I make of it"),
    "doing": _("What I will do"),
    "question": _("Question"),
    "later": _("What I did with it"),
    "mirror": _("Mirror"),
    "ours": _("At ours"),
    "why": _("Why"),
}
_ROLES = {PEER: _("a peer"), GUIDE: _("an ambassador"), STAFF: _("the team of the course")}
_STATES = {SHOWN: _("shown"), REPORTED: _("reported"), HELD: _("waits for a human"), REMOVED: _("taken down")}
# What a value of a column is called, where it is not said by the value itself.
_VALUES = {
    "JournalEntry.level": LEVELS_IN_WORDS,
    "JournalEntry.state": _STATES,
    "JournalReply.state": _STATES,
    "JournalReply.role": _ROLES,
    "JournalReport.reason": REASONS,
    "JournalReport.decision": DECISIONS,
}
DONE = {
    "yes": _("Erased. What your team’s portrait still counts has no name any more."),
    "no": _("Nothing was erased: tick the box first."),
    "given": _("You agreed: it holds from now on."),
    "withdrawn": _("You withdrew: it holds no more, from now on. Nothing else changes for you."),
    "same": _("Nothing was changed."),
    "stopped": _("You will receive no message any more."),
    "resumed": _("You will receive messages again, one a week at most."),
}


@own_page(fields="erase cohort purpose given messages")
def my_data(request: HttpRequest, learner: str) -> HttpResponse:
    """All that is kept about this person, as a page or as JSON; sent back, it erases them or keeps a choice."""
    from .store.people import held_about

    if request.method == "POST":
        return redirect(f"{request.path}?done={_done(request, learner)}")
    if request.GET.get("format") == "json":
        file = JsonResponse(held_about(learner), json_dumps_params={"ensure_ascii": False, "indent": 2})
        file["Content-Disposition"] = 'attachment; filename="dataide.json"'
        return file
    return HttpResponse(_drawn(request, learner))


def _done(request: HttpRequest, learner: str) -> str:
    """Do what one of the page's forms asks, and give the word for it."""
    if "purpose" in request.POST:
        return _chosen(request, learner)
    return _messages(request, learner) if "messages" in request.POST else _erased(request, learner)


def _messages(request: HttpRequest, learner: str) -> str:
    from .store import journal_mail

    if request.POST["messages"] == "yes":
        journal_mail.resume(learner)
        return "resumed"
    journal_mail.stop(learner, timezone.now())
    return "stopped"


@linked_page(fields="List-Unsubscribe")
def stop(request: HttpRequest, learner: str) -> HttpResponse:
    """Whoever opens the link of a message may stop them. Only the form does: programs follow links by themselves."""
    from .block import render
    from .store import journal_mail

    if request.method == "POST":
        journal_mail.stop(learner, timezone.now())
    shown = {"language": language_of(get_language()), "stopped": journal_mail.is_stopped(learner)}
    return HttpResponse(render("stop.html", shown))


def _erased(request: HttpRequest, learner: str) -> str:
    from .store.people import forget

    if request.POST.get("erase") != "yes":
        return "no"
    forget(learner)
    return "yes"


def _chosen(request: HttpRequest, learner: str) -> str:
    """Keep what a person chose for a purpose: a cohort they are not in, or an unknown word, changes nothing."""
    from .store.consent import choose

    purpose, given = request.POST["purpose"], request.POST.get("given")
    if purpose not in PURPOSES or given not in ("yes", "no"):
        return "same"
    language = language_of(get_language())
    changed = choose(request.POST.get("cohort", ""), learner, purpose, given == "yes", language)
    return ("given" if given == "yes" else "withdrawn") if changed else "same"


def _drawn(request: HttpRequest, learner: str) -> str:
    from django.middleware.csrf import get_token

    from .block import render
    from .store.journal_mail import is_stopped
    from .store.people import held_about, tables

    language = language_of(get_language())
    held, done = held_about(learner), DONE.get(request.GET.get("done", ""))
    all_tables = [_table(table, held.get(table.__name__, []), language) for table in tables()]
    shown = {
        "language": language,
        "standings": _standings(learner, language),
        "own": [shown for shown in all_tables if shown["rows"]],
        "others": [shown for shown in all_tables if not shown["rows"]],
        "some": any(held.values()),
        "done": done and say(language)(done),
        "stopped": is_stopped(learner),
        "token": get_token(request),
    }
    return render("my_data.html", shown)


def _standings(learner: str, language: str) -> list[dict[str, Any]]:
    """Each purpose as it stands, in words."""
    from .store.consent import standings_of

    sentence = say(language)
    return [
        {
            **vars(standing),
            "sentence": sentence(PURPOSES[standing.purpose].sentence),
            "since": standing.since and date_in_words(standing.since, language, zone_of(None)),
        }
        for standing in standings_of(learner)
    ]


def _table(table: type[Any], rows: list[dict[str, object]], language: str) -> dict[str, Any]:
    from .store.retention import months_of

    sentence, kept = say(language), table.kept  # type: ignore[attr-defined]
    return {
        "name": sentence(kept.name),
        "purpose": sentence(kept.purpose),
        "readers": sentence(kept.readers),
        "months": months_of(table),
        "personal": bool(kept.owner),
        "columns": [sentence(_column(table, column)) for column in (rows[0] if rows else ())],
        "rows": [[_shown(_word(table, *cell), sentence) for cell in row.items()] for row in rows],
    }


def _column(table: type[Any], column: str) -> str:
    return COLUMNS.get(f"{table.__name__}.{column}") or COLUMNS.get(column, column)


def _word(table: type[Any], column: str, value: object) -> object:
    """What a value is called in words, itself where it is said as it is."""
    words: dict[Any, str] = _VALUES.get(f"{table.__name__}.{column}", {})
    return Msgid(words[value]) if words and value in words else value


class Msgid(str):
    """A sentence of ours among what people wrote: the only kind that is translated."""


def _shown(value: object, sentence: Callable[..., str]) -> object:
    """A value for a person to read: what is written in several boxes, a line each."""
    if isinstance(value, Msgid):
        return sentence(value)
    if isinstance(value, bool):
        return sentence(_("yes") if value else _("no"))
    if isinstance(value, list):
        return "\n".join(str(_shown(each, sentence)) for each in value)
    if isinstance(value, dict):
        return "\n".join(_line(name, each, sentence) for name, each in value.items() if each not in ("", None))
    return "" if value is None else value


def _line(name: str, value: object, sentence: Callable[..., str]) -> str:
    label = _BOXES.get(name) or COLUMNS.get(name, name)
    return sentence(_("%(box)s: %(text)s"), box=sentence(label), text=_shown(value, sentence))
