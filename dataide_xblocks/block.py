"""What every block of ours shares: who is looking, in which language, how a page is drawn. It knows none by name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.template import Context, Engine
from django.utils import timezone
from django.utils.translation import get_language
from web_fragments.fragment import Fragment
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.exceptions import NoSuchServiceError
from xblock.fields import Scope, String

from .domain.cohort import cohort_of
from .domain.exercise import IDENTIFIER
from .domain.language import _, language_of, say
from .domain.moments import day_in_words, hour_in_words, zone_of
from .gate import Person, Unavailable, is_borrowed, person_of

TEMPLATES = Path(__file__).parent / "templates" / "dataide"
WORKBENCH = "course-v1:dataide+workbench+run"  # the course of blocks that stand in none

# What the script says by itself, when no answer of the server can say it.
_WORDS = {
    "offline": _("Not sent yet: no connection. What you chose or typed is kept here."),
    "failed": _("Not sent yet: the server did not answer. What you chose or typed is kept here."),
    "retry": _("Try again"),
    "sending": _("Sending…"),
    "left": _("Characters left: {n}"),
    "over": _("Too long by {n} characters"),
    "kept": _("Draft kept on this device."),
    "broken": _("This exercise could not start. Please reload the page."),
}
# And where each cell is kept by itself.
_SAVING_WORDS = {
    "session": _("Not sent: you are signed out. Sign in in another tab: your text is kept here and will be sent."),
    "found": _("Found on this device: what you typed had not been sent."),
    "theirs": _("Your colleague’s text stands; yours is in the history."),
    "unsettled": _("One of your texts waits for your choice, above: choose, then press again."),
    "word": _("{n} word"),
    "words": _("{n} words"),
}


@cache
def _engine() -> Engine:
    """An engine of our own: the platform's knows neither our folder nor `include`. It escapes everything."""
    return Engine(dirs=[str(TEMPLATES)], libraries={"i18n": "django.templatetags.i18n"})


def render(template: str, context: dict[str, Any]) -> str:
    """The HTML of a template of ours, in the language of the request."""
    return _engine().get_template(template).render(Context(context))


def store(noun: str) -> ModuleType:
    """The one door to the tables, opened late: blocks load where the Django app is not installed (contract 9.1)."""
    try:
        return import_module(f"dataide_xblocks.store.{noun}")
    except (RuntimeError, ImproperlyConfigured):  # "model isn't in INSTALLED_APPS", settings not there
        raise Unavailable from None


