"""My journal as files: all that was written is in each of them, in order; names only of those who show theirs."""

from __future__ import annotations

import base64
import itertools
import json
import re

import pytest
from lxml import etree, html

from dataide_xblocks.domain.journal_book import Week
from dataide_xblocks.domain.journal_levels import LEVELS_IN_WORDS, TEAM
from dataide_xblocks.domain.journal_words import BOXES, GESTURES
from dataide_xblocks.domain.language import say
from dataide_xblocks.export.journal import FORMS, file_of, to_json
from dataide_xblocks.export.journal_document import whole_journal
from dataide_xblocks.export.layout import legal
from dataide_xblocks.export.paper import Heading
from dataide_xblocks.pages.plan_paper import html_of

from .journals import LANGUAGES, NAMES, entry, exercise, given, journal, marks, received, weeks
from .readers import W, bare, text_of_docx, text_of_html, xml_of
from .test_plan_hostile import HOSTILE, lost

pytest.importorskip("docx", reason="not run: docx (documents) is not installed")

EACH = [(form, language) for form in FORMS for language in LANGUAGES]
PAPERS = [(form, language) for form, language in EACH if form != "json"]


def content(form: str, made) -> bytes:
    return base64.b64decode(file_of(form, made, html_of)["base64"])


def text(form: str, made) -> str:
    """What a file says, read back."""
    read = {"docx": text_of_docx, "html": text_of_html, "json": _texts}[form]
    return read(content(form, made))


def _texts(written: bytes) -> str:
    """Every value of the JSON, one after the other."""

    def of(value) -> list[str]:
        if isinstance(value, dict):
            return [text for each in value.values() for text in of(each)]
        return [text for each in value for text in of(each)] if isinstance(value, list) else [str(value)]

    return "\n".join(of(json.loads(written)))


def headings(form: str, made) -> list[tuple[int, str]]:
    """(level, text) of a paper's headings but its contents', the title being 1."""
    if form == "html":
        found = html.document_fromstring(content("html", made).decode()).iter("h1", "h2", "h3", "h4")
        return [(int(each.tag[1]), each.text_content()) for each in found if each.get("id") != "contents"]
    told = []
    for paragraph in xml_of(content("docx", made), "word/document.xml").iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        if re.fullmatch("Heading[1-4]", style):
            told.append((int(style[-1]), "".join(t.text or "" for t in paragraph.iter(f"{W}t"))))
    return told


# What is in it


@pytest.mark.parametrize(("form", "language"), EACH)
def test_every_mark_is_there_once(form, language):
    told = text(form, journal(language))
    assert len(marks()) > 40 and [mark for mark in marks() if told.count(mark) != 1] == []


@pytest.mark.parametrize(("form", "language"), EACH)
def test_whose_it_is_of_which_weeks_and_when(form, language):
    told = bare(text(form, journal(language)))
    assert bare(NAMES["7"]) in told and bare(exercise().prompt) in told
    day = "2027-01-18" if form == "json" else {"fr": "18 janvier 2027", "en": "January 18, 2027"}[language]
    assert bare(day) in told
    if form != "json":
        title = {"fr": "Mon journal", "en": "My journal"}[language]
        told_weeks = {"fr": "Semaines 1 à 3 du cours", "en": "Weeks 1 to 3 of the course"}[language]
        kept = {"fr": "Le site n’en garde aucune copie", "en": "The site keeps no copy"}[language]
        assert [bare(each) in told for each in (title, told_weeks, kept)] == [True] * 3


def test_one_week_is_said_as_one_and_has_no_table_of_contents():
    paper = whole_journal(journal(weeks=weeks()[:1]))
    assert next(text.words for text in paper.parts[0].facts) == "Semaine 1 du cours"
    assert [type(part).__name__ for part in paper.parts].count("Contents") == 0
    assert [type(part).__name__ for part in whole_journal(journal()).parts].count("Contents") == 1


def test_a_journal_of_weeks_that_nobody_can_number_still_opens():
    told = text("docx", journal(weeks=weeks()[3:]))
    assert "Une autre semaine" in told and "Semaine" not in told.replace("Une autre semaine", "")


@pytest.mark.parametrize(("form", "language"), PAPERS)
def test_boxes_and_gestures_have_their_names_and_each_level_its_words(form, language):
    words = say(language)
    told = bare(text(form, journal(language, weeks=[*weeks(), Week("t", 4, entry("x", level=TEAM), (), ())])))
    for name, *_more in (*BOXES.values(), *GESTURES.values()):
        assert bare(words(name)) in told
    assert [level for level in (0, 1, 2) if bare(f"{words(LEVELS_IN_WORDS[level])}.") not in told] == []


