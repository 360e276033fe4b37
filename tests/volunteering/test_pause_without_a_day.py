"""An offer that the office lets pause without a day is asked again, too: a yes takes it up again."""

from datetime import timedelta

import pytest

from app_fixtures import StandingClock
from engagement_makers import a_trial
from incident_makers import HELPER, report
from makers import NOW, OFFICE, a_city, a_pair
from mittendrin.audit.rules import VISITOR
from mittendrin.core.calendar_days import add_office_days
from mittendrin.incidents.actions import decide_incident
from mittendrin.incidents.rules import Decision
from mittendrin.jobs.following_up import follow_up_proposals
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.asking_again import StillThere, answer_again, offer_of, offer_path
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import Offer
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
HALF_A_YEAR_LATER = NOW + timedelta(days=183)
ACTIVE, PAUSED = OfferState.ACTIVE, OfferState.PAUSED


async def a_pause() -> int:
    await a_city()
    offer, _request = await a_pair()
    await decide_offer(offer, PAUSED, "", OFFICE, NOW)
    await follow_up_proposals(HALF_A_YEAR_LATER)
    return offer


async def states() -> list[OfferState]:
    return [OfferState(row["status"]) for row in await Offer.select(Offer.status).order_by(Offer.id)]


@pytest.mark.parametrize(
    ("said", "then"),
    [(StillThere.YES, ACTIVE), (StillThere.LATER, PAUSED), (StillThere.END, OfferState.ENDED)],
    ids=["yes", "later", "end"],
)
async def test_a_yes_ends_the_pause_and_nothing_else_does(said: StillThere, then: OfferState) -> None:
    offer = await a_pause()
    for _twice in range(2):
        await answer_again(await offer_of(offer, HALF_A_YEAR_LATER), said, VISITOR, HALF_A_YEAR_LATER)
    assert await states() == [then]


async def test_the_page_says_what_a_yes_means(visitor: Visitor, clock: StandingClock) -> None:
    await a_pause()
    clock.now = HALF_A_YEAR_LATER
    (row,) = await Offer.select(Offer.code)
    await visitor.get(offer_path(row["code"]))
    assert "Sagen Sie Ja, dann fragen wir Sie wieder." in visitor.page.text
    await visitor.submit("Ja, das gilt noch")
    assert await states() == [ACTIVE]


async def test_whose_help_the_lead_has_ended_is_not_asked_and_a_yes_by_an_old_link_waits_for_the_office() -> (
    None
):
    await a_trial()
    await decide_incident(await report(HELPER), Decision.END, OFFICE, NOW)
    assert await states() == [PAUSED]
    for day in (HALF_A_YEAR_LATER, add_office_days(HALF_A_YEAR_LATER, 10)):
        await follow_up_proposals(day)
    asked = ["still_there", "offer_silent"]
    assert await Mail.count().where(Mail.purpose.is_in(asked)) == 0
    assert await CallTask.count().where(CallTask.purpose.is_in(asked)) == 0
    await answer_again(await offer_of(1, HALF_A_YEAR_LATER), StillThere.YES, VISITOR, HALF_A_YEAR_LATER)
    assert await states() == [PAUSED]
