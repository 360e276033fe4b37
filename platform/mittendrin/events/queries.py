"""Reads of events and their dates. One SELECT with its joins for all pages that show dates."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from piccolo.custom_types import Combinable
from piccolo.table import Table

from mittendrin.core.clock import at_local, local_day
from mittendrin.core.refusal import NotFound
from mittendrin.database.kept_select import KeptSelect
from mittendrin.database.kept_statement import KeptStatement, given
from mittendrin.events.capacity import Situation, decide_sign_up
from mittendrin.events.continuations import counted_in
from mittendrin.events.moves import meeting_point_of
from mittendrin.events.rules import DateState, SignUpMode, price_words
from mittendrin.events.single_dates import may_end_otherwise, usual_end
from mittendrin.events.stored_when import from_json
from mittendrin.events.tables import Event, EventSlug, Occurrence
from mittendrin.events.views import DateView
from mittendrin.places.queries import access_words, whereabouts
from mittendrin.places.rules import AccessKind, address_line
from mittendrin.publishing.rules import EntryState

# On the page of an event.
DATES_SHOWN = 10
# Columns beyond a foreign key are unknown to type checkers.
_EVENT: Any = Occurrence.event
_VENUE: Any = _EVENT.venue
_COLUMNS = (
    Occurrence.id.as_alias("occurrence_id"),
    Occurrence.starts_at,
    Occurrence.ends_at,
    Occurrence.original_start,
    Occurrence.all_day,
    Occurrence.state,
    Occurrence.reason,
    Occurrence.sequence,
    Occurrence.instead,
    Occurrence.place,
    Occurrence.venue.as_alias("there"),
    Occurrence.meeting_point.as_alias("own_meeting_point"),
    Occurrence.seats,
    Occurrence.taken,
    Occurrence.waiting,
    _EVENT.id.as_alias("event_id"),
    _EVENT.slug.as_alias("slug"),
    _EVENT.title.as_alias("title"),
    _EVENT.state.as_alias("event_state"),
    _EVENT.room.as_alias("room"),
    _EVENT.price.as_alias("price"),
    _EVENT.price_note.as_alias("price_note"),
    _EVENT.meeting_point.as_alias("meeting_point"),
    _EVENT.newcomer_name.as_alias("newcomer_name"),
    _EVENT.newcomer_phone.as_alias("newcomer_phone"),
    _EVENT.mode.as_alias("mode"),
    _EVENT.seats.as_alias("event_seats"),
    _EVENT.taken.as_alias("event_taken"),
    _EVENT.waiting.as_alias("event_waiting"),
    _EVENT.deadline_days.as_alias("deadline_days"),
    _EVENT.waiting_list.as_alias("waiting_list"),
    _EVENT.organisation.id.as_alias("organisation_id"),
    _EVENT.organisation.name.as_alias("organisation"),
    _EVENT.topic.name.as_alias("topic"),
    _VENUE.id.as_alias("venue_id"),
    _VENUE.name.as_alias("venue"),
    _VENUE.street.as_alias("street"),
    _VENUE.postcode.as_alias("postcode"),
    _VENUE.city.as_alias("city"),
    _VENUE.district.name.as_alias("district"),
)
_DATES = KeptSelect(Occurrence, _COLUMNS, order_by=(Occurrence.starts_at, Occurrence.id))
PUBLIC = _EVENT.state == EntryState.PUBLISHED.value


async def dates(condition: Combinable, now: datetime, *, limit: int = 0, skip: int = 0) -> list[DateView]:
    """All dates that fulfil a condition over Occurrence and what it points to, in order of time."""
    rows = await _DATES.rows(condition, limit, skip)
    rows = await with_usual_ends(await with_whereabouts(await _counted(rows)))
    access = await access_words({row["there"] or row["venue_id"] for row in rows})
    begins = await _begins_of_courses(rows)
    return [
        view_of(
            row | {"begins_at": begins.get(row["event_id"])}, access[row["there"] or row["venue_id"]], now
        )
        for row in rows
    ]


async def _counted(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Whoever joins a course is counted where it goes on, also while dates of before are left."""
    courses = {row["event_id"] for row in rows if row["mode"] == SignUpMode.COURSE}
    there = await counted_in(courses)
    if not there:
        return rows
    renamed = {one: {f"event_{name}": n for name, n in counts.items()} for one, counts in there.items()}
    return [row | renamed.get(row["event_id"], {}) for row in rows]