def test_the_french_names_are_those_of_the_course():
    told = bare(text("docx", journal("fr")))
    names = ("Ce qui s’est passé", "Ce que j’en comprends", "Ce que je ferai", "Ma question aux autres")
    names += ("uite : ce que j’en ai fait", "Miroir", "Question", "Chez nous")
    assert [name for name in names if bare(name) not in told] == []


@pytest.mark.parametrize(("form", "language"), PAPERS)
def test_what_i_said_of_an_answer_and_what_became_of_mine(form, language):
    told = bare(text(form, journal(language)))
    said = {
        "fr": ("J’ai dit merci.", "Ça m’aide", "Ça ne m’aide pas", "Brouillon : réponse pas envoyée.", "Sans mon nom.")
        + (
            "Une personne de l’équipe le lit avant les autres.",
            "Ce texte a été retiré : personne d’autre",
        ),
        "en": ("I said thank you.", "This helps me", "This does not help me", "A draft: not sent.", "Without my name.")
        + ("A person of the team reads it before others do.", "It was taken down"),
    }
    assert [sentence for sentence in said[language] if bare(sentence) not in told] == []


# Whose names


@pytest.mark.parametrize(("form", "language"), EACH)
def test_names_are_those_of_who_shows_theirs(form, language):
    told = bare(text(form, journal(language)))
    assert bare("Réal Bérubé, La Maison bleue") in told and bare("Lyne Kanapé, Les Toits") in told
    role = {"fr": "ambassadrice ou ambassadeur du cercle", "en": "ambassador of the circle"}[language]
    assert bare(f"Réal Bérubé, {role}") in told
    nobody = {"fr": "Une personne, sans nom · r2éL", "en": "A person, no name · r2éL"}[language]
    assert bare(nobody) in told
    assert "r1éL" not in told and "r3éL" not in told  # a label stands in the place of a name, never beside it


@pytest.mark.parametrize(("form", "language"), EACH)
def test_nobody_else_is_named_and_no_number_is_written(form, language):
    hidden = received("r", learner="", organisation="")
    made = journal(language, weeks=[Week("w", 1, entry("e"), [hidden], [given("g", learner="", organisation="")])])
    whole = content(form, made).decode("utf-8") if form != "docx" else text(form, made)
    assert not [name for name in (NAMES["8"], NAMES["9"], "Maison", "Toits") if name in whole]
    numbers = journal(language, weeks=[Week("w", 1, None, [received("r", learner="987654")], ())], names={})
    assert "987654" not in text(form, numbers)


@pytest.mark.parametrize(("form", "language"), EACH)
def test_the_cast_is_called_by_what_its_author_wrote_else_fictional(form, language):
    told = bare(text(form, journal(language)))
    fictional = {"fr": "Un personnage fictif du cours", "en": "Somebody of the fictional cast"}[language]
    assert told.count(bare("margaret, fictive")) == 1  # in week 1, whose exercise is known
    assert told.count(bare(fictional)) == 2


# Files as such


@pytest.mark.parametrize(("form", "language"), PAPERS)
def test_headings_go_down_one_by_one_and_say_what_follows(form, language):
    made = journal(language)
    found = headings(form, made)
    parts = whole_journal(made).parts
    assert found[1:] == [(part.level + 1, part.text.plain) for part in parts if isinstance(part, Heading)]
    levels = [level for level, _text in found]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(said.strip() for _level, said in found) and levels.count(4) == 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_says_its_language_and_marks_the_words_of_another(language):
    other = {"fr": "en", "en": "fr"}[language]
    page = html.document_fromstring(content("html", journal(language)).decode())
    foreign = journal(language, exercises={"w01-journal": exercise(other)})
    marked = html.document_fromstring(content("html", foreign).decode())
    assert page.get("lang") == language and not page.xpath(f"//*[@lang='{other}']")
    assert [each.text_content() for each in marked.xpath(f"//*[@lang='{other}']")][:1] == [exercise().prompt]
    body = etree.tostring(xml_of(content("docx", foreign), "word/document.xml")).decode()
    assert body.count(f'w:val="{other}-CA"') == 2
    defaults = etree.tostring(xml_of(content("docx", foreign), "word/styles.xml")).decode()
    assert f'<w:lang w:val="{language}-CA"' in defaults


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_numbered_and_the_title_says_whose_it_is(language):
    word = content("docx", journal(language))
    footer = next(
        etree.tostring(xml_of(word, f"word/footer{n}.xml"), encoding="unicode")
        for n in (1, 2)
        if "PAGE" in etree.tostring(xml_of(word, f"word/footer{n}.xml"), encoding="unicode")
    )
    assert "NUMPAGES" in footer and NAMES["7"] in footer
    title = {"fr": "Mon journal", "en": "My journal"}[language]
    assert {title, NAMES["7"]} <= set(xml_of(word, "docProps/core.xml").itertext())
    page = html.document_fromstring(content("html", journal(language)).decode())
    assert page.findtext(".//title") == f"{title} · {NAMES['7']}" and "counter(page)" in page.findtext(".//style")


