"""Each kind of fenced block, from what its author wrote to a component of the unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC
from typing import Any

import tomli_w

from ..domain import journal, pulse
from ..domain.errors import InvalidExercise
from ..domain.exercise import line_of, read_toml
from ..domain.language import _
from . import typography
from .course import Component, Inline, Question
from .finding import Finding, moved
from .links import LinkTable
from .pieces import Fence
from .plan_fields import fields_wrong
from .plans import subset
from .problem import read_problem
from .settings import Settings
from .sources import INVISIBLE_CHARACTER, seen_all

# Keys whose values a learner reads.
VISIBLE = ("text", "title", "help", "comment")
TOLD = ("prompt", "peers", "by", "to", "mirror", "question", "ours", "happened", "understood", "doing")


def read_exercise(
    fence: Fence, week: int, settings: Settings, links: LinkTable
) -> tuple[Component | None, list[Finding]]:
    """The component of a fence, None when it cannot be used, and findings with lines of the page's text."""
    findings: list[Finding] = []
    if fence.options and fence.kind != "problem":
        findings.append(Finding(0, _("This exercise takes no option on its first line: write them below, as TOML.")))
    component = _READERS[fence.kind](fence, week, settings, links, findings)
    return component, moved(findings, fence.line)


def _question(
    fence: Fence, _week: int, settings: Settings, _links: LinkTable, findings: list[Finding]
) -> Component | None:
    attempts = fence.options.get("attempts", str(settings.attempts))
    if fence.options.keys() - {"attempts"} or not re.fullmatch(r"[1-9]\d?", attempts):
        findings.append(Finding(0, _("The only option here is attempts=, from 1 to 99.")))
    read = read_problem(fence.text, settings.language)
    findings += read.findings
    tries = int(attempts) if attempts.isdecimal() else 0
    shape, name = (tries, read.signature), settings.problem_name
    return Question(fence.id, "problem", name, fence.line - 1, shape, read.xml, read.markdown, tries)


def _pulse(fence: Fence, week: int, settings: Settings, _links: LinkTable, findings: list[Finding]) -> Component | None:
    try:
        table = read_toml(fence.text)
        own = table.get("question", [])
        whole = {**table, "week": table.get("week", week)}
        whole["question"] = [*settings.common, *(own if isinstance(own, list) else [own])]
        title = whole.pop("title", "")
        exercise = tomli_w.dumps(typography.typeset(whole, settings.language, VISIBLE.__contains__))
        read = pulse.read_pulse(exercise)
    except InvalidExercise as error:
        field = _own_field(error.field, len(settings.common))
        findings.append(Finding(line_of(fence.text, field) or 1, error.message, error.params))
        return None
    if read.week != week:
        message = _("This page is in week %(week)s: write week = %(week)s, or leave the line out.")
        findings.append(Finding(line_of(fence.text, "week") or 1, message, {"week": week}))
    _see_all(table, findings)
    if not _is_title(title):
        findings.append(Finding(1, _TITLE))
        return None
    closes = settings.opening(week + 1).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    shape = tuple((q.id, q.kind, tuple(choice.id for choice in q.choices)) for q in read.questions)
    attributes = (("display_name", typography.fix(title, settings.language)), ("slot", fence.id), ("closes", closes))
    return Inline(fence.id, "dataide_pulse", title, fence.line - 1, shape, attributes, exercise)


_TITLE = _('Give this exercise a title, as title = "…".')


def _is_title(written: object) -> bool:
    return isinstance(written, str) and bool(written.strip()) and "\n" not in written


def _own_field(field: str, common: int) -> str:
    """The path of a key in the page, where the common questions do not stand: `question.3.id` is `question.1.id`."""
    number = re.match(r"question\.(\d+)", field)
    if number is None:
        return field
    return f"question.{max(1, int(number[1]) - common)}{field[number.end() :]}"


def _see_all(table: dict[str, Any], findings: list[Finding]) -> None:
    """What an author wrote as an escape, "\\u0007", may be no character of XML."""
    if not seen_all(table):
        findings.append(Finding(1, INVISIBLE_CHARACTER))


