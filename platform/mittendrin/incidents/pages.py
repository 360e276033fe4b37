"""The signed link of a helper or a senior: something went wrong, and at once the engagement rests."""

from datetime import datetime, timedelta
from typing import Any

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath

from mittendrin.audit.rules import VISITOR
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.engagements.ending import is_long_over
from mittendrin.engagements.pairs import Pair, pair_by_code
from mittendrin.engagements.who_came import Instead, each_once, instead_of_helper
from mittendrin.incidents.actions import report_incident
from mittendrin.incidents.rules import Report
from mittendrin.volunteering.sides import Side
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import Limit, limited
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
OTHER = "gegenueber"
READ = [HttpMethod.GET, HttpMethod.HEAD]
REPORTS = Limit("incident", 100, timedelta(hours=1))


@route("/", http_method=READ)
async def show(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    found, side = await pair_by_code(code, signed)
    return await _page(request, found, side, Form(), now)


@post("/", status_code=200, guards=[limited(REPORTS)])
async def report(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    found, side = await pair_by_code(code, signed)
    form = await read_form(request)
    with form.refusals():
        people = await _people(found, side)
        whom = _read_whom(people, form)
        note = form.text("was", required=_("Schreiben Sie bitte kurz, was geschehen ist."), limit=2000)
        form.check()
        _check_in_time(found, now)
        said = Report(people[whom], note, found.contact(side).name, link=code)
        await report_incident(said, VISITOR, now)
        return page(request, "incidents/reported.html", of_stand_in=whom != OTHER)
    return await _page(request, found, side, form, now)


def _check_in_time(found: Pair, now: datetime) -> None:
    if is_long_over(found, now):
        raise Refused(_("Der Einsatz ist schon länger vorbei. Rufen Sie uns bitte an: Wir hören Ihnen zu."))


async def _people(found: Pair, side: Side) -> dict[str, int]:
    """The other of the two, and whoever came instead: the helper reads that nowhere. Raises NotFound without anybody."""
    came = await instead_of_helper(found.id) if side is Side.REQUESTER else []
    people = {str(one.visit_id): one.person_id for one in came}
    other = found.helper_id if side is Side.REQUESTER else found.asker_id
    if other is not None:
        people[OTHER] = other
    if not people:
        raise NotFound
    return people


def _read_whom(people: dict[str, int], form: Form) -> str:
    if people.keys() == {OTHER}:
        return OTHER
    return form.choice("wen", people, required=_("Wählen Sie bitte, um wen es geht."))


async def _whom(found: Pair, side: Side) -> dict[str, str]:
    """What the form asks, where it has to: whoever came several times is named once."""
    came = each_once(await instead_of_helper(found.id)) if side is Side.REQUESTER else []
    if not came:
        return {}
    helper = {OTHER: found.helper.name} if found.helper_id is not None else {}
    return helper | {str(one.visit_id): _in_words(one) for one in came}


def _in_words(one: Instead) -> str:
    return _("{name}, als Vertretung am {day}", name=one.name, day=show_day(local_day(one.at)))


async def _page(request: AnyRequest, found: Pair, side: Side, form: Form, now: datetime) -> Response[bytes]:
    shown = page(
        request,
        "incidents/form.html",
        status=422 if form.errors else 200,
        form=form,
        too_late=is_long_over(found, now),
        whom=await _whom(found, side),
        path=f"{found.path(side)}/vorfall",
        back=found.path(side),
    )
    shown.set_header("X-Robots-Tag", "noindex")
    return shown


router = Router("/einsatz/{code:str}/{signed:str}/vorfall", route_handlers=[show, report])
