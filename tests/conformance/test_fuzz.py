"""Ten thousand forged requests for each block: none makes a handler fail, none leaves a word in a log or an event."""

from __future__ import annotations

import json
import logging
import random
from typing import Any

import pytest
from webob import Request

from .blocks import every_block, example, handlers, keeps, requests
from .platform import SETTINGS, Platform

pytestmark = pytest.mark.django_db
REQUESTS, SEED = 10_000, 2027
MARK = "canari-7f3a-écrit-par-une-personne"
STRINGS = (
    *(MARK, f"{MARK} <script>alert(1)</script>", f"{MARK}'; DROP TABLE dataide_member; --", f"{MARK} 🎈👩‍👧"),
    *("", " ", "\x00", "\ud800", "\u202e" + MARK, "%s %(x)s {0}", "../../etc/passwd", "1e309", "-1", "९", "𝟗"),
    *(MARK * 20, MARK * 2_000),
)
OTHERS = (None, True, False, 0, -1, 2**63, 10**40, 1.5, 1e308, [], [MARK], {}, {"a": {"b": [MARK]}}, [[[[[[[[]]]]]]]])
HEADERS = ({},) * 18 + ({"Sec-Fetch-Site": "cross-site"}, {"Content-Length": "5"})
TYPES = ("application/json",) * 27 + ("text/plain", "application/x-www-form-urlencoded", "")


class Fuzz:
    """Requests near the good ones, which get past the first checks, and far from them, which should not."""

    def __init__(self, name: str, seed: int) -> None:
        self.chance, self.good = random.Random(seed), requests(name)
        self.handlers = handlers(name)
        words = {v for data in self.good.values() for v in data.values() if isinstance(v, str) and len(v) < 60}
        self.words = sorted(words)

    def value(self) -> Any:
        return self.chance.choice(
            (self.chance.choice(STRINGS), self.chance.choice(OTHERS), self.chance.choice(self.words))
        )

    def data(self, handler: str) -> Any:
        if self.chance.random() < 0.1:
            return self.value()
        data = dict(self.good[handler])
        for _change in range(self.chance.randrange(3)):
            key = self.chance.choice([*data, *self.good[self.chance.choice(self.handlers)], MARK])
            if self.chance.random() < 0.2:
                data.pop(key, None)
            else:
                data[key] = self.value()
        return data

    def request(self) -> tuple[str, Request]:
        handler = self.chance.choice(self.handlers)
        body = json.dumps(self.data(handler)).encode()
        if self.chance.random() < 0.05:
            body = body[: self.chance.randrange(len(body) + 1)] + bytes([self.chance.randrange(256)])
        method = self.chance.choice(("POST",) * 20 + ("GET", "PUT"))
        options = {"content_type": self.chance.choice(TYPES), "headers": dict(self.chance.choice(HEADERS))}
        return handler, Request.blank(f"/handler/{handler}", method=method, body=body, **options)


@every_block
def test_forged_requests_break_nothing_and_leave_no_word(name, caplog, monkeypatch):
    monkeypatch.setattr("dataide_xblocks.store.limits.too_often", lambda *_args: False)  # else most would stop there
    caplog.set_level(logging.DEBUG)
    fuzz, places, answered = Fuzz(name, SEED), {setting: Platform(setting) for setting in SETTINGS}, 0
    blocks = {setting: place.block(example(name)) for setting, place in places.items()}
    for n in range(REQUESTS):
        setting = fuzz.chance.choice(("lms", "lms", "lms", "lms, staff", *SETTINGS))
        handler, request = fuzz.request()
        with keeps(f"request {n} of seed {SEED}: {handler} ends in an error page (6.4)"):
            status = blocks[setting].runtime.handle(blocks[setting], handler, request).status_code
        assert status < 500 or (setting == "no service" and status == 503), (
            f"request {n} of seed {SEED}: {handler} {status} (6.8)"
        )
        answered += status == 200
    assert answered > REQUESTS // 20, "else the requests are too wild to reach any rule"
    assert MARK not in caplog.text, "a word of a learner stands in a log (6.12)"
    assert MARK not in repr([place.published for place in places.values()]), "a word of a learner is published (6.12)"
