"""Whoever helps a club reads where: nobody comes to a door there, and nobody sends them to a café."""

import pytest

from databases import Database
from engagements.test_answering import another_offer
from engagements.test_several_helpers import both_agree
from makers import a_proposal
from mittendrin.engagements.pairs import pair
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement
from needing import a_public_need, request_of
from visitor import Visitor

CLUB = "Demo-Turnverein Barbarossa"


@pytest.mark.parametrize(
    ("side", "heading"),
    [(Side.VOLUNTEER, f"Sie helfen {CLUB}"), (Side.REQUESTER, f"Demo-Person A hilft: {CLUB}")],
)
async def test_the_page_names_the_club_and_no_door(visitor: Visitor, side: Side, heading: str) -> None:
    request = await request_of(await a_public_need())
    await both_agree(await a_proposal(await another_offer("Demo-Person A"), request))
    row = await Engagement.select(Engagement.id).first()
    assert row
    await visitor.get((await pair(row["id"])).path(side))
    assert visitor.page.heading == heading
    assert f"Sie treffen sich dort, wo geholfen wird: {CLUB}." in visitor.page.text
    untrue = ("Café", "Codewort", "Karte drucken")
    assert [words for words in untrue if words in visitor.page.text] == []


async def test_the_message_after_both_yeses_names_neither_door_nor_cafe(database: Database) -> None:
    request = await request_of(await a_public_need())
    await both_agree(await a_proposal(await another_offer("Demo-Person A"), request))
    said = await Mail.select(Mail.body).where(
        Mail.purpose.is_in(["both_yes_volunteer", "both_yes_requester"])
    )
    told = await CallTask.select(CallTask.script).where(CallTask.purpose.like("both_yes_%"))
    texts = [row["body"] for row in said] + [row["script"] for row in told]
    assert len(texts) == 2
    assert any(f"Sie treffen sich dort, wo geholfen wird: {CLUB}." in text for text in texts)
    assert [text for text in texts if "Café" in text or "Codewort" in text] == []
