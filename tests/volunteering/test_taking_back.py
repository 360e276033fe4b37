"""Two weeks long an offer or a request is taken back where its number stands; later people talk with the office."""

from datetime import timedelta

from app_fixtures import StandingClock
from databases import Database
from makers import NOW, a_city, a_help_request, a_pair, a_proposal, an_engagement, an_offer
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from visitor import Visitor

BUTTON = "Zurücknehmen"


async def states() -> tuple[list[str], list[str]]:
    offers, requests = await Offer.select(Offer.status), await HelpRequest.select(HelpRequest.status)
    return [row["status"] for row in offers], [row["status"] for row in requests]


async def test_an_offer_and_a_request_are_taken_back(visitor: Visitor) -> None:
    await a_city()
    for path in (f"/helfen/danke/{await an_offer()}", f"/hilfe-bekommen/notiert/{await a_help_request()}"):
        await visitor.get(path)
        await visitor.submit(BUTTON)
        assert visitor.page.heading.endswith("ist zurückgenommen")
        await visitor.post(f"{path}/zuruecknehmen")
        assert visitor.page.status == 200
        await visitor.get(path)
        assert "Das ist inzwischen beendet." in visitor.page.text
        assert "So geht es weiter" not in visitor.page.text
        assert BUTTON not in visitor.page.text
    assert await states() == (["ended"], ["closed"])


async def test_nobody_is_told_what_they_have_done_themselves(visitor: Visitor) -> None:
    await a_city()
    for path in (f"/helfen/danke/{await an_offer()}", f"/hilfe-bekommen/notiert/{await a_help_request()}"):
        await visitor.get(path)
        await visitor.submit(BUTTON)
    assert not await Mail.exists().where(Mail.purpose == "decided")
    assert not await CallTask.exists().where(CallTask.state == CallState.OPEN.value)


async def test_whoever_was_asked_hears_that_it_is_settled(visitor: Visitor) -> None:
    await a_city()
    await a_proposal(*await a_pair())
    row = await HelpRequest.select(HelpRequest.code).first()
    assert row
    await visitor.get(f"/hilfe-bekommen/notiert/{row['code']}")
    await visitor.submit(BUTTON)
    assert [one["status"] for one in await Proposal.select(Proposal.status)] == ["withdrawn"]
    assert await Mail.exists().where(Mail.purpose == "question_settled")


async def test_after_two_weeks_or_with_an_engagement_people_talk(
    database: Database, visitor: Visitor, clock: StandingClock
) -> None:
    await a_city()
    await an_engagement()
    row = await Offer.select(Offer.code).first()
    assert row
    path = f"/helfen/danke/{row['code']}"
    await visitor.get(path)
    await visitor.submit(BUTTON)
    assert visitor.page.status == 422
    assert "Rufen Sie uns bitte an." in visitor.page.text
    clock.now = NOW + timedelta(days=14)
    await visitor.get(path)
    assert BUTTON not in [text for form in visitor.page.forms for text, _name, _value in form.buttons]
    await visitor.post(f"{path}/zuruecknehmen")
    assert (visitor.page.status, await states()) == (422, (["active"], ["matched"]))
