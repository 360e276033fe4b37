"""Those who watch the server learn when no mail goes out any more."""

from datetime import timedelta

from app_fixtures import StandingClock
from makers import a_published_event, a_sign_up, a_wish, seats
from visitor import Visitor


async def test_mails_that_wait_too_long_are_trouble(visitor: Visitor, clock: StandingClock) -> None:
    event = await a_published_event(terms=seats(2))
    await a_sign_up(event, a_wish(email="eins@example.org"))
    clock.now += timedelta(minutes=14)
    answer = await visitor.client.get("/gesund")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ok", "database": "ok", "outbox_age_seconds": 840},
    )
    clock.now += timedelta(minutes=1)
    assert (await visitor.client.get("/gesund")).status_code == 503
