"""All public dates of one month, as lines for paper."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from mittendrin.core.clock import at_local
from mittendrin.core.german import show_day_digits, show_day_short
from mittendrin.core.language import _
from mittendrin.core.text import sort_key
from mittendrin.events.capacity import Verdict
from mittendrin.events.filters import Filter
from mittendrin.events.finding import dates_between, moved_away
from mittendrin.events.listing import by_day
from mittendrin.events.rules import SignUpMode, price_words
from mittendrin.events.views import DateView
from mittendrin.organisations.queries import organisation_choices
from mittendrin.places import queries as places
from mittendrin.places.rules import ACCESS_WORDS, AccessKind
from mittendrin.programme.rules import Month, as_sentence

# A line of paper is short; the most asked for come first.
PRINTED_ACCESS = 3
SURELY_ON_ONE_SHEET = 14
SHORT_NOTE, NO_BREAK = 20, "\u00a0"
NO_SIGN_UP = {Verdict.FULL, Verdict.BEGUN}


@dataclass(frozen=True, slots=True)
class Line:
    """One date. `gone` stands first when it does not take place as announced; `notes` have no full stop.

    `at` and `brief` are for the sheet. `rest` paper says once, in its head and under the places; a screen, where neither is
    in sight, says it with each date.
    """

    time: str
    title: str
    place: str
    at: str
    street: str
    notes: tuple[str, ...]
    brief: tuple[str, ...]
    rest: tuple[str, ...]
    slug: str
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

    @property
    def is_long(self) -> bool:
        """It may be torn: on the next sheet its name comes again. Others stay together on one."""
        return len(self.lines) > SURELY_ON_ONE_SHEET


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    street: str
    access: tuple[str, ...]

    def is_room_in(self, house: "Place") -> bool:
        """A date that was moved names the room behind the house."""
        return self.name.startswith(f"{house.name}, ") and self.street == house.street


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """`chosen` names what the month is narrowed to, for the heading. `places` are those of these dates, by name."""

    month: Month
    chosen: str
    days: list[ProgrammeDay]
    places: list[Place]

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
    left = await moved_away(chosen, first, last, beginning)
    return ProgrammeView(
        month=month,
        chosen=await _names(chosen),
        days=[
            ProgrammeDay(day.day, [_line(one, phone) for one in day.dates])
            for day in by_day([*found, *left], first)
        ],
        places=_places(found),
    )


def _places(found: Iterable[DateView]) -> list[Place]:
    """Each once, as far as more than its name is known."""
    known = {_place(one) for one in found if not one.called_off}
    rooms = {one for one in known for house in known if one.is_room_in(house)}
    said = (place for place in known - rooms if place.street or place.access)
    return sorted(said, key=lambda place: (sort_key(place.name), place.street))


def _place(view: DateView) -> Place:
    return Place(view.place or view.venue, view.street, view.access)


def _line(view: DateView, phone: str) -> Line:
    return Line(
        time=view.span,
        title=view.title,
        place=view.where,
        at=_at(view),
        street=view.street,
        notes=_without_stops(_notes(view, phone)),
        brief=tuple(_kept_together(note) for note in _brief(view)),
        rest=_rest(view),
        slug=view.slug,
        gone=_gone(view),
        until=view.until,
    )


def _kept_together(note: str) -> str:
    """ "3 Stufen", "bis 4.1.": a short note is not torn apart at the end of a line."""
    return note.replace(" ", NO_BREAK) if len(note) <= SHORT_NOTE else note


def _without_stops(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(note.rstrip(" .") for note in notes if note)


def _brief(view: DateView) -> tuple[str, ...]:
    """No steps and no price are the rule, and the head of every sheet says so."""
    instead = _("Stattdessen: {was}", was=view.instead) if view.instead else ""
    if view.called_off or view.moved_to:
        return _without_stops((_moved_to(view), view.reason, instead))
    changed = (view.change.detail, view.reason, instead) if view.change else ()
    said = (*changed, _brief_steps(view), _brief_price(view))
    return (*_without_stops(said), *filter(None, [_brief_sign_up(view)]))


def _rest(view: DateView) -> tuple[str, ...]:
    if view.called_off or view.moved_to:
        return ()
    free = price_words(0, "")
    known = (view.street, *view.access[:PRINTED_ACCESS], free if view.amount == free else "")
    return tuple(one for one in known if one and one not in _brief(view))


def _brief_steps(view: DateView) -> str:
    free = _(ACCESS_WORDS[AccessKind.STEP_FREE].short)
    return "" if view.steps == free else view.steps or _("Stufen bitte fragen")


def _brief_price(view: DateView) -> str:
    if not view.amount:
        return view.price or _("Preis bitte fragen")
    free = price_words(0, "")
    return view.price.removeprefix(free).removeprefix(", ") if view.amount == free else view.price


def _brief_sign_up(view: DateView) -> str:
    """The telephone stands on every sheet."""
    return _sign_up(view, "").rstrip(" :")


def _at(view: DateView) -> str:
    return view.place or ", ".join(part for part in (view.venue, view.room, view.meeting_point) if part)


def _notes(view: DateView, phone: str) -> tuple[str, ...]:
    instead = _("Stattdessen: {was}", was=view.instead) if view.instead else ""
    if view.called_off or view.moved_to:
        return _moved_to(view), view.reason, instead
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
    if last := view.last_day_to_sign_up:
        day = view.sign_up_until if phone else show_day_digits(last, view.today)
        return _("Anmeldung bis {day}: {phone}", day=day, phone=phone).rstrip(": ")
    return _("Anmeldung {phone}", phone=phone)


def _moved_to(view: DateView) -> str:
    if not view.moved_to:
        return ""
    said = _("war verlegt auf {day}") if view.called_off else _("auf {day}")
    return said.format(day=view.moved_to.spoken)


def _gone(view: DateView) -> str:
    if view.called_off:
        return _("FÄLLT AUS")
    if view.moved_to:
        return _("VERLEGT")
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
