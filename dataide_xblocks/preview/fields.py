"""Where field values live: what authors write in memory, read-only as in the LMS; what learners do in one table."""

from __future__ import annotations

from typing import Any

import simplejson as json  # as the platform: a problem's score, a named tuple, is kept as an object
from django.db import transaction
from workbench.models import XBlockState
from xblock.field_data import FieldData, ReadOnlyFieldData, SplitFieldData
from xblock.fields import BlockScope, Scope
from xblock.runtime import DictKeyValueStore, KeyValueStore, KvsFieldData

AUTHORED = (Scope.content, Scope.settings, Scope.parent, Scope.children)
LEARNERS = (Scope.user_state, Scope.user_state_summary, Scope.preferences, Scope.user_info)


def authored_fields() -> KvsFieldData:
    """An empty, writable home for what one course's authors wrote. A dictionary: a whole course loads in a blink."""
    return KvsFieldData(DictKeyValueStore())


def fields_of(authored: FieldData, *, writable: bool = False) -> SplitFieldData:
    """The field data of one request. Only Studio's editor may write authored scopes (contract 3.1)."""
    content = authored if writable else ReadOnlyFieldData(authored)
    learners = KvsFieldData(LearnerStore())
    return SplitFieldData({**dict.fromkeys(AUTHORED, content), **dict.fromkeys(LEARNERS, learners)})


class LearnerStore(KeyValueStore):
    """Learner scopes as rows of the workbench's table: one a person and place, all fields in one JSON."""

    def get(self, key: KeyValueStore.Key) -> Any:
        return self._state(key)[key.field_name]

    def has(self, key: KeyValueStore.Key) -> bool:
        return key.field_name in self._state(key)

    def set(self, key: KeyValueStore.Key, value: Any) -> None:
        self.set_many({key: value})

    def set_many(self, update_dict: dict[KeyValueStore.Key, Any]) -> None:
        with transaction.atomic():
            for key, value in update_dict.items():
                row, _new = XBlockState.objects.get_or_create(**_place(key))
                row.state = json.dumps({**json.loads(row.state), key.field_name: value})
                row.save(update_fields=["state"])

    def delete(self, key: KeyValueStore.Key) -> None:
        row = XBlockState.objects.get(**_place(key))
        state = json.loads(row.state)
        del state[key.field_name]
        row.state = json.dumps(state)
        row.save(update_fields=["state"])

    def _state(self, key: KeyValueStore.Key) -> dict[str, Any]:
        """What is kept, without creating anything: to look is not to write."""
        state = XBlockState.objects.filter(**_place(key)).values_list("state", flat=True).first()
        return json.loads(state) if state else {}


def _place(key: KeyValueStore.Key) -> dict[str, str | None]:
    names = {BlockScope.USAGE: "usage", BlockScope.TYPE: "type", BlockScope.ALL: "all"}
    return {
        "scope": names[key.scope.block],
        "scope_id": key.block_scope_id and str(key.block_scope_id),
        "user_id": key.user_id and str(key.user_id),
    }
