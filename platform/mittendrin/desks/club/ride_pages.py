"""Who could go with whom to one date of the own organisation."""

from datetime import datetime
from typing import Any

from litestar import Request
from litestar.di import NamedDependency
from litestar.params import FromPath

from mittendrin.accounts.rules import Actor
from mittendrin.desks.club.own import date_path, own_date
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.people.trusted import naming_nobody
from mittendrin.rides.desk import RideDesk, rides_of_a_date


async def _desk(
    request: Request[Any, Any, Any],
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> RideDesk:
    path = date_path(request, occurrence_id)
    date = await own_date(request, occurrence_id, now)
    menu = desk_menu(request.state.belonging, actor)
    return RideDesk(date, menu, f"{path}/mitfahrten", path, actor, discreet=naming_nobody)


router = rides_of_a_date(
    "/verein/{organisation:str}/termine/{occurrence_id:int}/mitfahrten", _desk, maintains
)
