"""When a series is split, every later sign-up goes to the new date that takes the place of its own.

Codes, seats and the order of the lists stay. Whoever has no new date is told that theirs falls away.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from mittendrin.audit.rules import Doer
from mittendrin.core.clock import at_local
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.events import queries as events
from mittendrin.events.content import LABELS, content_in_words
from mittendrin.events.dates import PAUSES, last_day_laid_out, remove_dates, seats_of_a_date, too_few_seats
from mittendrin.events.recurrence import When, days
from mittendrin.events.rules import EventContent, SignUpTerms
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.views import DateView
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.registrations import queries, regular, seats
from mittendrin.registrations.date_changes import (
    OF_THE_DATE,
    CallingOff,
    call_off_date,
    shorten_offers,
    tell_everybody,
)
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.replacing import Expected, furthest, replacements
from mittendrin.registrations.rules import ALIVE
from mittendrin.registrations.seats import Holder
from mittendrin.registrations.series import SeriesChange, differences
from mittendrin.registrations.tables import Absence, Registration

Pair = tuple[DateView, DateView]
# What somebody who comes must know of, besides when and where.
WORTH_A_MESSAGE = ("title", "price", "bring", "meeting_point", "newcomers")


@dataclass(frozen=True, slots=True)
class Split:
    """Of one event into two. `before` and `after` are what they say."""

    old_id: int
    new_id: int
    before: EventContent
    after: EventContent
    change: SeriesChange


async def concerned_from(event_id: int, day: date, now: datetime) -> list[RegistrationView]:
    """Whom a change from this day on concerns."""
    later = await _later_dates(event_id, day, now)
    alive = Registration.status.is_in([status.value for status in ALIVE])
    dates = Registration.occurrence.is_in([one.occurrence_id for one in later] or [0])
    ours = (Registration.event == event_id) & (dates | Registration.occurrence.is_null()) & alive
    return await queries.registrations(ours)


async def refuse_what_hurts(event_id: int, day: date, terms: SignUpTerms, now: datetime) -> None:
    """Fewer seats than are taken, or another kind of sign-up while somebody is signed up for what comes later."""
    later = await _later_dates(event_id, day, now)
    event = await Event.objects().where(Event.id == event_id).first()
    if event is None:
        return
    if event.mode != terms.mode and await concerned_from(event_id, day, now):
        raise Refused(
            _("Es gibt schon Anmeldungen. Die Art der Anmeldung lässt sich jetzt nicht mehr ändern."), "mode"
        )
    of_a_date = max((one.situation.taken for one in later), default=0)
    for limit, taken in ((terms.seats, event.taken), (seats_of_a_date(terms), of_a_date)):
        if limit is not None and taken > limit:
            raise too_few_seats(taken)


async def left_without_a_date(event_id: int, change: SeriesChange, before: When, now: datetime) -> int:
    """How many sign-ups would have to be told that theirs falls away."""
    later = sorted(await _later_dates(event_id, change.day, now), key=lambda one: one.starts)
    people = await _people_at([one.occurrence_id for one in later])
    wanted = [one for one in later if people[one.occurrence_id]]
    new = days(change.when, change.day, last_day_laid_out(now), PAUSES)
    expected = [Expected(one.day, people[one.occurrence_id]) for one in wanted]
    moved = {this for this, _that in replacements(expected, new, furthest(before))}
    lost = [one.occurrence_id for place, one in enumerate(wanted) if place not in moved]
    alive = Registration.status.is_in([status.value for status in ALIVE])
    return int(await Registration.count().where(Registration.occurrence.is_in(lost or [0]), alive))


def news(before: EventContent, after: EventContent) -> tuple[str, ...]:
    """ "Preis: 4 Euro": what is new for whoever comes, apart from when and where."""
    changed = differences(before, after)
    words = content_in_words(after, "", "")
    labels = dict.fromkeys(label for name in WORTH_A_MESSAGE if name in changed for label in LABELS[name])
    return tuple(
        f"{_(label)}: {words[label]}" if words[label] else _("{what}: keine Angabe mehr", what=_(label))
        for label in labels
    )


def concerns_guests(before: EventContent, after: EventContent, day: date) -> bool:
    """Whether somebody who has signed up must hear of it. Where the new rule begins and ends says nothing new."""
    place = (before.venue_id, before.room) != (after.venue_id, after.room)
    return place or _bare(before.when, day) != _bare(after.when, day) or bool(news(before, after))


def _bare(when: When, day: date) -> When:
    left = tuple(one for one in when.dates if one >= day)
    return replace(when, first_day=day, dates=left, until=None, times=None)


async def follow(split: Split, by: Doer, now: datetime) -> None:
    """Inside the act's transaction."""
    begin = at_local(split.change.day, time.min)
    every = await events.dates((Occurrence.event == split.old_id) & (Occurrence.original_start >= begin), now)
    later = await _later_dates(split.old_id, split.change.day, now)
    new = await events.dates(Occurrence.event == split.new_id, now)
    pairs, left = await _matched(later, new, furthest(split.before.when))
    for was, one in pairs:
        await _move_date(was, one)
        await shorten_offers(one, now)
        await withdraw_calls(f"occurrence:{was.occurrence_id}", OF_THE_DATE, now)
    await _move_whole(split.old_id, split.new_id)
    await regular.keep_places(split.new_id, now)
    firsts = list(zip(later[:1], new[:1], strict=False))
    await _tell_moved(split, pairs, firsts, now)
    for one in left:
        if await Registration.exists().where(Registration.occurrence == one.occurrence_id):
            await call_off_date(one.occurrence_id, CallingOff(split.change.reason), by, now)
    staying = {one.occurrence_id for one in every if not one.called_off} - {
        one.occurrence_id for one in later
    }
    await _remove_unused([one.occurrence_id for one in every if one.occurrence_id not in staying])


