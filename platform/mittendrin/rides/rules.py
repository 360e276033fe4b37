"""Who could go with whom. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta
from enum import StrEnum
from itertools import combinations, permutations

from mittendrin.core.text import search_form

LAST_MINUTE = time(23, 59)
# They may have something to say to each other on the way home.
RELEASED_AFTER = timedelta(days=1)


class Kind(StrEnum):
    RIDE = "ride"
    COMPANY = "company"


class Side(StrEnum):
    """Of a ride who drives and who comes along; of two who keep each other company the first and the second."""

    GIVER = "giver"
    TAKER = "taker"


class Answer(StrEnum):
    YES = "ja"
    NO = "nein"


class PairState(StrEnum):
    """`rests`: both have said yes, and the date is called off; it may take place after all."""

    ASKED = "asked"
    BOTH = "both"
    RESTS = "rests"
    OVER = "over"


UNDER_WAY = (PairState.ASKED, PairState.BOTH)


@dataclass(frozen=True, slots=True)
class Rider:
    """One sign-up with a wish; of one `person` there may be two. `seats` are offered in the car, `comes_from` is what
    they wrote.
    """

    id: int
    person: int
    name: str
    party: int
    needs_ride: bool
    seats: int
    not_alone: bool
    comes_from: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair that was asked before, whatever became of it. `not_this_time`: who said so."""

    kind: Kind
    giver: int
    taker: int
    state: PairState
    not_this_time: frozenset[int] = frozenset()

    @property
    def holds(self) -> bool:
        return self.state is not PairState.OVER

    @property
    def two(self) -> tuple[Kind, frozenset[int]]:
        return self.kind, frozenset((self.giver, self.taker))


@dataclass(frozen=True, slots=True)
class Match:
    """`again`: these two were asked before, and nobody has said no. The seats of who drives are those still free."""

    kind: Kind
    giver: Rider
    taker: Rider
    again: bool = False

    @property
    def same_place(self) -> bool:
        return bool(self.giver.comes_from) and search_form(self.giver.comes_from.strip()) == search_form(
            self.taker.comes_from.strip()
        )


def matches(
    riders: Iterable[Rider], asked: Iterable[Asked], apart: Collection[frozenset[int]] = ()
) -> list[Match]:
    """Those from the same place first, then in the order of signing up; last those who were asked before in vain.

    Whoever has said "Diesmal nicht" is not asked for the same once more on this date, by whomever. `apart` are
    sign-ups of two who are not brought together any more.
    """
    everybody, known = list(riders), list(asked)
    held, before = {one.two for one in known if one.holds}, {one.two for one in known}
    not_now = {(one.kind, who) for one in known for who in one.not_this_time}
    found = [
        replace(one, again=_two(one) in before)
        for one in (*_rides(everybody, known), *_companions(everybody, known))
        if _two(one)[1] not in apart
        and _two(one) not in held
        and not not_now & {(one.kind, one.giver.id), (one.kind, one.taker.id)}
    ]
    return sorted(found, key=lambda one: (one.again, not one.same_place, one.taker.id, one.giver.id))


def still_wishing(riders: Iterable[Rider], asked: Iterable[Asked]) -> list[Rider]:
    """Nobody is found for them yet, nor asked."""
    held = [one for one in asked if one.holds]
    driven = {one.taker for one in held if one.kind is Kind.RIDE}
    in_company = {who for one in held if one.kind is Kind.COMPANY for who in (one.giver, one.taker)}
    return [
        one
        for one in riders
        if (one.needs_ride and one.id not in driven) or (one.not_alone and one.id not in in_company)
    ]


def _two(match: Match) -> tuple[Kind, frozenset[int]]:
    return match.kind, frozenset((match.giver.id, match.taker.id))


def _rides(riders: list[Rider], asked: list[Asked]) -> list[Match]:
    served = {one.taker for one in asked if one.holds and one.kind is Kind.RIDE}
    free = _free_seats(riders, asked)
    return [
        Match(Kind.RIDE, replace(giver, seats=free[giver.id]), taker)
        for giver, taker in permutations(riders, 2)
        if giver.person != taker.person
        and taker.needs_ride
        and taker.id not in served
        and free[giver.id] >= taker.party
    ]


def _free_seats(riders: list[Rider], asked: list[Asked]) -> Mapping[int, int]:
    free = {one.id: one.seats for one in riders}
    parties = {one.id: one.party for one in riders}
    for one in asked:
        if one.holds and one.kind is Kind.RIDE and one.giver in free:
            free[one.giver] -= parties.get(one.taker, 0)
    return free


def _companions(riders: list[Rider], asked: list[Asked]) -> list[Match]:
    held = {who for one in asked if one.holds and one.kind is Kind.COMPANY for who in (one.giver, one.taker)}
    alone = [one for one in riders if one.not_alone and one.id not in held]
    two = combinations(alone, 2)
    return [Match(Kind.COMPANY, first, second) for first, second in two if first.person != second.person]
