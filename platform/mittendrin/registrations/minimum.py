"""Fewer have signed up than are needed: the organisation is asked once a date whether it takes place all the same."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from piccolo.custom_types import Combinable

from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act, Doer
from mittendrin.core.calendar_days import add_office_days, office_days_before
from mittendrin.core.clock import at_local, local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events import queries as events
from mittendrin.events.capacity import Situation
from mittendrin.events.rules import DateState, SignUpMode
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.organisations import actions as organisations
from mittendrin.organisations.queries import members
from mittendrin.outbox.actions import Occasion, tell, withdraw_calls
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.registrations.date_changes import TOO_FEW, refuse_what_cannot_change

OFFICE_DAYS_TO_DECIDE = 2
# Further ahead than any deadline.
LOOKS_AHEAD = timedelta(days=120)
# Columns beyond a foreign key are unknown to type checkers.
_EVENT: Any = Occurrence.event


@dataclass(frozen=True, slots=True)
class TooFew:
    """A date, and how many people it needs."""

    date: DateView
    minimum: int

    @property
    def taken(self) -> int:
        return self.date.situation.taken

    @property
    def sentence(self) -> str:
        needed = _("Mindestens {n} sollten es sein.", n=self.minimum)
        if not self.taken:
            return _("Noch hat sich niemand angemeldet.") + f" {needed}"
        people = (
            _("Erst 1 Person ist angemeldet.")
            if self.taken == 1
            else _("Erst {n} Personen sind angemeldet.", n=self.taken)
        )
        return f"{people} {needed}"


def asks_from(situation: Situation) -> datetime:
    """When nobody can sign up any more; without a deadline on the second office day before."""
    if situation.deadline < situation.starts:
        return situation.deadline
    day = office_days_before(local_day(situation.starts), OFFICE_DAYS_TO_DECIDE)
    return at_local(day, time.min)


def to_be_asked(one: TooFew, now: datetime) -> bool:
    """Of a course only before its first date."""
    situation = one.date.situation
    return one.taken < one.minimum and asks_from(situation) <= now < one.date.starts == situation.starts


async def dates_to_ask_about(now: datetime) -> list[TooFew]:
    soon = Occurrence.asked_at.is_null() & (Occurrence.starts_at < now + LOOKS_AHEAD)
    found = await _too_few(soon & events.PUBLIC, now)
    return [one for one in found if to_be_asked(one, now)]


async def undecided(organisation_id: int, now: datetime) -> list[TooFew]:
    """What the organisation was asked about, while it is still too few."""
    ours = (_EVENT.organisation == organisation_id) & events.PUBLIC
    return await _too_few(Occurrence.asked_at.is_not_null() & Occurrence.goes_ahead.eq(False) & ours, now)


async def waiting_for_an_answer(occurrence_ids: set[int], now: datetime) -> set[int]:
    """Of which of these dates its organisation has not yet said whether they take place all the same."""
    if not occurrence_ids:
        return set()
    asked = Occurrence.asked_at.is_not_null() & Occurrence.goes_ahead.eq(False)
    found = await _too_few(Occurrence.id.is_in(list(occurrence_ids)) & asked, now)
    return {one.date.occurrence_id for one in found}


async def _too_few(condition: Combinable, now: datetime) -> list[TooFew]:
    coming = (Occurrence.starts_at > now) & (Occurrence.state == DateState.SCHEDULED.value)
    rows = await Occurrence.select(Occurrence.id, _EVENT.minimum.as_alias("minimum")).where(
        condition & coming & (_EVENT.minimum > 1) & (_EVENT.mode != SignUpMode.NONE.value)
    )
    needed = {row["id"]: row["minimum"] for row in rows}
    if not needed:
        return []
    dates = await events.dates(Occurrence.id.is_in(list(needed)), now)
    found = [TooFew(date, needed[date.occurrence_id]) for date in dates]
    return [one for one in found if one.taken < one.minimum]


async def ask(one: TooFew, now: datetime) -> bool:
    """Everybody who looks after the organisation; nobody twice about the same date."""
    async with transaction():
        not_yet = (Occurrence.id == one.date.occurrence_id) & Occurrence.asked_at.is_null()
        if not await Occurrence.update({Occurrence.asked_at: now}).where(not_yet).returning(Occurrence.id):
            return False
        organisation = await organisations.load(one.date.organisation_id)
        for to in await _who_decides(organisation):
            known = {"one": one, "date": one.date, "to": to, "office": await office()}
            message = words(
                "registrations/messages/too_few.txt", desk=f"/verein/{organisation.slug}", **known
            )
            due = min(add_office_days(now, 1), one.date.starts)
            about = f"occurrence:{one.date.occurrence_id}"
            occasion = Occasion(TOO_FEW, about, None, due, matters_until=one.date.starts)
            await tell(to, message, occasion, now)
        date = one.date
        asked = Act("date.asked_about", f"event:{date.event_id}", title=date.title, detail=date.brief)
        await record(asked, SYSTEM, now)
    return True


async def _who_decides(organisation: Any) -> list[Recipient]:
    """Without anybody who may sign in, the office calls the contact person."""
    found = [Recipient(one.name, one.email) for one in await members(organisation.id) if one.active]
    name = organisation.contact_name or organisation.name
    contact = Recipient(name, organisation.contact_email, organisation.contact_phone)
    return found or [contact] * bool(contact.reached_at)


async def go_ahead(occurrence_id: int, by: Doer, now: datetime) -> None:
    """It takes place with however many come. Those who signed up never heard of a doubt."""
    async with transaction():
        date = await events.date(occurrence_id, now)
        refuse_what_cannot_change(date, now)
        await Occurrence.update({Occurrence.goes_ahead: True}).where(Occurrence.id == occurrence_id)
        await withdraw_calls(f"occurrence:{occurrence_id}", (TOO_FEW,), now)
        await record(
            Act("date.goes_ahead", f"event:{date.event_id}", title=date.title, detail=date.brief), by, now
        )


async def too_few_at(occurrence_id: int, now: datetime) -> TooFew:
    """Raises Refused when enough have signed up, or none are needed."""
    found = await _too_few(Occurrence.id == occurrence_id, now)
    if not found:
        raise Refused(_("Es sind genug Menschen angemeldet."))
    return found[0]
