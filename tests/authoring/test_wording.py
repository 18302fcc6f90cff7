"""A fact still to be verified stops a build, and so does a word we avoid, unless someone is quoted."""

from __future__ import annotations

import pytest

from dataide_xblocks.authoring import build, wording
from dataide_xblocks.authoring.align import align

from .drawn import course, draw

PAGE = "w01/01-accueil.md"
LINE = {"fr": 14, "en": 15}  # of the text added at the end: the English page also says what it is aligned with


def said(root, lang, text):
    files = course()
    files[f"content/{lang}/{PAGE}"] += text
    draw(root, files)
    align(root)
    return [p for p in build.read(root).problems if p.path == f"content/{lang}/{PAGE}"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_fact_still_to_be_verified_blocks_at_its_line(tmp_path, lang):
    (problem,) = said(tmp_path, lang, "\n30 %(V)\n" if lang == "fr" else "\n30% (V)\n")
    assert (problem.line, problem.blocking) == (LINE[lang], True)
    assert "(V)" in problem.printed("en")


@pytest.mark.parametrize(
    ("lang", "text", "word"),
    [
        ("fr", "Les retardataires suivront.", "retardataires"),
        ("fr", "Il suffit d'ouvrir le fichier.", "Il suffit d"),
        ("fr", "Un simple clic, et voilà.", "simple clic"),
        ("fr", "La liste des bénéficiaires.", "bénéficiaires"),
        ("en", "Those who fail to answer.", "fail to"),
        ("en", "A list of beneficiaries.", "beneficiaries"),
    ],
)
def test_a_word_we_avoid_blocks_at_its_line(tmp_path, lang, text, word):
    (problem,) = said(tmp_path, lang, f"\n{text}\n")
    assert (problem.line, problem.blocking, problem.params) == (LINE[lang], True, {"word": word})


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Le programme écrit « bénéficiaires »."),
        ("fr", "Rien n'est en retard, et un clic suffit."),
        ("fr", "`usager` est le nom d'une colonne."),
        ("en", "The funder writes “beneficiaries”."),
        ("en", "The copy failed, and a second one worked."),
    ],
)
def test_a_quotation_or_another_word_is_left_alone(text, lang):
    from dataide_xblocks.authoring.lines import Lines

    assert [f for f in Lines(text).findings(lang) if f.message.startswith(("Our texts", "“(V)”"))] == []


def test_every_line_has_its_own_finding():
    found = list(wording.complaints("usagers\n\n(V) usagers", "fr"))
    assert [(f.line, f.blocking) for f in found] == [(3, True), (1, True), (3, True)]
