"""What a visitor reads: every page, for everybody, in both languages, and nothing from elsewhere."""

from __future__ import annotations

import pytest
from lxml import html

from dataide_xblocks.preview.library import LIBRARY
from dataide_xblocks.preview.people import CAST

from .conftest import PAGES

LANGUAGES = ("fr", "en")
AROUND = ("", "about/overview", "tab/qui-voit-quoi", "start/over")
ALL = [f"/{language}/{page}" for language in LANGUAGES for page in (*AROUND, *PAGES)]
LOADS = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "video": "src",
    "source": "src",
    "form": "action",
}


@pytest.mark.parametrize("role", CAST, ids=lambda role: role.username)
def test_everybody_can_open_every_page_in_both_languages(visitor, role):
    visitor.play(role.username)
    for address in ALL:
        page = visitor.read(address)
        assert role.name in page
        assert "demo-failure" not in page, address


@pytest.mark.parametrize("view", ["student_view", "author_view", "studio_view"])
def test_the_designer_sees_each_page_in_the_three_views(visitor, view):
    visitor.play("designer")
    visitor.choose(view=view)
    for page in PAGES:
        shown = visitor.read(f"/fr/{page}")
        assert "demo-failure" not in shown
        assert "cannot create LoncapaProblem" not in shown


def test_only_the_designer_sees_studio(visitor):
    visitor.choose(view="studio_view")
    assert "xblock-student_view-dataide_pulse" in visitor.read("/fr/w01-pouls")
    visitor.play("designer")
    visitor.choose(view="studio_view")
    assert "xblock-studio_view-dataide_pulse" in visitor.read("/fr/w01-pouls")


@pytest.mark.parametrize("address", ["/", *ALL, "/fr/w01-pouls/unit", "/fr/nowhere"])
def test_a_page_loads_nothing_from_elsewhere(visitor, address):
    response = visitor.get(address)
    document = html.fromstring(response.content)
    loaded = [node.get(LOADS[node.tag]) for node in document.iter(*LOADS) if node.get(LOADS[node.tag])]
    assert loaded
    assert [url for url in loaded if not url.startswith("/") or url.startswith("//")] == []
    assert "default-src 'self'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("address", ALL)
def test_a_page_is_in_the_language_of_its_address(visitor, address):
    response = visitor.get(address)
    language = address[1:3]
    assert html.fromstring(response.content).get("lang") == language
    assert response["Content-Language"] == language
    assert LIBRARY.courses[language].title in response.content.decode()


@pytest.mark.parametrize("page", [*AROUND, *PAGES])
def test_changing_language_keeps_the_page(visitor, page):
    document = html.fromstring(visitor.read(f"/fr/{page}"))
    assert document.xpath('//a[@hreflang="en"]/@href') == [f"/en/{page}"]


def test_internal_addresses_become_the_previews_and_unknown_ones_stay(visitor):
    page = visitor.read("/fr/w01-lire")
    assert 'href="/fr/w01-pouls#w01-pulse"' in page
    assert 'src="/fr/file/maison.svg"' in page
    assert 'href="/static/inconnu.ods"' in page
    assert visitor.read("/fr/file/maison.svg") == "<svg/>"


def test_a_page_knows_its_neighbours_and_its_place(visitor):
    document = html.fromstring(visitor.read("/fr/w01-quiz"))
    assert document.xpath('//a[@rel="prev"]/@href') == ["/fr/w01-lire"]
    assert document.xpath('//a[@rel="next"]/@href') == ["/fr/w01-pouls"]
    assert document.xpath('//nav[@class="demo-side"]//a[@aria-current="page"]/@href') == ["/fr/w01-quiz"]


@pytest.mark.parametrize(
    "address", ["/fr/nowhere", "/fr/nowhere/unit", "/fr/file/nothing.png", "/fr/tab/nothing", "/nowhere"]
)
def test_a_missing_page_is_said_in_both_languages(visitor, address):
    response = visitor.get(address)
    assert response.status_code == 404
    assert "n’existe pas" in response.content.decode()
    assert "does not exist" in response.content.decode()


def test_another_computer_or_a_false_name_is_refused(visitor):
    assert visitor.get("/fr/", HTTP_HOST="example.org").status_code == 400


def test_the_frame_holds_the_unit_with_the_platforms_traps(visitor):
    visitor.choose(platform="yes")
    document = html.fromstring(visitor.read("/fr/w01-pouls"))
    assert document.xpath("//iframe[@scrolling='no']/@src") == ["/fr/w01-pouls/unit"]
    inside = html.fromstring(visitor.read("/fr/w01-pouls/unit"))
    assert inside.xpath("//base/@target") == ["_parent"]
    assert inside.xpath('//*[@data-block-type="dataide_pulse"]')


def test_a_failure_of_ours_is_said_in_both_languages_and_shows_nothing_of_the_code(visitor, monkeypatch):
    monkeypatch.delattr("dataide_xblocks.preview.player.frame")
    visitor.raise_request_exception = False
    response = visitor.get("/fr/")
    assert response.status_code == 500
    told = response.content.decode()
    assert "n’a pas pu être montrée" in told
    assert "could not be shown" in told
    assert "NameError" not in told


def test_a_block_that_fails_does_not_take_the_page_with_it(visitor, monkeypatch):
    monkeypatch.delattr("dataide_xblocks.pulse.PulseBlock.context")
    page = visitor.read("/fr/w01-pouls")
    assert "demo-failure" in page
    assert "demo-turn" in page
