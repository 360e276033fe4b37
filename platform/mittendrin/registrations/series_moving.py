"""When a series is split, its later dates go on with the new event, and every sign-up goes with its date.

Codes, seats and the order of the lists stay. Whoever has no new date is told that theirs falls away.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.events import queries as events
from mittendrin.events.dates import lay_out, remove_dates, seats_of_a_date, too_few_seats
from mittendrin.events.recurrence import Span
from mittendrin.events.rules import EventContent, SignUpTerms
from mittendrin.events.single_dates import has_own_time, times_on
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.views import DateView
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.registrations import queries, regular, seats
from mittendrin.registrations.date_changes import (
    LONGEST_PLACE,
    OF_THE_DATE,
    CallingOff,
    Changes,
    call_off_date,
    call_off_silently,
    shorten_offers,
)
from mittendrin.registrations.last_known import News
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.rules import ALIVE
from mittendrin.registrations.seats import Holder
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_dates import Fates, Turn, fates_of, from_day, later_dates
from mittendrin.registrations.tables import Absence, Registration
from mittendrin.registrations.telling_changes import tell_everybody
from mittendrin.registrations.what_is_new import news

Pair = tuple[DateView, DateView]


@dataclass(frozen=True, slots=True)
class Split:
    """Of one event into two. `before` and `after` are what they say."""

    old_id: int
    new_id: int
    before: EventContent
    after: EventContent
    change: SeriesChange

    @property
    def turn(self) -> Turn:
        return Turn(self.old_id, self.change.day, self.before.when, self.after.when)


async def concerned_from(event_id: int, day: date, now: datetime) -> list[RegistrationView]:
    """Whom a change from this day on concerns."""
    return await signed_up(event_id, await later_dates(event_id, day, now))


async def signed_up(event_id: int, those: Sequence[DateView]) -> list[RegistrationView]:
    alive = Registration.status.is_in([status.value for status in ALIVE])
    dates = Registration.occurrence.is_in([one.occurrence_id for one in those] or [0])
    ours = (Registration.event == event_id) & (dates | Registration.occurrence.is_null()) & alive
    return await queries.registrations(ours)


async def refuse_what_hurts(event_id: int, day: date, terms: SignUpTerms, now: datetime) -> None:
    """Fewer seats than are taken, or another kind of sign-up while somebody is signed up for what comes later."""
    every = await from_day(event_id, day, now)
    event = await Event.objects().where(Event.id == event_id).first()
    if event is None:
        return
    if event.mode != terms.mode and await signed_up(event_id, every):
        raise Refused(
            _("Es gibt schon Anmeldungen. Die Art der Anmeldung lässt sich jetzt nicht mehr ändern."), "mode"
        )
    of_a_date = max((one.situation.taken for one in every), default=0)
    for limit, taken in ((terms.seats, event.taken), (seats_of_a_date(terms), of_a_date)):
        if limit is not None and taken > limit:
            raise too_few_seats(taken)


async def follow(split: Split, by: Doer, now: datetime) -> None:
    """Inside the act's transaction."""
    later = await later_dates(split.old_id, split.change.day, now)
    fates = await fates_of(split.turn, now)
    await _take_over(split, fates, now)
    new = {one.occurrence_id: one for one in await events.dates(Occurrence.event == split.new_id, now)}
    pairs = [(was, new[was.occurrence_id]) for was, _span in fates.going_on if not was.called_off]
    for was, one in pairs:
        await _renew(was, one, now)
    await _move_whole(split.old_id, split.new_id)
    await regular.keep_places(split.new_id, now)
    firsts = zip(later[:1], await later_dates(split.new_id, split.change.day, now), strict=False)
    await _tell_moved(split, pairs, list(firsts), now)
    await _let_go(split, fates, by, now)


def as_they_go_on(split: Split, fates: Fates) -> list[tuple[DateView, Span, Changes]]:
    """Each with what becomes of its row."""
    kept = [(was, span, _of_its_own(split, was) or _as_usual(split, was, span)) for was, span in fates.kept]
    there: Changes = {
        Occurrence.place: "", Occurrence.venue: None, Occurrence.reason: "", Occurrence.instead: "",
        Occurrence.move_reason: "", Occurrence.move_instead: "", Occurrence.meeting_point: None,
    }  # fmt: skip
    return [*kept, *((was, span, _usual(split, span) | there) for was, span in fates.replaced)]


