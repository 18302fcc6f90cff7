"""A plan written by several people: each text is kept, each conflict is shown, each click counts once."""

from __future__ import annotations

import pytest

from dataide_xblocks.domain.organisation import Founding
from dataide_xblocks.domain.plan import Filled, Row
from dataide_xblocks.models import Organisation, Plan, PlanPart, PlanRevision
from dataide_xblocks.store import organisation, plan, plan_copies, plan_history, plan_rows, plan_talk

from .plans import COHORT, NOW, act, begun, hand, name, stands, typed, write

pytestmark = pytest.mark.django_db


class TestWriting:
    """One cell after another."""

    def test_what_was_typed_stands_and_is_in_the_history(self):
        of = begun()
        outcome = write(of, "Un panier en quatre jours.")
        assert (outcome.revision, outcome.cells, outcome.conflict) == (1, {"value": "Un panier en quatre jours."}, {})
        assert stands(of) == [{"value": "Un panier en quatre jours."}]
        (past,) = plan_history.history_of(of, "vis.change")
        assert (past.kind, past.learner, past.cells) == ("written", "1", {"value": "Un panier en quatre jours."})

    def test_the_same_click_twice_is_kept_once(self):
        of, change = begun(), typed("Une fois.")
        first = plan.record_change(of, change, hand())
        again = plan.record_change(of, change, hand())
        assert (again.revision, again.cells) == (first.revision, first.cells)
        assert PlanRevision.objects.count() == 1

    def test_the_same_text_again_leaves_no_trace(self):
        of = begun()
        write(of, "Pareil.")
        assert write(of, "Pareil.", seen=1).revision == 1 and PlanRevision.objects.count() == 1

    def test_an_emptied_cell_is_gone_and_can_be_put_back(self):
        of = begun()
        write(of, "À garder.")
        assert write(of, "", seen=1).cells == {} and stands(of) == [{}]
        assert [past.cells for past in plan_history.history_of(of, "vis.change")] == [
            {"value": ""},
            {"value": "À garder."},
        ]

    def test_whoever_saw_an_older_text_is_shown_both_and_nothing_is_lost(self):
        of = begun()
        write(of, "Départ.")
        write(of, "De Réal.", seen=1, learner="2")
        outcome = write(of, "De Josée.", seen=1)
        assert outcome.conflict == {"value": "De Réal."} and outcome.learner == "2" and outcome.revision == 2
        assert stands(of) == [{"value": "De Réal."}]
        newest = plan_history.history_of(of, "vis.change")[0]
        assert (newest.kind, newest.cells, newest.learner) == ("lost", {"value": "De Josée."}, "1")

    def test_who_chooses_their_own_text_writes_it_over_the_one_they_have_seen(self):
        of = begun()
        write(of, "De Réal.", learner="2")
        lost = write(of, "De Josée.")
        assert write(of, "De Josée.", seen=lost.revision).cells == {"value": "De Josée."}

    def test_two_people_in_two_cells_of_one_row_do_not_meet(self):
        of = begun()
        act(of, "fiches", plan.ADDED)
        write(of, "Fiches", seen=1, row="fiches", cell="name", field="don.inventory")
        outcome = write(of, "Classeur", seen=1, learner="2", row="fiches", cell="place", field="don.inventory")
        assert outcome.conflict == {} and outcome.cells == {"name": "Fiches", "place": "Classeur"}

    def test_a_browser_that_saw_the_future_saw_nothing(self):
        """A database put back to yesterday: what the browser knew is not there any more."""
        of = begun()
        write(of, "Ce qui reste.")
        assert write(of, "De demain.", seen=9).conflict == {"value": "Ce qui reste."}

    def test_a_retried_conflict_is_the_same_conflict(self):
        of = begun()
        write(of, "De Réal.", learner="2")
        change = typed("De Josée.")
        first, again = (plan.record_change(of, change, hand()) for _ in range(2))
        assert first.conflict == again.conflict == {"value": "De Réal."}
        assert PlanRevision.objects.filter(kind="lost").count() == 1

    def test_only_the_fields_asked_for_are_read(self):
        of = begun()
        write(of, "Un.")
        write(of, "Deux.", field="gou.request")
        place = Plan.objects.get().organisation_id
        assert plan.plan_of(place, "plan", ["vis.change"]).contents == {"vis.change": Filled({"value": "Un."})}
        assert set(plan.plan_of(place, "plan").contents) == {"vis.change", "gou.request"}
        assert plan.plan_of(place, "other") is None


