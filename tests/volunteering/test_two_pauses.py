"""A person with two offers has two pauses: each of them counts, whichever offer says it."""

from datetime import date
from typing import Any

from databases import Database
from makers import NOW, OFFICE, a_pair, an_offer
from mittendrin.core.clock import local_day
from mittendrin.volunteering.candidates import offer_facts
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.matching import on_pause
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import Offer

DECEMBER, AUGUST = (date(2027, 12, 1), date(2027, 12, 31)), (date(2027, 8, 1), date(2027, 8, 20))


async def away(offer: int, pause: tuple[date, date]) -> None:
    values: dict[Any, Any] = {Offer.gone_from: pause[0], Offer.gone_until: pause[1]}
    await Offer.update(values).where(Offer.id == offer)


async def test_both_pauses_of_one_person_count(database: Database) -> None:
    active, _request = await a_pair()
    row = await Offer.select(Offer.person).where(Offer.id == active).first()
    other = await Offer.select(Offer.id).where(Offer.code == await an_offer(key="another")).first()
    assert row and other
    await Offer.update({Offer.person: row["person"]}).where(Offer.id == other["id"])
    await decide_offer(other["id"], OfferState.ENDED, "", OFFICE, NOW)
    await away(active, AUGUST)
    await away(other["id"], DECEMBER)
    facts = await offer_facts(active, local_day(NOW))
    assert facts.gone == (AUGUST, DECEMBER)
    days = [date(2027, 7, 31), date(2027, 8, 1), date(2027, 9, 1), date(2027, 12, 31), date(2028, 1, 1)]
    assert [on_pause(facts, day) for day in days] == [False, True, False, True, False]
