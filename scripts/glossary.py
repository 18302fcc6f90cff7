"""Write the tab « Glossaire » / “Glossary” of both languages from content/glossary.toml.

`python scripts/glossary.py` writes what has changed; `--check` writes nothing and says what is not up to date.
Each [[term]] has a word and its meaning in both languages, and the id of the page that explains it:

    page = "w06-trois-samuel"
    fr = "doublon"
    plain_fr = "La même chose notée deux fois."
    en = "duplicate"
    plain_en = "The same thing noted twice."
"""

from __future__ import annotations

import argparse
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE, TAB = "glossary.toml", "tabs/glossaire.md"
KEYS = {"page", "fr", "plain_fr", "en", "plain_en"}
OTHER = {"fr": "en", "en": "fr"}
GROUPS = ("AC", "DG", "HO", "PR", "SZ")  # first and last letter of each part of the page
Term = dict[str, str]

HEAD = {
    "fr": """Les mots du cours, dans les deux langues. La dernière colonne mène à la page qui explique le mot.

Vous cherchez un mot? Tenez la touche Ctrl (ou Cmd) et appuyez sur F, puis tapez le début du mot.

Les mots de la loi sont expliqués ici dans nos mots: information générale, pas un avis juridique.""",
    "en": """The words of the course, in both languages. The last column leads to the page that explains the word.

Looking for a word? Hold the Ctrl key (or Cmd) and press F, then type the start of the word.

The words of the law are explained here in our own words: general information, not legal advice.""",
}
TITLE = {"fr": "De {} à {}", "en": "{} to {}"}
ROW = {
    "fr": "| En français | En mots simples | En anglais | Où |",
    "en": "| In English | In plain words | In French | Where |",
}
CAPTION = {"fr": "Tableau: les mots de {} à {}.", "en": "Table: the words from {} to {}."}
WEEK = {"fr": "Semaine {}", "en": "Week {}"}


def main(arguments: list[str] | None = None) -> int:
    """Write, or only check, both tabs; 1 when the source is wrong or, with --check, when a tab is not up to date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say what is not up to date")
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    options = parser.parse_args(arguments)
    terms = read((options.content / SOURCE).read_text(encoding="utf-8"))
    stale = [lang for lang in OTHER if _written(options.content / lang / TAB) != tab(terms, lang)]
    for lang in stale:
        if options.check:
            print(f"✗ {lang}/{TAB} is not up to date: run “make materials”.")
        else:
            (options.content / lang / TAB).write_text(tab(terms, lang), encoding="utf-8")
            print(f"✓ {lang}/{TAB}")
    return 1 if options.check and stale else 0


def read(text: str) -> list[Term]:
    """The terms of a source; raises ValueError for one that lacks a key or stands there twice."""
    terms: list[Term] = tomllib.loads(text)["term"]
    for term in terms:
        if set(term) != KEYS or not all(term.values()):
            raise ValueError(f"“{term.get('fr', '?')}” needs exactly {', '.join(sorted(KEYS))}.")
    for lang in OTHER:
        words = [term[lang] for term in terms]
        twice = {word for word in words if words.count(word) > 1}
        if twice:
            raise ValueError(f"Said twice: {', '.join(sorted(twice))}.")
    return terms


def tab(terms: list[Term], language: str) -> str:
    """The Markdown of the tab: a table for each group of letters, in the order of `language`."""
    return "\n\n".join([HEAD[language], *_groups(terms, language)]) + "\n"


def _groups(terms: list[Term], language: str) -> Iterator[str]:
    for first, last in GROUPS:
        rows = [term for term in terms if first <= _key(term[language])[0].upper() <= last]
        if rows:
            rows.sort(key=lambda term: _key(term[language]))
            body = "\n".join(_row(term, language) for term in rows)
            caption = f"{CAPTION[language].format(first, last)}\n{{: .small}}"
            yield f"## {TITLE[language].format(first, last)}\n\n{ROW[language]}\n|---|---|---|---|\n{body}\n\n{caption}"


def _row(term: Term, language: str) -> str:
    other = OTHER[language]
    week = WEEK[language].format(int(term["page"][1:3]))
    same = term["fr"] == term["en"]  # a name that nobody translates
    foreign = term[other] if same else f'<span lang="{other}">{term[other]}</span>'
    return f"| **{term[language]}** | {term[f'plain_{language}']} | {foreign} | [{week}](page:{term['page']}) |"


def _key(word: str) -> str:
    """What a word is filed under: no accents, no capitals."""
    bare = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _written(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
