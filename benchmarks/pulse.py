"""The pulse against two floors of its own run: an empty block, and the smallest block that keeps one answer.

Learner fields live in one JSON row per learner and block, as in the platform. Run: python -m benchmarks.pulse
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

OTHERS = (1, 100, 1_000, 5_000)
ROUNDS = 60
OURS = "dataide_pulse"
NAMES = ("empty", "storing", OURS)


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


def block(name: str, floors: dict[str, type]) -> object:
    """A fresh block, as each request gets one, with its authored fields already read."""
    from xblock.fields import ScopeIds

    from tests.conformance.blocks import example
    from tests.conformance.platform import UsageKey

    made = runtime()
    if name in floors:
        key = UsageKey(f"block-v1:DataideX+NDNP101+2027_FR+type@{name}+block@{name}")
        return made.construct_xblock_from_class(floors[name], ScopeIds(7, name, key, key))
    usage = made.parse_xml_string(example(name))
    return made.get_block(usage)


def view(target: object) -> object:
    return target.render("student_view")


def answer(target: object, choice: str) -> object:
    """One tap."""
    from webob import Request

    handler = "rate" if hasattr(target, "rate") else "answer"
    body = json.dumps({"question": "useful", "choice": choice}).encode()
    request = Request.blank(f"/handler/{handler}", method="POST", body=body, content_type="application/json")
    response = target.runtime.handle(target, handler, request)
    assert response.status_code == 200, response.text
    return response


def fill(others: int) -> None:
    """The answers of `others` people, and the results as the store would have released them."""
    from dataide_xblocks.models import PulseRating, PulseResult

    cohort, slot = "course-v1:DataideX+NDNP101+2027", "w01-pulse"
    PulseRating.objects.all().delete()
    PulseResult.objects.all().delete()
    questions = ("useful", "time", "w01")
    rows = [
        PulseRating(cohort=cohort, slot=slot, question=q, learner=f"x{n}", choice=str(1 + n % 5))
        for n in range(others)
        for q in questions
    ]
    PulseRating.objects.bulk_create(rows, batch_size=300)
    released = {str(c): others // 5 for c in range(1, 6)} if others >= 5 else {}
    PulseResult.objects.bulk_create(
        PulseResult(cohort=cohort, slot=slot, question=q, week=1, people=others, released=released) for q in questions
    )


def queries(work: Callable[[], object]) -> int:
    """How many statements reach the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def interleaved(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median of each, taken in turns, so that a slow moment of the machine falls on all alike."""
    import statistics
    import time

    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            spent[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in spent.items()}


def weight() -> tuple[int, int]:
    """(bytes of the block's HTML, bytes of the shared script and style), both gzipped, on a first visit."""
    from tests.conformance.blocks import example
    from tests.conformance.platform import Platform

    html = view(Platform().block(example("dataide_pulse"))).content.encode()
    public = Path(__file__).parent.parent / "dataide_xblocks" / "assets" / "public"
    return len(gzip.compress(html)), sum(len(gzip.compress(p.read_bytes())) for p in public.iterdir())


def measured(others: int, floors: dict[str, type]) -> tuple[object, ...]:
    """A row of the table: the pulse beside `others` people, as multiples of both floors."""
    fill(others)
    turn = iter(range(10**6))
    answer(block("dataide_pulse", floors), "1")

    def make(name: str) -> object:
        return block(name, floors)

    def look(name: str) -> object:
        return view(block(name, floors))

    def tap(name: str) -> object:
        return answer(block(name, floors), str(1 + next(turn) % 5))

    made, seen, told = (interleaved({n: partial(work, n) for n in NAMES}) for work in (make, look, tap))
    view_of, tap_of = ({n: times[n] - made[n] for n in NAMES} for times in (seen, told))
    return (
        others,
        view_of[OURS] / view_of["storing"],
        queries(partial(look, OURS)),
        tap_of[OURS] / tap_of["storing"],
        queries(partial(tap, OURS)),
        view_of[OURS] / view_of["empty"],
        tap_of[OURS] / tap_of["empty"],
    )


def main() -> str:
    """The table."""
    from .measure import table, versions

    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        rows = [measured(others, classes()) for others in OTHERS]
        page, shared = weight()
    header = ("others", "view, x SF", "queries", "tap, x SF", "queries", "view, x empty", "tap, x empty")
    about = f"Page: {page / 1000:.1f} kB gzip, then {shared / 1000:.1f} kB for the script and style all blocks share."
    return f"{versions('XBlock', 'Django')}, SQLite\n\n{table(header, rows)}\n\n{about}\n"


if __name__ == "__main__":
    print(main())
