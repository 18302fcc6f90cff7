"""Typography: set right where that is safe, said where it is not, and never twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dataide_xblocks.authoring import typography

FIXED = [
    # `~` stands for U+00A0
    ("fr", "L'organisme d'ici", "L’organisme d’ici"),
    ("fr", "Exemple: oui", "Exemple~: oui"),
    ("fr", "Exemple : oui", "Exemple~: oui"),
    ("fr", ": la suite d'un mot en gras", "~: la suite d’un mot en gras"),
    ("fr", "«mot» et « mot »", "«~mot~» et «~mot~»"),
    ("fr", "18% de 6 940 $, 12,50$", "18~% de 6~940~$, 12,50~$"),
    ("fr", "1 234 567 demandes", "1~234~567 demandes"),
    ("fr", "en 2024 300 personnes", "en 2024 300 personnes"),
    ("fr", "à 14 h 30, 12 Ko, 15 min", "à 14~h~30, 12~Ko, 15~min"),
    ("fr", "Et puis...", "Et puis…"),
    ("fr", "Quoi? Oui! Non; bon", "Quoi? Oui! Non; bon"),
    ("fr", "08:05 et 8:30", "08:05 et 8:30"),
    ("fr", "https://a.qc.ca/l'eau?x=1%20a: oui", "https://a.qc.ca/l'eau?x=1%20a~: oui"),
    ("fr", "`l'eau: 5%` et w01-quiz:a", "`l'eau: 5%` et w01-quiz:a"),
    ("fr", "écrire à d'ici@example.org", "écrire à d’ici@example.org"),
    ("en", 'Don\'t say "no"...', "Don’t say “no”…"),
    ("en", 'A 5" screen: 18% of $6,940', 'A 5" screen: 18% of $6,940'),
    ("en", "the organizations' board", "the organizations' board"),
]

COMPLAINTS = [
    ("fr", "Bon ;\noui\nquoi ?", [(1, ";"), (3, "?")]),
    ("fr", "Coûte $5", [(1, "$")]),
    ("fr", 'Il dit "oui"', [(1, "« »")]),
    ("fr", "Espace\u202f: fine", [(1, "U+202F")]),
    ("fr", "Moyenne de 3.5", [(1, "comma")]),
    ("fr", "L’article 3.1 et https://a.ca/3.5 à 08:05", []),
    ("fr", "L'eau: 5% de « tout »!", []),
    ("en", "So : yes", [(1, ":")]),
    ("en", "18 % for 5 $", [(1, "%"), (1, "$")]),
    ("en", "« no »", [(1, "“ ”")]),
    ("en", 'She said "yes": it\'s fine at 2:30!', []),
]


@pytest.mark.parametrize(("language", "before", "after"), FIXED)
def test_what_is_safe_is_set_right(language: str, before: str, after: str) -> None:
    assert typography.fix(before, language).replace("\u00a0", "~") == after


@pytest.mark.parametrize(("language", "text", "expected"), COMPLAINTS)
def test_what_is_not_safe_is_said_with_its_line(language: str, text: str, expected: list[tuple[int, str]]) -> None:
    found = [(c.line, c.message % c.params if c.params else c.message) for c in typography.complaints(text, language)]
    assert len(found) == len(expected), found
    for (line, message), (wanted, word) in zip(found, expected, strict=True):
        assert line == wanted
        assert word in message


SIGNS = st.text(st.sampled_from("aé1 :;!?«»%$'\"….\u00a0\u202fh0/@`-,)(\n") | st.characters())


@given(SIGNS, st.sampled_from(["fr", "en"]))
def test_setting_twice_changes_nothing_more(text: str, language: str) -> None:
    once = typography.fix(text, language)
    assert typography.fix(once, language) == once


@given(SIGNS, st.sampled_from(["fr", "en"]))
def test_no_letter_or_figure_is_ever_lost(text: str, language: str) -> None:
    assert [c for c in typography.fix(text, language) if c.isalnum()] == [c for c in text if c.isalnum()]
