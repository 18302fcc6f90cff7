"""The tables. Only `store` reads and writes them.

Ids are lower-case ASCII, because MySQL's collation holds É and e for the same letter; texts are checked for length
before they come here, because SQLite would not. Each table says in `kept` what people are told of it.
"""

from .circle import JournalApart, JournalCircle, JournalGuide, JournalSeat, JournalWish
from .comparison import ComparisonBatch, ComparisonMember
from .consent import Consent
from .journal import JournalDigest, JournalEntry, JournalReading, JournalReply, JournalReport, JournalStop
from .maturity import MaturityAnswer, MaturityDecision, MaturityEdition, MaturityPassage
from .organisation import Member, Organisation
from .plan import (
    Plan,
    PlanCopy,
    PlanEdition,
    PlanOpening,
    PlanPart,
    PlanRemark,
    PlanRequest,
    PlanRevision,
)
from .pulse import PulseComment, PulseRating, PulseReply, PulseResult

__all__ = [
    "ComparisonBatch",
    "ComparisonMember",
    "Consent",
    "JournalApart",
    "JournalCircle",
    "JournalDigest",
    "JournalEntry",
    "JournalGuide",
    "JournalReading",
    "JournalReply",
    "JournalReport",
    "JournalSeat",
    "JournalStop",
    "JournalWish",
    "MaturityAnswer",
    "MaturityDecision",
    "MaturityEdition",
    "MaturityPassage",
    "Member",
    "Organisation",
    "Plan",
    "PlanCopy",
    "PlanEdition",
    "PlanOpening",
    "PlanPart",
    "PlanRemark",
    "PlanRequest",
    "PlanRevision",
    "PulseComment",
    "PulseRating",
    "PulseReply",
    "PulseResult",
]
