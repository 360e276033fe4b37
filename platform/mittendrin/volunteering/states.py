"""The states that offers, requests, proposals and engagements go through, and which may follow which.

After Wuppertal, Düsseldorf and Scheibenhardt: the volunteer is asked first, so that nobody who needs help is
turned down by a person; then the requester.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused


class Frequency(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    ON_CALL = "on_call"


class OfferState(StrEnum):
    RECEIVED = "received"
    INTERVIEW = "interview"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class RequestState(StrEnum):
    RECEIVED = "received"
    CLARIFYING = "clarifying"
    OPEN = "open"
    ON_HOLD = "on_hold"
    MATCHED = "matched"
    REFERRED = "referred"
    CLOSED = "closed"


class ProposalState(StrEnum):
    """`not_now`: whoever was asked wants to be asked again in three months. That is no no: the pair may be proposed again."""

    ASKED_VOLUNTEER = "asked_volunteer"
    ASKED_REQUESTER = "asked_requester"
    BOTH_YES = "both_yes"
    VOLUNTEER_NO = "volunteer_no"
    REQUESTER_NO = "requester_no"
    NOT_NOW = "not_now"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class EngagementState(StrEnum):
    FIRST_MEETING = "first_meeting"
    TRIAL = "trial"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    FEEDBACK_DONE = "feedback_done"


State = OfferState | RequestState | ProposalState | EngagementState
Kind = TypeVar("Kind", OfferState, RequestState, ProposalState, EngagementState)

# A matched request goes on with its engagement; when that ends it opens again, rests or is closed.
# By kind: members of different kinds may share a value, and then they would be one key.
_NEXT: dict[type, dict[Any, frozenset[Any]]] = {
    OfferState: {
        OfferState.RECEIVED: frozenset({OfferState.INTERVIEW, OfferState.ACTIVE, OfferState.ENDED}),
        OfferState.INTERVIEW: frozenset({OfferState.ACTIVE, OfferState.PAUSED, OfferState.ENDED}),
        OfferState.ACTIVE: frozenset({OfferState.PAUSED, OfferState.ENDED}),
        OfferState.PAUSED: frozenset({OfferState.ACTIVE, OfferState.ENDED}),
    },
    RequestState: {
        RequestState.RECEIVED: frozenset(
            {RequestState.CLARIFYING, RequestState.OPEN, RequestState.REFERRED, RequestState.CLOSED}
        ),
        RequestState.CLARIFYING: frozenset(
            {RequestState.OPEN, RequestState.ON_HOLD, RequestState.REFERRED, RequestState.CLOSED}
        ),
        RequestState.OPEN: frozenset(
            {
                RequestState.CLARIFYING,
                RequestState.ON_HOLD,
                RequestState.MATCHED,
                RequestState.REFERRED,
                RequestState.CLOSED,
            }
        ),
        RequestState.ON_HOLD: frozenset({RequestState.OPEN, RequestState.REFERRED, RequestState.CLOSED}),
        RequestState.MATCHED: frozenset({RequestState.OPEN, RequestState.ON_HOLD, RequestState.CLOSED}),
    },
    ProposalState: {
        ProposalState.ASKED_VOLUNTEER: frozenset(
            {
                ProposalState.ASKED_REQUESTER,
                ProposalState.VOLUNTEER_NO,
                ProposalState.NOT_NOW,
                ProposalState.EXPIRED,
                ProposalState.WITHDRAWN,
            }
        ),
        ProposalState.ASKED_REQUESTER: frozenset(
            {
                ProposalState.BOTH_YES,
                ProposalState.REQUESTER_NO,
                ProposalState.NOT_NOW,
                ProposalState.EXPIRED,
                ProposalState.WITHDRAWN,
            }
        ),
    },
    EngagementState: {
        EngagementState.FIRST_MEETING: frozenset({EngagementState.TRIAL, EngagementState.ENDED}),
        EngagementState.TRIAL: frozenset(
            {EngagementState.RUNNING, EngagementState.PAUSED, EngagementState.ENDED}
        ),
        EngagementState.RUNNING: frozenset({EngagementState.PAUSED, EngagementState.ENDED}),
        EngagementState.PAUSED: frozenset(
            {
                EngagementState.TRIAL,
                EngagementState.RUNNING,
                EngagementState.PAUSED,
                EngagementState.ENDED,
            }
        ),
        EngagementState.ENDED: frozenset({EngagementState.FEEDBACK_DONE}),
    },
}

# As the end of an engagement: from then on these two are apart.
DID_NOT_FIT = "did_not_fit"
# Neither has ended it: when it was a mistake, the two may begin anew.
DIED, HOME = "died", "home"
UNDECIDED = frozenset({ProposalState.ASKED_VOLUNTEER, ProposalState.ASKED_REQUESTER})


OVER = frozenset({EngagementState.ENDED, EngagementState.FEEDBACK_DONE})

OFFER_STANDS = [OfferState.ACTIVE.value, OfferState.PAUSED.value]


def following(state: Kind) -> frozenset[Kind]:
    """Empty where it ends."""
    return _NEXT[type(state)].get(state, frozenset())


def go_on(state: Kind, to: Kind) -> None:
    """Raises Refused when somebody else was quicker, or the way does not lead there."""
    if to not in following(state):
        raise Refused(_("Das ist inzwischen anders. Laden Sie bitte die Seite neu."))


MOST_AT_ONCE_WHEN_URGENT = 3


def may_ask_another(proposals: Iterable[ProposalState], *, soon: bool, places: int = 1) -> bool:
    """One for each of the `places` that are left, up to three for the last when it is urgent; nobody more while as many
    as are still wanted have said yes and the requester thinks.
    """
    undecided = [state for state in proposals if state in UNDECIDED]
    most = max(places, MOST_AT_ONCE_WHEN_URGENT) if soon else places
    return undecided.count(ProposalState.ASKED_REQUESTER) < places and len(undecided) < most
