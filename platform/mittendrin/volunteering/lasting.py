"""What is not over yet, or has been for a short time only: a person helps by all of their offers together."""

from datetime import datetime
from typing import Any

from mittendrin.volunteering.states import OVER, OfferState
from mittendrin.volunteering.tables import Engagement, Offer, Proposal


def helping_after(limit: datetime) -> Any:
    """People of whom an offer or an engagement lasts, or ended after `limit`: a query for them."""
    lasts = (Offer.status != OfferState.ENDED.value) | (Offer.status_at > limit)
    lasts |= Offer.id.is_in(engaged_after(limit, Proposal.offer))
    return Offer.select(Offer.person).where(Offer.person.is_not_null(), lasts)


def engaged_after(limit: datetime, side: Any) -> Any:
    """The offers, or the requests, of engagements that last or ended after `limit`: a query for them."""
    lasts = Engagement.status.not_in([state.value for state in OVER]) | (Engagement.ended_at > limit)
    return Proposal.select(side).where(Proposal.id.is_in(Engagement.select(Engagement.proposal).where(lasts)))
