"""Writing in the plan: kept cell by cell, refused with a reason, shared by a team, and nobody else's."""

from __future__ import annotations

import pytest
from django.utils import translation

from dataide_xblocks.models import PlanPart, PlanRevision

from .plan import SHOWS, ask, drawn, name, page, row, save, team, told, words

pytestmark = pytest.mark.django_db
_MONEY = ("act.actions", "bud.lines")


class TestCells:
    """One cell after another."""

    def test_what_was_typed_is_kept_and_said(self):
        kept = told(save(7, "vis.change", "Un premier panier en quatre jours."))
        assert kept["saved"].startswith("Enregistré à ") and kept["revision"] == 1
        assert kept["values"] == {"value": "Un premier panier en quatre jours."}
        assert "Un premier panier en quatre jours." in words(page())

    def test_an_amount_is_understood_as_people_write_it(self):
        first = told(row(7, "bud.lines", "add"))["focus"].rsplit("-", 1)[1]
        assert told(save(7, f"bud.lines/{first}/unit", "1 350,5 $", 1))["values"]["unit"] == "1350,50"

    def test_a_cost_that_is_counted_is_said_as_an_amount(self):
        action, line = (told(row(7, field, "add", shows=""))["focus"].rsplit("-", 1)[1] for field in _MONEY)
        for n, (cell, value) in enumerate({"action": action, "qty": "2", "unit": "930"}.items(), 1):
            save(7, f"bud.lines/{line}/{cell}", value, n)
        assert "1\u00a0860,00\u00a0$" in page(shows="act.actions").text_content()

    def test_what_is_counted_comes_back_with_the_save(self):
        first = told(row(7, "ris.register", "add"))["focus"].rsplit("-", 1)[1]
        save(7, f"ris.register/{first}/like", "2", 1)
        counted = told(save(7, f"ris.register/{first}/impact", "3", 2))["computed"]
        assert counted == {f"{first} score": "6, élevé"}

    @pytest.mark.parametrize(
        ("path", "value", "said"),
        [
            ("vis.change", "mot " * 61, "60 mots"),
            ("vis.change", "e" * 30_000, "8000 caractères"),
            ("idt.size", "enorme", "choisir dans cette liste"),
            ("pro.law25/consent/date", "2027-02-30", "un jour qui existe"),
            ("pro.law25/consent/proof", "x" * 121, "120 caractères"),
            ("vis.change", "un \ud800 signe", "coupé"),
        ],
    )
    def test_what_cannot_be_kept_is_refused_with_the_reason_and_nothing_is_stored(self, path, value, said):
        response = save(7, path, value)
        assert response.status_code == 400 and said in response.json["error"], response.json
        assert response.json["field"] == "value" and not PlanPart.objects.exists()

    @pytest.mark.parametrize(
        "more",
        [{"field": "nop.nothing"}, {"field": "idt.name"}, {"cell": "other"}, {"row": "a"}, {"seen": -1}, {"op": "x"}],
    )
    def test_a_place_that_is_not_here_is_refused(self, more):
        data = {"field": "vis.change", "row": "", "cell": "value", "value": "x", "seen": 0, "op": name(), **more}
        assert ask(7, "save_cell", data).status_code == 400 and not PlanPart.objects.exists()

    def test_more_than_any_form_of_ours_would_send_is_not_even_read(self):
        assert save(7, "vis.change", "é" * 30_000).status_code == 413 and not PlanPart.objects.exists()

    def test_texts_of_a_group_share_one_limit(self):
        assert save(7, "col.consent_text//what", "mot " * 60).status_code == 200
        assert save(7, "col.consent_text//why", "mot " * 60).status_code == 200
        refused = save(7, "col.consent_text//who", "un mot")
        assert refused.status_code == 400 and "120 mots en tout" in refused.json["error"]

    def test_an_end_before_its_start_is_refused_where_it_is_written(self):
        first = told(row(7, "act.actions", "add", shows="act.actions"))["focus"].rsplit("-", 1)[1]
        path = f"act.actions/{first}"
        assert save(7, f"{path}/start", "2027-03-01", 1, shows="act.actions").status_code == 200
        refused = save(7, f"{path}/end", "2027-02-01", 2, shows="act.actions")
        assert refused.status_code == 400 and "La fin vient avant le début" in refused.json["error"]
        assert save(7, f"{path}/end", "2027-03-01", 2, shows="act.actions").status_code == 200
        assert save(7, f"{path}/start", "2027-04-01", 3, shows="act.actions").status_code == 400

    def test_a_formula_stays_a_text(self):
        assert told(save(7, "vis.change", "=1+1"))["values"]["value"] == "=1+1"

    def test_what_was_typed_is_shown_as_text(self):
        save(7, "vis.change", "<script>alert(1)</script> & <b>gras</b>")
        shown = page()
        assert "<script>alert(1)</script> & <b>gras</b>" in shown.text_content()
        assert not list(shown.iter("b")) and not list(page(shows="").iter("b"))
        assert all("alert" not in (script.text or "") for script in shown.iter("script"))


