""" "Ich interessiere mich": an offer that came in because of what an organisation needs. A person decides what follows."""

from dataclasses import dataclass
from typing import Any

from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import HelpRequest, Interest, Offer

# Columns beyond a foreign key are unknown to type checkers.
_INTEREST: Any = Interest
_REQUEST: Any = HelpRequest


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an organisation needs, in one line, and the kind of help."""

    request_id: int
    what: str
    category: str


@dataclass(frozen=True, slots=True)
class Interested:
    """Who has said so, for the office alone. `ask_by`: their active offer, by which they may be asked."""

    offer_id: int
    person_id: int
    name: str
    status: OfferState
    ask_by: int | None

    @property
    def state(self) -> str:
        return state_in_words(self.status)


async def wanted(request_id: int | None) -> Wanted | None:
    """Nothing for a request of a person: nobody but the office can point to it."""
    if request_id is None:
        return None
    row = await (
        _REQUEST.select(_REQUEST.what, _REQUEST.category.slug)
        .where(_REQUEST.id == request_id, _REQUEST.organisation.is_not_null())
        .first()
    )
    return Wanted(request_id, row["what"], row["category.slug"]) if row else None


async def note_interest(offer_id: int, request_id: int | None) -> None:
    """Inside the transaction that takes the offer in."""
    if await wanted(request_id):
        await Interest.insert(Interest(offer=offer_id, request=request_id))


async def interested_in(request_id: int) -> list[Interested]:
    rows = await (
        _INTEREST.select(
            _INTEREST.offer, _INTEREST.offer.status, _INTEREST.offer.person, _INTEREST.offer.person.name
        )
        .where(_INTEREST.request == request_id, _INTEREST.offer.person.is_not_null())
        .order_by(_INTEREST.id)
    )
    active = await _active_of([row["offer.person"] for row in rows])
    return [
        Interested(
            row["offer"], row["offer.person"], row["offer.person.name"], OfferState(row["offer.status"]),
            active.get(row["offer.person"]),
        )
        for row in rows
    ]  # fmt: skip


async def _active_of(people: list[int]) -> dict[int, int]:
    """By person."""
    theirs = Offer.person.is_in(people or [0]) & (Offer.status == OfferState.ACTIVE.value)
    rows = await Offer.select(Offer.id, Offer.person).where(theirs).order_by(Offer.id)
    return {row["person"]: row["id"] for row in rows}


async def interest_of(offer_id: int) -> Wanted | None:
    row = await Interest.select(Interest.request).where(Interest.offer == offer_id).first()
    return await wanted(row["request"]) if row else None


async def count_interested(request_ids: list[int]) -> dict[int, int]:
    if not request_ids:
        return {}
    rows = await Interest.select(Interest.request).where(Interest.request.is_in(request_ids))
    found = [row["request"] for row in rows]
    return {one: found.count(one) for one in set(found)}
