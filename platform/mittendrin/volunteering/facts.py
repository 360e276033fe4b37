"""What matching knows of an offer and of a request: values only, no names and nothing to be reached by."""

from datetime import date

import msgspec

Place = tuple[float, float]


class OfferFacts(msgspec.Struct, frozen=True):
    """`times` is the grid of every week; on each of the single days `on_days` somebody is free at `day_parts` (grid.py).
    `place` is (latitude, longitude), None when unknown; `reach_km` 0: the own district only.

    `free_from` lies ahead while somebody has a pause or wants to be asked again later; `gone` are the first and the last
    day of each pause to come. `said_no` holds requests that
    this person has declined or that did not work out, `apart` people who have declined this person, with
    whom it did not fit, or with whom the lead has ended it after an incident, whatever they ask for now, `busy_with` the requests that they are asked for or help with, `asked_by` the people between whom and
    this person a question is open, `knows` people helped before, `seen` the prerequisites whose papers the office has
    seen, each with the last day on which it counts. `hours_taken` are those a week that running engagements need,
    `hours_asked` those that open questions would need besides. All this, `most_people` and the counts are those of the person,
    whichever offer it came by: see own_offers.py.
    """

    id: int
    person: int
    categories: frozenset[int]
    times: int
    hours_per_week: int
    most_people: int
    running: int
    open_proposals: int
    district: int | None
    place: Place | None
    reach_km: int
    languages: frozenset[str]
    interests: frozenset[str]
    gender: str
    frequency: str
    free_from: date | None
    last_asked_on: date | None
    placed: int
    waiting_since: date
    said_no: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    knows: frozenset[int] = frozenset()
    seen: frozenset[tuple[str, date]] = frozenset()
    has_car: bool = False
    on_days: tuple[date, ...] = ()
    day_parts: int = 0
    busy_with: frozenset[int] = frozenset()
    asked_by: frozenset[int] = frozenset()
    hours_taken: int = 0
    hours_asked: int = 0
    by_phone: str = ""
    company: str = ""
    unwanted: frozenset[str] = frozenset()
    gone: tuple[tuple[date, date], ...] = ()


class RequestFacts(msgspec.Struct, frozen=True):
    """`gender` empty: anybody. `papers` are those that this kind of help, or this organisation, asks for.

    `on_days`: single days, for example of an appointment; `times` then holds their weekdays. `places`: how many are
    wanted; for a collected draft, how many of them may still be asked. `until` is the last day on which it is wanted at
    all. `team`: several are wanted. `brings` are facts of the visit that a helper may rule out. `soon`: it is urgent. `liked`: the
    interests as they were typed.
    """

    id: int
    person: int
    category: int
    times: int
    hours_per_week: int
    district: int | None
    place: Place | None
    languages: frozenset[str]
    language_needed: bool
    interests: frozenset[str]
    gender: str
    frequency: str
    waiting_since: date
    proposals: int = 0
    papers: frozenset[str] = frozenset()
    car_needed: bool = False
    on_days: tuple[date, ...] = ()
    places: int = 1
    until: date | None = None
    by_phone: bool = False
    team: bool = False
    brings: frozenset[str] = frozenset()
    soon: bool = False
    liked: str = ""

    @property
    def asker(self) -> int:
        """Where nobody is behind it any more, the request itself."""
        return self.person or -self.id
