"""The order of suggestions against a plain oracle, and what must hold whatever the case."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.matching import (
    MOST_OPEN_PROPOSALS,
    WEIGHTS,
    Block,
    Match,
    blocks,
    match,
    near_misses,
    requests_for,
    score,
    suggestions,
)
from mittendrin.volunteering.reasons import hindrance, reasons

TODAY = date(2027, 1, 11)
TUESDAY_MORNING = grid_of([(1, Part.MORNING)])
OFFER = OfferFacts(
    id=1,
    person=1,
    categories=frozenset({1}),
    times=TUESDAY_MORNING,
    hours_per_week=2,
    most_people=1,
    running=0,
    open_proposals=0,
    district=1,
    place=(49.445, 7.778),
    reach_km=5,
    languages=frozenset({"de"}),
    interests=frozenset(),
    gender="",
    frequency="weekly",
    free_from=None,
    last_asked_on=None,
    placed=0,
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
    interests=frozenset(),
    gender="",
    frequency="weekly",
    waiting_since=TODAY,
)

few = st.integers(1, 3)
grids = st.integers(0, 15)
languages = st.frozensets(st.sampled_from(["de", "ru", "tr"]), max_size=2)
days = st.integers(0, 200).map(lambda n: TODAY - timedelta(days=n))
places = st.sampled_from([(49.445, 7.778), (49.432, 7.737), (49.38, 7.82), None])
genders = st.sampled_from(["", "woman", "man"])
offers = st.builds(
    OfferFacts,
    id=st.integers(1, 10_000),
    person=st.integers(1, 5),
    categories=st.frozensets(few, min_size=1),
    times=grids,
    hours_per_week=few,
    most_people=few,
    running=st.integers(0, 3),
    open_proposals=st.integers(0, 3),
    district=st.none() | few,
    place=places,
    reach_km=st.sampled_from([0, 2, 5, 20]),
    languages=languages,
    interests=st.frozensets(st.sampled_from(["Garten", "Musik"])),
    gender=genders,
    frequency=st.sampled_from(["weekly", "once"]),
    free_from=st.none() | st.sampled_from([TODAY, TODAY + timedelta(days=1)]),
    last_asked_on=st.none() | days,
    placed=st.integers(0, 2),
    waiting_since=days,
    said_no=st.frozensets(few),
    knows=st.frozensets(few),
    seen=st.frozensets(st.just("paper")),
)
requests = st.builds(
    RequestFacts,
    id=few,
    person=st.integers(1, 5),
    category=few,
    times=grids,
    hours_per_week=few,
    district=st.none() | few,
    place=places,
    languages=languages,
    language_needed=st.booleans(),
    interests=st.frozensets(st.sampled_from(["Garten", "Musik"])),
    gender=genders,
    frequency=st.sampled_from(["weekly", "once"]),
    waiting_since=days,
    proposals=st.integers(0, 2),
    prerequisite=st.sampled_from(["", "paper"]),
)
many_offers = st.lists(offers, max_size=12, unique_by=lambda one: one.id)


@given(requests, many_offers)
def test_the_order_is_that_of_a_plain_oracle(request: RequestFacts, all_offers: list[OfferFacts]) -> None:
    fitting = [one for one in all_offers if not blocks(one, request, TODAY)]
    rated = [(-(match(one, request, TODAY) or _never()).score, one.waiting_since, one.id) for one in fitting]
    expected = [number for *_before, number in sorted(rated)]
    assert [one.offer.id for one in suggestions(request, all_offers, TODAY)] == expected


def _never() -> Match:
    raise AssertionError("who breaks no condition is a match")


@given(requests, many_offers)
def test_no_hard_condition_is_ever_broken(request: RequestFacts, all_offers: list[OfferFacts]) -> None:
    for one in suggestions(request, all_offers, TODAY):
        offer = one.offer
        assert request.category in offer.categories
        assert offer.times & request.times
        assert offer.running < offer.most_people
        assert offer.open_proposals < MOST_OPEN_PROPOSALS
        assert request.id not in offer.said_no
        assert offer.person != request.person
        assert not (request.language_needed and not offer.languages & request.languages)
        assert request.gender in ("", offer.gender)
        assert not request.prerequisite or request.prerequisite in offer.seen
        assert one.km is None or one.km <= offer.reach_km
        assert all(reasons(one))


@given(requests, many_offers, offers)
def test_an_unsuitable_offer_changes_nothing(
    request: RequestFacts, all_offers: list[OfferFacts], stranger: OfferFacts
) -> None:
    unsuitable = replace(stranger, id=10_001, categories=frozenset({99}))
    before = suggestions(request, all_offers, TODAY)
    assert suggestions(request, [unsuitable, *reversed(all_offers)], TODAY) == before


@given(requests, many_offers)
def test_a_near_miss_breaks_exactly_one_condition(
    request: RequestFacts, all_offers: list[OfferFacts]
) -> None:
    for miss in near_misses(request, all_offers, TODAY):
        assert blocks(miss.offer, request, TODAY) == [miss.block]
        assert hindrance(miss)


@given(offers, st.lists(requests, max_size=3, unique_by=lambda one: one.id))
def test_both_directions_agree(offer: OfferFacts, all_requests: list[RequestFacts]) -> None:
    found = {one.request.id: one for one in requests_for(offer, all_requests, TODAY)}
    for request in all_requests:
        assert found.get(request.id) == match(offer, request, TODAY)


def test_fairness_moves_the_order_as_published() -> None:
    fresh = score(OFFER, REQUEST, TODAY, 0.0)
    asked = replace(OFFER, last_asked_on=TODAY - timedelta(days=13))
    placed = replace(OFFER, placed=1)
    loaded = replace(OFFER, most_people=2, running=1)
    assert score(asked, REQUEST, TODAY, 0.0) - fresh == WEIGHTS.cool_down - WEIGHTS.longest_not_asked
    assert score(placed, REQUEST, TODAY, 0.0) - fresh == -WEIGHTS.never_placed
    assert score(loaded, REQUEST, TODAY, 0.0) - fresh == WEIGHTS.load / 2
    busy = replace(REQUEST, proposals=1)
    assert score(OFFER, busy, TODAY, 0.0) - fresh == WEIGHTS.asked_for_already


def test_a_draw_goes_to_the_one_who_waits_longest() -> None:
    longer = replace(OFFER, id=7, waiting_since=TODAY - timedelta(days=3))
    assert [one.offer.id for one in suggestions(REQUEST, [OFFER, longer, replace(OFFER, id=5)], TODAY)] == [
        7,
        1,
        5,
    ]


def test_people_read_reasons() -> None:
    offer = replace(OFFER, languages=frozenset({"de", "ru"}), district=2, place=(49.439, 7.764))
    found = match(offer, replace(REQUEST, languages=frozenset({"ru"})), TODAY)
    assert found
    assert reasons(found) == [
        "wohnt etwa 1 km entfernt",
        "dienstags vormittags frei",
        "spricht Russisch",
        "hat noch keinen Einsatz",
    ]


def test_people_read_what_blocks() -> None:
    evening = replace(OFFER, times=grid_of([(1, Part.EVENING)]))
    far = replace(OFFER, district=2, place=(49.38, 7.8225), reach_km=2)
    assert [hindrance(one) for one in near_misses(REQUEST, [evening, far], TODAY)] == [
        "passt, ist aber 6 km zu weit weg",
        "passt, ist aber nur dienstags abends frei",
    ]
    assert blocks(evening, REQUEST, TODAY) == [Block.TIME]
