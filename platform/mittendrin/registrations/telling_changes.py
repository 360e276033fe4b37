"""What became of a date is told to everybody who comes, each beginning with what they know, and on their own way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mittendrin.events.rules import DateState
from mittendrin.events.views import DateView
from mittendrin.outbox.actions import Unsaid, say_after_all, unsay
from mittendrin.registrations.last_known import (
    MOVED,
    OFF,
    ON,
    Known,
    all_together,
    calls_in,
    known_of,
    what_to_say,
    written,
)
from mittendrin.registrations.messages import Sender, addressee_of, part_of, sender_for, tell_from
from mittendrin.registrations.queries import RegistrationView, TargetView

ALL_OFF, ALL_ON = "event_called_off", "event_takes_place"
OF_ONE_DATE = (OFF, MOVED, ON)
# What was agreed stays agreed, so it is said after all when the news that made it untrue comes to nothing.
AGREED = ("confirmed", "waiting")
ENDS_WITH_THE_DATE = (*AGREED, "offered", "reminder")


@dataclass(frozen=True, slots=True)
class News:
    """Of a date: how it was, and how it is. `more` is what else is new."""

    was: DateView
    date: DateView
    more: tuple[str, ...] = ()


def called_off(date: DateView) -> News:
    return News(replace(date, state=DateState.SCHEDULED), date)


def takes_place(date: DateView) -> News:
    return News(replace(date, state=DateState.CALLED_OFF), date)


async def tell_everybody(concerned: Sequence[RegistrationView], news: News, now: datetime) -> None:
    """Whoever has heard of nothing, and has nothing to hear now, is left in peace."""
    sender = await sender_for(news.date.organisation_id)
    for registration in concerned:
        known = last_known(await _unsay(registration, news, now), news)
        await _tell(sender, registration, known, news.date, now)


async def tell_that_all_is_off(members: Sequence[RegistrationView], first: DateView, now: datetime) -> None:
    """Of a course or a regular place. Whoever has not heard yet that it takes place again knows no better."""
    sender = await sender_for(first.organisation_id)
    for registration in members:
        unsaid = await unsay(_about(registration), (MOVED, ON, ALL_ON, *ENDS_WITH_THE_DATE), now)
        if any(one.purpose == ALL_ON for one in unsaid):
            continue
        knew = all_together((one.knew for one in unsaid), _true_again(unsaid))
        said = {"standing": registration.status.value, "knew": knew}
        await tell_from(sender, ALL_OFF, _view(registration, first), addressee_of(registration), now, **said)


async def tell_that_all_is_on(
    members: Sequence[RegistrationView], dates: Sequence[DateView], now: datetime
) -> None:
    """Whoever has not heard that it was off hears only what else is new of these dates."""
    first = dates[0]
    sender = await sender_for(first.organisation_id)
    for registration in members:
        unsaid = await unsay(_about(registration), (ALL_OFF, "reminder"), now)
        off = next((one for one in unsaid if one.purpose == ALL_OFF), None)
        if off is None:
            said = {"standing": registration.status.value}
            await tell_from(
                sender, ALL_ON, _view(registration, first), addressee_of(registration), now, **said
            )
            continue
        await say_after_all(calls_in(off.knew), now)
        for date in dates:
            if known := known_of(date, off.knew):
                await _tell(sender, registration, known, date, now)


async def _tell(
    sender: Sender, registration: RegistrationView, known: Known, date: DateView, now: datetime
) -> None:
    purpose = what_to_say(known, date)
    if not purpose:
        await say_after_all(known.calls, now)
        return
    how_it_was = {"was": known.date, "news": known.news, "knew": written(known, date)}
    said = {"standing": registration.status.value, **how_it_was}
    await tell_from(sender, purpose, _view(registration, date), addressee_of(registration), now, **said)


def last_known(unsaid: Sequence[Unsaid], news: News) -> Known:
    """A reminder that was put in after the first unheard change speaks of a day that nobody knows."""
    older = next((known for one in unsaid if (known := known_of(news.date, one.knew))), None)
    if older:
        return older.and_then(Known(news.was, news.more, _true_again(unsaid, AGREED)))
    return Known(news.was, news.more, _true_again(unsaid))


def _true_again(
    unsaid: Iterable[Unsaid], purposes: tuple[str, ...] = (*AGREED, "reminder")
) -> tuple[int, ...]:
    return tuple(one.id for one in unsaid if one.purpose in purposes)


async def _unsay(registration: RegistrationView, news: News, now: datetime) -> list[Unsaid]:
    """Calls not yet made that would now say something wrong. A course goes on when one date is called off."""
    about = _about(registration)
    if registration.target.occurrence_id is not None:
        untrue = ENDS_WITH_THE_DATE if news.date.called_off else ("reminder",)
        return await unsay(about, (*OF_ONE_DATE, *untrue), now)
    parts = dict.fromkeys(part_of(_view(registration, one)) for one in (news.was, news.date))
    return [one for part in parts for one in await unsay(about, (*OF_ONE_DATE, "reminder"), now, part)]


def _view(registration: RegistrationView, date: DateView) -> TargetView:
    return TargetView(registration.target, date, (date,), date.situation)


def _about(registration: RegistrationView) -> str:
    return f"registration:{registration.id}"
