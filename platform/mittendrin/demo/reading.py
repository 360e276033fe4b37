"""The whole sample, read and checked: whatever an entry refers to is there, and the numbers fit together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mittendrin.demo.city import City, Organisation, Venue, read_city, read_organisations, read_venues
from mittendrin.demo.events import Event, SecondReport, SignUps, read_events, read_second_reports
from mittendrin.demo.help import Help, read_help
from mittendrin.demo.people import Person, read_people
from mittendrin.demo.rows import Fault


@dataclass(frozen=True, slots=True)
class Sample:
    city: City
    venues: tuple[Venue, ...]
    organisations: tuple[Organisation, ...]
    events: tuple[Event, ...]
    second_reports: tuple[SecondReport, ...]
    people: tuple[Person, ...]
    help: Help

    def district_name(self, slug: str) -> str:
        return next((one.name for one in self.city.districts if one.slug == slug), "")


def read_sample(today: date) -> Sample:
    """Raises Fault when the files contradict each other."""
    sample = Sample(
        city=read_city(),
        venues=read_venues(today),
        organisations=read_organisations(),
        events=read_events(today),
        second_reports=read_second_reports(),
        people=read_people(),
        help=read_help(),
    )
    _check_references(sample)
    for event in sample.events:
        _check_event(event)
    for person in sample.people:
        if not (person.phone or person.email or person.street):
            raise Fault(f"{person.name} cannot be reached")
    return sample


def _check_references(sample: Sample) -> None:
    districts = _unique("districts", (district.slug for district in sample.city.districts))
    topics = _unique("topics", (topic.slug for topic in sample.city.topics))
    venues = _unique("venues", (venue.slug for venue in sample.venues))
    organisations = _unique("organisations", (organisation.slug for organisation in sample.organisations))
    events = _unique("events", (event.slug for event in sample.events))
    _unique("people", (str(person.number) for person in sample.people))
    _all_known("a district", districts, (venue.district for venue in sample.venues))
    _all_known("a district", districts, (person.district for person in sample.people))
    _all_known("a district", districts, (slug for one in sample.organisations for slug in one.districts))
    _all_known("a topic", topics, (event.topic for event in sample.events))
    _all_known("a venue", venues, (event.venue for event in sample.events))
    _all_known(
        "a venue", venues, (event.moved.venue for event in sample.events if event.moved and event.moved.venue)
    )
    _all_known("an organisation", organisations, (event.organisation for event in sample.events))
    _all_known("an organisation", organisations, (report.organisation for report in sample.second_reports))
    numbers = frozenset(str(person.number) for person in sample.people)
    _all_known("a person", numbers, (str(one.person) for one in (*sample.help.offers, *sample.help.requests)))
    _all_known("an organisation", organisations, [sample.city.office.organisation])
    instead = (
        event.called_off.instead for event in sample.events if event.called_off and event.called_off.instead
    )
    _all_known("an event", events, instead)
    _all_known("an event", events, (report.event for report in sample.second_reports))


def _unique(what: str, slugs: Iterable[str]) -> frozenset[str]:
    found = list(slugs)
    if len(set(found)) < len(found):
        raise Fault(f"two {what} have the same name")
    return frozenset(found)


def _all_known(what: str, known: frozenset[str], named: Iterable[str]) -> None:
    if unknown := set(named) - known:
        raise Fault(f"{sorted(unknown)} is not {what}")


def _check_event(event: Event) -> None:
    if (event.terms.sign_up == "none") != (event.terms.seats is None):
        raise Fault(f"{event.slug}: seats and sign-up belong together")
    if (event.state == "returned") != (event.returned is not None):
        raise Fault(f"{event.slug}: a returned event has a reason")
    if event.sign_ups and event.state != "published":
        raise Fault(f"{event.slug}: nobody can have signed up yet")
    for sign_ups in event.sign_ups:
        _check_sign_ups(event, sign_ups)


def _check_sign_ups(event: Event, sign_ups: SignUps) -> None:
    if (sign_ups.date == 0) != (event.terms.sign_up in {"course", "regular"}):
        raise Fault(f"{event.slug}: date 0 is for courses and regular seats")
    taken = sum(sign_ups.confirmed)
    if taken > (event.terms.seats or 0):
        raise Fault(f"{event.slug}: more sign-ups than seats")
    if sign_ups.waiting and taken + sign_ups.waiting[0] <= (event.terms.seats or 0):
        raise Fault(f"{event.slug}: somebody waits although there is a seat")
    if sign_ups.waiting and not event.terms.waiting_list:
        raise Fault(f"{event.slug}: there is no waiting list")
