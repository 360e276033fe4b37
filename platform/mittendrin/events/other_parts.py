"""A series that became another one from a day on is two pages: each says where the other one is."""

from dataclasses import dataclass
from datetime import date, datetime

from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day_near
from mittendrin.core.language import _
from mittendrin.events.content import content_of
from mittendrin.events.queries import coming_dates
from mittendrin.events.tables import Event
from mittendrin.events.views import DateView
from mittendrin.publishing.rules import EntryState

ALL_LAID_OUT = 1_000


@dataclass(frozen=True, slots=True)
class OtherPart:
    """What the page says of it, with the words of the link to it."""

    slug: str
    sentence: str
    link: str


@dataclass(frozen=True, slots=True)
class OtherParts:
    """`slugs` are of all, also of those that are not to be seen now; `dates` are those that `shown` speaks of."""

    slugs: tuple[str, ...]
    shown: list[OtherPart]
    dates: list[DateView]


async def other_parts(event: Event, now: datetime) -> OtherParts:
    beside = (Event.id == event.follows) | (Event.follows == event.id)
    linked = await Event.objects().where(beside).order_by(Event.id)
    public = [one for one in linked if one.state == EntryState.PUBLISHED]
    shown, spoken_of = [], []
    for one in public:
        if one.id != event.follows:
            shown.append(_what_it_becomes(one, local_day(now)))
        elif dates := await _taking_place(one, now):
            shown.append(_as_before(one, dates))
            spoken_of += dates
    return OtherParts(tuple(one.slug for one in linked), shown, spoken_of)


async def _taking_place(event: Event, now: datetime) -> list[DateView]:
    return [one for one in await coming_dates(event.id, now, ALL_LAID_OUT) if not one.called_off]


def _what_it_becomes(event: Event, today: date) -> OtherPart:
    begins = content_of(event).when.first_day
    day = show_day_near(begins, today)
    sentence = (
        _("Ab {day}, ist etwas anders.", day=day)
        if begins > today
        else _("Seit {day}, ist etwas anders.", day=day)
    )
    return OtherPart(event.slug, sentence, _("So geht es weiter"))


def _as_before(event: Event, dates: list[DateView]) -> OtherPart:
    sentence = _("Bis {day}, findet es noch wie bisher statt.", day=dates[-1].day_words)
    return OtherPart(event.slug, sentence, _("Nächster Termin wie bisher: {when}", when=dates[0].spoken))
