"""Only what belongs to the organisation in the address is found; everything else is as if it were not there."""

from datetime import datetime
from typing import Any

from litestar import Request

from mittendrin.core.refusal import NotFound
from mittendrin.events import queries as events
from mittendrin.events.tables import Event
from mittendrin.events.views import DateView
from mittendrin.organisations.queries import Belonging

AnyRequest = Request[Any, Any, Any]


async def own_date(request: AnyRequest, occurrence_id: int, now: datetime) -> DateView:
    """Raises NotFound."""
    belonging: Belonging = request.state.belonging
    date = await events.date(occurrence_id, now)
    if date.organisation_id != belonging.organisation_id:
        raise NotFound
    return date


async def own_event(request: AnyRequest, event_id: int) -> Event:
    """Raises NotFound."""
    belonging: Belonging = request.state.belonging
    event = await Event.objects().where(Event.id == event_id).first()
    if event is None or event.organisation != belonging.organisation_id:
        raise NotFound
    return event


def date_path(request: AnyRequest, occurrence_id: int) -> str:
    belonging: Belonging = request.state.belonging
    return f"/verein/{belonging.slug}/termine/{occurrence_id}"
