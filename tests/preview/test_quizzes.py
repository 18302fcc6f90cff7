"""Every question of the course answered in every way it offers: the key is the author's, and each choice says why."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from webob import Request
from webob.multidict import MultiDict

from dataide_xblocks.preview.core_blocks import StandIn, core_block
from dataide_xblocks.preview.library import Course
from dataide_xblocks.preview.olx import tree_in
from dataide_xblocks.preview.people import CAST, Person

COURSE = Path(__file__).resolve().parents[2] / "course"
PROBLEMS = sorted(COURSE.glob("*/problem/*.xml"))
TICKED = re.compile(r"\s*(?:\(x\)|\[x\]|\(.*\)\s*\{\{)")  # a right choice, as its author marks it
OFFERED = re.compile(r"\s*(?:\( ?x? ?\)|\[ ?x? ?\]) |.*\S\s*\{\{")
CHOICES = {"multiplechoiceresponse": "choice", "choiceresponse": "choice", "optionresponse": "option"}
LEARNERS = count(10_000)  # each answer is somebody's first: no attempt is used up

WEEKS = sorted({(path.parent.parent.name, path.stem[:3]) for path in PROBLEMS})
every_week = pytest.mark.parametrize(("language", "week"), WEEKS)
real = pytest.mark.skipif(
    core_block("problem") in (None, StandIn),
    reason="the platform's problem block (xblocks-contrib, Python 3.12 or newer) does not run here",
)


@cache
def course(language: str) -> Course:
    return Course(language, tree_in(COURSE / language))


def response(path: Path) -> Any:
    """The one question of a problem."""
    [found] = [node for node in etree.parse(path).getroot() if node.tag.endswith("response")]
    return found


def offered(question: Any) -> list[Any]:
    """Its choices, in the order of the page; none where something is typed."""
    return list(question.iter(CHOICES[question.tag])) if question.tag in CHOICES else []


def right(question: Any) -> list[bool]:
    """Which of its choices the platform is told are right."""
    return [choice.get("correct").lower() == "true" for choice in offered(question)]


def words(node: Any, chosen: bool = True) -> str:
    """What is said of a choice once it is taken, or left."""
    hints = [
        n for n in node if n.tag.endswith("hint") and n.get("selected", str(chosen).lower()) == str(chosen).lower()
    ]
    return spaced("".join(hints[0].itertext())) if hints else ""


def spaced(text: str) -> str:
    return " ".join(text.split())


def problems(language: str, week: str) -> list[Path]:
    return [path for path in PROBLEMS if path.parent.parent.name == language and path.stem.startswith(week)]


@every_week
def test_the_key_is_the_one_its_author_ticked(language, week):
    for path in problems(language, week):
        question, source = response(path), etree.parse(path).getroot().get("markdown")
        written = [line for line in source.splitlines() if OFFERED.match(line) and not line.startswith((">>", "="))]
        if question.tag == "numericalresponse":
            assert re.search(rf"^= {re.escape(question.get('answer'))}(?: |$)", source, re.M), path.name
        else:
            assert [bool(TICKED.match(line)) for line in written] == right(question), path.name


@every_week
def test_a_question_of_one_answer_has_one_and_each_choice_says_why(language, week):
    for question in map(response, problems(language, week)):
        several = {"choiceresponse": range(1, len(offered(question)) + 1), "numericalresponse": [0]}
        assert sum(right(question)) in several.get(question.tag, [1])
        said = [words(choice, chosen) for choice in offered(question) for chosen in (True, False)]
        assert all(said) and len(set(said[::2])) == len(offered(question))


def test_both_languages_have_the_same_key():
    keys = [
        {path.stem: (right(response(path)), response(path).get("answer")) for path in PROBLEMS if lang in path.parts}
        for lang in ("fr", "en")
    ]
    assert keys[0] == keys[1] and len(keys[0]) > 60


Attempt = tuple[object, bool, list[str]]  # what is sent, whether it is right, what must then be read


def attempts(question: Any) -> Iterator[Attempt]:
    """Every choice alone; the right boxes, then each box changed; the number, and numbers beside it."""
    choices, key = offered(question), right(question)
    if question.tag == "numericalresponse":
        number = float(question.get("answer"))
        yield question.get("answer"), True, [spaced("".join(question.find("correcthint").itertext()))]
        yield from ((f"{wrong:g}", False, []) for wrong in (number + 1, number - 1, number * 10, -number, number / 100))
    elif question.tag == "choiceresponse":
        for changed in (None, *range(len(key))):
            ticks = [tick != (place == changed) for place, tick in enumerate(key)]
            sent = [f"choice_{place}" for place, tick in enumerate(ticks) if tick]
            yield sent, changed is None, [words(choice, tick) for choice, tick in zip(choices, ticks, strict=True)]
    else:
        for place, choice in enumerate(choices):
            name = choice.text.strip() if question.tag == "optionresponse" else f"choice_{place}"
            yield name, key[place], [words(choice)]


def answered(path: Path, sent: object) -> dict[str, Any]:
    """What the platform's block answers to somebody who has never seen the question."""
    from dataide_xblocks.preview.runtime import PreviewRuntime

    shown = course(path.parent.parent.name)
    shown.unit(shown.page_of[path.stem])
    block = PreviewRuntime(shown, Person(next(LEARNERS), CAST[0])).get_block(shown.key.usage("problem", path.stem))
    name = f"input_{path.stem}_2_1"
    fields = MultiDict([(f"{name}[]", one) for one in sent] if isinstance(sent, list) else [(name, sent)])
    answer = block.runtime.handle(block, "xmodule_handler", Request.blank("/", POST=fields), "problem_check")
    return answer.json


@real
@every_week
def test_the_platforms_block_gives_the_point_to_the_right_answer_only_and_says_why(language, week):
    for path in problems(language, week):
        for sent, is_right, said in attempts(response(path)):
            told, about = answered(path, sent), f"{path.name}: {sent}"
            assert (told["success"], told["current_score"]) == (("incorrect", 0), ("correct", 1))[is_right], about
            read = spaced(html.unescape(re.sub(r"<[^>]+>", " ", told["contents"])))
            assert [sentence for sentence in said if sentence not in read] == [], about
