"""What pages, print, messages and calendars print of a date: one view, made in one place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from mittendrin.core import german
from mittendrin.core.clock import at_local, local_day, to_local
from mittendrin.core.language import _
from mittendrin.events.capacity import Decision, Situation
from mittendrin.events.moves import Change, another_end, another_meeting_point, what_moved
from mittendrin.events.rules import DateState, SignUpMode


@dataclass(frozen=True, slots=True)
class DateView:
    """`starts` and `ends` are aware UTC; for whole days `ends` is the midnight after the last one.

    `amount` is the price without its note, `steps` what is known of steps at the entrance, both for lists.
    `today` is the day on which it is looked at: it decides whether a year is said. With a `place`, this one date is elsewhere: `address`, `room`, meeting point and access are those of there; `there` is the venue, if we know it.
    With `moved_to` this is only the trace on the day that it has left: `starts` and `ends` are as they were.
    `usual_end`: it begins as usual, but this is when it would have ended. `own_meeting_point`: said for this one date.
    """

    occurrence_id: int
    event_id: int
    slug: str
    title: str
    starts: datetime
    ends: datetime
    original_start: datetime
    today: date
    all_day: bool
    state: DateState
    reason: str
    instead: str
    venue: str
    street: str
    address: str
    room: str
    place: str
    there: int | None
    district: str
    topic: str
    organisation_id: int
    organisation: str
    price: str
    amount: str
    meeting_point: str
    newcomer_name: str
    newcomer_phone: str
    access: tuple[str, ...]
    steps: str
    mode: SignUpMode
    situation: Situation
    decision: Decision
    moved_to: "DateView | None" = None
    usual_end: datetime | None = None
    own_meeting_point: str | None = None

    @property
    def day(self) -> date:
        return to_local(self.starts).date()

    @property
    def last_day(self) -> date:
        """Differs from `day` when it takes several days."""
        moment = to_local(self.ends)
        return date.fromordinal(moment.toordinal() - 1) if moment.time() == time.min else moment.date()

    @property
    def several_days(self) -> bool:
        return self.last_day != self.day

    @property
    def until(self) -> str:
        """Its last day in words, when it takes several days."""
        return german.show_day_near(self.last_day, self.today) if self.several_days else ""

    @property
    def called_off(self) -> bool:
        return self.state is DateState.CALLED_OFF

    @property
    def moved(self) -> bool:
        own = self.place or self.usual_end or self.own_meeting_point is not None
        return self.starts != self.original_start or bool(own)

    @property
    def has_left_its_day(self) -> bool:
        return self.day != local_day(self.original_start)

    @property
    def originally(self) -> str:
        """ "ursprünglich Dienstag, 12. Januar", when it was to be on another day."""
        if not self.has_left_its_day:
            return ""
        return _("ursprünglich {day}", day=german.show_day_near(local_day(self.original_start), self.today))

    @property
    def as_it_was(self) -> "DateView":
        """Its trace where people look for it who know it only as it was announced."""
        ends = self.original_start + (self.ends - self.starts)
        return replace(self, starts=self.original_start, ends=ends, moved_to=self)

    @property
    def change(self) -> Change | None:
        """What a visitor who knows the usual date must know of a moved one."""
        if not self.moved:
            return None
        if self.usual_end:
            return another_end(self.usual_end, self.ends, self.place)
        if self.starts == self.original_start and not self.place:
            return another_meeting_point(self.meeting_point)
        return what_moved(self.original_start, self.starts, self.place, self.today)

    @property
    def why(self) -> str:
        """Why it is called off or moved, and what people can do instead."""
        if not self.instead:
            return self.reason
        instead = _("Stattdessen: {was}", was=self.instead)
        return f"{german.as_sentence(self.reason)} {instead}" if self.reason else instead

    @property
    def where(self) -> str:
        """The venue with its room, or where this one date takes place instead."""
        return self.place or ", ".join(part for part in (self.venue, self.room) if part)

    @property
    def address_with_room(self) -> str:
        return ", ".join(part for part in (self.address, self.room) if part)

    @property
    def span(self) -> str:
        """ "10–11 Uhr"; for whole days "ganztägig", for several days "ab 10 Uhr"; of a trace only its
        beginning is known: "10 Uhr"."""
        if self.all_day:
            return _("ganztägig")
        if self.moved_to:
            return german.show_time(to_local(self.starts).time())
        if self.several_days:
            return _("ab {start}", start=german.show_time(to_local(self.starts).time()))
        return german.show_span(to_local(self.starts).time(), to_local(self.ends).time())

    @property
    def spoken(self) -> str:
        """ "Dienstag, 24. November, 10 bis 11 Uhr", as it is read out on the telephone."""
        if self.several_days:
            starts = to_local(self.starts).time()
            return _days_in_words(self.day, self.last_day, None if self.all_day else starts, self.today)
        return f"{self.day_words}, {self.hours}"

    @property
    def hours(self) -> str:
        """ "10 bis 11 Uhr", of a date on one day."""
        if self.all_day:
            return _("ganztägig")
        return german.spoken_span(to_local(self.starts).time(), to_local(self.ends).time())

    @property
    def brief(self) -> str:
        """ "15.12., 15 Uhr", with the year when it is not this one: for logs."""
        day = german.show_day_digits(self.day, self.today)
        return day if self.all_day else f"{day}, {german.show_time(to_local(self.starts).time())}"

    @property
    def brief_with_end(self) -> str:
        """ "15.12., 15–16 Uhr"."""
        return f"{german.show_day_digits(self.day, self.today)}, {self.span}"

    @property
    def day_words(self) -> str:
        """ "Dienstag, 24. November", with the year when it is not this one."""
        return german.show_day_near(self.day, self.today)

    @property
    def last_day_to_sign_up(self) -> date | None:
        """Nothing when one can sign up until it begins, or not at all."""
        situation = self.situation
        if self.called_off or self.mode is SignUpMode.NONE or situation.deadline >= situation.starts:
            return None
        return local_day(situation.deadline - timedelta(microseconds=1))

    @property
    def sign_up_until(self) -> str:
        """ "Freitag, 9. April", or nothing."""
        last = self.last_day_to_sign_up
        return german.show_day_near(last, self.today) if last else ""

    @property
    def meets_at(self) -> str:
        """ "Treffpunkt: am Tor.", where this one date has its own."""
        return (
            _("Treffpunkt: {place}", place=german.as_sentence(self.own_meeting_point))
            if self.own_meeting_point
            else ""
        )

    def is_at_the_time_of(self, other: "DateView") -> bool:
        return (self.starts, self.ends) == (other.starts, other.ends)

    def is_at_the_place_of(self, other: "DateView") -> bool:
        """Two houses may have one name."""
        return (self.where, self.address) == (other.where, other.address)


def _days_in_words(first: date, last: date, starts: time | None, today: date) -> str:
    """The year is said once, behind the last day."""
    begin = german.show_day_short(first) if first.year == last.year else german.show_day_near(first, today)
    days = _("{first} bis {last}", first=begin, last=german.show_day_near(last, today))
    return _("{days}, ab {start}", days=days, start=german.show_time(starts)) if starts else days


def next_turn(views: Iterable[DateView], now: datetime) -> datetime:
    """When a page that shows these dates may say something else: one begins, ends or can no longer be joined,
    or the day is over."""
    moments = [at_local(local_day(now) + timedelta(days=1), time.min)]
    for view in views:
        # Until the deadline itself it is still possible.
        moments += [
            view.starts,
            view.ends,
            view.situation.starts,
            view.situation.deadline + timedelta(seconds=1),
        ]
    return min(moment for moment in moments if moment > now)