class TestRows:
    """Added, removed, put back, moved."""

    def test_rows_come_in_the_order_they_were_added_and_move_by_one(self):
        of = begun()
        for row in ("a", "b", "c"):
            act(of, row, plan.ADDED, cells={"name": row})
        act(of, "c", plan.MOVED, by=-1)
        assert [v["name"] for v in stands(of, "don.inventory")] == ["a", "c", "b"]
        act(of, "a", plan.MOVED, by=-1)
        assert [v["name"] for v in stands(of, "don.inventory")] == ["a", "c", "b"]
        act(of, "a", plan.MOVED, by=1)
        assert [v["name"] for v in stands(of, "don.inventory")] == ["c", "a", "b"]

    def test_a_removed_row_is_kept_and_comes_back_as_it_was(self):
        of = begun()
        act(of, "a", plan.ADDED, cells={"name": "Fiches"})
        act(of, "a", plan.REMOVED)
        assert stands(of, "don.inventory") == []
        assert plan_rows.removed_of(of, "don.inventory") == [("a", {"name": "Fiches"})]
        act(of, "a", plan.BACK)
        assert stands(of, "don.inventory") == [{"name": "Fiches"}]

    def test_the_same_click_adds_one_row(self):
        of, operation = begun(), name()
        for _ in range(2):
            assert plan_rows.record_row(of, ("don.inventory", "a"), plan.ADDED, operation, hand(), values={"name": "x"})
        assert len(stands(of, "don.inventory")) == 1 and PlanRevision.objects.count() == 1

    def test_a_full_table_takes_no_row_and_says_so(self):
        of = begun()
        act(of, "a", plan.ADDED)
        assert act(of, "b", plan.ADDED, most=1) is False
        change = typed("x", row="c", cell="name", field="don.inventory")
        assert plan.record_change(of, change, hand(), most=1).full
        assert PlanPart.objects.count() == 1

    def test_whoever_types_in_a_row_that_a_colleague_removed_brings_it_back(self):
        of = begun()
        act(of, "a", plan.ADDED, cells={"name": "Fiches"})
        act(of, "a", plan.REMOVED, learner="2")
        write(of, "Classeur", seen=1, row="a", cell="place", field="don.inventory")
        assert stands(of, "don.inventory") == [{"name": "Fiches", "place": "Classeur"}]

    @pytest.mark.parametrize("kind", [plan.REMOVED, plan.BACK, plan.MOVED])
    def test_what_has_no_sense_any_more_is_left_alone(self, kind):
        of = begun()
        assert act(of, "never", kind, by=1) and not PlanRevision.objects.exists()


class TestFlowing:
    """What a field shows before anybody wrote in it is written down with the first word."""

    SOURCE = Filled({}, (Row("p-secu", {"why": "Un seul ordinateur."}), Row("p-coll", {"why": "Des carnets."})))

    def test_changing_one_line_keeps_the_others(self):
        of = begun()
        change = typed("Un ordinateur pour tout.", row="p-secu", cell="why", field="por.priorities")
        plan.record_change(of, change, hand(), self.SOURCE)
        assert stands(of, "por.priorities") == [{"why": "Un ordinateur pour tout."}, {"why": "Des carnets."}]

    def test_removing_all_of_them_leaves_nothing_that_comes_again(self):
        of = begun()
        for row in ("p-secu", "p-coll"):
            act(of, row, plan.REMOVED, field="por.priorities", source=self.SOURCE)
        written = plan.plan_of(Plan.objects.get().organisation_id, "plan")
        assert written.contents == {} and written.touched == {"por.priorities"}


