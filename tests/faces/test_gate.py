"""The one gate: who comes in, with what, and that nothing of what they carry is left in the logs."""

from __future__ import annotations

import logging
import sys
from types import ModuleType, SimpleNamespace

import pytest
from django.db import OperationalError
from django.utils import translation
from xblock.core import XBlock
from xblock.fields import Scope, String
from xblock.reference.user_service import XBlockUser

from dataide_xblocks.block import DataideBlock, store
from dataide_xblocks.gate import AUTHOR, LEARNER, STAFF, Declaration, Person, Unavailable, answers, person_of
from dataide_xblocks.models import PulseComment, PulseRating, PulseReply
from dataide_xblocks.pulse import PulseBlock

from ..conformance.platform import SETTINGS, Platform
from .pulse import call, olx, platform

GOOD = {
    "rate": {"question": "useful", "choice": "4"},
    "comment": {"text": "Moins long", "signature": "none"},
    "withdraw": {},
    "team": {},
    "reply": {"fr": "Merci"},
    "download": {"format": "csv"},
    "edit": {"exercise": "week = 99"},
}
LEARNERS, TEAM = ("rate", "comment", "withdraw"), ("team", "reply", "download")

pytestmark = pytest.mark.django_db


def nothing_is_kept() -> bool:
    return not any(model.objects.exists() for model in (PulseRating, PulseComment, PulseReply))


def test_every_handler_is_declared():
    handlers = {
        name: getattr(PulseBlock, name)
        for name in dir(PulseBlock)
        if hasattr(getattr(PulseBlock, name), "_is_xblock_handler")
    }
    assert set(handlers) == set(GOOD)
    assert {name: handler.declaration.who for name, handler in handlers.items()} == {
        **dict.fromkeys(LEARNERS, LEARNER),
        **dict.fromkeys(TEAM, STAFF),
        "edit": AUTHOR,
    }
    declared = {name: handler.declaration for name, handler in handlers.items()}
    assert all(isinstance(d, Declaration) for d in declared.values())
    assert all(
        d.most <= 64 * 1024 for name, d in declared.items() if name != "edit"
    )  # an author may send a whole model


ADMITTED = {
    "lms": LEARNERS,
    "lms, staff": LEARNERS + TEAM,
    "lms, not enrolled": (),
    "anonymous": (),
    "studio preview": (),
    "studio edit": ("edit",),
    "no service": (),
}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("handler", GOOD)
def test_each_place_admits_exactly_its_own(setting, handler):
    response = call(Platform(setting).block(olx()), handler, GOOD[handler])
    admitted = handler in ADMITTED[setting]
    assert response.status_code in ((200, 400) if admitted else (401, 403)), response.text
    assert admitted or nothing_is_kept()


def test_a_team_without_our_service_of_enrolments_is_refused():
    """Studio's preview has no such service, and any author is `staff` there."""
    from ..conformance.platform import learner

    block = Platform(services={"user": learner(8, user_is_staff=True)}).block(olx())
    assert call(block, "rate", GOOD["rate"]).status_code == 403 and nothing_is_kept()


