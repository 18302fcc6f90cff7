"""The whole plan: its empty parts, its self-check, what is done around it, and its files."""

from __future__ import annotations

import base64
import json

import pytest

from dataide_xblocks.domain.plan import to_json
from dataide_xblocks.models import PlanPart, PlanRevision
from dataide_xblocks.store import plan

from .plan import TEMPLATE, TOML, ask, drawn, name, page, row, save, team, told, whole, words

pytestmark = pytest.mark.django_db


class TestWhole:
    """The whole plan."""

    def test_empty_parts_say_which_week_feeds_them(self):
        assert "À compléter · semaine 8" in words(page(shows=""))

    def test_the_self_check_leads_to_the_field_that_answers(self):
        check = drawn(whole(7, "check"))
        assert "En chantier" in words(check)
        assert check.xpath("//a[contains(@href, '-idt-mission')]")

    def test_a_copy_is_kept_and_what_changed_since_is_shown(self):
        save(7, "vis.change", "Avant.")
        whole(7, "keep_copy", name="Pour le CA")
        save(7, "vis.change", "Après.", 1)
        copies = drawn(whole(7, "copies"))
        number = copies.xpath("//input[@name='copy']/@value")[0]
        since = drawn(whole(7, "since", copy=number))
        assert [words(node) for node in since.xpath("//del | //ins")] == ["Avant.", "Après."]
        assert whole(9, "since", copy=number).status_code == 400

    def test_remarks_are_the_teams(self):
        team(7, 8)
        whole(7, "remark", field="vis.change", text="On garde « quatre jours »?")
        remarks = drawn(whole(8, "remarks", field="vis.change"))
        assert "On garde « quatre jours »?" in words(remarks)
        assert "On garde" not in words(drawn(whole(9, "remarks", field="vis.change")))
        number = remarks.xpath("//input[@name='remark']/@value")[0]
        assert whole(9, "unremark", field="vis.change", remark=number).status_code == 200
        assert "On garde" in words(drawn(whole(8, "remarks", field="vis.change"))), "another team took it off"
        assert "On garde" not in words(drawn(whole(8, "unremark", field="vis.change", remark=number)))

    def test_a_request_goes_from_asked_to_closed_and_a_coach_reads_only_what_is_shared(self):
        team(7, 8)
        save(7, "vis.change", "Notre changement.")
        whole(7, "ask", field="bud.lines", text="Comment compter les taxes?")
        waiting = drawn(whole(9, "team", staff=True))
        assert "Comment compter les taxes?" in words(waiting) and "La Huche commune" in words(waiting)
        assert "Notre changement." not in words(waiting)
        number = waiting.xpath("//input[@name='request']/@value")[0]
        assert whole(9, "reply", staff=True, request=number, text="Voyez la page 3.").status_code == 200
        assert whole(10, "take", staff=True, request=number).status_code == 400
        answered = drawn(whole(8, "requests"))
        assert "Répondu" in words(answered) and "Voyez la page 3." in words(answered)
        plan = PlanPart.objects.first().plan_id
        assert whole(9, "open_plan", staff=True, plan=str(plan)).status_code == 400
        whole(7, "share", shared="yes")
        assert "Notre changement." in words(drawn(whole(9, "open_plan", staff=True, plan=str(plan))))
        assert whole(9, "open_plan", plan=str(plan)).status_code == 403
        assert "Qui l’a ouvert" in words(drawn(whole(8, "requests")))
        whole(7, "share", shared="no")
        assert whole(9, "open_plan", staff=True, plan=str(plan)).status_code == 400
        assert "Terminée" in words(drawn(whole(7, "close", request=number)))

    def test_a_field_that_left_the_template_keeps_its_text_in_an_annex(self):
        ask(
            7,
            "save_cell",
            {"field": "vis.strategy", "row": "", "cell": "value", "value": "Axe 2, accueil", "seen": 0, "op": name()},
            shows="",
        )
        start = TOML["fr"].index('[[section.field]]\nid = "vis.strategy"')
        end = TOML["fr"].index("[[section", start + 10)
        shorter = TOML["fr"][:start] + TOML["fr"][end:]
        annex = page(shows="", exercise=shorter)
        assert "Axe 2, accueil" in words(annex) and "Lien avec notre planification" in words(annex)

    def test_a_saved_plan_is_put_back_as_it_was(self):
        place = team(7)
        save(7, "vis.change", "Avant.")
        told(row(7, "don.inventory", "start", start="0"))
        saved = to_json(TEMPLATE, plan.plan_of(place, "plan").contents, "La Huche commune")
        save(7, "vis.change", "Après.", 1)
        row(7, "don.inventory", "add")
        operation = name()
        for _ in range(2):
            assert whole(7, "import_plan", file=json.dumps(saved), op=operation).status_code == 200
        assert to_json(TEMPLATE, plan.plan_of(place, "plan").contents, "La Huche commune") == saved
        assert "Avant qu’un fichier soit remis" in words(drawn(whole(7, "copies")))

    @pytest.mark.parametrize("file", ["", "{", "[]", '{"format": "other"}', "é" * 1000])
    def test_a_file_that_is_no_plan_is_refused_and_changes_nothing(self, file):
        save(7, "vis.change", "Le nôtre.")
        refused = whole(7, "import_plan", file=file, op=name())
        assert refused.status_code == 400 and refused.json["error"]
        assert PlanRevision.objects.count() == 1

    def test_the_whole_is_not_handed_out_where_a_few_fields_are_shown(self):
        assert ask(7, "check", {}).status_code == 400


class TestFiles:
    """Made when asked for, kept nowhere."""

    @pytest.mark.parametrize("form", ["docx", "odt", "pdf", "html"])
    @pytest.mark.parametrize("what", ["plan", "board", "equipment", "implementation", "innovation"])
    def test_each_document_in_each_form(self, what, form):
        team(7)
        save(7, "gou.request", "Adopter le plan.")
        file = told(whole(7, "download", what=what, format=form, labels="both"))["file"]
        assert file["name"].startswith("plan-la-huche-commune-") and file["name"].endswith(f".{form}")
        assert len(file["base64"]) > 1_000

    @pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
    def test_the_tables_in_each_form(self, form):
        save(7, "gou.request", "Adopter le plan.")
        assert told(whole(7, "download", what="tables", format=form, labels="en"))["file"]["base64"]

    @pytest.mark.parametrize(
        "more", [{"what": "other"}, {"format": "exe"}, {"labels": "de"}, {"what": "tables", "format": "docx"}]
    )
    def test_what_is_not_offered_is_refused(self, more):
        data = {"what": "plan", "format": "docx", "labels": "fr", **more}
        assert whole(7, "download", **data).status_code == 400

    def test_a_public_version_leaves_the_risks_out(self):
        first = told(row(7, "ris.register", "add"))["focus"].rsplit("-", 1)[1]
        save(7, f"ris.register/{first}/risk", "Carnet perdu", 1)
        pages = [
            base64.b64decode(
                told(whole(7, "download", what="plan", format="html", labels="fr", **more))["file"]["base64"]
            ).decode()
            for more in ({}, {"public": "yes"})
        ]
        assert ["Carnet perdu" in page for page in pages] == [True, False]
