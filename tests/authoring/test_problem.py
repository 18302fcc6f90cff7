"""Questions: the simple editor's Markdown is read strictly, and the platform grades what the author wrote."""

from __future__ import annotations

import gettext
import html
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dataide_xblocks.authoring.problem import CoreProblem, read_problem

CHOICE = """Une mise en situation: l'accueil.

>>Que faire d'abord?||Une seule réponse.<<
( ) Acheter un logiciel {{Trop tôt: l'outil vient après.}}
(x) Faire la liste {{Bravo:: Oui, c'est
  le premier pas.}}
( ) Attendre {{Non.}}

||Pensez à ce que vous avez déjà.||

[explanation]
Une liste
ne coûte rien.

Voilà.
[explanation]"""

BOXES = """>>Lesquels?<<
[x] Une photo {{selected: Oui, unselected: Une photo aussi, relisez}}
[ ] Un total {{ selected: Un total ne nomme personne. }, { unselected: En effet. }}
[x] Un nom {{selected: Oui}}
{{ ((A C)) Exactement, A < C. }}"""

DROPDOWN = """>>Quel genre?<<
[[
  sensible par nature {{Non.}}
  (sensible, selon l'usage d'ici) {{Oui.}}
]]"""

NUMBER = """>>Combien?||Avec un point.<<
= 3.50 +- 10% {{Oui.}}
or= 12 {{Aussi.}}"""

RANGE = ">>Entre?<<\n= [1, 5)"
TEXT = ">>Qui?<<\n= l'agente {{Oui.}}\nor= La Personne\nnot= le maire {{Non, pas lui.}}"
PATTERN = ">>Quand?<<\n= |lundi|mardi"
FORCED = ">>Quelle année?<<\ns= 2027"


def read(text: str, language: str = "fr") -> CoreProblem:
    problem = read_problem(text, language)
    assert [finding for finding in problem.findings if finding.blocking] == []
    return problem


def tree(text: str, language: str = "fr") -> Any:
    return etree.fromstring(f"<problem>{read(text, language).xml}</problem>")


def test_what_learners_read_is_set_in_type_and_stands_in_its_place() -> None:
    response = tree(CHOICE).find("multiplechoiceresponse")
    assert [child.tag for child in response] == ["p", "label", "description", "choicegroup", "solution"]
    assert response.findtext("p") == "Une mise en situation\u00a0: l’accueil."
    assert response.findtext("label") == "Que faire d’abord?"
    assert response.findtext("description") == "Une seule réponse."
    hint = response.findall(".//choicehint")[1]
    assert (hint.get("label"), hint.text) == ("Bravo", "Oui, c’est le premier pas.")
    assert [p.text for p in response.iter("p")][2:] == ["Une liste ne coûte rien.", "Voilà."]
    assert tree(CHOICE).findtext("demandhint/hint") == "Pensez à ce que vous avez déjà."


def test_several_questions_share_one_problem_and_put_their_hints_last() -> None:
    problem = tree("\n---\n".join([CHOICE, BOXES, NUMBER]))
    assert [child.tag for child in problem] == [
        *("multiplechoiceresponse", "choiceresponse", "numericalresponse", "demandhint"),
    ]


SIGNATURES = [
    (CHOICE, ("choice", 3, (1,), ())),
    (BOXES, ("boxes", 3, (0, 2), ())),
    (DROPDOWN, ("dropdown", 2, (1,), ())),
    (NUMBER, ("number", 0, (), ("3.5", "12", "10%"))),
    (RANGE, ("number", 0, (), ("[1,5)", ""))),
    (TEXT, ("text", 0, (), ())),
]


@pytest.mark.parametrize(("text", "signature"), SIGNATURES)
def test_the_signature_is_the_same_in_every_language(text: str, signature: tuple[object, ...]) -> None:
    assert read(text).signature == (signature,)
    assert read_problem(text.replace("3.50", "+3.5"), "en").signature == (signature,)


def test_studio_receives_its_own_way_of_writing_two_feedbacks() -> None:
    assert "{{selected: Oui}, {unselected: Une photo aussi, relisez}}" in read(BOXES).markdown
    assert read(CHOICE).markdown == CHOICE


