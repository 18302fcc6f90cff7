"""Every rule of docs/content-rules.md that a program checks finds a fault seeded in a week that keeps them all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dataide_xblocks.authoring import build, rules
from dataide_xblocks.authoring.align import align

from .drawn import draw
from .drawn_week import EXAMPLE, EXERCISE, LAST, NEXT, PLAN, QUIZ, READ, SAID, SENTENCES, WEEK, prose, week
from .test_mistakes import added, changed, gone

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "dataide_xblocks"
PARAGRAPHS = {READ: 18, NEXT: 18, EXAMPLE: 14}  # of the drawn pages


def own(french: str, english: str = ""):
    """Text at the end of the first page: in each language its own, or the same."""

    def spoil(files, lang):
        files[f"content/{lang}/{READ}"] += f"\n{french if lang == 'fr' else english or french}\n"

    return spoil


def said(key: str, new: str | dict[str, str], file: str = READ):
    """Another text wherever the drawn week says what stands under `key`."""

    def spoil(files, lang):
        path, old = f"content/{lang}/{file}", SAID[lang][key]
        assert old in files[path], f"{old} is not in {path}"
        files[path] = files[path].replace(old, new if isinstance(new, str) else new[lang])

    return spoil


def written(sentences: dict[str, str]):
    """Other sentences on the second page."""

    def spoil(files, lang):
        files[f"content/{lang}/{NEXT}"] = files[f"content/{lang}/{NEXT}"].replace(SENTENCES[lang], sentences[lang])

    return spoil


def sized(file: str, paragraphs: int):
    """A page with another number of paragraphs."""

    def spoil(files, lang):
        changed(file, prose(lang, PARAGRAPHS[file]), prose(lang, paragraphs))(files, lang)

    return spoil


def both(*spoils):
    def spoil(files, lang):
        for each in spoils:
            each(files, lang)

    return spoil


def without_headings(files, lang):
    path = f"content/{lang}/{EXAMPLE}"
    files[path] = files[path].replace(f"## {SAID[lang]['heading']}", "")


def sentence(french: str, english: str, times: int) -> dict[str, str]:
    """Three long sentences in each language, of `times` the same words and one more."""
    return {"fr": f"{french * times}fin. ".capitalize() * 3, "en": f"{english * times}end. ".capitalize() * 3}


WORDY = ("un mot de plus et ", "one more word and ")
LONGISH = {"fr": sentence(*WORDY, 3)["fr"], "en": sentence(*WORDY, 4)["en"]}
HARD = {
    "fr": "La réorganisation institutionnelle nécessite une documentation particulièrement rigoureuse. " * 4,
    "en": "Institutional reorganization necessitates particularly comprehensive documentation everywhere. " * 4,
}
CLIPPED = {"fr": "Il lit. Elle rit. Il dort. Elle part.", "en": "He reads. She laughs. He sleeps. She leaves."}
JOURNAL = f"""```dataide-journal w04-journal
title = "a"
prompt = "{"mot " * 36}"
```"""
UNSEEN = {"fr": "comprendre le tableau", "en": "understand the table"}
NEGATIVE = {"fr": "Laquelle n’est pas vraie?", "en": "Which one is not true?"}
ALIKE = {lang: f"[x] {SAID[lang]['right']}" for lang in SAID}
ROOM = "Elle le dit à toute son équipe dès que possible, et de vive voix"
BAD_LINES = {"fr": "| Une |", "en": "| One |"}


def one_form(files, lang):
    """The question with boxes, as one with a choice."""
    said, path = SAID[lang], f"content/{lang}/{QUIZ}"
    start = files[path].index("[x]")
    choices = f"(x) {said['right']} {{{{{said['why']}}}}}\n( ) {said['wrong']} {{{{{said['not']}}}}}\n```\n"
    files[path] = files[path][:start] + choices


def no_feedback(files, lang):
    changed(QUIZ, f" {{{{{SAID[lang]['why']}}}}}", "")(files, lang)


def undated(files, lang):
    changed(READ, " 2026.\n[^n2]", ".\n[^n2]")(files, lang)


def fewer_outcomes(files, lang):
    changed(READ, f"- {SAID[lang]['outcomes'][0]};\n", "")(files, lang)


def unseen_outcome(files, lang):
    changed(READ, SAID[lang]["outcomes"][1], UNSEEN[lang])(files, lang)


def clipped(files, lang):
    for path in [path for path in files if path.startswith(f"content/{lang}/w04/") and path.endswith(".md")]:
        files[path] = files[path].replace(SENTENCES[lang], CLIPPED[lang] * 3)


# (rule, what is spoilt, file, a text of the line where it is told ("" for the first), whether it blocks)
FAULTS = [
    ("Q-01", both(sized(READ, 9), sized(NEXT, 9)), WEEK, "", True),
    ("Q-02", sized(NEXT, 6), NEXT, "id =", False),
    ("Q-02", gone(NEXT), WEEK, "", False),
    ("Q-03", gone(EXAMPLE), WEEK, "", True),
    ("Q-03", sized(EXAMPLE, 10), EXAMPLE, "id =", True),
    ("Q-04", own("Un. Deux. Trois. Quatre. Cinq."), READ, "Un. Deux.", False),
    ("Q-05", without_headings, EXAMPLE, SENTENCES, False),
    ("Q-06", changed(EXERCISE, "minutes = 5", "minutes = 0"), EXERCISE, "id =", True),
    ("Q-06", changed(EXERCISE, "(5 minutes)", "(50 minutes)"), EXERCISE, "50 minutes", True),
    ("Q-07", changed(EXERCISE, "minutes = 5", "minutes = 150"), WEEK, "", True),
    ("Q-07", changed(EXERCISE, "minutes = 5", "minutes = 96\nessential = true"), WEEK, "", True),
    ("Q-08", added("images/schema.svg", b"<svg " + b" " * 310_000 + b"/>"), "images/schema.svg", "", True),
    ("Q-08", own("![a](image:schema.svg)\n\n" * 3), READ, "id =", True),
    ("Q-10", written(sentence(*WORDY, 8)), NEXT, "id =", True),
    ("Q-10", written(LONGISH), NEXT, "id =", False),
    ("Q-10", clipped, WEEK, "", False),
    ("Q-11", written(sentence(*WORDY, 8)), NEXT, "id =", True),
    ("Q-12", written(HARD), NEXT, "id =", True),
    ("Q-13", written(HARD), NEXT, "id =", False),
    ("Q-14", written(HARD), NEXT, "id =", False),
    ("Q-15", own(" ".join(f"**terme{n}** ici." for n in range(9))), READ, "**terme0**", True),
    ("Q-16", own("A (AB) A (BC) A (EF) A (GH) A (IJ)."), READ, "(AB)", True),
    ("Q-16", own("La XYZ et nous."), READ, "XYZ", True),
    ("Q-20", fewer_outcomes, WEEK, "", True),
    ("Q-20", unseen_outcome, READ, UNSEEN, True),
    ("Q-23", changed(LAST, "!!! gain", "!!! note"), WEEK, "", True),
    ("Q-23", own('!!! gain "Encore"\n    Du temps.'), LAST, "!!! gain", True),
    ("Q-24", changed(READ, "https://example.org/8", "https://example.org/7"), WEEK, "", True),
    ("Q-24", changed(READ, "(https://example.org/8)", ""), READ, "[^n8]: ", True),
    ("Q-24", undated, READ, "[^n1]: ", True),
    ("Q-25", changed("course.toml", "2027-01-18", "2028-01-17"), READ, "[^n1]: ", False),
    ("Q-26", own("Trente jours (V)."), READ, "(V)", True),
    ("Q-27", said("caution", "Attention"), WEEK, "", True),
    ("Q-27", said("cautious", "Rien."), WEEK, "", True),
    ("Q-30", changed(QUIZ, "```problem w04-q5", "```text"), WEEK, "", True),
    ("Q-30", one_form, QUIZ, "problem w04-q1", True),
    ("Q-30", said("ask", NEGATIVE, QUIZ), QUIZ, "problem w04-q1", True),
    ("Q-30", no_feedback, QUIZ, "(x)", True),
    ("Q-31", said("right", ROOM, QUIZ), QUIZ, "problem w04-q1", False),
    ("Q-32", said("gained", "mot " * 26, PLAN), PLAN, "[[section.field]]", True),
    ("Q-32", changed(EXERCISE, "(file:liste.csv)", "(https://example.org/)"), EXERCISE, "id =", True),
    ("Q-33", own(JOURNAL), READ, "prompt =", True),
    ("Q-34", added("files/liste.csv", b"a" * 300_000), "files/liste.csv", "", True),
    ("Q-35", own("Téléphone 819 555-1234."), READ, "Téléphone", True),
    ("Q-35", own("Courriel josee@huche.qc.ca."), READ, "Courriel", True),
    ("Q-35", own("Adresse J1H 4A2."), READ, "Adresse", True),
    ("Q-37", own("Le mot: il suffit d’oser.", "Le mot: best-in-class."), READ, "Le mot:", True),
    ("Q-38", own("Le mot: retardataires.", "Le mot: they fail to answer."), READ, "Le mot:", True),
    ("Q-40", changed(EXERCISE, "minutes = 5", "minutes = 6"), EXERCISE, "id =", True),
    ("Q-41", sized(EXAMPLE, 10), EXAMPLE, "id =", False),
    ("Q-43", own("Le mot: données personnelles.", "Le mot: an intervenor."), READ, "Le mot:", True),
    ("Q-44", own("Un mot !"), READ, "Un mot", True),
    ("Q-51", own("![](image:schema.svg)"), READ, "![](", True),
    ("Q-52", said("caption", "Rien."), READ, BAD_LINES, True),
    ("Q-52", own("#### Trop bas"), READ, "Trop bas", True),
    ("Q-53", own("[ici](https://example.org/a)"), READ, "[ici]", True),
    ("Q-58", own(f"*{'mot ' * 13}fin.*"), READ, "*mot", False),
]  # fmt: skip
# The other language has no such rule.
ONE_LANGUAGE = {("Q-03", EXAMPLE): "fr", ("Q-13", NEXT): "en", ("Q-40", EXERCISE): "en", ("Q-41", EXAMPLE): "en"}
CASES = [
    (lang, *fault) for fault in FAULTS for lang in ("fr", "en") if ONE_LANGUAGE.get((fault[0], fault[2]), lang) == lang
]


def problems_of(root, spoil, *languages):
    files = week()
    for lang in languages:
        spoil(files, lang)
    draw(root, files)
    align(root)
    return build.read(root).problems, files


@pytest.mark.parametrize(
    ("lang", "rule", "spoil", "file", "mark", "blocks"), CASES, ids=[f"{c[1]}-{n}-{c[0]}" for n, c in enumerate(CASES)]
)
def test_a_seeded_fault_is_found_at_its_line(tmp_path, lang, rule, spoil, file, mark, blocks):
    problems, _files = problems_of(tmp_path, spoil, lang)
    path, text = f"content/{lang}/{file}", mark if isinstance(mark, str) else mark[lang]
    lines = (tmp_path / path).read_text("utf-8").split("\n") if text else [""]
    line = next(number for number, written in enumerate(lines, 1) if text in written)
    found = [p for p in problems if (p.rule, p.path, p.line, p.blocking) == (rule, path, line, blocks)]
    assert found, "\n".join(p.printed("en") for p in problems)
    assert found[0].printed().endswith(f"[{rule}]")


def test_a_week_that_keeps_every_rule_has_nothing_said_about_it(tmp_path):
    problems, _files = problems_of(tmp_path, lambda files, lang: None)
    assert [p.printed("en") for p in problems] == []


def test_a_draft_waits_for_the_rules(tmp_path):
    spoil = both(changed(WEEK, "week = 4", "week = 4\ndraft = true"), sized(READ, 3), gone(EXAMPLE))
    problems, _files = problems_of(tmp_path, spoil, "fr", "en")
    assert not [p.printed("en") for p in problems if p.rule]
    assert rules.drafts(build.read(tmp_path).courses) == ["w04"]


# The table of docs/content-rules.md: id, rule, blocks or warns, where, test.
ROW = re.compile(r"^\| (Q-\d\d) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.M)
TABLE = {row[0]: row for row in ROW.findall((ROOT / "docs/content-rules.md").read_text("utf-8"))}
SEEDED = {fault[0] for fault in FAULTS}


def test_every_rule_that_check_finds_has_a_seeded_fault():
    assert {name for name, row in TABLE.items() if "test_rules.py" in row[4]} == SEEDED


def test_every_rule_that_the_program_names_is_in_the_table():
    named = {name for path in PACKAGE.glob("authoring/*.py") for name in re.findall(r"Q-\d\d", path.read_text("utf-8"))}
    assert named <= TABLE.keys()
    told = {name for rule in rules.OF_A_WEEK for name in re.findall(r"Q-\d\d", rule.__doc__)}
    assert told <= SEEDED and all("Q-" in rule.__doc__ for rule in rules.OF_A_WEEK)


@pytest.mark.parametrize("rule", sorted(SEEDED))
def test_the_table_says_whether_a_fault_blocks(rule):
    assert {("blocks" if fault[4] else "warns") in TABLE[rule][2] for fault in FAULTS if fault[0] == rule} == {True}


def test_every_other_rule_has_its_own_test_or_its_people():
    people = (ROOT / "docs/before-a-cohort.md").read_text("utf-8")
    french, _rule, english = people.partition("\n---\n")
    for name, row in TABLE.items():
        tests = re.findall(r"`(tests/[\w/]+\.py)`", row[4])
        assert tests or "people" in row[4], name
        assert all((ROOT / path).is_file() for path in tests), row
        if "people" in row[4]:
            assert name in french and name in english, f"{name} is for people: say so in docs/before-a-cohort.md"
