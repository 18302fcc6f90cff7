"""What our app adds to the platform's settings: the events that may become learning records."""

from __future__ import annotations

from typing import Any

EVENTS = ("dataide.journal.written", "dataide.maturity.answered", "dataide.plan.written", "dataide.pulse.answered")


def plugin_settings(settings: Any) -> None:
    """Called by the platform when it reads its settings; what other plugins added stays."""
    name = "EVENT_TRACKING_BACKENDS_ALLOWED_XAPI_EVENTS"
    allowed = list(getattr(settings, name, []))
    setattr(settings, name, allowed + [event for event in EVENTS if event not in allowed])
