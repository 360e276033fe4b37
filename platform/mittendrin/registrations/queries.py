"""Reads of sign-ups: what somebody can sign up for, and what they have signed up for."""

from dataclasses import dataclass, replace
from datetime import datetime

from piccolo.custom_types import Combinable

from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.core.tokens import token_hash
from mittendrin.database.kept_select import KeptSelect
from mittendrin.database.kept_statement import KeptStatement, given
from mittendrin.events import queries as events
from mittendrin.events import stored_when
from mittendrin.events.capacity import Situation
from mittendrin.events.continuations import goes_on_as, goes_on_from
from mittendrin.events.recurrence import When
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.views import DateView
from mittendrin.events.when_words import in_few_words, in_words
from mittendrin.outbox.rules import Recipient, Way
from mittendrin.registrations.rules import ALIVE, Receipt, Status, Target, Waiting
from mittendrin.registrations.tables import Absence, Registration


@dataclass(frozen=True, slots=True)
class TargetView:
    """`first` is the date to print; a whole course or a regular place has several `dates`, the latter by a `rule`."""

    target: Target
    first: DateView
    dates: tuple[DateView, ...]
    situation: Situation
    rule: When | None = None

    @property
    def event_ids(self) -> list[int]:
        """Also those that the event goes on from, while they still have dates to come."""
        return sorted({self.target.event_id, *(date.event_id for date in self.dates)})

    @property
    def is_regular_place(self) -> bool:
        return self.target.occurrence_id is None and self.first.mode is SignUpMode.REGULAR

    @property
    def coming(self) -> list[DateView]:
        """What is left of a course, without the dates that are called off."""
        return [date for date in self.dates if date.starts >= self.first.starts and not date.called_off]

    @property
    def next(self) -> DateView:
        """The first that takes place, when one still does."""
        return self.coming[0] if self.coming else self.first

    @property
    def patient(self) -> Situation:
        """For whoever comes back, neither the deadline nor the first date of a course counts."""
        last = self.dates[-1].starts
        return replace(self.situation, starts=last, deadline=last)

    @property
    def spoken(self) -> str:
        """When somebody comes: "jeden Freitag, 10 bis 11 Uhr", "alle 8 Termine ab Dienstag, …", or the one date."""
        if self.rule:
            return in_words(self.rule)
        if len(self.coming) > 1:
            return _("alle {n} Termine ab {when}", n=len(self.coming), when=self.next.spoken)
        return self.next.spoken

    @property
    def seen(self) -> str:
        """What somebody agrees to, as the check page says it."""
        return f"{self.spoken}, {self.next.where}"

    @property
    def seen_mark(self) -> str:
        """Of the same for the form that comes back: the words may be longer than a field."""
        return token_hash(self.seen)[:16]

    @property
    def in_short(self) -> str:
        """The same for the subject of a message."""
        if self.rule:
            return in_few_words(self.rule)
        day = show_day(self.next.day)
        return _("{n} Termine ab {day}", n=len(self.coming), day=day) if len(self.coming) > 1 else day


async def target_view(target: Target, now: datetime) -> TargetView:
    """Raises NotFound when there is nothing to sign up for at all."""
    if target.occurrence_id is None:
        return await _whole(target, now)
    date = await events.date(target.occurrence_id, now)
    if date.event_id != target.event_id:
        raise NotFound
    return await view_of_date(date, now)


async def view_on_the_telephone(target: Target, now: datetime) -> TargetView:
    """The office or the club may still say yes after the deadline. Raises NotFound."""
    view = await target_view(target, now)
    return replace(view, situation=replace(view.situation, deadline=view.situation.starts))


async def view_of_date(date: DateView, now: datetime) -> TargetView:
    if date.mode is SignUpMode.COURSE:
        # Nobody joins a single date of a course.
        return await _whole(Target(date.event_id, None), now)
    return TargetView(Target(date.event_id, date.occurrence_id), date, (date,), date.situation)


async def _whole(target: Target, now: datetime) -> TargetView:
    """Of the event that goes on, with what is left of those before it."""
    target = replace(target, event_id=(await goes_on_as(target.event_id))[-1])
    own = await events.dates(Occurrence.event == target.event_id, now)
    if not own:
        raise NotFound
    dates = [*await _left_before(target.event_id, now), *own]
    dates.sort(key=lambda date: date.starts)
    coming = [date for date in dates if date.ends > now] or dates[-1:]
    if coming[0].mode is SignUpMode.REGULAR:
        return await _regular_place(target, coming)
    # The course as a whole is called off when none of its dates takes place.
    called_off = all(date.called_off for date in dates)
    counted = next((date for date in coming if date.event_id == target.event_id), own[-1]).situation
    return TargetView(target, coming[0], tuple(dates), replace(counted, called_off=called_off))


