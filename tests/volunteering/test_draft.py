"""The collected draft: best of all that are possible, within everybody's limits, made by a child process."""

import asyncio
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from msgspec.structs import replace

from mittendrin.core.refusal import Refused
from mittendrin.volunteering import integer_program, seating, solving
from mittendrin.volunteering.drafting import Pairs, Task, best_pairs
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.matching import match
from volunteering import made_up, oracle
from volunteering.made_up import TODAY
from volunteering.test_matching import OFFER, REQUEST

TOWNS = 2000
# Lower than the points of any draft.
LEAST = 10**9
# Of each person, places and hours.
Left = dict[int, tuple[int, int]]


def test_no_other_draft_is_better() -> None:
    """Compared with trying everything: first the number of lines counts, then the urgent ones, then the points."""
    dice, several = Random(1), 0
    for _town in range(TOWNS):
        task = Task(made_up.offers(dice, 9), made_up.requests(dice, 5), TODAY)
        several += compared(task) > 1
    assert several > TOWNS / 25


def test_no_other_draft_is_better_where_people_have_several_offers_and_requests() -> None:
    """Few people, who fit nearly everything."""
    dice, spared = Random(5), 0
    for _town in range(TOWNS // 2):
        offers = [an_easy_offer(dice, number) for number in range(dice.randint(1, 5))]
        requests = [an_easy_request(dice, number) for number in range(dice.randint(1, 4))]
        found = compared(Task(offers, requests, TODAY))
        spared += found < min(sum(one.places for one in requests), 2 * len({one.person for one in offers}))
    assert spared > TOWNS / 10


def an_easy_offer(dice: Random, number: int) -> OfferFacts:
    """Who it is decides how many they may help."""
    person = dice.randint(1, 3)
    fits = {"categories": frozenset(dice.sample((1, 2), dice.randint(1, 2))), "has_car": dice.random() < 0.5}
    known = {"most_people": 1 + person % 3, "interests": frozenset(dice.sample(("Garten", "Musik"), 1))}
    known |= {"hours_per_week": 2 + person}
    waits = TODAY - timedelta(days=dice.randint(0, 2))
    return replace(OFFER, id=number + 1, person=person, waiting_since=waits, **fits, **known)


def an_easy_request(dice: Random, number: int) -> RequestFacts:
    """By few people; nobody is behind number 0."""
    fits = {
        "category": dice.randint(1, 2),
        "car_needed": dice.random() < 0.2,
        "hours_per_week": dice.randint(1, 4),
    }
    wishes = {"places": dice.choice([1, 1, 2]), "interests": frozenset(dice.sample(("Garten", "Musik"), 1))}
    wishes |= {"soon": number % 2 == 1}
    return replace(REQUEST, id=number + 1, person=dice.choice([0, 98, 99]), **fits, **wishes)


def compared(task: Task) -> int:
    """How many lines."""
    pairs = solving.best_pairs(task)
    drafted = (len(pairs), urgent_ones(pairs, task), points_of(pairs, task))
    assert drafted == best_of_all(task.requests, task.offers)
    return len(pairs)


def urgent_ones(pairs: Pairs, task: Task) -> int:
    urgent = {one.id for one in task.requests if one.soon}
    return sum(request in urgent for _offer, request in pairs)


def points_of(pairs: Pairs, task: Task) -> int:
    offers = {one.id: one for one in task.offers}
    requests = {one.id: one for one in task.requests}
    found = [match(offers[offer], requests[request], TODAY) for offer, request in pairs]
    helped = {offers[offer].person: offers[offer] for offer, _request in pairs}
    often = Counter(offers[offer].person for offer, _request in pairs)
    prices = [oracle.price_of_a_second(helped[one], TODAY) for one in often if often[one] > 1]
    return sum(one.score for one in found if one) - in_thousandths(prices)


def in_thousandths(points: list[Fraction]) -> int:
    return int(1000 * sum(points))


def best_of_all(requests: list[RequestFacts], offers: list[OfferFacts]) -> tuple[int, int, int]:
    """Lines, urgent ones and points of every request with everybody who fits, as many as it has places for, and with nobody.

    Two people meet once, and a person has as many places as the most careful of their offers.
    """
    fits = [
        [(one, fit.score) for one in offers if (fit := match(one, request, TODAY))] for request in requests
    ]
    left, met = left_of_each_person(offers), list[tuple[int, int]]()
    price_of = prices(offers, left)

    def best_from(number: int) -> tuple[int, int, int]:
        if number == len(fits):
            return 0, 0, -price_of(left)
        best, before, wanted = (0, 0, -LEAST), dict(left), requests[number].hours_per_week
        for many in range(requests[number].places + 1):
            for chosen in combinations(fits[number], many):
                new = [(requests[number].person or -number - 1, offer.person) for offer, _points in chosen]
                helpers = {one for _asker, one in new}
                free = all(left[one][0] > 0 and left[one][1] >= wanted for one in helpers)
                if len(helpers) < many or set(new) & set(met) or not free:
                    continue
                met.extend(new)
                left.update({one: (left[one][0] - 1, left[one][1] - wanted) for one in helpers})
                lines, urgent, points = best_from(number + 1)
                points += sum(of_pair for _offer, of_pair in chosen)
                best = max(best, (lines + many, urgent + many * requests[number].soon, points))
                left.update(before)
                del met[len(met) - many :]
        return best

    return best_from(0)


def prices(offers: list[OfferFacts], full: Left) -> Callable[[Left], int]:
    """Of all who have a second line by then."""
    price = {one.person: oracle.price_of_a_second(one, TODAY) for one in offers}
    at_first = dict(full)
    return lambda left: in_thousandths([price[one] for one in left if at_first[one][0] - left[one][0] > 1])


def left_of_each_person(offers: list[OfferFacts]) -> Left:
    """Places and hours."""
    left: Left = {}
    for one in offers:
        places = min(2, one.most_people - one.running) - one.open_proposals
        left[one.person] = (min(places, left.get(one.person, (places, 0))[0]), oracle.hours_left(one))
    return left


def test_no_line_breaks_a_condition_and_nobody_is_over_a_limit() -> None:
    dice = Random(2)
    for _town in range(TOWNS // 2):
        task = Task(made_up.offers(dice, 12), made_up.requests(dice, 12), TODAY)
        within_limits(task)


def within_limits(task: Task) -> Pairs:
    offers = {one.id: one for one in task.offers}
    requests = {one.id: one for one in task.requests}
    pairs = solving.best_pairs(task)
    helped, promised = Counter[int](), Counter[int]()
    for offer, request in pairs:
        helped[offers[offer].person] += 1
        promised[offers[offer].person] += requests[request].hours_per_week
    for facts in task.offers:
        free = min(2, facts.most_people - facts.running) - facts.open_proposals
        assert helped[facts.person] <= max(0, free)
        assert promised[facts.person] <= max(0, oracle.hours_left(facts))
    for number, places in Counter(request for _offer, request in pairs).items():
        assert places <= requests[number].places
    met = [(offers[offer].person, requests[request].person or -request) for offer, request in pairs]
    assert len(set(met)) == len(met)
    for offer, request in pairs:
        assert oracle.may_be_proposed(offers[offer], requests[request], TODAY)
    return pairs


def test_the_same_list_gives_the_same_draft_in_whatever_order_it_comes() -> None:
    dice = Random(3)
    for _town in range(TOWNS // 4):
        task = Task(made_up.offers(dice, 12), made_up.requests(dice, 12), TODAY)
        shuffled = Task(dice.sample(task.offers, len(task.offers)), list(reversed(task.requests)), TODAY)
        assert solving.best_pairs(task) == solving.best_pairs(shuffled)


def test_two_helped_are_more_than_one_helped_perfectly() -> None:
    """Only the first offer can take the second request, so it leaves the first request to somebody less fitting."""
    both = replace(OFFER, id=1, most_people=1)
    other = replace(OFFER, id=2, person=2, most_people=1, languages=frozenset({"ru"}), frequency="once")
    needs_german = replace(REQUEST, id=2, language_needed=True)
    task = Task([both, other], [REQUEST, needs_german], TODAY)
    assert sorted(solving.best_pairs(task)) == [(1, 2), (2, 1)]


def test_who_needs_help_soon_does_not_lose_to_a_better_fit() -> None:
    """The only helper speaks the other one's language; both have waited since the same day."""
    well_fitting = replace(REQUEST, id=1, person=91)
    urgent = replace(REQUEST, id=2, person=92, languages=frozenset({"ru"}), soon=True)
    helper = replace(OFFER, most_people=1)
    assert solving.best_pairs(Task([helper], [well_fitting, urgent], TODAY)) == [(1, 2)]
    assert solving.best_pairs(Task([helper], [well_fitting, replace(urgent, soon=False)], TODAY)) == [(1, 1)]


def test_two_helped_are_more_than_one_who_needs_it_soon() -> None:
    """One helper has two hours: for an urgent request of two hours, or for two others of one hour."""
    helper = replace(OFFER, hours_per_week=2, most_people=2)
    urgent = replace(REQUEST, id=1, person=91, hours_per_week=2, soon=True)
    others = [replace(REQUEST, id=one, person=90 + one, hours_per_week=1) for one in (2, 3)]
    assert sorted(solving.best_pairs(Task([helper], [urgent, *others], TODAY))) == [(1, 2), (1, 3)]


def test_two_lines_of_one_helper_take_no_more_hours_than_are_free() -> None:
    """Three of four hours are left: 2 and 1 fit beside each other, 2 and 2 and 3 and 1 do not."""
    busy = replace(OFFER, hours_per_week=4, hours_taken=1, most_people=5)
    wanted = {1: 2, 2: 2, 3: 3, 4: 1}
    requests = [replace(REQUEST, id=one, person=90 + one, hours_per_week=wanted[one]) for one in wanted]

    def helped(*numbers: int) -> int:
        task = Task([busy], [one for one in requests if one.id in numbers], TODAY)
        return sum(wanted[request] for _offer, request in solving.best_pairs(task))

    assert (helped(1, 2), helped(1, 4), helped(3, 4)) == (2, 3, 1)
    assert helped(1, 2, 3, 4) == 3


def test_what_takes_too_many_splits_is_the_best_draft_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seating, "MOST_SPLITS", 0)
    dice = Random(7)
    for _town in range(TOWNS // 10):
        offers = [an_easy_offer(dice, number) for number in range(dice.randint(1, 5))]
        requests = [an_easy_request(dice, number) for number in range(dice.randint(1, 4))]
        compared(Task(offers, requests, TODAY))


def test_a_second_line_of_one_helper_counts_as_if_the_first_had_been_asked_for() -> None:
    """The one with the same interest fits both better, and somebody else has not been asked yet."""
    liked = {"interests": frozenset({"Garten"})}
    best, other = replace(OFFER, id=1, **liked), replace(OFFER, id=2, person=2)
    wanted = [replace(REQUEST, id=one, person=90 + one, **liked) for one in (1, 2)]
    pairs = solving.best_pairs(Task([best, other], wanted, TODAY))
    assert sorted(offer for offer, _request in pairs) == [1, 2]


def test_a_draft_that_would_take_too_long_breaks_no_limit_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seating, "MOST_SPLITS", 0)
    monkeypatch.setattr(integer_program, "PATIENCE", 0)
    dice, less = Random(6), 0
    for _town in range(TOWNS // 4):
        task = Task(made_up.offers(dice, 9), made_up.requests(dice, 5), TODAY)
        lines, _urgent, _points = best_of_all(task.requests, task.offers)
        less += lines - len(within_limits(task))
    assert less < TOWNS / 100


def test_nobody_helps_twice_with_the_same_request() -> None:
    """Also when they have two places and the request two: the second place is somebody else's, or stays free."""
    two = replace(REQUEST, places=2)
    other = replace(OFFER, id=2, person=2)
    assert solving.best_pairs(Task([OFFER], [two], TODAY)) == [(1, 1)]
    assert sorted(solving.best_pairs(Task([OFFER, other], [two], TODAY))) == [(1, 1), (2, 1)]
    assert solving.best_pairs(Task([replace(OFFER, busy_with=frozenset({1}))], [two], TODAY)) == []


async def test_a_child_process_finds_the_same_draft_while_the_server_goes_on() -> None:
    dice, turns = Random(4), 0
    task = Task(made_up.offers(dice, 40, least=40), made_up.requests(dice, 40, least=40), TODAY)
    draft = asyncio.create_task(best_pairs(task))
    while not draft.done():
        await asyncio.sleep(0)
        turns += 1
    assert await draft == solving.best_pairs(task) != []
    assert turns > 100


@pytest.mark.parametrize("program", ["/bin/false", "/bin/true", "/bin/echo", "/nowhere"])
async def test_a_child_that_fails_is_a_clear_sentence(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", program)
    with pytest.raises(Refused, match="Sammelvorschlag gelingt gerade nicht"):
        await best_pairs(Task([OFFER], [REQUEST], TODAY))


async def test_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(Refused, match="Sammelvorschlag gelingt gerade nicht"):
        await best_pairs(Task([OFFER], [REQUEST], TODAY), patience=0)


async def test_with_nothing_to_do_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")
    assert await best_pairs(Task([], [REQUEST], TODAY)) == []


def test_the_server_imports_neither_numpy_nor_scipy() -> None:
    ask = "import sys, mittendrin.app, mittendrin.cli.main; print({'numpy', 'scipy'} & sys.modules.keys())"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
