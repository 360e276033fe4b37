"""An event goes on at another place: everybody who is signed up for a coming date learns of it, as when one date moves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.events.actions import load, stays_off
from mittendrin.events.content import content_from_json, content_of
from mittendrin.events.dates import PAUSES, last_day_laid_out
from mittendrin.events.given_up import named_before
from mittendrin.events.moves import meeting_point_of
from mittendrin.events.recurrence import When, spans
from mittendrin.events.rules import EventContent
from mittendrin.events.single_dates import same_days
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.places.queries import address_columns
from mittendrin.places.rules import address_line
from mittendrin.publishing.tables import Revision
from mittendrin.registrations.date_changes import concerned_by
from mittendrin.registrations.hearing import Hearing, of_these
from mittendrin.registrations.last_known import News
from mittendrin.registrations.queries import RegistrationView, whole_of
from mittendrin.registrations.series_changes import coming_dates, expected_at
from mittendrin.registrations.series_versions import event_id_in
from mittendrin.registrations.telling import Told, concerned_in_words, told_in_time, told_of
from mittendrin.registrations.telling_changes import tell_everybody, told_then

Pair = tuple[DateView, DateView]


async def tell_of_another_place(before: Sequence[DateView], now: datetime) -> None:
    """`before`: the coming dates as they were. Inside the act's transaction."""
    if not before:
        return
    known = {one.occurrence_id: one for one in before}
    coming = [one for one in await coming_dates(before[0].event_id, now) if one.occurrence_id in known]
    elsewhere = [one for one in coming if not one.is_at_the_place_of(known[one.occurrence_id])]
    for date, registration in await _who_hears(elsewhere):
        await tell_everybody([registration], News(known[date.occurrence_id], date, lasts=True), now)


async def _who_hears(dates: Sequence[DateView]) -> list[tuple[DateView, RegistrationView]]:
    """Each once, of the first date that they come to; whoever waits for the whole, of the first of all."""
    heard: dict[int, tuple[DateView, RegistrationView]] = {}
    for date in dates:
        for registration in await concerned_by(date):
            heard.setdefault(registration.id, (date, registration))
    for registration in await whole_of(dates[0].event_id) if dates else []:
        heard.setdefault(registration.id, (dates[0], registration))
    return list(heard.values())


async def told_just_now(event_id: int, now: datetime) -> int:
    """How many hear of the version that became public at this moment. Sent once more it is nothing new, and nobody hears."""
    return await told_then(await expected_at(event_id, await coming_dates(event_id, now)), now)


async def told_of_news(event_id: int, content: EventContent, now: datetime) -> tuple[str, Told] | None:
    """What is new, and who learns of it when this version becomes public; None when nobody needs to."""
    event = await load(event_id)
    before = content_of(event)
    off_since: datetime | None = event.called_off_at
    if off_since:
        comes_back = await whole_of(event_id) if await _has_new_dates(event_id, content.when, now) else []
        return (_("Es gibt wieder Termine"), told_of(comes_back)) if comes_back else None
    if (before.venue_id, before.room) == (content.venue_id, content.room):
        return None
    pairs = await _elsewhere_then(event_id, content, now)
    heard = await _who_hears([was for was, _then in pairs])
    if not heard:
        return None
    told = told_in_time(await _apart(heard, pairs, now), [was for was, _then in pairs], now)
    return _("Der Ort ist ein anderer"), told


async def _has_new_dates(event_id: int, when: When, now: datetime) -> bool:
    """All was called off, and stays so on every day that it has."""
    rows = await Occurrence.select(Occurrence.original_start).where(Occurrence.event == event_id)
    laid_out = spans(when, local_day(now), last_day_laid_out(now, when), PAUSES)
    stay = same_days((row["original_start"] for row in rows), laid_out).values()
    return any(span.start > now and span not in stay for span in laid_out)


async def _elsewhere_then(event_id: int, content: EventContent, now: datetime) -> list[Pair]:
    """The coming dates that would be somewhere else, as they are and as they would be."""
    row = await address_columns(content.venue_id)
    address = address_line(row["venue"], row["street"], row["postcode"], row["city"])
    usual = {"venue": row["venue"], "room": content.room, "address": address, "own_meeting_point": None}

    def then(was: DateView) -> DateView:
        met = meeting_point_of(content.meeting_point, was.original_start, was.starts)
        return replace(was, meeting_point=met, **usual)

    pairs = [(one, then(one)) for one in await coming_dates(event_id, now) if not one.place]
    return [(was, new) for was, new in pairs if not new.is_at_the_place_of(was)]


async def _apart(heard: list[tuple[DateView, RegistrationView]], pairs: list[Pair], now: datetime) -> Hearing:
    hears: list[RegistrationView] = []
    silent: list[RegistrationView] = []
    for was, new in pairs:
        people = [one for date, one in heard if date is was]
        some, others = await of_these(people, News(was, new, lasts=True), now) if people else ([], [])
        hears, silent = [*hears, *some], [*silent, *others]
    return hears, silent


async def takes_effect(revision: Revision, now: datetime) -> str:
    """For the board and the author; nothing when nobody needs to be told and nothing that was said ends."""
    content, event_id = content_from_json(revision.content), event_id_in(revision.subject)
    # Where all stays called off, no call-off ends.
    if stays_off(await load(event_id), revision.submitted_at):
        return ""
    heard = await told_of_news(event_id, content, now)
    news = (f"{heard[0]}.", concerned_in_words(heard[1])) if heard else ()
    return " ".join((*news, *await named_before(event_id, content.when, now)))
