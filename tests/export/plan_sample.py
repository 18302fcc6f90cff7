"""A small template of a plan that has every shape and every kind of cell, in both languages."""

from __future__ import annotations

from dataide_xblocks.domain.plan_reading import read_template
from dataide_xblocks.domain.plan_template import PlanTemplate

# Names end with the language where the two must be told apart.
_SOURCE = """
id = "sample"
lang = "{l}"
title = "Plan de transition {l}"
keep_months = 24

[[section]]
id = "identity"
name = "Identité {l}"
  [[section.field]]
  id = "idt.name"
  name = "Nom {l}"
  shape = "line"
  most = 120
  weeks = [1]
  required = true
  [[section.field]]
  id = "idt.mission"
  name = "Mission {l}"
  shape = "text"
  most = 40
  weeks = [1]
  required = true
  [[section.field]]
  id = "idt.size"
  name = "Taille {l}"
  shape = "choice"
  weeks = [1]
  options = [{{id = "small", name = "Petite {l}"}}, {{id = "large", name = "Grande {l}"}}]
  [[section.field]]
  id = "idt.languages"
  name = "Langues {l}"
  shape = "many"
  weeks = [1]
  options = [{{id = "fr", name = "français {l}"}}, {{id = "es", name = "espagnol {l}"}}]
  [[section.field]]
  id = "idt.count"
  name = "Nombre {l}"
  shape = "number"
  most = 1000
  weeks = [1]
  [[section.field]]
  id = "idt.money"
  name = "Argent {l}"
  shape = "money"
  weeks = [1]
  [[section.field]]
  id = "idt.since"
  name = "Depuis {l}"
  shape = "date"
  weeks = [1]
  [[section.field]]
  id = "idt.lead"
  name = "Porteuse {l}"
  shape = "role"
  most = 60
  weeks = [1]
  [[section.field]]
  id = "idt.period"
  name = "Période {l}"
  shape = "group"
  weeks = [1]
  part = [{{id = "start", name = "Début {l}", kind = "date"}}, {{id = "end", name = "Fin {l}", kind = "date"}}]

[[section]]
id = "portrait"
name = "Portrait {l}"
  [[section.field]]
  id = "por.baseline"
  name = "Départ {l}"
  shape = "auto"
  weeks = [1]
  [[section.field]]
  id = "por.strengths"
  name = "Forces {l}"
  shape = "list"
  weeks = [1]
  most = 3
  column = [{{id = "text", name = "Force {l}", kind = "line", most = 120}}]
  [[section.field]]
  id = "col.consent_text"
  name = "Explication {l}"
  shape = "group"
  weeks = [5]
  part = [{{id = "what", name = "Quoi {l}", kind = "text", most = 60, required = true}},
          {{id = "why", name = "Pourquoi {l}", kind = "text", most = 60}}]

[[section]]
id = "data"
name = "Données {l}"
  [[section.field]]
  id = "don.inventory"
  name = "Inventaire {l}"
  shape = "table"
  weeks = [2]
  fewest = 5
  most = 60
  column = [
    {{id = "name", name = "Fichier {l}", kind = "line", most = 60, required = true}},
    {{id = "content", name = "Contenu {l}", kind = "line", most = 160}},
    {{id = "who", name = "Visées {l}", kind = "many", options = [{{id = "served", name = "accompagnées {l}"}}]}},
    {{id = "class", name = "Type {l}", kind = "choice", options = [{{id = "sensitive", name = "sensible {l}"}}]}},
    {{id = "place", name = "Lieu {l}", kind = "line", most = 100}},
    {{id = "access", name = "Accès {l}", kind = "line", most = 100}},
    {{id = "source", name = "Source {l}", kind = "line", most = 100}},
    {{id = "shared", name = "Partage {l}", kind = "line", most = 100}},
    {{id = "keep", name = "Durée {l}", kind = "number", most = 90}},
    {{id = "keep_unit", name = "Unité {l}", kind = "choice", options = [{{id = "months", name = "mois {l}"}}]}},
    {{id = "owner", name = "Responsable {l}", kind = "role", most = 60}},
    {{id = "action", name = "Décision {l}", kind = "line", most = 60}},
    {{id = "more", name = "Suite {l}", kind = "line", most = 60}},
  ]

[[section]]
id = "security"
name = "Sécurité {l}"
  [[section.field]]
  id = "sec.measures"
  name = "Mesures {l}"
  shape = "table"
  weeks = [7]
  row = [{{id = "mfa", name = "Double vérification {l}"}}, {{id = "copy", name = "Copie séparée {l}"}}]
  column = [{{id = "status", name = "État {l}", kind = "choice", required = true, options = [
              {{id = "todo", name = "à faire {l}"}}, {{id = "done", name = "fait {l}"}}]}},
            {{id = "proof", name = "Preuve {l}", kind = "line", most = 100}}]

[[section]]
id = "risks"
name = "Risques {l}"
  [[section.field]]
  id = "ris.register"
  name = "Registre {l}"
  shape = "table"
  weeks = [4]
  most = 30
  column = [{{id = "risk", name = "Risque {l}", kind = "line", most = 140, required = true}},
            {{id = "score", name = "Niveau {l}", kind = "computed"}},
            {{id = "next", name = "Ensuite {l}", kind = "line", most = 140}},
            {{id = "next_action", name = "Action liée {l}", kind = "link", to = "act.actions"}}]

[[section]]
id = "empty"
name = "Rien {l}"
  [[section.field]]
  id = "vis.later"
  name = "Plus tard {l}"
  shape = "line"
  most = 60
  weeks = [8]

[[section]]
id = "actions"
name = "Actions {l}"
  [[section.field]]
  id = "act.actions"
  name = "Gestes {l}"
  shape = "table"
  weeks = [11]
  most = 20
  column = [
    {{id = "id", name = "No {l}", kind = "computed"}},
    {{id = "action", name = "Action {l}", kind = "line", most = 140, required = true}},
    {{id = "objective", name = "But {l}", kind = "link", to = "don.inventory", options = [
      {{id = "law25", name = "Loi 25 {l}"}}]}},
    {{id = "result", name = "Fait quand {l}", kind = "line", most = 140}},
    {{id = "owner", name = "Qui {l}", kind = "role", most = 60, required = true}},
    {{id = "start", name = "Début action {l}", kind = "date"}},
    {{id = "end", name = "Fin action {l}", kind = "date"}},
    {{id = "hours", name = "Heures {l}", kind = "number", most = 1000}},
    {{id = "cost", name = "Coût {l}", kind = "computed"}},
  ]

[[section]]
id = "budget"
name = "Budget {l}"
  [[section.field]]
  id = "bud.lines"
  name = "Dépenses {l}"
  shape = "table"
  weeks = [11]
  most = 60
  column = [
    {{id = "item", name = "Dépense {l}", kind = "line", most = 100}},
    {{id = "cat", name = "Catégorie {l}", kind = "choice", options = [{{id = "a", name = "Matériel {l}"}}]}},
    {{id = "unit", name = "Prix {l}", kind = "money"}},
    {{id = "y1", name = "An 1 {l}", kind = "computed", editable = true}},
    {{id = "grant", name = "Bourse {l}", kind = "money"}},
  ]
  [[section.field]]
  id = "bud.sources"
  name = "Revenus {l}"
  shape = "table"
  weeks = [11]
  most = 15
  column = [{{id = "source", name = "Provenance {l}", kind = "line", most = 80}},
            {{id = "y1", name = "Reçu {l}", kind = "money"}}]
"""

TEMPLATES: dict[str, PlanTemplate] = {lang: read_template(_SOURCE.format(l=lang)) for lang in ("fr", "en")}
