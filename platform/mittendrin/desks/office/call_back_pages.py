""" "Rufen Sie mich bitte zurück": said on the telephone or at the counter, for a moment that suits better."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.callbacks.actions import ask_for_call, received
from mittendrin.callbacks.pages import FIELDS, read_wish
from mittendrin.callbacks.rules import TIME_WORDS, BestTime, call_until
from mittendrin.callbacks.tables import CallBack
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.numbers import LARGEST_NUMBER
from mittendrin.core.phone import show_phone
from mittendrin.core.tokens import new_token
from mittendrin.desks.office.looking import note_look
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.notes import finishing, form_of, keep_note, taken_up, typed
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order
from mittendrin.desks.office.written_before import ask_about_another
from mittendrin.people.queries import person
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/rueckruf"
KEPT_IN_NOTE = (*FIELDS, "anrufer", "kanal")


@get("/rueckruf")
async def call_back_form(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    query = read_query(request)
    fresh = [("wann", BestTime.ANY.value), ("kanal", "phone"), *await _known(query, actor, now)]
    kept = await taken_up(query, fresh)
    return _form_page(request, form_of([*kept.everything(), ("schluessel", new_token())]), actor)


async def _known(query: Form, actor: Actor, now: datetime) -> list[tuple[str, str]]:
    """Whom the link names: that is a look at them."""
    person_id = query.number("person", 1, LARGEST_NUMBER)
    if person_id is None:
        return []
    one = await person(person_id)
    await note_look(one, actor, now)
    return [("name", one.name), ("telefon", show_phone(one.phone) if one.phone else "")]


@post("/rueckruf")
async def take_call_back(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    """Two buttons: put it on the list, or keep it as a note."""
    form = await read_form(request)
    with form.refusals():
        if form.value("tun") == "sichern":
            note = typed(form, KEPT_IN_NOTE, "rueckruf", form.line("name"))
            await keep_note(form, note, doer(actor), now)
            return Redirect(path=f"{DESK}#notizen", status_code=303)
        order = read_order(form)
        wish = read_wish(form)
        await ask_about_another(form, CallBack)
        async with finishing(form, doer(actor), now):
            code = await ask_for_call(wish, in_the_name_of(wish.name, order, actor), now)
        return Redirect(path=f"{PATH}/{code}", status_code=303)
    return _form_page(request, form, actor)


@get("/rueckruf/{code:str}")
async def call_back_taken(
    request: AnyRequest, code: FromPath[str], actor: NamedDependency[Actor]
) -> Response[bytes]:
    """Number and day, to be read out."""
    until = local_day(call_until((await received(code)).asked_at))
    return page(request, "office/call_back_taken.html", menu=menu(actor), code=code, until=until)


def _form_page(request: AnyRequest, form: Form, actor: Actor) -> Response[bytes]:
    answer = page(
        request,
        "office/call_back_new.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        channels=channel_words(),
        times={time.value: _(words) for time, words in TIME_WORDS.items()},
    )
    return shown_again_by_back(answer)


handlers = [call_back_form, take_call_back, call_back_taken]
