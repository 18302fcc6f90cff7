"""How answers come about: how many, how long a text waits, who is asked then (journal-and-peers.md, 5 and 6)."""

from __future__ import annotations

from datetime import datetime, timedelta

ASKED = 2  # answers a week asks of each person
MOST_HELD = 3  # people who hold or have answered an entry before others are given it
FEWEST = 5  # active organisations under which everybody shares one wall
LEASE = timedelta(hours=72)  # a text that was given holds its place so long, and again from each autosave
LONGEST_LEASE = timedelta(days=10)
PEERS, GUIDES, TEAM = timedelta(hours=48), timedelta(hours=96), timedelta(days=7)  # without an answer: whose list


def lease_until(offered: datetime, now: datetime) -> datetime:
    """Until when a text that is being answered holds its place."""
    return min(now + LEASE, offered + LONGEST_LEASE)


def list_of(published: datetime, now: datetime) -> str:
    """On whose list an entry without an answer stands: "" (nobody's yet), "peers", "guides" or "team"."""
    waited = now - published
    lists = (("team", TEAM), ("guides", GUIDES), ("peers", PEERS))
    return next((name for name, delay in lists if waited >= delay), "")


def next_turn(held: int, answered: bool, published: datetime, identifier: int) -> tuple[int, bool, datetime, int]:
    """The order in which entries are given: fewest answers, finished or being written; then the oldest.

    Of two with as many, the one that nobody finished answering: a text that somebody took and forgot does not wait
    behind a second answer to another's. This alone makes silence rarer.
    """
    return held, answered, published, identifier


def is_wall(organisations: int) -> bool:
    """Whether so few organisations are active that they share one wall: in a circle of two, one silence is enough."""
    return organisations < FEWEST
