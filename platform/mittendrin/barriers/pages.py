"""The form for reports, the check page, and the page that says number and day."""

from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.audit.rules import VISITOR
from mittendrin.barriers.actions import report_barrier, take_back
from mittendrin.barriers.queries import report_by_code
from mittendrin.barriers.rules import Report
from mittendrin.core.language import _
from mittendrin.core.phone import local_number_completed
from mittendrin.people.rules import Contact
from mittendrin.texts.queries import show_text
from mittendrin.texts.rules import REPORT_BARRIER
from mittendrin.web.addresses import own_path
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.limits import REPORT, limited
from mittendrin.web.rendering import page
from mittendrin.web.robots import check_not_a_robot, press_again, robot_stamp, stamp_to_press_again
from mittendrin.web.sent_twice import begun, key_of
from mittendrin.web.site import site_of

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
PATH = f"/{REPORT_BARRIER}"
FIELDS = ("was", "seite", "name", "telefon", "mail", "adresse")
LONGEST_PAGE = 300


@route("/", http_method=READ)
async def report_form(request: AnyRequest) -> Response[bytes]:
    about = read_query(request).line("seite")
    form = Form.filled(seite=own_path(about)[:LONGEST_PAGE] if about else "")
    return await _form_page(request, form)


@post("/", guards=[limited(REPORT)])
async def check_answers(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    """ "Angaben prüfen": nothing is stored yet."""
    form = await read_form(request)
    if form.yes("aendern"):
        return shown_again_by_back(await _form_page(request, form))
    with form.refusals():
        return _check_page(request, form, read_report(form), robot_stamp(now))
    return shown_again_by_back(await _form_page(request, form, status=422))


@post("/absenden", guards=[limited(REPORT)])
async def send_report(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        report = read_report(form)
        if again := press_again(form, now):
            form.refuse(again)
            return _check_page(request, form, report, stamp_to_press_again(now))
        check_not_a_robot(form, now)
        code = await report_barrier(report, VISITOR, now)
        return Redirect(path=f"{PATH}/{code}", status_code=303)
    return await _form_page(request, form, status=422)


@route("/{code:str}", http_method=READ)
async def received(request: AnyRequest, code: FromPath[str]) -> Response[bytes]:
    view = await report_by_code(code)
    answer = page(request, "barriers/received.html", view=view)
    answer.set_header("X-Robots-Tag", "noindex")
    return answer


@post("/{code:str}/zuruecknehmen", guards=[limited(REPORT)])
async def take_report_back(code: FromPath[str], now: NamedDependency[datetime]) -> Redirect:
    await take_back(code, VISITOR, now)
    return Redirect(path=f"{PATH}/zurueckgenommen", status_code=303)


@route("/zurueckgenommen", http_method=READ)
async def taken_back(request: AnyRequest) -> Response[bytes]:
    answer = page(request, "barriers/taken_back.html")
    answer.set_header("X-Robots-Tag", "noindex")
    return answer


def read_report(form: Form) -> Report:
    """Raises Invalid."""
    report = Report(
        what=form.text("was", required=_("Schreiben Sie uns bitte, was nicht geht.")),
        page=form.line("seite", limit=LONGEST_PAGE),
        contact=Contact(
            name=form.line("name", limit=120),
            phone=form.phone("telefon") or "",
            email=form.email("mail") or "",
            address=form.line("adresse"),
        ),
        key=key_of(form),
    )
    form.check()
    return report


def _check_page(request: AnyRequest, form: Form, report: Report, stamp: str) -> Response[bytes]:
    answer = page(
        request,
        "barriers/check.html",
        status=422 if form.errors else 200,
        completed=local_number_completed(form.value("telefon")),
        form=begun(form), report=report, names=FIELDS, send_to=f"{PATH}/absenden", back_to=PATH,
        stamp=stamp,
    )  # fmt: skip
    return shown_again_by_back(answer)


async def _form_page(request: AnyRequest, form: Form, status: int = 200) -> Response[bytes]:
    text = await show_text(REPORT_BARRIER, site_of(request))
    return page(request, "barriers/form.html", status=status, form=begun(form), text=text)


router = Router(
    PATH, route_handlers=[report_form, check_answers, send_report, received, take_report_back, taken_back]
)
