"""The way from signing in to an organisation's desk."""

from typing import Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.response import Redirect

from mittendrin.accounts.guards import signed_in
from mittendrin.accounts.rules import Actor
from mittendrin.organisations import invitation_pages, people_pages, profile_pages
from mittendrin.organisations.queries import belongings
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/", guards=[signed_in])
async def choose_organisation(
    request: AnyRequest, actor: NamedDependency[Actor]
) -> Response[bytes] | Redirect:
    """Who looks after a single organisation has nothing to choose."""
    own = await belongings(actor.account_id)
    if len(own) == 1:
        return Redirect(path=f"/verein/{own[0].slug}", status_code=303)
    return page(request, "organisations/choose.html", own=own)


routers = [
    Router("/verein", route_handlers=[choose_organisation]),
    people_pages.router,
    profile_pages.router,
    invitation_pages.router,
]
