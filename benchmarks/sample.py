"""A course of any size, drawn from one paragraph: the same text for us and for the floor."""

from __future__ import annotations

from pathlib import Path

from tests.authoring.drawn import course, draw

TEXT = """## Intertitre {n}

Chaque matin, une bénévole note les présences dans un cahier. Elle écrit le prénom, l'heure et, parfois, une remarque.
Le soir, personne ne relit ces pages: on les garde (au cas où). Cette semaine, vous allez en relire une, et une seule.

- Lisez la page à voix haute avec une collègue.
- Soulignez ce qui **identifie** une personne.
- Demandez-vous ce qui arriverait si la page se perdait.

| Ce qu'on note | Pourquoi | Qui le voit |
|---|---|---|
| Le prénom | Saluer la personne | L'accueil |
| L'heure | Prévoir les repas | La cuisine |
| Une remarque | On ne sait plus | Tout le monde |

!!! example "La Huche commune"
    Josée a compté 14 endroits. Elle en pensait 5.[^1]

[^1]: Exemple fictif, module {n}.

Une page relue vaut mieux qu'un logiciel acheté trop vite. Quand la page est relue, décidez: garder, corriger ou détruire.
Notez la décision, la date et le rôle de la personne qui s'en charge. Cela suffit pour aujourd'hui, et c'est déjà beaucoup.

### Et après

Recommencez dans trois mois. Vingt minutes suffisent. [La première page](page:w01-accueil) explique comment s'y prendre.
"""

FENCE = """
```problem m{n}-q
>>Que faire de la page {n}?<<
(x) La relire {{{{Oui.}}}}
( ) La perdre {{{{Non.}}}}
```
"""


def write(root: Path, modules: int) -> Path:
    """A bilingual course of `modules` pages, spread over twelve weeks, under `root`."""
    files = course()
    for lang in ("fr", "en"):
        for week in range(2, 13):
            text = f'id = "w{week:02}"\ntitle = "Semaine {week}"\nweek = {week}\n\n[[section]]\nid = "w{week:02}-lire"\ntitle = "Lire"\n'
            files[f"content/{lang}/w{week:02}/week.toml"] = text
        for n in range(max(modules, 11)):
            week = f"w{2 + n % 11:02}"
            front = f'+++\nid = "m{n}"\ntitle = "Module {n}"\nsection = "{week}-lire"\n+++\n\n'
            files[f"content/{lang}/{week}/m{n:04}.md"] = front + TEXT.format(n=n) + FENCE.format(n=n)
    return draw(root, files)
