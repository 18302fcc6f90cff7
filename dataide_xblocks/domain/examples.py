"""What an exercise added by hand in Studio starts from, in the author's language."""

from __future__ import annotations

PULSE = {
    "fr": """week = 1

[[question]]
id = "useful"
kind = "scale"
text = "Ce que j’ai fait cette semaine est utile pour mon organisme."
choices = [
  {id = "1", text = "Pas du tout"},
  {id = "2", text = "Un peu"},
  {id = "3", text = "Moyennement"},
  {id = "4", text = "Plutôt"},
  {id = "5", text = "Tout à fait"},
]

[[question]]
id = "time"
kind = "choice"
text = "J’y ai mis\u00a0:"
choices = [
  {id = "under-1", text = "Moins de 1\u00a0h"},
  {id = "1-2", text = "1 à 2\u00a0h"},
  {id = "2-3", text = "2 à 3\u00a0h"},
  {id = "over-3", text = "Plus de 3\u00a0h"},
  {id = "could-not", text = "Je n’ai pas pu", help = "Cela arrive. La première page suffit\u00a0: dix minutes."},
]

[[question]]
id = "w01"
kind = "choice"
text = "Le portrait ressemble à mon organisme."
choices = [{id = "yes", text = "Oui"}, {id = "partly", text = "En partie"}, {id = "no", text = "Non"}]
""",
    "en": """week = 1

[[question]]
id = "useful"
kind = "scale"
text = "What I did this week is useful to my organization."
choices = [
  {id = "1", text = "Not at all"},
  {id = "2", text = "A little"},
  {id = "3", text = "Somewhat"},
  {id = "4", text = "Mostly"},
  {id = "5", text = "Very much"},
]

[[question]]
id = "time"
kind = "choice"
text = "I spent:"
choices = [
  {id = "under-1", text = "Under 1\u00a0h"},
  {id = "1-2", text = "1 to 2\u00a0h"},
  {id = "2-3", text = "2 to 3\u00a0h"},
  {id = "over-3", text = "Over 3\u00a0h"},
  {id = "could-not", text = "I could not", help = "It happens. The first page is enough: ten minutes."},
]

[[question]]
id = "w01"
kind = "choice"
text = "The portrait looks like my organization."
choices = [{id = "yes", text = "Yes"}, {id = "partly", text = "Partly"}, {id = "no", text = "No"}]
""",
}

# The smallest model there is: one dimension of two questions. Real ones stand in content/<language>/models.
_LEVELS = {
    "fr": ("Point de départ", "Premiers gestes", "En place", "Bien ancré", "Qui inspire"),
    "en": ("Starting point", "First steps", "In place", "Well rooted", "Leading the way"),
}
_WORDS = {
    "fr": (
        "À écrire",
        "Portrait",
        "Choisissez la phrase qui ressemble le plus à votre organisme aujourd’hui.",
        "Direction",
    ),
    "en": ("To write", "Portrait", "Choose the sentence most like your organization today.", "Management"),
}


def _model(lang: str) -> str:
    write, title, instruction, role = _WORDS[lang]
    head = f'id = "portrait"\nlang = "{lang}"\ntitle = "{title}"\ninstruction = "{instruction}"\nkeep_months = 12\n'
    levels = "".join(f'\n[[level]]\nname = "{name}"\nrule = "{write}."\n' for name in _LEVELS[lang])
    numbers = """
[accompaniment]
complete = 1
foundations = ["PERS"]
protection = ["PERS"]
low_mean = 2.25
low_foundations = 2.0
missing_essentials = 3
high_mean = 3.5
high_protection = 3.0
high_lowest = 2.5
margin = 0.25
"""
    kinds = "".join(
        f'\n[[type]]\nid = "{kind}"\nname = "{kind}"\nwhom = "{write}."\nchanges = "{write}."\n' for kind in "ABC"
    )
    texts = ("words", "headline", "meaning", "strength", "watch", "next", "months", "peer")
    cell = "\n[[dimension.cell]]\n" + "".join(f'{text} = "{write}."\n' for text in texts)
    dimension = f'\n[[dimension]]\nid = "PERS"\nname = "{write}"\nweeks = [4]\n' + cell * 5
    items = "".join(
        f'\n[[item]]\nid = "PERS-{n}"\nversion = 1\nshort = true\ntext = "{write} {n}?"\nwho = "{write}."\n'
        + "statements = [\n"
        + "".join(f'  "{write}, {level}.",\n' for level in range(1, 6))
        + "]\n"
        for n in (1, 2)
    )
    return head + levels + f'\n[[role]]\nid = "direction"\nname = "{role}"\n' + numbers + kinds + dimension + items


