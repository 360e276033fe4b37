"""Who helps whom, at the office: short lists, each with the next sensible act as a button."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency

from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.desks.office.helping.going_back import PATH, done_on
from mittendrin.desks.office.menu import menu
from mittendrin.engagements.arranging import to_arrange
from mittendrin.engagements.away import visits_in_pauses
from mittendrin.engagements.hearing_back import new_feedback, without_feedback
from mittendrin.engagements.queries import missing_visits
from mittendrin.engagements.quiet import days_missed, pauses_over, quiet_engagements
from mittendrin.volunteering.desk_lists import desk_lists
from mittendrin.volunteering.state_words import button_to
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.web.forms import read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
# What a button of the list may bring about.
NEXT_STATES = (RequestState.CLARIFYING, RequestState.OPEN, OfferState.INTERVIEW, OfferState.ACTIVE)


@get("/")
async def overview(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return page(
        request,
        "office/helping/lists.html",
        menu=menu(actor),
        today=local_day(now),
        view=await desk_lists(now),
        done=done_on(read_query(request)),
        buttons={state.value: button_to(state) for state in NEXT_STATES},
        to_arrange=await to_arrange(now),
        missing=await missing_visits(now),
        quiet=await quiet_engagements(now),
        days_missed=await days_missed(now),
        pauses_over=await pauses_over(now),
        in_pauses=await visits_in_pauses(now),
        heard=await new_feedback(),
        unheard=await without_feedback(now),
    )


router = Router(PATH, route_handlers=[overview], guards=[office_member])
