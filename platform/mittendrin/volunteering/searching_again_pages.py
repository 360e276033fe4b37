""" "Dürfen wir wieder jemanden für Sie suchen?", for the person who asked for help. Mail scanners open links, so only POST answers."""

from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.audit.rules import by_link_of
from mittendrin.core.language import _
from mittendrin.volunteering.searching_again import Search, SearchView, answer_search, request_by_code
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import by_link
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]


@route("/", http_method=READ)
async def show(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    return _page(request, await request_by_code(code, signed, now), Form())


@post("/", guards=by_link())
async def give_answer(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    view, form = await request_by_code(code, signed, now), await read_form(request)
    with form.refusals():
        said = form.choice("antwort", Search, required=_("Wählen Sie bitte eine Antwort."))
        form.check()
        await answer_search(view, said, by_link_of(view.person.name), now)
        return Redirect(path=view.path, status_code=303)
    return _page(request, view, form)


def _page(request: AnyRequest, view: SearchView, form: Form) -> Response[bytes]:
    shown = page(
        request, "volunteering/search_again.html", status=422 if form.errors else 200, form=form, view=view
    )
    shown.set_header("X-Robots-Tag", "noindex")
    return shown


router = Router("/gesuch/{code:str}/{signed:str}", route_handlers=[show, give_answer])
