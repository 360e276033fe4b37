""" "Rufen Sie mich bitte an": the form, the check page, and the page that says number and day."""

from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.audit.rules import VISITOR
from mittendrin.callbacks import actions
from mittendrin.callbacks.actions import ask_for_call, take_back
from mittendrin.callbacks.rules import TIME_WORDS, BestTime, Wish, call_until
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.phone import local_number_completed
from mittendrin.web.forms import Form, read_form
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.limits import REPORT, limited
from mittendrin.web.rendering import page
from mittendrin.web.robots import check_not_a_robot, press_again, robot_stamp, stamp_to_press_again
from mittendrin.web.sent_twice import begun, key_of

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
PATH = "/rueckruf"
FIELDS = ("name", "telefon", "worum", "wann")


@route("/", http_method=READ)
async def wish_form(request: AnyRequest) -> Response[bytes]:
    return _form_page(request, Form.filled(wann=BestTime.ANY.value))


@post("/", guards=[limited(REPORT)])
async def check_answers(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    """ "Angaben prüfen": nothing is stored yet."""
    form = await read_form(request)
    if form.yes("aendern"):
        return shown_again_by_back(_form_page(request, form))
    with form.refusals():
        return _check_page(request, form, read_wish(form), robot_stamp(now))
    return shown_again_by_back(_form_page(request, form))


@post("/absenden", guards=[limited(REPORT)])
async def send(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        wish = read_wish(form)
        if again := press_again(form, now):
            form.refuse(again)
            return _check_page(request, form, wish, stamp_to_press_again(now))
        check_not_a_robot(form, now)
        return Redirect(path=f"{PATH}/{await ask_for_call(wish, VISITOR, now)}", status_code=303)
    return _form_page(request, form)


@route("/{code:str}", http_method=READ)
async def received(request: AnyRequest, code: FromPath[str]) -> Response[bytes]:
    """Number and day, nothing else: whoever has this address can at most take the wish back."""
    wish = await actions.received(code)
    until = local_day(call_until(wish.asked_at))
    answer = page(request, "callbacks/received.html", code=code, until=until, called_at=wish.called_at)
    answer.set_header("X-Robots-Tag", "noindex")
    return answer


@post("/{code:str}/zuruecknehmen", guards=[limited(REPORT)])
async def take_wish_back(code: FromPath[str], now: NamedDependency[datetime]) -> Redirect:
    """Whom we have called meanwhile reads that."""
    called = not await take_back(code, VISITOR, now)
    return Redirect(path=f"{PATH}/{code if called else 'zurueckgenommen'}", status_code=303)


@route("/zurueckgenommen", http_method=READ)
async def taken_back(request: AnyRequest) -> Response[bytes]:
    answer = page(request, "callbacks/taken_back.html")
    answer.set_header("X-Robots-Tag", "noindex")
    return answer


def read_wish(form: Form) -> Wish:
    """Raises Invalid."""
    wish = Wish(
        name=form.line("name", required=_("Schreiben Sie bitte Ihren Namen."), limit=120),
        phone=form.phone("telefon", required=_("Schreiben Sie bitte Ihre Telefonnummer.")),
        about=form.line("worum", limit=200),
        best_time=form.choice("wann", BestTime) or BestTime.ANY,
        key=key_of(form),
    )
    form.check()
    return wish


def _check_page(request: AnyRequest, form: Form, wish: Wish, stamp: str) -> Response[bytes]:
    answer = page(
        request,
        "callbacks/check.html",
        status=422 if form.errors else 200,
        form=begun(form), wish=wish, when=_(TIME_WORDS[wish.best_time]), names=FIELDS, send_to=f"{PATH}/absenden", back_to=PATH,
        completed=local_number_completed(form.value("telefon")), stamp=stamp,
    )  # fmt: skip
    return shown_again_by_back(answer)


def _form_page(request: AnyRequest, form: Form) -> Response[bytes]:
    times = {time.value: _(words) for time, words in TIME_WORDS.items()}
    status = 422 if form.errors else 200
    return page(request, "callbacks/form.html", status=status, form=begun(form), times=times)


router = Router(PATH, route_handlers=[wish_form, check_answers, send, received, take_wish_back, taken_back])
