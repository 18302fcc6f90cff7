"""Prose: what an author writes is what a learner reads, and every mistake is named at its line."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dataide_xblocks.authoring import downloads, prose

from .test_sanitize import PAYLOADS, SOUP, active


@dataclass(frozen=True)
class Asset:
    url: str
    size: int = 12_600
    width: int | None = 40
    height: int | None = 30


class Course:
    """A course of one page, one file and one picture."""

    def page(self, id: str) -> str | None:
        return f"/jump_to_id/{id}" if id == "w01-plan" else None

    def file(self, name: str) -> Asset | None:
        return Asset(f"/static/{name}") if name == "plan.ods" else None

    def image(self, name: str) -> Asset | None:
        return Asset(f"/static/{name}") if name == "carte.svg" else None


def render(text: str, language: str = "fr", heading: int = 1) -> prose.Rendered:
    return prose.render(text, language, "w01-page-text", Course(), heading=heading)


def body(text: str, language: str = "fr") -> str:
    """The HTML without its wrapper, with ~ for U+00A0."""
    wrapped = re.fullmatch(
        r'<div class="dataide-page" lang="(?:fr|en)">(.*)</div>', render(text, language).html, re.DOTALL
    )
    assert wrapped
    return wrapped[1].replace("\u00a0", "~")


SHOWN = [
    ("fr", "L'eau: **oui**: «bon».", "<p>L’eau~: <strong>oui</strong>~: «~bon~».</p>"),
    ("fr", "[Le plan](page:w01-plan)", '<p><a href="/jump_to_id/w01-plan">Le plan</a></p>'),
    (
        "fr",
        "[Le classeur](file:plan.ods)",
        '<p><a href="/static/plan.ods" target="_blank" rel="noopener">Le classeur (ODS, 13~Ko)</a></p>',
    ),
    (
        "en",
        "[The *sheet*](file:plan.ods)",
        '<p><a href="/static/plan.ods" target="_blank" rel="noopener">The <em>sheet</em> (ODS, 13~KB)</a></p>',
    ),
    (
        "en",
        "[The office](https://a.example/it's?x=1)",
        '<p><a href="https://a.example/it\'s?x=1" target="_blank" rel="noopener">The office</a></p>',
    ),
    ("en", "<info@example.org>", '<p><a href="mailto:info@example.org">info@example.org</a></p>'),
    (
        "fr",
        "![L'entrée](image:carte.svg)",
        '<p><img alt="L’entrée" src="/static/carte.svg" width="40" height="30"/></p>',
    ),
    ("fr", '<span lang="en">don\'t: "x"</span>: l\'eau', '<p><span lang="en">don’t: “x”</span>~: l’eau</p>'),
    ("fr", '`l\'eau: "x"`', '<p><code>l\'eau: "x"</code></p>'),
    ("fr", "```text\nl'eau ;\n```", '<pre><code class="language-text">l\'eau ;\n</code></pre>'),
    ("fr", "Du texte.\n{: .lead}", '<p class="dataide-lead">Du texte.</p>'),
    ("fr", "CAI\n\n*[CAI]: Commission d'accès", '<p><abbr title="Commission d’accès">CAI</abbr></p>'),
    ("fr", "Mot\n:   Sens", "<dl>\n<dt>Mot</dt>\n<dd>Sens</dd>\n</dl>"),
    (
        "fr",
        '!!! gain "L\'essentiel"\n    Du temps.',
        '<div class="admonition gain">\n<p class="admonition-title">L’essentiel</p>\n<p>Du temps.</p>\n</div>',
    ),
    (
        "en",
        "!!! gain\n    Time.",
        '<div class="admonition gain">\n<p class="admonition-title">What you gain</p>\n<p>Time.</p>\n</div>',
    ),
    (
        "fr",
        '??? example "Voir"\n    Un.\n\n    - Deux.',
        '<details class="example">\n<summary>Voir</summary>\n<p>Un.</p>\n<ul>\n<li>Deux.</li>\n</ul>\n</details>',
    ),
]


@pytest.mark.parametrize(("language", "text", "shown"), SHOWN)
def test_prose_is_shown_as_meant(language: str, text: str, shown: str) -> None:
    rendered = render(text, language)
    assert body(text, language).strip() == shown
    assert rendered.findings == ()
    etree.fromstring(rendered.html)


@pytest.mark.parametrize(
    ("size", "french", "english"),
    [(0, "1~Ko", "1~KB"), (12_400, "12~Ko", "12~KB"), (999_400, "999~Ko", "999~KB"), (1_440_000, "1,4~Mo", "1.4~MB")],
)
def test_a_weight_is_said_in_the_readers_words(size: int, french: str, english: str) -> None:
    assert downloads.weight(size, "fr").replace("\u00a0", "~") == french
    assert downloads.weight(size, "en").replace("\u00a0", "~") == english


def test_a_table_knows_its_columns_for_eyes_readers_and_narrow_screens() -> None:
    table = etree.fromstring(render("| L'an | Total |\n|---|--:|\n| 1 | 12% |").html).find("table")
    assert [th.get("scope") for th in table.iter("th")] == ["col", "col"]
    assert [(td.get("data-label"), td.get("class")) for td in table.iter("td")] == [
        ("L’an", None),
        ("Total", "dataide-right"),
    ]


NAMED = "| a | b |\n|---|---|\n| 1 | 2 |\n\n%s\n{: .small}\n\nLa suite."


@pytest.mark.parametrize(
    ("line", "language", "shown"),
    [
        ("Tableau: l'an **un**.", "fr", "Tableau\u00a0: l’an un."),
        ("Table: year one.", "en", "Table: year one."),
        ("Un tableau: rien.", "fr", None),
        ("Tableau: en anglais.", "en", None),
    ],
)
def test_the_line_under_a_table_that_names_it_is_its_caption(line: str, language: str, shown: str | None) -> None:
    page = etree.fromstring(prose.render(NAMED % line, language, "p", Course()).html)
    caption = page.find("table/caption")
    assert (None if caption is None else "".join(caption.itertext())) == shown
    assert page.find("table")[0].tag == ("thead" if shown is None else "caption")
    assert [p.text for p in page.iterfind("p")][-1] == "La suite."
    assert len(page.findall("p")) == (2 if shown is None else 1)


def test_the_notes_of_two_pieces_of_a_page_never_share_an_id() -> None:
    text = "Un[^a], encore[^a] et deux[^loi 25].\n\n[^a]: Note.\n[^loi 25]: Autre."
    first, second = (etree.fromstring(prose.render(text, "fr", page, Course()).html) for page in ("p-text", "q1-after"))
    ids, others = (set(tree.xpath("//@id")) for tree in (first, second))
    assert len(ids) == 5
    assert ids.isdisjoint(others)
    assert {address[1:] for address in first.xpath("//a/@href")} == ids
    assert all(re.fullmatch(r"[a-z][a-z0-9-]+", id) for id in ids)


def test_words_and_plain_text_are_what_is_read() -> None:
    rendered = render("## Un titre\n\nL'eau[^1] est **là**: 3,5 %.\n\n- un\n- deux\n\n[^1]: Oui.")
    assert rendered.plain.split("\n") == ["Un titre", "L’eau est là\u00a0: 3,5\u00a0%.", "un", "deux", "Oui."]
    assert rendered.words == 9


def test_headings_go_on_from_one_piece_of_a_page_to_the_next() -> None:
    first = render("## Un\n\n### Deux")
    assert first.heading == 3
    assert render("### Trois", heading=first.heading).findings == ()
    assert render("Rien.", heading=3).heading == 3
    assert [finding.line for finding in render("### Trois").findings] == [1]


BAD = [
    # source, line, a word of the message
    ("Bon.\n\n# Titre", 3, "already its first heading"),
    ("Titre\n=====", 1, "already its first heading"),
    ("## Un\n\n\n#### Quatre", 4, "“###”"),
    ("Bon.\n[Le plan](page:w09)", 2, "no page “w09”"),
    ("Bon.\n\n[Le plan](page:w01-plan) et [le plan](page:w09)", 3, "no page “w09”"),
    ("[Ceci](file:rien.ods)", 1, "no file “rien.ods”"),
    ("a\n![Une carte](image:rien.svg)", 2, "no picture “rien.svg”"),
    ("![](image:carte.svg)", 1, "what this picture shows"),
    ("\n![ ](image:carte.svg)", 2, "what this picture shows"),
    (f"![{'a' * 151}](image:carte.svg)", 1, "151"),
    ("![Une carte](https://a.example/x.png)", 1, "src="),
    ("Voir [ici](page:w01-plan)\n\n[Cliquez ici.](page:w01-plan)", 1, "says nothing"),
    ("[Le plan](page:w01-plan)\n\n[Cliquez ici.](page:w01-plan)", 3, "says nothing"),
    ("[](page:w01-plan)", 1, "says nothing"),
    ("a\n\n<p onclick='x'>b</p>", 3, "onclick"),
    ("a <script>x</script>", 1, "<script>"),
    ("a\n<b>b</b>\n<font>x</font>", 3, "<font>"),
    ("[Le plan](javascript:alert(1))", 1, "javascript"),
    ("[Le plan](javascript:x)\n\n[Le plan](javascript:x)", 1, "javascript"),
    ("[Le plan](javascript:x)\n\n[Le plan](javascript:x)", 3, "javascript"),
    ("a\n\n[Le plan](javascript:x)", 3, "javascript"),
    ("[Le plan](../ailleurs)", 1, "../ailleurs"),
    ("[Le plan](#titre)", 1, "#titre"),
    ("a\n{: #titre }", 2, "id="),
    ("a\n{: .rouge }", 2, "rouge"),
    ("Bon.\n\n| | |\n|---|---|\n| 1 | 2 |", 3, "header"),
    ("a\n\n<table><tr><td>1</td></tr></table>", 3, "header"),
    ("Un[^a]\n\net[^b]\n\n[^a]: Oui.", 3, "“b”"),
    ('a\n\n!!! attention "x"\n    b', 3, "attention"),
    ("??? fin", 1, "note, important"),
    ("Bon.\nUn ; deux", 2, "“;”"),
    ('Bon.\n\n- il dit "oui"', 3, "« »"),
    ('!!! note "Un "mot" ici"\n    a', 1, "« »"),
    ("Mot\n:   Sens ; suite", 2, "“;”"),
    ("<!-- ; -->\nPrix de $5", 2, "$ sign"),
]


@pytest.mark.parametrize(("text", "line", "word"), BAD)
def test_a_mistake_is_named_at_its_line(text: str, line: int, word: str) -> None:
    found = [(f.line, f.message % f.params if f.params else f.message) for f in render(text).findings]
    assert any(at == line and word in message for at, message in found), found


CLEAN = [
    'Du `code ; "x"` et <!-- une note ; -->.\n\n```text\nx ; "y" $5\n# titre\n[ici](page:z)\n```',
    '[Un lien](https://a.example/x;y?"z" "Un titre") et https://a.example/3.5',
    '<span lang="en">"Why ?"</span> et **gras**! et [le plan](page:w01-plan)?',
    "![Une carte](image:carte.svg) et ![Une carte](image:carte.svg)!",
    "| A | B |\n|:--|--:|\n| 1 | 2 |",
    "Voir[^n]!\n\n[^n]: Oui.\n\nTerme\n:   Sens",
]


@pytest.mark.parametrize("text", CLEAN)
def test_good_prose_brings_no_finding(text: str) -> None:
    assert render(text).findings == ()


@pytest.mark.parametrize("text", PAYLOADS)
def test_no_payload_comes_out_active(text: str) -> None:
    for language in ("fr", "en"):
        rendered = render(text, language)
        assert active(rendered.html) == []
        etree.fromstring(rendered.html)


MARKDOWN = st.text(st.sampled_from("ab é'\"[](){}!?*_`#|>-+=:.~^<&;«»\n\t\\/0123")) | SOUP


@settings(max_examples=200, deadline=None)
@given(MARKDOWN, st.sampled_from(["fr", "en"]))
def test_rendering_never_raises_and_is_always_xml(text: str, language: str) -> None:
    rendered = render(text, language)
    if rendered.html:
        etree.fromstring(rendered.html)
        assert active(rendered.html) == []
    assert all(1 <= finding.line <= text.count("\n") + 1 for finding in rendered.findings)


def test_what_is_too_long_or_too_deep_is_said_rather_than_read() -> None:
    assert "40000" in str(render("a" * 40_001).findings[0].params)
    assert render("[" * 20_000).findings[0].line == 1
    assert render("Bon.\n\n" + "[" * 20_000).findings[0].line == 3
    assert render("<![" * 9_000).html == ""
    for deep in ("> " * 5_000, "<div>" * 2_000, "- " * 5_000, "*" * 5_000):
        render(deep)


def calls(text: str) -> int:
    """How many Python functions it takes to render `text`."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        render(text)
    finally:
        sys.setprofile(None)
    return count


UNITS = [
    "Un mot **gras**, [un lien](page:w01-plan) et `code`.\n\n",
    "- un\n- deux\n\n",
    "> a\n",
    "[\n\n",
    "a_",
    "«",
    "<b>",
    "[^a]\n\n",
]


@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_takes_about_twice_the_work(unit: str) -> None:
    render(unit)  # what is done once is done before counting
    small, large = calls(unit * 100), calls(unit * 200)
    assert large < 2.6 * small
