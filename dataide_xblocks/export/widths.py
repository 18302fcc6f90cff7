"""How wide columns are: each holds its longest word and, nearly, its title; long texts share what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .paper import Text

_SIGNS = {False: 88, True: 148}  # signs on a line of a page that stands, and of small letters on one that lies
_LONGEST, _FAIR = 15, 0.75  # a longer word is cut; a text ten times longer gets five times the room
_TALL = 3  # lines that a title should take at most: beyond, a short column stands under a tower


def widths_of(
    header: Sequence[Text], rows: Sequence[Sequence[Text]], wide: bool, numbers: Sequence[int] = ()
) -> list[float]:
    """A share of the page for each column, 1 in all; columns of numbers have air on their right."""
    columns = [[text.plain for text in column] for column in zip(header, *rows, strict=True)]
    words = [
        2 + 3 * (n in numbers) + min(_LONGEST, max(len(column[0]) // _TALL, *map(_longest_word, column)))
        for n, column in enumerate(columns)
    ]
    texts = [_usual(column) ** _FAIR for column in columns]
    left = max(0.0, _SIGNS[wide] - sum(words))
    sizes = [word + left * text / sum(texts) for word, text in zip(words, texts, strict=True)]
    return [size / sum(sizes) for size in sizes]


def _longest_word(text: str) -> int:
    """A word may end at a hyphen between letters; a day and an amount are never cut."""
    return max((len(word) for word in re.split(r"[ \n\t]|(?<=[^\W\d])[-/](?=[^\W\d])", text)), default=0)


def _usual(column: Sequence[str]) -> float:
    """How long a column's texts are: mostly the average, a little the longest."""
    lengths = [len(text) for text in column]
    return max(1.0, 0.7 * sum(lengths) / len(lengths) + 0.3 * max(lengths))