REQUESTS = {
    "a get": ({"method": "GET"}, 405),
    "a put": ({"method": "PUT"}, 405),
    "a form": ({"content_type": "application/x-www-form-urlencoded"}, 415),
    "a text": ({"content_type": "text/plain"}, 415),
    "the road without checks": ({"path": "/courses/c/xblock/u/handler_noauth/rate"}, 403),
    "the workbench's road without checks": ({"path": "/unauth_handler/u/rate"}, 403),
    "another site": ({"headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
    "a neighbour site": ({"headers": {"Sec-Fetch-Site": "same-site"}}, 403),
}


@pytest.mark.parametrize(("options", "status"), REQUESTS.values(), ids=REQUESTS)
def test_a_request_that_is_not_ours_is_refused_and_nothing_is_kept(options, status):
    response = call(platform().block(olx()), "rate", GOOD["rate"], **options)
    assert response.status_code == status and nothing_is_kept()
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_our_own_script_is_let_in():
    options = {"content_type": "application/json; charset=UTF-8", "headers": {"Sec-Fetch-Site": "same-origin"}}
    response = call(platform().block(olx()), "rate", GOOD["rate"], **options)
    assert response.status_code == 200 and PulseRating.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [(b'{"question": "' + b"x" * 2_000 + b'"}', 413), (b"{", 400), (b"[]", 400), (b'{"a": NaN}', 400)],
)
def test_a_body_too_large_or_unreadable_is_refused(body, status):
    assert call(platform().block(olx()), "rate", body).status_code == status and nothing_is_kept()


@pytest.mark.parametrize(
    ("language", "words"), [("fr-ca", "Choisissez une des réponses."), ("en", "Please choose one of the answers.")]
)
def test_a_refusal_is_in_the_language_of_the_learner_and_names_the_field(language, words):
    with translation.override(language):
        response = call(platform().block(olx()), "rate", {"question": "useful", "choice": "9"})
    assert response.status_code == 400 and response.json["field"] == "choice"
    assert response.json["error"] == words


@pytest.fixture
def masquerade(monkeypatch):
    """The LMS's own module, as far as we use it."""
    state = SimpleNamespace(on=True)
    module = ModuleType("lms.djangoapps.courseware.masquerade")
    module.is_masquerading_as_specific_student = lambda user, course_key: (
        state.on and str(course_key).startswith("course-v1:")
    )
    for name in ("lms", "lms.djangoapps", "lms.djangoapps.courseware"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    crum = ModuleType("crum")
    crum.get_current_user = lambda: "the member of the team"
    monkeypatch.setitem(sys.modules, "crum", crum)
    return state


def test_nothing_is_answered_in_the_name_of_a_learner_one_looks_as(masquerade):
    assert call(platform().block(olx()), "rate", GOOD["rate"]).status_code == 403 and nothing_is_kept()
    masquerade.on = False
    assert call(platform().block(olx()), "rate", GOOD["rate"]).status_code == 200


@pytest.mark.parametrize(
    ("attributes", "person"),
    [
        ({}, Person()),
        ({"edx-platform.is_authenticated": False}, Person()),
        ({"edx-platform.user_id": 7}, Person()),
        (
            {"edx-platform.user_id": 7, "edx-platform.is_authenticated": True, "edx-platform.anonymous_user_id": "abc"},
            Person("7", "abc", "Nom"),
        ),
        ({"xblock-workbench.user_id": "student_1"}, Person("student_1", "student_1", "Nom", at_workbench=True)),
        ({"xblock-workbench.user_id": "none"}, Person()),
        ({"xblock-workbench.user_id": "x" * 65}, Person()),
    ],
)
def test_a_person_is_read_from_whatever_the_place_tells(attributes, person):
    user = XBlockUser(full_name="Nom")
    user.opt_attrs = attributes
    assert person_of(user) == person and person.known == bool(person.learner)
    assert person_of(None) == Person()


CANARY = "canari-4e5f-«jamais dans un journal»"


class Broken(DataideBlock):
    """A block whose tables fail while they hold a learner's text."""

    display_name = String(default="Broken", scope=Scope.settings)

    @answers(fields="text")
    def tell(self, data):
        raise OperationalError(1, f"Data too long: {data['text']}")


def test_a_text_is_in_no_log_and_no_event_even_when_the_database_fails(caplog):
    caplog.set_level(logging.DEBUG)
    place = platform()
    told = call(place.block(olx()), "comment", {"text": CANARY, "signature": "name"})
    assert told.status_code == 200 and PulseComment.objects.get().text == CANARY
    call(place.block(olx()), "comment", {"text": CANARY, "signature": CANARY})
    call(place.block(olx()), "rate", {"question": CANARY, "choice": CANARY})
    runtime = place.block(olx()).runtime
    broken = Broken(runtime, scope_ids=place.block(olx()).scope_ids)
    response = call(broken, "tell", {"text": CANARY})
    assert response.status_code == 503 and CANARY not in response.text
    logged = "\n".join(
        f"{record.getMessage()} {record.args} {record.exc_text}"
        for record in caplog.records
        if "SELECT" not in record.msg
    )
    ours = [record for record in caplog.records if record.name.startswith("dataide")]
    assert ours and not [record for record in ours if CANARY in str(vars(record))]
    assert "OperationalError" in logged and CANARY not in str(place.published)


def test_a_site_without_our_app_says_so_in_the_block(monkeypatch):
    """The import fails as Django's does where the app is not installed."""
    monkeypatch.delitem(sys.modules, "dataide_xblocks.store.pulse", raising=False)
    monkeypatch.setattr("dataide_xblocks.block.import_module", _refuse)
    with pytest.raises(Unavailable):
        store("pulse")
    block = platform().block(olx())
    assert "dataide__note" in block.render("student_view").content
    assert call(block, "rate", GOOD["rate"]).status_code == 503


def _refuse(name):
    raise RuntimeError(
        f"Model class {name} doesn't declare an explicit app_label and isn't in an application in INSTALLED_APPS."
    )


def test_the_classes_load_by_their_entry_point():
    assert XBlock.load_class("dataide_pulse") is PulseBlock
