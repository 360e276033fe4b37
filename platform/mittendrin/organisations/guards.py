"""The guard "maintains": somebody signed in belongs to the organisation named in the address."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler

from mittendrin.accounts.guards import entitled_actor, office_member
from mittendrin.core.refusal import NotFound
from mittendrin.organisations.queries import Belonging, belongings, organisation_by_slug
from mittendrin.organisations.rules import MemberRole


async def maintains(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Keeps the found Belonging in the connection's state for the handler."""
    connection.state.belonging = await _belonging(connection)


async def responsible(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    connection.state.belonging = await _belonging(connection)
    if not connection.state.belonging.is_responsible:
        raise PermissionDeniedException


async def for_organisation(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """The office, in the name of the organisation in the address. Raises NotFound for one that is no more."""
    await office_member(connection, _)
    found = await organisation_by_slug(connection.path_params["organisation"])
    if not found.active:
        raise NotFound
    connection.state.belonging = Belonging(
        found.id, found.slug, found.name, MemberRole.MAINTAINER, through_office=True
    )


async def _belonging(connection: ASGIConnection[Any, Any, Any, Any]) -> Belonging:
    actor = await entitled_actor(connection)
    slug = connection.path_params["organisation"]
    found = next((own for own in await belongings(actor.account_id) if own.slug == slug), None)
    if found is None:
        raise PermissionDeniedException
    return found
