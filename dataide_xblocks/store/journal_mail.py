"""One message a person and week at most: prepared once, sent through Django's mail, stopped by a signed link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.core import mail, signing
from django.db import IntegrityError, transaction

from dataide_xblocks.domain.journal_digest import News, message_of
from dataide_xblocks.domain.moments import zone_of
from dataide_xblocks.models import JournalDigest, JournalGuide, JournalStop, Member

from .journal_news import news_of_all
from .transactions import one_transaction

_SALT = "dataide.stop"
BOTH = "both"  # languages, where none is known


@dataclass(frozen=True)
class Letter:
    """A message to be sent: to whom, in `fr`, `en` or `both`, what it says in numbers, for which cohort it is noted."""

    learner: str
    address: str
    language: str
    news: News
    cohort: str


def letters(now: datetime, chosen: Mapping[str, str]) -> list[Letter]:
    """What is to be sent this week and was not yet. `chosen` is {learner: the language of their account}, if any."""
    monday, news = monday_of(now), news_of_all(now)
    done = set(JournalDigest.objects.filter(monday=monday).values_list("learner", flat=True))
    done |= set(JournalStop.objects.values_list("learner", flat=True))
    homes, addresses = _homes(), _addresses()
    found = []
    for learner, new in news.items():
        if learner in addresses and learner not in done:
            cohort, language = homes.get(learner, ("", ""))
            language = chosen.get(learner) or language or BOTH
            found.append(Letter(learner, addresses[learner], language, new, cohort))
    return found


def monday_of(now: datetime) -> date:
    """The day that names a week, in the programme's time."""
    today = now.astimezone(zone_of(None)).date()
    return today - timedelta(days=today.weekday())


def _homes() -> dict[str, tuple[str, str]]:
    """{learner: (their newest cohort, the language of their organisation there, "" of an ambassador who has none)}."""
    guides = JournalGuide.objects.order_by("pk").values_list("learner", "circle__cohort")
    here = Member.objects.filter(here=True).order_by("pk")
    found = {learner: (cohort, "") for learner, cohort in guides}
    for learner, cohort, language in here.values_list("learner", "cohort", "organisation__language"):
        found[learner] = (cohort, language)
    return found


def _addresses() -> dict[str, str]:
    """{learner: address} of the accounts that are active and have one."""
    accounts = get_user_model().objects.filter(is_active=True).exclude(email="")
    return {str(pk): address for pk, address in accounts.values_list("pk", "email").iterator()}


def send_all(found: list[Letter], site: str, now: datetime) -> Counter[str]:
    """Send letters; {"sent", "already" noted by another run, "failed": how many}.

    What is written first is that the letter goes out: whatever breaks afterwards, nobody receives it twice.
    """
    done: Counter[str] = Counter()
    with mail.get_connection() as connection:  # a server that is away is known before anything is noted
        for letter in found:
            if not _note(letter, now):
                done["already"] += 1
                continue
            try:
                _message(letter, site, connection).send()
            except (
                OSError,
                ValueError,
            ):  # smtplib's are the first; an address that is none, the second. Nothing is logged
                done["failed"] += 1
            else:
                done["sent"] += 1
    return done


def _note(letter: Letter, now: datetime) -> bool:
    """Whether this run is the one that sends it."""
    row = {"cohort": letter.cohort, "learner": letter.learner, "monday": monday_of(now), "at": now}
    try:
        with transaction.atomic():
            JournalDigest.objects.create(**row)
    except IntegrityError:
        return False
    return True


def _message(letter: Letter, site: str, connection: object) -> mail.EmailMessage:
    stop = f"{site}/dataide/stop?key={key_of(letter.learner)}"
    said = message_of(letter.news, letter.language, site, stop)
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return mail.EmailMessage(said.subject, said.body, to=[letter.address], headers=headers, connection=connection)


def key_of(learner: str) -> str:
    """What a link carries so that whoever holds it may stop this person's messages, and nothing else."""
    return signing.dumps(learner, salt=_SALT)


def learner_of(key: str) -> str | None:
    """Whose link it is, None when it is not one of ours. It holds for as long as the site's SECRET_KEY does."""
    try:
        learner = signing.loads(key, salt=_SALT)
    except signing.BadSignature:
        return None
    return learner if isinstance(learner, str) else None


def is_stopped(learner: str) -> bool:
    """Whether this person wants no message."""
    return JournalStop.objects.filter(learner=learner).exists()


@one_transaction
def stop(learner: str, now: datetime) -> None:
    """Send this person no message any more."""
    JournalStop.objects.get_or_create(learner=learner, defaults={"at": now})


@one_transaction
def resume(learner: str) -> None:
    """Send this person messages again."""
    JournalStop.objects.filter(learner=learner).delete()
