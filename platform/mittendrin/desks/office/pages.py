"""The office answers the telephone: who is calling, why we called, and what to do about it."""

from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.desks.office import (
    call_back_pages,
    call_pages,
    city_pages,
    delivery_pages,
    farewell_pages,
    merging_pages,
    name_pages,
    person_pages,
    regular_pages,
    settings_pages,
    sign_up_pages,
    trusted_pages,
    venue_pages,
)
from mittendrin.desks.office.callers import Found, find_callers, person_of
from mittendrin.desks.office.calling import caller_of
from mittendrin.desks.office.delivery_pages import delivery
from mittendrin.desks.office.looking import note_look
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.notes import ORDER_FIELDS, a_key, finishing, keep_note, notes, typed
from mittendrin.desks.office.orders import Order, channel_words, in_the_name_of, read_order
from mittendrin.desks.office.person_pages import person_page
from mittendrin.desks.office.rules import newcomer_fields, read_asked
from mittendrin.engagements.hearing_back import new_feedback
from mittendrin.engagements.queries import missing_visits
from mittendrin.incidents.actions import open_incidents
from mittendrin.organisations.second_person import proposals_for_lead
from mittendrin.outbox.calls import told_already
from mittendrin.people.trusted import Scope, refuse_outside
from mittendrin.places.venue_list import unchecked_venues
from mittendrin.publishing.queries import overdue_versions
from mittendrin.registrations import actions
from mittendrin.registrations import queries as registrations
from mittendrin.registrations.call_desk import done_notice
from mittendrin.registrations.call_list import call_list_of, call_rows
from mittendrin.registrations.calls import AGREED, subject_of
from mittendrin.web.forms import read_form, read_query
from mittendrin.web.rendering import page
from mittendrin.web.site import site_of

AnyRequest = Request[Any, Any, Any]
ANSWERS = {
    "absagen": actions.sign_off,
    "annehmen": actions.accept_offer,
    "ablehnen": actions.decline_offer,
    "doch": actions.come_back,
}


@get("/")
async def today(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    query = read_query(request)
    found = None
    with query.refusals():
        if words := query.line("wer"):
            found = await _find(words, site_of(request).area_code, now)
            for one in found.callers:
                await note_look(one.person, actor, now)
    query.take_up([*query.everything(), a_key()])
    return page(
        request,
        "office/today.html",
        menu=menu(actor),
        actor=actor,
        form=query,
        found=found,
        newcomer=newcomer_link(query.value("wer")),
        rows=await _rows_of(found, actor, now),
        others=await call_rows(found.others, caller_of(actor), now) if found else [],
        calls=await call_list_of(None, caller_of(actor), now),
        channels=channel_words(),
        notice=await done_notice(query, now),
        today=local_day(now),
        **await _what_waits(actor, now),
    )


async def _what_waits(actor: Actor, now: datetime) -> dict[str, Any]:
    return {
        "missing": await missing_visits(now),
        "heard": await new_feedback(),
        "notes": await notes(),
        "overdue": await overdue_versions(now),
        "incidents": await open_incidents() if actor.is_lead else [],
        "for_lead": await proposals_for_lead() if actor.is_lead else [],
        "new_venues": await unchecked_venues(),
        "delivery": await delivery(now),
    }


def newcomer_link(words: str) -> str:
    query = urlencode(newcomer_fields(words))
    return f"{DESK}/anmelden?{query}" if query else f"{DESK}/anmelden"


async def _find(words: str, area_code: str, now: datetime) -> Found:
    asked = read_asked(words, area_code)
    if asked.nothing:
        raise Refused(_("Schreiben Sie bitte einen Namen, vier Ziffern oder den Code."), "wer")
    return await find_callers(asked, now)


async def _rows_of(found: Found | None, actor: Actor, now: datetime) -> dict[int, Any]:
    """By person: the calls about this person, open ones with their buttons."""
    if found is None:
        return {}
    return {one.person.id: await call_rows(one.calls, caller_of(actor), now) for one in found.callers}


@post("/anmeldungen/{registration_id:int}/{answer:str}")
async def answer_for_caller(
    request: AnyRequest,
    registration_id: FromPath[int],
    answer: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """Signing off, accepting or declining for somebody who reached us; or a note, to finish it later."""
    form = await read_form(request)
    registration = await registrations.by_id(registration_id)
    person_id = await person_of(registration)
    with form.refusals():
        if answer == "sichern":
            note = typed(form, ORDER_FIELDS, f"personen/{person_id}", registration.name)
            await keep_note(form, note, doer(actor), now)
            return Redirect(path=f"{DESK}#notizen", status_code=303)
        order = read_order(form)
        form.check()
        await refuse_outside(person_id, order.speaker, Scope.SIGN_UPS)
        by = in_the_name_of(registration.name, order, actor)
        async with finishing(form, doer(actor), now):
            await _act(answer, order)(registration, by, now)
            if order.spoken:
                await told_already(subject_of(registration), AGREED, by, now)
        return Redirect(path=f"{DESK}/personen/{person_id}?erledigt={registration_id}", status_code=303)
    return await person_page(request, person_id, actor, now, form)


def _act(answer: str, order: Order) -> Any:
    if answer == "platz":
        return partial(actions.give_seat, why=order.note)
    if answer not in ANSWERS:
        raise Refused(_("Das geht hier nicht."))
    return ANSWERS[answer]


ROOMS = (
    call_back_pages, call_pages, delivery_pages, farewell_pages, merging_pages, name_pages, person_pages, regular_pages, sign_up_pages, trusted_pages, settings_pages, venue_pages, city_pages,
)  # fmt: skip

router = Router(
    DESK,
    route_handlers=[today, answer_for_caller, *(one for room in ROOMS for one in room.handlers)],
    guards=[office_member],
)
