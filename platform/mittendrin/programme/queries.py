"""All public dates of one month, as lines for paper."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from mittendrin.core.clock import at_local
from mittendrin.core.german import show_day_short
from mittendrin.core.language import _
from mittendrin.events.capacity import Verdict
from mittendrin.events.filters import Filter
from mittendrin.events.listing import dates_between
from mittendrin.events.rules import SignUpMode
from mittendrin.events.views import DateView
from mittendrin.organisations.queries import organisation_choices
from mittendrin.places import queries as places
from mittendrin.programme.rules import Month, as_sentence

# A line of paper is short; the most asked for come first.
PRINTED_ACCESS = 3
NO_SIGN_UP = {Verdict.FULL, Verdict.BEGUN}


@dataclass(frozen=True, slots=True)
class Line:
    """One date. `gone` stands first when it does not take place as announced; `notes` have no full stop."""

    time: str
    title: str
    place: str
    street: str
    notes: tuple[str, ...]
    gone: str
    until: str

    def as_text(self) -> str:
        """As a newspaper prints it: whole sentences."""
        gone = f"{self.gone}: " if self.gone else ""
        until = _(" (bis {day})", day=self.until) if self.until else ""
        where = ", ".join(part for part in (self.place, self.street) if part)
        announced = f"{self.time}: {gone}{self.title}{until}, {where}"
        return " ".join(as_sentence(part) for part in (announced, *self.notes))


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    day: date
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """`chosen` names what the month is narrowed to, for the heading."""

    month: Month
    chosen: str
    days: list[ProgrammeDay]

    def as_text(self, contact: str) -> str:
        """For the newspaper: one line a date."""
        lines = [_("Programm für {month}", month=self.title), contact]
        for day in self.days:
            lines += ["", show_day_short(day.day), *(line.as_text() for line in day.lines)]
        return "\n".join(lines) + "\n"

    @property
    def title(self) -> str:
        return f"{self.month.name}: {self.chosen}" if self.chosen else self.month.name


async def programme(month: Month, chosen: Filter, phone: str) -> ProgrammeView:
    """The whole month, also what is over already: a printed sheet hangs until its end. `phone`: for signing up."""
    first = date(month.year, month.month, 1)
    last = first.replace(day=monthrange(month.year, month.month)[1])
    beginning = at_local(first, datetime.min.time())
    found = await dates_between(chosen, first, last, beginning)
    days = groupby(found, key=lambda one: max(one.day, first))
    return ProgrammeView(
        month=month,
        chosen=await _names(chosen),
        days=[ProgrammeDay(day, [_line(one, phone) for one in ones]) for day, ones in days],
    )


def _line(view: DateView, phone: str) -> Line:
    return Line(
        time=view.span,
        title=view.title,
        place=view.where,
        street=view.street,
        notes=tuple(note.rstrip(" .") for note in _notes(view, phone) if note),
        gone=_gone(view),
        until=view.until,
    )


def _notes(view: DateView, phone: str) -> tuple[str, ...]:
    instead = _("Stattdessen: {was}", was=view.instead) if view.instead else ""
    if view.called_off:
        return view.reason, instead
    changed = (view.change.detail, view.reason, instead) if view.change else ()
    meet = _("Treffpunkt: {place}", place=view.meeting_point) if view.meeting_point else ""
    return (*changed, meet, *_access(view), view.price, _sign_up(view, phone))


def _access(view: DateView) -> tuple[str, ...]:
    """Of a place that is on no list only the name is known: whoever needs to know asks, and is told that they may."""
    return (
        (_("Zugang dort: bitte fragen"),) if view.place and not view.there else view.access[:PRINTED_ACCESS]
    )


def _sign_up(view: DateView, phone: str) -> str:
    """As of the first of the month: a deadline that lies before it is printed all the same."""
    verdict = view.decision.verdict
    if view.mode is SignUpMode.NONE:
        return ""
    if verdict is Verdict.WAITING_LIST:
        return _("ausgebucht, Warteliste {phone}", phone=phone)
    if verdict in NO_SIGN_UP:
        return view.decision.public_word
    if view.sign_up_until:
        return _("Anmeldung bis {day}: {phone}", day=view.sign_up_until, phone=phone).rstrip(": ")
    return _("Anmeldung {phone}", phone=phone)


def _gone(view: DateView) -> str:
    if view.called_off:
        return _("FÄLLT AUS")
    return view.change.label if view.change else ""


@dataclass(frozen=True, slots=True)
class Offered:
    """What the month can be narrowed to: slug to name, with the answer "all" in front."""

    topics: dict[str, str]
    districts: dict[str, str]
    organisations: dict[str, str]


async def offered() -> Offered:
    return Offered(
        topics={"": _("alle Themen")} | {one.slug: one.name for one in await places.topics()},
        districts={"": _("alle Stadtteile")} | {one.slug: one.name for one in await places.districts()},
        organisations={"": _("alle Veranstalter")}
        | {slug: name for _id, slug, name in await organisation_choices()},
    )


async def _names(chosen: Filter) -> str:
    known = await offered()
    named = known.topics | known.districts | known.organisations
    asked = (chosen.topic, chosen.district, chosen.organisation)
    return ", ".join(named[slug] for slug in asked if slug and slug in named)
