"""What a browser gets after a step of signing in, and where it goes."""

from typing import Any

from litestar import Request
from litestar.response import Redirect

from mittendrin.accounts import sessions, tickets, typed
from mittendrin.accounts.actions import Entrance, Halfway
from mittendrin.accounts.rules import Actor
from mittendrin.web.addresses import own_path
from mittendrin.web.carried import Fields

SECOND_STEP = "/zugang/code"


async def arrive(
    request: Request[Any, Any, Any], entrance: Entrance, onward: str, fields: Fields
) -> Redirect:
    """`onward` is where the person wanted to go; `fields` what they had typed when their session ended."""
    if isinstance(entrance, Halfway):
        await tickets.keep(entrance.ticket, onward, fields)
        answer = Redirect(path=SECOND_STEP, status_code=303)
        answer.set_cookie(tickets.bring(request, entrance.ticket))
        return answer
    if fields:
        await typed.keep(entrance.session, fields)
        onward = typed.with_typed(onward) if onward else ""
    answer = go_onward(onward, entrance.actor)
    answer.set_cookie(sessions.bring(request, entrance.session))
    return answer


def go_onward(wanted: str, actor: Actor) -> Redirect:
    return Redirect(path=own_path(wanted) if wanted else actor.desk, status_code=303)
