"""An exercise of the plan in a page: what it carries, what is wrong in it, and what a course must show of its plan."""

from __future__ import annotations

import pytest
from lxml import etree

from dataide_xblocks.authoring import build, new, olx
from dataide_xblocks.authoring.align import align
from dataide_xblocks.domain.plan_reading import read_template

from .drawn import course, draw
from .plan_drawn import FENCE, PAGE, PLAN, TEMPLATE, WHOLE, files_with_a_plan

OPTION = "{http://code.edx.org/xblock/option}"
ASKED = 'fields = ["abc.name", "abc.size"]'


def problems_of(tmp_path, files):
    draw(tmp_path, files)
    return build.read(tmp_path).problems


def blocks_of(tmp_path, lang: str = "fr"):
    """{id: element} of the plan's blocks on the first page."""
    tree = olx.tree(build.read(tmp_path).courses[lang])
    found = etree.fromstring(tree["vertical/w01-accueil.xml"]).iterchildren("dataide_plan")
    return {block.get("url_name"): block for block in found}


def test_an_exercise_carries_its_fields_in_its_own_language_only(tmp_path):
    draw(tmp_path, files_with_a_plan())
    align(tmp_path)
    for lang in ("fr", "en"):
        block = blocks_of(tmp_path, lang)["w01-ecrire"]
        assert dict(block.attrib) == {
            "url_name": "w01-ecrire",
            "display_name": "Plan",
            "slot": "w01-ecrire",
            "shows": "abc.name abc.size",
        }
        part = read_template(block.findtext(f"{OPTION}exercise"))
        assert (part.lang, [each.id for each in part.fields]) == (lang, ["abc.name", "abc.size"])
        assert block.find(f"{OPTION}translation") is None


def test_the_whole_plan_is_carried_in_both_languages(tmp_path):
    draw(tmp_path, files_with_a_plan())
    block = blocks_of(tmp_path)["w01-plan"]
    assert block.get("shows") is None
    plans = [read_template(block.findtext(f"{OPTION}{name}")) for name in ("exercise", "translation")]
    assert [plan.lang for plan in plans] == ["fr", "en"] and plans[0].edition == plans[1].edition
    assert plans[0].edition == read_template(TEMPLATE["fr"]).edition


def test_the_fields_are_shown_in_the_order_of_the_plan_and_carried_with_what_they_need(tmp_path):
    fence = FENCE.replace(ASKED, 'fields = ["sui.indicators", "don.inventory", "abc.name"]')
    files = {path.replace("w01/", "w08/"): text for path, text in files_with_a_plan("").items()}
    for lang in ("fr", "en"):
        week = f"content/{lang}/w08/week.toml"
        files[week] = str(files[week]).replace("week = 1", "week = 8")
        page = f"content/{lang}/w08/02-quiz.md"
        files[page] = str(files[page]) + fence
    draw(tmp_path, files)
    report = build.read(tmp_path)
    assert [p.printed("en") for p in report.problems if p.blocking] == []
    page = olx.tree(report.courses["en"])["vertical/w01-quiz.xml"]
    block = etree.fromstring(page).find("dataide_plan")
    assert block.get("shows") == "abc.name don.inventory sui.indicators"
    part = read_template(block.findtext(f"{OPTION}exercise"))
    assert [each.id for each in part.fields] == ["abc.name", "don.inventory", "sui.indicators"]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    ("old", "new_", "offset", "words"),
    [
        ('plan = "plan"', 'plan = "plna"', 2, "Name a plan"),
        ('title = "Plan"', 'title = ""', 1, "Give this exercise a title"),
        ('title = "Plan"', "", 1, "Give this exercise a title"),
        (ASKED, 'field = ["abc.name"]', 3, "not known here"),
        (ASKED, "", 1, "Write either fields"),
        (ASKED, "fields = []", 3, "Write either fields"),
        (ASKED, "whole = false", 1, "Write either fields"),
        (ASKED, ASKED + "\nwhole = true", 4, "Write either fields"),
        (ASKED, 'whole = "yes"', 1, "Write either fields"),
        (ASKED, 'fields = "abc.name"', 3, "between brackets"),
        (ASKED, "fields = [1]", 3, "between brackets"),
        (ASKED, 'fields = [\n  "abc.name",\n  "abc.nam",\n]', 5, "This plan has no field “abc.nam”"),
        (ASKED, 'fields = ["abc.nam"]', 3, "week 1 feeds: abc.name, abc.size, abc.period, abc.levels"),
        (ASKED, 'fields = [\n  "abc.name",\n  "don.inventory",\n]', 5, "Week 1 does not feed “don.inventory”"),
        (ASKED, 'fields = [\n  "abc.name",\n  "abc.name",\n]', 5, "named twice"),
        (ASKED, 'fields = ["abc.name"', 3, "not written as TOML"),
        ('title = "Plan"', 'title = "a\\u0007"', 1, "An invisible character"),
    ],
)
def test_a_mistake_in_the_fence_is_told_at_its_line(tmp_path, lang, old, new_, offset, words):
    """`offset` counts from the fence's first line."""
    files, path = files_with_a_plan(), f"content/{lang}/{PAGE}"
    before = str(files[path])
    assert old in FENCE
    files[path] = before.replace(FENCE, FENCE.replace(old, new_))
    first = before.count("\n", 0, before.index(FENCE.strip())) + 1
    found = [p for p in problems_of(tmp_path, files) if p.path == path and words in p.printed("en")]
    assert [(p.line, p.blocking) for p in found] == [(first + offset, True)]


