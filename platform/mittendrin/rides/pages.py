"""The page on which each of the two answers."""

from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.audit.rules import by_link_of
from mittendrin.core.language import _
from mittendrin.rides.actions import answer
from mittendrin.rides.backing_out import back_out
from mittendrin.rides.queries import PairView, pair_by_code
from mittendrin.rides.reading import refuse_old_page
from mittendrin.rides.rules import Answer
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import by_link
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@route("/{code:str}/{signed:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD])
async def show(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    return _page(request, await pair_by_code(code, signed, now), Form())


@post("/{code:str}/{signed:str}", guards=by_link())
async def give_answer(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    view, form = await pair_by_code(code, signed, now), await read_form(request)
    with form.refusals():
        said = form.choice("antwort", Answer, required=_("Wählen Sie bitte eine Antwort."))
        form.check()
        refuse_old_page(form, view.date)
        await answer(view, Answer(said), by_link_of(view.to.name), now)
        return Redirect(path=view.path, status_code=303)
    return _page(request, await pair_by_code(code, signed, now), form)


@post("/{code:str}/{signed:str}/doch-nicht", guards=by_link())
async def cannot_after_all(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    view, form = await pair_by_code(code, signed, now), await read_form(request)
    with form.refusals():
        await back_out(view, by_link_of(view.to.name), now)
        return Redirect(path=view.path, status_code=303)
    return _page(request, view, form)


def _page(request: AnyRequest, view: PairView, form: Form) -> Response[bytes]:
    shown = page(request, "rides/pair.html", status=422 if form.errors else 200, form=form, view=view)
    shown.set_header("Cache-Control", "no-store")
    shown.set_header("X-Robots-Tag", "noindex")
    return shown


router = Router("/mitfahrt", route_handlers=[show, give_answer, cannot_after_all])
