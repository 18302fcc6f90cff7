"""Every block of ours, twice in one unit, in the frame of the learning pages (contract 4.3, 4.4, 13.11)."""

from __future__ import annotations

import pytest

from ..conformance.blocks import every_block
from ..conformance.cases import PUBLIC
from .frame import ADDRESS, Unit

pytestmark = pytest.mark.django_db
QUIET = 400  # milliseconds without a new height: it has settled
MOST_HEIGHTS = 20  # far above what drawing and two answers take, far below a loop


@pytest.fixture(scope="module", autouse=True)
def tables_beside_the_browser():
    """The browser's loop is running while our tables are asked, all in one thread: Django wants to be told."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def opened(chromium):
    """Open a unit in its frame: (page, inside of the frame, what the browser complains about)."""
    contexts = []

    def open_unit(unit: Unit):
        context = chromium.new_context(viewport={"width": 800, "height": 600})
        contexts.append(context)
        page, complaints = context.new_page(), []
        assert unit.page.count("data-init") == 2, "a block that cannot be drawn fails here, not in the browser"
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.set_default_timeout(8_000)
        page.route(f"{ADDRESS}/**", unit.answer)
        page.goto(f"{ADDRESS}/page.html")
        return page, page.frame(url="**/unit.html"), complaints

    yield open_unit
    for context in contexts:
        context.close()


def settled(page) -> bool:
    """Whether the frame's height comes to rest, at the height of what it holds."""
    seen = -1
    while (now := page.evaluate("heights.length")) != seen:
        if now > MOST_HEIGHTS:
            return False
        seen = now
        page.wait_for_timeout(QUIET)
    tall = page.frame(url="**/unit.html").evaluate("document.getElementById('content').offsetHeight")
    return page.evaluate("document.querySelector('iframe').offsetHeight") == tall


def instance(frame, n: int):
    return frame.locator(".xblock").nth(n)


def answer(frame, n: int) -> None:
    """Do what a person would do first: press a button that is there, else open what folds it away."""
    button = instance(frame, n).locator("form[data-handler] button:not([type=button]):visible")
    fold = instance(frame, n).locator("details[data-opening]:not([open]) > summary:visible")
    (button if button.count() else fold).first.click()


@every_block
def test_two_of_a_block_live_side_by_side_in_the_frame(opened, name):
    unit = Unit(name)
    page, frame, complaints = opened(unit)
    assert settled(page), "the frame grows and grows (4.3.13)"
    ids = [set(instance(frame, n).locator("[id]").evaluate_all("all => all.map(e => e.id)")) for n in (0, 1)]
    assert not ids[0] & ids[1], f"both hold {ids[0] & ids[1]} (4.4.25)"
    for n, element in enumerate(("a node", "jQuery's")):
        other = instance(frame, 1 - n).inner_html()
        before = instance(frame, n).inner_html()
        with page.expect_response("**/handler/**"):
            answer(frame, n)
        page.wait_for_timeout(100)
        assert unit.answered[-1][0] == n and unit.answered[-1][2] == 200, f"{element}: {unit.answered} (4.4.24)"
        assert instance(frame, n).inner_html() != before, f"{element}: its answer shows nothing (4.4.24)"
        assert instance(frame, 1 - n).inner_html() == other, "an answer in one changed the other (4.4.25)"
    assert settled(page), "the frame grows and grows after an answer (4.3.13)"
    assert frame.evaluate("asked") == [], "our script calls the platform's define (4.3.18)"
    assert (complaints, unit.missing, page.url) == ([], [], f"{ADDRESS}/page.html")


@every_block
def test_a_second_start_of_a_block_doubles_nothing(opened, name):
    """Studio starts a block again after each save and each move."""
    unit = Unit(name)
    page, frame, complaints = opened(unit)
    frame.evaluate("new DataideBlock(DemoRuntime, document.querySelector('.xblock'), {})")
    with page.expect_response("**/handler/**"):
        answer(frame, 0)
    page.wait_for_timeout(200)
    assert [n for n, _handler, _status in unit.answered] == [0] and complaints == []


@every_block
def test_a_link_leads_out_of_the_frame_or_to_a_place_in_it(opened, name):
    page, frame, complaints = opened(Unit(name))
    for link in frame.locator("a").all():
        href, target = link.get_attribute("href"), link.get_attribute("target")
        assert href, "a link without href makes the platform's script stumble (4.3.15)"
        if href.startswith("#"):
            link.dispatch_event("click")
        else:
            assert target in ("_blank", "_self"), f"{href} would replace the whole page (4.3.14)"
    page.wait_for_timeout(100)
    assert complaints == [] and page.url == f"{ADDRESS}/page.html" and page.frame(url="**/unit.html")


UMD = "(function (make) { if (typeof define === 'function' && define.amd) { define([], make); } })(function () {});\n"
FAULTS = {
    "an anonymous module": {"script": UMD},
    "a script that takes a node only": {"script": "function DataideBlock(r, element) { element.querySelector('a'); }"},
    "no script": {"script": "void 0;"},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_frame_complains_of_a_script_that_is_not_for_it(opened, fault):
    _page, _frame, complaints = opened(Unit("dataide_pulse", **FAULTS[fault]))
    assert complaints


def test_a_box_as_tall_as_the_window_never_settles(opened):
    style = (PUBLIC / "dataide.css").read_text("utf-8") + ".dataide { min-height: calc(100vh + 10px); }"
    page, _frame, _complaints = opened(Unit("dataide_pulse", style=style))
    assert not settled(page)


def test_a_link_without_address_is_complained_of(opened):
    _page, frame, complaints = opened(Unit("dataide_pulse"))
    frame.evaluate("document.querySelector('.dataide').insertAdjacentHTML('beforeend', '<a id=\"bare\">plus</a>')")
    frame.locator("#bare").click()
    assert complaints
