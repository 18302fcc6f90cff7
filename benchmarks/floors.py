"""Two floors for every block of ours, in the same run: an empty block, and the smallest block that keeps one answer.

Learner fields live in one JSON row per learner and block, as in the platform.
"""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

OTHERS = (1, 100, 1_000, 5_000)
ROUNDS = 60
EMPTY, STORING = "empty", "storing"


def prepare(folder: str) -> None:
    """Django on a database of this run's own."""
    os.environ |= {"DATAIDE_VAR": folder, "DJANGO_SETTINGS_MODULE": "dataide_xblocks.preview.settings"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def classes() -> dict[str, type]:
    """The two floors."""
    from web_fragments.fragment import Fragment
    from xblock.core import XBlock
    from xblock.fields import Scope, String

    class Empty(XBlock):
        """Renders `<div/>`, returns `{}`."""

        def student_view(self, context: object = None) -> Fragment:
            return Fragment("<div></div>")

        @XBlock.json_handler
        def answer(self, data: object, suffix: str = "") -> dict[str, object]:
            return {}

    class Storing(Empty):
        """Keeps one answer in a learner's field."""

        kept = String(scope=Scope.user_state, default="")

        def student_view(self, context: object = None) -> Fragment:
            return Fragment(f"<div>{self.kept}</div>")

        @XBlock.json_handler
        def answer(self, data: dict[str, str], suffix: str = "") -> dict[str, object]:
            self.kept = data["choice"]
            return {}

    return {"empty": Empty, "storing": Storing}


def runtime() -> object:
    """The small platform of the conformance suite, whose learner fields are rows of a table."""
    from xblock.field_data import SplitFieldData
    from xblock.fields import Scope
    from xblock.runtime import KvsFieldData

    from dataide_xblocks.preview.fields import LearnerStore
    from tests.conformance.platform import LEARNER_SCOPES, Platform, PlatformRuntime

    made = PlatformRuntime(Platform(), 7, ())
    rows = KvsFieldData(LearnerStore())
    authored = dict.fromkeys((Scope.content, Scope.settings, Scope.parent, Scope.children), made.store)
    made._services["field-data"] = SplitFieldData({**authored, **dict.fromkeys(LEARNER_SCOPES, rows)})
    return made


def floor(kind: type) -> object:
    """A fresh block of a floor, as each request gets one, with its authored fields already read."""
    from xblock.fields import ScopeIds

    from tests.conformance.platform import UsageKey

    name = kind.__name__.lower()
    key = UsageKey(f"block-v1:DataideX+NDNP101+2027_FR+type@{name}+block@{name}")
    return runtime().construct_xblock_from_class(kind, ScopeIds(7, name, key, key))


def ours(olx: str) -> object:
    """The same of a block of ours."""
    made = runtime()
    return made.get_block(made.parse_xml_string(olx))


def view(target: object) -> object:
    """What a learner's page asks."""
    return target.render("student_view")


def call(target: object, handler: str, data: dict[str, str]) -> object:
    """One request of a learner's browser."""
    from webob import Request

    body = json.dumps(data).encode()
    request = Request.blank(f"/handler/{handler}", method="POST", body=body, content_type="application/json")
    response = target.runtime.handle(target, handler, request)
    assert response.status_code == 200, response.text
    return response


def queries(work: Callable[[], object]) -> int:
    """How many statements reach the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def interleaved(
    works: dict[str, Callable[[], object]], clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """The median of each, taken in turns, so that a slow moment of the machine falls on all alike."""
    import statistics

    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = clock()
            work()
            spent[name].append(clock() - start)
    return {name: statistics.median(times) for name, times in spent.items()}


def ratios(
    make: Callable[[], object],
    work: Callable[[object, str], object],
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float]:
    """How long `work(block, choice)` takes, as multiples of (the storing floor, the empty one); making is not counted.

    The floors are looked at when `work` is `view`, and answered otherwise.
    """
    kinds, turn = classes(), iter(range(10**6))
    makers = {**{name: lambda kind=kind: floor(kind) for name, kind in kinds.items()}, "ours": make}

    def done(name: str) -> object:
        choice = str(1 + next(turn) % 5)
        if name == "ours":
            return work(make(), choice)
        return view(makers[name]()) if work is look else call(makers[name](), "answer", {"choice": choice})

    made = interleaved(makers, clock)
    spent = interleaved({name: (lambda name=name: done(name)) for name in makers}, clock)
    net = {name: spent[name] - made[name] for name in makers}
    return net["ours"] / net[STORING], net["ours"] / net[EMPTY]


def look(target: object, _choice: str) -> object:
    """The work of drawing."""
    return view(target)


def weight(html: str) -> tuple[int, int]:
    """(bytes of a block's HTML, bytes of the shared script and style), both gzipped, on a first visit."""
    public = Path(__file__).parent.parent / "dataide_xblocks" / "assets" / "public"
    return len(gzip.compress(html.encode())), sum(len(gzip.compress(p.read_bytes())) for p in public.iterdir())
