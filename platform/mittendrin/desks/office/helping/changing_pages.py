""" "Angaben ändern": what an offer or a request says is new, on the one page of the intake, filled with what is known.

An organisation changes what it needs at its own desk; name and number are changed on the person's page.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Doer
from mittendrin.core.clock import local_day
from mittendrin.desks.office.looking import note_look_at
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.notes import form_of
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order
from mittendrin.volunteering.asking import read_offer_content, read_request_content
from mittendrin.volunteering.changing import change_offer, change_request, offer_content, request_content
from mittendrin.volunteering.prefilling import offer_as_form, request_as_form
from mittendrin.volunteering.queries import Town, town
from mittendrin.volunteering.tables import HelpRequest, Offer
from mittendrin.volunteering.telling import person_behind
from mittendrin.volunteering.words import choices
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/hilfe"


@dataclass(frozen=True, slots=True)
class Kind:
    """`subject` is the word before its number in the log."""

    table: Any
    subject: str
    template: str
    load: Callable[[int], Awaitable[Any]]
    show: Callable[[Any, Town], Form]
    read: Callable[[Form, Town], Any]
    change: Callable[[int, Any, Doer, datetime], Awaitable[None]]


KINDS = {
    "angebote": Kind(
        Offer, "offer", "office/helping/offer_change.html",
        offer_content, offer_as_form, read_offer_content, change_offer,
    ),
    "gesuche": Kind(
        HelpRequest, "help_request", "office/helping/request_change.html",
        request_content, request_as_form, read_request_content, change_request,
    ),
}  # fmt: skip
PATHS = ["/angebote/{offer_id:int}/aendern", "/gesuche/{help_request_id:int}/aendern"]


@get(PATHS)
async def change_form(
    request: AnyRequest,
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    kind, number = _kind(request), _number(request)
    known = kind.show(await kind.load(number), await town(local_day(now)))
    form = form_of([*known.everything(), ("kanal", "phone")])
    return await _form_page(request, form, actor, now)


@post(PATHS)
async def change(
    request: AnyRequest,
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form, kind, number = await read_form(request), _kind(request), _number(request)
    await kind.load(number)
    with form.refusals():
        order = read_order(form)
        content = kind.read(form, await town(local_day(now)))
        form.check()
        person = await person_behind(kind.table, number)
        await kind.change(number, content, in_the_name_of(person.name, order, actor), now)
        return Redirect(path=_here(request), status_code=303)
    return await _form_page(request, form, actor, now)


async def _form_page(request: AnyRequest, form: Form, actor: Actor, now: datetime) -> Response[bytes]:
    kind, number, here = _kind(request), _number(request), _here(request)
    row = await kind.table.select(kind.table.person).where(kind.table.id == number).first()
    await note_look_at(kind.subject, [row["person"]] if row else (), actor, now)
    return page(
        request,
        kind.template,
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        path=f"{here}/aendern",
        here=here,
        name=(await person_behind(kind.table, number)).name,
        choices=choices(await town(local_day(now))),
        channels=channel_words(),
    )


def _here(request: AnyRequest) -> str:
    """The page of this offer or request."""
    return request.url.path.rpartition("/")[0]


def _number(request: AnyRequest) -> int:
    return int(_here(request).rpartition("/")[2])


def _kind(request: AnyRequest) -> Kind:
    return KINDS[_here(request).split("/")[-2]]


router = Router(PATH, route_handlers=[change_form, change], guards=[office_member])
