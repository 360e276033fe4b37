"""The page of an offer for the person who made it: "Gilt Ihr Angebot noch?", and a pause. Mail scanners open links, so only POST answers."""

from datetime import date, datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.audit.rules import by_link_of
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.volunteering.asking_again import (
    OfferView,
    StillThere,
    answer_again,
    offer_by_code,
    pause_offer,
)
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import by_link
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]


@route("/", http_method=READ)
async def show(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    return _page(request, await offer_by_code(code, signed, now), Form())


@post("/", guards=by_link())
async def give_answer(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    view, form = await offer_by_code(code, signed, now), await read_form(request)
    by = by_link_of(view.person.name)
    with form.refusals():
        said = form.choice("antwort", StillThere, required=_("Wählen Sie bitte eine Antwort."))
        form.check()
        if said in (StillThere.PAUSE, StillThere.GO_ON):
            await pause_offer(view.id, read_pause(form, said, now), by, now)
        else:
            await answer_again(view, said, by, now)
        return Redirect(path=view.path, status_code=303)
    return _page(request, view, form)


def read_pause(form: Form, said: StillThere, now: datetime) -> date | None:
    """The first day after the pause; None when it is over. Raises Invalid."""
    if said is StillThere.GO_ON:
        return None
    day = form.date("bis", local_day(now), required=_("Schreiben Sie bitte den Tag."))
    form.check()
    return day


def _page(request: AnyRequest, view: OfferView, form: Form) -> Response[bytes]:
    shown = page(
        request, "volunteering/still_there.html", status=422 if form.errors else 200, form=form, view=view
    )
    shown.set_header("X-Robots-Tag", "noindex")
    return shown


router = Router("/angebot/{code:str}/{signed:str}", route_handlers=[show, give_answer])
