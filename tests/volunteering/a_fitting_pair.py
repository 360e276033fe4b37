"""One offer and one request that fit each other; tests change one thing at a time."""

from datetime import timedelta

from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.grid import Part, grid_of
from volunteering.made_up import TODAY

TUESDAY_MORNING = grid_of([(1, Part.MORNING)])
OFFER = OfferFacts(
    id=1,
    person=1,
    categories=frozenset({1}),
    times=TUESDAY_MORNING,
    hours_per_week=2,
    most_people=2,
    running=0,
    open_proposals=0,
    district=1,
    place=(49.445, 7.778),
    reach_km=5,
    languages=frozenset({"de"}),
    interests=frozenset({"Garten", "Musik"}),
    gender="",
    frequency="weekly",
    free_from=None,
    last_asked_on=TODAY - timedelta(days=30),
    placed=1,
    waiting_since=TODAY,
)
REQUEST = RequestFacts(
    id=1,
    person=99,
    category=1,
    times=TUESDAY_MORNING,
    hours_per_week=1,
    district=1,
    place=(49.445, 7.778),
    languages=frozenset({"de"}),
    language_needed=False,
    interests=frozenset({"Garten", "Musik"}),
    gender="",
    frequency="weekly",
    waiting_since=TODAY,
)
