"""Whoever joins an organisation brings what they published alone: nobody of it is given their text to answer."""

from __future__ import annotations

from datetime import datetime

from dataide_xblocks.domain.journal_levels import ALONE, TEAM
from dataide_xblocks.models import JournalEntry, JournalReply, JournalSeat

from .journal_seal import house_seal, house_seals, seals


def bring_journal(cohort: str, learner: str, alone: int, organisation: int, now: datetime) -> None:
    """Give what was published in `alone`, a personal organisation, to the one its member joins.

    What was for "my organisation" is for its author alone again: nobody could read it, and these colleagues were not
    chosen. The personal organisation's place in its circle is free. In the caller's transaction.
    """
    written = JournalEntry.objects.filter(cohort=cohort)
    for slot in written.values_list("slot", flat=True).distinct():
        of = written.filter(slot=slot, author__in=seals(cohort, slot, learner))
        of = of.filter(house__in=house_seals(cohort, slot, alone))
        of.filter(level=TEAM).update(level=ALONE, learner=learner)
        of.exclude(learner="").update(organisation=organisation)
        of.update(house=house_seal(cohort, slot, organisation))
    JournalReply.objects.filter(organisation=alone).update(organisation=organisation)
    JournalSeat.objects.filter(organisation=alone, here=True).update(here=None, until=now)
