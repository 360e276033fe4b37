"""Who could go with whom to any date: the office brings them together where an organisation does not."""

from datetime import datetime

from litestar.di import NamedDependency
from litestar.params import FromPath

from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.events import queries as events
from mittendrin.rides.desk import RideDesk, rides_of_a_date

BACK = f"{DESK}/im-auftrag"


async def _desk(
    occurrence_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> RideDesk:
    date = await events.date(occurrence_id, now)
    return RideDesk(date, menu(actor), f"{BACK}/{occurrence_id}/mitfahrten", BACK, actor)


router = rides_of_a_date(f"{BACK}/{{occurrence_id:int}}/mitfahrten", _desk, office_member)
