"""The words of the journal's boxes and gestures: on the page, in files, in both languages."""

from __future__ import annotations

from .language import _

GOLDEN_RULE = _(
    "Never information about a person you serve. Change the details: age, place, time. If someone could recognize "
    "themselves, do not write it."
)  # section 8; on every form

# box -> (its name, one sentence of help). Msgids.
BOXES = {
    "happened": (_("What happened"), _("A fact, a scene: where you were, what was said.")),
    "understood": (_("What I make of it"), _("What it tells you about your data, your habits or your team.")),
    "doing": (_("What I will do, by when"), _("One small thing, and a day.")),
    "question": (_("My question to the others"), _("Optional. A real question, to which you do not know the answer.")),
    "later": (_("Later: what I did with it"), _("One sentence, once you have tried something.")),
}
# gesture -> (its name, how it may begin, what to check before sending)
GESTURES = {
    "mirror": (_("Mirror"), _("What I understand is…"), _("No word that judges.")),
    "question": (_("Question"), _("I wonder…"), _("An open question, before any advice.")),
    "ours": (_("At ours"), _("At ours, we tried…, and…"), _("An experience, not an order. A failure counts.")),
}
SIGNED = {
    "name": _("My first name, my name and my organization"),
    "none": _("No name: your name and your number are not kept with the text. In a small circle, people may guess."),
}
