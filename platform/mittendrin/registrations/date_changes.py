"""A date is called off or moved, or the whole event is: everybody who signed up learns of it, on their own way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import local_day, to_local
from mittendrin.core.german import show_time
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events import queries as events
from mittendrin.events.actions import note_change_of_dates
from mittendrin.events.continuations import goes_on_as
from mittendrin.events.rules import DateState, SignUpMode
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.views import DateView
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.registrations import by_telephone, queries, seats
from mittendrin.registrations.last_known import News, called_off
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.rules import (
    ALIVE,
    BY_TELEPHONE_FROM,
    HOLDS_SEATS,
    Status,
    Target,
)
from mittendrin.registrations.seats import Holder
from mittendrin.registrations.tables import Absence, Registration
from mittendrin.registrations.telling_changes import tell_anew, tell_everybody, told_by_the_change_of
from mittendrin.registrations.waiting_list import fill_free_seats

Changes = dict[Column | str, Any]
TOO_FEW = "too_few"
TAKES_PLACE = "takes_place"
# Calls to its organisation, not to people who come.
OF_THE_DATE = (by_telephone.PURPOSE, TOO_FEW)
OF_ITS_OWN = (SignUpMode.EACH_DATE, SignUpMode.REGULAR)
OF_THE_WHOLE = (SignUpMode.COURSE, SignUpMode.REGULAR)
LONGEST_PLACE = 120


@dataclass(frozen=True, slots=True)
class CallingOff:
    """`instead` is what people can do instead, in plain words; it may be empty."""

    reason: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """The new time, aware UTC, and where it takes place if not at the usual place, with the venue if we know it. `instead`
    as in CallingOff. `meeting_point`: said for this date; None as usual.
    """

    starts: datetime
    ends: datetime
    place: str
    reason: str
    instead: str = ""
    venue_id: int | None = None
    meeting_point: str | None = None


async def call_off_date(occurrence_id: int, why: CallingOff, by: Doer, now: datetime) -> int:
    """Takes effect at once. Answers how many sign-ups are told."""
    async with transaction():
        if is_off_as_wished(known := await _held(occurrence_id, now), why):
            return await told_of_one_date(known)
        changed = await call_off_silently(occurrence_id, why, by, now)
        return await tell_of_one_date(called_off(changed), now)


async def tell_of_one_date(news: News, now: datetime) -> int:
    """Answers how many are told. Whoever waits for the whole, or is absent, may have heard of nothing yet."""
    concerned = await concerned_by(news.date)
    await tell_everybody(concerned, news, now)
    await tell_anew(await members_besides(concerned, news.date), news, now)
    return await told_of_one_date(news.date)


async def told_of_one_date(date: DateView) -> int:
    concerned = await concerned_by(date)
    return await told_by_the_change_of(date, [*concerned, *await members_besides(concerned, date)])


async def members_besides(concerned: Sequence[RegistrationView], date: DateView) -> list[RegistrationView]:
    """Of the whole, apart from those who would come to this date."""
    if date.mode not in OF_THE_WHOLE:
        return []
    known = {one.id for one in concerned}
    return [one for one in await queries.whole_of(*await goes_on_as(date.event_id)) if one.id not in known]


async def call_off_silently(occurrence_id: int, why: CallingOff, by: Doer, now: datetime) -> DateView:
    """The caller tells everybody, perhaps of several dates at once. Inside a transaction."""
    date = await _changeable(occurrence_id, now)
    changes: Changes = {
        Occurrence.state: DateState.CALLED_OFF.value,
        Occurrence.reason: why.reason,
        Occurrence.instead: why.instead,
        Occurrence.move_reason: date.reason,
        Occurrence.move_instead: date.instead,
    }
    await withdraw_calls(f"occurrence:{occurrence_id}", OF_THE_DATE, now)
    return await change_date(date, changes, "called_off", by, now)


async def move_date(occurrence_id: int, move: Move, by: Doer, now: datetime) -> int:
    """Takes effect at once; sign-ups stay. Answers how many are told."""
    refuse_impossible_move(move, now)
    async with transaction():
        if has_moved_as_wished(known := await _held(occurrence_id, now), move):
            return await told_of_one_date(known)
        date = await _changeable(occurrence_id, now)
        refuse_no_move(date, move)
        changes: Changes = {
            Occurrence.starts_at: move.starts,
            Occurrence.ends_at: move.ends,
            Occurrence.place: move.place,
            Occurrence.venue: move.venue_id,
            Occurrence.meeting_point: move.meeting_point,
            Occurrence.reason: move.reason,
            Occurrence.instead: move.instead,
        }
        changed = await change_date(date, changes, "moved", by, now)
        told = await tell_of_one_date(News(date, changed), now)
        await _move_waiting_list(changed, now)
        return told


def refuse_impossible_move(move: Move, now: datetime) -> None:
    if move.ends <= move.starts:
        hours = [show_time(to_local(moment).time()) for moment in (move.starts, move.ends)]
        understood = _("Verstanden haben wir: {start} bis {end}.", start=hours[0], end=hours[1])
        raise Refused(f"{understood} {_('Das Ende liegt vor dem Anfang.')}", "bis")
    if move.starts <= now and local_day(move.starts) == local_day(now):
        raise Refused(_("Diese Uhrzeit ist heute schon vorbei. Wählen Sie bitte eine spätere."), "von")
    if move.starts <= now:
        raise Refused(_("Dieser Tag ist schon vorbei. Wählen Sie bitte einen neuen Tag."), "tag")


def refuse_no_move(date: DateView, move: Move) -> None:
    if _is_where_and_when(date, move):
        raise Refused(
            _("Tag, Uhrzeit, Ort und Treffpunkt sind wie bisher. Ändern Sie bitte etwas davon."), "tag"
        )


def has_moved_as_wished(date: DateView, move: Move) -> bool:
    """The same was sent before: a second time it has nothing to do."""
    said = (date.reason, date.instead) == (move.reason, move.instead)
    return not date.called_off and said and _is_where_and_when(date, move)


def is_off_as_wished(date: DateView, why: CallingOff) -> bool:
    return date.called_off and (date.reason, date.instead) == (why.reason, why.instead)


def _is_where_and_when(date: DateView, move: Move) -> bool:
    now_so = (date.starts, date.ends, date.place, date.there, date.own_meeting_point)
    return now_so == (move.starts, move.ends, move.place, move.venue_id, move.meeting_point)


def why_it_stays(date: DateView, now: datetime) -> str:
    """Why a date can be neither moved nor called off: nothing while it can."""
    if date.called_off:
        return _("Dieser Termin ist schon abgesagt.")
    return _("Dieser Termin ist schon vorbei.") if date.starts <= now else ""


def refuse_what_cannot_change(date: DateView, now: datetime) -> None:
    if why := why_it_stays(date, now):
        raise Refused(why)


async def _changeable(occurrence_id: int, now: datetime) -> DateView:
    date = await _held(occurrence_id, now)
    refuse_what_cannot_change(date, now)
    return date


async def _held(occurrence_id: int, now: datetime) -> DateView:
    """Nobody signs up or changes it meanwhile."""
    event_id = (await events.date(occurrence_id, now)).event_id
    await seats.hold(Holder(Event, event_id))
    await seats.hold(Holder(Occurrence, occurrence_id))
    return await events.date(occurrence_id, now)


async def change_date(date: DateView, changes: Changes, act: str, by: Doer, now: datetime) -> DateView:
    """SEQUENCE grows with every change of time, place or status (RFC 5546 2.1.4)."""
    counted: Changes = {Occurrence.sequence: Occurrence.sequence + 1, Occurrence.changed_at: now}
    await Occurrence.update({**changes, **counted}).where(Occurrence.id == date.occurrence_id)
    await note_change_of_dates(date.event_id, date.slug)
    changed = await events.date(date.occurrence_id, now)
    subject, detail = f"event:{date.event_id}", _what_became_of(date, changed)
    # What takes place after all does so without a reason: the one that it shows is that of its move.
    reason = "" if act == TAKES_PLACE else changed.why
    await record(Act(f"date.{act}", subject, title=date.title, reason=reason, detail=detail), by, now)
    return changed


def _what_became_of(before: DateView, after: DateView) -> str:
    """ "15.12., 15 Uhr → 16.12., 15 Uhr, Café"; the date alone when it stays when and where it was."""
    if before.is_at_the_time_of(after) and before.is_at_the_place_of(after):
        met = before.meeting_point == after.meeting_point
        return before.brief if met else f"{before.brief}, {after.meeting_point or _('ohne Treffpunkt')}"
    place = "" if before.where == after.where else f", {after.where}"
    if before.starts == after.starts and before.ends != after.ends:
        return f"{before.brief_with_end} → {after.brief_with_end}{place}"
    return f"{before.brief} → {after.brief}{place}"


async def _move_waiting_list(date: DateView, now: datetime) -> None:
    """Open offers end 24 hours before the new time at the latest; whoever waits may have a chance again."""
    if date.mode not in OF_ITS_OWN:
        return
    await shorten_offers(date, now)
    view = await queries.target_view(Target(date.event_id, date.occurrence_id), now)
    await fill_free_seats(view, now)


async def shorten_offers(date: DateView, now: datetime) -> None:
    """To 24 hours before it begins."""
    reg = Registration
    ends = max(now, date.starts - BY_TELEPHONE_FROM)
    await reg.update({reg.offer_ends_at: ends}).where(
        (reg.occurrence == date.occurrence_id)
        & (reg.status == Status.OFFERED.value)
        & (reg.offer_ends_at > ends)
    )


async def concerned_by(date: DateView) -> list[RegistrationView]:
    """Everybody who would have come to this date, or waits for it: signed up for it, for the course, or with a
    regular place that is not absent. Who waits for a whole course or a regular place knows nothing of its dates.
    """
    reg = Registration
    holds = reg.status.is_in([status.value for status in HOLDS_SEATS])
    alive = reg.status.is_in([status.value for status in ALIVE])
    for_it = ((reg.occurrence == date.occurrence_id) & alive) | (reg.occurrence.is_null() & holds)
    rows = await Absence.select(Absence.registration).where(Absence.occurrence == date.occurrence_id)
    absent = {row["registration"] for row in rows}
    ours = reg.event.is_in(await goes_on_as(date.event_id))
    found = await queries.registrations(ours & for_it)
    return [registration for registration in found if registration.id not in absent]
