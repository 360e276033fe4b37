"""The slip for the fridge: one sign-up with its date, its code and what one can do with it."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.text import search_form
from mittendrin.registrations.links import slip_path
from mittendrin.registrations.queries import (
    RegistrationView,
    TargetView,
    by_code,
    queue_of,
    target_view,
)
from mittendrin.registrations.rules import Status, why_waiting


@dataclass(frozen=True, slots=True)
class SlipView:
    """`waiting_for` says why somebody waits; it is empty for everybody else."""

    registration: RegistrationView
    target: TargetView
    path: str
    waiting_for: str
    can_sign_off: bool


async def show_slip(code: str, now: datetime) -> SlipView:
    """Raises NotFound."""
    registration = await by_code(code)
    target = await target_view(registration.target, now)
    waiting_for = ""
    if registration.status is Status.WAITING:
        ahead = [one for one in await queue_of(registration.target) if one.registration_id < registration.id]
        waiting_for = why_waiting(ahead, registration.party)
    over = target.dates[-1].starts <= now
    return SlipView(registration, target, slip_path(code), waiting_for, registration.alive and not over)


async def slip_by_code_and_name(code: str, name: str) -> str:
    """The code itself when the name belongs to it. Raises Refused with one sentence for every wrong case."""
    wrong = Refused(
        _("Code und Name passen nicht zusammen. Prüfen Sie bitte beides oder rufen Sie uns an."), "code"
    )
    try:
        registration = await by_code(code)
    except NotFound:
        raise wrong from None
    # The family name alone will do: that is what people write.
    full, family = search_form(registration.name), search_form((registration.name.split() or [""])[-1])
    if not full or search_form(name) not in {full, family}:
        raise wrong
    return code
