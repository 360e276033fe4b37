""" "Angaben prüfen" before people are told of something, at the club's desk."""

from typing import Any

from litestar import Request, Response

from mittendrin.accounts.rules import Actor
from mittendrin.organisations.menu import desk_menu
from mittendrin.registrations.changing import Check
from mittendrin.web.forms import Form
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import page


def check_page(request: Request[Any, Any, Any], check: Check, form: Form, actor: Actor) -> Response[bytes]:
    menu = desk_menu(request.state.belonging, actor)
    status = 422 if form.errors else 200
    return shown_again_by_back(
        page(request, "club/check_change.html", status=status, menu=menu, check=check, form=form)
    )
