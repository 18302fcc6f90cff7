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
