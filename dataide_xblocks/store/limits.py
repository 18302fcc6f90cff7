"""How often one person may do a thing, counted in the cache only: the tables never learn who did it."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.crypto import salted_hmac

DAY = 24 * 60 * 60


def too_often(what: str, learner: str, most: int, seconds: int = DAY) -> bool:
    """Count one more `what` of this learner; whether it is above `most` in so long. Where there is no cache, never."""
    key = "dataide:" + salted_hmac("dataide.limits", f"{what}\n{learner}").hexdigest()
    try:
        cache.add(key, 0, seconds)
        return cache.incr(key) > most
    except Exception:  # gone in between, or a cache that is away: it must not keep anybody's answer out
        return False
