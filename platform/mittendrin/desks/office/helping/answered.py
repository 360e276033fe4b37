"""What the check page of an answer says when nobody waits for it: who has said what already, and what comes next."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.core.language import _
from mittendrin.engagements.visit_words import moment_in_words
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import ProposalState
from mittendrin.volunteering.story import ProposalLine
from mittendrin.volunteering.tables import Proposal

# The last word of whoever spoke last; before it there can only have been a yes.
_LAST_WORD = {
    ProposalState.VOLUNTEER_NO: "Nein",
    ProposalState.REQUESTER_NO: "Nein",
    ProposalState.NOT_NOW: "In 3 Monaten wieder fragen",
}
_NO_LONGER_ASKED = {
    ProposalState.EXPIRED: "Die Zeit für eine Antwort ist vorbei.",
    ProposalState.WITHDRAWN: "Der Vorschlag ist zurückgezogen.",
}


@dataclass(frozen=True, slots=True)
class Answered:
    title: str
    happened: list[str]
    now: str


async def answered(one: ProposalLine, side: Side) -> Answered | None:
    """None while this side is asked."""
    if one.waits_for == side.value:
        return None
    if one.status is ProposalState.ASKED_VOLUNTEER:
        title = _("{name} ist noch nicht gefragt", name=one.asker)
        return Answered(title, [], _("Zuerst antwortet {name}.", name=one.helper))
    over = _NO_LONGER_ASKED.get(one.status, "")
    title = _("Hier ist nichts mehr zu beantworten") if over else _("Das ist schon beantwortet")
    return Answered(title, [*await _answers(one), *([_(over)] if over else [])], _now(one))


async def _answers(one: ProposalLine) -> list[str]:
    columns = (Proposal.volunteer_answered_at, Proposal.requester_answered_at)
    row = await Proposal.select(*columns).where(Proposal.id == one.id).first() or {}
    helper_at, asker_at = (row.get(f"{side.value}_answered_at") for side in Side)
    yes, last = _("Ja"), _(_LAST_WORD.get(one.status, "Ja"))
    helper = _("{name}, die helfende Person", name=one.helper)
    asker = _("{name}, die suchende Person", name=one.asker)
    said = [(helper, yes if asker_at else last, helper_at), (asker, last, asker_at)]
    return [_answer(who, word, at) for who, word, at in said if at]


def _answer(who: str, word: str, at: datetime) -> str:
    return _("{who}: „{word}“, am {when}.", who=who, word=word, when=moment_in_words(at))


def _now(one: ProposalLine) -> str:
    if one.status is ProposalState.ASKED_REQUESTER:
        return _("Jetzt ist {name} gefragt. Die Antwort steht noch aus.", name=one.asker)
    if one.status is ProposalState.BOTH_YES:
        return _("Beide haben Namen und Nummer voneinander bekommen.")
    return _("Beim Gesuch sehen Sie, wie es jetzt weitergeht.")
