"""What the office looks after: one page that leads everywhere, and the texts."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.texts.actions import change_text, restore_default
from mittendrin.texts.queries import all_written, written
from mittendrin.texts.rules import Fact, Source
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/einstellungen"
TEXTS = f"{PATH}/texte"


@get("/einstellungen")
async def overview(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return page(request, "office/settings.html", menu=menu(actor), lead=actor.is_lead)


@get("/einstellungen/texte")
async def texts(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return page(request, "office/texts.html", menu=menu(actor), texts=await all_written())


@get("/einstellungen/texte/{text:str}")
async def text_form(
    request: AnyRequest, text: FromPath[str], actor: NamedDependency[Actor]
) -> Response[bytes]:
    known = await written(text)
    return await _text_page(request, text, actor, Form.filled(titel=known.title, text=known.body))


@post("/einstellungen/texte/{text:str}")
async def write_text(
    request: AnyRequest, text: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        source = Source(form.line("titel"), form.text("text", limit=40_000))
        form.check()
        await change_text(text, source, doer(actor), now)
        return Redirect(path=TEXTS, status_code=303)
    return await _text_page(request, text, actor, form)


@post("/einstellungen/texte/{text:str}/zuruecksetzen")
async def restore_text(
    text: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Redirect:
    await restore_default(text, doer(actor), now)
    return Redirect(path=TEXTS, status_code=303)


async def _text_page(request: AnyRequest, slug: str, actor: Actor, form: Form) -> Response[bytes]:
    known = await written(slug)
    return page(
        request,
        "office/text.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        known=known,
        facts=[fact.value for fact in Fact],
    )


handlers = [overview, texts, text_form, write_text, restore_text]
