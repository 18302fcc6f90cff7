"""The cohort of a course: its French and its English run are one group of people."""

from __future__ import annotations

import re
from urllib.parse import quote

_LANGUAGE = re.compile(r"[-_](fr|en)$", re.IGNORECASE)


def cohort_of(course_key: object) -> str:
    """`course-v1:Org+N101+2027_FR` and `…+2027_EN` are both `course-v1:org+n101+2027` (house.md 5).

    Lower-case ASCII, because a database may hold É and e for the same letter in a key.
    """
    return quote(_LANGUAGE.sub("", str(course_key)).lower(), safe="+:-_.~/@")[:255]


def language_in(course_key: object) -> str | None:
    """The language a run is written in, from its suffix: `fr`, `en`, or None when the run does not say."""
    found = _LANGUAGE.search(str(course_key))
    return found[1].lower() if found else None
