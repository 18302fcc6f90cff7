"""A course of three pages in two languages, as the build would write it: what the preview's tests are shown."""

from __future__ import annotations

import json

PULSE = """
week = 1
question = [
  {id = "useful", kind = "scale", text = "Utile?", choices = [{id = "1", text = "Non"}, {id = "2", text = "Oui"}]},
  {id = "time", kind = "choice", text = "Combien?", choices = [{id = "a", text = "1 h"}, {id = "b", text = "2 h"}]},
  {id = "own", kind = "choice", text = "Clair?", choices = [{id = "yes", text = "Oui"}, {id = "no", text = "Non"}]},
]
"""
PROBLEM = """<problem display_name="Question" max_attempts="2"><multiplechoiceresponse><label>Deux lignes?</label>
<choicegroup type="MultipleChoice">
<choice correct="false">Effacer</choice><choice correct="true">Comparer</choice></choicegroup>
</multiplechoiceresponse></problem>"""
PROSE = """<div class="dataide-page"><p><a href="/jump_to_id/w01-pulse">Le pouls</a>
<img src="/static/maison.svg" alt="Une maison"> <a href="/static/inconnu.ods">?</a>
<a href="https://www.cai.gouv.qc.ca" target="_blank" rel="noopener">CAI</a></p></div>"""
START = "2027-01-18T13:00:00Z"
OPTION = 'xmlns:option="http://code.edx.org/xblock/option"'
UNITS = {
    "w01-lire": '<html url_name="w01-lire-text"/><video url_name="w01-video"/>',
    "w01-quiz": '<problem url_name="w01-q1"/>',
    "w01-pouls": '<dataide_pulse url_name="w01-pulse" display_name="Pouls" slot="w01-pulse" '
    f'closes="2027-01-25T13:00:00Z"><option:exercise {OPTION}>{PULSE}</option:exercise></dataide_pulse>',
}


def small_tree(language: str) -> dict[str, bytes]:
    """{path: bytes} of the course in `language`; ids are the same in both."""
    run = f"2027_{language.upper()}"
    title = {"fr": "Nos données", "en": "Our data"}[language]
    policy = {
        "display_name": title,
        "start": START,
        "tabs": [{"type": "static_tab", "name": "Qui voit quoi", "url_slug": "qui-voit-quoi"}],
        "course_wide_css": ["/static/course.css"],
    }
    units = "".join(f'<vertical url_name="{unit}"/>' for unit in UNITS)
    files = {
        "course.xml": f'<course url_name="{run}" org="DataideX" course="NDNP101"/>',
        f"course/{run}.xml": '<course><chapter url_name="w01"/></course>',
        f"policies/{run}/policy.json": json.dumps({f"course/{run}": policy}),
        "chapter/w01.xml": f'<chapter display_name="Départ" start="{START}"><sequential url_name="s1"/></chapter>',
        "sequential/s1.xml": f'<sequential display_name="Lire">{units}</sequential>',
        "html/w01-lire-text.xml": '<html filename="w01-lire-text" display_name="Lire"/>',
        "html/w01-lire-text.html": PROSE,
        "problem/w01-q1.xml": PROBLEM,
        "video/w01-video.xml": '<video display_name="Bienvenue" youtube_id_1_0="abcdefghijk"/>',
        "tabs/qui-voit-quoi.html": PROSE,
        "about/overview.html": PROSE,
        "about/short_description.html": title,
        "static/maison.svg": "<svg/>",
        "static/course.css": ".dataide-page {}",
    }
    for unit, blocks in UNITS.items():
        files[f"vertical/{unit}.xml"] = f'<vertical display_name="Page {unit}">{blocks}</vertical>'
    return {path: text.encode() for path, text in files.items()}
