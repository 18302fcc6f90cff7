"""Blocks in the preview behave as in the platform: who may write what, who may call what, what is kept."""

from __future__ import annotations

import pytest
from workbench.models import XBlockState
from xblock.exceptions import InvalidScopeError
from xblock.fields import Scope

from dataide_xblocks.domain.cohort import cohort_of
from dataide_xblocks.preview.core_blocks import StandIn, core_block
from dataide_xblocks.preview.people import BY_NAME, Person, account_of
from dataide_xblocks.preview.progress import completed_of
from dataide_xblocks.preview.runtime import PreviewRuntime
from dataide_xblocks.preview.services import EDITOR, LMS, PREVIEW
from dataide_xblocks.store.pulse import ratings_of, results_of

from .small_course import PULSE

with_core_blocks = pytest.mark.skipif(
    core_block("problem") is StandIn, reason="the platform's problem block (xblocks-contrib) does not run here"
)


def _block(course, person, kind, block_type, page):
    course.unit(page)
    key = next(key for key in course.blocks(page) if key.block_type == block_type)
    return PreviewRuntime(course, person, kind).get_block(key)


@pytest.mark.parametrize("kind", [LMS, PREVIEW])
@pytest.mark.parametrize(("block_type", "page"), [("dataide_pulse", "w01-pouls"), ("html", "w01-lire")])
def test_authored_scopes_are_read_only(small_course, josee, kind, block_type, page):
    block = _block(small_course, josee, kind, block_type, page)
    block.display_name = "Autre"
    with pytest.raises(InvalidScopeError):
        block.save()
    assert _block(small_course, josee, kind, block_type, page).display_name != "Autre"


def test_studios_editor_may_write_them(small_course, josee):
    block = _block(small_course, josee, EDITOR, "dataide_pulse", "w01-pouls")
    block.display_name = "Autre"
    block.save()
    assert _block(small_course, josee, LMS, "dataide_pulse", "w01-pouls").display_name == "Autre"


@pytest.mark.parametrize(
    ("kind", "has", "has_not"),
    [(LMS, "enrollments", "nothing"), (PREVIEW, "replace_urls", "enrollments"), (EDITOR, "user", "dataide_clock")],
)
def test_each_place_of_the_platform_has_its_own_services(small_course, josee, kind, has, has_not):
    services = PreviewRuntime(small_course, josee, kind)._services
    assert has in services
    assert has_not not in services


def test_the_user_service_speaks_the_platforms_words(small_course):
    louise = Person(account_of(BY_NAME["louise"]).id, BY_NAME["louise"])
    told = PreviewRuntime(small_course, louise)._services["user"].get_current_user().opt_attrs
    assert told["edx-platform.user_id"] == louise.id
    assert told["edx-platform.username"] == "louise"
    assert (told["edx-platform.user_is_staff"], told["edx-platform.user_role"]) == (True, "instructor")
    editor = PreviewRuntime(small_course, louise, EDITOR)._services["user"].get_current_user().opt_attrs
    assert editor["edx-platform.user_is_staff"] is False


def test_looking_at_a_page_keeps_nothing(visitor, small_course, josee):
    visitor.read("/fr/w01-pouls")
    visitor.read("/fr/w01-lire")
    block = _block(small_course, josee, LMS, "dataide_pulse", "w01-pouls")
    states = [field for field in block.fields.values() if field.scope == Scope.user_state]
    assert states
    assert [field.read_from(block) for field in states] == [field.default for field in states]
    assert not XBlockState.objects.exists()


def test_a_page_left_open_is_read_and_the_outline_says_so(visitor, josee):
    visitor.post("/fr/w01-lire/seen")
    assert len(completed_of(josee)) == 2
    assert "demo-mark--done" in visitor.read("/fr/")
    visitor.play("tom")
    assert "demo-mark--done" not in visitor.read("/fr/")


def test_an_exercise_is_not_done_by_being_looked_at(visitor, josee):
    visitor.post("/fr/w01-pouls/seen")
    assert completed_of(josee) == set()


