"""A change from a day on that waits for the board, or came back, is given up."""

from datetime import datetime
from typing import Any

from litestar import Request, Router, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.desks.club.own import own_event
from mittendrin.organisations.guards import maintains
from mittendrin.registrations.series_versions import withdraw

AnyRequest = Request[Any, Any, Any]


@post("/verwerfen")
async def discard(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    await own_event(request, event_id)
    await withdraw(event_id, doer(actor), now)
    return Redirect(path=f"/verein/{request.state.belonging.slug}?erledigt=verworfen", status_code=303)


router = Router(
    "/verein/{organisation:str}/veranstaltungen/{event_id:int}/serie",
    route_handlers=[discard],
    guards=[maintains],
)