def test_a_field_may_be_asked_again_later_but_never_before_its_week(tmp_path):
    """Week 0 is before the first week that feeds abc.name, week 2 after; abc.levels comes back in week 12."""
    fence = FENCE.replace(ASKED, 'fields = ["abc.name", "abc.levels"]')
    for week, blocking in ((0, [True, True]), (1, []), (2, [False, False]), (12, [False])):
        files = files_with_a_plan(fence)
        for lang in ("fr", "en"):
            name = f"content/{lang}/w01/week.toml"
            files[name] = str(files[name]).replace("week = 1", f"week = {week}")
            quiz = f"content/{lang}/w01/02-quiz.md"
            files[quiz] = str(files[quiz]).partition("```dataide-pulse")[0]
        found = [p for p in problems_of(tmp_path, files) if "does not feed" in p.printed("en")]
        assert [p.blocking for p in found if p.path.startswith("content/fr")] == blocking, week


def test_other_fields_in_english_are_refused(tmp_path):
    files, path = files_with_a_plan(), f"content/en/{PAGE}"
    files[path] = str(files[path]).replace(ASKED, 'fields = ["abc.name"]')
    found = [p for p in problems_of(tmp_path, files) if "Choices, ids or right answers are not" in p.printed("en")]
    assert [(p.path, p.blocking) for p in found] == [(path, True)]


def test_the_order_of_fields_is_the_plan_s_and_not_the_page_s(tmp_path):
    files, path = files_with_a_plan(), f"content/en/{PAGE}"
    files[path] = str(files[path]).replace(ASKED, 'fields = ["abc.size", "abc.name"]')
    assert [p.printed("en") for p in problems_of(tmp_path, files) if p.blocking] == []


# What a course shows of its plan


def mentioned(tmp_path, files, words: str) -> list[str]:
    """The paths of what is said with these `words`; nothing of it blocks."""
    found = [p for p in problems_of(tmp_path, files) if words in p.printed("en")]
    assert not any(p.blocking for p in found)
    return [p.path for p in found]


BOTH = [f"content/en/{PLAN}", f"content/fr/{PLAN}"]


def test_a_plan_that_no_page_shows_is_mentioned_and_nothing_more_is_said_of_it(tmp_path):
    files = files_with_a_plan("")
    assert mentioned(tmp_path, files, "No page shows this plan: show it") == BOTH
    assert mentioned(tmp_path, files, "of the fields of this plan") == []
    assert mentioned(tmp_path, files_with_a_plan(), "No page shows this plan: show it") == []


def test_a_plan_never_shown_whole_is_mentioned(tmp_path):
    assert mentioned(tmp_path, files_with_a_plan(FENCE), "No page shows this plan whole") == BOTH
    assert mentioned(tmp_path, files_with_a_plan(FENCE + WHOLE), "No page shows this plan whole") == []


