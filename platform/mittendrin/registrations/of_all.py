"""What somebody in a course, or with a regular place, still has to hear when all of it was called off, or came back. Pure.

One call says all of it. While nobody has made it, every further change of a date goes into it: it is written anew, and
begins with what they knew before the first of these changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mittendrin.events.rules import DateState
from mittendrin.events.views import DateView
from mittendrin.outbox.rules import Unsaid
from mittendrin.registrations.last_known import (
    OFF,
    Known,
    News,
    all_together,
    calls_in,
    dates_in,
    known_of,
    last_known,
    off_in,
    true_again,
    what_to_say,
    written,
)

ALL_OFF, SOME_OFF, ALL_ON = "event_called_off", "event_partly_off", "event_takes_place"
OF_ALL = (ALL_OFF, SOME_OFF, ALL_ON)


@dataclass(frozen=True, slots=True)
class HowItIs:
    """Every date to come."""

    on: Sequence[DateView]
    off: Sequence[DateView]


@dataclass(frozen=True, slots=True)
class ToHear:
    """`purpose`: of one call about all, which carries what they `knew`; `off` are the dates of which they hear that they
    fall away or stay away, `on` those that take place. Without one `calls` are true again. `singles` are said of their own date.
    """

    purpose: str = ""
    knew: str = ""
    off: Sequence[DateView] = ()
    on: Sequence[DateView] = ()
    singles: Sequence[tuple[Known, DateView]] = ()
    calls: Sequence[int] = field(default=())

    @property
    def anything(self) -> bool:
        return bool(self.purpose) or any(what_to_say(known, date) for known, date in self.singles)


def is_about_all(unsaid: Sequence[Unsaid]) -> bool:
    return any(one.purpose in OF_ALL for one in unsaid)


def when_all_is_off(unsaid: Sequence[Unsaid], dates: Sequence[DateView], how: HowItIs) -> ToHear:
    """These dates fall away. Whoever has not heard yet that all takes place again knows no better."""
    if _believes_that_all_is_off(unsaid):
        return ToHear()
    singly = {number for one in unsaid if one.purpose == OFF for number in dates_in(one.knew)}
    known = all_together((one.knew for one in unsaid), ())
    return _from_all_on(unsaid, singly | {one.occurrence_id for one in dates if not _is_off(one, known)}, how)


def when_all_is_on(unsaid: Sequence[Unsaid], how: HowItIs) -> ToHear:
    """Whoever has not heard that it was off hears only what else is new of its dates."""
    knows_of_it = _believes_that_all_is_off(unsaid) or not is_about_all(unsaid)
    return _from_all_off(unsaid, how) if knows_of_it else _from_all_on(unsaid, set(), how)


def when_one_changes(unsaid: Sequence[Unsaid], news: News, how: HowItIs) -> ToHear:
    """While a call about all of it has not been made."""
    if not _believes_that_all_is_off(unsaid):
        return _from_all_on([_as_they_know_it(unsaid, news), *unsaid], _falls_away(unsaid, news), how)
    heard = _from_all_off(unsaid, how)
    still_on = not news.was.called_off and not news.date.called_off
    return replace(heard, singles=[(last_known(unsaid, news), news.date)] if still_on else [])


def _from_all_on(unsaid: Sequence[Unsaid], falls_away: set[int], how: HowItIs) -> ToHear:
    """For whoever believes that all takes place as usual. Of a single date they hear as ever."""
    off_ids = falls_away.union(*(off_in(one.knew) for one in unsaid))
    off = [one for one in how.off if one.occurrence_id in off_ids]
    calls = _calls(unsaid)
    known = all_together((one.knew for one in unsaid), calls, off_ids)
    if len(off) > 1 or (off and not how.on):
        return ToHear(SOME_OFF if how.on else ALL_OFF, known, off, how.on)
    if how.on and off_ids - {one.occurrence_id for one in (*how.on, *how.off)}:
        # What they expect is no date any more, and another rule has others.
        return ToHear(ALL_ON, known, how.off, how.on)
    singles = [(found, one) for one in how.on if (found := known_of(one, known))]
    return ToHear(
        singles=[*singles, *((known_of(one, known) or _usual(one), one) for one in off)], calls=calls
    )


def _from_all_off(unsaid: Sequence[Unsaid], how: HowItIs) -> ToHear:
    """For whoever believes that nothing takes place."""
    known = all_together((one.knew for one in unsaid), _calls(unsaid))
    return ToHear(ALL_ON, known, how.off, how.on) if how.on else ToHear()


def _believes_that_all_is_off(unsaid: Sequence[Unsaid]) -> bool:
    """Of all that came back they have not heard, but of its end they have."""
    return any(one.purpose == ALL_ON and not off_in(one.knew) for one in unsaid)


def _calls(unsaid: Sequence[Unsaid]) -> list[int]:
    return [*(number for one in unsaid for number in calls_in(one.knew)), *true_again(unsaid)]


def _falls_away(unsaid: Sequence[Unsaid], news: News) -> set[int]:
    known = all_together((one.knew for one in unsaid), ())
    is_news = news.date.called_off and not _is_off(news.date, known)
    return {news.date.occurrence_id} if is_news and not news.was.called_off else set()


def _as_they_know_it(unsaid: Sequence[Unsaid], news: News) -> Unsaid:
    """The date as it was before it fell away with all the others."""
    unknown = any(news.date.occurrence_id in off_in(one.knew) for one in unsaid)
    was = _usual(news.was).date if unknown else news.was
    return Unsaid(0, "", written(last_known(unsaid, replace(news, was=was)), news.date))


def _usual(date: DateView) -> Known:
    return Known(replace(date, state=DateState.SCHEDULED))


def _is_off(date: DateView, known: str) -> bool:
    found = known_of(date, known)
    return found is not None and found.date.called_off
