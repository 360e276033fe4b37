"""The page on which each side answers a proposal: the link in a mail, or the code on paper."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.audit.rules import by_link_of
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.tokens import read_slip_code
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.pairs import engagement_path
from mittendrin.people.rules import is_called
from mittendrin.rides.queries import PairView, pair_by_paper_code
from mittendrin.volunteering.sides import ProposalView, by_code, by_paper_code
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import Limit, by_link, limited
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
# A code has 31^8 forms: at this pace nobody finds one by trying.
GUESSES = Limit("proposal", 150, timedelta(minutes=10))
WRONG = "Diesen Code und diesen Namen finden wir nicht zusammen. Prüfen Sie bitte beides."


@route("/", http_method=READ)
async def find(request: AnyRequest) -> Response[bytes]:
    return page(request, "engagements/find_proposal.html", form=Form())


@post("/", guards=[limited(GUESSES)])
async def open_by_code(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes] | Redirect:
    """Code and name together, of a proposal or of a ride; one sentence for every wrong case."""
    form = await read_form(request)
    with form.refusals():
        code = read_slip_code(form.line("code", required=_("Schreiben Sie bitte den Code aus dem Brief.")))
        name = form.line("name", required=_("Schreiben Sie bitte Ihren Namen."))
        form.check()
        return Redirect(path=await _path_by_code_and_name(code or "", name, now), status_code=303)
    return page(request, "engagements/find_proposal.html", status=422, form=form)


async def _path_by_code_and_name(code: str, name: str, now: datetime) -> str:
    view = await _by_code(code, now)
    if not is_called(view.to.name, name):
        raise Refused(_(WRONG), "code")
    engaged = await engagement_path(view.id, view.side) if isinstance(view, ProposalView) else ""
    return engaged or view.path


async def _by_code(code: str, now: datetime) -> ProposalView | PairView:
    """People have both on paper in the same form."""
    with suppress(NotFound):
        return await by_paper_code(code)
    try:
        return await pair_by_paper_code(code, now)
    except NotFound:
        raise Refused(_(WRONG), "code") from None


@route("/{code:str}/{signed:str}", http_method=READ)
async def show(request: AnyRequest, code: FromPath[str], signed: FromPath[str]) -> Response[bytes]:
    return await _proposal_page(request, await by_code(code, signed), Form())


@post("/{code:str}/{signed:str}", guards=by_link())
async def give_answer(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    view = await by_code(code, signed)
    form = await read_form(request)
    with form.refusals():
        said = form.choice("antwort", Answer, required=_("Wählen Sie bitte eine Antwort."))
        form.check()
        await answer(view, said, by_link_of(view.to.name), now)
        return Redirect(path=view.path, status_code=303)
    return await _proposal_page(request, await by_code(code, signed), form)


async def _proposal_page(request: AnyRequest, view: ProposalView, form: Form) -> Response[bytes]:
    shown = page(
        request,
        "engagements/proposal.html",
        status=422 if form.errors else 200,
        form=form,
        view=view,
        engaged=await engagement_path(view.id, view.side),
    )
    shown.set_header("X-Robots-Tag", "noindex")
    return shown


router = Router("/vorschlag", route_handlers=[find, open_by_code, show, give_answer])
