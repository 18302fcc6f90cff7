"""Comparing organisations: no number that leaves, and no difference of two of them, tells what one of them answered."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

import pytest

from dataide_xblocks.domain.comparison import (
    BATCH,
    MOST_ALIKE,
    Entry,
    band,
    batches,
    histograms,
    is_mixed,
    middle,
    summed,
)

HISTORIES = 20_000
CELLS = ("3-9 fr", "3-9 en", "10-49 fr")
SIDE = "PERS"
LEVELS = (1, 2, 3, 4, 5, None)


def entry(number: int, level: int | None) -> Entry:
    return Entry(number, {SIDE: level})


class History:
    """A cohort as its operator and its organisations make it: some open the comparison, some withdraw, it is released.

    What an adversary sees is stronger than any page: every histogram of every cell after every step, all of it.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.waiting: dict[str, list[Entry]] = {cell: [] for cell in CELLS}
        self.left: list[tuple[str, list[Entry]]] = []  # batches still shown, with their cell
        self.known: dict[int, int | None] = {}
        self.seen: set[frozenset[int]] = set()  # the organisations behind each observed histogram

    def opens(self) -> None:
        cell, spread = self.chance.choice(CELLS), self.chance.choice([LEVELS, LEVELS[:2], (3, 3, 3, 3, 3, 4)])
        for _organisation in range(self.chance.randint(1, 14)):
            number = len(self.known)
            self.known[number] = self.chance.choice(spread)
            self.waiting[cell].append(entry(number, self.known[number]))

    def releases(self) -> None:
        for cell, waiting in self.waiting.items():
            for batch in batches(waiting):
                self.left.append((cell, batch))
                self.waiting[cell] = [e for e in self.waiting[cell] if e not in batch]

    def withdraws(self) -> None:
        """One that was counted, or one that waits."""
        number = self.chance.choice(list(self.known) or [0])
        self.left = [(cell, batch) for cell, batch in self.left if number not in {e.organisation for e in batch}]
        self.waiting = {c: [e for e in w if e.organisation != number] for c, w in self.waiting.items()}

    def looks(self) -> None:
        """The filters there are: each cell, and all of them (which no page shows)."""
        for cells in (*((cell,) for cell in CELLS), CELLS):
            shown = frozenset(e.organisation for cell, batch in self.left if cell in cells for e in batch)
            self.seen |= {shown} if shown else set()

    def run(self) -> History:
        for _step in range(self.chance.randint(2, 9)):
            self.chance.choice([self.opens, self.opens, self.releases, self.withdraws])()
            self.releases()
            self.looks()
        return self

    def atoms(self) -> Iterator[set[int]]:
        """Organisations that no observation tells apart: every sum or difference of observations is made of these."""
        everybody = set().union(*self.seen) if self.seen else set()
        by_pattern: dict[tuple[bool, ...], set[int]] = {}
        for organisation in everybody:
            by_pattern.setdefault(tuple(organisation in seen for seen in self.seen), set()).add(organisation)
        yield from by_pattern.values()


def inferable(history: History) -> list[int]:
    """The organisations whose answer is certain, for an adversary who is one of the others and knows their own."""
    certain = []
    for atom in history.atoms():
        counts = histograms(entry(number, history.known[number]) for number in atom)[SIDE]
        for number in atom:
            for adversary in atom - {number}:
                own = str(history.known[adversary] or "none")
                others = {level: count - (level == own) for level, count in counts.items()}
                if sum(count > 0 for count in others.values()) == 1:
                    certain.append(number)
    return certain


def test_no_answer_can_be_inferred_whatever_the_history():
    observed = 0
    for seed in range(HISTORIES):
        history = History(seed).run()
        atoms = list(history.atoms())
        assert all(len(atom) >= BATCH for atom in atoms), f"history {seed} isolates fewer than ten"
        assert not inferable(history), f"history {seed} tells somebody's answer"
        observed += len(atoms)
    assert observed > HISTORIES, "else the histories are too poor to prove anything"


def test_the_proof_sees_a_rule_that_is_broken():
    """Batches recounted without the one who withdrew, as a careless site would do."""

    class Careless(History):
        def withdraws(self) -> None:
            number = self.chance.choice(list(self.known) or [0])
            self.left = [(cell, [e for e in batch if e.organisation != number]) for cell, batch in self.left]

    assert any(
        len(atom) < BATCH for seed in range(300) for history in [Careless(seed).run()] for atom in history.atoms()
    )


@pytest.mark.parametrize(
    ("waiting", "sizes"), [(0, []), (9, []), (10, [10]), (19, [19]), (20, [10, 10]), (35, [10, 10, 15])]
)
def test_a_batch_holds_ten_to_nineteen(waiting, sizes):
    entries = [entry(n, 1 + n % 5) for n in range(waiting)]
    assert [len(batch) for batch in batches(entries)] == sizes
    assert [e for batch in batches(entries) for e in batch] == entries[: sum(sizes)]


@pytest.mark.parametrize(("alike", "leaves"), [(8, True), (9, False), (10, False)])
def test_a_batch_too_much_alike_waits(alike, leaves):
    batch = [entry(n, 2 if n < alike else 3) for n in range(10)]
    assert is_mixed(batch) is leaves and bool(batches(batch)) is leaves
    assert Fraction(8, 10) == MOST_ALIKE


def test_no_level_at_all_is_something_alike_too():
    assert not is_mixed([entry(n, None if n < 9 else 3) for n in range(10)])


def test_batches_are_added_up():
    one, other = histograms([entry(0, 2), entry(1, None)]), histograms([entry(2, 2)])
    assert summed([one, other]) == {SIDE: {"2": 2, "none": 1}} and summed([]) == {}


@pytest.mark.parametrize(
    ("counts", "median", "half"),
    [
        ({"2": 9, "none": 30}, None, None),
        ({"2": 5, "3": 5}, Fraction(5, 2), None),
        ({"1": 4, "3": 6}, 3, None),
        ({"2": 10, "3": 9}, 2, None),
        ({"1": 5, "2": 5, "3": 5, "4": 5}, Fraction(5, 2), (2, 3)),
    ],
)
def test_what_is_shown_depends_on_how_many_there_are(counts, median, half):
    shown = middle(counts)
    assert (shown and shown.median, shown and shown.half) == (median, half)


@pytest.mark.parametrize(
    ("organisations", "words"), [(9, ""), (10, "10 to 19"), (19, "10 to"), (20, "20 to"), (40, "40 ")]
)
def test_their_number_is_a_band(organisations, words):
    assert band(organisations).startswith(words) and bool(band(organisations)) == bool(words)
