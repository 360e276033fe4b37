"""What the two are told, each on their own way."""

from datetime import datetime, timedelta

from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.language import _
from mittendrin.outbox.actions import Occasion, ask_to_call, tell
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.wording import words
from mittendrin.people.rules import called_first
from mittendrin.places.queries import nobody_calls_before, office
from mittendrin.registrations.messages import sender_for
from mittendrin.rides.queries import PairView

ASKING, TOGETHER, OVER = "ride_asked", "ride_together", "ride_over"
ARRANGE, MOVED, CALLED_OFF = "ride_arrange", "ride_moved", "ride_called_off"
# What a pair that comes to nothing makes untrue.
OF_BOTH = (ASKING, TOGETHER, ARRANGE)
ORGANISATION_CALLS_WITHIN = 1  # office day
SOON = timedelta(days=2)


async def say_it_is_over(view: PairView, now: datetime) -> None:
    """Why is nobody's business."""
    await tell_of(OVER, view, now)


async def tell_of(purpose: str, view: PairView, now: datetime) -> None:
    """On the usual way; at once and by telephone where somebody counts on the other and it is soon."""
    message = words(f"rides/messages/{purpose}.txt", view=view, date=view.date, office=await office())
    starts = view.date.starts
    to, due = recipient(view), min(add_office_days(now, ORGANISATION_CALLS_WITHIN), starts)
    owner = (await sender_for(view.date.organisation_id)).owner
    if await _cannot_wait(purpose, view, now):
        to, due, owner = called_first(view.to), now, None
    await tell(to, message, Occasion(purpose, about(view.id), owner, due, view.side, starts, starts), now)


async def _cannot_wait(purpose: str, view: PairView, now: datetime) -> bool:
    """Where nobody is at the office before it begins, a mail is better."""
    counts_on_it = purpose in (MOVED, CALLED_OFF) or (purpose == OVER and view.other is not None)
    soon = counts_on_it and view.date.starts <= now + SOON
    return soon and not await nobody_calls_before([view.date.starts], now)


async def ask_office_to_arrange(views: list[PairView], now: datetime) -> None:
    """One of them is reached by letter alone, so the two have no way to each other; letters are written by the office.

    `views`: both sides. The call is nobody's own, so that no change of their ways sends its words to one of them.
    """
    one, other = views
    message = words(f"rides/messages/{ARRANGE}.txt", views=views, one=one, date=one.date)
    both = _("{a} und {b}", a=one.to.name, b=other.to.name)
    starts = one.date.starts
    due = min(add_office_days(now, ORGANISATION_CALLS_WITHIN), starts)
    occasion = Occasion(ARRANGE, about(one.id), None, due, happens_at=starts, matters_until=starts)
    await ask_to_call(
        Recipient(both, address=_("Bitte Treffpunkt und Uhrzeit klären")), message, occasion, now
    )


def recipient(view: PairView) -> Recipient:
    return Recipient(view.to.name, view.to.email, view.to.phone, view.to.address)


def about(pair_id: int) -> str:
    return f"ride:{pair_id}"
