"""Who was there, ticked on the list. It goes with the contact data."""

from collections.abc import Collection
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events.tables import Occurrence
from mittendrin.registrations.lists import list_of_date
from mittendrin.registrations.seats import Holder, hold
from mittendrin.registrations.tables import Attendance


async def note_attendance(occurrence_id: int, present: Collection[int], by: Doer, now: datetime) -> None:
    """`present` are the ids of the sign-ups that were ticked; all others on the list were not there."""
    listed = await list_of_date(occurrence_id, now)
    if listed.date.starts > now:
        raise Refused(_("Dieser Termin hat noch nicht begonnen."))
    guests = [guest.registration.id for guest in listed.coming]
    async with transaction():
        # Two people with the same list: the one after the other.
        await hold(Holder(Occurrence, occurrence_id))
        await Attendance.delete().where(Attendance.occurrence == occurrence_id)
        if guests:
            await Attendance.insert(
                *(
                    Attendance(registration=one, occurrence=occurrence_id, present=one in present)
                    for one in guests
                )
            )
        date = listed.date
        act = Act("date.attendance_noted", f"event:{date.event_id}", title=date.title, detail=date.brief)
        await record(act, by, now)
