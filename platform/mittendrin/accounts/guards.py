"""Who may call a route, said beside its address. Whether somebody may touch a certain object is asked of rules."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler

from mittendrin.accounts.rules import Actor
from mittendrin.accounts.sessions import load_actor
from mittendrin.accounts.typed import sign_in_first


async def signed_in(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    await _actor(connection)


async def board_member(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    _allow((await _actor(connection)).is_board)


async def office_member(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    _allow((await _actor(connection)).is_office)


async def office_lead(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    _allow((await _actor(connection)).is_lead)


async def _actor(connection: ASGIConnection[Any, Any, Any, Any]) -> Actor:
    actor = await load_actor(connection)
    if actor is None:
        raise await sign_in_first(connection)
    return actor


def _allow(allowed: bool) -> None:
    if not allowed:
        raise PermissionDeniedException
