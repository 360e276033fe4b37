"""After a mistake the clerk reads what the farewell has ended, and opens offers and requests again."""

import pytest

from makers import NOW, OFFICE, a_city, an_engagement
from mittendrin.core.refusal import Refused
from mittendrin.farewells.actions import say_farewell, take_farewell_back
from mittendrin.farewells.taken_back import ended_by_mistake, open_again
from mittendrin.people.rules import Leaving
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer
from people import a_clerk, sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
HELPER, ASKER = "Demo-Person Hilfe", "Demo-Person Suche"


async def a_mistake_about(name: str, leaving: Leaving = Leaving.DIED) -> int:
    """Their id; nothing is taken back yet."""
    await a_city()
    await an_engagement()
    row = await Person.select(Person.id).where(Person.name == name).first()
    assert row
    await say_farewell(row["id"], leaving, OFFICE, NOW)
    return int(row["id"])


@pytest.mark.parametrize("leaving", Leaving)
async def test_what_was_ended_by_mistake_can_be_opened_again(leaving: Leaving) -> None:
    person = await a_mistake_about(ASKER, leaving)
    assert await ended_by_mistake(person) == []
    await take_farewell_back(person, OFFICE, NOW)
    assert [one.subject for one in await ended_by_mistake(person)] == ["help_request:1"]
    for _again in range(2):
        await open_again(person, "help_request:1", OFFICE, NOW)
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "clarifying"}]
    await decide_request(1, RequestState.CLOSED, "", OFFICE, NOW)
    assert await ended_by_mistake(person) == []
    with pytest.raises(Refused):
        await open_again(person, "help_request:1", OFFICE, NOW)


async def test_the_page_says_so_and_has_a_button(visitor: Visitor) -> None:
    person = await a_mistake_about(HELPER)
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"/buero/personen/{person}")
    await visitor.submit("Das war ein Irrtum")
    assert "Das ist dadurch zu Ende. Was soll weitergehen?" in visitor.page.text
    await visitor.submit("Wieder öffnen Einkauf und Erledigung")
    assert "Wieder öffnen" not in visitor.page.text
    assert await Offer.select(Offer.status) == [{"status": "interview"}]
