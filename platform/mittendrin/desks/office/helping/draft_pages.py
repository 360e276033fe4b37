"""The collected draft: the clerk takes single lines, and each is then an ordinary proposal."""

import re
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.desks.office.helping.draft import NO_DRAFT, collected_draft, take_line
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/hilfe/sammelvorschlag"
_LINE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@get("/")
async def show_draft(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await _draft_page(request, Form(), actor, now)


@post("/")
async def take(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        await take_line(*_line(form), doer(actor), now)
        return Redirect(path=PATH, status_code=303)
    return await _draft_page(request, form, actor, now)


def _line(form: Form) -> tuple[int, int]:
    """Numbers of the offer and the request. Raises Refused."""
    numbers = _LINE.fullmatch(form.value("zeile"))
    if numbers is None:
        raise Refused(_("Wählen Sie bitte eine Zeile aus."))
    return int(numbers[1]), int(numbers[2])


async def _draft_page(request: AnyRequest, form: Form, actor: Actor, now: datetime) -> Response[bytes]:
    draft = NO_DRAFT
    with form.refusals():
        draft = await collected_draft(request.app.state.drafts, now)
    return page(
        request,
        "office/helping/draft.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        draft=draft,
    )


router = Router(PATH, route_handlers=[show_draft, take], guards=[office_member])
