"""Two who were asked, each from their own side; the other's contact data only when both have said yes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.core.clock import to_local
from mittendrin.core.german import show_day, show_time
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.events.queries import date
from mittendrin.events.views import DateView
from mittendrin.people.rules import Contact
from mittendrin.registrations.rules import HOLDS_SEATS, Status
from mittendrin.registrations.tables import Absence, Registration
from mittendrin.rides.rules import (
    LAST_MINUTE,
    RELEASED_AFTER,
    UNDER_WAY,
    Kind,
    PairState,
    Side,
)
from mittendrin.rides.tables import RidePair
from mittendrin.web import signed

PURPOSE = "ride"
OTHER = {Side.GIVER: Side.TAKER, Side.TAKER: Side.GIVER}
# Columns beyond a foreign key are unknown to type checkers.
_PAIR: Any = RidePair
_REG: Any = Registration


@dataclass(frozen=True, slots=True)
class PairView:
    """One side of a pair. `other`, and what they wrote about where they come from, are empty unless both have said yes,
    and end a day after the date.

    `gone`: one of them comes no more, `here`: this side still comes. `is_asked`: the giver at once, the taker after the
    giver's yes. `to_come`: the date takes place, and has not begun. `moved`: since they were asked.
    `why`: they were asked before, and are asked anew.
    """

    id: int
    occurrence_id: int
    kind: Kind
    side: Side
    state: PairState
    said: bool | None
    code: str
    person_id: int | None
    to: Contact
    other: Contact | None
    other_from: str
    other_party: int
    own_from: str
    here: bool
    gone: bool
    is_asked: bool
    answer_until: datetime | None
    to_come: bool
    moved: bool
    date: DateView
    why: str = ""

    @property
    def path(self) -> str:
        return f"/mitfahrt/{self.code}/{signed.signature(PURPOSE, self.code)}"

    @property
    def by_car(self) -> bool:
        return self.kind is Kind.RIDE

    @property
    def drives(self) -> bool:
        return self.by_car and self.side is Side.GIVER

    @property
    def they_arrange(self) -> bool:
        """Each has given a number or a mail address; where one has not, the office arranges when and where they meet."""
        return self.other is not None and all(one.phone or one.email for one in (self.to, self.other))

    @property
    def meeting(self) -> str:
        """Who arranges where and when they meet. Of whoever has given no number the other reads the mail address."""
        if self.other is None:
            return ""
        if not self.they_arrange:
            return _("Das Seniorenbüro klärt mit Ihnen beiden, wann und wo Sie sich treffen.")
        if not (self.other.phone or self.to.email):
            return _(
                "{name} ruft Sie an. Verabreden Sie dann bitte, wann und wo Sie sich treffen.",
                name=self.other.name,
            )
        if not (self.to.phone or self.other.email):
            return _(
                "Rufen Sie bitte an, denn Sie haben die Nummer. Verabreden Sie, wann und wo Sie sich treffen."
            )
        return _("Verabreden Sie bitte, wann und wo Sie sich treffen.")

    @property
    def waits(self) -> bool:
        unsaid = self.state is PairState.ASKED and self.is_asked and self.said is None
        return unsaid and self.to_come and not (self.gone or self.moved)

    @property
    def may_back_out(self) -> bool:
        held = self.said is True and self.state in UNDER_WAY
        return held and self.to_come and not (self.gone or self.moved)

    @property
    def until(self) -> str:
        """ "Mittwoch, 13. Januar 2027"; with the hour when it is not the whole day."""
        if self.answer_until is None:
            return ""
        local = to_local(self.answer_until)
        day, hour = show_day(local.date()), local.time()
        return day if hour == LAST_MINUTE else f"{day}, {show_time(hour)}"


async def pair_by_code(code: str, given: str, now: datetime) -> PairView:
    """Raises NotFound, also for an address that we have not signed."""
    if not signed.is_signed(PURPOSE, code, given):
        raise NotFound
    return await pair_by_paper_code(code, now)


async def pair_by_paper_code(code: str, now: datetime) -> PairView:
    """The code on a letter says whose side it is. Raises NotFound."""
    side = Side.GIVER if await RidePair.exists().where(RidePair.giver_code == code) else Side.TAKER
    column = RidePair.giver_code if side is Side.GIVER else RidePair.taker_code
    return await _one(column == code, side, now)


async def pair_of(pair_id: int, side: Side, now: datetime) -> PairView:
    """Raises NotFound."""
    return await _one(RidePair.id == pair_id, side, now)


async def _one(condition: Any, side: Side, now: datetime) -> PairView:
    ends = [column for one in (_PAIR.giver, _PAIR.taker) for column in _of_one_end(one)]
    row = await _PAIR.select(*RidePair.all_columns(), *ends).where(condition).first()
    if row is None:
        raise NotFound
    away = await Absence.select(Absence.registration).where(
        Absence.occurrence == row["occurrence"], Absence.registration.is_in([row["giver"], row["taker"]])
    )
    known = row | {"away": {one["registration"] for one in away}}
    return _view(known, side, await date(row["occurrence"], now), now)


def _of_one_end(one: Any) -> tuple[Any, ...]:
    person = one.person
    return (
        one.status,
        one.person,
        one.party,
        one.ride_from,
        person.name,
        person.phone,
        person.email,
        person.address,
    )


def _view(row: dict[str, Any], side: Side, to: DateView, now: datetime) -> PairView:
    other, state = OTHER[side], PairState(row["state"])
    released = state is PairState.BOTH and now < to.ends + RELEASED_AFTER
    to_come = is_to_come(to, now)
    return PairView(
        id=row["id"],
        occurrence_id=row["occurrence"],
        kind=Kind(row["kind"]),
        side=side,
        state=state,
        said=row[f"{side}_said"],
        code=row[f"{side}_code"],
        person_id=row[f"{side}.person"],
        to=_contact(row, side),
        other=_contact(row, other) if released else None,
        other_from=row[f"{other}.ride_from"] if released else "",
        other_party=row[f"{other}.party"],
        own_from=row[f"{side}.ride_from"],
        here=_comes(row, side),
        gone=not all(_comes(row, one) for one in Side),
        is_asked=side is Side.GIVER or bool(row["giver_said"]),
        answer_until=row["answer_until"],
        to_come=to_come,
        moved=to_come and state in UNDER_WAY and row["asked_for"] != to.starts,
        date=to,
    )


def is_to_come(to: DateView, now: datetime) -> bool:
    return not to.called_off and to.starts > now


def _comes(row: dict[str, Any], side: Side) -> bool:
    """A regular guest may stay away from this one date."""
    return Status(row[f"{side}.status"]) in HOLDS_SEATS and row[side] not in row["away"]


async def companions_of(person_id: int, now: datetime) -> list[PairView]:
    """Whoever wanted to go with this person to a date that is still to come, or is asked: each from their own side."""
    rows = await _PAIR.select(_PAIR.id, _PAIR.giver.person).where(
        (_PAIR.giver.person == person_id) | (_PAIR.taker.person == person_id),
        _PAIR.state.is_in([*UNDER_WAY]),
        _PAIR.occurrence.starts_at > now,
    )
    others = {row["id"]: Side.TAKER if row["giver.person"] == person_id else Side.GIVER for row in rows}
    return [await pair_of(number, side, now) for number, side in sorted(others.items())]


def _contact(row: dict[str, Any], side: Side) -> Contact:
    return Contact(*(row[f"{side}.person.{way}"] or "" for way in ("name", "phone", "email", "address")))
