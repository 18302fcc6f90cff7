"""What must have happened before a block accepts its example: a code to join by, a team to agree with."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from dataide_xblocks.domain.cohort import cohort_of
from dataide_xblocks.domain.examples import MATURITY, PLAN
from dataide_xblocks.domain.maturity_answers import Given
from dataide_xblocks.domain.maturity_model import read_model
from dataide_xblocks.domain.organisation import Founding
from dataide_xblocks.domain.plan import to_json
from dataide_xblocks.domain.plan_reading import read_template

from .platform import COURSE

LEARNER = "7"  # whom the settings of `platform` show
COHORT = cohort_of(COURSE)


def _organisation(learner: str) -> int:
    from dataide_xblocks.store import organisation

    organisation.own_place(COHORT, learner)
    return organisation.found(COHORT, learner, Founding("La Huche commune", "3-9", "fr")).id


def _known_code(data: dict) -> None:
    from dataide_xblocks.models import Organisation

    Organisation.objects.filter(pk=_organisation("somebody else")).update(code=data["code"])


def _member(_data: dict) -> None:
    _organisation(LEARNER)


def _team(data: dict) -> None:
    """Three people who answered everything: the learner, and two sheets of paper."""
    from dataide_xblocks.store import maturity

    model, place = read_model(MATURITY["fr"]), _organisation(LEARNER)
    asked = [(item.id, item.version) for item in model.items]
    for learner in (LEARNER, f"{maturity.PAPER}1", f"{maturity.PAPER}2"):
        where = maturity.Where(COHORT, model.id, "baseline", place, learner)
        given = [Given(item, version, "3") for item, version in asked]
        passage = maturity.record_sheet(where, model.edition, asked, given, "", timezone.now())
    if "sheet" in data:
        data["sheet"] = str(passage.id)


def _plan(data: dict) -> int:
    """A plan of the learner's organisation with a word, a copy, a remark and a request, shared; fills in their ids."""
    from dataide_xblocks.store import plan, plan_copies, plan_history, plan_talk

    hand = plan.Hand(LEARNER, timezone.now(), "e" * 16)
    of = plan.make(COHORT, _organisation(LEARNER), "plan")
    plan.record_change(of, plan.Change("idt.mission", "", {"value": "Nourrir."}, 0, "operation-00"), hand)
    contents = to_json(read_template(PLAN["fr"]), {}, "")
    made = {
        "past": plan_history.history_of(of, "idt.mission")[0].id,
        "copy": plan_copies.record_copy(of, "Pour le CA", contents, hand),
        "plan": of,
    }
    plan_talk.record_remark(of, "idt.mission", "On garde?", hand)
    plan_talk.record_request(of, "", "À l’aide", hand)
    plan_talk.share(of, True)
    made |= {"remark": plan_talk.remarks_of(of)[0].id, "request": plan_talk.requests_of(of)[0].id}
    data.update({name: str(number) for name, number in made.items() if name in data})
    return of


def _journal(data: dict) -> None:
    """Two organisations on a wall that published, answered each other and may report; fills in the ids they need."""
    from dataide_xblocks.models import JournalCircle, JournalEntry, JournalGuide
    from dataide_xblocks.store import journal, journal_reading, journal_replies

    long_ago, answers = timezone.now() - timedelta(days=8), {}
    for learner in (LEARNER, "8"):
        _organisation(learner)
        me = journal_reading.Reader(COHORT, "w01-journal", learner)
        journal.write_box(me, 1, "happened", "On a compté.", 0, False, long_ago)
        journal.publish(me, 2, True, False, long_ago)
    for learner, sent in ((LEARNER, "send" not in data["story"]), ("8", True)):
        me = journal_reading.Reader(COHORT, "w01-journal", learner)
        if data["story"] in ("open_waiting", "answer_late", "next_entry"):
            break
        answers[learner] = journal_replies.next_entry(me, timezone.now()).id
        journal_replies.write_reply_box(me, answers[learner], "mirror", "Je comprends.", 0, False)
        if sent:
            journal_replies.send(me, answers[learner], True, timezone.now())
    JournalGuide.objects.create(circle=JournalCircle.objects.get(), learner=LEARNER, since=long_ago)
    theirs = JournalEntry.objects.get(learner="8").pk
    if data["story"] in ("open_case", "decide"):
        JournalEntry.objects.filter(pk=theirs).update(state="reported")
    made = {"entry": str(theirs), "text": f"entry-{theirs}"}
    made["reply"] = str(answers.get("8" if data["story"] == "react" else LEARNER, 0))
    data.update({name: value for name, value in made.items() if name in data})


def _edition(_data: dict) -> None:
    """A plan with a word, whose template is kept."""
    from dataide_xblocks.store import plan, plan_history

    template = read_template(PLAN["fr"])
    plan_history.record_edition(template.edition, "fr", lambda: PLAN["fr"])
    hand = plan.Hand(LEARNER, timezone.now(), template.edition)
    of = plan.make(COHORT, _organisation(LEARNER), "plan")
    plan.record_change(of, plan.Change("idt.mission", "", {"value": "Nourrir."}, 0, "operation-00"), hand)


STORIES: dict[tuple[str, str], Callable[[dict], object]] = {
    ("dataide_maturity", "join"): _known_code,
    ("dataide_maturity", "leave"): _member,
    ("dataide_maturity", "compare"): _member,
    ("dataide_maturity", "agree"): _team,
    ("dataide_maturity", "choose"): _team,
    ("dataide_maturity", "unsheet"): _team,
    ("dataide_journal", "wish"): _member,
    ("dataide_journal", "to_plan"): _edition,
    **{
        ("dataide_journal", handler): _journal
        for handler in (
            *("publish", "send", "take_back", "react", "report", "download", "guide", "answer_late"),
            *("open_waiting", "open_case", "decide"),
        )
    },
    **{
        ("dataide_plan", handler): _plan
        for handler in ("restore", "since", "unremark", "close", "take", "reply", "open_plan")
    },
}


def after_its_story(name: str, handler: str, body: bytes) -> bytes:
    """The request of `handler`, once what it needs has happened."""
    story = STORIES.get((name, handler))
    data = json.loads(body)
    if story is _journal:
        data["story"] = handler
    if story:
        story(data)
    data.pop("story", None)
    return json.dumps(data).encode()
