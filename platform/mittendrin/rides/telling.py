"""What the two are told, each on their own way."""

from datetime import datetime

from mittendrin.core.calendar_days import add_office_days
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.rides.queries import PairView

ASKING, TOGETHER, OVER = "ride_asked", "ride_together", "ride_over"
ORGANISATION_CALLS_WITHIN = 1  # office day


async def say_it_is_over(view: PairView, now: datetime) -> None:
    """Why is nobody's business."""
    await tell_of(OVER, view, now)


async def tell_of(purpose: str, view: PairView, now: datetime) -> None:
    message = words(f"rides/messages/{purpose}.txt", view=view, date=view.date, office=await office())
    due = min(add_office_days(now, ORGANISATION_CALLS_WITHIN), view.date.starts)
    owner, starts = view.date.organisation_id, view.date.starts
    occasion = Occasion(purpose, about(view.id), owner, due, view.side, starts, starts)
    await tell(recipient(view), message, occasion, now)


def recipient(view: PairView) -> Recipient:
    return Recipient(view.to.name, view.to.email, view.to.phone, view.to.address)


def about(pair_id: int) -> str:
    return f"ride:{pair_id}"
