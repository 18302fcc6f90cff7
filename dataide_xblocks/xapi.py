"""Our events for the platform's learning records (xAPI): that a question was answered, never how.

Loaded only where `edx-event-routing-backends` is, by `apps.py`. The names are also in `plugin_settings`, which allows
them through.
"""

from __future__ import annotations

from typing import Any

from event_routing_backends.processors.xapi import constants
from event_routing_backends.processors.xapi.registry import XApiTransformersRegistry
from event_routing_backends.processors.xapi.transformer import XApiTransformer
from tincan import Activity, ActivityDefinition, LanguageMap, Verb

from .plugin_settings import EVENTS


class AnsweredTransformer(XApiTransformer):
    """`answered`, about a question, a field of the plan or a week's journal; the statement has no result."""

    _verb = Verb(id=constants.XAPI_VERB_ANSWERED, display=LanguageMap({constants.EN: constants.ANSWERED}))

    def get_object(self) -> Any:
        """The question, under the block that asks it; a journal asks one, which has no id."""
        asked = (self.get_data(f"data.{name}") for name in ("item", "question", "field"))
        question = str(next(filter(None, asked), "journal"))
        usage = self.get_data("context.module.usage_key") or self.get_data("data.slot", True)
        name = LanguageMap({constants.EN: question})
        return Activity(
            id=f"{self.get_object_iri('xblock', usage)}#{question}",
            definition=ActivityDefinition(type=constants.XAPI_ACTIVITY_QUESTION, name=name),
        )


for event in EVENTS:
    XApiTransformersRegistry.register(event)(AnsweredTransformer)
