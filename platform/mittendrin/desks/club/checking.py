""" "Angaben prüfen" before people are told of something: what happens, and who learns of it how."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response

from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.organisations.menu import desk_menu
from mittendrin.registrations.date_changes import CallingOff
from mittendrin.registrations.telling import Told
from mittendrin.web.forms import Form
from mittendrin.web.rendering import page


@dataclass(frozen=True, slots=True)
class Check:
    """`path` takes the answers in `carried`, and below it /aendern shows them again; without any there is nothing to
    change. `back` leads away from it all. `told` None: nobody needs to hear of it.
    """

    heading: str
    what: str
    answers: tuple[tuple[str, str], ...]
    told: Told | None
    path: str
    back: str
    send: str
    carried: tuple[str, ...] = ()


def check_page(request: Request[Any, Any, Any], check: Check, form: Form, actor: Actor) -> Response[bytes]:
    menu = desk_menu(request.state.belonging, actor)
    status = 422 if form.errors else 200
    return page(request, "club/check_change.html", status=status, menu=menu, check=check, form=form)


def read_calling_off(form: Form) -> CallingOff:
    """Raises Invalid."""
    reason = form.line("grund", required=_("Sagen Sie den Menschen bitte, warum."), limit=200)
    instead = form.line("stattdessen", limit=200)
    form.check()
    return CallingOff(reason, instead)
