"""What nobody has told the other one yet when a page is opened: a farewell, or what falls out before the office can call."""

from collections.abc import Iterable
from datetime import datetime

from mittendrin.audit.queries import AuditLine, history
from mittendrin.engagements.pairs import Pair
from mittendrin.engagements.telling import about
from mittendrin.engagements.visit_words import moment_in_words
from mittendrin.volunteering.bereaved import OFFER, REQUEST, waits_for_call, was_never_told
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import EngagementState

_SINGLE = ("visit.helper_cannot", "visit.called_off")


async def is_unsaid(found: Pair) -> bool:
    """It has ended by a farewell, and a person tells it first; or it was a mistake, and nobody has heard of it."""
    if not found.ended_by_farewell or found.ended_at is None:
        return False
    if found.request_id in await waits_for_call(REQUEST) or found.offer_id in await waits_for_call(OFFER):
        return True
    left = ((found.helper_id, Side.REQUESTER), (found.asker_id, Side.VOLUNTEER))
    never_told = [await was_never_told(gone, found.called_about(side), found.ended_at) for gone, side in left]
    return any(never_told)


async def stopped_alone(found: Pair, side: Side, off: Iterable[datetime]) -> tuple[datetime, ...]:
    """Of these visits that fall out and nobody at the office can call about, those that fell out because this side has
    stopped; what was called off one by one was told of then.
    """
    coming = tuple(off)
    if not coming or not (found.is_over or found.status is EngagementState.PAUSED):
        return ()
    lines = await history(about(found.id))
    if not _has_stopped(found, side, lines):
        return ()
    singly = {line.detail for line in lines if line.act in _SINGLE}
    return tuple(one for one in coming if moment_in_words(one) not in singly)


def _has_stopped(found: Pair, side: Side, lines: list[AuditLine]) -> bool:
    """The newest line comes first. Feedback after the end is none."""
    feedback = state_in_words(EngagementState.FEEDBACK_DONE)
    changed = (line for line in lines if line.act == "engagement.changed" and line.detail != feedback)
    last = next(changed, None)
    return last is not None and last.on_behalf_of == found.contact(side).name[:120]
