"""Whoever has several offers is one person: asked, at rest and helping as one, whichever offer it came by.

Only one of them may be active; the older ones go on telling what has been.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.kept_select import KeptSelect, Row
from mittendrin.database.kept_statement import KeptStatement, given
from mittendrin.database.numbers import none_of, one_of, together
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import OFFER_STANDS, OfferState
from mittendrin.volunteering.tables import Offer

_COLUMNS = (
    Offer.id, Offer.person, Offer.status, Offer.most_people, Offer.paused_until, Offer.ask_again_on,
    Offer.last_asked_at, Offer.gone_from, Offer.gone_until,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnOffer:
    id: int
    code: str
    status: OfferState

    @property
    def state(self) -> str:
        return state_in_words(self.status)


_OTHERS = KeptSelect(Offer, _COLUMNS)
_OTHERS_OF_THESE = KeptStatement(
    lambda: Offer.select(*_COLUMNS).where(
        one_of("offer.person", given("people")), none_of("offer.id", given("offers"))
    )
)


async def others_of(rows: list[Row]) -> list[Row]:
    """What the people behind these offers have offered besides."""
    people, offers = [row["person"] for row in rows], [row["id"] for row in rows]
    return await _OTHERS_OF_THESE.rows(people=together(people), offers=together(offers))


async def others_than(active: Any) -> list[Row]:
    """The same for all active ones at once; `active` is their condition."""
    people = Offer.select(Offer.person).where(active)
    return await _OTHERS.rows(Offer.person.is_in(people) & (Offer.status != OfferState.ACTIVE.value))


def as_one(rows: list[Row], others: list[Row]) -> list[Row]:
    """Each with the limits of its person: the fewest people of the active ones, and what was said by any of them: a
    pause, "in 3 months", and when they were asked.
    """
    if not others and len({row["person"] for row in rows}) == len(rows):
        return rows
    theirs: dict[int, list[Row]] = defaultdict(list)
    for one in (*rows, *others):
        theirs[one["person"]].append(one)
    return [row | _limits(theirs[row["person"]]) for row in rows]


def _limits(theirs: list[Row]) -> Row:
    active = OfferState.ACTIVE.value
    return {
        "most_people": min(one["most_people"] for one in theirs if one.get("status", active) == active),
        "paused_until": _latest(one["paused_until"] for one in theirs),
        "ask_again_on": _latest(one["ask_again_on"] for one in theirs),
        "last_asked_at": _latest(one["last_asked_at"] for one in theirs),
        "gone": sorted({span for one in theirs for span in pauses_of(one)}),
    }


def pauses_of(row: Row) -> tuple[tuple[date, date], ...]:
    """The first and the last day of each pause to come; of several offers that are one, all of them."""
    if "gone" in row:
        return tuple(row["gone"])
    return ((row["gone_from"], row["gone_until"]),) if row["gone_from"] else ()


def _latest(moments: Any) -> Any:
    return max((one for one in moments if one), default=None)


async def free_from(offer_id: int) -> date | None:
    """The last day that the person has named for a pause or to be asked again, by whichever offer."""
    whose = Offer.select(Offer.person).where(Offer.id == offer_id, Offer.person.is_not_null())
    rows = await Offer.select(Offer.paused_until, Offer.ask_again_on).where(Offer.person.is_in(whose))
    named: date | None = _latest(day for row in rows for day in row.values())
    return named


async def hand_question_on(offer_id: int, today: date) -> None:
    """ "Fragen Sie mich in 3 Monaten wieder" was said to us by a person. What they have ended is asked about no more:
    the day goes to what they still offer, or offer now. While there is nothing, it stays where it was said.
    """
    whose = Offer.select(Offer.person).where(Offer.id == offer_id, Offer.person.is_not_null())
    standing = await Offer.select(Offer.id).where(Offer.person.is_in(whose), Offer.status.is_in(OFFER_STANDS))
    waits = (
        Offer.person.is_in(whose) & (Offer.status == OfferState.ENDED.value) & (Offer.ask_again_on > today)
    )
    days = [row["ask_again_on"] for row in await Offer.select(Offer.ask_again_on).where(waits)]
    if not standing or not days:
        return
    day = max(days)
    kept: dict[Any, Any] = {Offer.ask_again_on: day}
    nothing: dict[Any, Any] = {Offer.ask_again_on: None}
    earlier = Offer.ask_again_on.is_null() | (Offer.ask_again_on < day)
    await Offer.update(kept).where(Offer.id.is_in([row["id"] for row in standing]) & earlier)
    await Offer.update(nothing).where(waits)


async def standing_besides(offer_id: int) -> list[OwnOffer]:
    """What the same person has offered besides and is not over, also what nobody has talked about yet."""
    whose = Offer.select(Offer.person).where(Offer.id == offer_id, Offer.person.is_not_null())
    lasts = Offer.status != OfferState.ENDED.value
    return await _own(Offer.person.is_in(whose) & (Offer.id != offer_id) & lasts)


async def standing_offers(person_id: int) -> list[OwnOffer]:
    """What is active or pauses."""
    return await _own((Offer.person == person_id) & Offer.status.is_in(OFFER_STANDS))


async def _own(theirs: Any) -> list[OwnOffer]:
    columns = (Offer.id, Offer.code, Offer.status)
    rows = await Offer.select(*columns).where(theirs).order_by(Offer.id)
    return [OwnOffer(**row | {"status": OfferState(row["status"])}) for row in rows]


async def active_besides(offer_id: int) -> list[OwnOffer]:
    return [one for one in await standing_besides(offer_id) if one.status is OfferState.ACTIVE]


async def offers_of_both(one: int, other: int) -> list[OwnOffer]:
    """What keeps two entries from becoming one person; nothing when only one of them has any."""
    offers, others = await standing_offers(one), await standing_offers(other)
    return [*offers, *others] if offers and others else []


async def refuse_two_offers(one: int, other: int) -> None:
    """While both are held. What pauses counts too: when an incident is settled it goes on by itself."""
    if await offers_of_both(one, other):
        raise Refused(
            _("Beide haben ein Angebot, das gilt oder Pause macht. Beenden Sie bitte zuerst eines davon.")
        )
