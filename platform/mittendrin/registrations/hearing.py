"""Who would really hear of a change: whoever knows it to be like that already is left in peace. Said before it is done.

The same rules decide here as when it is told (`telling_changes`); here they only look at the calls that nobody has made.
Everything answers those who hear, and those for whom nothing is new.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mittendrin.events.rules import DateState
from mittendrin.events.views import DateView
from mittendrin.outbox.actions import unheard
from mittendrin.outbox.rules import Unsaid
from mittendrin.registrations.date_changes import concerned_by, members_besides
from mittendrin.registrations.last_known import (
    ENDS_WITH_THE_DATE,
    OF_ONE_DATE,
    News,
    called_off,
    last_known,
    what_to_say,
)
from mittendrin.registrations.of_all import (
    OF_ALL,
    HowItIs,
    is_about_all,
    when_all_is_off,
    when_all_is_on,
    when_one_changes,
)
from mittendrin.registrations.queries import RegistrationView, whole_of
from mittendrin.registrations.telling_changes import (
    OF_ALL_OFF,
    OF_ALL_ON,
    ComingDates,
    about,
    parts_of,
    withdrawn_by,
)

People = list[RegistrationView]
Hearing = tuple[People, People]


async def of_one_date(news: News, now: datetime) -> Hearing:
    """As it would be. Whoever would not come to it, but has not heard yet of all the others, is told of all anew."""
    concerned = await concerned_by(news.date)
    hears, silent = await _apart(concerned, news, now)
    rest = await members_besides(concerned, news.date)
    found = await unheard([about(one) for one in rest], OF_ALL)
    return [*hears, *(one for one in rest if about(one) in found)], silent


async def of_these(people: People, news: News, now: datetime) -> Hearing:
    return await _apart(people, news, now)


async def who_are_told_anew(members: People) -> set[int]:
    """Ids of those who have not heard yet that all of it was called off, or came back: other dates are told anew."""
    found = await unheard([about(one) for one in members], OF_ALL)
    return {one.id for one in members if about(one) in found}


async def who_hear_that_they_fall_away(dates: Sequence[DateView], now: datetime) -> Hearing:
    """Of several events, each of them as a whole."""
    hears: People = []
    silent: People = []
    for event_id in dict.fromkeys(one.event_id for one in dates):
        those = [replace(one, state=DateState.CALLED_OFF) for one in dates if one.event_id == event_id]
        some, others = await of_all([called_off(one) for one in those], now)
        hears, silent = [*hears, *some], [*silent, *others]
    return hears, silent


async def of_all(everything: Sequence[News], now: datetime) -> Hearing:
    """All of these dates fall away, or all of them take place after all."""
    if not everything:
        return [], []
    members = await whole_of(everything[0].date.event_id)
    hears, silent = await _members_apart(members, [news.date for news in everything], now)
    known = {one.id for one in members}
    for news in everything:
        guests = [one for one in await concerned_by(news.date) if one.id not in known]
        some, others = await _apart(guests, news, now)
        hears, silent = [*hears, *some], [*silent, *others]
    everybody = {one.id: one for one in (*hears, *silent)}
    return _split([*everybody.values()], {one.id for one in hears})


async def _members_apart(members: People, dates: Sequence[DateView], now: datetime) -> Hearing:
    off, coming = dates[0].called_off, ComingDates(now)
    found = await unheard([about(one) for one in members], OF_ALL_OFF if off else OF_ALL_ON)

    async def hears(one: RegistrationView) -> bool:
        how, unsaid = _as_it_would_be(await coming.of(one), dates), found.get(about(one), [])
        heard = when_all_is_off(unsaid, dates, how) if off else when_all_is_on(unsaid, how)
        return heard.anything

    return _split(members, {one.id for one in members if await hears(one)})


async def _apart(concerned: People, news: News, now: datetime) -> Hearing:
    purposes = (*OF_ONE_DATE, *ENDS_WITH_THE_DATE, *OF_ALL)
    found, coming = await unheard([about(one) for one in concerned], purposes), ComingDates(now)

    async def hears(one: RegistrationView) -> bool:
        unsaid = _falling(one, news, found.get(about(one), []))
        if is_about_all(unsaid):
            how = _as_it_would_be(await coming.of(one), [news.date])
            return when_one_changes(unsaid, news, how).anything
        return bool(what_to_say(last_known(unsaid, news), news.date))

    return _split(concerned, {one.id for one in concerned if await hears(one)})


def _falling(registration: RegistrationView, news: News, unsaid: Sequence[Unsaid]) -> list[Unsaid]:
    """What these news would withdraw."""
    purposes = withdrawn_by(registration, news)
    if registration.target.occurrence_id is not None:
        return [one for one in unsaid if one.purpose in purposes]
    parts = set(parts_of(registration, news))
    return [one for one in unsaid if one.purpose in OF_ALL or (one.purpose in purposes and one.part in parts)]


def _as_it_would_be(how: HowItIs, dates: Sequence[DateView]) -> HowItIs:
    new = {one.occurrence_id: one for one in dates}
    every = [*(one for one in (*how.on, *how.off) if one.occurrence_id not in new), *dates]
    every.sort(key=lambda one: one.starts)
    return HowItIs([one for one in every if not one.called_off], [one for one in every if one.called_off])


def _split(people: People, hears: set[int]) -> Hearing:
    return [one for one in people if one.id in hears], [one for one in people if one.id not in hears]