class TestPeople:
    """Several colleagues, and nobody else."""

    def test_a_colleague_sees_it_at_once_and_somebody_else_never(self):
        team(7, 8)
        save(7, "vis.change", "Pour notre équipe.")
        assert "Pour notre équipe." in words(page(8)) and "Pour notre équipe." in words(page(8, shows=""))
        assert "Pour notre équipe." not in words(page(9)) and "Pour notre équipe." not in words(page(9, staff=True))

    def test_two_colleagues_at_once_are_both_shown_and_choose(self):
        team(7, 8)
        save(7, "vis.change", "De Josée.")
        late = told(save(8, "vis.change", "De Réal."))
        assert late["saved"] == "" and late["values"] == {"value": "De Josée."}
        assert "De Josée." in late["conflict"] and "De Réal." in late["conflict"]
        assert told(save(8, "vis.change", "De Réal.", late["revision"]))["saved"]
        assert PlanPart.objects.get().cells == {"value": "De Réal."}

    def test_the_history_says_who_and_when_and_puts_a_text_back(self):
        save(7, "vis.change", "Premier.")
        save(7, "vis.change", "Second.", 1)
        history = drawn(ask(7, "history", {"field": "vis.change"}))
        assert "Premier." in words(history) and "vous" in words(history)
        first = history.xpath("//li")[-1].xpath(".//input[@name='past']/@value")[0]
        back = drawn(ask(7, "restore", {"field": "vis.change", "past": first, "op": name()}))
        assert back.xpath("//textarea")[0].text == "Premier."

    def test_a_past_text_of_another_plan_cannot_be_put_back(self):
        save(7, "vis.change", "À sept.")
        past = PlanRevision.objects.get().pk
        assert ask(8, "restore", {"field": "vis.change", "past": str(past), "op": name()}).status_code == 400

    def test_somebody_who_looks_as_a_learner_sees_nothing_of_the_plan(self, monkeypatch):
        save(7, "vis.change", "Rien que pour nous.")
        monkeypatch.setattr("dataide_xblocks.block.is_borrowed", lambda _block: True)
        assert "Rien que pour nous." not in words(page()) and "Rien que pour nous." not in words(page(shows=""))

    def test_whoever_left_writes_no_more(self):
        from dataide_xblocks.store import organisation

        from .plan import COHORT

        team(7, 8)
        save(7, "vis.change", "Le nôtre.")
        organisation.leave(COHORT, "8")
        save(8, "vis.change", "D’ailleurs.")
        assert "D’ailleurs." not in words(page(7)) and "Le nôtre." not in words(page(8))


class TestIdentifiers:
    """What points to a person is asked about, on our server only, before it is kept."""

    def test_it_is_marked_and_not_kept_until_the_person_says_so(self):
        asked = told(save(7, "idt.people", "Appeler Rita au 819 555-0134"))
        assert "<mark>" in asked["ask"] and "819 555-0134" in asked["ask"] and not PlanPart.objects.exists()
        assert told(save(7, "idt.people", "Appeler Rita au 819 555-0134", sure="yes"))["saved"]

    def test_the_text_without_it_is_offered(self):
        asked = told(save(7, "idt.people", "Écrire à rita@example.org demain"))
        assert 'data-text="Écrire à demain"' in asked["ask"]

    def test_a_field_that_is_not_marked_is_not_searched(self):
        assert told(save(7, "gou.request", "Appeler au 819 555-0134"))["saved"]


