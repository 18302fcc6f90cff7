"""Every handler, called by everybody and with everything (contract 6; the threat model's rows on forged requests)."""

from __future__ import annotations

import json

import pytest
from django.db import transaction
from webob import Request

from dataide_xblocks.gate import AUTHOR, LEARNER, STAFF, Declaration

from .blocks import block_class, every_block, example, handlers, keeps, requests
from .platform import SETTINGS, Platform
from .stories import after_its_story

pytestmark = pytest.mark.django_db

LARGER = {"import_plan": 529_000}  # bytes: a whole plan, of 512 KB at most, as a file
DEEP = json.loads("[" * 40 + "]" * 40)
STRANGE = [
    None,
    True,
    7,
    -1,
    1e308,
    "",
    "é" * 30_000,
    [],
    [[]],
    {},
    {"": ""},
    {"unknown": 1},
    DEEP,
    {"a": DEEP},
    "\ud800",
]


def call(block, handler: str, body: bytes, content_type: str = "application/json", path: str = "/handler/", **more):
    """Call a handler as a browser would and return the response."""
    request = Request.blank(
        path + handler, method=more.pop("method", "POST"), body=body, content_type=content_type, **more
    )
    with keeps(f"{handler} ends in an error page (6.4)"):
        return block.runtime.handle(block, handler, request)


@every_block
def test_every_handler_is_declared_with_its_audience_size_rate_and_fields(name):
    for handler in handlers(name):
        declared = getattr(getattr(block_class(name), handler), "declaration", None)
        assert isinstance(declared, Declaration), f"{name}.{handler} passes no gate: declare it with @answers (6.3)"
        assert declared.who in (LEARNER, STAFF, AUTHOR), f"{handler}: for whom? (6.3)"
        assert 0 < declared.rate <= 600, f"{handler}: how often? (6.11)"
        most = LARGER.get(handler, 512_000 if declared.who == AUTHOR else 64 * 1024)
        assert 0 < declared.most <= most, f"{handler}: how large? (6.9)"
        good = set(requests(name)[handler])
        assert declared.fields is None or good <= set(declared.fields), f"{handler}: its example has other fields (6.8)"


@every_block
def test_a_field_that_is_not_declared_is_refused(name):
    for handler, body in each_handler(name):
        sent = json.dumps({**json.loads(body), "intruder": "x"}).encode()
        for setting in ("lms", "lms, staff", "studio edit"):
            response = call(Platform(setting).block(example(name)), handler, sent)
            assert response.status_code >= 400, f"{handler} takes what nobody reads, as «{setting}» (6.8)"


@every_block
def test_a_flood_is_slowed_down(name, monkeypatch):
    monkeypatch.setattr("dataide_xblocks.store.limits.too_often", lambda *_args: True)
    for handler, body in each_handler(name):
        statuses = {
            call(Platform(setting).block(example(name)), handler, body).status_code
            for setting in ("lms", "lms, staff", "studio edit")
        }
        assert 429 in statuses and 200 not in statuses, f"{handler} answers a flood (6.11)"


def each_handler(name: str):
    """Every handler of a block with a good request for it."""
    good = requests(name)
    for handler in handlers(name):
        assert handler in good, f"tests/conformance/examples/{name}.json has no request for handler {handler}"
        yield handler, json.dumps(good[handler]).encode()


@every_block
def test_6_the_examples_are_accepted_from_the_person_they_are_for(name):
    for handler, body in each_handler(name):
        statuses = {}
        for setting in ("lms", "lms, staff", "studio edit"):
            with transaction.atomic():
                sent = after_its_story(name, handler, body)
                statuses[setting] = call(Platform(setting).block(example(name)), handler, sent).status_code
                transaction.set_rollback(True)
        assert 200 in statuses.values(), f"{handler} accepts its example from nobody: {statuses} (6.3)"


@every_block
@pytest.mark.parametrize("setting", ["lms, not enrolled", "anonymous", "studio preview", "no service"])
def test_6_3_and_6_6_nobody_else_is_let_in(name, setting):
    for handler, body in each_handler(name):
        response = call(Platform(setting).block(example(name)), handler, body)
        assert response.status_code in (401, 403, 503), (
            f"{handler} lets «{setting}» in: {response.status_code} (6.3, 6.6)"
        )


@every_block
@pytest.mark.parametrize("setting", SETTINGS)
def test_6_8_no_json_makes_a_handler_fail(name, setting):
    for handler in handlers(name):
        for value in STRANGE:
            block = Platform(setting).block(example(name))
            response = call(block, handler, json.dumps(value).encode())
            assert response.status_code < 500 or response.status_code == 503, f"{handler} on {str(value)[:40]} (6.8)"
            block.save()


@every_block
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/x-www-form-urlencoded", b"a=1"),
        ("text/plain", b"{}"),
        ("application/json", b""),
        ("application/json", b"{"),
        ("application/json", b'{"a": NaN}'),
        ("application/json", b'{"a": 1e999}'),
        ("application/json", b"\xff\xfe"),
        ("application/json", b"[" * 100_000),
        ("application/json", b'{"a": "' + b"x" * 1_000_000 + b'"}'),
    ],
)
def test_6_12_only_well_formed_json_of_a_decent_size_is_read(name, content_type, body):
    for handler in handlers(name):
        response = call(Platform().block(example(name)), handler, body, content_type)
        assert 400 <= response.status_code < 500, f"{handler} reads it: {response.status_code} (6.12)"


@every_block
def test_a_get_changes_and_shows_nothing(name):
    for handler, body in each_handler(name):
        response = call(Platform().block(example(name)), handler, body, method="GET")
        assert response.status_code == 405, f"{handler} answers a GET, which anybody may send (6.2)"


@every_block
def test_the_road_without_csrf_is_closed(name):
    for handler, body in each_handler(name):
        for setting in ("lms", "lms, staff", "studio edit"):
            response = call(Platform(setting).block(example(name)), handler, body, path="/xblock/u/handler_noauth/")
            assert response.status_code == 403, f"{handler} answers through handler_noauth (6.1)"


@every_block
def test_a_request_from_another_site_is_refused(name):
    for handler, body in each_handler(name):
        block = Platform().block(example(name))
        response = call(block, handler, body, headers={"Sec-Fetch-Site": "cross-site"})
        assert response.status_code == 403, f"{handler} answers a page of another site (6.2)"


@every_block
def test_answers_are_never_kept_by_a_cache(name):
    for handler, body in each_handler(name):
        for setting in SETTINGS:
            response = call(Platform(setting).block(example(name)), handler, body)
            assert "no-store" in response.headers.get("Cache-Control", ""), f"{handler} may be cached (trust C16)"


@every_block
def test_identities_may_be_integers_or_strings(name):
    for user_id in (7, "7"):
        block = Platform().block(example(name), user_id=user_id)
        with keeps(f"a learner named {user_id!r} (5.2)"):
            assert block.render("student_view").content, "an empty page (5.2)"
