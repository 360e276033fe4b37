"""Somebody offers time or asks for help by telephone: the same fields as on the web, on one page, in any order."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.core.tokens import new_token
from mittendrin.database.transactions import transaction
from mittendrin.desks.office.helping.referring import check_no_emergency, for_the_clerk
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.notes import (
    ORDER_FIELDS,
    Typed,
    finishing,
    form_of,
    keep_note,
    taken_up,
    typed,
)
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order
from mittendrin.desks.office.written_before import ask_about_another
from mittendrin.people.departures import SOMEBODY_ELSE, refuse_departed
from mittendrin.people.rules import SAME, Same
from mittendrin.volunteering.asking import read_offer, read_request
from mittendrin.volunteering.queries import Town, offer_called, request_called, town
from mittendrin.volunteering.tables import HelpRequest, Offer
from mittendrin.volunteering.taking_in import take_in_offer, take_in_request
from mittendrin.volunteering.walking import Walk
from mittendrin.volunteering.walks import OFFER_WALK, REQUEST_WALK
from mittendrin.volunteering.words import choices
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/hilfe/neu"
CONSENT = (
    "Bis Sie Ja sagen, erfährt jemand anders Vornamen, Stadtteil, Zeiten und worum es geht. "
    "Dürfen wir Ihre Angaben speichern, bis ein halbes Jahr nach dem Ende der Hilfe?"
)


@dataclass(frozen=True, slots=True)
class Intake:
    """What is taken in: an offer or a request. `take_in` answers the page that shows it."""

    walk: Walk
    template: str
    table: Any
    read: Callable[[Form, Town], Any]
    take_in: Callable[[Any, Doer, datetime], Awaitable[str]]
    shown_at: Callable[[str], Awaitable[str]]


async def _offer_path(code: str) -> str:
    return f"{DESK}/hilfe/angebote/{await offer_called(code)}"


async def _request_path(code: str) -> str:
    return f"{DESK}/hilfe/gesuche/{await request_called(code)}"


KINDS = {
    "angebot": Intake(
        OFFER_WALK, "office/helping/offer_new.html", Offer, read_offer, take_in_offer, _offer_path
    ),
    "gesuch": Intake(
        REQUEST_WALK,
        "office/helping/request_new.html",
        HelpRequest,
        read_request,
        take_in_request,
        _request_path,
    ),
}


@get("/{wish:str}")
async def intake_form(
    request: AnyRequest, wish: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    query = read_query(request)
    kept = await taken_up(query, [("fuer", "mich"), ("kanal", "phone")])
    form = form_of([*kept.everything(), ("schluessel", new_token())])
    return await _form_page(request, wish, form, actor, now)


@post("/{wish:str}")
async def take_in(
    request: AnyRequest, wish: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    """Two buttons: take it in, or keep it as a note."""
    form = await read_form(request)
    with form.refusals():
        if form.value("tun") == "sichern":
            await keep_note(form, _typed(form, wish), doer(actor), now)
            return Redirect(path=f"{DESK}#notizen", status_code=303)
        return Redirect(path=await _take_in(_kind(wish), form, actor, now), status_code=303)
    return await _form_page(request, wish, form, actor, now)


async def _take_in(kind: Intake, form: Form, actor: Actor, now: datetime) -> str:
    choose = for_the_clerk(await town(local_day(now)))
    _whoever_is_named_calls(form)
    check_no_emergency(form, choose)
    order = read_order(form)
    form.yes("einwilligung", required=_("Fragen Sie bitte, ob wir die Angaben speichern dürfen."))
    entry = kind.read(form, choose)
    entry = replace(entry, same=form.choice(SAME, Same))
    await ask_about_another(form, kind.table)
    await refuse_departed(entry.contact, is_somebody_else=form.yes(SOMEBODY_ELSE))
    said_by = order.speaker or getattr(entry, "signed_by", "")
    by = in_the_name_of(entry.contact.name, replace(order, speaker=said_by), actor)
    async with transaction(), finishing(form, doer(actor), now):
        path = await kind.shown_at(await kind.take_in(entry, by, now))
        wish, number = path.split("/")[-2:]
        subject = f"{'offer' if wish == 'angebote' else 'help_request'}:{number}"
        await record(Act("consent.given", subject, reason=_(CONSENT)), by, now)
    return path


def _whoever_is_named_calls(form: Form) -> None:
    """A clerk who has put down the name or the number of somebody else has left "Die Person selbst" as it was."""
    if form.value("fuer") == "mich" and (form.value("hilfe") or form.value("hilfe-telefon")):
        others = [(name, value) for name, value in form.everything() if name != "fuer"]
        form.take_up([*others, ("fuer", "andere")])


def _typed(form: Form, wish: str) -> Typed:
    """Raises Refused when nothing is written. The consent is asked again each time."""
    walk = _kind(wish).walk
    name = f"{form.line('vorname')} {form.line('nachname')}".strip()
    title = name or form.line("telefon") or form.line("was-genau")
    return typed(form, (*walk.fields, *ORDER_FIELDS), f"hilfe/neu/{wish}", title)


async def _form_page(
    request: AnyRequest, wish: str, form: Form, actor: Actor, now: datetime
) -> Response[bytes]:
    kind = _kind(wish)
    answer = page(
        request,
        kind.template,
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        path=f"{PATH}/{wish}",
        choices=choices(await town(local_day(now))),
        channels=channel_words(),
        consent=_(CONSENT),
        clerk=actor.name,
    )
    return shown_again_by_back(answer)


def _kind(wish: str) -> Intake:
    if wish not in KINDS:
        raise NotFound
    return KINDS[wish]


router = Router(PATH, route_handlers=[intake_form, take_in], guards=[office_member])