def _video(fence: Fence, _week: int, settings: Settings, links: LinkTable, findings: list[Finding]) -> Component | None:
    table = _table(fence.text, findings)
    if table is None:
        return None
    _see_all(table, findings)
    for key in table.keys() - {"title", "youtube", "url", "transcript"}:
        findings.append(
            Finding(line_of(fence.text, key) or 1, _("A video has a title, youtube or url, and a transcript."))
        )
    title, youtube, url, transcript = (str(table.get(key, "")) for key in ("title", "youtube", "url", "transcript"))
    if not title.strip() or "\n" in title or bool(youtube) == bool(url):
        findings.append(Finding(1, _('A video has a title, and either youtube = "…" or url = "https://…".')))
    if youtube and not re.fullmatch(r"[\w-]{11}", youtube):
        findings.append(
            Finding(line_of(fence.text, "youtube") or 1, _("Give YouTube's id of eleven characters, not the address."))
        )
    if url and not re.fullmatch(r"https://[^\s\"<>]+\.(mp4|webm)", url):
        findings.append(Finding(line_of(fence.text, "url") or 1, _("Give the https address of an .mp4 or .webm file.")))
    if transcript not in links.files or not transcript.endswith((".srt", ".vtt")):
        message = _("Name a transcript (.srt) that stands in files: a video is never the only way.")
        findings.append(Finding(line_of(fence.text, "transcript") or 1, message))
    attributes = [("display_name", typography.fix(title, settings.language))]
    attributes += [("youtube", f"1.00:{youtube}"), ("youtube_id_1_0", youtube)] if youtube else [("youtube_id_1_0", "")]
    attributes += [("html5_sources", f'["{url}"]')] if url else []
    attributes += [("transcripts", f'{{"{settings.language}": "{transcript}"}}'), ("download_track", "true")]
    shape = (bool(youtube), transcript)
    return Inline(fence.id, "video", title, fence.line - 1, shape, tuple(attributes))


Wrong = Callable[..., None]  # (key, message, **params)


def _opened(fence: Fence, keys: tuple[str, ...], findings: list[Finding]) -> tuple[dict[str, Any] | None, Wrong]:
    """The table of a fence, with a title and no key but `keys`; and how to say what else is wrong, at a key's line."""

    def wrong(key: str, message: str, /, **params: object) -> None:
        findings.append(Finding(line_of(fence.text, key) or 1, message, params))

    table = _table(fence.text, findings)
    if table is None:
        return None, wrong
    _see_all(table, findings)
    for key in table.keys() - set(keys):
        wrong(key, _("This key is not known here. Known keys: %(known)s."), known=", ".join(keys))
    title = table.get("title")
    if not _is_title(title):
        wrong("title", _TITLE)
    return table, wrong


MATURITY_KEYS = ("title", "model", "form", "wave", "weeks_open")


def _maturity(
    fence: Fence, week: int, settings: Settings, links: LinkTable, findings: list[Finding]
) -> Component | None:
    """The fence says which model, form and passage; the block carries the whole model, in both languages."""
    table, wrong = _opened(fence, MATURITY_KEYS, findings)
    if table is None:
        return None
    title, model = str(table.get("title")), links.models.get(str(table.get("model")))
    form, wave = table.get("form", "full"), table.get("wave", "baseline")
    weeks = table.get("weeks_open", 2 if form == "full" else 0)
    if model is None:
        known = ", ".join(sorted(links.models)) or "-"
        wrong("model", _("Name a model that stands in models and is correct. They are: %(known)s."), known=known)
    if form not in ("full", "short") or wave not in ("baseline", "endline") or (form, wave) == ("short", "endline"):
        wrong("form", _('Write form = "full" with wave = "baseline" or "endline", or form = "short" without wave.'))
    if type(weeks) is not int or not 0 <= weeks <= 12:
        wrong("weeks_open", _("Write for how many weeks answers may change, from 1 to 12; 0 means always."))
    if findings or model is None:
        return None
    closes = settings.opening(week + weeks).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if weeks else ""
    attributes = (
        ("display_name", typography.fix(title, settings.language)),
        *(("slot", fence.id), ("form", form), ("wave", wave), ("closes", closes)),
    )
    shape = (model.read.id, form, wave, weeks)
    return Inline(fence.id, "dataide_maturity", title, fence.line - 1, shape, attributes, model.toml, model.translation)


