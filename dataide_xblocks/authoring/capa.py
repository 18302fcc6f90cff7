"""The platform's own questions (capa), written as the XML that goes inside <problem>."""

from __future__ import annotations

import html
from dataclasses import dataclass

from lxml import etree

from ..domain.language import _, say

RESPONSES = {
    "choice": "multiplechoiceresponse",
    "boxes": "choiceresponse",
    "dropdown": "optionresponse",
    "number": "numericalresponse",
    "text": "stringresponse",
}


@dataclass(frozen=True)
class Choice:
    """One choice; `unselected` is what boxes say when it was left alone."""

    text: str
    correct: bool
    feedback: str = ""
    unselected: str = ""


@dataclass(frozen=True)
class Answer:
    """One answer that a learner may write, right or wrong, and what it is told."""

    value: str
    feedback: str = ""


@dataclass(frozen=True)
class Question:
    """One question. `kind` is a key of RESPONSES; what a kind does not use stays empty."""

    kind: str
    label: str
    description: str = ""
    before: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    combined: tuple[tuple[str, str], ...] = ()
    right: tuple[Answer, ...] = ()
    wrong: tuple[Answer, ...] = ()
    tolerance: str = ""
    pattern: bool = False
    hints: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()

    @property
    def signature(self) -> tuple[str, int, tuple[int, ...], tuple[str, ...]]:
        """What must be the same in every language: kind, number of choices, the right ones, and numbers."""
        right = tuple(index for index, choice in enumerate(self.choices) if choice.correct)
        numbers = (*(answer.value for answer in self.right), self.tolerance) if self.kind == "number" else ()
        return self.kind, len(self.choices), right, numbers


def written(questions: tuple[Question, ...], language: str) -> str:
    """The inner XML of one <problem>: each question with its label and explanation inside, hints last."""
    problem = etree.Element("problem")
    for question in questions:
        problem.append(_response(question, language))
    hints = [hint for question in questions for hint in question.hints]
    if hints:
        holder = etree.SubElement(problem, "demandhint")
        for hint in hints:
            _add(holder, "hint", hint)
    for child in problem:
        etree.indent(child)
    return "".join(etree.tostring(child, encoding="unicode") + "\n" for child in problem)


def _response(question: Question, language: str) -> etree._Element:
    response = etree.Element(RESPONSES[question.kind])
    for text in question.before:
        _add(response, "p", text)
    if question.label:
        _add(response, "label", question.label)
    if question.description:
        _add(response, "description", question.description)
    _INPUTS[question.kind](response, question)
    if question.explanation:
        solution = etree.SubElement(etree.SubElement(response, "solution"), "div", {"class": "detailed-solution"})
        for text in (say(language)(_("Explanation")), *question.explanation):
            _add(solution, "p", text)
    return response


def _choices(response: etree._Element, question: Question) -> None:
    group = etree.SubElement(response, "choicegroup", type="MultipleChoice")
    for choice in question.choices:
        element = _add(group, "choice", choice.text, correct=str(choice.correct).lower())
        _hint(element, "choicehint", choice.feedback)


def _boxes(response: etree._Element, question: Question) -> None:
    group = etree.SubElement(response, "checkboxgroup")
    for choice in question.choices:
        element = _add(group, "choice", choice.text, correct=str(choice.correct).lower())
        _hint(element, "choicehint", choice.feedback, selected="true")
        _hint(element, "choicehint", choice.unselected, selected="false")
    for letters, text in question.combined:
        # The platform reads this one as text and shows it as HTML: escaped twice, it stays text.
        _add(group, "compoundhint", html.escape(text, quote=False), value=letters)


def _dropdown(response: etree._Element, question: Question) -> None:
    menu = etree.SubElement(response, "optioninput")
    for choice in question.choices:
        # The platform joins the options between straight apostrophes: none may be inside.
        option = _add(menu, "option", choice.text.replace("'", "’"), correct=str(choice.correct))
        _hint(option, "optionhint", choice.feedback)


def _number(response: etree._Element, question: Question) -> None:
    """<textline/>, not <formulaequationinput/>: the grading is the same, and it needs no preview script nor call."""
    first, *others = question.right
    response.set("answer", first.value)
    if question.tolerance:
        etree.SubElement(response, "responseparam", type="tolerance", default=question.tolerance)
    _others(response, others)
    etree.SubElement(response, "textline", size="20")
    _hint(response, "correcthint", first.feedback)


def _text(response: etree._Element, question: Question) -> None:
    first, *others = question.right
    response.set("answer", first.value)
    response.set("type", "ci regexp" if question.pattern else "ci")
    _hint(response, "correcthint", first.feedback)
    _others(response, others)
    for answer in question.wrong:
        _add(response, "stringequalhint", answer.feedback, answer=answer.value)
    etree.SubElement(response, "textline", size="20")


_INPUTS = {"choice": _choices, "boxes": _boxes, "dropdown": _dropdown, "number": _number, "text": _text}


def _others(response: etree._Element, answers: list[Answer]) -> None:
    for answer in answers:
        element = etree.SubElement(response, "additional_answer", answer=answer.value)
        _hint(element, "correcthint", answer.feedback)


def _hint(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    """A feedback; `Bravo:: the rest` replaces the platform's own “Correct:” by “Bravo”."""
    label, mark, rest = text.partition("::")
    if mark:
        attributes["label"] = label.strip()
    if text:
        _add(parent, tag, rest.strip() if mark else text, **attributes)


def _add(parent: etree._Element, tag: str, text: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, tag, attributes)
    element.text = text
    return element
