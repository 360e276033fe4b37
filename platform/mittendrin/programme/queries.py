"""All public dates of one month, as lines for paper."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from mittendrin.core.clock import at_local
from mittendrin.core.german import show_day_short
from mittendrin.core.language import _
from mittendrin.events.filters import Filter
from mittendrin.events.listing import dates_between
from mittendrin.events.rules import SignUpMode
from mittendrin.events.views import DateView
from mittendrin.organisations.queries import organisation_choices
from mittendrin.places import queries as places
from mittendrin.programme.rules import Month

PRINTED_ACCESS = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One date. `gone` stands first when it does not take place as announced."""

    time: str
    title: str
    place: str
    notes: str
    gone: str
    until: str

    def as_text(self) -> str:
        gone = f"{self.gone}: " if self.gone else ""
        until = _(" (bis {day})", day=self.until) if self.until else ""
        notes = f". {self.notes.replace(' · ', ', ')}" if self.notes else ""
        return f"{self.time}: {gone}{self.title}{until}, {self.place}{notes}"


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


async def programme(month: Month, chosen: Filter) -> ProgrammeView:
    """The whole month, also what is over already: a printed sheet hangs until its end."""
    first = date(month.year, month.month, 1)
    last = first.replace(day=monthrange(month.year, month.month)[1])
    beginning = at_local(first, datetime.min.time())
    found = await dates_between(chosen, first, last, beginning)
    days = groupby(found, key=lambda one: max(one.day, first))
    return ProgrammeView(
        month=month,
        chosen=await _names(chosen),
        days=[ProgrammeDay(day, [_line(one) for one in ones]) for day, ones in days],
    )


def _line(view: DateView) -> Line:
    return Line(
        time=view.span,
        title=view.title,
        place=view.where,
        notes=" · ".join(_notes(view)),
        gone=_gone(view),
        until=view.until,
    )


def _notes(view: DateView) -> list[str]:
    if view.called_off:
        instead = _("Stattdessen: {was}", was=view.instead) if view.instead else ""
        return [note for note in (view.reason.rstrip("."), instead) if note]
    changed = view.reason if view.moved else ""
    meet = _("Treffpunkt: {place}", place=view.meeting_point) if view.meeting_point else ""
    notes = (changed, meet, *view.access[:PRINTED_ACCESS], view.price, _sign_up(view))
    return [note for note in notes if note]


def _sign_up(view: DateView) -> str:
    if view.mode is SignUpMode.NONE:
        return ""
    if view.sign_up_until:
        return _("Anmeldung bis {day}", day=view.sign_up_until)
    return _("mit Anmeldung")


def _gone(view: DateView) -> str:
    if view.called_off:
        return _("FÄLLT AUS")
    return _("VERLEGT") if view.moved else ""


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
