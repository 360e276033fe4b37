""" "Person ist verstorben" and "Ins Heim gezogen": a page that says what will happen, and only then the button."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.refusal import NotFound
from mittendrin.desks.office.looking import note_look
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order
from mittendrin.desks.office.person_pages import person_page
from mittendrin.farewells.actions import say_farewell, take_farewell_back
from mittendrin.farewells.queries import left_by
from mittendrin.farewells.taken_back import open_again
from mittendrin.outbox.one_person import count_waiting
from mittendrin.people.doubles import doubles_of
from mittendrin.people.queries import PersonView, person
from mittendrin.people.rules import Leaving
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/personen"
LEAVINGS = {"verstorben": Leaving.DIED, "umgezogen": Leaving.HOME}


@get("/personen/{person_id:int}/abschied/{leaving:str}")
async def check(
    request: AnyRequest,
    person_id: FromPath[int],
    leaving: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    wanted = Wanted(await person(person_id), _kind(leaving))
    await note_look(wanted.person, actor, now)
    return await _check_page(request, wanted, actor, now, Form.filled(kanal="phone"))


@post("/personen/{person_id:int}/abschied/{leaving:str}")
async def leave(
    request: AnyRequest,
    person_id: FromPath[int],
    leaving: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    wanted, form = Wanted(await person(person_id), _kind(leaving)), await read_form(request)
    with form.refusals():
        order = read_order(form)
        form.check()
        await say_farewell(person_id, wanted.leaving, in_the_name_of("", order, actor), now)
        return Redirect(path=f"{PATH}/{person_id}", status_code=303)
    return await _check_page(request, wanted, actor, now, form)


@dataclass(frozen=True, slots=True)
class Wanted:
    person: PersonView
    leaving: Leaving


async def _check_page(
    request: AnyRequest, wanted: Wanted, actor: Actor, now: datetime, form: Form
) -> Response[bytes]:
    return page(
        request,
        "office/farewell.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        person=wanted.person,
        died=wanted.leaving is Leaving.DIED,
        left=await left_by(wanted.person.id, now),
        doubles=[one for one in await doubles_of(wanted.person) if one.leaving is None],
        waiting_messages=await count_waiting(wanted.person.contact.recipient),
        channels=channel_words(),
    )


@post("/personen/{departed_id:int}/irrtum")
async def take_back(
    departed_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Redirect:
    await take_farewell_back(departed_id, doer(actor), now)
    return Redirect(path=f"{PATH}/{departed_id}", status_code=303)


@post("/personen/{departed_id:int}/wieder-oeffnen")
async def open_again_after_mistake(
    request: AnyRequest,
    departed_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        await open_again(departed_id, form.value("was"), doer(actor), now)
        return Redirect(path=f"{PATH}/{departed_id}", status_code=303)
    return await person_page(request, departed_id, actor, now, form)


def _kind(leaving: str) -> Leaving:
    if leaving not in LEAVINGS:
        raise NotFound
    return LEAVINGS[leaving]


handlers = [check, leave, take_back, open_again_after_mistake]
