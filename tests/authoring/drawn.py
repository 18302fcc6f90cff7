"""A whole course drawn as a dictionary of files: small, bilingual and clean, to be spoilt one thing at a time."""

from __future__ import annotations

import base64
from pathlib import Path

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><title>t</title><rect width="40" height="20"/></svg>'
)

SETTINGS = """title = "{title}"
org = "DataideX"
number = "T1"
run = "2027_{upper}"
language = "{lang}"
start = "2027-01-18"
weeks = 12
timezone = "America/Toronto"
opens_at = "08:00"
short_description = "{title}"
image = "couverture.png"
advanced_modules = ["dataide_pulse"]

[problem]
attempts = 2

[[grading]]
key = "quiz"
type = "Quiz"
short = "Q"
weight = 100
drop = 2

[[pulse.question]]
id = "useful"
kind = "scale"
text = "{title}"
choices = [{{ id = "1", text = "{no}" }}, {{ id = "5", text = "{yes}" }}]

[[pulse.question]]
id = "time"
kind = "choice"
text = "{title}"
choices = [{{ id = "under-1", text = "{no}" }}, {{ id = "over-1", text = "{yes}" }}]

[[tab]]
slug = "aide"
title = "{title}"
file = "tabs/aide.md"

[about]
overview = "about/overview.md"
"""

WEEK = """id = "w01"
title = "{title}"
week = 1
draft = true
[[section]]
id = "w01-lire"
title = "{title}"

[[section]]
id = "w01-verifier"
title = "{title}"
graded = "quiz"
"""

FIRST = """+++
id = "w01-accueil"
title = "{title}"
section = "w01-lire"
essential = true
+++

## {title}

{sentence} [{title}](page:w01-quiz). [{title}, {yes}](file:liste.csv)

![{title}](image:schema.svg)
"""

QUIZ = """+++
id = "w01-quiz"
title = "{title}"
section = "w01-verifier"
minutes = 5
+++

## {title}

```problem w01-q1
>>{title}?<<
(x) {yes} {{{{{yes}}}}}
( ) {no} {{{{{no}}}}}
```

{sentence}

```dataide-pulse w01-pulse
title = "{title}"

[[question]]
id = "own"
kind = "choice"
text = "{title}?"
choices = [{{ id = "yes", text = "{yes}" }}, {{ id = "no", text = "{no}" }}]
```
"""

WORDS = {
    "fr": {"title": "Où en sommes-nous", "yes": "Oui", "no": "Non", "sentence": "Voici une phrase.", "upper": "FR"},
    "en": {"title": "Where do we stand", "yes": "Yes", "no": "No", "sentence": "Here is a sentence.", "upper": "EN"},
}


def course() -> dict[str, str | bytes]:
    """{path: content} of a clean course in both languages: one week, two pages, a question, a pulse, a tab."""
    files: dict[str, str | bytes] = {}
    for lang, words in WORDS.items():
        place = f"content/{lang}/"
        drawn = {"course.toml": SETTINGS, "w01/week.toml": WEEK, "w01/01-accueil.md": FIRST, "w01/02-quiz.md": QUIZ}
        files |= {place + name: text.format(lang=lang, **words) for name, text in drawn.items()}
        files |= {
            place + name: f"## {words['title']}\n\n{words['sentence']}\n"
            for name in ("tabs/aide.md", "about/overview.md")
        }
        files |= {place + "images/couverture.png": PNG, place + "images/schema.svg": SVG}
        files[place + "files/liste.csv"] = f"{words['title']}\n"
    return files


def draw(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write the files under `root` and return it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def files_in(folder: Path) -> dict[str, bytes]:
    """{path: bytes} of everything under `folder`."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
