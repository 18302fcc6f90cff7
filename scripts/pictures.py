"""Take the README's pictures from the demonstration itself: `python scripts/pictures.py`, with Chromium installed."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.site import browser, served  # noqa: E402 - the path is set above
from tests.browser.test_walk import choose  # noqa: E402

PICTURES = ROOT / "docs" / "images"


def nothing(_page: Any) -> None:
    """The page as it opens."""


def answered(page: Any) -> None:
    """The first two questions answered; the group's result unfolded."""
    for question, choice in ((0, 3), (1, 1)):
        part = page.locator(".dataide-pulse__question").nth(question)
        part.locator("button.dataide__choice").nth(choice).click()
        page.locator(".dataide-pulse__question").nth(question).locator('[aria-pressed="true"]').first.wait_for()
    page.locator(".dataide-pulse__result summary").first.click()


def as_team(page: Any) -> None:
    """What the facilitator sees below the questions."""
    choose(page, "Louise Gagnon")
    page.locator("details[data-opening] > summary").click()
    page.locator(".dataide__figure").first.wait_for()


def one_answer(page: Any) -> None:
    """A question answered, with what comes below it."""
    page.locator('.dataide-maturity__question button[value="2"]').first.click()
    page.locator('.dataide-maturity__question [aria-pressed="true"]').wait_for()


def as_samira(page: Any) -> None:
    """The portrait of a team of three."""
    choose(page, "Samira Haddad")


# name: (address, width, what is done first, the part to show: None is the top of the page)
SHOTS: dict[str, tuple[str, int, Callable[[Any], None], str | None]] = {
    "accueil-fr": ("/fr/", 1280, nothing, None),
    "semaine-1-fr": ("/fr/w01-conversation", 1280, nothing, None),
    "pulse-fr": ("/fr/w01-avis", 1280, answered, ".dataide-pulse"),
    "pulse-en-360": ("/en/w01-avis", 360, answered, ".dataide-pulse"),
    "question-en-360": ("/en/w01-portrait", 360, one_answer, ".dataide-maturity__question"),
    "portrait-fr": ("/fr/w01-portrait", 1280, as_samira, ".dataide__figure"),
    "equipe-fr": ("/fr/w01-avis", 1280, as_team, "details[data-opening]"),
}


def main() -> None:
    """Every picture, each from a demonstration on its first day."""
    for name, (path, width, before, part) in SHOTS.items():
        with tempfile.TemporaryDirectory() as var, served(Path(var)) as address, browser() as running:
            page = running.new_page(viewport={"width": width, "height": 900})
            page.goto(address + path)
            before(page)
            page.wait_for_timeout(500)
            target = page.locator(part).first if part else page
            target.screenshot(path=PICTURES / f"{name}.png")
            print(name)


if __name__ == "__main__":
    main()
