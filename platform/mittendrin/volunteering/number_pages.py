"""After "Jetzt absenden": number, day, what happens next, and the way back for two weeks."""

from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.audit.rules import VISITOR
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import local_day
from mittendrin.texts.rules import GET_HELP, OFFER_HELP
from mittendrin.volunteering.queries import asked_at, offered_at
from mittendrin.volunteering.taking_back import is_over, may_be_taken_back, take_offer_back, take_request_back
from mittendrin.volunteering.taking_in import ANSWER_WITHIN
from mittendrin.web.forms import Form
from mittendrin.web.limits import REPORT, limited
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
TAKEN_BACK = "zurueckgenommen"


@route("/danke/{code:str}", http_method=READ)
async def thank(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    return await _page(request, "offer", Form(), now)


@route("/notiert/{code:str}", http_method=READ)
async def noted(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    return await _page(request, "request", Form(), now)


@post("/danke/{code:str}/zuruecknehmen", guards=[limited(REPORT)])
async def offer_back(
    request: AnyRequest, code: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = Form()
    with form.refusals():
        await take_offer_back(code, VISITOR, now)
        return Redirect(path=f"/{OFFER_HELP}/{TAKEN_BACK}", status_code=303)
    return await _page(request, "offer", form, now)


@post("/notiert/{code:str}/zuruecknehmen", guards=[limited(REPORT)])
async def request_back(
    request: AnyRequest, code: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = Form()
    with form.refusals():
        await take_request_back(code, VISITOR, now)
        return Redirect(path=f"/{GET_HELP}/{TAKEN_BACK}", status_code=303)
    return await _page(request, "request", form, now)


@route(f"/{TAKEN_BACK}", http_method=READ)
async def taken_back(request: AnyRequest) -> Response[bytes]:
    is_offer = request.url.path.startswith(f"/{OFFER_HELP}/")
    return _unlisted(page(request, "volunteering/taken_back.html", is_offer=is_offer))


async def _page(request: AnyRequest, kind: str, form: Form, now: datetime) -> Response[bytes]:
    """Number and day, and whether it is over; nothing else: whoever has this address can at most take back what they see
    nothing of.
    """
    code = request.path_params["code"]
    came_at = await (offered_at if kind == "offer" else asked_at)(code)
    answer = page(
        request,
        f"volunteering/{kind}/sent.html",
        status=422 if form.errors else 200,
        form=form,
        code=code,
        over=await is_over(code, kind),
        path=request.url.path.removesuffix("/zuruecknehmen"),
        until=local_day(add_office_days(came_at, ANSWER_WITHIN)),
        may_undo=may_be_taken_back(came_at, now),
    )
    return _unlisted(answer)


def _unlisted(answer: Response[bytes]) -> Response[bytes]:
    answer.set_header("X-Robots-Tag", "noindex")
    return answer


OF_OFFERS = [thank, offer_back, taken_back]
OF_REQUESTS = [noted, request_back, taken_back]
