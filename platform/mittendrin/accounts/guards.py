"""Who may call a route, said beside its address. Whether somebody may touch a certain object is asked of rules."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler

from mittendrin.accounts.rules import Actor
from mittendrin.accounts.sessions import load_actor
from mittendrin.accounts.typed import sign_in_first


class SecondFactorFirst(NotAuthorizedException):
    """Somebody of office or board has to set up a second factor before anything else."""


async def has_session(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """For the way to a second factor alone."""
    if await load_actor(connection) is None:
        raise await sign_in_first(connection)


async def signed_in(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    await entitled_actor(connection)


async def board_member(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    _allow((await entitled_actor(connection)).is_board)


async def office_member(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    _allow((await entitled_actor(connection)).is_office)


async def office_lead(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    _allow((await entitled_actor(connection)).is_lead)


async def entitled_actor(connection: ASGIConnection[Any, Any, Any, Any]) -> Actor:
    """Every guard begins here."""
    actor = await load_actor(connection)
    if actor is None:
        raise await sign_in_first(connection)
    if actor.owes_second_factor:
        raise SecondFactorFirst
    return actor


def _allow(allowed: bool) -> None:
    if not allowed:
        raise PermissionDeniedException
