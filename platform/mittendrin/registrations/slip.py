"""The slip for the fridge: one sign-up with its date, its code and what one can do with it."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.events.capacity import how_full
from mittendrin.events.queries import venue_of
from mittendrin.events.views import DateView
from mittendrin.outbox.reminding import will_remind
from mittendrin.outbox.rules import Way
from mittendrin.people.rules import is_called
from mittendrin.places.queries import access_facts
from mittendrin.places.rules import way_word
from mittendrin.registrations.links import slip_path
from mittendrin.registrations.messages import addressee_of, must_ask
from mittendrin.registrations.queries import (
    RegistrationView,
    TargetView,
    absent_dates,
    by_code,
    queue_of,
    target_view,
)
from mittendrin.registrations.rules import Status, why_waiting

DATES_SHOWN = 12
# By whether the next date is the first that they are reminded of.
REMINDS = {
    Way.MAIL: "Am Tag vorher erinnern wir Sie mit einer E-Mail.",
    Way.CALL: "Kurz vorher erinnern wir Sie mit einem Anruf.",
    Way.LETTER: "Einige Tage vorher erinnern wir Sie mit einem Brief.",
}
REMINDS_LATER = {
    Way.MAIL: "An spätere Termine erinnern wir Sie am Tag vorher mit einer E-Mail.",
    Way.CALL: "An spätere Termine erinnern wir Sie kurz vorher mit einem Anruf.",
    Way.LETTER: "An spätere Termine erinnern wir Sie einige Tage vorher mit einem Brief.",
}


@dataclass(frozen=True, slots=True)
class SlipDate:
    """`absent`: this seat was left free, or never was to be had on this day."""

    date: DateView
    absent: bool


@dataclass(frozen=True, slots=True)
class SlipView:
    """`waiting_for` says why somebody waits; it is empty for everybody else. `dates` are those of a course or of a
    regular place that are still to come. `access` is what is known of the place of the next one. `must_ask`: a letter that
    offers a seat would come too late, so this person calls us. `reminder` says how they will be reminded, and nothing
    where that day is over.
    """

    registration: RegistrationView
    target: TargetView
    path: str
    waiting_for: str
    dates: list[SlipDate]
    over: bool
    access: tuple[str, ...] = ()
    must_ask: bool = False
    reminder: str = ""

    @property
    def first(self) -> DateView:
        """The date on the leaf: the next one to which this person comes."""
        return self.expected[0] if self.expected else self.target.first

    @property
    def expected(self) -> list[DateView]:
        """To which this person comes."""
        return [one.date for one in self.dates if not one.absent and not one.date.called_off]

    @property
    def called_off(self) -> bool:
        return self.target.situation.called_off

    @property
    def is_offered(self) -> bool:
        return self.registration.status is Status.OFFERED and not self.over and not self.called_off

    @property
    def can_sign_off(self) -> bool:
        return self.registration.alive and not self.over and not self.called_off

    @property
    def can_come_back(self) -> bool:
        gave_up = self.registration.status in {Status.SIGNED_OFF, Status.DECLINED}
        return gave_up and self.registration.is_reachable and not self.over and not self.called_off

    @property
    def is_for_many_dates(self) -> bool:
        """Nobody gives these up by a slip of the finger."""
        confirmed = self.registration.status is Status.CONFIRMED
        return confirmed and (self.target.is_regular_place or len(self.target.coming) > 1)

    @property
    def comes(self) -> bool:
        """Only then it is a slip for the fridge, with meeting point and whoever awaits newcomers."""
        confirmed = self.registration.status is Status.CONFIRMED
        return confirmed and not self.over and not self.called_off and not self.first.called_off

    @property
    def hoped_for(self) -> str:
        """Many dates for which there is no yes yet: the leaf shows only the first of them."""
        if self.registration.status not in {Status.WAITING, Status.OFFERED}:
            return ""
        if self.target.is_regular_place:
            return _("Stammplatz: {when}", when=self.target.spoken)
        return _("Kurs: {when}", when=self.target.spoken) if len(self.target.coming) > 1 else ""

    def left_free(self, occurrence: str) -> str:
        """The day with this number, when it was left to others."""
        left = (
            one.date.spoken for one in self.dates if one.absent and str(one.date.occurrence_id) == occurrence
        )
        return next(left, "")

    @property
    def can_leave_free(self) -> bool:
        return self.target.is_regular_place and self.registration.status is Status.CONFIRMED

    @property
    def sign_off_words(self) -> str:
        """A course and a regular place are many dates: the button says so."""
        if self.registration.status is Status.WAITING:
            return _("Ich möchte von der Warteliste")
        if self.target.is_regular_place:
            return _("Ich gebe meinen Stammplatz ab")
        many = len(self.target.coming)
        return _("Ich sage alle {n} Termine ab", n=many) if many > 1 else _("Ich sage ab")

    @property
    def can_be_left(self) -> dict[str, str]:
        """The dates to choose from: number and words."""
        return {str(date.occurrence_id): date.spoken for date in self.expected}

    @property
    def heading(self) -> str:
        if self.called_off and self.registration.alive:
            return _("Dieser Termin fällt aus.")
        return {
            Status.CONFIRMED: _("Sie sind angemeldet."),
            Status.WAITING: _("Sie stehen auf der Warteliste."),
            Status.OFFERED: _("Ein Platz ist für Sie frei.")
            if self.registration.party == 1
            else _("Plätze sind für Sie frei."),
            Status.SIGNED_OFF: _("Wir haben Sie abgemeldet."),
            Status.DECLINED: _("Wir haben Sie abgemeldet."),
            Status.EXPIRED: _("Das Angebot ist abgelaufen."),
            Status.TOO_LARGE: _("Ihre Gruppe ist jetzt leider zu groß."),
        }[self.registration.status]


async def show_slip(code: str, now: datetime) -> SlipView:
    """Raises NotFound."""
    registration = await by_code(code)
    target = await target_view(registration.target, now)
    waiting_for = ""
    if registration.status is Status.WAITING:
        queue = await queue_of(registration.target)
        ahead = list(takewhile(lambda one: one.registration_id != registration.id, queue))
        full = how_full(target.situation.left, registration.party)
        waiting_for = f"{full} {why_waiting(ahead, registration.party)}".strip()
    absent = await absent_dates(registration.id)
    dates = [SlipDate(date, date.occurrence_id in absent) for date in target.dates if date.starts > now]
    over = target.dates[-1].starts <= now
    view = SlipView(registration, target, slip_path(code), waiting_for, dates[:DATES_SHOWN], over)
    if waiting_for:
        return replace(view, must_ask=await must_ask(target, addressee_of(registration).contact, now))
    if not view.comes:
        return view
    return replace(view, access=await _access_of(view.first), reminder=_reminder(view, now))


def _reminder(view: SlipView, now: datetime) -> str:
    way, told = view.registration.way, view.registration.created_at
    still = [will_remind(way, date.day, told, now) for date in view.expected]
    if not any(still) or not view.registration.is_reachable:
        return ""
    return _(REMINDS[way]) if still[0] else _(REMINDS_LATER[way])


async def _access_of(date: DateView) -> tuple[str, ...]:
    """Of a place that is on no list nothing is promised."""
    if date.place and not date.there:
        return ()
    venue_id = date.there or await venue_of(date.event_id)
    facts = (await access_facts({venue_id}))[venue_id]
    return tuple(word for fact in facts if (word := way_word(fact)))


async def slip_by_code_and_name(code: str, name: str) -> str:
    """The code itself when the name belongs to it. Raises Refused with one sentence for every wrong case."""
    wrong = Refused(
        _("Code und Name passen nicht zusammen. Prüfen Sie bitte beides oder rufen Sie uns an."), "code"
    )
    try:
        registration = await by_code(code)
    except NotFound:
        raise wrong from None
    if not is_called(registration.name, name):
        raise wrong
    return code
