"""One date at the club's desk: who comes, who was there, somebody who phoned."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Channel, Doer
from mittendrin.core.language import _
from mittendrin.core.numbers import read_number
from mittendrin.core.phone import local_number_completed
from mittendrin.core.refusal import NotFound
from mittendrin.core.tokens import new_token
from mittendrin.database.transactions import transaction
from mittendrin.desks.club.own import date_path, own_date
from mittendrin.events.capacity import decide_sign_up
from mittendrin.events.history import changes_of_dates
from mittendrin.events.rules import SignUpMode
from mittendrin.events.views import DateView
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.outbox.calls import told_already
from mittendrin.outbox.rules import Words
from mittendrin.people.actions import known
from mittendrin.people.trusted import Scope, naming_nobody, refuse_outside
from mittendrin.registrations import actions, queries
from mittendrin.registrations.absence_words import words_to_say
from mittendrin.registrations.attendance import note_attendance
from mittendrin.registrations.by_telephone import could_be_given_a_seat
from mittendrin.registrations.calls import AGREED, subject_of
from mittendrin.registrations.consent import consent_sentence, has_consented, kept_until, record_consent
from mittendrin.registrations.date_changes import why_it_stays
from mittendrin.registrations.doubles import refuse_double
from mittendrin.registrations.lists import list_of_date
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.rules import Target
from mittendrin.registrations.walk import read_ways, read_wish
from mittendrin.rides.of_date import rides_of_date
from mittendrin.web.forms import Form, read_form
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/")
async def show(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    date = await own_date(request, occurrence_id, now)
    return await list_page(request, date, actor, Form(), now)


@get("/liste")
async def to_print(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    await own_date(request, occurrence_id, now)
    view = await list_of_date(occurrence_id, now)
    menu = desk_menu(request.state.belonging, actor)
    return page(request, "club/date_print.html", menu=menu, view=view, path=date_path(request, occurrence_id))


@post("/teilnahme")
async def tick(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    date = await own_date(request, occurrence_id, now)
    form = await read_form(request)
    known = {str(guest.registration.id) for guest in (await list_of_date(occurrence_id, now)).coming}
    with form.refusals():
        present = {int(ticked) for ticked in form.many("da", sorted(known))}
        form.check()
        await note_attendance(occurrence_id, present, doer(actor), now)
        return Redirect(path=f"{date_path(request, occurrence_id)}?gesichert=ja", status_code=303)
    return await list_page(request, date, actor, form, now)


@get("/anmelden")
async def add_form(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    date = await own_date(request, occurrence_id, now)
    return _add_page(request, date, actor, Form.filled(fuer="mich", personen="1", schluessel=new_token()))


@post("/anmelden")
async def add(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """Somebody who phoned the club."""
    date = await own_date(request, occurrence_id, now)
    form = await read_form(request)
    with form.refusals():
        number = await _sign_up(form, Target(date.event_id, date.occurrence_id), actor, now)
        asked = "&vorwahl=ergaenzt" if local_number_completed(form.value("telefon")) else ""
        path = f"{date_path(request, occurrence_id)}?angemeldet={number}{asked}"
        return Redirect(path=path, status_code=303)
    return _add_page(request, date, actor, form)


async def _sign_up(form: Form, target: Target, actor: Actor, now: datetime) -> int:
    """Whoever the office has noted as gone signs up as on the page for visitors: the office asks, the club learns nothing."""
    form.yes("einwilligung", required=_("Fragen Sie bitte, ob wir die Angaben speichern dürfen."))
    wish = read_wish(form)
    with naming_nobody():
        await refuse_outside(await known(wish.contact), wish.signed_by, Scope.SIGN_UPS)
    name, speaker = wish.contact.name, wish.signed_by
    by = Doer(actor.name, Channel.PHONE, actor.account_id, on_behalf_of=name, speaker=speaker)
    await refuse_double(form, target, wish, now)
    receipt = await actions.sign_up_on_behalf(target, wish, by, now)
    registration = await queries.by_code(receipt.code)
    async with transaction():
        if not await has_consented(registration):
            await record_consent(registration, by, now)
        await told_already(subject_of(registration), AGREED, by, now)
    return registration.id


@post("/anmeldung/{registration_id:int}/absagen")
async def sign_off(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    registration_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    date = await own_date(request, occurrence_id, now)
    registration = await _registration_of(date, registration_id)
    await actions.sign_off(registration, _on_behalf(actor, registration), now)
    return Redirect(path=f"{date_path(request, occurrence_id)}?abgemeldet={registration.id}", status_code=303)


@post("/anmeldung/{registration_id:int}/platz")
async def give_seat(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    registration_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """They said yes on the telephone: to an open offer, or in the last 24 hours from the list."""
    date = await own_date(request, occurrence_id, now)
    registration = await _registration_of(date, registration_id)
    form = await read_form(request)
    with form.refusals():
        why = form.line("bemerkung")
        by = _on_behalf(actor, registration)
        await actions.say_yes(registration, by, now, why)
        await told_already(subject_of(registration), AGREED, by, now)
        path = f"{date_path(request, occurrence_id)}?angemeldet={registration_id}"
        return Redirect(path=path, status_code=303)
    return await list_page(request, date, actor, form, now)


def _on_behalf(actor: Actor, registration: RegistrationView) -> Doer:
    return Doer(doer(actor).name, Channel.PHONE, actor.account_id, on_behalf_of=registration.name)


async def _registration_of(date: DateView, registration_id: int) -> RegistrationView:
    """Raises NotFound when it belongs to another date."""
    registration = await queries.by_id(registration_id)
    if registration.target not in {Target(date.event_id, date.occurrence_id), Target(date.event_id, None)}:
        raise NotFound
    return registration


async def list_page(
    request: AnyRequest, date: DateView, actor: Actor, form: Form, now: datetime
) -> Response[bytes]:
    view = await list_of_date(date.occurrence_id, now)
    values: dict[str, Any] = {
        "menu": desk_menu(request.state.belonging, actor),
        "view": view,
        "says_yes": await could_be_given_a_seat(view.waiting, now),
        "changes": await changes_of_dates(date.event_id),
        "has_begun": date.starts <= now,
        "can_change": not why_it_stays(date, now),
        "can_add": await _can_add(date, now),
        "path": date_path(request, date.occurrence_id),
        "saved": "gesichert" in request.query_params,
        "signed_off": await _signed_off(request, date, now),
        "signed_up": await _named(request, date, "angemeldet"),
        "rides": await rides_of_date(date.occurrence_id, now),
        "day": await _words_of_day(request, date, now),
        "completed": "vorwahl" in request.query_params,
        "told": read_number(request.query_params.get("bescheid", "")),
    }
    return page(request, "club/date.html", status=422 if form.errors else 200, form=form, **values)


async def _can_add(date: DateView, now: datetime) -> bool:
    """Asked as the sign-up itself asks."""
    view = await queries.view_on_the_telephone(Target(date.event_id, date.occurrence_id), now)
    return decide_sign_up(view.situation, 1, now).possible


async def _named(request: AnyRequest, date: DateView, key: str) -> RegistrationView | None:
    """Whom the last act was about."""
    number = read_number(request.query_params.get(key, ""))
    return None if number is None else await _registration_of(date, number)


async def _words_of_day(request: AnyRequest, date: DateView, now: datetime) -> tuple[int, Words] | None:
    """Of whose absence was just noted down, or taken back: to be read out."""
    one = await _named(request, date, "tag")
    words = await words_to_say(one, date, now) if one else None
    return (one.id, words) if one and words else None


async def _signed_off(request: AnyRequest, date: DateView, now: datetime) -> str:
    """Who it was, and from how much."""
    one = await _named(request, date, "abgemeldet")
    if one is None or one.alive:
        return ""
    spoken = (await queries.target_view(one.target, now)).spoken
    return _("{name} ist abgemeldet: {spoken}.", name=one.name, spoken=spoken)


def _consent(date: DateView, form: Form) -> str:
    """Whoever joins on one day of a course joins the course."""
    single = None if date.mode is SignUpMode.COURSE else date.occurrence_id
    return consent_sentence(read_ways(form), kept_until(Target(date.event_id, single), date.mode))


def _add_page(request: AnyRequest, date: DateView, actor: Actor, form: Form) -> Response[bytes]:
    menu = desk_menu(request.state.belonging, actor)
    path = date_path(request, date.occurrence_id)
    status = 422 if form.errors else 200
    values = {"menu": menu, "date": date, "path": path, "consent": _consent(date, form)}
    return shown_again_by_back(page(request, "club/add_person.html", status=status, form=form, **values))


router = Router(
    "/verein/{organisation:str}/termine/{occurrence_id:int}",
    route_handlers=[show, to_print, tick, add_form, add, sign_off, give_seat],
    guards=[maintains],
)
