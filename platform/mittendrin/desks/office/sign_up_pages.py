"""Signing up "im Auftrag": everything on one page, in the order in which people tell it."""

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
from mittendrin.core.phone import show_phone
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import new_token
from mittendrin.desks.office.callers import person_of
from mittendrin.desks.office.finding_dates import DateChoice, chosen_date, find_dates, read_target
from mittendrin.desks.office.looking import note_look, note_look_at
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.notes import (
    FIRST_WORDS,
    Typed,
    discard_note,
    finishing,
    form_of,
    keep_note,
    note_of,
    taken_up,
)
from mittendrin.desks.office.on_behalf import LETTERS, show_letter, show_signed_up, sign_up_caller
from mittendrin.desks.office.orders import CHANNELS, Order, channel_words
from mittendrin.desks.office.rules import asks_only_for, read_date_asked
from mittendrin.people.actions import known
from mittendrin.people.departures import SOMEBODY_ELSE, refuse_departed
from mittendrin.people.queries import person
from mittendrin.people.trusted import Scope, refuse_outside
from mittendrin.registrations.calls import open_letter
from mittendrin.registrations.consent import consent_sentence, kept_until_any
from mittendrin.registrations.doubles import refuse_double
from mittendrin.registrations.walk import FIELDS, read_ways, read_wish
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/anmelden"
# The consent is asked again each time, so a note does not keep it.
KEPT_IN_NOTE = (*FIELDS, "suche", "kanal", "bemerkung")


@get("/anmelden")
async def sign_up_form(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    query = read_query(request)
    if person_id := _person_named(query):
        await note_look(await person(person_id), actor, now)
    return await _form_page(request, await _first_form(query), actor, now)


def _person_named(query: Form) -> int | None:
    """A note that is taken up shows what was written down instead."""
    return None if note_of(query) else query.number("person", 1, LARGEST_NUMBER)


async def _first_form(query: Form) -> Form:
    fresh = [("fuer", "mich"), ("personen", "1"), ("kanal", "phone")]
    form = await taken_up(query, fresh if note_of(query) else [*fresh, *await _known(query)])
    return form_of([*form.everything(), ("schluessel", new_token())])


async def _known(query: Form) -> list[tuple[str, str]]:
    """What we know of the person and the date that the link names."""
    fields = [("termin", query.line("termin", limit=24))]
    person_id = _person_named(query)
    if person_id is None:
        return [*fields, ("name", query.line("name")), ("telefon", query.line("telefon"))]
    one = await person(person_id)
    phone = show_phone(one.phone) if one.phone else ""
    return [*fields, ("name", one.name), ("telefon", phone), ("mail", one.email), ("adresse", one.address)]


@post("/anmelden")
async def sign_up(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    """One form with three buttons: look for a date, keep it as a note, sign up."""
    form = await read_form(request)
    if form.value("tun") == "suchen":
        return await _form_page(request, form, actor, now)
    with form.refusals():
        if form.value("tun") == "sichern":
            await keep_note(form, _typed(form), doer(actor), now)
            return Redirect(path=f"{DESK}#notizen", status_code=303)
        number = await _sign_up(form, actor, now)
        return Redirect(path=f"{DESK}/anmeldungen/{number}", status_code=303)
    return await _form_page(request, form, actor, now)


async def _sign_up(form: Form, actor: Actor, now: datetime) -> int:
    value = form.line("termin", required=_("Wählen Sie bitte einen Termin."), limit=24)
    channel = form.choice("kanal", CHANNELS, required=_("Wie hat sich die Person gemeldet?"))
    note = form.text("bemerkung", limit=1000)
    form.yes("einwilligung", required=_("Fragen Sie bitte, ob wir die Angaben speichern dürfen."))
    wish = read_wish(form)
    target = read_target(value)
    await refuse_departed(wish.contact, is_somebody_else=form.yes(SOMEBODY_ELSE))
    await refuse_double(form, target, wish, now)
    await refuse_outside(await known(wish.contact), wish.signed_by, Scope.SIGN_UPS)
    async with finishing(form, doer(actor), now):
        return await sign_up_caller(target, wish, Order(channel, note=note), doer(actor), now)


def _typed(form: Form) -> Typed:
    """Raises Refused when nothing is written."""
    said = [form.line(name) for name in ("name", "telefon", "suche")]
    title = ", ".join(part for part in said if part) or _first_words(form)
    if not title and not form.line("termin"):
        raise Refused(_("Schreiben Sie bitte zuerst etwas auf. Dann sichern wir es."), "name")
    return Typed(title or _("Ohne Namen"), tuple(form.carried(KEPT_IN_NOTE)))


def _first_words(form: Form) -> str:
    others = (form.text(name).split() for name in ("bemerkung", "mail", "adresse", "hilfe"))
    return " ".join(next((words for words in others if words), [])[:FIRST_WORDS])


async def _form_page(request: AnyRequest, form: Form, actor: Actor, now: datetime) -> Response[bytes]:
    choices, looked = await _choices(form, now)
    answer = page(
        request,
        "office/sign_up.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        choices=choices,
        looked=looked,
        today_only=asks_only_for(read_date_asked(form.value("suche"), local_day(now)), local_day(now)),
        consent=consent_sentence(read_ways(form), _kept(choices, form)),
        channels=channel_words(),
        clerk=actor.name,
    )
    return shown_again_by_back(answer)


def _kept(choices: list[DateChoice], form: Form) -> str:
    """As long as it is not clear what is chosen, what is true of all."""
    meant = [one for one in choices if form.has("termin", one.value)] or choices
    said = {one.kept for one in meant}
    return said.pop() if len(said) == 1 else kept_until_any()


async def _choices(form: Form, now: datetime) -> tuple[list[DateChoice], bool]:
    """The chosen date stays in sight, whatever is looked for. And whether anything was looked for."""
    found: list[DateChoice] = []
    with form.refusals():
        if words := form.line("suche"):
            found = await find_dates(words, now)
        elif form.value("tun") == "suchen":
            await find_dates("", now)
    chosen = await chosen_date(form.line("termin", limit=24), now)
    others = [one for one in found if chosen is None or one.value != chosen.value]
    return ([chosen, *others] if chosen else others), bool(form.line("suche"))


@get("/anmeldungen/{registration_id:int}")
async def signed_up(
    request: AnyRequest,
    registration_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    view = await show_signed_up(registration_id, now)
    await note_look_at("registration", (await person_of(view.registration),), actor, now)
    return page(request, "office/signed_up.html", menu=menu(actor), view=view)


@get("/anmeldungen/{registration_id:int}/brief")
async def confirmation_letter(
    request: AnyRequest,
    registration_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    view = await show_letter(registration_id, now)
    task = await open_letter(view.registration, LETTERS[view.registration.status])
    late = task is not None and task.comes_too_late(now)
    person_id = await person_of(view.registration)
    await note_look_at("registration", (person_id,), actor, now)
    return page(
        request,
        "registrations/letter.html",
        menu=menu(actor),
        to=view.registration,
        words=view.words,
        back=f"{DESK}/personen/{person_id}",
        task=task.id if task else None,
        late=late,
        today=local_day(now),
    )


@post("/notizen/{note_id:int}/verwerfen")
async def discard(
    note_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Redirect:
    await discard_note(note_id, doer(actor), now)
    return Redirect(path=f"{DESK}#notizen", status_code=303)


handlers = [sign_up_form, sign_up, signed_up, confirmation_letter, discard]
