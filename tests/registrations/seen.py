"""What the database holds after an act, in one line each."""

from mittendrin.events.tables import Event, Occurrence
from mittendrin.outbox.tables import CallTask
from mittendrin.people.tables import Person
from mittendrin.registrations import queries
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.rules import HOLDS_SEATS, Receipt, Status
from mittendrin.registrations.tables import Registration


async def statuses() -> list[str]:
    rows = await Registration.select(Registration.status).order_by(Registration.id)
    return [row["status"] for row in rows]


async def taken_and_waiting(occurrence_id: int) -> tuple[int, int]:
    row = await Occurrence.select(Occurrence.taken, Occurrence.waiting).where(Occurrence.id == occurrence_id)
    return row[0]["taken"], row[0]["waiting"]


async def taken_and_waiting_of_event(event_id: int) -> tuple[int, int]:
    row = await Event.select(Event.taken, Event.waiting).where(Event.id == event_id)
    return row[0]["taken"], row[0]["waiting"]


async def of(receipt: Receipt) -> RegistrationView:
    return await queries.by_code(receipt.code)


async def open_calls() -> list[str]:
    rows = await CallTask.select(CallTask.purpose).where(CallTask.state == "open").order_by(CallTask.id)
    return [row["purpose"] for row in rows]


async def script(purpose: str) -> str:
    """Of the only open call about this, on one line."""
    ours = (CallTask.state == "open") & (CallTask.purpose == purpose)
    (row,) = await CallTask.select(CallTask.script).where(ours)
    return " ".join(row["script"].split())


async def everybody_is_reached() -> None:
    """All calls that were to be made are made."""
    await CallTask.update({CallTask.state: "done", CallTask.result: "reached"}).where(
        CallTask.state == "open"
    )


async def people() -> list[str]:
    rows = await Person.select(Person.name).order_by(Person.id)
    return [row["name"] for row in rows]


async def seats_held(occurrence_id: int) -> int:
    """Counted from the sign-ups themselves."""
    rows = await Registration.select(Registration.party, Registration.status).where(
        Registration.occurrence == occurrence_id
    )
    return sum(row["party"] for row in rows if Status(row["status"]) in HOLDS_SEATS)
