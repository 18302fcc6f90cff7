"""What the platform tells us: that an account is retired, so that what its owner gave is erased."""

from __future__ import annotations

import logging
from typing import Any

from .domain.entrance import PLATFORM, entrance

log = logging.getLogger(__name__)


@entrance(PLATFORM)
def retire(sender: object, user: Any = None, **_more: object) -> None:
    """Erase a retired person: safe to repeat, and for somebody we never met. Only counts are logged.

    A database that fails raises, so that the platform's pipeline stops and is run again: a silence would leave answers
    behind (openedx-contract.md 9.4).
    """
    from .store.people import forget

    if user is None or user.pk is None:
        return
    touched = forget(str(user.pk))
    log.info("dataide: a retired account was erased (%s)", ", ".join(f"{what}: {n}" for what, n in touched.items()))
