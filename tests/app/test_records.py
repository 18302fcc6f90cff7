"""What we publish, read by the platform's own completion, tracking and learning records: answered, never how."""

from __future__ import annotations

import json
from importlib.util import find_spec
from types import SimpleNamespace

import pytest
from opaque_keys.edx.keys import UsageKey

from dataide_xblocks.plugin_settings import EVENTS, plugin_settings

from ..conformance.blocks import NAMES, example
from ..conformance.platform import COURSE, Platform
from ..conformance.server_cases import handlers
from ..faces.journal import olx as journal_olx
from ..faces.maturity import MODEL, olx
from ..faces.plan import olx as plan_olx
from ..faces.pulse import call, platform
from ..faces.pulse import olx as pulse_olx

pytestmark = pytest.mark.django_db
needs = {
    name: pytest.mark.skipif(find_spec(name) is None, reason=f"not run: {package} is not installed")
    for name, package in (
        ("completion", "edx-completion"),
        ("eventtracking", "event-tracking"),
        ("event_routing_backends", "edx-event-routing-backends"),
    )
}
WORD = "raison-que-personne-ne-doit-lire"


def published() -> list[tuple[str, dict[str, object]]]:
    """The events of somebody who answers everything, with words of their own."""
    place = platform(7)
    for item in MODEL.items:
        choice = "na" if item.not_applicable else "3"
        call(place.block(olx()), "answer", {"item": item.id, "version": "1", "choice": choice, "why": WORD})
    for question in ("useful", "time", "w01"):
        choice = {"useful": "4", "time": "1-2", "w01": "yes"}[question]
        assert call(place.block(pulse_olx()), "rate", {"question": question, "choice": choice}).status_code == 200
    call(place.block(pulse_olx()), "comment", {"text": WORD, "signature": "none"})
    typed = {"field": "gou.request", "row": "", "cell": "value", "value": WORD, "seen": 0, "op": "operation-1"}
    assert call(place.block(plan_olx()), "save_cell", typed).status_code == 200
    written = {"field": "entry", "row": "", "cell": "happened", "value": WORD, "seen": 0, "op": "operation-2"}
    assert call(place.block(journal_olx()), "save_cell", written).status_code == 200
    return place.published


def test_every_event_of_ours_is_known_to_the_learning_records():
    names = {name for name, _data in published() if name.startswith("dataide.")}
    assert names == set(EVENTS)


def test_settings_of_other_plugins_stay():
    name = "EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS"
    settings = SimpleNamespace(**{name: ["edx.other"]})
    plugin_settings(settings)
    plugin_settings(settings)
    assert getattr(settings, name) == ["edx.other", *EVENTS]


@needs["completion"]
def test_the_platforms_completion_takes_what_we_publish(django_user_model, monkeypatch):
    from completion.models import BlockCompletion
    from completion.waffle import ENABLE_COMPLETION_TRACKING_SWITCH
    from edx_toggles.toggles.testutils import override_waffle_switch
    from eventtracking import tracker

    monkeypatch.setitem(tracker.TRACKERS, "default", tracker.Tracker({}))
    user = django_user_model.objects.create(username="josee")
    key = UsageKey.from_string("block-v1:DataideX+NDNP101+2027_FR+type@dataide_maturity+block@w01-portrait")
    done = [data["completion"] for name, data in published() if name == "completion"]
    assert done and set(done) == {0.33, 1.0}, "a journal's week has three steps, of which one is done"
    with override_waffle_switch(ENABLE_COMPLETION_TRACKING_SWITCH, active=True):
        kept, _new = BlockCompletion.objects.submit_completion(user, key, done[0])
    assert BlockCompletion.objects.get().completion == 1.0 and kept.block_type == "dataide_maturity"


@needs["completion"]
@pytest.mark.parametrize("name", NAMES)
def test_the_platforms_completion_never_marks_one_of_ours_by_a_look(name):
    from completion.services import CompletionService

    block = Platform().block(example(name))
    assert handlers(SimpleNamespace(cls=type(block))) and not CompletionService(
        None, COURSE
    ).can_mark_block_complete_on_view(block)


@needs["eventtracking"]
def test_the_platforms_tracking_keeps_no_word_and_no_choice():
    from eventtracking.tracker import Tracker

    kept: list[dict[str, object]] = []
    tracker = Tracker({"memory": SimpleNamespace(send=kept.append)})
    for name, data in published():
        tracker.emit(name, data)
    text = json.dumps(kept, default=str)
    assert len(kept) == len(MODEL.items) + 3 + 1 + 1 + sum(e["name"] == "completion" for e in kept)
    assert WORD not in text and '"choice"' not in text and len(text) / len(kept) < 1_000


@needs["event_routing_backends"]
def test_a_learning_record_says_that_a_question_was_answered(monkeypatch, settings):
    from event_routing_backends.processors.xapi import transformer
    from event_routing_backends.processors.xapi.registry import XApiTransformersRegistry

    from dataide_xblocks import xapi  # noqa: F401 - as `apps.py` does where the app of the records is installed

    settings.XAPI_AGENT_IFI_TYPE, settings.LMS_ROOT_URL = "external_id", "https://lms.example.org"
    monkeypatch.setattr(transformer, "get_anonymous_user_id", lambda *_args: "32e08e30-f8ae-4ce2-94a8-c2bfe38a70cb")
    monkeypatch.setattr(transformer, "get_course_from_id", lambda _key: {"display_name": "Nos données, notre mission"})
    usage = "block-v1:DataideX+NDNP101+2027_FR+type@dataide_maturity+block@w01-portrait"
    context = {"course_id": str(COURSE), "user_id": 7, "module": {"usage_key": usage}, "session": "s"}
    for name, data in published():
        if name in EVENTS:
            event = {"name": name, "timestamp": "2027-01-20T15:00:00Z", "context": context, "data": data}
            statement = json.loads(XApiTransformersRegistry.get_transformer(event).transform().to_json())
            assert statement["verb"]["id"].endswith("/answered") and "result" not in statement
            question = next((data[kind] for kind in ("item", "question", "field") if kind in data), "journal")
            assert statement["object"]["id"].endswith(f"w01-portrait#{question}")
            assert WORD not in json.dumps(statement)
