"""Regular places: my seat every week. Dates on which it does not fit, and weeks left free, are absences.

Every coming date counts its guests and all regular places, open offers included, that are not absent on it.
"""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.events.continuations import goes_on_as
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.views import DateView
from mittendrin.registrations.queries import TargetView
from mittendrin.registrations.rules import HOLDS_SEATS, Target
from mittendrin.registrations.seats import Holder, fits, hold
from mittendrin.registrations.tables import Absence, Registration


async def take_every_date(
    view: TargetView, registration_id: int, party: int, now: datetime
) -> list[DateView]:
    """Where guests or people on a waiting list came first, this place begins with an absence: answers these dates."""
    if not view.is_regular_place:
        return []
    occurrence = Occurrence
    coming = occurrence.event.is_in(view.event_ids) & (occurrence.ends_at > now)
    taken = await (
        occurrence.update({occurrence.taken: occurrence.taken + party})
        .where(coming & fits(occurrence, party) & (occurrence.waiting == 0))
        .returning(occurrence.id)
    )
    ours = {row["id"] for row in taken}
    missed = [date for date in view.dates if date.occurrence_id not in ours and date.ends > now]
    await _note_absences(registration_id, [date.occurrence_id for date in missed], now)
    return missed


async def take_again(view: TargetView, registration_id: int, party: int, now: datetime) -> None:
    """For whoever had given the place up: what was left free or taken before no longer counts."""
    coming = [date.occurrence_id for date in view.dates]
    await Absence.delete().where(Absence.registration == registration_id, Absence.occurrence.is_in(coming))
    await take_every_date(view, registration_id, party, now)


async def give_back_every_date(
    view: TargetView, registration_id: int, party: int, now: datetime
) -> list[Target]:
    """Answers the dates that somebody waits for."""
    if not view.is_regular_place:
        return []
    absent = await Absence.select(Absence.occurrence).where(Absence.registration == registration_id)
    occurrence = Occurrence
    coming = occurrence.event.is_in(view.event_ids) & (occurrence.ends_at > now)
    held = occurrence.id.not_in([row["occurrence"] for row in absent] or [0])
    given = await (
        occurrence.update({occurrence.taken: occurrence.taken - party})
        .where(coming & held & (occurrence.taken >= party))
        .returning(occurrence.id, occurrence.event, occurrence.waiting)
    )
    waited_for = sorted((row["id"], row["event"]) for row in given if row["waiting"])
    return [Target(event_id, occurrence_id) for occurrence_id, event_id in waited_for]


async def keep_places(event_id: int, now: datetime) -> None:
    """Dates that were laid out later begin with the regular places taken. Inside a transaction."""
    chain = await goes_on_as(event_id)
    for one in chain:
        await hold(Holder(Event, one))
    event = await Event.select(Event.mode, Event.title).where(Event.id == event_id).first()
    if not event or event["mode"] != SignUpMode.REGULAR:
        return
    reg = Registration
    holding = reg.status.is_in([status.value for status in HOLDS_SEATS])
    regulars = await (
        reg.select(reg.id, reg.party).where(reg.event.is_in(chain), reg.occurrence.is_null(), holding)
    ).order_by(reg.id)
    dates = await (
        Occurrence.select(Occurrence.id, Occurrence.starts_at)
        .where(Occurrence.event == event_id, Occurrence.ends_at > now)
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    for date in dates:
        missing = await _keep_on(date["id"], {row["id"]: row["party"] for row in regulars}, now)
        for registration_id in missing:
            about, day = f"registration:{registration_id}", show_day(local_day(date["starts_at"]))
            await record(Act("registration.misses", about, title=event["title"], detail=day), SYSTEM, now)


async def _keep_on(occurrence_id: int, regulars: dict[int, int], now: datetime) -> list[int]:
    """What a date must have taken follows from the sign-ups; answers who no longer fits and is absent there."""
    counts = await hold(Holder(Occurrence, occurrence_id))
    reg = Registration
    holding = reg.status.is_in([status.value for status in HOLDS_SEATS])
    guests = await reg.select(reg.party).where(reg.occurrence == occurrence_id, holding)
    away = await Absence.select(Absence.registration).where(Absence.occurrence == occurrence_id)
    absent = {row["registration"] for row in away}
    taken, missing = sum(row["party"] for row in guests), []
    for registration_id, party in regulars.items():
        if registration_id in absent:
            continue
        if counts.seats is None or taken + party <= counts.seats:
            taken += party
        else:
            await _note_absences(registration_id, [occurrence_id], now)
            missing.append(registration_id)
    if taken != counts.taken:
        await Occurrence.update({Occurrence.taken: taken}).where(Occurrence.id == occurrence_id)
    return missing


async def _note_absences(registration_id: int, occurrence_ids: list[int], now: datetime) -> None:
    if occurrence_ids:
        await Absence.insert(
            *(Absence(registration=registration_id, occurrence=one, created_at=now) for one in occurrence_ids)
        )
