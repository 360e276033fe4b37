"""Everything the page of one event prints."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from mittendrin.core.refusal import NotFound
from mittendrin.events.capacity import Decision, decide_sign_up
from mittendrin.events.content import content_of
from mittendrin.events.continuations import counted_in
from mittendrin.events.other_parts import OtherPart, other_parts
from mittendrin.events.queries import coming_dates, event_by_slug, of_regular_place
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Event
from mittendrin.events.views import DateView, next_turn
from mittendrin.events.when_words import in_words
from mittendrin.organisations.tables import Organisation
from mittendrin.places import queries as places
from mittendrin.places.rules import AccessFact, AccessKind, Known, fact_sentence, oldest_look
from mittendrin.places.tables import Venue

# Asked for so often that "nicht bekannt" is worth a line.
ALWAYS_SAID = (AccessKind.STEP_FREE, AccessKind.WHEELCHAIR_WC, AccessKind.HEARING_LOOP)


@dataclass(frozen=True, slots=True)
class Access:
    """Lines of what is known of a place, and of what nobody knows though people ask for it."""

    known: list[str]
    unknown: list[str]
    checked_on: date | None

    @property
    def lines(self) -> list[str]:
        return self.known + self.unknown


@dataclass(frozen=True, slots=True)
class EventView:
    """`next` is the next date that takes place; without one, nothing is planned at the moment. `regular` decides
    on a place for every week, where there are such places. `usual_place` is the address of the other dates when the
    next one is elsewhere: then directions and access are those of there, if anybody knows them. `usual_meeting_point` is
    that of the other dates when the next one has another or none. `other_parts` are what it goes on from and goes on as;
    the page also depends on the events `linked`.
    """

    slug: str
    title: str
    description: str
    when: str
    bring: str
    directions: str
    usual_place: str
    usual_meeting_point: str
    next: DateView | None
    dates: list[DateView]
    access: Access
    organisation: str
    organisation_slug: str
    organisation_phone: str
    mode: SignUpMode
    regular: Decision | None
    minimum: int | None
    until: datetime
    other_parts: tuple[OtherPart, ...] = ()
    linked: tuple[str, ...] = ()

    @property
    def later(self) -> list[DateView]:
        """All but the one that stands on top."""
        return [one for one in self.dates if one != self.next]

    @property
    def can_sign_up(self) -> bool:
        decisions = [self.next.decision if self.next else None, self.regular]
        return any(decision.possible for decision in decisions if decision)


async def show_event(slug: str, now: datetime) -> EventView:
    """Raises NotFound."""
    event = await event_by_slug(slug)
    dates = await coming_dates(event.id, now)
    venue = await Venue.objects().where(Venue.id == event.venue).first()
    organisation = await Organisation.objects().where(Organisation.id == event.organisation).first()
    if venue is None or organisation is None:
        raise NotFound
    view = await view_of_event(event, venue, organisation, dates, now)
    others = await other_parts(event, now)
    until = min(view.until, next_turn(others.dates, now))
    return replace(view, until=until, other_parts=tuple(others.shown), linked=others.slugs)


async def view_of_event(
    event: Event, venue: Venue, organisation: Organisation, dates: list[DateView], now: datetime
) -> EventView:
    following = next((one for one in dates if not one.called_off), None)
    elsewhere = following is not None and bool(following.place)
    here = await _known_place(venue, following)
    facts = (await places.access_facts({here.id}))[here.id] if here else []
    return EventView(
        slug=event.slug,
        title=event.title,
        description=event.description,
        when=_when(content_of(event).when, dates),
        bring=event.bring,
        directions=here.directions if here else "",
        usual_place=_usual_place(dates) if elsewhere else "",
        usual_meeting_point=_usual_meeting_point(event.meeting_point, following, dates),
        next=following,
        dates=dates,
        access=_access(facts),
        organisation=organisation.name,
        organisation_slug=organisation.slug,
        organisation_phone=organisation.contact_phone,
        mode=SignUpMode(event.mode),
        regular=await _regular_place(event, dates, now),
        minimum=event.minimum,
        until=next_turn(dates, now),
    )


def _when(when: When, dates: list[DateView]) -> str:
    """Of a single date that was moved, the usual time is nobody's."""
    single = dates[0] if when.repeat is Repeat.DATES and len(when.dates) == 1 and dates else None
    return single.spoken if single and single.starts != single.original_start else in_words(when)


async def _known_place(usual: Venue, following: DateView | None) -> Venue | None:
    """Where the next date is, if we know the place."""
    if following is None or not following.place:
        return usual
    return await Venue.objects().where(Venue.id == (following.there or 0)).first()


def _access(facts: list[AccessFact]) -> Access:
    known = [fact_sentence(fact) for fact in facts if fact.known is not Known.UNKNOWN]
    asked_for = [
        fact for fact in facts if fact.known is Known.UNKNOWN and (fact.note or fact.kind in ALWAYS_SAID)
    ]
    return Access(known, [fact_sentence(fact) for fact in asked_for], oldest_look(facts))


def _usual_place(dates: list[DateView]) -> str:
    return next((one.address_with_room for one in dates if not one.place and not one.called_off), "")


def _usual_meeting_point(usual: str, following: DateView | None, dates: list[DateView]) -> str:
    """Of a place elsewhere without a meeting point nobody looks for the usual one."""
    if (
        following is None
        or following.meeting_point == usual
        or (following.place and not following.meeting_point)
    ):
        return ""
    return usual if any(one.meeting_point == usual and not one.called_off for one in dates) else ""


async def _regular_place(event: Event, dates: list[DateView], now: datetime) -> Decision | None:
    if event.mode != SignUpMode.REGULAR or not dates:
        return None
    own = {"seats": event.seats, "taken": event.taken, "waiting": event.waiting}
    counts = (await counted_in({event.id})).get(event.id, own)
    return decide_sign_up(of_regular_place(dates[-1].situation, **counts), 1, now)
