"""Topics, districts and kinds of help: written anew, put in order, removed, or made one with another."""

from dataclasses import dataclass
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
from mittendrin.merging.names import merge_into, remove, uses
from mittendrin.places.naming import Named, NameKind, Naming, add_name, all_named, named
from mittendrin.places.rules import MEETS_WORDS, Meets, read_coordinates, show_coordinates
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/einstellungen/namen"
KINDS = {"themen": NameKind.TOPIC, "stadtteile": NameKind.DISTRICT, "hilfen": NameKind.HELP}
HIGHEST_POSITION, MOST_SYNONYMS = 999, 4000


@dataclass(frozen=True, slots=True)
class RemovalView:
    """`others` are what may take its place, by number; nothing at all comes first."""

    kind: str
    known: Named
    uses: int
    others: dict[str, str]

    @property
    def needs(self) -> str:
        """What must not get lost when it becomes another one."""
        naming = self.known.naming
        return ", ".join(filter(None, (_("Fachleute") if naming.instead else "", naming.prerequisite)))


@get("/einstellungen/namen/{kind:str}")
async def names(request: AnyRequest, kind: FromPath[str], actor: NamedDependency[Actor]) -> Response[bytes]:
    return await _names_page(request, kind, actor, Form.filled(treffen=Meets.ANYHOW.value))


@post("/einstellungen/namen/{kind:str}")
async def add(
    request: AnyRequest, kind: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        await add_name(_kind(kind), _read_naming(form), doer(actor), now)
        return Redirect(path=f"{PATH}/{kind}", status_code=303)
    return await _names_page(request, kind, actor, form)


@get("/einstellungen/namen/{kind:str}/{number:int}")
async def name_form(
    request: AnyRequest, kind: FromPath[str], number: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    known = await named(_kind(kind), number)
    return _name_page(request, kind, known, actor, _form_of(known.naming))


@post("/einstellungen/namen/{kind:str}/{number:int}")
async def change_name(
    request: AnyRequest,
    kind: FromPath[str],
    number: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    known = await named(_kind(kind), number)
    form = await read_form(request)
    with form.refusals():
        await rename(_kind(kind), number, _read_naming(form), doer(actor), now)
        return Redirect(path=f"{PATH}/{kind}", status_code=303)
    return _name_page(request, kind, known, actor, form)


@get("/einstellungen/namen/{kind:str}/{number:int}/entfernen")
async def ask_what_instead(
    request: AnyRequest, kind: FromPath[str], number: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    return await _removal_page(request, await _removal(kind, number), actor, Form())


@post("/einstellungen/namen/{kind:str}/{number:int}/entfernen")
async def remove_name(
    request: AnyRequest,
    kind: FromPath[str],
    number: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    which, form = _kind(kind), await read_form(request)
    try:
        view = await _removal(kind, number)
    except NotFound:
        return Redirect(path=f"{PATH}/{kind}", status_code=303)  # sent twice
    with form.refusals():
        instead = form.choice("stattdessen", view.others)
        form.check()
        if instead:
            await merge_into(which, (number, int(instead)), doer(actor), now)
        else:
            await remove(which, number, doer(actor), now)
        return Redirect(path=f"{PATH}/{kind}", status_code=303)
    return await _removal_page(request, view, actor, form)


def _kind(word: str) -> NameKind:
    if word not in KINDS:
        raise NotFound
    return KINDS[word]


def _read_naming(form: Form) -> Naming:
    """Each kind has its own fields; the others are empty. Raises Invalid and Refused."""
    place = form.line("koordinaten", limit=60)
    naming = Naming(
        name=form.line("name", required=_("Schreiben Sie bitte einen Namen."), limit=80),
        synonyms=form.line("synonyme", limit=MOST_SYNONYMS),
        position=form.number("platz", 0, HIGHEST_POSITION) or 0,
        middle=read_coordinates(place) if place else None,
        instead=form.line("fachleute", limit=300),
        prerequisite=form.line("nachweis", limit=80),
        meets=form.choice("treffen", Meets) or Meets.ANYHOW,
    )
    form.check()
    return naming


def _form_of(naming: Naming) -> Form:
    return Form.filled(
        name=naming.name,
        synonyme=naming.synonyms,
        platz=f"{naming.position}",
        koordinaten=show_coordinates(naming.middle),
        fachleute=naming.instead,
        nachweis=naming.prerequisite,
        treffen=naming.meets.value,
    )


async def _removal(kind: str, number: int) -> RemovalView:
    """Raises NotFound."""
    known = await named(_kind(kind), number)
    others = {f"{one.id}": one.naming.name for one in await all_named(_kind(kind)) if one.id != number}
    return RemovalView(kind, known, await uses(_kind(kind), number), {"": _("nichts"), **others})


async def _names_page(request: AnyRequest, kind: str, actor: Actor, form: Form) -> Response[bytes]:
    found = await all_named(_kind(kind))
    status = 422 if form.errors else 200
    return page(
        request, "office/names.html", status=status, menu=menu(actor), form=form, kind=kind, names=found,
        meets=_meets(),
    )  # fmt: skip


def _name_page(request: AnyRequest, kind: str, known: Named, actor: Actor, form: Form) -> Response[bytes]:
    status = 422 if form.errors else 200
    return page(
        request, "office/name.html", status=status, menu=menu(actor), form=form, kind=kind, known=known,
        meets=_meets(),
    )  # fmt: skip


def _meets() -> dict[str, str]:
    return {one.value: _(words) for one, words in MEETS_WORDS.items()}


async def _removal_page(request: AnyRequest, view: RemovalView, actor: Actor, form: Form) -> Response[bytes]:
    status = 422 if form.errors else 200
    return page(request, "office/name_removal.html", status=status, menu=menu(actor), form=form, view=view)


handlers = [names, add, name_form, change_name, ask_what_instead, remove_name]
