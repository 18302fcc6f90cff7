"""No text is lost: a killed browser, no network, an expired session, a colleague who was faster. Twenty runs each."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import time

from . import site
from .test_plan import LINES, RUNS, cell, field, saved, stored
from .test_walk import choose

TEXT = "Nous notons ce qui change l’aide donnée, et rien d’autre; le cahier reste dans un tiroir fermé à clé. " * 3
LOST = 2.0  # seconds of typing that a killed browser may lose
PACE = 0.03  # seconds between two keys


def test_a_killed_browser_loses_two_seconds_at_most(fresh, address, tmp_path):
    """The profile is killed at a random instant while somebody types, then opened again."""
    page = fresh(f"/fr/{LINES}")
    chance = random.Random(2027)
    for run in range(RUNS):
        profile = tmp_path / f"profile-{run}"
        typed = _typed_until_killed(page, address, profile, chance.uniform(0.6, 3.2))
        found = _found_again(page, address, profile)
        shutil.rmtree(profile, ignore_errors=True)
        sure = typed[: max(0, len(typed) - int(LOST / PACE))]
        assert found.startswith(sure) and typed.startswith(found), f"run {run}: {len(typed)} typed, {len(found)} found"


def _connect(page, profile):
    """Our own Chromium on this profile, driven by the Playwright of the test."""
    ready = profile / "DevToolsActivePort"
    ready.unlink(missing_ok=True)
    options = ["--headless=new", *site.QUIET, f"--user-data-dir={profile}", "--remote-debugging-port=0"]
    process = subprocess.Popen(
        [site.chromium(), *options, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(400):
        if ready.exists() and ready.read_text().count("\n"):
            break
        time.sleep(0.05)
    kind = page.context.browser.browser_type
    browser = kind.connect_over_cdp(f"http://127.0.0.1:{ready.read_text().split()[0]}")
    return process, browser


def _typed_until_killed(page, address, profile, seconds: float) -> str:
    process, browser = _connect(page, profile)
    theirs = browser.contexts[0].new_page()
    theirs.goto(f"{address}/fr/{LINES}")
    target = cell(theirs, "por.notdoing")
    target.fill("")
    target.focus()
    until = time.monotonic() + seconds
    for sign in TEXT[:120]:
        if time.monotonic() > until:
            break
        theirs.keyboard.type(sign)
        time.sleep(PACE)
    typed = target.input_value()  # what the person saw: a browser at its limit may drop a key before the page has it
    process.kill()
    process.wait(10)
    return typed


def _found_again(page, address, profile) -> str:
    process, browser = _connect(page, profile)
    theirs = browser.contexts[0].new_page()
    theirs.goto(f"{address}/fr/{LINES}")
    theirs.wait_for_timeout(400)
    value = cell(theirs, "por.notdoing").input_value()
    browser.close()
    process.kill()
    process.wait(10)
    return value


def test_offline_for_a_while_everything_arrives_once(fresh):
    page = fresh(f"/fr/{LINES}")
    for run in range(RUNS):
        page.context.set_offline(True)
        for name, text in (("idt.lead", f"Directrice {run}"), ("idt.deputy", f"Adjointe {run}")):
            cell(page, name).fill(text)
        cell(page, "por.notdoing").fill(f"Pas de site {run}")
        cell(page, "idt.lead").focus()
        field(page, "por.notdoing").get_by_text(re.compile("Pas encore envoyé")).first.wait_for()
        page.context.set_offline(False)
        for name in ("idt.lead", "idt.deputy", "por.notdoing"):
            saved(page, name)
            assert stored(page, name).endswith(f" {run}"), f"run {run}: {name}"
            field(page, name).locator("[data-saved]").evaluate("line => { line.textContent = '' }")
    part = field(page, "idt.lead")
    page.reload()
    part.locator(".dataide-plan__past > summary").click()
    part.locator("ol li").first.wait_for()
    assert part.locator("ol li").count() == RUNS, "each text is in the history once"


def test_signed_out_the_text_is_kept_and_sent_after_signing_in_again(fresh):
    page = fresh(f"/fr/{LINES}")
    for run in range(RUNS):
        page.route("**/handler/**", lambda route: route.fulfill(status=403, body="CSRF"))
        cell(page, "idt.lead").fill(f"Directrice {run}")
        cell(page, "idt.deputy").focus()
        field(page, "idt.lead").get_by_text(re.compile("votre session est finie")).first.wait_for()
        if run % 2:
            page.reload()
            assert cell(page, "idt.lead").input_value() == f"Directrice {run}", "it is still on this device"
        page.unroute("**/handler/**")
        page.evaluate("() => window.dispatchEvent(new Event('focus'))")  # back from the tab where one signed in
        saved(page, "idt.lead")
        assert stored(page, "idt.lead") == f"Directrice {run}"
        field(page, "idt.lead").locator("[data-saved]").evaluate("line => { line.textContent = '' }")


def test_two_tabs_show_both_texts_and_the_person_chooses(fresh):
    one = fresh(f"/fr/{LINES}")
    two = one.context.new_page()
    two.goto(one.url)
    for run, way in enumerate(("mine", "theirs", "mine", "theirs")):
        for page in (one, two):
            page.reload()
        cell(one, "por.notdoing").fill(f"De l’un {run}")
        cell(one, "idt.lead").focus()
        saved(one, "por.notdoing")
        cell(two, "por.notdoing").fill(f"De l’autre {run}")
        cell(two, "idt.lead").focus()
        asked = field(two, "por.notdoing").locator("[data-choice]")
        asked.wait_for()
        assert f"De l’un {run}" in asked.inner_text() and f"De l’autre {run}" in asked.inner_text()
        asked.locator(f'[data-keep="{way}"]').click()
        if way == "mine":
            saved(two, "por.notdoing")
        assert stored(one, "por.notdoing") == (f"De l’autre {run}" if way == "mine" else f"De l’un {run}")


def test_on_a_shared_computer_nothing_is_kept(fresh):
    page = fresh(f"/fr/{LINES}")
    page.locator("[data-shared]").check()
    page.context.set_offline(True)
    cell(page, "idt.lead").fill("Directrice")
    cell(page, "idt.deputy").focus()
    page.wait_for_timeout(600)
    left = page.evaluate("Object.keys(localStorage).filter(key => key.includes('cell:')).length")
    disk = page.evaluate(
        """() => new Promise(done => { const asked = indexedDB.open('dataide', 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore('kept');
        asked.onsuccess = () => { const all = asked.result.transaction('kept').objectStore('kept').getAllKeys();
        all.onsuccess = () => done(all.result.length); }; })"""
    )
    assert (left, disk) == (0, 0)
    page.context.set_offline(False)
    saved(page, "idt.lead")


def test_what_one_person_left_unsent_is_not_shown_to_the_next(fresh):
    page = fresh(f"/fr/{LINES}")
    page.route("**/handler/**", lambda route: route.abort())
    cell(page, "idt.lead").fill("De Josée")
    cell(page, "idt.deputy").focus()
    page.wait_for_timeout(600)
    page.unroute("**/handler/**")
    choose(page, "Margaret Doyle")
    page.goto(f"/fr/{LINES}")
    page.wait_for_timeout(300)
    assert cell(page, "idt.lead").input_value() == ""
