"""A whole week that keeps every rule of content, in both languages, to be spoilt one rule at a time.

It is week 4, which is held to the most: a law, eight sources, a caution.
"""

from __future__ import annotations

from .drawn import WORDS, course

READ, NEXT, LAST, EXAMPLE = "w04/01-lire.md", "w04/02-suite.md", "w04/03-fin.md", "w04/05-exemple.md"
EXERCISE, QUIZ, WEEK, PLAN = "w04/06-exercice.md", "w04/07-quiz.md", "w04/week.toml", "plans/plan.toml"

SENTENCES = {
    "fr": "L’équipe range la liste dans un tiroir chaque lundi matin. "
    "Une bénévole note le prénom et la taille du ménage. "
    "Personne ne garde le cahier après la fin du mois. La porte du bureau reste fermée pendant tout le repas.",
    "en": "The team puts the list in a drawer every Monday morning. "
    "One volunteer writes the name and the number of people. "
    "Nobody keeps the old notebook after the month ends. The door of the office stays shut during lunch.",
}
SAID = {
    "fr": {
        "week": "La loi, une étape à la fois", "read": "Lire", "see": "Voir", "do": "Agir", "check": "Vérifier",
        "heading": "Une partie de plus", "promise": "Ce que vous saurez faire",
        "outcomes": ["dire qui répond aux questions", "remplir un tableau de huit lignes", "écrire un incident"],
        "gain": "Ce que vous y gagnez", "gained": "Du temps, et la paix.",
        "caution": "Information générale, pas un avis juridique",
        "cautious": "Textes lus le 25 novembre 2026. Demandez à votre regroupement.",
        "note": "Source {n}, [page {n}](https://example.org/{n}). Lu par extraits, novembre 2026.",
        "term": "Le **registre** est une liste.", "acronym": "Le conseil d’administration (CA) décide.",
        "sheet": "La [feuille à remplir](file:liste.csv) a les mêmes lignes.", "step": "Étape 1. Écrire (5 minutes)",
        "row": "| Base | Réponse |\n|---|---|\n| Une | Deux |", "caption": "Tableau: une base et sa réponse.",
        "ask": "Que répond la bénévole?", "right": "Elle le dit", "wrong": "Elle attend la réunion du mois prochain",
        "why": "Oui, tout de suite.", "not": "Un mois passe vite.", "title": "Notre plan",
        "left": "En effet, tout de suite.",
    },
    "en": {
        "week": "The law, one step at a time", "read": "Read", "see": "See", "do": "Act", "check": "Check",
        "heading": "One part more", "promise": "What you will be able to do",
        "outcomes": ["say who answers questions", "fill in a table of eight lines", "write an incident"],
        "gain": "What you gain", "gained": "Time, and peace.",
        "caution": "General information, not legal advice",
        "cautious": "Texts read on November 25, 2026. Ask your umbrella group.",
        "note": "Source {n}, [page {n}](https://example.org/{n}). Read in excerpts, November 2026.",
        "term": "The **register** is a list.", "acronym": "The board of directors (BD) decides.",
        "sheet": "The [sheet to fill in](file:liste.csv) has the same rows.", "step": "Step 1. Write (5 minutes)",
        "row": "| Basic | Answer |\n|---|---|\n| One | Two |", "caption": "Table: a basic and its answer.",
        "ask": "What does she answer?", "right": "She says so", "wrong": "She waits for next month’s meeting",
        "why": "Yes, at once.", "not": "A month goes by fast.", "title": "Our plan",
        "left": "Yes, at once.",
    },
}  # fmt: skip
FIELDS = 'id = "plan"\nlang = "{lang}"\ntitle = "Plan"\nkeep_months = 24\n\n[[section]]\nid = "one"\nname = "Un"\n'
FIELD = """
[[section.field]]
id = "one.name"
name = "{heading}"
shape = "line"
most = 120
weeks = [4]
help = "{gained}"
"""
SECTIONS = (("lire", "read"), ("voir", "see"), ("agir", "do"), ("verifier", "check"))


