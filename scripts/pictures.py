"""Take the README's pictures from the demonstration itself: `python scripts/pictures.py [name …]`.

Chromium has to be installed and, for pages of a file, pdftoppm and pdftotext (poppler-utils).
"""

from __future__ import annotations

import subprocess
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


def as_colette(page: Any) -> None:
    """The plan that La Huche commune finished."""
    choose(page, "Colette Fréchette")


def as_fiona(page: Any) -> None:
    """The same plan, written in English."""
    choose(page, "Fiona Blake")


def from_the_plan(page: Any) -> None:
    """The plan's exercise at the top of what is seen."""
    as_colette(page)
    page.locator(".dataide-plan").first.evaluate("node => node.scrollIntoView()")


def from_the_plan_in_english(page: Any) -> None:
    """The same in English."""
    as_fiona(page)
    page.locator(".dataide-plan").first.evaluate("node => node.scrollIntoView()")


def answering_as_samira(page: Any) -> None:
    """A colleague's text to answer, and one gesture begun."""
    as_samira(page)
    page.locator('form[data-handler="next_entry"] button').click()
    mirror = page.locator('[data-save="reply"] [data-cell="mirror"]')
    mirror.fill("What I understand is that your pocket is a drawer too.")
    mirror.blur()
    page.locator('[data-save="reply"] [data-saved]', has_text="Saved").wait_for()


# name: (address, width, what is done first, the part to show: None is the top of the page)
SHOTS: dict[str, tuple[str, int, Callable[[Any], None], str | None]] = {
    "accueil-fr": ("/fr/", 1280, nothing, None),
    "semaine-1-fr": ("/fr/w01-conversation", 1280, nothing, None),
    "pulse-fr": ("/fr/w01-avis", 1280, answered, ".dataide-pulse"),
    "pulse-en-360": ("/en/w01-avis", 360, answered, ".dataide-pulse"),
    "question-en-360": ("/en/w01-portrait", 360, one_answer, ".dataide-maturity__question"),
    "portrait-fr": ("/fr/w01-portrait", 1280, as_samira, ".dataide__figure"),
    "equipe-fr": ("/fr/w01-avis", 1280, as_team, "details[data-opening]"),
    "plan-semaine-fr": ("/fr/w01-huit-lignes", 1280, from_the_plan, None),
    "plan-semaine-en-360": ("/en/w01-identite", 360, from_the_plan_in_english, None),
    "plan-entier-fr": ("/fr/w01-plan", 1280, from_the_plan, None),
    "journal-fr": ("/fr/w01-mon-journal", 1280, nothing, ".dataide-journal__mine"),
    "journal-en-360": ("/en/w02-mon-journal", 360, answering_as_samira, ".dataide-journal__answering"),
}
# name: (what is downloaded as PDF, words of the page that is shown)
PAGES = {
    "plan-papier-couverture-fr": ("plan", "Version du"),
    "plan-papier-inventaire-fr": ("plan", "4.1 Inventaire"),
    "plan-papier-calendrier-fr": ("plan", "Feuille de route, mois par mois"),
    "plan-papier-budget-fr": ("plan", "14.1 Dépenses"),
    "plan-papier-resume-fr": ("board", "Le changement voulu"),
}
DOTS = 78  # an inch: a Letter page is 663 pixels wide


def main() -> None:
    """The pictures named, or all of them."""
    names = sys.argv[1:] or [*SHOTS, *PAGES]
    shots(names)
    if set(names) & set(PAGES):
        pages(names)


def pages(names: list[str]) -> None:
    """Pages of La Huche commune's files, as somebody downloads them."""
    with tempfile.TemporaryDirectory() as var, served(Path(var)) as address, browser() as running:
        page = running.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}/fr/w01-plan")
        as_colette(page)
        page.locator(".dataide-plan__tools details").nth(1).locator("summary").click()
        for what in sorted({what for what, _words in PAGES.values()}):
            page.locator("select[name=what]").select_option(what)
            with page.expect_download() as waiting:
                page.locator("button[value=pdf]").click()
            waiting.value.save_as(Path(var) / f"{what}.pdf")
        for name, (what, words) in PAGES.items():
            if name in names:
                printed(Path(var) / f"{what}.pdf", words, PICTURES / name)
                print(name)


def printed(file: Path, words: str, picture: Path) -> None:
    """The first page of a PDF that says these words; the table of contents is no such page."""
    told = subprocess.run(["pdftotext", str(file), "-"], check=True, capture_output=True, text=True).stdout
    pages = enumerate(told.split("\f"), 1)
    number = str(next(n for n, page in pages if words in page and "Table des matières" not in page))
    asked = ["-f", number, "-l", number, "-r", str(DOTS), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *asked, str(file), str(picture)], check=True)


def shots(names: list[str]) -> None:
    """Pictures of the screen, each from a demonstration on its first day."""
    for name, (path, width, before, part) in SHOTS.items():
        if name not in names:
            continue
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
