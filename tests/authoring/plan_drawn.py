"""A small plan drawn in both languages: every shape, links that point at links, and the three counted together."""

from __future__ import annotations

from .drawn import course

PLAN, PAGE = "plans/plan.toml", "w01/01-accueil.md"
FENCE = """
```dataide-plan w01-ecrire
title = "Plan"
plan = "plan"
fields = ["abc.name", "abc.size"]
```
"""
WHOLE = """
```dataide-plan w01-plan
title = "Plan"
plan = "plan"
whole = true
```
"""
_TEMPLATE = """id = "plan"
lang = "{lang}"
title = "Plan"
keep_months = 24

[[sector]]
id = "food"
name = "{word}"

[[section]]
id = "identity"
name = "{word}"

[[section.field]]
id = "abc.name"
name = "{word}"
shape = "line"
most = 120
weeks = [1]
required = true
summary = true
help = "{word}: {quoted}?"
condition = "{word}"

[[section.field]]
id = "abc.size"
name = "{word}"
shape = "choice"
weeks = [1]
options = [
  {{id = "small", name = "{word}"}},
  {{id = "large", name = "{word}"}},
]

[[section.field]]
id = "abc.period"
name = "{word}"
shape = "group"
most = 40
weeks = [1]

  [[section.field.part]]
  id = "start"
  name = "{word}"
  kind = "date"
  required = true

  [[section.field.part]]
  id = "years"
  name = "{word}"
  kind = "number"
  least = 1
  most = 3

[[section.field]]
id = "abc.levels"
name = "{word}"
shape = "auto"
weeks = [1, 12]

[[section]]
id = "data"
name = "{word}"

[[section.field]]
id = "don.inventory"
name = "{word}"
shape = "table"
fewest = 2
most = 60
weeks = [2, 3]

  [[section.field.column]]
  id = "name"
  name = "{word}"
  kind = "line"
  most = 60
  required = true

  [[section.field.column]]
  id = "content"
  name = "{word}"
  kind = "line"
  most = 160
  personal = true

  [[section.field.column]]
  id = "who"
  name = "{word}"
  kind = "many"
  options = [{{id = "served", name = "{word}"}}, {{id = "staff", name = "{word}"}}]

  [[section.field.starter]]
  sector = "food"
  name = "{word}"
  content = "{word}: {quoted}"
  who = "served"

[[section.field]]
id = "pro.basics"
name = "{word}"
shape = "table"
weeks = [4]

  [[section.field.column]]
  id = "role"
  name = "{word}"
  kind = "role"
  most = 60

  [[section.field.row]]
  id = "incidents"
  name = "{word}"

[[section]]
id = "follow-up"
name = "{word}"

[[section.field]]
id = "ris.register"
name = "{word}"
shape = "table"
most = 30
weeks = [4, 11]

  [[section.field.column]]
  id = "next_action"
  name = "{word}"
  kind = "link"
  to = "act.actions"

[[section.field]]
id = "sui.objectives"
name = "{word}"
shape = "table"
most = 5
weeks = [8]

  [[section.field.column]]
  id = "id"
  name = "{word}"
  kind = "computed"

[[section.field]]
id = "sui.indicators"
name = "{word}"
shape = "table"
most = 10
weeks = [8]

  [[section.field.column]]
  id = "source"
  name = "{word}"
  kind = "link"
  to = "don.inventory"

[[section.field]]
id = "ana.calendar"
name = "{word}"
shape = "table"
most = 10
weeks = [9]

  [[section.field.column]]
  id = "what"
  name = "{word}"
  kind = "link"
  to = "sui.indicators"

[[section.field]]
id = "act.actions"
name = "{word}"
shape = "table"
most = 20
weeks = [11]

  [[section.field.column]]
  id = "objective"
  name = "{word}"
  kind = "link"
  to = "sui.objectives"
  options = [{{id = "law25", name = "{word}"}}]

[[section.field]]
id = "bud.lines"
name = "{word}"
shape = "list"
most = 60
weeks = [11]

  [[section.field.column]]
  id = "y1"
  name = "{word}"
  kind = "computed"
  editable = true
"""
TEMPLATE = {
    "fr": _TEMPLATE.format(lang="fr", word="Mot", quoted="« l'un »"),
    "en": _TEMPLATE.format(lang="en", word="Word", quoted="it's"),
}


def files_with_a_plan(fence: str = FENCE + WHOLE) -> dict[str, str | bytes]:
    """The drawn course with the plan and, on its first page, `fence` in both languages."""
    files = course()
    for lang in ("fr", "en"):
        files[f"content/{lang}/{PLAN}"] = TEMPLATE[lang]
        files[f"content/{lang}/{PAGE}"] += fence
    return files