BAD = [
    # source, line, a word of the message
    ("( ) a {{x}}\n(x) b {{x}}", 1, "no label"),
    (">>Q<<\n( ) a {{x}}\n( ) b {{x}}", 1, "No choice is marked"),
    (">>Q<<\n[ ] a {{selected: x}}\n[ ] b {{selected: x}}", 1, "No choice is marked"),
    (">>Q<<\n(x) a {{x}}\n( ) b {{x}}\n(x) c {{x}}", 4, "Only one choice"),
    (">>Q<<\n[[\n(a) {{x}}\n(b) {{x}}\n]]", 4, "Only one choice"),
    (">>Q<<\n(x) a {{x}}\n( ) b", 3, "Say why"),
    (">>Q<<\n[x] a {{selected: x}}\n[ ] b {{x}}", 3, "{{selected"),
    (">>Q<<\n[x] a {{selected: x}}\n[ ] b {{unselected: x}}", 3, "{{selected"),
    (">>Q<<\n[[a, (b)]]", 2, "Say why"),
    (">>Q<<\n(x) a {{x}}\n( ) {{x}}", 3, "empty"),
    (">>Q<<\n[[\na {{x}}\n{{x}}\n(b) {{x}}\n]]", 4, "empty"),
    (">>Q<<\n(x) oui {{x}}\n( ) Oui {{x}}", 3, "twice"),
    (">>Q<<\n(x) a {{x}}", 1, "two choices"),
    (">>Q<<\nDu texte.", 1, "nothing to choose"),
    (">>Q<<\n(x) a {{x}}\n( ) b {{x}}\nUne ligne perdue", 4, "Une ligne perdue"),
    (">>Q<<\n(x a {{x}}\n(x) b {{x}}\n( ) c {{x}}", 0, ""),
    (">>Q<<\n(z) a {{x}}\n(x) b {{x}}\n( ) c {{x}}", 2, "(z) a"),
    (">>Q<<\n[xx] a\n= 5", 0, ""),
    (">>Q\n(x) a {{x}}", 1, "nothing to choose"),
    ("Titre\n===\n>>Q<<\n= 5", 2, "==="),
    (">>Q<<\n(x) a {{x}}\n( ) b {{x}}\n\n= 5", 5, "---"),
    (">>Q<<\n(x) a {{x}}\n[ ] b {{x}}", 3, "---"),
    (">>Q<<\n= 3,5", 2, "“3,5” is not a number"),
    (">>Q<<\n= 08:05", 2, "not a number"),
    (">>Q<<\n= 1 140", 2, "not a number"),
    (">>Q<<\n= 5*2", 2, "not a number"),
    (">>Q<<\n= 5 +- beaucoup", 2, "not a number"),
    (">>Q<<\n= 5 +- 0,1", 2, "not a number"),
    (">>Q<<\n= [1, b]", 2, "“b” is not a number"),
    (">>Q<<\n= [5, 1]", 2, "[5, 1]"),
    (">>Q<<\n= 5\nor= six", 3, "or= six"),
    (">>Q<<\n= 5\nnot= 6 {{x}}", 3, "not= 6"),
    (">>Q<<\nor= 5", 2, "or= 5"),
    (">>Q<<\n= 5\n= 6", 3, "= 6"),
    (">>Q<<\n= |(a", 2, "pattern"),
    (">>Q<<\n= |a\nor= b", 3, "or= b"),
    (">>Q<<\n=", 2, "="),
    (">>Q<<\n(x) a {{x}}\n( ) b {{x}}\n{{ ((A)) x }}", 4, "((A))"),
    (">>Q<<\n[x] a {{selected: x}}\n[ ] b {{selected: x}}\n{{ ((A D)) x }}", 4, "((A D))"),
    (">>Q<<\n= 5\n\n[explanation]\nParce que.", 4, "not closed"),
    (">>Q<<\n= 5\n\n[explanation]\nParce **que**.\n[explanation]", 5, "plain text"),
    (">>Q<<\n(x) <b>a</b> {{x}}\n( ) b {{x}}", 2, "<b>"),
    (">>Q<<\n(x) a {{<script>x</script>}}\n( ) b {{x}}", 2, "<script>"),
    (">>Q<<\n(x) a {{[ici](page:x)}}\n( ) b {{x}}", 2, "plain text"),
    (">>Quoi ;<<\n= 5", 1, "“;”"),
    (">>Q<<\n= 5\n---\n>>R<<\n(x) a {{x}}\n( ) b", 6, "Say why"),
    (">>Q<<\n= 5\n---\n---\n>>R<<\n= 6", 4, "no label"),
    (">>Q<<\n(x) a {{long\nlong}}\n( ) b", 4, "Say why"),
    ("", 1, "no label"),
]


@pytest.mark.parametrize(("text", "line", "word"), BAD)
def test_a_mistake_is_named_at_its_line(text: str, line: int, word: str) -> None:
    problem = read_problem(text, "fr")
    found = [(f.line, f.message % f.params if f.params else f.message) for f in problem.findings if f.blocking]
    assert problem.xml == "" or not found
    assert (not line) or any(at == line and word in message for at, message in found), found


def test_mistakes_come_in_the_order_of_the_lines() -> None:
    lines = [finding.line for finding in read_problem("\n(x) a\n( ) a ;\n---\nb\n= 3,5", "fr").findings]
    assert lines == sorted(lines)
    assert len(set(lines)) == 4


def test_a_decimal_answer_in_french_is_worth_a_warning_until_learners_are_told() -> None:
    found = read_problem(">>Combien?<<\n= 3.5", "fr").findings
    assert [(finding.line, finding.blocking) for finding in found] == [(2, False)]
    assert read_problem(">>Combien?||Avec un point.<<\n= 3.5", "fr").findings == ()
    assert read_problem(">>How many?<<\n= 3.5", "en").findings == ()


