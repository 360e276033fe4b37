"""Words that may mean an emergency, or work for professionals: asked about once, and people go on all the same."""

from dataclasses import dataclass

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.volunteering.named import words_of
from mittendrin.volunteering.queries import CategoryView, Town
from mittendrin.web.forms import Form

ALL_THE_SAME = "doch"
NEED = "was-genau"
# The free texts of both walks, each with the field in which the words go along that were asked about.
ASKED_ABOUT = {
    NEED: ALL_THE_SAME,
    "wer-grund": "doch-grund",
    "erreichbar": "doch-erreichbar",
    "interessen": "doch-interessen",
    "notiz-buero": "doch-notiz",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """`carried`: the field in which the words go along that were asked about."""

    kind: CategoryView
    said: str
    carried: str


def doubt_of_need(form: Form, town: Town) -> Doubt | None:
    said = form.value(NEED)
    kind = None if said == form.value(ALL_THE_SAME) else town.doubtful(form.value("wobei"), said)
    return Doubt(kind, said, ALL_THE_SAME) if kind else None


def doubt_of_text(form: Form, town: Town, name: str) -> Doubt | None:
    """What the office alone reads may lie for days: only an emergency is asked about there."""
    said, carried = form.value(name), ASKED_ABOUT[name]
    asked = words_of(said) == words_of(form.value(carried))
    kind = None if asked else town.urgent(said)
    return Doubt(kind, said, carried) if kind else None


def doubt_of(form: Form, town: Town) -> Doubt | None:
    """What the form was just refused for."""
    if form.error("wobei"):
        return doubt_of_need(form, town)
    refused = (name for name in ASKED_ABOUT if name != NEED and form.error(name))
    return next((doubt for name in refused if (doubt := doubt_of_text(form, town, name))), None)


def ask_about(form: Form, town: Town, name: str) -> None:
    """Never raises: what may be an emergency stands in the form afterwards."""
    if doubt := doubt_of_text(form, town, name):
        form.refuse(Refused(in_words(doubt), name))


def in_words(doubt: Doubt) -> str:
    return f"{doubt.kind.instead} {_('Ist es etwas anderes? Dann drücken Sie bitte noch einmal.')}"