class TestRows:
    """Tables."""

    def test_a_row_is_added_moved_copied_removed_and_put_back(self):
        field = "don.inventory"
        first = told(row(7, field, "add"))["focus"].rsplit("-", 1)[1]
        save(7, f"{field}/{first}/name", "Fiches", 1)
        second = told(row(7, field, "copy", first))["focus"].rsplit("-", 1)[1]
        save(7, f"{field}/{second}/name", "Cahier", 1)
        shown = drawn(row(7, field, "up", second))
        assert [legend.split("· ")[1] for legend in map(words, shown.xpath("//fieldset/legend")) if "·" in legend] == [
            "Cahier",
            "Fiches",
        ]
        assert len(drawn(row(7, field, "remove", second)).xpath("//fieldset[@data-row]")) == 1
        history = drawn(ask(7, "history", {"field": field}))
        assert history.xpath(f"//form[@data-handler='row']//input[@value='{second}']")
        assert len(drawn(row(7, field, "back", second)).xpath("//fieldset[@data-row]")) == 2

    def test_a_row_to_start_from_is_theirs_once_chosen(self):
        shown = drawn(row(7, "don.inventory", "start", start="0"))
        assert shown.xpath("//input[@data-cell='name']")[0].get("value")

    def test_rows_that_are_fixed_stay(self):
        for act in ("add", "remove"):
            assert row(7, "pro.law25", act, "consent").status_code == 400
        assert save(7, "pro.law25/not-one/proof", "x").status_code == 400

    def test_a_full_table_says_so(self):
        for _ in range(5):
            row(7, "sui.objectives", "add")
        refused = row(7, "sui.objectives", "add")
        assert refused.status_code == 400 and "5 lignes au plus" in refused.json["error"]

    def test_the_same_click_adds_one_row(self):
        data = {"field": "don.inventory", "act": "add", "row": "", "op": name()}
        for _ in range(2):
            assert ask(7, "row", data).status_code == 200
        assert PlanPart.objects.count() == 1

    def test_a_link_offers_the_rows_it_points_at(self):
        first = told(row(7, "don.inventory", "add"))["focus"].rsplit("-", 1)[1]
        save(7, f"don.inventory/{first}/name", "Fiches", 1)
        added = drawn(ask(7, "row", {"field": "pro.retention", "act": "add", "row": "", "op": name()}, shows=""))
        assert [words(option) for option in added.xpath("//select[@data-cell='file']/option")][1:] == ["Fiches"]


def _told(shown) -> str:
    """What stands in the one line of a page."""
    return shown.xpath("//textarea[@data-cell='value']")[0].text


class TestFlowing:
    """What the organisation already said arrives by itself."""

    def test_the_name_and_the_size_come_from_the_registration_until_they_are_changed(self):
        team(7, 8)
        shown = page(shows="idt.name idt.size")
        assert _told(shown) == "La Huche commune"
        assert "Vient de l’inscription de votre organisme" in words(shown)
        ask(
            7,
            "save_cell",
            {"field": "idt.name", "row": "", "cell": "value", "value": "La Huche", "seen": 0, "op": name()},
            shows="idt.name",
        )
        shown = page(8, shows="idt.name")
        assert _told(shown) == "La Huche"
        assert "Vient de l’inscription" not in words(shown)

    def test_the_portraits_priorities_and_unknowns_arrive_with_their_source(self):
        from .maturity import answer_all

        answer_all(7, {"SECU-1": 1, "SECU-2": 1, "SECU-3": 1, "SECU-4": 1, "UTIL-5": "dk"})
        shown = page(shows="por.baseline por.priorities por.unknowns")
        said = words(shown)
        assert "Vient de votre portrait de la semaine 1" in said and "Sécurité" in said
        assert shown.xpath("//fieldset[@data-row='p-secu']") and shown.xpath("//fieldset[@data-row='u-util-5']")

    def test_the_first_word_writes_down_what_had_arrived(self):
        from .maturity import answer_all

        answer_all(7, {"SECU-1": 1, "SECU-2": 1, "SECU-3": 1, "SECU-4": 1})
        where = {"field": "por.priorities", "row": "p-secu", "cell": "why", "value": "Un seul ordinateur.", "seen": 0}
        ask(7, "save_cell", {**where, "op": name()}, shows="por.priorities")
        assert PlanPart.objects.count() == 3
        assert "Vient de votre portrait" not in words(page(shows="por.priorities"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_view_says_its_words_in_both_languages(language):
    team(7)
    save(7, "vis.change", "Contenu.")
    with translation.override(language):
        for shows in (SHOWS, ""):
            said = words(page(shows=shows))
            assert {"fr": "Le plan de La Huche commune", "en": "The plan of La Huche commune"}[language] in said
