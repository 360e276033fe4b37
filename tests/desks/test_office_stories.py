"""The pages of a request and of an offer: what is done next, whom it is about, and how it came about, at a glance."""

import pytest

import people
from engagements.test_answering import another_offer
from html_page import words
from makers import NOW, OFFICE, a_city, a_help_request, a_pair, a_proposal, an_offer
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.answering import Answer, answer
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest
from people import sign_in
from visitor import Visitor


async def the_clerk(visitor: Visitor) -> None:
    await a_city()
    await sign_in(visitor, await people.a_clerk())


def decisions(visitor: Visitor) -> list[tuple[str, str]]:
    """What the buttons of "Wie geht es weiter?" say, and how they look."""
    form = next(one for one in visitor.page.main.iter("form") if one.get("id") == "weiter")
    return [(words(one), one.get("class")) for one in form.iter("button") if one.get("name") == "stand"]


async def test_the_next_step_of_a_request_stands_out(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await a_help_request()
    await visitor.get("/buero/hilfe/gesuche/1")
    to_clarify, to_open = ("Noch etwas klären", "quiet"), ("Alles klar: Gesuch öffnen", "go")
    closed, rests = ("Erledigt", "quiet"), ("Ruhen lassen", "quiet")
    assert decisions(visitor) == [to_clarify, to_open, closed]
    await decide_request(1, RequestState.CLARIFYING, "", OFFICE, NOW)
    await visitor.get("/buero/hilfe/gesuche/1")
    assert decisions(visitor) == [to_open, rests, closed]
    await decide_request(1, RequestState.OPEN, "", OFFICE, NOW)
    await visitor.get("/buero/hilfe/gesuche/1")
    assert decisions(visitor) == [to_clarify, rests, closed]


async def test_the_next_step_of_an_offer_comes_first_and_stands_out(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await an_offer()
    await visitor.get("/buero/hilfe/angebote/1")
    assert decisions(visitor)[0] == ("Gespräch verabredet", "go")
    await decide_offer(1, OfferState.ACTIVE, "", OFFICE, NOW)
    await visitor.get("/buero/hilfe/angebote/1")
    assert decisions(visitor) == [("Pause ohne Datum", "quiet"), ("Angebot beenden", "quiet")]


async def test_who_was_asked_before_stands_below_those_who_may_be_asked(visitor: Visitor) -> None:
    await the_clerk(visitor)
    offer, request = await a_pair()
    proposal = await a_proposal(offer, request)
    await visitor.get(f"/buero/hilfe/gesuche/{request}")
    assert "Wer vorher gefragt war" not in visitor.page.text
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.NO, VISITOR, NOW)
    await another_offer("Demo-Person Zweite")
    text = (await visitor.get(f"/buero/hilfe/gesuche/{request}")).text
    assert text.index("Demo-Person Zweite") < text.index("Wer vorher gefragt war")
    assert "Wer vorher gefragt warDemo-Person Hilfe Helfende Person sagt Nein" in text


@pytest.mark.parametrize("path", ["gesuche", "angebote"])
async def test_every_part_of_the_page_is_one_link_away(visitor: Visitor, path: str) -> None:
    await the_clerk(visitor)
    offer, request = await a_pair()
    await a_proposal(offer, request)
    await HelpRequest.update({HelpRequest.soon: True}).where(HelpRequest.id == request)
    await visitor.get(f"/buero/hilfe/{path}/{request if path == 'gesuche' else offer}")
    ids = {one.get("id") for one in visitor.page.tree.iter() if isinstance(one.tag, str)}
    jumps = {link.href.removeprefix("#") for link in visitor.page.links if link.href.startswith("#")}
    assert jumps <= ids
    assert {"gefragt", "weiter", "verlauf"} < jumps
    assert jumps & {"wer-passt", "was-passt"}


async def test_of_a_long_story_the_newest_five_are_in_sight(visitor: Visitor) -> None:
    await the_clerk(visitor)
    _offer, request = await a_pair()
    for state in 2 * [RequestState.CLARIFYING, RequestState.OPEN]:
        await decide_request(request, state, "", OFFICE, NOW)
    await visitor.get(f"/buero/hilfe/gesuche/{request}")
    story = next(one for one in visitor.page.main.iter("section") if one.get("id") == "verlauf")
    (fold,) = story.iter("details")
    assert (len(list(story.iter("li"))), words(next(fold.iter("summary")))) == (6, "Alles zeigen: noch 1")
    assert "Gesuch eingegangen" in words(fold)