@pytest.mark.parametrize(("form", "language"), EACH)
def test_a_file_has_a_plain_name_and_a_type(form, language):
    made = file_of(form, journal(language), html_of)
    assert made["name"] == {"fr": f"mon-journal-2027-01-18.{form}", "en": f"my-journal-2027-01-18.{form}"}[language]
    assert made["type"] == FORMS[form] and set(made) == {"name", "type", "base64"}


def test_the_json_is_what_its_description_says():
    told = to_json(journal())
    assert json.loads(content("json", journal())) == told
    assert list(told) == ["format", "version", "language", "name", "made", "weeks"]
    assert (told["format"], told["version"], told["made"]) == ("dataide-journal", 1, "2027-01-18")
    first, second, third, other = told["weeks"]
    assert list(first) == ["week", "slot", "prompt", "entry", "received", "given"]
    assert first["entry"] == {
        "level": "circle",
        "state": "",
        "named": True,
        "ideas": True,
        "passed": False,
        "published": "2027-01-18",
        "changed": "2027-01-18",
        "boxes": {box: f"e1é-{box}" for box in BOXES},
    }
    assert (second["entry"]["level"], second["entry"]["published"], second["prompt"]) == ("alone", None, None)
    assert (third["entry"], other["week"], other["entry"]["state"]) == (None, None, "removed")
    answer = first["received"][0]
    assert list(answer) == ["from", "role", "sent", "boxes", "thanked", "helps", "why"]
    assert [each["helps"] for each in first["received"]] == [True, False, None, None]
    assert [each["sent"] for each in first["given"]] == ["2027-01-18", None, "2027-01-18", "2027-01-18"]


# Texts are texts


def hostile(language: str, texts: list[str]):
    """A journal in which each text stands in an entry, an answer received, what was said of it, and one given."""
    made = [
        Week(
            f"w{n}",
            n,
            entry("e", boxes={"happened": one}),
            [received("r", boxes={"mirror": one}, why=one)],
            [given("g", boxes={"ours": one})],
        )
        for n, one in enumerate(texts, 1)
    ]
    asked = {"w1": exercise(), "w2": exercise("en")}
    return journal(language, weeks=made, owner=texts[0][:120], exercises=asked)


@pytest.mark.parametrize(("form", "language"), EACH)
def test_what_nobody_foresaw_comes_back_whole(form, language):
    texts = [*HOSTILE, "é" * 30_000, "mot 🙂 " * 6_000, "un\n\ndeux\n\n\n\ntrois"]
    told = text(form, hostile(language, texts))
    assert lost(told, texts, 4) == [] and lost(told, [legal(texts[-2])], 4) == []


def test_html_runs_nothing_of_it():
    page = html.document_fromstring(content("html", hostile("fr", HOSTILE)).decode())
    assert not list(page.iter("script", "img", "iframe", "link")) and len(list(page.iter("style"))) == 1
    assert not [name for each in page.iter() for name in each.attrib if name.startswith("on") or name == "src"]
    assert all(href.startswith("#") for href in page.xpath("//@href"))


def test_a_box_that_no_form_asks_any_more_is_kept():
    made = journal(weeks=[Week("w", 1, entry("e", boxes={"former": "reste là"}), (), ())])
    assert [form for form in FORMS if "reste là" not in text(form, made)] == []


@pytest.mark.parametrize(("passed", "said"), [(False, "Rien n’est écrit ici."), (True, "J’ai passé cette question.")])
def test_an_entry_with_no_words_says_so(passed, said):
    made = journal(weeks=[Week("w", 1, entry("e", boxes={}, passed=passed), (), ())])
    assert said in text("html", made) and to_json(made)["weeks"][0]["entry"]["passed"] == passed


def test_on_the_wall_it_is_not_said_that_a_circle_reads():
    made = journal(
        weeks=[Week("w", 1, entry("e", wall=True), (), ()), Week("v", 2, entry("e", level=3, wall=True), (), ())]
    )
    told = bare(text("docx", made))
    assert bare("Mon cercle") not in told and bare("Le mur de la cohorte.") in told and bare("Ma cohorte.") in told
    assert [week["entry"]["level"] for week in to_json(made)["weeks"]] == ["wall", "cohort"]