async def with_whereabouts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of single dates that are elsewhere, as far as we know that place."""
    known = await whereabouts({row["there"] for row in rows if row["there"]})
    return [row | _of_there(row, known) for row in rows] if known else rows


def _of_there(row: dict[str, Any], known: dict[int, dict[str, Any]]) -> dict[str, Any]:
    return known.get(row["there"] or 0, {}) | ({"room": "", "meeting_point": ""} if row["there"] else {})


async def with_usual_ends(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Only the rules of the few that may end otherwise are read."""
    asked = {row["event_id"] for row in rows if may_end_otherwise(row)}
    if not asked:
        return rows
    found = await Event.select(Event.id, Event.when).where(Event.id.is_in(list(asked)))
    rules = {row["id"]: from_json(row["when"]) for row in found}
    return [
        row | {"usual_end": usual_end(row, rules[row["event_id"]])} if row["event_id"] in rules else row
        for row in rows
    ]


async def _begins_of_courses(rows: Sequence[dict[str, Any]]) -> dict[int, datetime]:
    """A course is joined before its first date that takes place."""
    courses = {row["event_id"] for row in rows if row["mode"] == SignUpMode.COURSE}
    if not courses:
        return {}
    found = await (
        Occurrence.select(Occurrence.event, Occurrence.starts_at)
        .where(Occurrence.event.is_in(list(courses)), Occurrence.state == DateState.SCHEDULED.value)
        .order_by(Occurrence.starts_at, Occurrence.id, ascending=False)
    )
    return {row["event"]: row["starts_at"] for row in found}


_DATE = KeptStatement(lambda: Occurrence.select(*_COLUMNS).where(Occurrence.id == given("id")))


async def date(occurrence_id: int, now: datetime, **as_it_would_be: Any) -> DateView:
    """Raises NotFound. Also for dates that visitors do not see. For acts, which every sign-up is: without the access
    facts, which only lists print.
    """
    row = await _DATE.first(id=occurrence_id)
    if row is None:
        raise NotFound
    row |= as_it_would_be
    begins = await _begins_of_courses([row])
    (row,) = await with_usual_ends(await with_whereabouts(await _counted([row])))
    return view_of(row | {"begins_at": begins.get(row["event_id"])}, {}, now)


async def coming_dates(event_id: int, now: datetime, limit: int = DATES_SHOWN) -> list[DateView]:
    return await dates((Occurrence.event == event_id) & (Occurrence.ends_at > now), now, limit=limit)


async def called_off_as_a_whole(event_ids: set[int]) -> set[int]:
    """Which of these events get no further dates."""
    if not event_ids:
        return set()
    off = Event.called_off_at.is_not_null()
    rows = await Event.select(Event.id).where(Event.id.is_in(list(event_ids)) & off)
    return {row["id"] for row in rows}


async def event_by_slug(slug: str) -> Event:
    """The published one with this address. Raises NotFound."""
    event = await Event.objects().where(Event.slug == slug, Event.state == EntryState.PUBLISHED.value).first()
    if event is None:
        raise NotFound
    return event


async def venue_of(event_id: int) -> int:
    """Where it takes place usually. Raises NotFound."""
    row = await Event.select(Event.venue).where(Event.id == event_id).first()
    if row is None:
        raise NotFound
    return int(row["venue"])


async def new_slug_of(old: str) -> str | None:
    """Where an event has moved that was once found at this address."""
    row = await EventSlug.select(EventSlug.event.slug.as_alias("slug")).where(EventSlug.slug == old).first()
    return row["slug"] if row else None


