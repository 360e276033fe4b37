"""What became of dates is told to everybody who comes, each beginning with what they know, and on their own way."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from mittendrin.events import queries as events
from mittendrin.events.continuations import goes_on_from
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.outbox.actions import say_after_all, told_at, unheard, unsay
from mittendrin.outbox.calls import CallLine, call
from mittendrin.outbox.rules import Unsaid
from mittendrin.registrations.last_known import (
    ENDS_WITH_THE_DATE,
    MOVED,
    OF_ONE_DATE,
    OFF,
    ON,
    Known,
    News,
    known_of,
    last_known,
    more_in,
    what_to_say,
    written,
)
from mittendrin.registrations.lasting import FromThenOn, from_then_on
from mittendrin.registrations.messages import (
    Sender,
    addressee_of,
    hand_over_instead,
    part_of,
    sender_for,
    tell_from,
    write,
)
from mittendrin.registrations.of_all import (
    ALL_OFF,
    OF_ALL,
    SOME_OFF,
    HowItIs,
    ToHear,
    is_about_all,
    when_all_is_off,
    when_all_is_on,
    when_one_changes,
)
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.why_off import why_off

OF_ALL_OFF = (OFF, MOVED, ON, *OF_ALL, *ENDS_WITH_THE_DATE)
OF_ALL_ON = (*OF_ALL, "reminder")


async def tell_everybody(concerned: Sequence[RegistrationView], news: News, now: datetime) -> None:
    """Whoever has heard of nothing, and has nothing to hear now, is left in peace."""
    sender, dates_of = await sender_for(news.date.organisation_id), ComingDates(now).of
    for registration in concerned:
        unsaid = await _unsay(registration, news, now)
        if is_about_all(unsaid):
            heard = when_one_changes(unsaid, news, await dates_of(registration))
            await _tell_of_all(sender, registration, heard, now)
        else:
            await _tell(sender, registration, last_known(unsaid, news), news, now)


async def say_until_when(members: Sequence[RegistrationView], goes_on: int, now: datetime) -> None:
    """What has changed for good before, and nobody has called about, does not last any longer than until it `goes_on`
    as another event.
    """
    dates_of = ComingDates(now).of
    found = await unheard([about(one) for one in members], OF_ONE_DATE)
    for registration in members:
        how = await dates_of(registration)
        before = [one for one in (*how.on, *how.off) if one.event_id != goes_on]
        for one in found.get(about(registration), []):
            said = [(date, known) for date in before if (known := known_of(date, one.knew)) and known.lasts]
            for date, known in said:
                await _say_again(registration, await call(one.id), (date, known), now)


async def _say_again(
    registration: RegistrationView, made: CallLine, said: tuple[DateView, Known], now: datetime
) -> None:
    """Whoever has taken the call keeps it. The words of the change itself stay."""
    date, known = said
    news = News(known.date, replace(date, reason=date.reason or known.why), lasts=not date.moved)
    if what_to_say(known, date) == made.purpose:
        values = await _values(registration, known, news, now)
        sender = await sender_for(date.organisation_id)
        message = write(
            sender, made.purpose, _view(registration, news.date), addressee_of(registration), **values
        )
        await hand_over_instead(made, message, now)


async def tell_anew(members: Sequence[RegistrationView], news: News, now: datetime) -> None:
    """Whoever would not come to this date, but has not heard yet of all the others."""
    sender, dates_of = await sender_for(news.date.organisation_id), ComingDates(now).of
    for registration in members:
        if unsaid := await unsay(about(registration), OF_ALL, now):
            heard = when_one_changes(unsaid, news, await dates_of(registration))
            await _tell_of_all(sender, registration, heard, now)


async def tell_that_all_is_off(
    members: Sequence[RegistrationView], dates: Sequence[DateView], now: datetime
) -> None:
    """Of a course or a regular place: these fall away."""
    sender, dates_of = await sender_for(dates[0].organisation_id), ComingDates(now).of
    for registration in members:
        unsaid = await unsay(about(registration), OF_ALL_OFF, now)
        heard = when_all_is_off(unsaid, dates, await dates_of(registration))
        await _tell_of_all(sender, registration, heard, now, act=dates[0].why)


async def tell_that_all_is_on(
    members: Sequence[RegistrationView], organisation_id: int, now: datetime
) -> None:
    sender, dates_of = await sender_for(organisation_id), ComingDates(now).of
    for registration in members:
        unsaid = await unsay(about(registration), OF_ALL_ON, now)
        heard = when_all_is_on(unsaid, await dates_of(registration))
        await _tell_of_all(sender, registration, heard, now)


async def tell_of_all_anew(members: Sequence[RegistrationView], organisation_id: int, now: datetime) -> None:
    """The dates are others now; whoever has heard of it all is told of each of them on their own."""
    sender, dates_of = await sender_for(organisation_id), ComingDates(now).of
    for registration in members:
        if unsaid := await unsay(about(registration), OF_ALL, now):
            heard = when_all_is_on(unsaid, await dates_of(registration))
            await _tell_of_all(sender, registration, heard, now)


async def told_by_the_change_of(date: DateView, people: Sequence[RegistrationView]) -> int:
    """How many of them its last change was told to. Asked a second time, it is the same number."""
    (row,) = await Occurrence.select(Occurrence.changed_at).where(Occurrence.id == date.occurrence_id)
    return await told_then(people, row["changed_at"])


async def told_then(people: Sequence[RegistrationView], moment: datetime) -> int:
    """How many of them what became of dates at this very moment was told to."""
    return await told_at([about(one) for one in people], (*OF_ONE_DATE, *OF_ALL), moment)


class ComingDates:
    """Of what people are signed up for as a whole, read once; what a series goes on from belongs to it."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._known: dict[int, HowItIs] = {}

    async def of(self, registration: RegistrationView) -> HowItIs:
        event_id = registration.target.event_id
        if event_id not in self._known:
            of_it = Occurrence.event.is_in(await goes_on_from(event_id))
            dates = await events.dates(of_it & (Occurrence.starts_at > self._now), self._now)
            on, off = ([one for one in dates if one.called_off is state] for state in (False, True))
            self._known[event_id] = HowItIs(on, off)
        return self._known[event_id]


