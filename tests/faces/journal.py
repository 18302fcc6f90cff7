"""A journal exercise, and ways of calling it as each kind of person would."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from lxml import html
from webob import Response

from dataide_xblocks.domain.cohort import cohort_of
from dataide_xblocks.domain.journal_example import JOURNAL

from ..conformance.platform import COURSE
from .pulse import call, platform

COHORT = cohort_of(COURSE)
SLOT = "w01-journal"
OPTION = 'xmlns:option="http://code.edx.org/xblock/option"'
_NUMBERS = itertools.count()


def olx(exercise: str = "", slot: str = SLOT) -> str:
    """The element the build writes."""
    option = f"<option:exercise {OPTION}>{escape(exercise or JOURNAL['fr'])}</option:exercise>"
    return f"<dataide_journal slot={quoteattr(slot)}>{option}</dataide_journal>"


def ask(who: int, handler: str, data: object = None, staff: bool = False, **more: str) -> Response:
    """What an enrolled person's browser does."""
    return call(platform(who, staff).block(olx(**more), user_id=who), handler, data or {})


def told(response: Response) -> Mapping:
    assert response.status_code == 200, response.text
    return json.loads(response.text)


def do(who: int, handler: str, staff: bool = False, **data: object) -> html.HtmlElement:
    """A handler that answers with HTML."""
    return html.fromstring(told(ask(who, handler, data, staff))["html"])


def type_in(who: int, box: str, text: str, seen: int = 0, reply: int = 0, **more: object) -> Mapping:
    """A box left: of one's entry, or of the answer `reply`."""
    where = {"field": "reply", "row": str(reply)} if reply else {"field": "entry", "row": ""}
    data = {**where, "cell": box, "value": text, "seen": seen, "op": f"operation-{next(_NUMBERS):06}", **more}
    return told(ask(who, "save_cell", data))


def publish(who: int, text: str, level: int = 2, signed: str = "name", **more: str) -> None:
    """Write a text and publish it, having said yes again."""
    type_in(who, "happened", text, seen=10_000)
    told(ask(who, "publish", {"level": str(level), "signed": signed, "sure": "yes"}, **more))


def given(who: int) -> int:
    """Ask for a text; the number of the answer to write, 0 when none is given."""
    row = do(who, "next_entry").xpath('//*[@data-save="reply"]//@data-row')
    return int(row[0]) if row else 0


def answer(who: int, text: str, signed: str = "name") -> int:
    """Ask for a text and answer it; the number of the answer."""
    number = given(who)
    type_in(who, "mirror", text, reply=number)
    told(ask(who, "send", {"reply": str(number), "signed": signed}))
    return number


def page(who: int = 7, staff: bool = False, **more: str) -> html.HtmlElement:
    """A person's page."""
    return html.fromstring(platform(who, staff).block(olx(**more), user_id=who).render("student_view").content)


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())
