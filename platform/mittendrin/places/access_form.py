"""The questions about a place's access, asked alike of organisations and of the office."""

from collections.abc import Iterable
from datetime import date

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.places.rules import ACCESS_WORDS, AccessFact, AccessKind, Known, Look
from mittendrin.web.forms import Form

NOTE_LIMIT = 120


def read_look(form: Form, today: date) -> Look:
    """Raises Invalid."""
    facts = _read_facts(form)
    seen_on = form.date("angesehen", today) or today
    if seen_on > today:
        form.refuse(Refused(_("Dieser Tag kommt erst noch. Wann hat jemand es angesehen?"), "angesehen"))
    form.check()
    return Look(facts, seen_on, form.yes("alles"))


def _read_facts(form: Form) -> list[AccessFact]:
    return [
        AccessFact(
            kind,
            form.choice(kind.value, Known, required=_("Wählen Sie bitte eine Antwort.")),
            form.line(f"{kind.value}-dazu", limit=NOTE_LIMIT),
        )
        for kind in AccessKind
    ]


def values_of(facts: Iterable[AccessFact]) -> dict[str, str]:
    """For Form.filled."""
    values: dict[str, str] = {}
    for fact in facts:
        values |= {fact.kind.value: fact.known.value, f"{fact.kind.value}-dazu": fact.note}
    return values


def questions() -> list[tuple[str, str, str]]:
    """The field, the question, and the label of what is asked."""
    return [(kind.value, _(words.question), _(words.label)) for kind, words in ACCESS_WORDS.items()]


def answers() -> dict[str, str]:
    return {
        Known.YES.value: _("Ja"),
        Known.NO.value: _("Nein"),
        Known.UNKNOWN.value: _("Weiß ich nicht"),
    }
