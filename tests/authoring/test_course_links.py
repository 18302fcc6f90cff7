"""Every link and picture of the built course leads somewhere: a page, a file, a place on the page, a sound address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from dataide_xblocks.authoring.links import size_of

COURSE = Path(__file__).resolve().parents[2] / "course"
LANGUAGES = ("fr", "en")
# Sources read over http: the address is the one that was read, until somebody has tried the other.
PLAIN = {"lactualite.com", "legisquebec.gouv.qc.ca", "ohrc.on.ca", "www.census2011.gc.ca", "www.legisquebec.gouv.qc.ca"}
PLAIN |= {"www.techsoupcanada.ca"}
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def pages(language: str) -> dict[str, html.HtmlElement]:
    """Each place of the course as one document: what one unit shows together, and each tab and presentation."""
    root = COURSE / language
    found = {path.stem: html.Element("div") for path in (root / "vertical").glob("*.xml")}
    for name, document in found.items():
        children = [node.get("url_name") for node in etree.parse(root / "vertical" / f"{name}.xml").iter("html")]
        document.extend(fragment(root / "html" / f"{child}.html") for child in children)
    alone = [*(root / "tabs").glob("*.html"), *(root / "about").glob("*.html"), *(root / "info").glob("*.html")]
    return found | {f"{path.parent.name}/{path.stem}": fragment(path) for path in alone}


def fragment(path: Path) -> html.HtmlElement:
    return html.fragment_fromstring(path.read_text("utf-8"), create_parent="div")


def links(language: str) -> Iterator[tuple[str, html.HtmlElement, str]]:
    """(page, link, address) of every link of the course."""
    for name, document in pages(language).items():
        yield from ((name, link, link.get("href")) for link in document.iter("a") if link.get("href") is not None)


def published(language: str) -> set[str]:
    """What `/jump_to_id/` finds: every page and block of the course."""
    found = {path.stem for folder in ("vertical", "html", "problem") for path in (COURSE / language / folder).iterdir()}
    for path in (COURSE / language / "vertical").iterdir():
        found |= {node.get("url_name") for node in etree.parse(path).getroot() if node.tag.startswith("dataide_")}
    return found


@every_language
def test_every_link_is_of_a_known_kind_and_says_something(language):
    found = list(links(language))
    kinds = ("/jump_to_id/", "/static/", "https://", "http://", "#", "mailto:", "tel:")
    assert [(name, address) for name, _link, address in found if not address.startswith(kinds)] == []
    assert [(name, address) for name, link, address in found if not link.text_content().strip()] == []
    assert len(found) > 500


@every_language
def test_a_link_to_a_page_finds_it(language):
    known = published(language)
    targets = [(name, address[12:]) for name, _link, address in links(language) if address.startswith("/jump_to_id/")]
    assert [(name, target) for name, target in targets if target not in known] == []
    assert len(targets) > 50


@every_language
def test_a_place_on_the_page_is_there_once(language):
    for name, document in pages(language).items():
        places = [node.get("id") for node in document.iter() if node.get("id")]
        assert len(places) == len(set(places)), name
        wanted = {link.get("href")[1:] for link in document.iter("a") if (link.get("href") or "").startswith("#")}
        assert wanted <= set(places), name


@every_language
def test_a_download_is_there_and_no_download_is_unused(language):
    linked = {address[8:] for _name, _link, address in links(language) if address.startswith("/static/")}
    held = {path.name for path in (COURSE / language / "static").iterdir()}
    assert linked <= held
    assert {name for name in held if name.endswith((".docx", ".xlsx", ".csv"))} <= linked


@every_language
def test_a_picture_is_there_with_its_words_and_its_size(language):
    pictures = [(name, node) for name, document in pages(language).items() for node in document.iter("img")]
    for name, node in pictures:
        path = COURSE / language / node.get("src").removeprefix("/")
        assert path.is_file() and node.get("src").startswith("/static/"), name
        assert len(node.get("alt", "").split()) > 2, f"{name}: what does {path.name} show?"
        assert size_of(path) == (int(node.get("width")), int(node.get("height"))), name
    assert len(pictures) > 10


@every_language
def test_an_address_elsewhere_is_whole_and_opens_beside_the_course(language):
    for name, link, address in links(language):
        if not address.startswith("http"):
            continue
        found, where = urlsplit(address), f"{name}: {address}"
        assert HOST.fullmatch(found.netloc) and not found.netloc.startswith("example."), where
        assert found.scheme == "https" or found.netloc in PLAIN, where
        assert not re.search(r"[\s<>«»“”\"{}|\\^`]|[.,;:!?…)]$|^https?://.*https?://", address), where
        assert (link.get("target"), link.get("rel")) == ("_blank", "noopener"), where


def test_both_languages_link_to_the_same_pages():
    for name, document in pages("fr").items():
        ours, theirs = ([a.get("href") for a in d.iter("a")] for d in (document, pages("en")[name]))
        inside = [[a for a in found if a and a.startswith("/jump_to_id/")] for found in (ours, theirs)]
        assert sorted(inside[0]) == sorted(inside[1]), name
