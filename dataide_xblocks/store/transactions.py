"""All or nothing, and again when the database asked for it."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 3
_AGAIN = (1213, 1205)  # MySQL: deadlock found; lock wait timeout, which undoes one statement only (trust.md finding 9)


def one_transaction(write: Callable[P, T]) -> Callable[P, T]:
    """Run `write` in one transaction; undo it all and try again when another writer was in the way.

    Inside a transaction of somebody else there is nothing we could undo, so the error goes up to its owner. A duplicate
    key is another writer too: whoever comes second finds the row at the second try.
    """

    @functools.wraps(write)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        nested = connection.in_atomic_block
        for attempt in range(1, TRIES + 1):
            try:
                with transaction.atomic():
                    return write(*args, **kwargs)
            except (IntegrityError, OperationalError) as error:
                if nested or attempt == TRIES or not _another_writer(error):
                    raise
                time.sleep(random.uniform(0.01, 0.05) * attempt)
        raise AssertionError("the last try returns or raises")

    return run


def _another_writer(error: Exception) -> bool:
    if isinstance(error, IntegrityError):
        return True
    return error.args[0] in _AGAIN or "locked" in str(error)
