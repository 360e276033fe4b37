"""Wishes and pairs of one date, for whoever brings them together."""

from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any

from mittendrin.people.keeping_apart import all_kept_apart
from mittendrin.registrations.lists import DateList, list_of_date
from mittendrin.registrations.rules import Status
from mittendrin.registrations.tables import Registration
from mittendrin.rides.queries import is_to_come
from mittendrin.rides.rules import (
    UNDER_WAY,
    Asked,
    Kind,
    Match,
    PairState,
    Rider,
    Side,
    matches,
    still_wishing,
)
from mittendrin.rides.tables import RidePair

# Columns beyond a foreign key are unknown to type checkers.
_PAIR: Any = RidePair
_REG: Any = Registration


@dataclass(frozen=True, slots=True)
class PairLine:
    """For the organisation, which has both names on its list."""

    asked: Asked
    id: int
    names: dict[Side, str]
    said: dict[Side, bool | None]

    @property
    def turn(self) -> Side | None:
        """Whose answer is waited for."""
        if self.asked.state is not PairState.ASKED:
            return None
        return Side.TAKER if self.said[Side.GIVER] else Side.GIVER

    def may_back_out(self, side: Side) -> bool:
        return self.said[side] is True and self.asked.state in UNDER_WAY


@dataclass(frozen=True, slots=True)
class RidesOfDate:
    riders: list[Rider]
    matches: list[Match]
    pairs: list[PairLine]
    to_come: bool

    @property
    def wishing(self) -> int:
        """How many sign-ups still look for somebody."""
        return len(still_wishing(self.riders, [one.asked for one in self.pairs]))


async def rides_of_date(occurrence_id: int, now: datetime) -> RidesOfDate:
    """Raises NotFound. For what is over or called off nobody is asked."""
    listed = await list_of_date(occurrence_id, now)
    to_come = is_to_come(listed.date, now)
    coming = _sure(listed) if to_come else []
    riders, pairs = await _riders(coming), await _pairs(occurrence_id)
    apart = await _kept_apart([one.id for one in riders])
    return RidesOfDate(riders, matches(riders, [one.asked for one in pairs], apart), pairs, to_come)


def _sure(listed: DateList) -> list[int]:
    """Whoever has not answered yet whether they take the seat is asked nothing else."""
    guests = (guest.registration for guest in listed.coming)
    return [one.id for one in guests if one.status is Status.CONFIRMED]


async def _kept_apart(ids: list[int]) -> set[frozenset[int]]:
    """Sign-ups of two who are."""
    theirs = await Registration.select(Registration.id, Registration.person).where(
        Registration.id.is_in(ids or [0])
    )
    kept = {frozenset(two) for two in await all_kept_apart()}
    return {
        frozenset((one["id"], other["id"]))
        for one, other in combinations(theirs, 2)
        if frozenset((one["person"], other["person"])) in kept
    }


async def _riders(ids: list[int]) -> list[Rider]:
    if not ids:
        return []
    wishing = _REG.needs_ride.eq(True) | (_REG.ride_seats > 0) | _REG.not_alone.eq(True)
    rows = await (
        _REG.select(*_WISHES, _REG.person.name)
        .where(_REG.id.is_in(ids), _REG.person.is_not_null(), _REG.person.held.eq(False), wishing)
        .order_by(_REG.id)
    )
    return [_rider(row) for row in rows]


_WISHES = (_REG.id, _REG.person, _REG.party, _REG.needs_ride, _REG.ride_seats, _REG.not_alone, _REG.ride_from)


def _rider(row: dict[str, Any]) -> Rider:
    return Rider(
        id=row["id"],
        person=row["person"],
        name=row["person.name"],
        party=row["party"],
        needs_ride=row["needs_ride"],
        seats=row["ride_seats"],
        not_alone=row["not_alone"],
        comes_from=row["ride_from"],
    )


def _not_this_time(row: dict[str, Any]) -> frozenset[int]:
    """A no to one day is none to another."""
    if row["asked_for"] != row["occurrence.starts_at"]:
        return frozenset()
    return frozenset(row[side] for side in Side if row[f"{side}_said"] is False)


async def _pairs(occurrence_id: int) -> list[PairLine]:
    rows = await (
        _PAIR.select(
            *RidePair.all_columns(),
            _PAIR.occurrence.starts_at,
            _PAIR.giver.person.name,
            _PAIR.taker.person.name,
        )
        .where(_PAIR.occurrence == occurrence_id)
        .order_by(_PAIR.id)
    )
    return [
        PairLine(
            Asked(
                Kind(row["kind"]),
                row["giver"],
                row["taker"],
                PairState(row["state"]),
                _not_this_time(row),
            ),
            row["id"],
            {side: row[f"{side}.person.name"] or "" for side in Side},
            {side: row[f"{side}_said"] for side in Side},
        )
        for row in rows
    ]
