"""Signing up without an account: the form, the check page, the slip; and signing off again."""

from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, get, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.audit.rules import VISITOR
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.tokens import new_token, read_slip_code
from mittendrin.events.capacity import decide_sign_up
from mittendrin.registrations import actions, queries
from mittendrin.registrations.choosing import find_target
from mittendrin.registrations.links import is_signed, slip_path
from mittendrin.registrations.queries import TargetView
from mittendrin.registrations.slip import show_slip, slip_by_code_and_name
from mittendrin.registrations.walk import FIELDS, check_not_a_robot, read_wish, robot_stamp
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/veranstaltungen/{slug:str}/anmelden")
async def sign_up_form(
    request: AnyRequest, slug: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    query = read_query(request)
    view = await find_target(slug, query.line("termin"), now)
    return _form_page(request, view, Form.filled(fuer="mich", personen="1", termin=query.line("termin")), now)


@post("/veranstaltungen/{slug:str}/anmelden")
async def check_answers(
    request: AnyRequest, slug: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    """ "Angaben prüfen": nothing is stored yet."""
    form = await read_form(request)
    view = await find_target(slug, form.line("termin"), now)
    if form.yes("aendern"):
        return _form_page(request, view, form, now)
    with form.refusals():
        wish = read_wish(form)
        decision = decide_sign_up(view.situation, wish.party, now)
        if not decision.possible:
            raise Refused(decision.sentence)
        stamp = robot_stamp(now)
        answer = page(
            request,
            "registrations/check.html",
            form=form, view=view, wish=wish, decision=decision, key=new_token(), stamp=stamp, names=FIELDS,
        )  # fmt: skip
        answer.set_header("Cache-Control", "no-store")
        return answer
    return _form_page(request, view, form, now, status=422)


@post("/veranstaltungen/{slug:str}/absenden")
async def send_sign_up(
    request: AnyRequest, slug: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    view = await find_target(slug, form.line("termin"), now)
    with form.refusals():
        wish = read_wish(form)
        check_not_a_robot(form, now)
        receipt = await actions.sign_up(view.target, wish, VISITOR, now)
        return Redirect(path=f"{slip_path(receipt.code)}?neu=ja", status_code=303)
    return _form_page(request, view, form, now, status=422)


def _form_page(
    request: AnyRequest, view: TargetView, form: Form, now: datetime, status: int = 200
) -> Response[bytes]:
    decision = decide_sign_up(view.situation, 1, now)
    return page(request, "registrations/form.html", status=status, form=form, view=view, decision=decision)


@route("/meine-termine", http_method=[HttpMethod.GET, HttpMethod.HEAD])
async def find_slip(request: AnyRequest) -> Response[bytes]:
    return page(request, "registrations/find.html", form=Form())


@post("/meine-termine")
async def open_slip(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes] | Redirect:
    """Code and name together; one sentence for every wrong case."""
    form = await read_form(request)
    with form.refusals():
        code = read_slip_code(form.line("code", required=_("Schreiben Sie bitte den Code von Ihrem Zettel.")))
        name = form.line("name", required=_("Schreiben Sie bitte Ihren Namen."))
        form.check()
        return Redirect(path=slip_path(await slip_by_code_and_name(code or "", name)), status_code=303)
    return page(request, "registrations/find.html", status=422, form=form)


@get("/meine-termine/{code:str}/{signed:str}")
async def show(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    view = await show_slip(_checked(code, signed), now)
    fresh = bool(request.query_params.get("neu"))
    return _private(page(request, "registrations/slip.html", view=view, fresh=fresh))


@post("/meine-termine/{code:str}/{signed:str}/absagen")
async def sign_off(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Redirect:
    registration = await queries.by_code(_checked(code, signed))
    await actions.sign_off(registration, VISITOR, now)
    return Redirect(path=slip_path(code), status_code=303)


@post("/meine-termine/{code:str}/{signed:str}/annehmen")
async def accept(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Redirect:
    registration = await queries.by_code(_checked(code, signed))
    await actions.accept_offer(registration, VISITOR, now)
    return Redirect(path=f"{slip_path(code)}?neu=ja", status_code=303)


def _checked(code: str, signed: str) -> str:
    if not is_signed(code, signed):
        raise NotFound
    return code


def _private(answer: Response[bytes]) -> Response[bytes]:
    answer.set_header("Cache-Control", "no-store")
    answer.set_header("X-Robots-Tag", "noindex")
    return answer


router = Router(
    "/",
    route_handlers=[
        sign_up_form, check_answers, send_sign_up, find_slip, open_slip, show, sign_off, accept,
    ],
)  # fmt: skip