EDITOR = st.sampled_from(
    [">>Q<<", "(x) a {{b}}", "( ) c", "[x] d {{selected: e}}", "[[", "]]", "[[a, (b)]]", "= 5", "= a", "or= 6",
     "not= b", "||h||", "[explanation]", "---", "{{", "}}", ">>", "<<", "", "(é)", "= [1,2]", "= |(", "+- 3",
     "<b>", "\x00"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(EDITOR | st.text(max_size=6), max_size=9).map("\n".join), st.sampled_from(["fr", "en"]))
def test_reading_never_raises_and_what_is_written_is_xml(text: str, language: str) -> None:
    problem = read_problem(text, language)
    etree.fromstring(f"<problem>{problem.xml}</problem>")
    assert all(1 <= finding.line <= text.count("\n") + 1 for finding in problem.findings)


# --- graded by the platform's own code --------------------------------------------------------------------------------


def graded(text: str, *given: object) -> list[tuple[str, str]]:
    """The platform's (correctness, feedback) for the answers `given`, one a question."""
    capa = pytest.importorskip("xblocks_contrib.problem.capa.capa_problem", reason="xblocks-contrib is not installed")
    system = SimpleNamespace(
        i18n=gettext.NullTranslations(), cache=None, can_execute_unsafe_code=lambda: False, get_python_lib_zip=None,
        anonymous_student_id="a", seed=1, DEBUG=False, STATIC_URL="/", resources_fs=None, xqueue=None,
    )  # fmt: skip
    block = SimpleNamespace(usage_key="q", runtime=SimpleNamespace(publish=lambda *_args: None))
    xml = f"<problem>{read(text).xml}</problem>"
    problem = capa.LoncapaProblem(xml, "q", system, block, seed=1, extract_tree=False)
    ids = [f"q_{number}_1" for number in range(2, 2 + len(given))]
    result = problem.grade_answers({id: answer for id, answer in zip(ids, given, strict=True) if answer is not None})
    return [(result.get_correctness(id), result.get_msg(id)) for id in ids]


GRADED = [
    # text, answer of the learner, correct?, a word of the feedback
    (CHOICE, "choice_1", True, "premier pas"),
    (CHOICE, "choice_0", False, "l’outil vient après"),
    (CHOICE, "choice_2", False, "Non."),
    (BOXES, ["choice_0", "choice_2"], True, "A < C"),
    (BOXES, ["choice_0", "choice_1"], False, "ne nomme personne"),
    (BOXES, ["choice_2"], False, "Une photo aussi, relisez"),
    (DROPDOWN, "sensible, selon l’usage d’ici", True, "Oui."),
    (DROPDOWN, "sensible par nature", False, "Non."),
    (NUMBER, "3.5", True, "Oui."),
    (NUMBER, "3.8", True, "Oui."),
    (NUMBER, "3.9", False, ""),
    (NUMBER, "12", True, "Aussi."),
    (RANGE, "1", True, ""),
    (RANGE, "4.99", True, ""),
    (RANGE, "5", False, ""),
    (TEXT, "L'agente", True, "Oui."),
    (TEXT, "l’agente", True, "Oui."),
    (TEXT, "la personne", True, ""),
    (TEXT, "le maire", False, "pas lui"),
    (TEXT, "agente", False, ""),
    (PATTERN, "Mardi", True, ""),
    (PATTERN, "lundi matin", False, ""),
    (FORCED, "2027", True, ""),
    (FORCED, "2027.0", False, ""),
]


@pytest.mark.parametrize(("text", "answer", "correct", "feedback"), GRADED)
def test_the_platform_grades_what_the_author_wrote(text: str, answer: object, correct: bool, feedback: str) -> None:
    [(correctness, message)] = graded(text, answer)
    assert correctness == ("correct" if correct else "incorrect")
    assert feedback in html.unescape(message)
    assert "A < C" not in message  # what looks like a tag is escaped


def test_the_platform_grades_each_question_of_a_problem_apart() -> None:
    several = "\n---\n".join([CHOICE, NUMBER, TEXT])
    assert [correctness for correctness, _message in graded(several, "choice_1", "7", "l'agente")] == [
        *("correct", "incorrect", "correct"),
    ]


def test_the_platform_offers_the_options_as_written() -> None:
    inputs = pytest.importorskip("xblocks_contrib.problem.capa.inputtypes", reason="xblocks-contrib is not installed")
    english = ">>Whose?<<\n[[\n(the members' data, 'ours', #1) {{x}}\nour \"own\" ones {{x}}\n]]"
    for text, language in ((DROPDOWN, "fr"), (english, "en")):
        texts = [option.text.strip() for option in tree(text, language).iter("option")]
        listed = "(" + ",".join(f"'{text}'" for text in texts) + ")"
        assert [name for name, _shown in inputs.OptionInput.parse_options(listed)] == texts
