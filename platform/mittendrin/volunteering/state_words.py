"""Every state in words, and what a button says that leads there."""

from mittendrin.core.language import _
from mittendrin.volunteering.states import EngagementState, OfferState, ProposalState, RequestState, State

# By kind, because members of different kinds may share a value.
_WORDS: dict[type, dict[State, str]] = {
    OfferState: {
        OfferState.RECEIVED: "neu",
        OfferState.INTERVIEW: "im Gespräch",
        OfferState.ACTIVE: "aktiv",
        OfferState.PAUSED: "macht Pause",
        OfferState.ENDED: "beendet",
    },
    RequestState: {
        RequestState.RECEIVED: "neu",
        RequestState.CLARIFYING: "wird geklärt",
        RequestState.OPEN: "offen",
        RequestState.ON_HOLD: "ruht",
        RequestState.MATCHED: "vermittelt",
        RequestState.REFERRED: "weitervermittelt",
        RequestState.CLOSED: "erledigt",
    },
    ProposalState: {
        ProposalState.ASKED_VOLUNTEER: "Helfende Person ist gefragt",
        ProposalState.ASKED_REQUESTER: "Suchende Person ist gefragt",
        ProposalState.BOTH_YES: "Beide sagen Ja",
        ProposalState.VOLUNTEER_NO: "Helfende Person sagt Nein",
        ProposalState.REQUESTER_NO: "Suchende Person sagt Nein",
        ProposalState.NOT_NOW: "gerade nicht, später wieder fragen",
        ProposalState.EXPIRED: "ohne Antwort abgelaufen",
        ProposalState.WITHDRAWN: "zurückgezogen",
    },
    EngagementState: {
        EngagementState.FIRST_MEETING: "erstes Treffen",
        EngagementState.TRIAL: "Probezeit",
        EngagementState.RUNNING: "läuft",
        EngagementState.PAUSED: "Pause",
        EngagementState.ENDED: "beendet",
        EngagementState.FEEDBACK_DONE: "beendet, Rückmeldung ist da",
    },
}
_BUTTONS: dict[type, dict[State, str]] = {
    OfferState: {
        OfferState.INTERVIEW: "Gespräch verabredet",
        OfferState.ACTIVE: "Aktiv: darf vorgeschlagen werden",
        OfferState.PAUSED: "Pause ohne Datum",
        OfferState.ENDED: "Angebot beenden",
    },
    RequestState: {
        RequestState.CLARIFYING: "Noch etwas klären",
        RequestState.OPEN: "Alles klar: Gesuch öffnen",
        RequestState.ON_HOLD: "Ruhen lassen",
        RequestState.REFERRED: "Eine andere Stelle hilft weiter",
        RequestState.CLOSED: "Erledigt",
    },
}

# What the person reads when the office has decided; the other steps are talked about anyway.
DECIDED: dict[State, str] = {
    OfferState.ACTIVE: "Ihr Angebot gilt jetzt. Wir melden uns, sobald jemand zu Ihnen passt.",
    OfferState.PAUSED: "Ihr Angebot macht Pause. Solange fragen wir Sie nicht.",
    OfferState.ENDED: "Ihr Angebot ist beendet. Danke, dass Sie da waren!",
    RequestState.OPEN: "Jetzt suchen wir jemanden, der zu Ihnen passt.",
    RequestState.ON_HOLD: "Ihr Gesuch ruht. Solange suchen wir nicht weiter.",
    RequestState.REFERRED: "Bei Ihrem Gesuch hilft jetzt eine andere Stelle weiter.",
    RequestState.CLOSED: "Ihr Gesuch ist abgeschlossen. Sie können sich jederzeit wieder melden.",
}


def decided_words(state: State, whom: str = "") -> str:
    """Empty where nobody is told. `whom`: who helps instead."""
    said = _(DECIDED[state]) if state in DECIDED else ""
    return (
        _("{sentence} Wenden Sie sich bitte an: {whom}", sentence=said, whom=whom) if said and whom else said
    )


def state_in_words(state: State) -> str:
    return _(_WORDS[type(state)][state])


def button_to(state: State) -> str:
    return _(_BUTTONS[type(state)][state])
