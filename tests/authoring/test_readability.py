"""The readability formulas give the numbers that their thresholds were calibrated with, and see what they measure."""

from __future__ import annotations

import pytest

from dataide_xblocks.authoring.passages import passages
from dataide_xblocks.authoring.readability import measure, sentences_of

FRENCH = (
    "La Huche commune compte les ménages qui viennent chaque semaine. Réal écrit le prénom et la taille du ménage "
    "dans un cahier. Au bout du mois, l’équipe additionne les totaux. Personne ne garde l’adresse, parce que personne "
    "ne s’en sert!"
)
ENGLISH = (
    "La Huche commune counts the households that come every week. Réal writes the first name and the size of the "
    "household in a notebook. At the end of the month, the team adds up the totals. Nobody keeps the address, because "
    "nobody uses it!"
)
LAW = (
    "La personne responsable de la protection des renseignements personnels approuve les politiques. « Elle répond aux "
    "demandes d’accès. » Les organisations publient ses coordonnées: courriel, téléphone. Une évaluation des facteurs "
    "relatifs à la vie privée précède toute acquisition d’un système d’information impliquant des renseignements "
    "personnels, même lorsque le fournisseur affirme que cela n’est aucunement nécessaire."
)

# (text, language, words, sentences, mean length, mean syllables, long words, long sentences, ease, grade), computed
# once with the script that the thresholds of content-quality.md, section 5, were set with.
VECTORS = [
    (FRENCH, "fr", 40, 4, 10.0, 1.38, 0.0, 0.0, 95.7, 0.0),
    (ENGLISH, "en", 44, 4, 11.0, 1.41, 0.0, 0.0, 76.5, 5.3),
    (LAW, "fr", 53, 3, 17.7, 2.11, 0.151, 0.333, 33.5, 0.0),
    (LAW, "en", 53, 3, 17.7, 1.96, 0.151, 0.333, 22.9, 14.5),
]


@pytest.mark.parametrize("vector", VECTORS, ids=["ordinary-fr", "ordinary-en", "law-fr", "hard-en"])
def test_the_measure_is_the_calibrated_one(vector):
    text, language, words, sentences, length, syllables, long_words, long_sentences, ease, grade = vector
    found = measure([text], language)
    assert (found.words, found.sentences) == (words, sentences)
    assert round(found.length, 1) == length and round(found.syllables, 2) == syllables
    assert round(found.long_words, 3) == long_words and round(found.long_sentences, 3) == long_sentences
    assert round(found.ease, 1) == ease and round(found.grade, 1) == grade


def test_a_sentence_stops_at_the_end_of_its_passage():
    assert measure(["trois mots ici", "trois mots là"], "fr").sentences == 2
    assert sentences_of("Il dit: « Oui. » Puis 3 h sonnent… Fin") == ["Il dit: « Oui. » Puis 3 h sonnent…", "Fin"]


def test_no_text_measures_nothing():
    assert measure([], "fr").words == 0


PAGE = """## Un titre

Un paragraphe **gras**, un [lien](https://example.org/a_(b)) et une note[^n].
Sa suite.

- un point;
- un autre
  qui continue.

1. Un pas.

| Tête | Autre |
|---|---|
| Case | Case |

Tableau: ce qu'il montre.
{: .small}

!!! note "Un encadré"
    Dedans.

    - Encore dedans.

Dehors.

```text
rien ici
```

![Une image](image:schema.svg)

[^n]: Titre, [source](https://example.org). Lu en novembre 2026.
"""


def test_a_page_is_read_passage_by_passage():
    found = [(p.kind, p.text, p.line, p.box) for p in passages(PAGE, first=10)]
    assert found == [
        ("heading", "Un titre", 10, ""),
        ("text", "Un paragraphe gras, un lien et une note. Sa suite.", 12, ""),
        ("item", "un point;", 15, ""),
        ("item", "un autre qui continue.", 16, ""),
        ("item", "Un pas.", 19, ""),
        ("row", "Tête Autre", 21, ""),
        ("row", "Case Case", 23, ""),
        ("caption", "Tableau: ce qu'il montre.", 25, ""),
        ("title", "Un encadré", 28, "note"),
        ("text", "Dedans.", 29, "note"),
        ("item", "Encore dedans.", 31, "note"),
        ("text", "Dehors.", 33, ""),
        ("picture", "Une image", 39, ""),
        ("note", "Titre, source. Lu en novembre 2026.", 41, ""),
    ]