@with_core_blocks
@pytest.mark.parametrize(("choice", "score", "mark"), [("choice_1", 1, "correct"), ("choice_0", 0, "incorrect")])
def test_a_question_is_graded_and_the_mark_stays(visitor, josee, choice, score, mark):
    answer = visitor.post(_problem("problem_check"), {"input_w01-q1_2_1": choice}).json()
    assert (answer["success"], answer["current_score"]) == (mark, score)
    assert 'data-attempts-used="1"' in visitor.read("/fr/w01-quiz")
    assert len(completed_of(josee)) == 1


@with_core_blocks
def test_a_question_speaks_the_language_of_its_course(visitor):
    assert "Soumettre" in visitor.read("/fr/w01-quiz")
    assert "Submit" in visitor.read("/en/w01-quiz")
    answer = visitor.post(_problem("problem_check"), {"input_w01-q1_2_1": "choice_1"}).json()
    assert "Bonne réponse" in answer["contents"]


@with_core_blocks
def test_a_question_can_be_read_without_javascript(visitor):
    from lxml import html

    inside = html.fromstring(visitor.read("/fr/w01-quiz")).xpath('//*[@id="problem_w01-q1"]')[0]
    assert "Comparer" in inside.text_content()


def test_what_does_not_run_here_is_labelled_as_a_preview(visitor):
    assert "demo-stand-in__label" in visitor.read("/fr/w01-lire")


def test_the_fifth_answer_makes_the_groups_result_appear(visitor, small_course, josee):
    cohort = cohort_of(small_course.key)
    assert results_of(cohort, "w01-pulse") == {}
    response = visitor.handle("dataide_pulse w01-pulse", "rate", {"question": "useful", "choice": "2"})
    assert response.status_code == 200, response.content
    assert ratings_of(cohort, "w01-pulse", str(josee.id)) == {"useful": "2"}
    assert sum(results_of(cohort, "w01-pulse")["useful"].values()) == 5


def test_both_languages_share_one_cohort(visitor, small_course, josee):
    visitor.handle("dataide_pulse w01-pulse", "rate", {"question": "useful", "choice": "2"}, language="en")
    assert ratings_of(cohort_of(small_course.key), "w01-pulse", str(josee.id)) == {"useful": "2"}


def test_studios_editor_is_the_designers_only(visitor, small_course):
    edited = {"display_name": "Autre", "closes": "", "exercise": PULSE}
    assert visitor.handle("dataide_pulse w01-pulse", "edit", edited, kind=EDITOR).status_code == 403
    visitor.play("designer")
    assert visitor.handle("dataide_pulse w01-pulse", "edit", edited, kind=EDITOR).status_code == 200
    assert "Autre" in visitor.read("/fr/w01-pouls")


def test_studios_preview_counts_no_answer(visitor, small_course):
    visitor.play("designer")
    answer = {"question": "useful", "choice": "2"}
    assert visitor.handle("dataide_pulse w01-pulse", "rate", answer, kind=PREVIEW).status_code == 403
    assert results_of(cohort_of(small_course.key), "w01-pulse") == {}


@pytest.mark.parametrize("block", ["dataide_pulse nothing", "html w01-pulse", "course w01"])
def test_a_handler_of_an_unknown_block_is_missing(visitor, block):
    assert visitor.handle(block, "rate", {}).status_code == 404


@pytest.mark.parametrize(
    "address", ["/handler/lms/nonsense/rate", "/handler/lms/block-v1:a+b+c+type@html+block@x/rate"]
)
def test_an_address_that_is_no_block_is_missing(visitor, address):
    assert visitor.post(address).status_code == 404


@with_core_blocks
def test_a_handler_of_one_type_does_not_answer_for_another(visitor):
    assert visitor.handle("problem w01-pulse", "xmodule_handler/problem_get", {}).status_code == 404


def test_an_unknown_or_private_handler_is_missing(visitor):
    assert visitor.handle("dataide_pulse w01-pulse", "nothing", {}).status_code == 404
    assert visitor.handle("dataide_pulse w01-pulse", "save", {}).status_code == 404


@pytest.mark.parametrize(
    ("uri", "status"), [("public/dataide.css", 200), ("pulse.py", 404), ("public/../block.py", 404)]
)
def test_only_public_files_of_a_block_are_served(visitor, uri, status):
    assert visitor.get(f"/resource/dataide_pulse/{uri}").status_code == status


def _problem(action: str) -> str:
    return f"/handler/lms/block-v1:DataideX+NDNP101+2027_FR+type@problem+block@w01-q1/xmodule_handler/{action}"