MATURITY = {lang: _model(lang) for lang in ("fr", "en")}

# The smallest plan that is of use: whom it is for, how it is told, and what to do next. The course's own stands in
# content/<language>/plans.
PLAN = {
    "fr": """id = "plan"
lang = "fr"
title = "Petit plan"
keep_months = 24

[[section]]
id = "start"
name = "Pour commencer"

[[section.field]]
id = "idt.mission"
name = "Mission en une phrase"
shape = "text"
most = 40
weeks = [1]
required = true
summary = true
help = "Comme vous la diriez à une nouvelle bénévole."
example = "Que chaque enfant du quartier ait un repas chaud."

[[section.field]]
id = "rai.principles"
name = "Nos principes"
shape = "list"
most = 5
weeks = [1]
help = "Des phrases que l’équipe défendrait."

  [[section.field.column]]
  id = "text"
  name = "Principe"
  kind = "line"
  most = 140
  required = true

[[section.field]]
id = "act.actions"
name = "Actions"
shape = "table"
fewest = 1
most = 12
weeks = [1]
required = true
summary = true
help = "Une personne, une date, une preuve."

  [[section.field.column]]
  id = "action"
  name = "Action"
  kind = "line"
  most = 140
  required = true
  help = "Commencez par un verbe."

  [[section.field.column]]
  id = "owner"
  name = "Responsable"
  kind = "role"
  most = 60
  required = true
  help = "Un rôle, pas un nom."

  [[section.field.column]]
  id = "end"
  name = "Fin"
  kind = "date"
  required = true

  [[section.field.column]]
  id = "status"
  name = "État"
  kind = "choice"
  options = [{id = "ahead", name = "À venir"}, {id = "doing", name = "En cours"}, {id = "done", name = "Fait"}]
  required = true
""",
    "en": """id = "plan"
lang = "en"
title = "A small plan"
keep_months = 24

[[section]]
id = "start"
name = "To begin"

[[section.field]]
id = "idt.mission"
name = "Mission in one sentence"
shape = "text"
most = 40
weeks = [1]
required = true
summary = true
help = "As you would say it to a new volunteer."
example = "That every child in the neighbourhood has a hot meal."

[[section.field]]
id = "rai.principles"
name = "Our principles"
shape = "list"
most = 5
weeks = [1]
help = "Sentences the team would stand by."

  [[section.field.column]]
  id = "text"
  name = "Principle"
  kind = "line"
  most = 140
  required = true

[[section.field]]
id = "act.actions"
name = "Actions"
shape = "table"
fewest = 1
most = 12
weeks = [1]
required = true
summary = true
help = "A person, a date, a proof."

  [[section.field.column]]
  id = "action"
  name = "Action"
  kind = "line"
  most = 140
  required = true
  help = "Start with a verb."

  [[section.field.column]]
  id = "owner"
  name = "In charge"
  kind = "role"
  most = 60
  required = true
  help = "A role, not a name."

  [[section.field.column]]
  id = "end"
  name = "End"
  kind = "date"
  required = true

  [[section.field.column]]
  id = "status"
  name = "Status"
  kind = "choice"
  options = [{id = "ahead", name = "To come"}, {id = "doing", name = "In progress"}, {id = "done", name = "Done"}]
  required = true
""",
}
