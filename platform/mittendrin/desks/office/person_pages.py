"""One person at the office: everything on one screen, another number, and notes that go."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.core.marks import MOST_MARKS, Change, brought_together, marks, meanwhile
from mittendrin.core.numbers import LARGEST_NUMBER
from mittendrin.core.refusal import Refused
from mittendrin.desks.office.calling import caller_of
from mittendrin.desks.office.looking import note_look
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.notes import NOTE_FIELDS, ORDER_FIELDS, finishing, keep_note, taken_up, typed
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order
from mittendrin.desks.office.person_notes import forget_note
from mittendrin.desks.office.persons import show_person
from mittendrin.people.changing import change_contact
from mittendrin.people.queries import PersonView, person
from mittendrin.people.rules import (
    WAYS,
    Contact,
    in_words,
    is_only_a_first_name,
    names_apart,
    names_together,
)
from mittendrin.registrations.call_desk import done_notice
from mittendrin.registrations.call_list import call_rows
from mittendrin.volunteering.asking import read_ways
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/personen"
CONTACT_FIELDS = ("vorname", "nachname", "telefon", "mail", "adresse")
NAME_LIMIT = 120
CARRIED = (*CONTACT_FIELDS, "stand", *ORDER_FIELDS)


@get("/personen/{person_id:int}")
async def show(
    request: AnyRequest,
    person_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    query = read_query(request)
    return await person_page(request, person_id, actor, now, await taken_up(query, query.everything()))


async def person_page(
    request: AnyRequest, person_id: int, actor: Actor, now: datetime, form: Form
) -> Response[bytes]:
    view = await show_person(person_id, actor, now)
    return page(
        request,
        "office/person.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        view=view,
        rows=await call_rows(view.caller.calls, caller_of(actor), now),
        channels=channel_words(),
        notice=await done_notice(form, now),
    )


@get("/personen/{person_id:int}/kontakt")
async def contact_form(
    request: AnyRequest,
    person_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    one = await person(person_id)
    await note_look(one, actor, now)
    fresh = [*_as_typed(one.contact), ("kanal", "phone"), ("stand", marks(asdict(one.contact)))]
    form = await taken_up(read_query(request), fresh)
    return _contact_page(request, one, actor, form)


@post("/personen/{person_id:int}/kontakt")
async def save_contact(
    request: AnyRequest,
    person_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    one, form, written = await person(person_id), await read_form(request), None
    with form.refusals():
        if form.value("tun") == "sichern":
            note = typed(form, CARRIED, f"personen/{person_id}/kontakt", one.name)
            await keep_note(form, note, doer(actor), now)
            return Redirect(path=f"{DESK}#notizen", status_code=303)
        contact = _read_contact(form, one.contact)
        order = read_order(form)
        form.check()
        written = Change(contact, form.line("stand", limit=MOST_MARKS))
        async with finishing(form, doer(actor), now):
            await change_contact(person_id, written, in_the_name_of(one.name, order, actor), now)
        return Redirect(path=f"{PATH}/{person_id}", status_code=303)
    if written:
        _take_up_what_is_new(form, one.contact, written)
    return _contact_page(request, one, actor, form)


def _as_typed(contact: Contact) -> list[tuple[str, str]]:
    names, ways = names_apart(contact.name, contact.first_name), (in_words(contact, part) for part in WAYS)
    return list(zip(CONTACT_FIELDS, (*names, *ways), strict=True))


def _take_up_what_is_new(form: Form, stored: Contact, written: Change[Contact]) -> None:
    """What another has written stands in the form now, beside what was typed here."""
    found = meanwhile(written.seen, asdict(stored), asdict(written.content))
    together = brought_together(stored, written.content, found)
    kept = form.carried((*ORDER_FIELDS, *NOTE_FIELDS))
    form.take_up([*_as_typed(together), *kept, ("stand", marks(asdict(stored)))])


def _read_contact(form: Form, stored: Contact) -> Contact:
    """The caller checks the form. Whoever changes only a number leaves the name as it was written."""
    first_name = form.line("vorname", limit=55)
    surname = form.line("nachname", required=_("Schreiben Sie bitte den Nachnamen."), limit=NAME_LIMIT)
    if first_name and surname and not is_only_a_first_name(first_name, surname):
        form.refuse(Refused(_("Hier bitte nur der Vorname, ohne Anrede."), "vorname"))
    if (first_name, surname) == names_apart(stored.name, stored.first_name):
        return replace(read_ways(form), name=stored.name, first_name=stored.first_name)
    name = names_together(first_name, surname)
    if len(name) > NAME_LIMIT:
        too_long = _("Das ist zu lang. Schreiben Sie bitte höchstens {n} Zeichen.", n=NAME_LIMIT)
        form.refuse(Refused(too_long, "nachname"))
    return replace(read_ways(form), name=name, first_name=first_name)


def _contact_page(request: AnyRequest, one: PersonView, actor: Actor, form: Form) -> Response[bytes]:
    return page(
        request,
        "office/person_contact.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        person=one,
        channels=channel_words(),
    )


@post("/personen/notizen/{noted_in:str}/{noted_number:int}/loeschen")
async def delete_note(
    request: AnyRequest,
    noted_in: FromPath[str],
    noted_number: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """What is about two stands with both: back to the one from whose page it was deleted."""
    form = await read_form(request)
    whose = await forget_note(noted_in, noted_number, doer(actor), now)
    shown = form.number("person", 1, LARGEST_NUMBER) or whose
    return Redirect(path=f"{PATH}/{shown}#notizen", status_code=303)


handlers = [show, contact_form, save_contact, delete_note]
