"""Who helps by telephone goes nowhere: no address, no café and no door, after both yeses neither."""

from datetime import date, timedelta

import pytest

from databases import Database
from engagement_makers import a_stand_in, a_trial, a_visit
from makers import NOW, OFFICE, a_city, an_engagement
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.pairs import pair, the_other
from mittendrin.engagements.telling import Voice, each_other_words
from mittendrin.engagements.visiting import say_cannot
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.tables import HelpRequest, Offer
from visitor import Visitor

AT_A_DOOR = ("Musterweg 1", "Café", "Tür", "herein", "Treppen")


async def the_words(*, place: str) -> dict[Side, str]:
    engagement, proposal = await an_engagement()
    await HelpRequest.update({HelpRequest.place: place, HelpRequest.needs: "stairs"}).where(
        HelpRequest.id == (await pair(engagement)).request_id
    )
    await Person.update({Person.address: "Musterweg 1"}).where(Person.name == "Demo-Person Suche")
    said: dict[Side, str] = {}
    found = await pair(engagement)
    for side in Side:
        other = await the_other(found, side, NOW)
        assert other
        message = await each_other_words(await by_id(proposal, side), other, found)
        said[side] = f"{message.body} {message.script}"
    return said


async def test_after_both_yeses_nobody_is_sent_to_a_door(database: Database) -> None:
    await a_city()
    said = await the_words(place="phone")
    assert [one for words in said.values() for one in AT_A_DOOR if one in words] == []
    assert "Sagen Sie es am Telefon zuerst." in said[Side.VOLUNTEER]
    assert "Ohne Codewort legen Sie bitte auf." in said[Side.REQUESTER]


async def test_for_a_visit_the_helper_knows_the_door(database: Database) -> None:
    await a_city()
    said = await the_words(place="home")
    assert [one for one in AT_A_DOOR if one not in said[Side.VOLUNTEER]] == ["herein"]


@pytest.mark.parametrize("side", Side, ids=str)
async def test_neither_page_nor_card_leads_to_a_door(visitor: Visitor, side: Side) -> None:
    await a_city()
    await the_words(place="phone")
    path = (await pair(1)).path(side)
    for address in (path, f"{path}/karte"):
        await visitor.get(address)
        (main,) = visitor.page.tree.iter("main")
        shown = " ".join(main.itertext())
        assert [one for one in AT_A_DOOR if one in shown] == []
        assert "am Telefon" in shown


async def test_the_first_talk_and_a_stand_in_are_on_the_telephone_too(database: Database) -> None:
    await a_city()
    engagement = await a_trial()
    await HelpRequest.update({HelpRequest.place: "phone"}).where(HelpRequest.id > 0)
    await Person.update({Person.address: "Musterweg 1"}).where(Person.name == "Demo-Person Suche")
    visit = await a_visit(engagement)
    await Mail.delete(force=True)
    await CallTask.delete(force=True)
    await say_cannot(visit, Voice(OFFICE, Side.VOLUNTEER), NOW)
    stand_in = await a_stand_in()
    await Offer.update({Offer.by_phone: "too"}).where(Offer.id == stand_in)
    await send_stand_in(visit, Agreed(stand_in, True, True), Voice(OFFICE), NOW)
    said = [row["body"] for row in await Mail.select(Mail.body)]
    said += [row["script"] for row in await CallTask.select(CallTask.script)]
    assert [one for words in said for one in AT_A_DOOR if one in words] == []
    assert any("am Telefon" in words or "ruft" in words for words in said)


async def test_the_first_talk_needs_no_place_with_others(database: Database) -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    await HelpRequest.update({HelpRequest.place: "phone"}).where(HelpRequest.id > 0)
    await Mail.delete(force=True)
    await plan_first_meeting(engagement, Meeting(NOW + timedelta(days=3), "am Telefon"), Voice(OFFICE), NOW)
    bodies = [row["body"] for row in await Mail.select(Mail.body)]
    assert [one for body in bodies for one in ("treffen", "Treffen Sie sich", "Café") if one in body] == []


async def test_costs_and_the_last_day_reach_the_helper_alone(visitor: Visitor) -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    await HelpRequest.update({HelpRequest.costs: "asker", HelpRequest.wanted_until: date(2027, 3, 5)}).where(
        HelpRequest.id > 0
    )
    found = await pair(engagement)
    said = [
        "Kosten: Wer Hilfe bekommt, bezahlt Fahrt und Einkauf",
        "Hilfe ist gewünscht bis Freitag, 5. März 2027",
    ]
    assert found.good_to_know == said
    shown = []
    for side in Side:
        await visitor.get(found.path(side))
        shown.append([one in visitor.page.text for one in said])
    assert shown == [[True, True], [False, False]]
