"""What a person has done so far, from the `completion` and `grade` events of blocks, kept beside their state."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workbench.models import XBlockState

if TYPE_CHECKING:
    from .people import Person

SCOPE = "completion"
VIEWED_AFTER = 5000  # milliseconds a page stays open before it counts as read (contract 4.4.30)


def record_completion(person: Person, usage_key: str, value: float) -> None:
    """Keep how far `person` is with a block: 1 is done, 0 takes it back."""
    row, _new = XBlockState.objects.get_or_create(scope=SCOPE, scope_id=usage_key, user_id=str(person.id))
    row.state = json.dumps({"completion": value})
    row.save(update_fields=["state"])


def completed_of(person: Person) -> set[str]:
    """The usage keys of everything `person` has completed."""
    rows = XBlockState.objects.filter(scope=SCOPE, user_id=str(person.id)).values_list("scope_id", "state")
    return {usage_key for usage_key, state in rows if json.loads(state).get("completion", 0) >= 1}


def record_event(person: Person, usage_key: str, event_type: str, data: dict[str, Any]) -> None:
    """Do with a published event what the LMS does: completion is kept, and a grade counts as done."""
    if event_type == "completion":
        record_completion(person, usage_key, float(data.get("completion", 0)))
    elif event_type == "grade":
        record_completion(person, usage_key, 1.0)


class Completion:
    """The `completion` service, as far as blocks ask it anything."""

    def __init__(self, person: Person) -> None:
        self._person = person

    def completion_tracking_enabled(self) -> bool:
        return True

    def get_completions(self, candidates: list[str]) -> dict[str, float]:
        done = completed_of(self._person)
        return {usage_key: float(str(usage_key) in done) for usage_key in candidates}

    def submit_completion(self, block_key: str, completion: float) -> None:
        record_completion(self._person, str(block_key), completion)

    def get_complete_on_view_delay_ms(self) -> int:
        return VIEWED_AFTER