async def _later_dates(event_id: int, day: date, now: datetime) -> list[DateView]:
    """That take place, in order. What was moved to before the change takes place as everybody was told."""
    begin = at_local(day, time.min)
    found = await events.dates((Occurrence.event == event_id) & (Occurrence.original_start >= begin), now)
    return [one for one in found if not one.called_off and one.starts >= begin]


async def _matched(
    old: Sequence[DateView], new: Sequence[DateView], reach: int
) -> tuple[list[Pair], list[DateView]]:
    """Dates that somebody has to do with and their new ones; and the old ones that have none."""
    people = await _people_at([one.occurrence_id for one in old])
    wanted = sorted((one for one in old if people[one.occurrence_id]), key=lambda one: one.starts)
    expected = [Expected(one.day, people[one.occurrence_id]) for one in wanted]
    found = replacements(expected, [one.day for one in new], reach)
    pairs = [(wanted[this], new[that]) for this, that in found]
    moved = {was.occurrence_id for was, _one in pairs}
    return pairs, [one for one in old if one.occurrence_id not in moved]


async def _people_at(occurrence_ids: list[int]) -> Counter[int]:
    """Sign-ups, also those that ended, and places that are left free on this date."""
    known = occurrence_ids or [0]
    signed_up = await Registration.select(Registration.occurrence).where(Registration.occurrence.is_in(known))
    absent = await Absence.select(Absence.occurrence).where(Absence.occurrence.is_in(known))
    return Counter(row["occurrence"] for row in (*signed_up, *absent))


async def _move_date(was: DateView, new: DateView) -> None:
    """The new date is fresh and has the same seats, so counts and order move as they are."""
    counts = await seats.hold(Holder(Occurrence, was.occurrence_id))
    await Occurrence.update({Occurrence.taken: counts.taken, Occurrence.waiting: counts.waiting}).where(
        Occurrence.id == new.occurrence_id
    )
    await Registration.update(
        {Registration.event: new.event_id, Registration.occurrence: new.occurrence_id}
    ).where(Registration.occurrence == was.occurrence_id)
    await Absence.update({Absence.occurrence: new.occurrence_id}).where(
        Absence.occurrence == was.occurrence_id
    )


async def _move_whole(old_id: int, new_id: int) -> None:
    """Courses and regular places go on with the new event."""
    counts = await seats.hold(Holder(Event, old_id))
    await Event.update({Event.taken: counts.taken, Event.waiting: counts.waiting}).where(Event.id == new_id)
    await Event.update({Event.taken: 0, Event.waiting: 0}).where(Event.id == old_id)
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
        if not new_in_words and was.is_at_the_time_of(new) and was.where == new.where:
            continue
        concerned = [one for one in await queries.registrations(whose & alive) if one.id not in told]
        told |= {one.id for one in concerned}
        shown = replace(new, reason=split.change.reason)
        await tell_everybody(concerned, "moved", shown, now, was=was, news=new_in_words)


async def _remove_unused(occurrence_ids: list[int]) -> None:
    """What the rule no longer has and nobody signed up for."""
    if not occurrence_ids:
        return
    rows = await Registration.select(Registration.occurrence).where(
        Registration.occurrence.is_in(occurrence_ids)
    )
    used = {row["occurrence"] for row in rows}
    unused = [one for one in occurrence_ids if one not in used]
    if unused:
        await Absence.delete().where(Absence.occurrence.is_in(unused))
        await remove_dates(unused)
