"""What becomes of every single date when a series changes from a day on.

A date on whose day the new rule has one too goes on as it is: called off, moved, or with a yes to few guests, as
everybody was told. Of the others, those that somebody has to do with take the place of a new date.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from mittendrin.core.clock import at_local, local_day, to_local
from mittendrin.core.language import _
from mittendrin.events import queries as events
from mittendrin.events.dates import PAUSES, last_day_laid_out
from mittendrin.events.given_up import given_up_words
from mittendrin.events.recurrence import Span, When, spans
from mittendrin.events.rules import DateState
from mittendrin.events.single_dates import same_days
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.registrations.replacing import Expected, furthest, replacements
from mittendrin.registrations.rules import ALIVE
from mittendrin.registrations.tables import Absence, Registration

Pair = tuple[DateView, Span]
# Places that are left free go with their date.
FREE = (Absence,)


async def days_to_come(event_id: int, now: datetime) -> set[date]:
    """On which something still takes place, or just does."""
    coming = (Occurrence.event == event_id) & (Occurrence.ends_at > now)
    rows = await Occurrence.select(Occurrence.starts_at).where(
        coming & (Occurrence.state == DateState.SCHEDULED.value)
    )
    return {local_day(row["starts_at"]) for row in rows}


@dataclass(frozen=True, slots=True)
class Turn:
    """From one rule to another, on this day."""

    event_id: int
    day: date
    before: When
    after: When


@dataclass(frozen=True, slots=True)
class Fates:
    """`kept` and `replaced` go on with the new event; nothing takes the place of `left`. `others` were called off
    already, or moved to before the day: nothing becomes of them. `named` are the ids of those that sign-ups, also
    ended ones, or rides go on to name, or that visitors look for today.
    """

    kept: list[Pair]
    replaced: list[Pair]
    left: list[DateView]
    others: list[DateView]
    named: frozenset[int]

    @property
    def going_on(self) -> list[Pair]:
        return [*self.kept, *self.replaced]

    @property
    def told_apart(self) -> tuple[str, ...]:
        """What was said of single dates, and whether it still holds. For whoever makes the change."""
        kept = [was for was, _span in self.kept]
        moves = [was for was, _span in self.replaced if was.moved] + [one for one in self.left if one.moved]
        others_off = [one for one in self.others if one.called_off]
        staying = [one for one in others_off if one.occurrence_id in self.named]
        ending = [one for one in others_off if one.occurrence_id not in self.named]
        off = _days([*(one for one in kept if one.called_off), *staying])
        moved = _days(one for one in kept if one.moved and not one.called_off)
        said = (
            off and _("Diese Termine bleiben abgesagt: {tage}.", tage=off),
            moved and _("Diese Termine bleiben verlegt: {tage}.", tage=moved),
            *given_up_words([*moves, *ending]),
        )
        return tuple(sentence for sentence in said if sentence)


def _days(dates: Iterable[DateView]) -> str:
    return "; ".join(one.day_words for one in sorted(dates, key=lambda one: one.starts))


async def from_day(event_id: int, day: date, now: datetime) -> list[DateView]:
    """Whatever has become of them."""
    begin = at_local(day, time.min)
    return await events.dates((Occurrence.event == event_id) & (Occurrence.original_start >= begin), now)


async def later_dates(event_id: int, day: date, now: datetime) -> list[DateView]:
    """That take place, in order. What was moved to before the change takes place as everybody was told."""
    return _taking_place(await from_day(event_id, day, now), day)


def _taking_place(dates: Sequence[DateView], day: date) -> list[DateView]:
    begin = at_local(day, time.min)
    return [one for one in dates if not one.called_off and one.starts >= begin]


async def fates_of(turn: Turn, now: datetime) -> Fates:
    every = await from_day(turn.event_id, turn.day, now)
    laid_out = spans(turn.after, turn.day, last_day_laid_out(now, turn.after), PAUSES)
    same = same_days((one.original_start for one in every), laid_out)
    kept = [(one, same[one.original_start]) for one in every if one.original_start in same]
    free = [span for span in laid_out if span not in same.values()]
    settled = {was.occurrence_id for was, _span in kept}
    rest = [one for one in every if one.occurrence_id not in settled]
    later = _taking_place(rest, turn.day)
    replaced = await _replaced(later, free, furthest(turn.before))
    settled = {was.occurrence_id for was, _span in replaced}
    return Fates(
        kept,
        replaced,
        [one for one in later if one.occurrence_id not in settled],
        [one for one in rest if one not in later],
        frozenset(await events.named([one.occurrence_id for one in rest], FREE)) | _seen_today(rest, now),
    )


async def _replaced(old: Sequence[DateView], new: Sequence[Span], reach: int) -> list[Pair]:
    people = await events.named([one.occurrence_id for one in old])
    wanted = sorted((one for one in old if people[one.occurrence_id]), key=lambda one: one.starts)
    expected = [Expected(one.day, people[one.occurrence_id]) for one in wanted]
    found = replacements(expected, [to_local(span.start).date() for span in new], reach)
    return [(wanted[this], new[that]) for this, that in found]


def _seen_today(dates: Sequence[DateView], now: datetime) -> frozenset[int]:
    """Moved to today, and called off there: whoever just comes is told by nobody else."""
    return frozenset(one.occurrence_id for one in dates if one.day <= local_day(now))


async def without_a_date(fates: Fates) -> int:
    """How many sign-ups would have to be told that theirs falls away."""
    return await _alive_at(fates.left)


async def who_hear_nothing(fates: Fates) -> int:
    """How many sign-ups stay with a date that was called off already, and so learn nothing of the new ones."""
    return await _alive_at([one for one in fates.others if one.called_off])


async def _alive_at(dates: Sequence[DateView]) -> int:
    ids = [one.occurrence_id for one in dates]
    alive = Registration.status.is_in([status.value for status in ALIVE])
    return int(await Registration.count().where(Registration.occurrence.is_in(ids or [0]), alive))


async def said_of_people(fates: Fates) -> tuple[str, ...]:
    """What becomes of those who have no new date. For whoever makes the change."""
    return (*_without_a_date(await without_a_date(fates)), *_silent(await who_hear_nothing(fates)))


def _silent(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    if number == 1:
        return (
            _("Eine Anmeldung gehört zu einem abgesagten Termin. Von den neuen Terminen erfährt sie nichts."),
        )
    return (
        _(
            "{n} Anmeldungen gehören zu abgesagten Terminen. Von den neuen Terminen erfahren sie nichts.",
            n=number,
        ),
    )


def _without_a_date(lost: int) -> tuple[str, ...]:
    if not lost:
        return ()
    if lost == 1:
        return (_("Für eine Anmeldung gibt es keinen neuen Termin. Dieser Termin fällt dann aus."),)
    return (_("Für {n} Anmeldungen gibt es keinen neuen Termin. Diese Termine fallen dann aus.", n=lost),)
