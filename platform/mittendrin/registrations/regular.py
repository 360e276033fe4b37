"""Regular places: my seat every week. Dates on which it does not fit, and weeks left free, are absences."""

from datetime import datetime
from typing import Any

from piccolo.custom_types import Combinable

from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Event, Occurrence
from mittendrin.registrations import seats
from mittendrin.registrations.queries import TargetView
from mittendrin.registrations.rules import HOLDS_SEATS, Status, Target
from mittendrin.registrations.tables import Absence, Registration


def _is_regular(view: TargetView) -> bool:
    return view.target.occurrence_id is None and view.first.mode is SignUpMode.REGULAR


async def take_every_date(view: TargetView, registration_id: int, party: int, now: datetime) -> None:
    """Where a guest has a date already, this place begins with an absence on it."""
    if not _is_regular(view):
        return
    for date in view.dates:
        holder = seats.holder_of(Target(date.event_id, date.occurrence_id))
        if await seats.take(holder, party) is None:
            await Absence.insert(
                Absence(registration=registration_id, occurrence=date.occurrence_id, created_at=now)
            )


async def give_back_every_date(view: TargetView, registration_id: int, party: int, now: datetime) -> None:
    if not _is_regular(view):
        return
    rows = await Absence.select(Absence.occurrence).where(Absence.registration == registration_id)
    absent = {row["occurrence"] for row in rows}
    for date in view.dates:
        if date.occurrence_id not in absent and date.ends > now:
            await seats.give_back(seats.holder_of(Target(date.event_id, date.occurrence_id)), party)


async def keep_places(event_id: int, now: datetime) -> None:
    """Coming dates that were laid out later begin with the regular places taken. Inside a transaction.

    What a date must have taken follows from the sign-ups; whoever no longer fits begins with an absence there.
    """
    event = await _locked(event_id)
    if event is None or event["mode"] != SignUpMode.REGULAR:
        return
    regulars = await _confirmed(Registration.event == event_id, Registration.occurrence.is_null())
    dates = await (
        Occurrence.select(Occurrence.id, Occurrence.seats, Occurrence.taken)
        .where(Occurrence.event == event_id, Occurrence.starts_at > now)
        .order_by(Occurrence.starts_at)
    )
    for date in dates:
        await _keep_on(date, regulars, now)


async def _locked(event_id: int) -> dict[str, Any] | None:
    """Whoever takes or gives back a regular place changes this row first, and now waits for us."""
    rows = await Event.update({Event.id: event_id}).where(Event.id == event_id).returning(Event.mode)
    return rows[0] if rows else None


async def _confirmed(*conditions: Combinable) -> list[dict[str, Any]]:
    reg = Registration
    return await (
        reg.select(reg.id, reg.party)
        .where(reg.status == Status.CONFIRMED.value, *conditions)
        .order_by(reg.id)
    )


async def _keep_on(date: dict[str, Any], regulars: list[dict[str, Any]], now: datetime) -> None:
    reg = Registration
    guests = await reg.select(reg.party).where(
        reg.occurrence == date["id"], reg.status.is_in([status.value for status in HOLDS_SEATS])
    )
    absent = await Absence.select(Absence.registration).where(Absence.occurrence == date["id"])
    taken, away = sum(guest["party"] for guest in guests), {row["registration"] for row in absent}
    for regular in regulars:
        if regular["id"] in away:
            continue
        if date["seats"] is None or taken + regular["party"] <= date["seats"]:
            taken += regular["party"]
        else:
            await Absence.insert(Absence(registration=regular["id"], occurrence=date["id"], created_at=now))
    if taken != date["taken"]:
        await Occurrence.update({Occurrence.taken: taken}).where(Occurrence.id == date["id"])
