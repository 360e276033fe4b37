"""What the two read and write on their own page, and what the log says of it."""

from datetime import timedelta

import pytest

from makers import NOW, a_city, a_published_event, occurrence_ids, seats
from mittendrin.audit.queries import history
from mittendrin.audit.rules import by_link_of
from mittendrin.jobs.forgetting import forget
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.rides.actions import answer
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, Side
from riding import a_ride
from visitor import Visitor


async def the_ride() -> int:
    await a_city()
    event_id = await a_published_event(terms=seats(20))
    return await a_ride(event_id, (await occurrence_ids(event_id))[0])


@pytest.mark.parametrize(("button", "said"), [("Ja, gern", "Ja"), ("Diesmal nicht", "Diesmal nicht")])
async def test_the_log_says_who_answered_and_what(visitor: Visitor, button: str, said: str) -> None:
    view = await pair_of(await the_ride(), Side.GIVER, NOW)
    await visitor.get(view.path)
    assert "Von einem Nein erfährt die andere Person nichts." in visitor.page.text
    await visitor.submit(button)
    assert "Danke" in visitor.page.text
    lines = await history(f"occurrence:{view.occurrence_id}")
    assert [(one.on_behalf_of, one.detail) for one in lines if one.act == "ride.answered"] == [
        ("Demo-Person Fahrerin", said)
    ]


async def test_the_question_names_the_page_for_the_code(visitor: Visitor) -> None:
    view = await pair_of(await the_ride(), Side.GIVER, NOW)
    here = await office()
    asked = words("rides/messages/ride_asked.txt", view=view, date=view.date, office=here).body
    assert f"{here.base_url}/vorschlag" in asked
    await visitor.get("/vorschlag")
    await visitor.submit("Weiter", code=view.code, name="Demo-Person Fahrerin")
    assert visitor.page.path == view.path


async def test_the_log_forgets_the_name_with_the_sign_up(database: object) -> None:
    view = await pair_of(await the_ride(), Side.GIVER, NOW)
    for side in Side:
        one = await pair_of(view.id, side, NOW)
        await answer(one, Answer.YES, by_link_of(one.to.name), NOW)
    await forget(NOW + timedelta(days=60))
    lines = await history(f"occurrence:{view.occurrence_id}")
    assert {(one.act, one.on_behalf_of) for one in lines} >= {("ride.answered", ""), ("contact.released", "")}
    assert not any(one.on_behalf_of for one in lines)