async def _tell_of_all(
    sender: Sender, registration: RegistrationView, heard: ToHear, now: datetime, *, act: str = ""
) -> None:
    """`act`: the reason for which all of it was called off just now."""
    if heard.purpose:
        # "Diesmal nicht" is said of the next date that takes place.
        first = heard.off[0] if heard.purpose == ALL_OFF else heard.on[0]
        said = {"standing": registration.status.value, "knew": heard.knew, "news": more_in(heard.knew)}
        to = addressee_of(registration)
        view = _view(registration, first)
        await tell_from(sender, heard.purpose, view, to, now, **said, **_dates_said(heard, act))
    await say_after_all(heard.calls, now)
    for known, date in heard.singles:
        await _tell(sender, registration, known, News(known.date, date), now)


def _dates_said(heard: ToHear, act: str) -> dict[str, object]:
    said: dict[str, object] = {"off": heard.off, "on": heard.on}
    if heard.purpose in (ALL_OFF, SOME_OFF):
        said["why"] = why_off(heard.off, act)
    if heard.purpose == SOME_OFF:
        said |= {"date": heard.off[0], "was": replace(heard.off[0], state=DateState.SCHEDULED)}
    return said


async def _tell(
    sender: Sender, registration: RegistrationView, known: Known, news: News, now: datetime
) -> None:
    date = news.date
    purpose = what_to_say(known, date)
    if not purpose:
        await say_after_all(known.calls, now)
        return
    values = await _values(registration, known, news, now)
    await tell_from(sender, purpose, _view(registration, date), addressee_of(registration), now, **values)


async def _values(
    registration: RegistrationView, known: Known, news: News, now: datetime
) -> dict[str, object]:
    """What the words need, besides date and person."""
    date, whole = news.date, registration.target.occurrence_id is None
    for_all = news.lasts and whole
    later = await _from_then_on(registration, date, now) if for_all or known.lasts else None
    then, until = (later.then, later.until) if later else (None, None)
    why = date.reason if for_all else known.why
    knew = written(replace(known, lasts=then is not None, why=why if then else ""), date)
    how_it_was = {"was": known.date, "news": known.news, "knew": knew}
    lasts = for_all and not (later and later.is_for_one_date)
    return {"standing": registration.status.value, "lasts": lasts, "then": then, "until": until, **how_it_was}


async def _from_then_on(registration: RegistrationView, date: DateView, now: datetime) -> FromThenOn:
    return await from_then_on(date, (await ComingDates(now).of(registration)).on)


async def _unsay(registration: RegistrationView, news: News, now: datetime) -> list[Unsaid]:
    """Calls not yet made that would now say something wrong. A course goes on when one date is called off."""
    of_it, purposes = about(registration), withdrawn_by(registration, news)
    if registration.target.occurrence_id is not None:
        return await unsay(of_it, purposes, now)
    of_all = await unsay(of_it, OF_ALL, now)
    of_dates = [
        one for part in parts_of(registration, news) for one in await unsay(of_it, purposes, now, part)
    ]
    return sorted((*of_all, *of_dates), key=lambda one: one.id)


def withdrawn_by(registration: RegistrationView, news: News) -> tuple[str, ...]:
    single = registration.target.occurrence_id is not None
    return (*OF_ONE_DATE, *(ENDS_WITH_THE_DATE if single and news.date.called_off else ("reminder",)))


def parts_of(registration: RegistrationView, news: News) -> Iterable[str]:
    return dict.fromkeys(part_of(_view(registration, one)) for one in (news.was, news.date))


def _view(registration: RegistrationView, date: DateView) -> TargetView:
    return TargetView(registration.target, date, (date,), date.situation)


def about(registration: RegistrationView) -> str:
    return f"registration:{registration.id}"
