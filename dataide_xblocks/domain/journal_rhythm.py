"""How answers come about: how many, how long a text waits, who is asked then (journal-and-peers.md, 5 and 6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from .privacy import MINIMUM

ASKED = 2  # answers a week asks of each person
MOST_HELD = 3  # people who hold or have answered an entry before others are given it
FEWEST = 5  # active organisations under which everybody shares one wall
LEASE = timedelta(hours=72)  # a text that was given holds its place so long, and again from each autosave
LONGEST_LEASE = timedelta(days=10)
PEERS, GUIDES, TEAM = timedelta(hours=48), timedelta(hours=96), timedelta(days=7)  # without an answer: whose list
ASKED_AGAIN = 2  # members on whose list an entry stands after 48 h
LATELY = timedelta(days=14)  # without a word so long, an organisation is called (section 5)


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


def who_is_asked(entry: int, members: Mapping[str, tuple[bool, int]]) -> list[str]:
    """Who is asked once more to answer an entry: the two of `members` who gave the fewest answers.

    `members` is {member: (whether they took part lately, answers given)}. Whoever took part lately comes first: else
    those who never come would always be the ones asked. Equals follow an order that differs from entry to entry.
    """

    def turn(member: str) -> tuple[bool, int, str]:
        lately, given = members[member]
        return not lately, given, sha256(f"{entry}\n{member}".encode()).hexdigest()

    return sorted(members, key=turn)[:ASKED_AGAIN]


LITTLE, HALF, MUCH = (
    "little",
    "half",
    "much",
)  # under 40 %, the sign that another model reply is due; then the aim, 60 %


def helps_of(said: int, yes: int) -> str:
    """How often authors said that an answer helps, in three bands; "" while fewer than MINIMUM said anything.

    An author's word is between two people, and a share to the unit would tell each new one.
    """
    if said < MINIMUM:
        return ""
    return LITTLE if yes < 0.4 * said else MUCH if yes >= 0.6 * said else HALF
