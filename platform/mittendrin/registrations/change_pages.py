"""A change is asked for, checked, and only then it counts: the same four pages at every desk.

On the check page stands who learns of it on which way. A desk brings `asking` as a dependency, and the guard.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.registrations.by_hand import by_hand
from mittendrin.registrations.change import Change, Subject
from mittendrin.registrations.changing import Check
from mittendrin.web.forms import Form, read_form
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import Menu, page

AnyRequest = Request[Any, Any, Any]


async def _as_it_is(form: Form) -> Form:
    return form


def _nothing_around(_form: Form) -> AbstractAsyncContextManager[None]:
    return nullcontext()


@dataclass(frozen=True)
class Desk:
    """What differs between the desks. `organisation_id`: whose date changes; `reader`: whose desk it is, None for the office.
    `path` is that of the change; `done` leads on, by how many are told; None: it waits for the board. `by` reads who
    acts, and raises Invalid; `fields` are what it reads, `known` what stands there at first. A form that was kept before
    is taken up by `begin`, and done with in `around_it`.
    """

    menu: Menu
    organisation_id: int
    reader: int | None
    path: str
    back: str
    template: str
    done: Callable[[int | None], str]
    by: Callable[[Form], Doer]
    fields: tuple[str, ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    around: dict[str, Any] = field(default_factory=dict)
    begin: Callable[[Form], Awaitable[Form]] = _as_it_is
    around_it: Callable[[Form], AbstractAsyncContextManager[None]] = _nothing_around


@dataclass(frozen=True)
class Asking:
    request: AnyRequest
    now: datetime
    change: Change
    subject: Subject
    desk: Desk

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.change.fields, *self.desk.fields)


@get("/{change:str}")
async def ask(asking: NamedDependency[Asking]) -> Response[bytes]:
    form = await asking.change.first(asking.subject, asking.now)
    if not asking.fields:
        return await _checked(asking, form)
    form.take_up([*form.everything(), *asking.desk.known])
    return await form_page(asking, await asking.desk.begin(form))


@post("/{change:str}/aendern")
async def ask_again(asking: NamedDependency[Asking]) -> Response[bytes]:
    return await form_page(asking, await read_form(asking.request))


@post("/{change:str}/pruefen")
async def check(asking: NamedDependency[Asking]) -> Response[bytes]:
    return await _checked(asking, await read_form(asking.request))


@post("/{change:str}")
async def act(asking: NamedDependency[Asking]) -> Response[bytes] | Redirect:
    form = await read_form(asking.request)
    with form.refusals():
        by = asking.desk.by(form)
        value = await asking.change.read(form, asking.subject, asking.now)
        async with asking.desk.around_it(form):
            told = await asking.change.act(asking.subject, value, by, asking.now)
        return Redirect(path=asking.desk.done(told), status_code=303)
    return await form_page(asking, form)


async def _checked(asking: Asking, form: Form) -> Response[bytes]:
    """Or the form again, with what has to be put right."""
    with form.refusals():
        by = asking.desk.by(form)
        value = await asking.change.read(form, asking.subject, asking.now)
        effect = await asking.change.effect(asking.subject, value, asking.now)
        in_the_name = ((_("Im Auftrag von"), by.on_behalf_of), (_("Notiz"), by.remark))
        shown = Check(
            heading=_(asking.change.heading),
            what=asking.subject.words,
            answers=(*effect.answers, *in_the_name),
            told=effect.told,
            by_hand=await by_hand(effect.told, asking.desk.organisation_id, asking.desk.reader),
            path=asking.desk.path,
            back=asking.desk.back,
            send=effect.send or _(asking.change.send),
            carried=asking.fields,
            waits=effect.waits,
            at_once=effect.at_once,
            lines=effect.lines,
            warnings=effect.warnings,
        )
        return _page(asking, "club/check_change.html", form, check=shown)
    return await form_page(asking, form)


async def form_page(asking: Asking, form: Form) -> Response[bytes]:
    around = asking.desk.around | await asking.change.offered()
    return _page(asking, asking.desk.template, form, asking=asking, **around)


def _page(asking: Asking, template: str, form: Form, /, **values: Any) -> Response[bytes]:
    status = 422 if form.errors else 200
    return shown_again_by_back(
        page(asking.request, template, status=status, menu=asking.desk.menu, form=form, **values)
    )


handlers = [ask, ask_again, check, act]