@XBlock.needs("i18n", "user")
@XBlock.wants("enrollments", "completion", "dataide_clock")
class DataideBlock(CompletableXBlockMixin, XBlock):
    """A block whose server writes all the HTML. A face gives `context()`, `author_context()` and its handlers."""

    resources_dir = "assets"
    has_author_view = True
    has_custom_completion = True
    completion_mode = "completable"
    page = "message.html"  # the template of what a learner sees
    author_page = "message.html"
    saves = False  # whether cells are kept by themselves, one by one

    slot = String(
        display_name="Id",
        help="The id the author gave this exercise. Learners' answers hang on it.",
        scope=Scope.settings,
        default="",
    )

    # Where, who, when, in which language

    def service(self, name: str) -> Any:
        """A service of the runtime, None where there is none: each place has its own set (contract 5.1)."""
        try:
            return self.runtime.service(self, name)
        except NoSuchServiceError:
            return None

    @cached_property
    def person(self) -> Person:
        """Who is looking, asked once: the platform's service reads their preferences each time."""
        users = self.service("user")
        return person_of(users.get_current_user()) if users else Person()

    @cached_property
    def borrowed(self) -> bool:
        """Whether somebody of the team looks through a learner's eyes: what is private stays private."""
        return is_borrowed(self)

    @property
    def language(self) -> str:
        """The language of the request, `fr` or `en`."""
        return language_of(get_language())

    @property
    def say(self) -> Callable[..., str]:
        """Our words in the language of the request."""
        return say(self.language)

    @property
    def zone(self) -> tzinfo:
        """The time zone of who is looking."""
        return zone_of(self.person.zone)

    @property
    def in_preview(self) -> bool:
        """Whether this is Studio's preview, where nothing is answered."""
        return bool(getattr(self.runtime, "is_author_mode", False))

    @property
    def course_key(self) -> Any:
        """The key of the course: the platform's object, or a string in the workbench."""
        usage = self.scope_ids.usage_id
        return getattr(usage, "context_key", None) or getattr(usage, "course_key", None) or WORKBENCH

    @property
    def cohort(self) -> str:
        """The people this course is given to, in both languages."""
        return cohort_of(self.course_key)

    @property
    def place(self) -> str:
        """The slot, else the platform's own id of a block that was added by hand in Studio."""
        usage = self.scope_ids.usage_id
        return self.slot if IDENTIFIER.fullmatch(self.slot or "") else _digest(getattr(usage, "block_id", usage), 32)

    def now(self) -> datetime:
        """The present moment: the preview's own clock, else the real one."""
        clock = self.service("dataide_clock")
        return clock.now() if clock else timezone.now()

    def when(self, moment: datetime) -> str:
        """A moment in words: `lundi 25 janvier à 8 h`, in the time of who is looking."""
        day, hour = (words(moment, self.language, self.zone) for words in (day_in_words, hour_in_words))
        return self.say(_("%(day)s at %(hour)s"), day=day, hour=hour)

    # Views

    @XBlock.supports("multi_device")
    def student_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """What a learner sees. It writes nothing."""
        if self.in_preview:
            return self.author_view(context)
        try:
            return self.fragment(self.page, self.context())
        except (Unavailable, DatabaseError):
            message = _(
                "This exercise is resting: the site's tables are not ready. Please tell the team of the course."
            )
            return self.fragment("message.html", {"message": self.say(message)})

    def author_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """What the author sees in Studio: the exercise, disabled, and what is to be corrected."""
        return self.fragment(self.author_page, self.author_context())

    def context(self) -> dict[str, Any]:
        """What the learner's page shows, and nothing they have not earned or may not see."""
        raise NotImplementedError

    def author_context(self) -> dict[str, Any]:
        """What the author's page shows."""
        raise NotImplementedError

    @property
    def uid(self) -> str:
        """What begins every html id of this block."""
        return "d" + _digest(self.scope_ids.usage_id, 10)

    def draw(self, template: str, context: dict[str, Any]) -> str:
        """The HTML of a template, which also knows the block's own html id and the language."""
        titled = self.fields["display_name"].is_set_on(self) and self.display_name
        title = self.display_name if titled else self.say(self.fields["display_name"].default)
        return render(template, {"uid": self.uid, "language": self.language, "title": title, **context})

    def fragment(self, template: str, context: dict[str, Any]) -> Fragment:
        """A template with the one stylesheet and the one script of all our blocks."""
        fragment = Fragment(self.draw(template, context))
        fragment.add_css_url(self.runtime.local_resource_url(self, "public/dataide.css"))
        told = dict(_WORDS)
        if self.saves:
            fragment.add_javascript_url(self.runtime.local_resource_url(self, "public/dataide-saving.js"))
            told |= _SAVING_WORDS
        fragment.add_javascript_url(self.runtime.local_resource_url(self, "public/dataide.js"))
        words = {name: self.say(sentence) for name, sentence in told.items()}
        drawer = _digest(f"{self.scope_ids.usage_id} {self.person.learner}", 16)  # where the browser keeps drafts
        fragment.initialize_js("DataideBlock", {"words": words, "drawer": drawer})
        return fragment


def _digest(value: object, length: int) -> str:
    return hashlib.sha256(str(value).encode()).hexdigest()[:length]
