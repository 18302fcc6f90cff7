"""One pulse, and ways of calling it as each kind of person would."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

from lxml import html
from webob import Request, Response

from dataide_xblocks.domain.examples import PULSE

from ..conformance.platform import Enrolments, Platform, learner

CLOSES = "2027-01-25T13:00:00Z"


def olx(exercise: str = PULSE["fr"], slot: str = "w01-pulse", closes: str = "") -> str:
    """The element the build writes."""
    option = f'<option:exercise xmlns:option="http://code.edx.org/xblock/option">{escape(exercise)}</option:exercise>'
    return f'<dataide_pulse slot="{slot}" closes="{closes}">{option}</dataide_pulse>'


class Clock:
    """`dataide_clock`, stopped at a moment."""

    def __init__(self, moment) -> None:
        self.moment = moment

    def now(self):
        return self.moment


def platform(who: int = 7, staff: bool = False, **services) -> Platform:
    """The LMS, with an enrolled learner or a member of the team."""
    told = learner(who, user_is_staff=staff)
    return Platform(services={"user": told, "enrollments": Enrolments(*([] if staff else [who])), **services})


def call(block, handler: str, data: object, **more) -> Response:
    """What the browser does, through the runtime."""
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    options = {"method": "POST", "content_type": "application/json", **more}
    path = options.pop("path", f"/courses/c/xblock/u/handler/{handler}")
    return block.runtime.handle(block, handler, Request.blank(path, body=body, **options))


def rate(who: object, choice: str = "4", question: str = "useful", **more) -> Response:
    """One tap of an enrolled learner."""
    block = platform(int(who)).block(olx(**more), user_id=int(who))
    return call(block, "rate", {"question": question, "choice": choice})


def page(who: int = 7, staff: bool = False, **more) -> html.HtmlElement:
    """A learner's page."""
    return html.fromstring(platform(who, staff).block(olx(**more), user_id=who).render("student_view").content)
