"""All public dates of one month, as lines for paper."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from mittendrin.core.clock import at_local
from mittendrin.core.german import show_day_short
from mittendrin.core.language import _
from mittendrin.core.text import sort_key
from mittendrin.events.filters import Filter
from mittendrin.events.finding import dates_between, moved_away
from mittendrin.events.listing import by_day
from mittendrin.events.views import DateView
from mittendrin.organisations.queries import organisation_choices
from mittendrin.places import queries as places
from mittendrin.programme.lines import Line, line_of
from mittendrin.programme.rules import Month


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    day: date
    lines: list[Line]


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
    def more(self) -> list[tuple[str, tuple[str, ...]]]:
        """Of each event with a star what its lines leave out."""
        starred = {(line.title, line.more) for day in self.days for line in day.lines if line.more}
        return sorted(starred, key=lambda one: (sort_key(one[0]), one[1]))

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
            ProgrammeDay(day.day, [line_of(one, phone) for one in day.dates])
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
