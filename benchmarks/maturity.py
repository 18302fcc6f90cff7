"""The maturity quiz against the floors of its own run, beside other organisations. Run: python -m benchmarks.maturity

A question as it is answered, then the portrait of a team of three, with the real model of 29 questions.
"""

from __future__ import annotations

import tempfile

from .floors import OTHERS, call, look, ours, prepare, queries, ratios, view, weight

COHORT = "course-v1:dataidex+ndnp101+2027"
TEAM = ("7", "8", "9")


def make() -> object:
    """The block of week 1, with the whole model in both languages."""
    from tests.faces.maturity import olx

    return ours(olx())


def tap(target: object, choice: str) -> object:
    """One answer of one colleague."""
    return call(target, "answer", {"item": "MISS-1", "version": "1", "choice": choice})


def fill(others: int) -> None:
    """Organisations of three people who answered everything, and the one that is looked at, with one question open."""
    from django.utils import timezone

    from dataide_xblocks.domain.organisation import new_code
    from dataide_xblocks.models import MaturityAnswer, MaturityPassage, Member, Organisation
    from tests.faces.maturity import MODEL

    for table in (MaturityPassage, Member, Organisation):
        table.objects.all().delete()
    now = timezone.now()
    named = {"cohort": COHORT, "size": "3-9", "language": "fr"}
    made = [Organisation(name=f"Organisme {n}", code=new_code(), **named) for n in range(others + 1)]
    places = Organisation.objects.bulk_create(made, batch_size=500)
    people = [(place, who if place is places[0] else f"{place.pk}-{who}") for place in places for who in TEAM]
    members = [Member(organisation=place, cohort=COHORT, learner=who) for place, who in people]
    Member.objects.bulk_create(members, batch_size=500)
    about = {"cohort": COHORT, "model": MODEL.id, "wave": "baseline", "edition": MODEL.edition}
    about |= {"answered": now, "finished": now}
    passages = [
        MaturityPassage(organisation=place, learner=who, owner=f"{place.pk}:{who}", **about) for place, who in people
    ]
    for kept in (MaturityPassage.objects.bulk_create(passages, batch_size=500),):
        answers = (
            MaturityAnswer(passage=p, item=i.id, version=i.version, choice=str(1 + (p.pk + n) % 5))
            for p in kept
            for n, i in enumerate(MODEL.items)
        )
        MaturityAnswer.objects.bulk_create(answers, batch_size=150)


def open_at(item: str) -> None:
    """Reopen the learner's passage at a question, "" for the portrait."""
    from dataide_xblocks.models import MaturityPassage

    MaturityPassage.objects.filter(learner="7").update(at=item)


def measured(others: int) -> tuple[object, ...]:
    """A row of the table: the quiz beside `others` organisations, as multiples of both floors."""
    fill(others)
    open_at("MISS-1")
    tap(make(), "1")
    question, told = ratios(make, look), ratios(make, tap)
    counts = [queries(lambda work=work: work(make(), "2")) for work in (look, tap)]
    open_at("")
    portrait = ratios(make, look)
    seen = queries(lambda: look(make(), ""))
    return (others, question[0], counts[0], told[0], counts[1], portrait[0], seen, question[1], told[1], portrait[1])


def main() -> str:
    """The table."""
    from .measure import table, versions

    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        rows = [measured(others) for others in OTHERS]
        portrait, shared = weight(view(make()).content)
        open_at("MISS-1")
        question, _shared = weight(view(make()).content)
    header = ["organisations"]
    header += [f"{what}{of}" for what in ("question", "answer", "portrait") for of in (", x SF", ", queries")]
    header += [f"{what}, x empty" for what in ("question", "answer", "portrait")]
    about = (
        f"Pages: a question {question / 1000:.1f} kB gzip, a portrait {portrait / 1000:.1f} kB, "
        f"then {shared / 1000:.1f} kB for the script and style all blocks share."
    )
    return f"{versions('XBlock', 'Django')}, SQLite\n\n{table(header, rows)}\n\n{about}\n"


if __name__ == "__main__":
    print(main())