async def _left_before(event_id: int, now: datetime) -> list[DateView]:
    before = (await goes_on_from(event_id))[1:]
    if not before:
        return []
    return await events.dates(Occurrence.event.is_in(before) & (Occurrence.ends_at > now), now)


async def _regular_place(target: Target, coming: list[DateView]) -> TargetView:
    event = Event
    row = (
        await event.select(event.seats, event.taken, event.waiting, event.when)
        .where(event.id == target.event_id)
        .first()
    )
    if row is None:
        raise NotFound
    last = coming[-1].situation
    situation = events.of_regular_place(last, row["seats"], row["taken"], row["waiting"])
    return TargetView(target, coming[0], tuple(coming), situation, stored_when.from_json(row["when"]))


_RECEIPT = KeptStatement(
    lambda: Registration.select(Registration.code, Registration.status).where(
        Registration.key == given("key")
    )
)


async def receipt_of_key(key: str) -> Receipt | None:
    """A second submission of the same check page gets the first answer again."""
    row = await _RECEIPT.first(key=key)
    return Receipt(row["code"], Status(row["status"])) if row else None


async def is_confirmed(registration_id: int) -> bool:
    """As it is now, while the seats are held."""
    confirmed = Registration.status == Status.CONFIRMED.value
    return await Registration.exists().where(Registration.id == registration_id, confirmed)


async def queue_of(target: Target) -> list[Waiting]:
    """Who waits for this date or course, in order."""
    reg = Registration
    same = (
        reg.occurrence.is_null() if target.occurrence_id is None else reg.occurrence == target.occurrence_id
    )
    rows = await (
        reg.select(reg.id, reg.party)
        .where(reg.event == target.event_id, same, reg.status == Status.WAITING.value)
        # Whoever came back stands behind those who waited meanwhile.
        .order_by(reg.created_at)
        .order_by(reg.id)
    )
    return [Waiting(row["id"], row["party"]) for row in rows]


async def absent_dates(registration_id: int) -> set[int]:
    """The dates on which a regular place is left to others."""
    rows = await Absence.select(Absence.occurrence).where(Absence.registration == registration_id)
    return {row["occurrence"] for row in rows}


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """One sign-up with the person behind it. Name and ways to be reached are empty once forgotten."""

    id: int
    code: str
    status: Status
    party: int
    first_time: bool
    signed_by: str
    channel: str
    target: Target
    name: str
    phone: str
    email: str
    address: str
    created_at: datetime
    offer_ends_at: datetime | None

    @property
    def way(self) -> Way:
        return Recipient(self.name, self.email, self.phone, self.address).way

    @property
    def is_reachable(self) -> bool:
        return bool(self.phone or self.email or self.address)

    @property
    def alive(self) -> bool:
        return self.status in ALIVE


_COLUMNS = (
    Registration.id,
    Registration.code,
    Registration.status,
    Registration.party,
    Registration.first_time,
    Registration.signed_by,
    Registration.channel,
    Registration.event.as_alias("event_id"),
    Registration.occurrence.as_alias("occurrence_id"),
    Registration.person.name.as_alias("name"),
    Registration.person.phone.as_alias("phone"),
    Registration.person.email.as_alias("email"),
    Registration.person.address.as_alias("address"),
    Registration.created_at,
    Registration.offer_ends_at,
)


_REGISTRATIONS = KeptSelect(Registration, _COLUMNS, order_by=(Registration.created_at, Registration.id))


async def registrations(condition: Combinable) -> list[RegistrationView]:
    """In the order in which they came."""
    return [_view(row) for row in await _REGISTRATIONS.rows(condition)]


async def whole_of(*event_ids: int) -> list[RegistrationView]:
    """Everybody of a course, or with or waiting for a regular place."""
    reg = Registration
    alive = reg.status.is_in([status.value for status in ALIVE])
    return await registrations(reg.event.is_in(list(event_ids)) & reg.occurrence.is_null() & alive)


async def by_code(code: str) -> RegistrationView:
    """Raises NotFound."""
    found = await registrations(Registration.code == code)
    if not found:
        raise NotFound
    return found[0]


async def by_id(registration_id: int) -> RegistrationView:
    """Raises NotFound."""
    found = await registrations(Registration.id == registration_id)
    if not found:
        raise NotFound
    return found[0]


def _view(row: dict[str, object]) -> RegistrationView:
    target = Target(row.pop("event_id"), row.pop("occurrence_id"))  # type: ignore[arg-type]
    ways = {way: row[way] or "" for way in ("name", "phone", "email", "address")}
    return RegistrationView(**{**row, **ways, "target": target, "status": Status(row["status"])})  # type: ignore[arg-type]