async def _take_over(split: Split, fates: Fates, now: datetime) -> None:
    """The rows themselves go on with the new event, with all that hangs on them."""
    for was, span, changes in as_they_go_on(split, fates):
        await _go_on(split, was, changes, span)
    moved = [was.occurrence_id for was, _span in fates.going_on]
    await Registration.update({Registration.event: split.new_id}).where(
        Registration.occurrence.is_in(moved or [0])
    )
    await lay_out(split.new_id, split.after.when, split.after.terms, now)


async def _go_on(split: Split, was: DateView, changes: Changes, span: Span) -> None:
    there: Changes = {Occurrence.event: split.new_id, Occurrence.original_start: span.original_start}
    await Occurrence.update({**there, **changes}).where(Occurrence.id == was.occurrence_id)


def _of_its_own(split: Split, was: DateView) -> Changes:
    """A date that was moved stays when everybody was told; and before the day of the change, also where."""
    if not has_own_time(was.original_start, (was.starts, was.ends), split.before.when):
        return {}
    early = was.day < split.change.day
    if not early or was.place or not _elsewhere(split):
        return {Occurrence.place: was.place, Occurrence.venue: was.there} | _left_behind(split, was)
    return {
        Occurrence.place: was.where[:LONGEST_PLACE],
        Occurrence.venue: split.before.venue_id,
        Occurrence.meeting_point: was.meeting_point or None,
    }


def _as_usual(split: Split, was: DateView, span: Span) -> Changes:
    return _usual(split, span) | _left_behind(split, was)


def _left_behind(split: Split, was: DateView) -> Changes:
    """A meeting point of its own belongs to the place that it was said for."""
    return {Occurrence.meeting_point: None} if _elsewhere(split) and not was.place else {}


def _elsewhere(split: Split) -> bool:
    before, after = split.before, split.after
    return (before.venue_id, before.room) != (after.venue_id, after.room)


def _usual(split: Split, span: Span) -> Changes:
    changes: Changes = {}
    changes.update(times_on(span, split.after.when))
    return changes


async def _renew(was: DateView, one: DateView, now: datetime) -> None:
    """At another time: offers end in time, and whoever was asked about few guests is asked anew."""
    if was.is_at_the_time_of(one):
        return
    await shorten_offers(one, now)
    await withdraw_calls(f"occurrence:{was.occurrence_id}", OF_THE_DATE, now)
    undecided = (Occurrence.id == one.occurrence_id) & Occurrence.goes_ahead.eq(False)
    await Occurrence.update({Occurrence.asked_at: None}).where(undecided)


async def _move_whole(old_id: int, new_id: int) -> None:
    """Courses and regular places go on with the new event, and count there. Until then the old one says what it said."""
    counts = await seats.hold(Holder(Event, old_id))
    await Event.update({Event.taken: counts.taken, Event.waiting: counts.waiting}).where(Event.id == new_id)
    await Registration.update({Registration.event: new_id}).where(
        Registration.event == old_id, Registration.occurrence.is_null()
    )


async def _tell_moved(split: Split, pairs: Sequence[Pair], firsts: Sequence[Pair], now: datetime) -> None:
    """Who comes to several dates is told of the first."""
    new_in_words = news(split.before, split.after)
    told: set[int] = set()
    alive = Registration.status.is_in([status.value for status in ALIVE])
    everybody = (Registration.event == split.new_id) & Registration.occurrence.is_null()
    whole = [(pair, everybody) for pair in firsts]
    guests = [(pair, Registration.occurrence == pair[1].occurrence_id) for pair in pairs]
    for (was, new), whose in (*whole, *guests):
        if not new_in_words and was.is_at_the_time_of(new) and was.is_at_the_place_of(new):
            continue
        concerned = [one for one in await queries.registrations(whose & alive) if one.id not in told]
        told |= {one.id for one in concerned}
        shown = replace(new, reason=split.change.reason)
        await tell_everybody(concerned, News(was, shown, new_in_words, lasts=True), now)


async def _let_go(split: Split, fates: Fates, by: Doer, now: datetime) -> None:
    """What the rule no longer has: called off where somebody names it, gone where nobody does."""
    why = CallingOff(split.change.reason)
    for one in fates.left:
        if await Registration.exists().where(Registration.occurrence == one.occurrence_id):
            await call_off_date(one.occurrence_id, why, by, now)
        elif one.occurrence_id in fates.named:
            await call_off_silently(one.occurrence_id, why, by, now)
    off = [one for one in fates.others if one.called_off]
    unused = [one.occurrence_id for one in (*fates.left, *off) if one.occurrence_id not in fates.named]
    if unused:
        await Absence.delete().where(Absence.occurrence.is_in(unused))
        await remove_dates(unused)
