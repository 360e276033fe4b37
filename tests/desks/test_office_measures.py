"""Whether help comes quickly and the load is shared: each measure is a list of what it counts."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

import help_town
import people
from help_town import NOW
from makers import a_city
from mittendrin.desks.office.helping.figure_rows import FEWEST_SHOWN
from mittendrin.desks.office.helping.figures import READ
from mittendrin.desks.office.helping.measures import THE_MOST
from mittendrin.volunteering.states import ProposalState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal
from people import sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
# A Monday: three office days after a Friday are over on it.
A_DAY = timedelta(days=1)


async def numbers(figure: str) -> list[int]:
    return sorted(row.number for row in await READ[figure](NOW))


async def the_town() -> None:
    await a_city()
    await help_town.build(60, Random(1))


async def test_who_was_proposed_within_three_office_days() -> None:
    await the_town()
    rows = await Proposal.select(Proposal.id, Proposal.request).order_by(Proposal.id)
    requests = list(dict.fromkeys(row["request"] for row in rows))
    soon, late = requests[0], requests[1]
    came: dict[Any, Any] = {HelpRequest.created_at: NOW - 14 * A_DAY}
    await HelpRequest.update(came, force=True)
    await Proposal.update({Proposal.created_at: NOW}, force=True)
    await Proposal.update({Proposal.created_at: NOW - 13 * A_DAY}).where(Proposal.request == soon)
    await Proposal.update({Proposal.created_at: NOW - 2 * A_DAY}).where(Proposal.request == late)
    assert await numbers("vorgeschlagen") == [soon]


async def test_what_stayed_without_an_answer_is_a_part_of_all_proposals() -> None:
    await the_town()
    ids = await Proposal.select(Proposal.id).order_by(Proposal.id).output(as_list=True)
    await Proposal.update({Proposal.status: ProposalState.EXPIRED.value}).where(Proposal.id.is_in(ids[:4]))
    asked = await numbers("vorschlaege")
    assert (len(asked), len(await numbers("ohne-antwort"))) == (len(ids), 4)


async def test_offers_are_judged_after_sixty_days() -> None:
    await the_town()
    await Offer.update({Offer.created_at: NOW - 61 * A_DAY}, force=True)
    row = await Engagement.select(Engagement.id, Engagement.proposal._.offer).order_by(Engagement.id).first()
    assert row
    await Engagement.update({Engagement.created_at: NOW}, force=True)
    used: dict[Any, Any] = {Engagement.created_at: NOW - 2 * A_DAY}
    await Engagement.update(used).where(Engagement.id == row["id"])
    assert await numbers("gebraucht") == [row["proposal.offer"]]
    await Offer.update({Offer.created_at: NOW - 59 * A_DAY}, force=True)
    assert (await numbers("angebote"), await numbers("gebraucht")) == ([], [])


async def test_the_five_are_told_only_among_enough_others() -> None:
    await the_town()
    await Engagement.update({Engagement.created_at: NOW - A_DAY}, force=True)
    eng: Any = Engagement
    helpers = await eng.select(eng.proposal.offer.person).output(as_list=True)
    assert len(set(helpers)) < THE_MOST + FEWEST_SHOWN
    assert await numbers("fuenf") == []
    proposals = await Proposal.select(Proposal.id).output(as_list=True)
    taken = await Engagement.select(Engagement.proposal).output(as_list=True)
    await Engagement.insert(
        *(an_engagement_of(one, number) for number, one in enumerate(set(proposals) - set(taken)))
    )
    everybody = await eng.select(eng.id, eng.proposal.offer.person)
    assert 5 <= len(await numbers("fuenf")) < len(everybody)


def an_engagement_of(proposal: int, number: int) -> Engagement:
    return Engagement(
        proposal=proposal, status="running", code_word=f"Wort {number}", status_at=NOW, created_at=NOW - A_DAY
    )


async def test_a_number_of_offers_leads_to_offers(visitor: Visitor) -> None:
    await the_town()
    await Offer.update({Offer.created_at: NOW - 61 * A_DAY}, force=True)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe/zahlen")
    await visitor.click("Angebote in zwölf Monaten, vor mehr als 60 Tagen gekommen")
    await visitor.click("Demo-Person 0, Nummer 1")
    assert visitor.page.path == "/buero/hilfe/angebote/1"
