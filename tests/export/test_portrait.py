"""A portrait on paper: Word and the page to print say the same, in both languages, and whatever was typed is text."""

from __future__ import annotations

import base64
import io
import itertools
import re
import zipfile
from typing import Any

import pytest
from django.utils import translation
from lxml import etree, html

from dataide_xblocks.block import render
from dataide_xblocks.domain.errors import InvalidAnswer
from dataide_xblocks.export.portrait import docx_of, file_of, name_of
from dataide_xblocks.export.portrait_parts import bar

from .portraits import LAST, MODELS, document, said, wave

docx = pytest.importorskip("docx", reason="not run: python-docx (extra documents) is not installed")

LANGUAGES = ("fr", "en")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SQUARES = re.compile(r"[■□]{5}\u2002")
HOSTILE = [
    "<script>alert(1)</script>",
    'R&D <b>gras</b> &amp; "guillemets" d\'ici',
    "Équipe 🌾 du marché 👩‍🌾",
    "x" * 280,
    "{{ document }} {% now %} =1+1",
]


def word_of(made: dict[str, Any]):
    """The Word document, opened again."""
    return docx.Document(io.BytesIO(docx_of(made)))


def page_of(made: dict[str, Any]) -> html.HtmlElement:
    """The page to print, read again."""
    with translation.override(made["language"]):
        return html.fromstring(render("maturity_document.html", {"document": made}))


def smooth(text: str) -> str:
    """A text without the squares and without spaces that only lay it out."""
    return " ".join(SQUARES.sub("", text).split())


def text_of_word(word) -> str:
    """All a Word document says, tables included."""
    return smooth("\n".join("".join(p.itertext(f"{W}t")) for p in word.element.body.iter(f"{W}p")))


def text_of_page(page: html.HtmlElement) -> str:
    return smooth(" ".join(page.find(".//main").itertext()))


def headings_of_word(word) -> list[tuple[int, str]]:
    return [
        (int(p.style.name.split()[-1]), smooth(p.text)) for p in word.paragraphs if p.style.name.startswith("Heading")
    ]


