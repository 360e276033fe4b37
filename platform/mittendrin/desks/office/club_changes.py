"""A club phones: a date is called off or moved, or the whole event is. The same acts as at the club's own desk."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.events.views import DateView
from mittendrin.registrations.changing import (
    CALL_OFF_FIELDS,
    MOVE_FIELDS,
    form_of_move,
    old_and_new,
    read_calling_off,
    read_move,
)
from mittendrin.registrations.date_changes import (
    CallingOff,
    Move,
    call_off_date,
    concerned_by,
    move_date,
    refuse_impossible_move,
)
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.series_changes import call_off_event, expected_from_now_on
from mittendrin.web.forms import Form

Answers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a club may ask for. `act` answers how many people are told."""

    heading: str
    send: str
    template: str
    fields: tuple[str, ...]
    first: Callable[[DateView], Form]
    read: Callable[[Form, datetime], Any]
    answers: Callable[[DateView, Any], Answers]
    concerned: Callable[[DateView, datetime], Awaitable[list[RegistrationView]]]
    act: Callable[[DateView, Any, Doer, datetime], Awaitable[int]]


def change_called(name: str) -> Change:
    """Raises NotFound."""
    if name not in CHANGES:
        raise NotFound
    return CHANGES[name]


def _read_move(form: Form, now: datetime) -> Move:
    move = read_move(form, now)
    refuse_impossible_move(move, now)
    return move


def _why(_date: DateView, why: CallingOff) -> Answers:
    return ((_("Der Grund"), why.reason), (_("Stattdessen"), why.instead))


async def _of_the_date(date: DateView, _now: datetime) -> list[RegistrationView]:
    return await concerned_by(date)


async def _of_the_event(date: DateView, now: datetime) -> list[RegistrationView]:
    return await expected_from_now_on(date.event_id, now)


async def _call_off(date: DateView, why: CallingOff, by: Doer, now: datetime) -> int:
    return await call_off_date(date.occurrence_id, why, by, now)


async def _move(date: DateView, move: Move, by: Doer, now: datetime) -> int:
    return await move_date(date.occurrence_id, move, by, now)


async def _call_off_everything(date: DateView, why: CallingOff, by: Doer, now: datetime) -> int:
    return await call_off_event(date.event_id, why, by, now)


def _empty(_date: DateView) -> Form:
    return Form()


def _read_why(form: Form, _now: datetime) -> CallingOff:
    return read_calling_off(form)


CHANGES: dict[str, Change] = {
    "absagen": Change(
        "Termin absagen",
        "Jetzt absagen und allen Bescheid sagen",
        "club/call_off_fields.html",
        CALL_OFF_FIELDS,
        _empty,
        _read_why,
        _why,
        _of_the_date,
        _call_off,
    ),
    "verlegen": Change(
        "Termin verlegen",
        "Jetzt verlegen und allen Bescheid sagen",
        "club/move_fields.html",
        MOVE_FIELDS,
        form_of_move,
        _read_move,
        old_and_new,
        _of_the_date,
        _move,
    ),
    "alles-absagen": Change(
        "Ganze Veranstaltung absagen",
        "Alles absagen und allen Bescheid sagen",
        "club/call_off_fields.html",
        CALL_OFF_FIELDS,
        _empty,
        _read_why,
        _why,
        _of_the_event,
        _call_off_everything,
    ),
}
