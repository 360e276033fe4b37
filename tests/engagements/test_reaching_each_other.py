"""Both have said yes: each reads how to reach the other, whatever the other has, and who begins."""

import pytest

from makers import NOW, a_city, a_pair, a_proposal, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.telling import each_other_words
from mittendrin.outbox.rules import Words
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.tables import Engagement
from visitor import Visitor

HELPER, ASKER = "Demo-Person Hilfe", "Demo-Person Suche"


async def told(side: Side, other: Contact) -> Words:
    engagement, proposal = await an_engagement()
    return await each_other_words(await by_id(proposal, side), other, await pair(engagement))


@pytest.mark.parametrize(
    ("asker", "said"),
    [
        (Contact(ASKER, "+491713920032", "suche@example.org"), f"Rufen Sie {ASKER} bitte zuerst an."),
        (Contact(ASKER, email="suche@example.org"), f"Schreiben Sie {ASKER} bitte zuerst eine E-Mail."),
        (Contact(ASKER, address="Musterweg 1"), "Das erste Treffen verabreden wir mit Ihnen beiden."),
    ],
)
async def test_the_helper_is_asked_to_begin(database: object, asker: Contact, said: str) -> None:
    await a_city()
    message = await told(Side.VOLUNTEER, asker)
    assert (said in message.body, said in message.script) == (True, True)


@pytest.mark.parametrize("side", Side)
async def test_whoever_has_only_an_address_for_mail_is_reached_by_it(database: object, side: Side) -> None:
    await a_city()
    message = await told(side, Contact("Demo-Person Post", email="post@example.org"))
    assert ("post@example.org" in message.body, "post@example.org" in message.script) == (True, True)


async def test_whoever_has_no_telephone_waits_for_no_call(database: object) -> None:
    await a_city()
    proposal = await a_proposal(*await a_pair())
    await Person.update({Person.phone: "", Person.email: "", Person.address: "Musterweg 1"}).where(
        Person.name == ASKER
    )
    for side in Side:
        await answer(await by_id(proposal, side), Answer.YES, VISITOR, NOW)
    row = await Engagement.select(Engagement.id).first()
    assert row
    view, found = await by_id(proposal, Side.REQUESTER), await pair(row["id"])
    message = await each_other_words(view, found.helper, found)
    said = "Das erste Treffen verabreden wir mit Ihnen beiden."
    assert (said in message.body, "meldet sich" in message.body) == (True, False)


async def test_the_page_of_each_shows_the_mail_of_who_has_no_telephone(visitor: Visitor) -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    await Person.update({Person.phone: "", Person.email: "post@example.org"}, force=True)
    for side, name in ((Side.VOLUNTEER, ASKER), (Side.REQUESTER, HELPER)):
        await visitor.get((await pair(engagement)).path(side))
        assert f"{name}: post@example.org" in visitor.page.text
