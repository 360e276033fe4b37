"""What the office looks after: topics, districts and texts; the lead also the office itself."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.events.renaming import rename
from mittendrin.places.naming import NameKind, Naming, add_name, all_named, named
from mittendrin.texts.actions import change_text, restore_default
from mittendrin.texts.queries import all_written, written
from mittendrin.texts.rules import Fact, Source
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/einstellungen"
TEXTS = f"{PATH}/texte"
KINDS = {"themen": NameKind.TOPIC, "stadtteile": NameKind.DISTRICT}
HIGHEST_POSITION = 999


@get("/einstellungen")
async def overview(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return page(request, "office/settings.html", menu=menu(actor), lead=actor.is_lead)


@get("/einstellungen/namen/{kind:str}")
async def names(request: AnyRequest, kind: FromPath[str], actor: NamedDependency[Actor]) -> Response[bytes]:
    return await _names_page(request, kind, actor, Form())


@post("/einstellungen/namen/{kind:str}")
async def add(
    request: AnyRequest, kind: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        await add_name(_kind(kind), _read_naming(form), doer(actor), now)
        return Redirect(path=f"{PATH}/namen/{kind}", status_code=303)
    return await _names_page(request, kind, actor, form)


@get("/einstellungen/namen/{kind:str}/{number:int}")
async def name_form(
    request: AnyRequest, kind: FromPath[str], number: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    known = (await named(_kind(kind), number)).naming
    form = Form.filled(name=known.name, synonyme=known.synonyms, platz=f"{known.position}")
    return page(request, "office/name.html", menu=menu(actor), form=form, kind=kind, known=known)


@post("/einstellungen/namen/{kind:str}/{number:int}")
async def change_name(
    request: AnyRequest,
    kind: FromPath[str],
    number: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    known = (await named(_kind(kind), number)).naming
    form = await read_form(request)
    with form.refusals():
        await rename(_kind(kind), number, _read_naming(form), doer(actor), now)
        return Redirect(path=f"{PATH}/namen/{kind}", status_code=303)
    return page(request, "office/name.html", status=422, menu=menu(actor), form=form, kind=kind, known=known)


def _read_naming(form: Form) -> Naming:
    naming = Naming(
        name=form.line("name", required=_("Schreiben Sie bitte einen Namen."), limit=80),
        synonyms=form.line("synonyme", limit=500),
        position=form.number("platz", 0, HIGHEST_POSITION) or 0,
    )
    form.check()
    return naming


def _kind(word: str) -> NameKind:
    if word not in KINDS:
        raise NotFound
    return KINDS[word]


async def _names_page(request: AnyRequest, kind: str, actor: Actor, form: Form) -> Response[bytes]:
    found = await all_named(_kind(kind))
    status = 422 if form.errors else 200
    return page(
        request, "office/names.html", status=status, menu=menu(actor), form=form, kind=kind, names=found
    )


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


handlers = [
    overview, names, add, name_form, change_name, texts, text_form, write_text, restore_text,
]  # fmt: skip