class TestJoining:
    """Whoever joins an organisation brings the plan they began alone."""

    def alone(self, learner: str, text: str) -> int:
        place = organisation.own_place(COHORT, learner)
        of = plan.make(COHORT, place.id, "plan")
        write(of, text, learner=learner)
        act(of, f"of-{learner}", plan.ADDED, learner, cells={"name": text})
        return of

    def founded(self, learner: str) -> str:
        organisation.own_place(COHORT, learner)
        return organisation.found(COHORT, learner, Founding("La Huche commune", "3-9", "fr")).code

    def test_a_team_without_a_plan_gets_it(self):
        code, of = self.founded("1"), self.alone("2", "Mon texte.")
        place = organisation.join(COHORT, "2", code)
        assert Plan.objects.get().pk == of and Plan.objects.get().organisation_id == place.id
        assert Organisation.objects.count() == 1

    def test_a_team_with_a_plan_keeps_its_own_and_finds_the_other_in_the_history(self):
        code = self.founded("1")
        team = self.alone("1", "Le nôtre.")
        self.alone("2", "Le mien.")
        organisation.join(COHORT, "2", code)
        assert stands(team) == [{"value": "Le nôtre."}] and Plan.objects.count() == 1
        newest = plan_history.history_of(team, "vis.change")[0]
        assert (newest.kind, newest.cells) == ("brought", {"value": "Le mien."})
        assert plan_rows.removed_of(team, "don.inventory") == [("of-2", {"name": "Le mien."})]
        act(team, "of-2", plan.BACK)
        assert [v["name"] for v in stands(team, "don.inventory")] == ["Le nôtre.", "Le mien."]


class TestAround:
    """Copies, remarks, requests, and who may read."""

    def test_a_copy_is_kept_once_and_never_changes(self):
        of = begun()
        first = plan_copies.record_copy(of, "CA du 18 janvier", {"fields": {}}, hand())
        assert plan_copies.record_copy(of, "CA du 18 janvier", {"fields": {}}, hand()) == first
        write(of, "Après.")
        assert plan_copies.copy_of(of, first).contents == {"fields": {}}
        assert plan_copies.copy_of(begun(), first) is None, "another plan's copy"

    def test_copies_have_an_end(self, monkeypatch):
        monkeypatch.setattr(plan_copies, "MOST_COPIES", 1)
        of = begun()
        assert plan_copies.record_copy(of, "a", {}, hand()) and not plan_copies.record_copy(of, "b", {}, hand())

    def test_a_remark_is_written_once_and_can_be_taken_off(self):
        of = begun()
        for _ in range(2):
            assert plan_talk.record_remark(of, "vis.change", "On garde « quatre jours »?", hand())
        (remark,) = plan_talk.remarks_of(of)
        assert plan_talk.end_remark(of, remark.id) and plan_talk.remarks_of(of) == []
        assert not plan_talk.end_remark(of, remark.id)

    def test_a_request_has_a_state_an_owner_and_a_date(self):
        of = begun()
        for _ in range(2):
            plan_talk.record_request(of, "bud.lines", "Comment compter les taxes?", hand())
        (request,) = plan_talk.requests_in(COHORT)
        assert (request.state, request.coach, request.moved) == ("asked", "", NOW)
        assert plan_talk.take_request(COHORT, request.id, hand("9", 5))
        assert not plan_talk.take_request(COHORT, request.id, hand("8"))
        assert not plan_talk.answer_request(COHORT, request.id, "De quelqu’un d’autre", hand("8"))
        assert plan_talk.answer_request(COHORT, request.id, "Voyez la page 3.", hand("9", 10))
        (request,) = plan_talk.requests_of(of)
        assert (request.state, request.reply, request.coach) == ("answered", "Voyez la page 3.", "9")
        assert plan_talk.close_request(of, request.id, hand()) and plan_talk.requests_in(COHORT) == []
        assert not plan_talk.answer_request(COHORT, request.id, "Trop tard", hand("9"))

    def test_requests_of_another_cohort_are_not_touched(self):
        of = begun()
        plan_talk.record_request(of, "", "À l’aide", hand())
        number = plan_talk.requests_of(of)[0].id
        assert not plan_talk.take_request("course-v1:x+y+z", number, hand("9"))

    def test_a_coach_reads_a_plan_only_while_it_is_shared_and_leaves_a_line(self):
        of = begun()
        write(of, "Notre plan.")
        assert plan_talk.open_shared(COHORT, of, hand("9")) is None and plan_talk.openings_of(of) == []
        plan_talk.share(of, True)
        _organisation, written = plan_talk.open_shared(COHORT, of, hand("9"))
        assert written.contents == {"vis.change": Filled({"value": "Notre plan."})}
        assert plan_talk.openings_of(of) == [("9", NOW)]
        plan_talk.share(of, False)
        assert plan_talk.open_shared(COHORT, of, hand("9")) is None and len(plan_talk.openings_of(of)) == 1
