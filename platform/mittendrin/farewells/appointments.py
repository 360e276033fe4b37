"""What somebody who has died or moved had agreed with one other person: what stands, and what falls out."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import local_day
from mittendrin.engagements.last_known import days_as_known
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.queries import VisitLine, visits_to_give_up
from mittendrin.engagements.telling import SOON, STAND_IN_GOES, Voice
from mittendrin.engagements.visit_words import CALLED, Called
from mittendrin.engagements.visiting import STAND_IN, seek_somebody
from mittendrin.places.rules import Meets
from mittendrin.volunteering.sides import Side

CALL_WITHIN = 1  # office day


@dataclass(frozen=True, slots=True)
class Appointments:
    """`today`: visits to somebody who waits, for which somebody else is looked for or comes already. `moments` fall out,
    as far as whoever is left has heard, the next first; `meeting`: they would have met for the first time; `called` is
    what each of them is called.
    """

    today: tuple[VisitLine, ...] = ()
    moments: tuple[datetime, ...] = ()
    meeting: bool = False
    called: Called = CALLED[Meets.VISIT]

    @property
    def first(self) -> datetime | None:
        return min((*self.moments, *(one.starts_at for one in self.today)), default=None)

    @property
    def still_true(self) -> tuple[str, ...]:
        """Why somebody is still called: a stand-in who comes today."""
        return (STAND_IN, STAND_IN_GOES) if any(one.somebody_else_comes for one in self.today) else ()


NOTHING = Appointments()


def call_due(soonest: datetime | None, now: datetime) -> datetime:
    """At once when somebody would wait in vain, or be on their way; that may be on a day without an office."""
    usual = add_office_days(now, CALL_WITHIN)
    return now if soonest and soonest <= max(usual, now + SOON) else usual


async def appointments_of(engagement_id: int, gone: Side, now: datetime) -> Appointments:
    found = await pair(engagement_id)
    visits = await visits_to_give_up(engagement_id, Side.REQUESTER, now)
    today = [one for one in visits if gone is Side.VOLUNTEER and local_day(one.starts_at) == local_day(now)]
    at = found.first_meeting_at
    meeting = [at] if at and at > now else []
    left = Side.REQUESTER if gone is Side.VOLUNTEER else Side.VOLUNTEER
    off = {one.id: one.starts_at for one in visits if one not in today}
    moments = sorted([*meeting, *(await days_as_known(found, left, off)).values()])
    return Appointments(tuple(today), tuple(moments), moments == meeting != [], found.called)


async def seek_for_today(kept: Appointments, by: Doer, now: datetime) -> tuple[int, ...]:
    """Nobody is called here: whoever waits hears it with the news. Answers the visits that stand."""
    for one in kept.today:
        if not (one.helper_cannot or one.somebody_else_comes):
            await seek_somebody(one.id, Voice(by), now)
    return tuple(one.id for one in kept.today)