def week() -> dict[str, str | bytes]:
    """{path: content} of the course, whose only week is this one."""
    files = {path: text for path, text in course().items() if "/w01/" not in path}
    for lang, said in SAID.items():
        place = f"content/{lang}/"
        files[place + "course.toml"] = str(files[place + "course.toml"]).replace("_pulse", "_plan")
        files[place + WEEK] = (
            f'id = "w04"\ntitle = "{said["week"]}"\nweek = 4\n'
            + "".join(f'\n[[section]]\nid = "w04-{name}"\ntitle = "{said[key]}"\n' for name, key in SECTIONS).rstrip(
                "\n"
            )
            + '\ngraded = "quiz"\n'
        )
        files[place + READ] = page("debut", "lire", lang, _first(lang))
        files[place + NEXT] = page("suite", "lire", lang, f"{prose(lang)}\n{said['term']} {said['acronym']}\n")
        files[place + LAST] = page("fin", "lire", lang, f"{prose(lang)}\n{_box('gain', said['gain'], said['gained'])}")
        files[place + EXAMPLE] = page(
            "exemple", "voir", lang, f"{prose(lang, 14)}\n![{said['see']}](image:schema.svg)\n"
        )
        files[place + EXERCISE] = page("exercice", "agir", lang, _exercise(lang), 5)
        files[place + QUIZ] = page("quiz", "verifier", lang, _quiz(lang), 8)
        files[place + PLAN] = FIELDS.format(lang=lang) + FIELD.format(**said)
    return files


def page(name: str, section: str, lang: str, body: str, minutes: int = 0) -> str:
    """A page: five lines of front matter (`minutes` may be 0), a blank one, the body from line 8 on."""
    title = WORDS[lang]["title"]
    front = f'+++\nid = "w04-{name}"\ntitle = "{title}"\nsection = "w04-{section}"\nminutes = {minutes}\n+++\n\n'
    return front + body


def prose(lang: str, paragraphs: int = 18) -> str:
    """Paragraphs of four sentences, three under a heading."""
    parts = [f"## {SAID[lang]['heading']}\n\n" * (n % 3 == 0) + f"{SENTENCES[lang]}\n" for n in range(paragraphs)]
    return "\n".join(parts)


def _box(kind: str, title: str, text: str) -> str:
    return f'!!! {kind} "{title}"\n    {text}\n'


def _first(lang: str) -> str:
    said = SAID[lang]
    promise = f"## {said['promise']}\n\n" + "".join(f"- {outcome};\n" for outcome in said["outcomes"])
    table = f"{said['row']}\n\n{said['caption']}\n{{: .small}}\n"
    calls = said["gained"] + "".join(f"[^n{n}]" for n in range(1, 9)) + "\n"
    notes = "".join(f"[^n{n}]: {said['note'].format(n=n)}\n" for n in range(1, 9))
    caution = _box("important", said["caution"], said["cautious"])
    return "\n".join([promise, caution, prose(lang), table, calls, notes])


def _exercise(lang: str) -> str:
    said = SAID[lang]
    fence = f'```dataide-plan w04-plan\ntitle = "{said["title"]}"\nplan = "plan"\nfields = ["one.name"]\n```\n'
    whole = f'```dataide-plan w04-tout\ntitle = "{said["title"]}"\nplan = "plan"\nwhole = true\n```\n'
    return f"## {said['step']}\n\n{said['sheet']}\n\n{fence}\n{whole}"


def _quiz(lang: str) -> str:
    """Four questions with one choice, in two places, and one with boxes."""
    said, questions = SAID[lang], [f"{SENTENCES[lang]}\n"]
    right, wrong = f"(x) {said['right']} {{{{{said['why']}}}}}", f"( ) {said['wrong']} {{{{{said['not']}}}}}"
    for n in range(4):
        choices = [right, wrong] if n % 2 else [wrong, right]
        questions.append(f"```problem w04-q{n + 1}\n>>{said['ask']}<<\n" + "\n".join(choices) + "\n```\n")
    told = f"{{{{selected: {said['why']}, unselected: {said['left']}}}}}"
    boxes = [f"[x] {said['right']} {told}", f"[ ] {said['wrong']} {told}"]
    questions.append(f"```problem w04-q5\n>>{said['ask']}<<\n" + "\n".join(boxes) + "\n```\n")
    return "\n".join(questions)
