"""The typography of Québec and of English Canada (glossary B3, B4, C): what is set right, and what is reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from ..domain.language import _
from .finding import Finding

NBSP = "\u00a0"

# What is not prose: addresses, e-mails, code between backticks. Hours such as 08:05 and ids meet no rule.
_UNTOUCHED = re.compile(
    r"`[^`\n]*`"
    r"|\b(?:https?://|mailto:|www\.)[^\s<>»”]*[^\s<>»”.,;:!?)\]…]"
    r"|(?<![\w/])/(?:static|jump_to_id)/\S+"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
)

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_BOTH: tuple[Rule, ...] = ((re.compile(r"(?<!\.)\.{3}(?!\.)"), "…"),)

_FRENCH: tuple[Rule, ...] = (
    *_BOTH,
    (re.compile(r"(?<=[^\W\d_])'"), "’"),
    (re.compile(rf"«[ {NBSP}]*(?=\S|$)"), f"«{NBSP}"),
    (re.compile(rf"(?<![ {NBSP}])[ {NBSP}]*»"), f"{NBSP}»"),
    # A colon that a space or the end follows: « Exemple : » but not « page:w01 ». The start is a text after some bold.
    (re.compile(rf"(?:^|(?<=[\w»”’)\]%$…\ufffc]))[ {NBSP}]*:(?=\s|$)"), f"{NBSP}:"),
    (re.compile(r"(?<=\d)[ \u00a0]*([%$])(?!\w)"), NBSP + r"\1"),
    (re.compile(r"(?<=\d) (?=(?:h|min|s|Ko|Mo|Go|km|cm|m|kg|g)\b)"), NBSP),
    (re.compile(r"(?<=\d\u00a0h) (?=\d\d?\b)"), NBSP),
    # The thousands of 6 940; in « en 2024 300 personnes », nothing is grouped.
    (re.compile(r"(?<![\d,.-])\d{1,3}(?: \d{3})+(?!\d)"), lambda match: match[0].replace(" ", NBSP)),
)

_ENGLISH: tuple[Rule, ...] = (
    *_BOTH,
    (re.compile(r"(?<=\w)'(?=[^\W\d_])"), "’"),
    (re.compile(r'(?<![\w"])"(?=[^\s"])([^"“”\n]*)(?<=\S)"(?!\w)'), r"“\1”"),
)

Complaint = tuple[re.Pattern[str], str, bool]

_SPACE = _("Leave no space before “%(sign)s”.")
_NARROW = _("Replace the narrow space (U+202F) with an ordinary space: the build makes it unbreakable.")

_FRENCH_COMPLAINTS: tuple[Complaint, ...] = (
    (re.compile(r"\u202f"), _NARROW, True),
    (re.compile(rf"(?<=\S)[ {NBSP}](?P<sign>[;!?])(?![\w-])"), _SPACE, True),
    (re.compile(r"\$[ \u00a0]?\d"), _("In French, the $ sign follows the number: 6 940 $."), True),
    (re.compile(r'"'), _("In French, quote with « » rather than with straight quotation marks."), True),
    (re.compile(r"'"), _("A straight apostrophe is left here: write ’ or « »."), False),
    (
        # Articles of a law and versions keep their point: « article 3.1 », « version 2.0 », « P-39.1 ».
        re.compile(r"(?<![\w.,-])(?<!article )(?<!articles )(?<!art\. )(?<!version )\d+\.\d+(?![\w.])", re.I),
        _("In French, decimals take a comma: 3,5."),
        False,
    ),
)

_ENGLISH_COMPLAINTS: tuple[Complaint, ...] = (
    (re.compile(r"\u202f"), _NARROW, True),
    (re.compile(rf"(?<=\w)[ {NBSP}](?P<sign>[:;!?])(?=\s|$)"), _SPACE, True),
    (re.compile(r"\d(?P<sign>[ \u00a0]%)"), _("In English, % follows the number without a space: 18%."), True),
    (re.compile(r"\d[ \u00a0]?\$(?!\d)"), _("In English, the $ sign comes before the number: $6,940."), True),
    (re.compile(r'"'), _("A straight quotation mark is left here: write “ ”."), False),
    (re.compile(r"[«»]"), _("In English, quote with “ ”."), True),
)


def fix(text: str, language: str) -> str:
    """`text` as a typesetter would set it, where that is safe; setting it twice changes nothing more."""
    if not text or text.isspace():
        return text
    rules = _FRENCH if language.startswith("fr") else _ENGLISH

    def set_right(prose: str) -> str:
        for pattern, by in rules:
            prose = pattern.sub(by, prose)
        return prose

    return _outside(text, set_right)


def complaints(text: str, language: str) -> tuple[Finding, ...]:
    """What `fix` leaves for the author to decide, one finding a line and a rule, in the order of the lines."""
    return tuple(_complaints(text, _FRENCH_COMPLAINTS if language.startswith("fr") else _ENGLISH_COMPLAINTS, language))


def _complaints(text: str, rules: tuple[Complaint, ...], language: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        prose = _UNTOUCHED.sub("x", fix(line, language))
        for pattern, message, blocking in rules:
            signs = dict.fromkeys(match.groupdict().get("sign", "").strip() for match in pattern.finditer(prose))
            for sign in signs:
                yield Finding(number, message, {"sign": sign} if "%(sign)s" in message else {}, blocking, "Q-44")


def _outside(text: str, change: Callable[[str], str]) -> str:
    """`change` everything but what is not prose; what stays is a single character while the rest changes."""
    text = text.replace("\ufffc", "")
    kept = iter(_UNTOUCHED.findall(text))
    return re.sub("\ufffc", lambda _: next(kept), change(_UNTOUCHED.sub("\ufffc", text)))


def typeset(value: Any, language: str, read: Callable[[str], bool], key: str = "") -> Any:
    """A copy of a TOML value; what stands under a key that a learner `read`s has its typography set."""
    if isinstance(value, dict):
        return {name: typeset(inner, language, read, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [typeset(inner, language, read, key) for inner in value]
    return fix(value, language) if isinstance(value, str) and read(key) else value
