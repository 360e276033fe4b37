"""Regular places: my seat every week. Dates on which it does not fit, and weeks left free, are absences."""

from datetime import datetime

from mittendrin.events.rules import SignUpMode
from mittendrin.registrations import seats
from mittendrin.registrations.queries import TargetView
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Absence


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
