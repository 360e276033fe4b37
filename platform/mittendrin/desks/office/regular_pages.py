""" "Diese Woche kann ich nicht", said to the office: a regular place leaves a day to others, or takes it back."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.numbers import LARGEST_NUMBER
from mittendrin.core.refusal import NotFound
from mittendrin.desks.office.looking import note_look_at
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.notes import ORDER_FIELDS, finishing, keep_note, taken_up, typed
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order, refuse_undecided
from mittendrin.desks.office.regular_places import RegularPlace, show_day, show_regular_place
from mittendrin.people.trusted import Scope, refuse_outside
from mittendrin.registrations.absences import come_after_all, leave_free
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
ACTS = {"frei": leave_free, "doch": come_after_all}


@get("/anmeldungen/{registration_id:int}/tage")
async def days(
    request: AnyRequest,
    registration_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    query = read_query(request)
    place = await show_regular_place(registration_id, now)
    await note_look_at("registration", [place.person_id], actor, now)
    done = query.number("fertig", 1, LARGEST_NUMBER)
    told = await show_day(place, done, now) if done else None
    return _page(request, place, await taken_up(query, [("kanal", "phone")]), actor, told=told)


@post("/anmeldungen/{registration_id:int}/tage")
async def change_day(
    request: AnyRequest,
    registration_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    place = await show_regular_place(registration_id, now)
    form = await read_form(request)
    with form.refusals():
        if form.value("tun") == "sichern":
            return await _keep(place, form, actor, now)
        act = form.choice("tun", ACTS) or refuse_undecided()
        day = form.number("termin", 1, LARGEST_NUMBER, required=_("Wählen Sie bitte einen Tag."))
        order = read_order(form)
        form.check()
        registration = place.slip.registration
        await refuse_outside(place.person_id, order.speaker, Scope.SIGN_UPS)
        async with finishing(form, doer(actor), now):
            await ACTS[act](registration, day, in_the_name_of(registration.name, order, actor), now)
        return Redirect(path=f"{DESK}/anmeldungen/{registration_id}/tage?fertig={day}", status_code=303)
    return _page(request, place, form, actor)


async def _keep(place: RegularPlace, form: Form, actor: Actor, now: datetime) -> Redirect:
    registration = place.slip.registration
    note = typed(form, (*ORDER_FIELDS, "termin"), f"anmeldungen/{registration.id}/tage", registration.name)
    await keep_note(form, note, doer(actor), now)
    return Redirect(path=f"{DESK}#notizen", status_code=303)


@get("/anmeldungen/{registration_id:int}/tage/{day_id:int}/brief")
async def letter(
    request: AnyRequest,
    registration_id: FromPath[int],
    day_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    place = await show_regular_place(registration_id, now)
    told = await show_day(place, day_id, now)
    if told is None:
        raise NotFound
    await note_look_at("registration", [place.person_id], actor, now)
    return page(
        request,
        "registrations/letter.html",
        menu=menu(actor),
        to=place.slip.registration,
        words=told.words,
        back=f"{DESK}/anmeldungen/{registration_id}/tage?fertig={day_id}",
        task=None,
        today=local_day(now),
    )


def _page(
    request: AnyRequest, place: RegularPlace, form: Form, actor: Actor, **values: object
) -> Response[bytes]:
    status = 422 if form.errors else 200
    shown = {"menu": menu(actor), "place": place, "channels": channel_words(), "told": None} | values
    return page(request, "office/regular_place.html", status=status, form=form, **shown)


handlers = [days, change_day, letter]
