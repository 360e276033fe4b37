"""The page of an event before visitors see it: the same view, made from a version that is nowhere public yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.core.refusal import NotFound
from mittendrin.events.content import columns_of
from mittendrin.events.dates import PAUSES, last_day_laid_out, seats_of_a_date
from mittendrin.events.queries import DATES_SHOWN, view_of, with_whereabouts
from mittendrin.events.recurrence import Span, spans
from mittendrin.events.rules import DateState, EventContent, SignUpMode
from mittendrin.events.showing import EventView, view_of_event
from mittendrin.events.single_dates import as_called_off, beyond, going_on, still_seen, usual_end
from mittendrin.events.stored_when import from_json
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.views import DateView
from mittendrin.organisations.tables import Organisation
from mittendrin.places.queries import access_words, city_profile
from mittendrin.places.rules import NewVenue
from mittendrin.places.tables import Venue
from mittendrin.publishing.rules import EntryState

Row = dict[str, Any]
# What a row of an event and a row of its dates call by the same name.
_AS_IT_IS = (
    "slug", "title", "room", "price", "price_note", "meeting_point", "newcomer_name", "newcomer_phone", "mode",
    "deadline_days", "waiting_list",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unpublished:
    """`event_id` is 0 for what is stored nowhere yet; `new_venue` is a place that is not on the list yet. `off`: why no new
    date takes place, when all was called off since this was written.
    """

    content: EventContent
    organisation_id: int
    event_id: int = 0
    new_venue: NewVenue | None = None
    off: str | None = None


async def preview_event(version: Unpublished, now: datetime) -> EventView:
    """As its page will be. What has happened to its dates, and who has signed up, stays. Raises NotFound."""
    organisation = await Organisation.objects().where(Organisation.id == version.organisation_id).first()
    venue = await _venue(version, now)
    if organisation is None or venue is None:
        raise NotFound
    event = await _event(version, now)
    rows = await _dates(version, now)
    common = _common(event, venue, organisation) | {"begins_at": _begin(event, rows)}
    rule = version.content.when
    known = [common | row | {"usual_end": usual_end(row, rule)} for row in rows if row["ends_at"] > now]
    coming = await with_whereabouts(known)
    usual = version.content.venue_id
    words = await access_words({usual, *(row["there"] for row in coming if row["there"])})
    dates = [view_of(row, words[row["there"] or usual], now) for row in coming]
    return await view_of_event(event, venue, organisation, _first(dates), now)


def _first(dates: list[DateView]) -> list[DateView]:
    return sorted(dates, key=lambda one: one.starts)[:DATES_SHOWN]


async def _venue(version: Unpublished, now: datetime) -> Venue | None:
    new = version.new_venue
    if new is None:
        return await Venue.objects().where(Venue.id == version.content.venue_id).first()
    profile = await city_profile()
    city = profile.city if profile else ""
    values: Row = {"name": new.name, "street": new.street, "postcode": new.postcode, "city": city}
    return Venue(id=0, slug="", changed_at=now, **values)


async def _event(version: Unpublished, now: datetime) -> Event:
    known = await Event.objects().where(Event.id == version.event_id).first()
    counted: Row = {"taken": known.taken, "waiting": known.waiting} if known else {}
    return Event(
        id=version.event_id,
        **columns_of(version.content),
        **counted,
        slug=known.slug if known else "",
        organisation=version.organisation_id,
        state=EntryState.PUBLISHED.value,
        uid="",
        created_at=now,
        changed_at=now,
    )


async def _dates(version: Unpublished, now: datetime) -> list[Row]:
    """Rows of dates as they would be laid out, with what has happened to those that are there already."""
    when, seats = version.content.when, seats_of_a_date(version.content.terms)
    planned = spans(when, when.first_day, last_day_laid_out(now, when), PAUSES)
    known = await _known(version, planned)
    all_day = when.starts is None
    new = {} if version.off is None else {"state": DateState.CALLED_OFF.value, "reason": version.off}
    rows = [known.pop(span.original_start, {}) or (_new(span, all_day) | new) for span in planned]
    return [row | {"seats": seats} for row in rows] + _beside(list(known.values()), planned, now)


async def _known(version: Unpublished, planned: list[Span]) -> dict[datetime, Row]:
    """By their begin, those that go on by that in the new rule, as publishing will keep them."""
    event = await Event.objects().where(Event.id == version.event_id).first()
    found = await Occurrence.select().where(Occurrence.event == version.event_id)
    changed = going_on(found, planned, from_json(event.when), version.content.when) if event else []
    others = {row["id"]: row for row in found} | {row["id"]: row | new for row, new in changed}
    return {row["original_start"]: _as_known(row) for row in others.values()}


def _beside(rows: list[Row], planned: list[Span], now: datetime) -> list[Row]:
    """What the new rule does not have and visitors see all the same: what has begun, and today's as called off."""
    lost = beyond(rows, planned, now)
    seen = [row | as_called_off(row, planned, now) for row in still_seen(lost, planned, now)]
    return [*(row for row in rows if row not in lost), *seen]


def _as_known(row: Row) -> Row:
    own = row.pop("meeting_point")
    return row | {"occurrence_id": row["id"], "there": row.pop("venue"), "own_meeting_point": own}


def _new(span: Span, all_day: bool) -> Row:
    return {
        "occurrence_id": 0,
        "starts_at": span.start,
        "ends_at": span.end,
        "original_start": span.original_start,
        "all_day": all_day,
        "state": DateState.SCHEDULED.value,
        "reason": "",
        "instead": "",
        "sequence": 0,
        "place": "",
        "there": None,
        "own_meeting_point": None,
        "taken": 0,
        "waiting": 0,
    }


def _begin(event: Event, rows: list[Row]) -> datetime | None:
    """A course is joined before its first date that takes place."""
    if event.mode != SignUpMode.COURSE:
        return None
    taking_place = (row["starts_at"] for row in rows if row["state"] == DateState.SCHEDULED.value)
    return min(taking_place, default=None)


def _common(event: Event, venue: Venue, organisation: Organisation) -> Row:
    return {
        **{name: getattr(event, name) for name in _AS_IT_IS},
        **{f"event_{name}": getattr(event, name) for name in ("seats", "taken", "waiting")},
        "event_id": 0,
        "event_state": EntryState.PUBLISHED.value,
        "organisation_id": organisation.id,
        "organisation": organisation.name,
        "venue": venue.name,
        "street": venue.street,
        "postcode": venue.postcode,
        "city": venue.city,
        "district": "",
        "topic": "",
    }
