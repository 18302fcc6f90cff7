"""The releases of the comparison between organisations: who waits, what left, what an organisation may see of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dataide_xblocks.domain.comparison import Entry, Histogram, batches, histograms, summed
from dataide_xblocks.domain.errors import InvalidExercise
from dataide_xblocks.domain.maturity_model import MaturityModel, read_model
from dataide_xblocks.domain.maturity_wave import Wave, edition_answered
from dataide_xblocks.models import ComparisonBatch, ComparisonMember, Organisation

from .maturity import decisions_of, edition_of, team_of
from .transactions import one_transaction


@dataclass(frozen=True)
class Cell:
    """Organisations alike enough to be compared: their size, their language, and the edition they answered."""

    size: str
    language: str
    edition: str


@dataclass(frozen=True)
class Summary:
    """What a cell has released so far, all batches together."""

    organisations: int
    histograms: dict[str, Histogram]


@one_transaction
def release(cohort: str, model: str, wave: str) -> int:
    """Publish every batch that may leave, once a passage has closed. Returns how many organisations left in them."""
    entries: dict[Cell, list[Entry]] = {}
    for organisation in _waiting(cohort, model, wave):
        found = _entry(organisation, model, wave)
        if found:
            entries.setdefault(found[0], []).append(found[1])
    left = 0
    for cell, waiting in entries.items():
        for batch in batches(waiting):
            record_batch(cohort, model, wave, cell, batch)
            left += len(batch)
    return left


def _waiting(cohort: str, model: str, wave: str) -> Iterable[Organisation]:
    """The organisations that opened their comparison, that the operator knows, and that no batch has counted yet."""
    asking = Organisation.objects.select_for_update().filter(cohort=cohort, personal=False, opened=True, verified=True)
    counted = ComparisonMember.objects.filter(model=model, wave=wave).values("organisation")
    return list(asking.exclude(pk__in=counted).order_by("id"))


def _entry(organisation: Organisation, model: str, wave: str) -> tuple[Cell, Entry] | None:
    """The cell and the levels of an organisation's portrait, None while it has none that its members see."""
    passages = team_of(organisation.pk, model).get(wave, [])
    edition = edition_answered(passages)
    asked = _model(edition, organisation.language)
    if asked is None:
        return None
    decisions = decisions_of(organisation.pk, model).get(wave, {})
    reading = Wave(wave, asked, passages, decisions, reader="").reading
    if reading is None or reading.alone:
        return None
    levels = {name: side.level for name, side in reading.portrait.sides.items()}
    return Cell(organisation.size, organisation.language, edition), Entry(organisation.pk, levels)


def _model(edition: str, language: str) -> MaturityModel | None:
    try:
        return read_model(edition_of(edition, language))
    except InvalidExercise:
        return None


def record_batch(cohort: str, model: str, wave: str, cell: Cell, batch: list[Entry]) -> None:
    """Keep a batch that leaves, and who is counted in it."""
    row = ComparisonBatch.objects.create(
        cohort=cohort,
        model=model,
        wave=wave,
        cell=f"{cell.size} {cell.language}",
        edition=cell.edition,
        organisations=len(batch),
        histograms=histograms(batch),
    )
    members = [ComparisonMember(organisation_id=e.organisation, model=model, wave=wave, batch=row) for e in batch]
    ComparisonMember.objects.bulk_create(members)


def shown_to(organisation: int, model: str, wave: str, edition: str) -> Summary | None:
    """What this organisation may see of those like it; None unless it opened the comparison and some have left."""
    own = Organisation.objects.filter(pk=organisation, opened=True).first()
    if own is None:
        return None
    rows = ComparisonBatch.objects.filter(cohort=own.cohort, model=model, wave=wave, edition=edition, shown=True)
    found = list(rows.filter(cell=f"{own.size} {own.language}").values_list("organisations", "histograms"))
    return Summary(sum(count for count, _h in found), summed(h for _count, h in found)) if found else None


@one_transaction
def open_comparison(organisation: int, opened: bool) -> bool:
    """Compare this organisation with similar ones, or stop: the batches that counted it are then shown no more.

    Returns whether that changes anything.
    """
    changed = Organisation.objects.filter(pk=organisation, opened=not opened).update(opened=opened)
    if not opened:
        counted = ComparisonMember.objects.filter(organisation=organisation).values_list("batch", flat=True)
        ComparisonBatch.objects.filter(pk__in=list(counted)).update(shown=False)
    return bool(changed)
