"""Two entries that may be one person: side by side, what would move, and one button. Nothing is merged by itself."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.desks.office.looking import note_look
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.merging.actions import merge, part_again
from mittendrin.merging.queries import became_one, dates_of_both, likely_pairs, rows_of
from mittendrin.merging.two_people import signs_of_two
from mittendrin.people.departures import who_asks_back
from mittendrin.people.doubles import say_apart
from mittendrin.people.queries import PersonView, person
from mittendrin.people.rules import Contact, is_first_name_of
from mittendrin.volunteering.between import crossings
from mittendrin.volunteering.own_offers import offers_of_both
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/personen"
ONE = "eine"
PARTS = ("name", "phone", "email", "address")
# Where something of a person stands, in words; the rest moves along unnamed.
MOVES = {
    "registration.person": "Anmeldungen: {n}",
    "offer.person": "Angebote: {n}",
    "help_request.person": "Gesuche: {n}",
}


@get("/personen/doppelte")
async def pairs(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return page(request, "office/doubles.html", menu=menu(actor), pairs=await likely_pairs())


@get("/personen/{person_id:int}/zusammen/{other_id:int}")
async def compare(
    request: AnyRequest,
    person_id: FromPath[int],
    other_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    one, other = await _both(person_id, other_id)
    for seen in (one, other):
        await note_look(seen, actor, now)
    return await _compare_page(request, (one, other), actor, now, _first_choice(one, other))


@post("/personen/{person_id:int}/zusammen/{other_id:int}")
async def put_together(
    request: AnyRequest,
    person_id: FromPath[int],
    other_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """Two buttons: one person, or two. Who has become one already, is answered like the first time."""
    form, done = await read_form(request), Redirect(path=f"{PATH}/{person_id}", status_code=303)
    try:
        both = await _both(person_id, other_id)
        with form.refusals():
            await _decide(form, both, doer(actor), now)
            return done
    except NotFound:
        if form.value("tun") == ONE and await became_one(person_id, other_id):
            return done
        raise
    return await _compare_page(request, both, actor, now, form)


async def _decide(form: Form, both: tuple[PersonView, PersonView], by: Doer, now: datetime) -> None:
    one, other = both
    if form.value("tun") == "zwei":
        await say_apart(one.id, other.id, by, now)
    elif form.value("tun") != ONE:
        raise Refused(_("Ist das eine Person, oder sind es zwei?"))
    else:
        await merge(one.id, other.id, _chosen(form, one, other), by, now)


@post("/personen/zusammengefuehrt/{merge_id:int}/rueckgaengig")
async def take_apart(
    merge_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Redirect:
    kept = await part_again(merge_id, doer(actor), now)
    return Redirect(path=f"{PATH}/{kept}", status_code=303)


async def _both(one: int, other: int) -> tuple[PersonView, PersonView]:
    """Raises NotFound."""
    if one == other:
        raise NotFound
    return await person(one), await person(other)


def _first_choice(one: PersonView, other: PersonView) -> Form:
    """What only one of them has is taken over."""
    return Form.filled(
        **{part: "1" if getattr(one, part) or not getattr(other, part) else "2" for part in PARTS}
    )


def _chosen(form: Form, one: PersonView, other: PersonView) -> Contact:
    """Raises Invalid or Refused."""
    sides = {"1": one, "2": other}
    missing = _("Wählen Sie bitte, was stimmt.")
    picked = {part: form.choice(part, sides, required=missing) for part in PARTS}
    form.check()
    contact = Contact(**{part: getattr(sides[side], part) for part, side in picked.items()})
    contact = replace(contact, first_name=_first_name(contact.name, sides[picked["name"]], one, other))
    if not contact.is_reachable:
        raise Refused(_("Wir brauchen Telefon, E-Mail oder Adresse. Eine Angabe genügt."), "phone")
    return contact


def _first_name(name: str, *said: PersonView) -> str:
    """What is known of one of them, if it belongs to this name."""
    return next((one.first_name for one in said if is_first_name_of(name, one.first_name)), "")


async def _compare_page(
    request: AnyRequest, both: tuple[PersonView, PersonView], actor: Actor, now: datetime, form: Form
) -> Response[bytes]:
    one, other = both
    gone, moving = await who_asks_back(), await rows_of(other.id)
    return page(
        request,
        "office/merge.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        one=one,
        other=other,
        gone=gone.get(one.id) or gone.get(other.id),
        moves=[_(words, n=len(moving[name])) for name, words in MOVES.items() if name in moving],
        twice=await dates_of_both(one.id, other.id, now),
        two=await signs_of_two(one.id, other.id),
        offers=await offers_of_both(one.id, other.id),
        crossings=await crossings(one.id, other.id),
    )


handlers = [pairs, compare, put_together, take_apart]
