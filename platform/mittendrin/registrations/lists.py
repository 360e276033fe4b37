"""The list of a date, as the organisation sees and prints it: who comes, who waits, who stays away this time."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.core.language import _
from mittendrin.events import queries as events
from mittendrin.events.continuations import goes_on_as
from mittendrin.events.rules import SignUpMode
from mittendrin.events.views import DateView
from mittendrin.registrations.queries import RegistrationView, TargetView, registrations
from mittendrin.registrations.rules import ALIVE, HOLDS_SEATS, Status
from mittendrin.registrations.signing_off import sign_off_words, whole_of
from mittendrin.registrations.tables import Absence, Attendance, Registration


@dataclass(frozen=True, slots=True)
class Guest:
    """One party. `regular`: with a place for every week. `present` None: nobody has ticked yet."""

    registration: RegistrationView
    regular: bool
    present: bool | None


@dataclass(frozen=True, slots=True)
class DateList:
    """`coming` holds open offers too, because they hold their seats; `waiting` is in the order of the list.

    `whole`: the course or regular place that somebody here has signed up for.
    """

    date: DateView
    coming: list[Guest]
    waiting: list[RegistrationView]
    absent: list[RegistrationView]
    whole: TargetView | None

    def sign_off_words(self, registration: RegistrationView) -> str:
        if self.whole is None or registration.target.occurrence_id:
            return _("sagt ab")
        return sign_off_words(self.whole, registration.status)

    @property
    def people(self) -> int:
        return sum(guest.registration.party for guest in self.coming)

    @property
    def unsure(self) -> int:
        """To whom a seat is offered, and who have not said yes."""
        offers = (one.registration for one in self.coming if one.registration.status is Status.OFFERED)
        return sum(one.party for one in offers)

    @property
    def sure(self) -> int:
        return self.people - self.unsure

    @property
    def regulars(self) -> list[int]:
        """Who may leave this one date to others: ids of their sign-ups."""
        confirmed = (one for one in self.coming if one.registration.status is Status.CONFIRMED)
        return [one.registration.id for one in confirmed if one.regular]


async def list_of_date(occurrence_id: int, now: datetime) -> DateList:
    """Guests of this date and everybody of the course or with a regular place. Raises NotFound."""
    date = await events.date(occurrence_id, now)
    found = await _alive(date)
    rows = await Absence.select(Absence.registration).where(Absence.occurrence == occurrence_id)
    absent = {row["registration"] for row in rows}
    present = await _presence(occurrence_id)
    holding = [one for one in found if one.status in HOLDS_SEATS]
    return DateList(
        date=date,
        coming=[
            Guest(one, _is_regular(one, date), present.get(one.id)) for one in holding if one.id not in absent
        ],
        waiting=[one for one in found if one.status is Status.WAITING and _waits_for(one, date)],
        absent=[one for one in holding if one.id in absent],
        whole=await whole_of(date.event_id, now) if any(map(_is_whole, found)) else None,
    )


async def _alive(date: DateView) -> list[RegistrationView]:
    reg = Registration
    alive = reg.status.is_in([status.value for status in ALIVE])
    for_it = (reg.occurrence == date.occurrence_id) | reg.occurrence.is_null()
    ours = reg.event.is_in(await goes_on_as(date.event_id))
    return await registrations(ours & for_it & alive)


def _is_whole(registration: RegistrationView) -> bool:
    return registration.target.occurrence_id is None


def _is_regular(registration: RegistrationView, date: DateView) -> bool:
    return _is_whole(registration) and date.mode is SignUpMode.REGULAR


def _waits_for(registration: RegistrationView, date: DateView) -> bool:
    """Whoever waits for a regular place does not wait for this date."""
    return not _is_regular(registration, date)


async def _presence(occurrence_id: int) -> dict[int, bool]:
    rows = await Attendance.select(Attendance.registration, Attendance.present).where(
        Attendance.occurrence == occurrence_id
    )
    return {row["registration"]: row["present"] for row in rows}
