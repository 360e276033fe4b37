""" "Angaben ändern": what an offer or a request says is new, on the one page of the intake, filled with what is known.

An organisation changes what it needs at its own desk; name and number are changed on the person's page.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Doer
from mittendrin.core.clock import local_day
from mittendrin.core.marks import MOST_MARKS, Change, brought_together, marks, meanwhile
from mittendrin.desks.office.helping.referring import check_no_emergency, for_the_clerk
from mittendrin.desks.office.looking import note_look_at
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.notes import ORDER_FIELDS, form_of
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order
from mittendrin.volunteering.asking import read_offer_content, read_request_content
from mittendrin.volunteering.changing import change_offer, change_request
from mittendrin.volunteering.contents import answers, offer_content, request_content
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
    change: Callable[[int, Change[Any], Doer, datetime], Awaitable[None]]


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
    kind, number, today = _kind(request), _number(request), local_day(now)
    stored = await kind.load(number)
    known = kind.show(stored, await town(today))
    form = form_of([*known.everything(), ("kanal", "phone"), ("stand", marks(answers(stored, today)))])
    return await _form_page(request, form, actor, now)


@post(PATHS)
async def change(
    request: AnyRequest,
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form, kind, number = await read_form(request), _kind(request), _number(request)
    stored, written = await kind.load(number), None
    with form.refusals():
        choose = for_the_clerk(await town(local_day(now)))
        check_no_emergency(form, choose)
        order = read_order(form)
        content = kind.read(form, choose)
        form.check()
        written = Change(content, form.line("stand", limit=MOST_MARKS))
        person = await person_behind(kind.table, number)
        await kind.change(number, written, in_the_name_of(person.name, order, actor), now)
        return Redirect(path=_here(request), status_code=303)
    if written and written.seen != marks(answers(stored, local_day(now))):
        await _take_up_what_is_new(form, kind, (stored, written), local_day(now))
    return await _form_page(request, form, actor, now)


async def _take_up_what_is_new(form: Form, kind: Kind, both: tuple[Any, Change[Any]], today: date) -> None:
    """What another has written stands in the form now, beside what was typed here."""
    stored, written = both
    found = meanwhile(written.seen, answers(stored, today), answers(written.content, today))
    together = brought_together(stored, written.content, found)
    shown = kind.show(together, await town(today))
    form.take_up([*shown.everything(), *form.carried(ORDER_FIELDS), ("stand", marks(answers(stored, today)))])


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
