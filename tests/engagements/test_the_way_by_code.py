"""Whoever holds a letter finds the page for the code: the letter names it, and so do the public pages."""

import pytest

from makers import a_city, a_pair, a_proposal
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.volunteering.sides import Side, by_id
from visitor import Visitor


@pytest.mark.parametrize("side", Side)
async def test_every_question_names_the_page_for_the_code(database: object, side: Side) -> None:
    await a_city()
    view, here = await by_id(await a_proposal(*await a_pair()), side), await office()
    asked = words(f"volunteering/messages/ask_{side.value}.txt", view=view, office=here)
    assert f"{here.base_url}/vorschlag" in asked.body
    assert "Die andere Person erfährt nichts von einem Nein." in asked.body


@pytest.mark.parametrize("page", ["/helfen", "/hilfe-bekommen"])
async def test_the_public_pages_lead_to_it(visitor: Visitor, page: str) -> None:
    await a_city()
    await visitor.get(page)
    await visitor.click("Wir haben Ihnen geschrieben? Hier antworten Sie mit dem Code.")
    assert visitor.page.path == "/vorschlag"
