"""The rows of an event's dates: laid out when it is published, topped up daily, laid out anew when its rule changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from piccolo.columns import Column

from mittendrin.core.calendar_days import feast, in_school_holidays
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.violations import foreign_key_violation
from mittendrin.events import single_dates
from mittendrin.events.continuations import whole_expected
from mittendrin.events.queries import named
from mittendrin.events.recurrence import Pauses, Span, When, next_dates, spans
from mittendrin.events.rules import DAYS_AHEAD, FIRST_MONTH, DateState, EventContent, SignUpMode, SignUpTerms
from mittendrin.events.single_dates import going_on
from mittendrin.events.tables import Event, Occurrence

# Whoever pauses on public holidays does not meet on Christmas Eve or Easter Sunday either, though no law names them.
PAUSES = Pauses(holiday=feast, in_school_holidays=in_school_holidays)


def last_day_for_all(now: datetime) -> date:
    return local_day(now) + timedelta(days=DAYS_AHEAD)


def last_day_laid_out(now: datetime, when: When) -> date:
    """What begins only after those days shows its first month, or nobody would find it: from its first date on, which a
    season may put off.
    """
    first = next(iter(next_dates(when, when.first_day, 1, PAUSES)), when.first_day)
    return max(last_day_for_all(now), first + timedelta(days=FIRST_MONTH))


def seats_of_a_date(terms: SignUpTerms) -> int | None:
    """A course counts its seats on the event, so its dates have none of their own."""
    return terms.seats if terms.mode in {SignUpMode.EACH_DATE, SignUpMode.REGULAR} else None


async def lay_out(event_id: int, when: When, terms: SignUpTerms, now: datetime) -> None:
    """Adds the missing dates and removes coming ones that the rule no longer has; today's is called off instead.

    Raises Refused when somebody has signed up for a date that would vanish.
    """
    plan = await _plan(event_id, when, now)
    await _refuse_to_lose(event_id, plan.falling_away)
    seen = plan.still_seen(plan.falling_away)
    await _call_off(seen, plan.laid_out, now)
    await _remove([row for row in plan.falling_away if row not in seen])
    await _add(event_id, when, terms, plan.missing, now)
    await _refuse_too_few_seats(plan.staying, terms)
    await _reshape(plan.staying, terms)
    changes: dict[Column | str, Any] = {Event.dates_until: last_day_laid_out(now, when).isoformat()}
    if plan.missing or plan.falling_away:
        changes[Event.revision] = Event.revision + 1
    await Event.update(changes).where(Event.id == event_id)


async def keep_what_was_said(event_id: int, before: When, after: When, now: datetime) -> None:
    """Before a changed rule is laid out: single dates that were called off or moved go on by their day. Whatever keeps
    its begin ends as the new rule says.
    """
    plan = await _plan(event_id, after, now)
    for row, new in going_on(plan.known, plan.laid_out, before, after):
        changes: dict[Any, Any] = {**new}
        await Occurrence.update(changes).where(Occurrence.id == row["id"])


async def refuse_what_cannot_follow(
    event_id: int, before: When, content: EventContent, now: datetime
) -> None:
    """What laying out would refuse when the board lets it through, said to those who can still change it."""
    when, terms = content.when, content.terms
    await refuse_what_hurts_sign_ups(event_id, terms, now)
    plan = await _plan(event_id, when, now)
    kept, lost = plan.turned(before, when)
    await _refuse_to_lose(event_id, lost)
    seen = plan.still_seen(lost)
    await _refuse_what_is_named([row["id"] for row in lost if row not in seen])
    await _refuse_too_few_seats([*plan.staying, *kept], terms)


@dataclass(frozen=True, slots=True)
class Ending:
    """Ids of dates: `said` were called off or moved, which ends with the rule; `today` is called off by it."""

    said: list[int]
    today: list[int]


async def ending_with(event_id: int, before: When, after: When, now: datetime) -> Ending:
    plan = await _plan(event_id, after, now)
    _kept, lost = plan.turned(before, after)
    seen = plan.still_seen(lost)
    said = single_dates.given_up([row for row in lost if row not in seen], before)
    today = [row for row in seen if row["state"] == DateState.SCHEDULED]
    return Ending([row["id"] for row in said], [row["id"] for row in today])


@dataclass(frozen=True, slots=True)
class _Plan:
    """Rows that fall away, rows that stay, and the rule's dates with those that have no row yet. As seen `now`."""

    now: datetime

    falling_away: list[dict[str, Any]]
    staying_rows: list[dict[str, Any]]
    laid_out: list[Span]
    missing: list[Span]

    @property
    def staying(self) -> list[int]:
        return [row["id"] for row in self.staying_rows]

    @property
    def known(self) -> list[dict[str, Any]]:
        return [*self.staying_rows, *self.falling_away]

    def turned(self, before: When, after: When) -> tuple[list[int], list[dict[str, Any]]]:
        """Ids of the dates that go on by their day, and the rows that do not."""
        kept = [row["id"] for row, _new in going_on(self.known, self.laid_out, before, after)]
        return kept, [row for row in self.falling_away if row["id"] not in kept]

    def still_seen(self, lost: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        return single_dates.still_seen(lost, self.laid_out, self.now)


async def _plan(event_id: int, when: When, now: datetime) -> _Plan:
    last_day = last_day_laid_out(now, when)
    wanted = {
        span.original_start: span for span in spans(when, when.first_day, last_day, PAUSES) if span.end > now
    }
    known = await _known(event_id, min(wanted, default=now), now)
    return _Plan(
        now,
        falling_away=single_dates.beyond(known.values(), list(wanted.values()), now),
        staying_rows=[known[start] for start in wanted if start in known],
        laid_out=list(wanted.values()),
        missing=[span for start, span in wanted.items() if start not in known],
    )


async def _known(event_id: int, since: datetime, now: datetime) -> dict[datetime, dict[str, Any]]:
    """By original start: also what was moved into the past, so that it does not come a second time."""
    coming = (Occurrence.ends_at > now) | (Occurrence.original_start >= since)
    rows = await Occurrence.select().where((Occurrence.event == event_id) & coming)
    return {row["original_start"]: row for row in rows}


async def hold(event_id: int) -> None:
    """Nobody signs up or leaves before the transaction has ended."""
    await Event.update({Event.taken: Event.taken + 0}).where(Event.id == event_id)


async def refuse_what_hurts_sign_ups(event_id: int, terms: SignUpTerms, now: datetime) -> None:
    """Fewer seats than are taken, or another kind of sign-up while somebody is signed up."""
    counted = Event.select(Event.mode, Event.taken, Event.waiting)
    event = (await counted.where(Event.id == event_id))[0]
    if terms.seats is not None and event["taken"] > terms.seats:
        raise too_few_seats(event["taken"])
    if event["mode"] == terms.mode:
        return
    asked_for = (Occurrence.taken > 0) | (Occurrence.waiting > 0)
    of_dates = Occurrence.exists().where(Occurrence.event == event_id, Occurrence.ends_at > now, asked_for)
    if event["taken"] or event["waiting"] or await of_dates:
        raise Refused(
            _("Es gibt schon Anmeldungen. Die Art der Anmeldung lässt sich jetzt nicht mehr ändern."), "mode"
        )


def too_few_seats(taken: int) -> Refused:
    return Refused(
        _("Es sind schon {n} Plätze vergeben. Nehmen Sie bitte eine größere Zahl.", n=taken), "seats"
    )


async def _call_off(rows: list[dict[str, Any]], laid_out: Sequence[Span], now: datetime) -> None:
    for row in rows:
        if off := single_dates.as_called_off(row, laid_out, now):
            changes: dict[Any, Any] = off | {"sequence": row["sequence"] + 1, "changed_at": now}
            await Occurrence.update(changes).where(Occurrence.id == row["id"])


async def _remove(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    ids = [row["id"] for row in rows]
    await _refuse_what_is_named(ids)
    try:
        await remove_dates(ids)
    except Exception as error:
        if foreign_key_violation(error):
            raise _lost_date() from error
        raise


async def remove_dates(occurrence_ids: Sequence[int]) -> None:
    """A date may come back with a later rule, and its SEQUENCE must not fall (RFC 5545 3.8.7.4): the event's,
    which every date adds to its own, takes over how often they were changed.
    """
    gone = Occurrence.id.is_in(list(occurrence_ids))
    rows = await Occurrence.select(Occurrence.event, Occurrence.sequence).where(gone, Occurrence.sequence > 0)
    changed = {row["event"]: 0 for row in rows}
    for row in rows:
        changed[row["event"]] = max(changed[row["event"]], row["sequence"])
    await Occurrence.delete().where(gone)
    for event_id, times in changed.items():
        await Event.update({Event.sequence: Event.sequence + times}).where(Event.id == event_id)


async def _refuse_to_lose(event_id: int, rows: list[dict[str, Any]]) -> None:
    """Whoever is signed up for the whole is counted on no date, and knows already of one that was called off."""
    takes_place = any(row["state"] == DateState.SCHEDULED for row in rows)
    expected = [row for row in rows if row["taken"] or row["waiting"]]
    if any(row["state"] == DateState.SCHEDULED for row in expected) or (
        takes_place and await whole_expected(event_id)
    ):
        raise _lost_date()
    if expected:
        raise _lost_call_off(expected)


async def _refuse_what_is_named(occurrence_ids: list[int]) -> None:
    """Somebody who has signed off again still points to the date: it is called off, not forgotten."""
    if await named(occurrence_ids):
        raise _lost_date()


def _lost_date() -> Refused:
    sentence = _(
        "Für einen der Termine, die wegfallen, gibt es schon Anmeldungen. Sagen Sie ihn bitte einzeln ab oder "
        "verlegen Sie ihn. Oder nehmen Sie „Ab einem Tag anders“. Dann bekommen alle Bescheid."
    )
    return Refused(sentence, "when")


def _lost_call_off(rows: Sequence[dict[str, Any]]) -> Refused:
    days = "; ".join(show_day(local_day(start)) for start in sorted(row["starts_at"] for row in rows))
    sentence = _("Für abgesagte Termine gibt es Anmeldungen: {tage}.", tage=days)
    return Refused(
        f"{sentence} {_('Nehmen Sie bitte „Ab einem Tag anders“. Dann bleiben sie zu sehen.')}", "when"
    )


async def _add(event_id: int, when: When, terms: SignUpTerms, missing: list[Span], now: datetime) -> None:
    if not missing:
        return
    as_its_event = await _off_with_its_event(event_id)
    await Occurrence.insert(
        *(
            Occurrence(
                event=event_id,
                original_start=span.original_start,
                starts_at=span.start,
                ends_at=span.end,
                all_day=when.starts is None,
                seats=seats_of_a_date(terms),
                changed_at=now,
                **as_its_event,
            )
            for span in missing
        )
    )


async def _off_with_its_event(event_id: int) -> dict[str, Any]:
    """New dates of an event that is called off are called off too; calendars must learn of each (SEQUENCE)."""
    row = await Event.select(Event.called_off_at, Event.called_off_reason).where(Event.id == event_id).first()
    if row is None or row["called_off_at"] is None:
        return {}
    return {"state": DateState.CALLED_OFF.value, "reason": row["called_off_reason"], "sequence": 1}


async def _refuse_too_few_seats(occurrence_ids: list[int], terms: SignUpTerms) -> None:
    seats = seats_of_a_date(terms)
    if seats is None or not occurrence_ids:
        return
    taken = await Occurrence.select(Occurrence.taken).where(
        Occurrence.id.is_in(occurrence_ids), Occurrence.taken > seats
    )
    if taken:
        raise too_few_seats(max(row["taken"] for row in taken))


async def _reshape(occurrence_ids: list[int], terms: SignUpTerms) -> None:
    if occurrence_ids:
        ours = Occurrence.id.is_in(occurrence_ids)
        await Occurrence.update({Occurrence.seats: seats_of_a_date(terms)}).where(ours)