async def dates_of_organisation(organisation_id: int, now: datetime, limit: int = 50) -> list[DateView]:
    ours = (_EVENT.organisation == organisation_id) & (Occurrence.ends_at > now) & PUBLIC
    return await dates(ours, now, limit=limit)


def situation_of(row: dict[str, Any]) -> Situation:
    """From a row with the columns above: a course counts its seats on the event, all else on the date."""
    mode = SignUpMode(row["mode"])
    source = "event_" if mode is SignUpMode.COURSE else ""
    starts = row["begins_at"] or row["starts_at"]
    return Situation(
        mode=mode,
        published=row["event_state"] == EntryState.PUBLISHED.value,
        called_off=row["state"] == DateState.CALLED_OFF.value,
        starts=starts,
        deadline=deadline_of(starts, row["deadline_days"]),
        seats=row[f"{source}seats"],
        taken=row[f"{source}taken"],
        waiting=row[f"{source}waiting"],
        waiting_list=row["waiting_list"],
    )


def of_regular_place(last: Situation, seats: int | None, taken: int, waiting: int) -> Situation:
    """Seats for every week are counted on the event. One can begin as long as a date is to come, and the waiting
    list goes on to the last one.
    """
    counted = replace(last, seats=seats, taken=taken, waiting=waiting)
    return replace(counted, called_off=False, deadline=last.starts)


def deadline_of(starts: datetime, deadline_days: int) -> datetime:
    """Until the beginning, or until the end of the day that lies `deadline_days` days before."""
    if not deadline_days:
        return starts
    day = local_day(starts) - timedelta(days=deadline_days - 1)
    return at_local(day, datetime.min.time())


# What a row of the database and a view call by the same name.
_AS_IT_IS = (
    "occurrence_id", "event_id", "slug", "title", "original_start", "all_day", "reason", "instead", "venue", "street", "room",
    "place", "there", "topic", "organisation_id", "organisation", "newcomer_name", "newcomer_phone",
)  # fmt: skip


def _elsewhere(row: dict[str, Any]) -> dict[str, Any]:
    """Of a place that we do not know only its name is said: room, address and meeting point of the usual one lead people astray."""
    return row | {"room": "", "meeting_point": "", "street": "", "postcode": "", "city": ""}


def view_of(row: dict[str, Any], access: dict[AccessKind, str], now: datetime) -> DateView:
    """From a row with the columns above, and what is known of where it takes place."""
    if row["place"] and not row["there"]:
        row, access = _elsewhere(row), {}
    situation = situation_of(row)
    usual = meeting_point_of(row["meeting_point"], row["original_start"], row["starts_at"])
    own = row["own_meeting_point"]
    return DateView(
        **{name: row[name] for name in _AS_IT_IS},
        meeting_point=usual if own is None else own,
        own_meeting_point=own,
        starts=row["starts_at"],
        ends=row["ends_at"],
        today=local_day(now),
        state=DateState(row["state"]),
        address=address_line(row["place"] or row["venue"], row["street"], row["postcode"], row["city"]),
        district=row["district"] or "",
        price=price_words(row["price"], row["price_note"]),
        amount=price_words(row["price"], ""),
        access=tuple(access.values()),
        steps=access.get(AccessKind.STEP_FREE, ""),
        mode=SignUpMode(row["mode"]),
        situation=situation,
        decision=decide_sign_up(situation, 1, now),
        usual_end=row.get("usual_end"),
    )


async def named(occurrence_ids: Sequence[int], besides: Collection[type[Table]] = ()) -> Counter[int]:
    """How many rows of any room name each of these dates."""
    found: Counter[int] = Counter()
    for column in Occurrence._meta.foreign_key_references:
        if column._meta.table not in besides:
            rows = await column._meta.table.select(column).where(column.is_in(list(occurrence_ids) or [0]))
            found.update(row[column._meta.name] for row in rows)
    return found
