"""Paper and files of the portrait: sheets that are typed in, and the documents an organisation takes along."""

from __future__ import annotations

import base64
import io

import docx
import pytest
from lxml import html

from dataide_xblocks.models import MaturityAnswer, MaturityPassage

from .maturity import MODEL, answer_all, ask, see_portrait, team
from .test_maturity import text
from .test_maturity_team import disagreeing

pytestmark = pytest.mark.django_db

KEY = "0123456789abcdef" * 2


def test_a_sheet_of_paper_counts_for_a_colleague_without_an_account():
    team(7)
    answer_all(7)
    sheet = {"edition": MODEL.edition, "key": KEY, "whose": "colleague", "role": "", **{i.id: "2" for i in MODEL.items}}
    for _sent_twice in range(2):
        assert ask(7, "sheet", sheet).status_code == 200
    assert ask(7, "sheet", {**sheet, "whose": "mine", MODEL.items[0].id: "5"}).status_code == 200
    assert MaturityAnswer.objects.get(passage__learner="7", item=MODEL.items[0].id).choice == "5"
    paper = MaturityPassage.objects.get(learner__startswith="paper:")
    assert ask(8, "unsheet", {"sheet": str(paper.pk)}).status_code == 400
    assert ask(7, "unsheet", {"sheet": str(paper.pk)}).status_code == 200
    assert not MaturityPassage.objects.filter(pk=paper.pk).exists()


def paper(who: int, level: str, key: int) -> None:
    answers = {item.id: level for item in MODEL.items}
    sent = {"edition": MODEL.edition, "key": f"{key:032x}", "whose": "colleague", "role": "direction", **answers}
    assert ask(who, "sheet", sent).status_code == 200


def test_sheets_of_ones_own_making_show_nobody_elses_answers():
    team(7, 8)
    answer_all(7, 3)
    answer_all(8, {"SECU-2": 1})
    ask(8, "part", {"role": "direction", "compare": "no"})
    for key, level in enumerate(("1", "5")):
        paper(7, level, key)
    shown = see_portrait(7).json["html"]
    assert "vos propres réponses" in text(shown) and "<caption>" not in shown
    assert ask(7, "talk", {"all": "yes"}).json["html"].count("●") == 0


def test_somebody_alone_on_screen_talks_over_the_sheets_they_typed():
    team(7)
    answer_all(7, 3)
    for key, level in enumerate(("1", "5")):
        paper(7, level, key)
    assert "réponses de 3 personnes" in text(see_portrait(7).json["html"])
    assert ask(7, "talk", {}).json["html"].count("●") > 0


@pytest.mark.parametrize(
    "bad",
    [
        {"NADA-1": "2"},
        {"organisation": "1"},
        {"edition": "old"},
        {"key": "paper:7"},
        {"whose": "theirs"},
        {"MISS-1": "9"},
        {"MISS-1": 3},
        {"role": "king"},
    ],
)
def test_a_bad_sheet_keeps_nothing(bad):
    team(7)
    sheet = {"edition": MODEL.edition, "key": KEY, "whose": "colleague", "role": "", "MISS-1": "2", **bad}
    assert ask(7, "sheet", sheet).status_code == 400 and not MaturityAnswer.objects.exists()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_portrait_is_a_document_in_either_language(language):
    disagreeing(7, 8, 9)
    ask(7, "choose", {"kind": "B", "reason": "Nous avons un plan.", "seen": "0"})
    for form in ("docx", "html"):
        sent = {"what": "portrait", "format": form, "language": language}
        file = ask(8, "download", sent).json["file"]
        content = base64.b64decode(file["base64"])
        assert file["name"] == f"portrait-la-huche-commune-{language}.{form}"
        if form == "docx":
            said = " ".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
        else:
            said = text(html.fromstring(content.decode()))
        assert "La Huche commune" in said and "Nous avons un plan." in said
        assert {"fr": "Dimension par dimension", "en": "Dimension by dimension"}[language] in said


def test_nobody_downloads_a_portrait_they_cannot_see():
    disagreeing(7, 8, 9)
    assert ask(10, "download", {"what": "portrait", "format": "html", "language": "fr"}).status_code == 400
