"""The lead looks after the office itself: name, telephone, hours, and who answers for the pages."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_lead
from mittendrin.accounts.rules import Actor
from mittendrin.core.german import WEEKDAYS
from mittendrin.core.language import _
from mittendrin.core.phone import read_area_code, show_phone
from mittendrin.core.refusal import Refused
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.places.city import City, change_city
from mittendrin.places.hours import Week, read_hours, show_hours
from mittendrin.places.queries import city_profile, hours_of
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/einstellungen"


@get("/einstellungen/stadt", guards=[office_lead])
async def city_form(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return _page(request, actor, await _form())


@post("/einstellungen/stadt", guards=[office_lead])
async def save_city(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        await change_city(_read_city(form), doer(actor), now)
        return Redirect(path=PATH, status_code=303)
    return _page(request, actor, form)


def _read_city(form: Form) -> City:
    """Raises Invalid."""
    city = City(
        city=form.line("stadt", required=_("Schreiben Sie bitte den Namen der Stadt."), limit=80),
        office_name=form.line("buero", required=_("Schreiben Sie bitte den Namen des Büros."), limit=120),
        phone=form.phone("telefon", required=_("Schreiben Sie bitte die Telefonnummer des Büros.")),
        area_code=_read_area_code(form),
        email=form.email("mail") or "",
        address=form.line("adresse", limit=200),
        hours=_read_week(form),
        operator_name=form.line("betreiber", limit=120),
        operator_address=form.line("betreiber-adresse", limit=200),
        operator_represented_by=form.line("vertreten", limit=200),
    )
    form.check()
    return city


def _read_area_code(form: Form) -> str:
    line = form.line("vorwahl", limit=10)
    try:
        return read_area_code(line) if line else ""
    except Refused as refused:
        form.refuse(Refused(refused.sentence, "vorwahl"))
        return ""


def _read_week(form: Form) -> Week:
    week: Week = {}
    for day in range(len(WEEKDAYS)):
        try:
            spans = read_hours(form.line(f"zeit-{day}", limit=80))
        except Refused as refused:
            form.refuse(Refused(refused.sentence, f"zeit-{day}"))
            continue
        if spans:
            week[f"{day}"] = spans
    return week


async def _form() -> Form:
    profile = await city_profile()
    if profile is None:
        return Form()
    hours = {f"zeit-{day}": show_hours(spans) for day, spans in hours_of(profile).items()}
    values = {
        "stadt": profile.city,
        "buero": profile.office_name,
        "telefon": show_phone(profile.phone) if profile.phone else "",
        "vorwahl": profile.area_code,
        "mail": profile.email,
        "adresse": profile.address,
        "betreiber": profile.operator_name,
        "betreiber-adresse": profile.operator_address,
        "vertreten": profile.operator_represented_by,
    }
    return Form.filled(**values, **hours)


def _page(request: AnyRequest, actor: Actor, form: Form) -> Response[bytes]:
    status = 422 if form.errors else 200
    return page(
        request, "office/city.html", status=status, menu=menu(actor), form=form, weekdays=list(WEEKDAYS)
    )


handlers = [city_form, save_city]
