"""One message a person and week at most, in their language, nothing when there is nothing, nothing twice."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from dataide_xblocks.domain.journal_digest import News, message_of
from dataide_xblocks.domain.language import say
from dataide_xblocks.models import JournalDigest, JournalGuide
from dataide_xblocks.store import (
    journal,
    journal_cases,
    journal_mail,
    journal_moderation,
    journal_news,
    journal_replies,
)

from ..mariadb import mariadb, on, together  # noqa: F401 - a fixture is used by its name
from .seated import COHORT, after, answered, founded, reader, seat, wrote

SITE = "https://cours.example.org"
WEEK = timedelta(days=7)


@pytest.fixture
def people(db, django_user_model):
    """{name: number of the account} of four people of three organisations, one of them in English, in one circle."""
    accounts = {
        name: str(django_user_model.objects.create(username=name, email=f"{name}@example.org").pk)
        for name in ("josee", "real", "samira", "tom", "yannick")
    }
    first = founded(accounts["josee"], accounts["real"])
    second, third = founded(accounts["samira"], language="en"), founded(accounts["tom"])
    circle = seat(1, first, second, third)
    JournalGuide.objects.create(circle_id=circle, learner=accounts["yannick"], since=after(0))
    return accounts


def send(hours: float, **chosen: str) -> Counter[str]:
    """One run of the command, so many hours after the first entry."""
    return journal_mail.send_all(journal_mail.letters(after(hours), chosen), SITE, after(hours))


def inbox() -> dict[str, str]:
    """{name: what they received}, emptied."""
    found = {message.to[0].split("@")[0]: message.body for message in mail.outbox}
    assert len(found) == len(mail.outbox), "somebody received two"
    mail.outbox.clear()
    return found


def test_nothing_when_there_is_nothing(people):
    assert send(1) == {} and inbox() == {} and JournalDigest.objects.count() == 0


def test_what_is_new_is_counted(people):
    entry = wrote(people["josee"])
    assert journal_news.news_of_all(after(23)) == {}
    assert journal_news.news_of_all(after(25)) == {people["samira"]: News(waiting=1), people["tom"]: News(waiting=1)}
    asked = News(waiting=1, asked=1)
    assert journal_news.news_of_all(after(50)) == {people["samira"]: asked, people["tom"]: asked}
    assert journal_news.news_of_all(after(97))[people["yannick"]] == News(guided=1)
    answered(people["tom"], entry, after(98), named=False)
    assert journal_news.news_of_all(after(99)) == {people["josee"]: News(answers=1)}
    assert journal_news.news_of_all(after(15 * 24 + 99)) == {}, "nobody is reminded for ever"


def test_the_author_of_a_text_without_a_name_is_told_too(people):
    answered(people["tom"], wrote(people["josee"], named=False), after(2))
    assert journal_news.news_of_all(after(3)) == {people["josee"]: News(answers=1)}


def test_an_answer_that_was_hidden_or_thanked_is_no_news(people):
    entry = wrote(people["josee"])
    hidden, thanked = answered(people["tom"], entry, after(1)), answered(people["samira"], entry, after(2))
    assert journal_news.news_of_all(after(3)) == {people["josee"]: News(answers=2)}
    journal_moderation.report(reader(people["josee"]), "reply", hidden, "hurtful", "", after(4))
    journal_replies.react(reader(people["josee"]), thanked, thanked=True)
    assert journal_news.news_of_all(after(5)) == {}
    journal_cases.decide(COHORT, "reply", hidden, "keep", "", "louise", after(6))
    assert journal_news.news_of_all(after(7)) == {people["josee"]: News(answers=1)}


def test_run_twice_nothing_is_sent_twice_and_a_week_later_one_more(people):
    entry = wrote(people["josee"])
    assert send(30) == {"sent": 2} and set(inbox()) == {"samira", "tom"}
    assert send(30) == send(31) == {} and inbox() == {}
    assert send(100) == {"sent": 1} and set(inbox()) == {"yannick"}
    answered(people["tom"], entry, after(101))
    assert send(102) == {"sent": 1} and set(inbox()) == {"josee"}
    assert send(7 * 24 + 1) == {}, "what was told is not told again"
    wrote(people["josee"], after(7 * 24), slot="w04-journal")
    assert send(7 * 24 + 30) == {"sent": 2} and set(inbox()) == {"samira", "tom"}
    assert JournalDigest.objects.count() == 6


def test_the_week_begins_on_monday_where_the_programme_is():
    assert journal_mail.monday_of(after(0)) == date(2027, 2, 8)
    assert journal_mail.monday_of(after(6 * 24 + 15.9)) == date(2027, 2, 8), "Monday in UTC, Sunday evening in Québec"
    assert journal_mail.monday_of(after(6 * 24 + 16)) == date(2027, 2, 15)


@pytest.mark.parametrize("broken", [OSError("away"), ValueError("no address")])
def test_a_crash_between_the_note_and_the_mail_is_not_a_second_mail(people, monkeypatch, broken):
    wrote(people["josee"])
    sent = []

    def crash(message: mail.EmailMessage) -> None:
        sent.append(message.to)
        raise broken

    monkeypatch.setattr(mail.EmailMessage, "send", crash)
    assert send(30) == {"failed": 2} and len(sent) == 2
    monkeypatch.undo()
    assert send(31) == {} and inbox() == {}


def test_a_mail_server_that_is_away_is_known_before_anything_is_noted(people, monkeypatch):
    from django.core.mail.backends import locmem

    def away(_self: object) -> bool:
        raise OSError("away")

    wrote(people["josee"])
    monkeypatch.setattr(locmem.EmailBackend, "open", away)
    with pytest.raises(OSError, match="away"):
        send(30)
    assert JournalDigest.objects.count() == 0
    monkeypatch.undo()
    assert send(31) == {"sent": 2}


@pytest.mark.mariadb
@pytest.mark.django_db
def test_two_runs_at_once_send_each_message_once(mariadb):  # noqa: F811
    letter = journal_mail.Letter("7", "a@example.org", "fr", News(answers=1), COHORT)
    done: Counter[str] = Counter()
    with on(mariadb):
        together(lambda _n: done.update(journal_mail.send_all([letter], SITE, after(0))), list(range(20)), 10)
        JournalDigest.objects.all().delete()
    assert done == {"sent": 1, "already": 19} and len(mail.outbox) == 1


def test_each_in_their_language(people):
    for name in ("josee", "samira", "tom"):
        answered(people["josee" if name != "josee" else "tom"], wrote(people[name]), after(1))
    assert send(2, **{people["tom"]: "en"}) == {"sent": 3}
    found = inbox()
    french, english = (say(one)("Hello,") for one in ("fr", "en"))
    assert found["josee"].startswith(french) and english not in found["josee"]
    for name in ("samira", "tom"):
        assert found[name].startswith(english) and french not in found[name]


def test_whose_language_nobody_knows_is_written_to_in_both(people):
    wrote(people["josee"])
    send(100)
    assert inbox()["yannick"].count(f"{SITE}/dataide/stop?key=") == 2


def test_accounts_that_are_closed_or_have_no_address_are_left_alone(people, django_user_model):
    wrote(people["josee"])
    django_user_model.objects.filter(pk=people["tom"]).update(is_active=False)
    django_user_model.objects.filter(pk=people["samira"]).update(email="")
    assert send(30) == {} and JournalDigest.objects.count() == 0


def test_no_text_no_name_and_no_number_of_anybody_is_in_a_message(people):
    entry = wrote(people["josee"], text="MARQUE de Josée")
    answered(people["tom"], entry, after(1))
    wrote(people["samira"], text="MARQUE de Samira")
    send(100)
    for name, body in inbox().items():
        links = body.count("http")
        assert links == body.count(SITE) and "MARQUE" not in body and "example.org/dataide/stop" in body, name
        assert not any(other in body.lower() for other in ("josee", "josée", "samira", "tom", "organisme"))


def test_a_link_stops_the_messages_of_its_owner_and_they_come_back_when_asked(people):
    wrote(people["josee"])
    send(30)
    (message, *_others) = mail.outbox
    name = message.to[0].split("@")[0]
    key = message.body.split("?key=")[1].split()[0]
    assert message.extra_headers["List-Unsubscribe"] == f"<{SITE}/dataide/stop?key={key}>"
    assert journal_mail.learner_of(key) == people[name]
    for _twice in range(2):
        journal_mail.stop(people[name], after(31))
    mail.outbox.clear()
    assert journal_mail.is_stopped(people[name])
    wrote(people["josee"], after(7 * 24), slot="w04-journal")
    send(7 * 24 + 30)
    assert set(inbox()) == {"samira", "tom", "yannick"} - {name}
    journal_mail.resume(people[name])
    assert send(7 * 24 + 31) == {"sent": 1} and set(inbox()) == {name}


@pytest.mark.parametrize("key", ["", "x", "IjEi:1abc:nothing", "é" * 50])
def test_another_key_is_nobody_s(key):
    assert journal_mail.learner_of(key) is None


def test_a_key_of_something_else_is_nobody_s(settings):
    from django.core import signing

    assert journal_mail.learner_of(signing.dumps("7", salt="other")) is None
    assert journal_mail.learner_of(signing.dumps(7, salt="dataide.stop")) is None
    key = journal_mail.key_of("7")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert journal_mail.learner_of(key) == "7", "a key that was changed cuts nobody off from the stop link"


def test_the_command_counts_sends_and_says_nothing_of_whom(people, capsys, monkeypatch):
    from django.utils import timezone

    wrote(people["josee"])
    monkeypatch.setattr(timezone, "now", lambda: after(30))
    call_command("dataide_digests", "--site", f"{SITE}/", "--dry-run")
    said = capsys.readouterr().out
    assert "2 messages: 1 in en, 1 in fr." in said and "Nothing was sent." in said and inbox() == {}
    call_command("dataide_digests", "--site", SITE)
    assert "2 sent, 0 failed" in capsys.readouterr().out and len(inbox()) == 2
    call_command("dataide_digests", "--site", SITE)
    said = capsys.readouterr().out
    assert "0 messages." in said and "example.org" not in said and inbox() == {}
    with pytest.raises(CommandError):
        call_command("dataide_digests", "--site", "cours.example.org")


def test_a_lowered_text_is_in_no_message(people):
    wrote(people["josee"])
    journal.publish(reader(people["josee"]), 1, True, False, after(2))
    assert send(100) == {}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_message_says_one_or_several(language, count):
    news = News(count, count, count, count)
    body = message_of(news, language, SITE, "STOP").body
    assert bool(news) == bool(count) and body.count("3") == (4 if count == 3 else 0)
    assert "STOP" in body and SITE in body and "%(" not in body
    assert message_of(news, "both", SITE, "STOP").subject.count(" / ") == 1
