"""What a week's message says: that there are answers, that texts wait. Never a text, never a name, never a reproach."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, dataclass

from .language import LANGUAGES, _, say


@dataclass(frozen=True)
class News:
    """What is new for somebody, in numbers.

    `answers` received since the last message; texts of their circle that are `waiting` for a first answer, and those
    that they are one of two `asked` to answer; texts that wait for four days in the circles they accompany (`guided`).
    """

    answers: int = 0
    waiting: int = 0
    asked: int = 0
    guided: int = 0

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return any(astuple(self))

    def __add__(self, other: News) -> News:
        """What two courses have together."""
        return News(*map(sum, zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True)
class Message:
    """A message ready to be sent: plain text."""

    subject: str
    body: str


SUBJECT = _("Your journal this week")
# One, then several.
_LINES = {
    "answers": (
        _("You received an answer to what you wrote."),
        _("You received %(count)s answers to what you wrote."),
    ),
    "waiting": (
        _("In your circle, a text waits for a first answer."),
        _("In your circle, %(count)s texts wait for a first answer."),
    ),
    "asked": (
        _("You and one other person are asked to answer a text first. Five minutes are enough."),
        _("You and one other person are asked to answer %(count)s texts first. Five minutes each are enough."),
    ),
    "guided": (
        _("In the circles that you accompany, a text has waited for four days."),
        _("In the circles that you accompany, %(count)s texts have waited for four days."),
    ),
}


def message_of(news: News, language: str, site: str, stop: str) -> Message:
    """The message in `fr` or `en`; in both, French first, where the language is not known.

    `site` is the address of the course, `stop` that of the page where one asks for no more.
    """
    languages = [language] if language in LANGUAGES else list(LANGUAGES)
    subjects = [say(one)(SUBJECT) for one in languages]
    bodies = [_body(news, say(one), site, stop) for one in languages]
    return Message(" / ".join(subjects), "\n\n—\n\n".join(bodies) + "\n")


def _body(news: News, sentence: Callable[..., str], site: str, stop: str) -> str:
    lines = [sentence(_("Hello,"))]
    for name, (one, several) in _LINES.items():
        count = getattr(news, name)
        if count:
            lines.append(sentence(one) if count == 1 else sentence(several, count=count))
    lines.append(sentence(_("To read and answer: %(site)s"), site=site))
    lines.append(sentence(_("If this is not the week for it, that is fine.")))
    lines.append(
        sentence(
            _("You receive one message a week at most, and none when there is nothing. To receive none: %(stop)s"),
            stop=stop,
        )
    )
    return "\n\n".join(lines)