def headings_of_page(page: html.HtmlElement) -> list[tuple[int, str]]:
    return [(int(e.tag[1]), smooth(e.text_content())) for e in page.iter("h1", "h2", "h3", "h4")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_of_the_portrait_is_in_both_files(language):
    made = document(language)
    expected = [smooth(text) for text in said(made)]
    assert len(expected) > 100 and all(expected)
    for text in (text_of_word(word_of(made)), text_of_page(page_of(made))):
        assert [part for part in expected if part not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_files_have_one_outline_without_jumps(language):
    made = document(language)
    outline = headings_of_word(word_of(made))
    assert outline == headings_of_page(page_of(made))
    levels = [level for level, _text in outline]
    assert levels[0] == 1 and levels.count(1) == 1 and max(levels) == 3
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_files_have_the_same_tables_with_headers_and_names(language):
    made = document(language)
    word, page = word_of(made), page_of(made)
    names = [smooth(t.get("aria-label") or t.find("caption").text_content()) for t in page.iter("table")]
    assert [smooth(t._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val")) for t in word.tables] == names
    in_word = [[[smooth(cell.text) for cell in row.cells] for row in table.rows] for table in word.tables]
    in_page = [
        [[smooth(cell.text_content()) for cell in row] for row in table.iter("tr")] for table in page.iter("table")
    ]
    assert in_word == in_page and len(in_word) == 7
    for table in word.tables:
        assert [row._tr.trPr.find(f"{W}tblHeader") is not None for row in table.rows] == [True] + [False] * (
            len(table.rows) - 1
        )
    assert {cell.get("scope") for cell in page.iter("th")} == {"col", "row"}
    assert all(len(table.findall("thead/tr/th")) == len(table.findall("thead/tr/*")) for table in page.iter("table"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_files_have_the_same_labels_and_texts(language):
    made = document(language)
    in_word = [smooth(p.text) for p in word_of(made).paragraphs if p.style.name in ("Labelled", "Step")]
    in_page = [smooth(f"{dt.text_content()} {dt.getnext().text_content()}") for dt in page_of(made).iter("dt")]
    assert in_word == in_page and len(in_word) > 30


def test_what_nobody_knows_comes_first_and_an_empty_list_says_so():
    outline = [text for level, text in headings_of_page(page_of(document("en"))) if level == 2]
    assert outline[0] == "What nobody knows yet, and who could tell"
    made = document("en")
    made["portrait"]["unknown"] = []
    for text in (text_of_word(word_of(made)), text_of_page(page_of(made))):
        assert "nothing is unknown" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_first_portrait_has_neither_change_nor_type(language):
    whole, first = document(language), document(language, wave="baseline", choice=None, change=None)
    first["portrait"]["agreed"] = []
    outlines = [headings_of_word(word_of(made)) for made in (whole, first)]
    assert outlines[1] == headings_of_page(page_of(first)) == outlines[0][: len(outlines[1])]
    assert len(outlines[0]) - len(outlines[1]) == 4


@pytest.mark.parametrize(("language", "tag"), [("fr", "fr-CA"), ("en", "en-CA")])
def test_the_document_says_its_language_and_its_title(language, tag):
    made = document(language)
    word, page = word_of(made), page_of(made)
    about = word.core_properties
    assert (about.language, about.title, about.author) == (tag, made["title"], made["organisation"])
    assert "python-docx" not in about.comments
    defaults = word.styles.element.find(f"{W}docDefaults")
    assert [e.get(f"{W}val") for e in defaults.iter(f"{W}lang")] == [tag]
    assert page.get("lang") == language and page.findtext(".//title").startswith(made["title"])


def test_words_of_the_model_in_another_language_are_marked():
    made = document("fr", MODELS["en"])
    assert made["portrait"]["lang"] == "en"
    word, page = word_of(made), page_of(made)
    marked = {r.text: r._r.find(f"{W}rPr/{W}lang") for p in word.element.body.iter(f"{W}p") for r in runs_of(p, word)}
    for text in (made["title"], made["portrait"]["unknown"][0]["who"], made["portrait"]["dimensions"][0]["cell"].next):
        assert marked[text].get(f"{W}val") == "en-CA"
        assert [e.xpath("ancestor-or-self::*[@lang][1]/@lang") for e in page.iter() if e.text == text][-1] == ["en"]
    assert marked[made["date"]] is None if made["date"] in marked else True
    assert all(
        mark is None for text, mark in marked.items() if text in (made["organisation"], made["choice"]["reason"])
    )
    whole = word_of(document("fr"))
    assert not list(whole.element.body.iter(f"{W}lang"))


def runs_of(paragraph, word):
    return docx.text.paragraph.Paragraph(paragraph, word).runs


def test_the_page_is_letter_and_its_number_is_in_the_footer():
    word = word_of(document("en"))
    section = word.sections[0]
    assert (section.page_width.inches, section.page_height.inches) == (8.5, 11)
    footer = section.footer._element
    assert [e.text.strip() for e in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert "La Huche commune · Data Maturity Portrait" in "".join(footer.itertext())
    style = page_of(document("en")).findtext(".//style")
    assert "size: Letter" in style and "counter(page)" in style


def test_the_radar_holds_the_levels_and_nothing_where_there_is_none():
    made = document("en")
    charts = charts_of(docx_of(made))
    assert len(charts) == 2
    levels = [side["level"] for side in made["portrait"]["dimensions"]]
    assert None in levels
    for chart, count in zip(charts, (1, 2), strict=True):
        series = chart.findall(".//{*}ser")
        points = {
            int(p.get("idx")): int(p.findtext("{*}v"))
            for p in series[-1].iter("{*}pt")
            if p.getparent().tag.endswith("numLit")
        }
        assert [points.get(n) for n in range(len(levels))] == levels
        assert [s.find(".//{*}prstDash").get("val") for s in series] == ["dash", "solid"][-count:]
        names = [p.findtext("{*}v") for p in series[0].find(".//{*}strLit").iter("{*}pt")]
        assert names == [side["name"] for side in made["portrait"]["dimensions"]]
    described = [e.get("descr") for e in word_of(made).element.body.iter("{*}docPr")]
    assert len(described) == 2 and all("the table below gives the same" in text for text in described)
    drawn = page_of(made).findall(".//svg[@role='img']")
    assert len(drawn) == 2 and all(svg.find("title").text and svg.find("desc").text for svg in drawn)


def charts_of(content: bytes) -> list[Any]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return [etree.fromstring(archive.read(n)) for n in sorted(archive.namelist()) if n.startswith("word/charts/")]


def test_nothing_is_a_percent_and_no_cell_is_coloured():
    made = document("fr")
    assert "%" not in text_of_word(word_of(made)) + text_of_page(page_of(made))
    assert not list(word_of(made).element.body.iter(f"{W}shd"))


@pytest.mark.parametrize(
    ("level", "squares"), [("2, Premiers gestes", "■■□□□\u2002"), ("à compléter", ""), ("12, x", "")]
)
def test_a_level_is_also_a_row_of_squares(level, squares):
    assert bar(level) == squares


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_typed_is_text_in_both_files(hostile, language):
    made = document(language, organisation=hostile)
    made["choice"]["reason"] = made["portrait"]["agreed"][0]["why"] = hostile
    page = page_of(made)
    for text in (text_of_word(word_of(made)), text_of_page(page)):
        assert text.count(smooth(hostile)) == 3
    assert not list(page.iter("script", "b", "link", "img", "iframe")) and len(list(page.iter("h1"))) == 1
    assert not [
        value for e in page.iter() for name, value in e.attrib.items() if name in ("src", "href") or name[:2] == "on"
    ]


@pytest.mark.parametrize(
    ("organisation", "name"),
    [
        ("La Huche commune", "portrait-la-huche-commune-fr.docx"),
        ("Œuvre du cœur, d’Été & Cie", "portrait-oeuvre-du-coeur-d-ete-cie-fr.docx"),
        ("", "portrait-fr.docx"),
        ("🌾/../..\\", "portrait-fr.docx"),
        ("é" * 80, f"portrait-{'e' * 43}-fr.docx"),
        (f"{'a' * 42} b", f"portrait-{'a' * 42}-fr.docx"),
    ],
)
def test_a_file_has_a_name_that_every_system_carries(organisation, name):
    assert name_of({"organisation": organisation, "language": "fr"}, "docx") == name and len(name) <= 60


def test_a_file_is_one_of_two():
    made = document("fr")
    given = file_of("html", made, "<p>é</p>")
    assert (given["name"], base64.b64decode(given["base64"]).decode()) == (
        "portrait-la-huche-commune-fr.html",
        "<p>é</p>",
    )
    given = file_of("docx", made, "")
    assert docx.Document(io.BytesIO(base64.b64decode(given["base64"]))).paragraphs
    for form in ("pdf", None, ["docx"]):
        with pytest.raises(InvalidAnswer):
            file_of(form, made, "")


def test_a_site_without_python_docx_says_which_file_to_take(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(InvalidAnswer) as refused:
        file_of("docx", document("en"), "")
    assert "page to print" in refused.value.message


def test_the_sample_has_every_part_there_can_be():
    """Else the tests above would prove less than they say."""
    made, reading = document("en"), wave(MODELS["en"], LAST).reading
    sides = made["portrait"]["dimensions"]
    assert any(side["floors"] for side in sides) and any(side["cell"] is None for side in sides)
    change = made["change"]
    assert [group["who"] for group in change["groups"]] == ["both", "all"]
    assert change["down"] and change["moved"] and change["reworded"] and made["portrait"]["unknown"] and reading