PLAN_KEYS = ("title", "plan", "fields", "whole")


def _plan(fence: Fence, week: int, settings: Settings, links: LinkTable, findings: list[Finding]) -> Component | None:
    """The fence says which fields of which plan; the block carries these and what they need, or the whole, twice."""
    table, wrong = _opened(fence, PLAN_KEYS, findings)
    if table is None:
        return None
    title, plan = str(table.get("title")), links.plans.get(str(table.get("plan")))
    fields, whole = table.get("fields", []), table.get("whole", False)
    if plan is None:
        known = ", ".join(sorted(links.plans)) or "-"
        wrong("plan", _("Name a plan that stands in plans and is correct. They are: %(known)s."), known=known)
    if not isinstance(fields, list) or not all(isinstance(name, str) for name in fields):
        wrong("fields", _('Write the ids of the fields between brackets, as fields = ["don.inventory"].'))
    elif type(whole) is not bool or bool(fields) == whole:
        wrong("whole" if fields else "fields", _('Write either fields = ["…"], or whole = true, and not both.'))
    elif plan is not None:
        findings += fields_wrong(fence.text, fields, plan, week)
    if plan is None or any(finding.blocking for finding in findings):
        return None
    shown = tuple(each.id for each in plan.read.fields if each.id in fields)
    attributes = [("display_name", typography.fix(title, settings.language)), ("slot", fence.id)]
    attributes += [("shows", " ".join(shown))] if shown else []
    toml = tomli_w.dumps(subset(read_toml(plan.toml), shown)) if shown else plan.toml
    translation = "" if shown else plan.translation
    shape = (plan.read.id, shown)
    return Inline(fence.id, "dataide_plan", title, fence.line - 1, shape, tuple(attributes), toml, translation)


def _journal(
    fence: Fence, week: int, settings: Settings, _links: LinkTable, findings: list[Finding]
) -> Component | None:
    """The fence holds the whole exercise but its week, which is that of the page."""
    try:
        whole = {"week": week, **read_toml(fence.text)}
        title = whole.pop("title", "")
        exercise = tomli_w.dumps(typography.typeset(whole, settings.language, TOLD.__contains__))
        read = journal.read_journal(exercise)
    except InvalidExercise as error:
        findings.append(Finding(line_of(fence.text, error.field) or 1, error.message, error.params, rule="Q-33"))
        return None
    if read.week != week:
        message = _("This page is in week %(week)s: write week = %(week)s, or leave the line out.")
        findings.append(Finding(line_of(fence.text, "week") or 1, message, {"week": week}))
    _see_all(whole, findings)
    if not _is_title(title):
        findings.append(Finding(1, _TITLE))
        return None
    attributes = (("display_name", typography.fix(title, settings.language)), ("slot", fence.id))
    shape = tuple(entry.id for entry in read.cast)
    return Inline(fence.id, "dataide_journal", title, fence.line - 1, shape, attributes, exercise)


def _table(text: str, findings: list[Finding]) -> dict[str, Any] | None:
    """The table in `text`, or None and a finding."""
    try:
        return read_toml(text)
    except InvalidExercise as error:
        findings.append(Finding(line_of(text, error.field) or 1, error.message, error.params))
        return None


Reader = Callable[[Fence, int, Settings, LinkTable, list[Finding]], Component | None]
_READERS: dict[str, Reader] = {
    "problem": _question,
    "video": _video,
    "dataide-journal": _journal,
    "dataide-maturity": _maturity,
    "dataide-plan": _plan,
    "dataide-pulse": _pulse,
}