def test_the_fields_that_no_week_asks_are_told_in_one_sentence(tmp_path):
    found = [p for p in problems_of(tmp_path, files_with_a_plan()) if "of the fields of this plan" in p.printed("en")]
    assert [(p.path, p.params["count"], p.params["field"]) for p in found] == [
        (path, 10, "abc.period") for path in BOTH
    ]
    header = TEMPLATE["en"].count("\n", 0, TEMPLATE["en"].index('id = "abc.period"'))
    assert {p.line for p in found} == {header} and not any(p.blocking for p in found)


def test_a_field_asked_only_in_a_week_that_does_not_feed_it_counts_as_never_asked(tmp_path):
    files = files_with_a_plan()
    for lang in ("fr", "en"):
        name, quiz = f"content/{lang}/w01/week.toml", f"content/{lang}/w01/02-quiz.md"
        files[name] = str(files[name]).replace("week = 1", "week = 2")
        files[quiz] = str(files[quiz]).partition("```dataide-pulse")[0]
    found = [p for p in problems_of(tmp_path, files) if "of the fields of this plan" in p.printed("en")]
    assert {(p.params["count"], p.params["field"]) for p in found} == {(12, "abc.name")}


def test_nothing_is_said_to_be_missing_when_every_field_is_asked(tmp_path):
    files = files_with_a_plan()
    for lang in ("fr", "en"):
        path = f"content/{lang}/{PLAN}"
        text = str(files[path])
        files[path] = text[: text.index('[[section.field]]\nid = "abc.period"')]
    assert mentioned(tmp_path, files, "of the fields of this plan") == []


def test_a_page_that_cannot_be_read_says_nothing_of_the_fields(tmp_path):
    files = files_with_a_plan()
    files["content/fr/w01/02-quiz.md"] = b"\xff"
    assert mentioned(tmp_path, files, "of the fields of this plan") == [f"content/en/{PLAN}"]


def test_a_changed_plan_is_read_again_by_a_warm_build(tmp_path):
    draw(tmp_path, files_with_a_plan())
    first = blocks_of(tmp_path)
    path = tmp_path / "content" / "fr" / PLAN
    path.write_text(path.read_text("utf-8").replace('name = "Mot"\nshape = "line"', 'name = "Autre"\nshape = "line"'))
    again = blocks_of(tmp_path)
    for name in ("w01-ecrire", "w01-plan"):
        assert "Autre" in again[name].findtext(f"{OPTION}exercise")
        assert "Autre" not in first[name].findtext(f"{OPTION}exercise")


# Where a designer starts


def test_a_designer_starts_with_a_small_plan(tmp_path):
    draw(tmp_path, course())
    made = new.new_exercise(tmp_path, "dataide-plan", "w01-accueil", "w01-ecrire")
    assert {f"content/fr/{PLAN}", f"content/en/{PLAN}"} <= set(made)
    assert [p.printed("en") for p in build.read(tmp_path).problems if p.blocking] == []
    again = new.new_exercise(tmp_path, "dataide-plan", "w01-accueil", "w01-ecrire-2")
    assert f"content/fr/{PLAN}" not in again, "the plan there is is shown, and not written over"


def test_a_new_exercise_asks_the_fields_that_its_week_feeds(tmp_path):
    draw(tmp_path, files_with_a_plan(""))
    new.new_exercise(tmp_path, "dataide-plan", "w01-accueil", "w01-ecrire")
    for lang in ("fr", "en"):
        assert blocks_of(tmp_path, lang)["w01-ecrire"].get("shows") == "abc.name abc.size abc.period abc.levels"


@pytest.mark.parametrize("broken", ["", 'id = "plan"'])
def test_a_new_exercise_of_a_week_that_feeds_nothing_shows_the_whole_plan(tmp_path, broken):
    files = files_with_a_plan("")
    for lang in ("fr", "en"):
        name = f"content/{lang}/w01/week.toml"
        files[name] = str(files[name]).replace("week = 1", "week = 5")
        files[f"content/{lang}/{PLAN}"] = broken or files[f"content/{lang}/{PLAN}"]
    draw(tmp_path, files)
    new.new_exercise(tmp_path, "dataide-plan", "w01-accueil", "w01-plan")
    assert "whole = true" in (tmp_path / f"content/en/{PAGE}").read_text("utf-8")
