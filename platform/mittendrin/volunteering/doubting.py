"""Words that may mean an emergency, or work for professionals: asked about once, and people go on all the same."""

from dataclasses import dataclass

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.volunteering.named import words_of
from mittendrin.volunteering.queries import CategoryView, Town
from mittendrin.web.forms import Form

ALL_THE_SAME, NOTE_ALL_THE_SAME = "doch", "doch-notiz"
NOTE = "notiz-buero"


@dataclass(frozen=True, slots=True)
class Doubt:
    """`carried`: the field in which the words go along that were asked about."""

    kind: CategoryView
    said: str
    carried: str


def doubt_of_need(form: Form, town: Town) -> Doubt | None:
    said = form.value("was-genau")
    kind = None if said == form.value(ALL_THE_SAME) else town.doubtful(form.value("wobei"), said)
    return Doubt(kind, said, ALL_THE_SAME) if kind else None


def doubt_of_note(form: Form, town: Town) -> Doubt | None:
    """What the office alone reads may lie for days: only an emergency is asked about there."""
    said = form.value(NOTE)
    asked = words_of(said) == words_of(form.value(NOTE_ALL_THE_SAME))
    kind = None if asked else town.urgent(said)
    return Doubt(kind, said, NOTE_ALL_THE_SAME) if kind else None


def doubt_of(form: Form, town: Town) -> Doubt | None:
    """What the form was just refused for."""
    if form.error("wobei"):
        return doubt_of_need(form, town)
    return doubt_of_note(form, town) if form.error(NOTE) else None


def read_note_of_request(form: Form, town: Town) -> None:
    form.text(NOTE, limit=1000)
    if doubt := doubt_of_note(form, town):
        form.refuse(Refused(in_words(doubt), NOTE))


def in_words(doubt: Doubt) -> str:
    return f"{doubt.kind.instead} {_('Ist es etwas anderes? Dann drücken Sie bitte noch einmal.')}"
