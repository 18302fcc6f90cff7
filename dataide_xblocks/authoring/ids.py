"""The ledger of published ids, `course/ids.txt`: what learners’ work hangs on is never dropped by accident."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..domain.language import _
from .findings import Problem

LEDGER = "course/ids.txt"
RETIRED = "retired"
_ENTRY = re.compile(rf"[a-z0-9-]+ [a-z_]+(?: {RETIRED})?")
Ids = Mapping[str, tuple[str, str, int]]  # {id: (type, path, line)}, as Course.ids


@dataclass
class Changes:
    """What a build does to the ids that learners' work hangs on. `text` is the ledger afterwards."""

    text: str
    new: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def compare(ledger: str, ids: Ids, retire: Collection[str]) -> Changes:
    """Compare the ids of a course with the `ledger` of those once published.

    A published id that vanishes, changes its type or comes back after being retired is a problem, unless it is in
    `retire`: then it is marked so in the ledger, for good.
    """
    changes = Changes("")
    entries: dict[str, list[str]] = {}
    for number, line in enumerate(ledger.split("\n")[:-1], 1):
        if not _ENTRY.fullmatch(line) or line.split()[0] in entries:
            message = _("Nobody can read this line of the ledger: take the file back from the last version kept.")
            changes.problems.append(Problem(LEDGER, number, message))
            continue
        identifier, *words = line.split()
        entries[identifier] = words
        _compare_one(identifier, words, number, ids, retire, changes)
    for identifier, (kind, _path, _line) in ids.items():
        if identifier not in entries:
            changes.new.append(identifier)
            entries[identifier] = [kind]
    for identifier in changes.retired:
        entries[identifier] = [entries[identifier][0], RETIRED]
    for identifier in sorted(set(retire) - set(changes.retired)):
        message = _("“%(id)s” cannot be retired: it is still in the course, or was never published.")
        changes.problems.append(Problem(LEDGER, 1, message, {"id": identifier}))
    changes.text = "".join(f"{' '.join([identifier, *entries[identifier]])}\n" for identifier in sorted(entries))
    return changes


def _compare_one(
    identifier: str, words: list[str], number: int, ids: Ids, retire: Collection[str], changes: Changes
) -> None:
    kind, retired = words[0], RETIRED in words
    found = ids.get(identifier)
    if found is None:
        if not retired and identifier in retire:
            changes.retired.append(identifier)
        elif not retired:
            message = _(
                "“%(id)s” (%(type)s) was published and is gone: answers hang on it. "
                "Put it back, or say “dataide build --retire %(id)s”."
            )
            changes.problems.append(Problem(LEDGER, number, message, {"id": identifier, "type": kind}))
    elif retired:
        message = _("The id “%(id)s” was retired: give this page or exercise a new one.")
        changes.problems.append(Problem(found[1], found[2], message, {"id": identifier}))
    elif found[0] != kind:
        message = _("The id “%(id)s” was published as a %(type)s: give this %(now)s a new one.")
        params = {"id": identifier, "type": kind, "now": found[0]}
        changes.problems.append(Problem(found[1], found[2], message, params))
