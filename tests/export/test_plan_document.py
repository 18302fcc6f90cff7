"""What a plan's documents say and leave out, whatever file they end in."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from dataide_xblocks.domain.plan import EMPTY, Filled, Row
from dataide_xblocks.domain.plan_said import dollars, money
from dataide_xblocks.export.layout import pages_of
from dataide_xblocks.export.odt import odt_of
from dataide_xblocks.export.paper import Bars, Contents, Cover, Heading, Labelled, Line, Paper, Roadmap, Table, Text
from dataide_xblocks.export.plan_document import board_summary, grant_request, whole_plan
from dataide_xblocks.export.plan_source import Figures, for_everybody
from dataide_xblocks.export.widths import widths_of

from .plan_sample import TEMPLATES
from .plans import LANGUAGES, MONEY, Asked, filled, plan
from .readers import bare, text_of_odt


def of_kind(paper: Paper, kind: type) -> list:
    return [part for part in paper.parts if isinstance(part, kind)]


def said(paper: Paper) -> str:
    return " ".join(text_of_odt(odt_of(paper)).split())


def without(*names: str, **more: Filled):
    contents = filled(TEMPLATES["fr"])
    for name in names:
        contents[name] = EMPTY
    return contents | more


@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_come_in_order_and_are_numbered(language):
    paper = whole_plan(plan(language))
    assert isinstance(paper.parts[0], Cover) and paper.parts[0].page and isinstance(paper.parts[1], Contents)
    firsts = [part.text.words for part in of_kind(paper, Heading) if part.level == 1]
    assert firsts[1:] == [f"{n}. {each.name}" for n, each in enumerate(TEMPLATES[language].sections, 1)]
    levels = [part.level for part in of_kind(paper, Heading)]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_an_empty_field_is_left_out_unless_it_must_be_written():
    paper = whole_plan(plan(contents=without("idt.name", "idt.size", "col.consent_text")))
    labels = {part.label.words: [text.words for text in part.texts] for part in of_kind(paper, Labelled)}
    assert labels["Nom fr"] == ["À compléter"] and "Taille fr" not in labels
    assert "Explication" not in " ".join(part.text.words for part in of_kind(paper, Heading))
    assert "Rien n’est encore écrit" in said(whole_plan(plan(contents=without("vis.later"))))


def test_a_cell_that_must_be_written_says_so_in_its_row_only():
    rows = (Row("r1", {"result": "Fait"}), Row("r2", {}))
    text = said(whole_plan(plan(contents=without(**{"act.actions": Filled({}, rows)}), figures=Figures())))
    assert text.count("À compléter") == 2  # the action and who, of the row that was begun
    empty = Filled({}, (Row("mfa", {"proof": "Capture"}),))
    text = said(whole_plan(plan(contents=without(**{"sec.measures": empty}))))
    assert text.count("À compléter") == 2 and "Copie séparée fr" in text  # each fixed row says it once


def test_what_left_the_template_is_kept_in_an_annex():
    old = {"old.field": Filled({"value": "Vieux texte"}), "idt.name": Filled({"value": "La Huche", "nick": "Surnom"})}
    old["sec.measures"] = Filled({}, (Row("gone", {"status": "done", "proof": "Preuve partie"}),))
    text = said(whole_plan(plan(contents=without(**old))))
    assert all(words in text for words in ("Annexe", "Vieux texte", "Surnom", "Preuve partie", "old.field"))
    assert "Annexe" not in said(whole_plan(plan()))


@pytest.mark.parametrize("document", [whole_plan, board_summary])
def test_a_version_for_everybody_leaves_out_risks_security_and_places(document):
    made = plan()
    hidden = [
        value
        for name in ("ris.register", "sec.measures")
        for row in made.contents[name].rows
        for value in row.cells.values()
        if value.startswith("marque")
    ]
    hidden += [row.cells["place"] for row in made.contents["don.inventory"].rows]
    told, public = bare(said(whole_plan(made))), bare(said(document(for_everybody(made))))
    assert len(hidden) > 6 and all(bare(value) in told for value in hidden)
    assert [value for value in hidden if bare(value) in public] == []
    assert "Versionpublique" in public


def test_a_link_says_the_name_of_the_row_it_points_at():
    contents = filled(TEMPLATES["fr"])
    first = contents["act.actions"].rows[0].cells["action"]
    contents["ris.register"].rows[0].cells["next_action"] = "r1"
    contents["ris.register"].rows[1].cells["next_action"] = "taken-away"
    table = next(part for part in of_kind(whole_plan(plan(contents=contents)), Table) if part.title == "Registre fr")
    lasts = [row[-1].words for row in table.rows]
    assert lasts[0].endswith(f"\nA1 {first}") and "taken-away" not in lasts[1]
    assert table.rows[0][1].words == "6, élevé"


@pytest.mark.parametrize(
    ("language", "expected"), [("fr", ("1\u00a0350,00\u00a0$", "1\u00a0350\u00a0$")), ("en", ("$1,350.00", "$1,350"))]
)
def test_amounts_are_written_as_people_here_write_them(language, expected):
    amount = MONEY.requested
    assert (money(str(amount), language), dollars(amount, language)) == expected


def test_labels_may_be_in_both_languages_and_contents_in_their_own():
    paper = whole_plan(plan("fr", other=TEMPLATES["en"]))
    label = next(part.label for part in of_kind(paper, Labelled) if part.label.words == "Nom fr")
    assert label.also == Text("Nom en", lang="en") and label.plain == "Nom fr / Nom en"
    text = said(paper)
    assert "Petite fr / Petite en" in text or "Grande fr / Grande en" in text
    assert "Forces fr / Forces en : marque-" in said(board_summary(plan("fr", other=TEMPLATES["en"])))
    other = replace(plan("en"), written="fr")
    name = next(part.texts[0] for part in of_kind(whole_plan(other), Labelled) if part.label.words == "Nom en")
    assert name.lang == "fr"


def test_a_wide_table_lies_on_its_side_and_one_too_wide_is_cut_in_two():
    contents = filled(TEMPLATES["fr"], rows=8)
    tables = {part.title: part for part in of_kind(whole_plan(plan(contents=contents)), Table)}
    halves = [part for title, part in tables.items() if title.startswith("Inventaire fr (")]
    assert [len(part.header) for part in halves] == [7, 6] and all(part.wide and part.caption for part in halves)
    assert [row[0] for row in halves[0].rows] == [row[0] for row in halves[1].rows]
    assert tables["Gestes fr"].wide and not tables["Registre fr"].wide
    few = of_kind(whole_plan(plan(contents=filled(TEMPLATES["fr"], rows=1))), Table)
    assert not any(part.wide for part in few if part.title != "Feuille de route en mots")


def test_every_table_is_of_one_shape_and_fills_its_page():
    for language in LANGUAGES:
        for paper in (
            whole_plan(plan(language)),
            board_summary(plan(language)),
            grant_request(plan(language), Asked()),
        ):
            for table in of_kind(paper, Table):
                assert {len(row) for row in table.rows} <= {len(table.header)} == {len(table.widths)}
                assert abs(sum(table.widths) - 1) < 0.001 and table.title and all(text.plain for text in table.header)


@pytest.mark.parametrize(("words", "most"), [("2027-01-31", 10), ("1\u00a0350,00\u00a0$", 10), ("coordonnatrice", 14)])
def test_a_day_an_amount_and_a_long_word_fit_their_column(words, most):
    long = [Text("mot " * 90)] * 6
    shares = widths_of([Text("Q")] * 7, [[Text(words), *long]] * 3, wide=False)
    assert shares[0] * 88 >= most + 2 and abs(sum(shares) - 1) < 0.001


def test_a_long_title_is_no_tower_over_short_answers():
    title = "Concerne une Première Nation, un peuple inuit ou métis?"
    shares = widths_of([Text(title), *[Text("Q")] * 6], [[Text("Non"), *[Text("mot " * 9)] * 6]] * 3, wide=True)
    assert shares[0] * 148 >= 15, "four lines of fifteen signs, and not six of ten"


def test_amounts_stand_to_the_right_counted_or_not_and_levels_do_not():
    tables = {part.title: part for part in of_kind(whole_plan(plan(contents=filled(TEMPLATES["fr"], rows=8))), Table)}
    found = {title: [table.header[n].words for n in table.numbers] for title, table in tables.items() if table.numbers}
    assert "Coût fr" in found["Gestes fr"]
    assert not any(name.startswith("Niveau") for names in found.values() for name in names)


def test_the_road_map_is_drawn_and_said():
    chart = of_kind(whole_plan(plan()), Roadmap)[0]
    assert chart.years == [("2027", 12), ("2028", 1)] and "".join(chart.months) == "JFMAMJJASONDJ"
    words = [line.words for line in chart.lines]
    assert words == ["janvier à mars 2027", "décembre 2027 à janvier 2028"]
    assert all(line in said(whole_plan(plan())) for line in words)
    assert not of_kind(whole_plan(plan(figures=Figures())), Roadmap)


def test_the_board_reads_what_matters_and_the_rest_is_left_out():
    made = plan()
    paper = board_summary(made)
    text = said(paper)
    for part in ("Résumé pour le conseil", "Les 90 premiers jours", "Ce que ça coûte", "1 234,50 $", "6, élevé"):
        assert part in text
    assert made.contents["idt.mission"].parts["value"] in text and of_kind(paper, Bars)
    assert made.contents["don.inventory"].rows[0].cells["content"] not in text


@pytest.mark.parametrize("family", ["equipment", "implementation", "innovation"])
def test_a_request_holds_what_was_chosen_and_no_portrait(family):
    made = plan()
    paper = grant_request(made, Asked(family))
    text = said(paper)
    chosen = made.contents["bud.lines"].rows
    assert chosen[0].cells["item"] in text and chosen[1].cells["item"] not in text
    assert "1 350,00 $" in text and not of_kind(paper, Bars) and "2, Gestes" not in text
    nothing = said(grant_request(made, Asked(family, lines=(), actions=())))
    assert "n’est encore demandée" in nothing


def test_a_page_says_it_holds_nothing_of_people_served():
    for paper in (whole_plan(plan()), board_summary(plan()), grant_request(plan(), Asked())):
        assert "Aucun renseignement personnel" in paper.footer and "18 janvier 2027" in paper.footer


def test_headings_lie_with_the_wide_table_they_announce():
    wide = Table("t", [Text("a")], [[Text("b")]], [1.0], wide=True)
    parts = [
        Line([Text("x")]),
        Heading(1, Text("h")),
        Heading(2, Text("i")),
        wide,
        Line([Text("n")]),
        Heading(1, Text("z")),
    ]
    assert [(pages.wide, len(pages.parts)) for pages in pages_of(parts)] == [(False, 1), (True, 3), (False, 2)]
    assert pages_of([]) == []
