"""The club reads on its desk that few have signed up, and says what to do."""

from dataclasses import replace
from datetime import datetime

from app_fixtures import StandingClock
from desks.club_walk import DESK
from makers import BERLIN, a_club, a_published_event, occurrence_ids, seats
from mittendrin.jobs.asking import ask_organisations
from people import a_responsible, sign_in
from visitor import Visitor

FRIDAY = datetime(2027, 1, 15, 6, tzinfo=BERLIN)


async def test_it_takes_place_all_the_same(visitor: Visitor, clock: StandingClock) -> None:
    await a_published_event(await a_club(), terms=replace(seats(8), minimum=3))
    await ask_organisations(FRIDAY)
    clock.now = FRIDAY
    await sign_in(visitor, await a_responsible())
    assert "Erst wenige Anmeldungen: Gymnastik im Sitzen, Dienstag, 19. Januar" in visitor.page.text
    assert "Noch hat sich niemand angemeldet. Mindestens 3 sollten es sein." in visitor.page.text
    await visitor.click("Findet trotzdem statt: Gymnastik im Sitzen, Dienstag, 19. Januar")
    await visitor.submit("Findet trotzdem statt")
    assert "Gesichert. Danke!" in visitor.page.text
    await visitor.get(DESK)
    assert "Erst wenige Anmeldungen" not in visitor.page.text


async def test_or_it_is_called_off(visitor: Visitor, clock: StandingClock) -> None:
    event = await a_published_event(await a_club(), terms=replace(seats(8), minimum=3))
    await ask_organisations(FRIDAY)
    clock.now = FRIDAY
    await sign_in(visitor, await a_responsible())
    await visitor.click("Absagen: Gymnastik im Sitzen, Dienstag, 19. Januar")
    await visitor.submit("Weiter: Angaben prüfen", grund="Es sind zu wenige.")
    await visitor.submit("Jetzt absagen")
    second = (await occurrence_ids(event))[1]
    assert visitor.page.path.startswith(f"{DESK}/termine/{second}")
    await visitor.get(DESK)
    assert "Erst wenige Anmeldungen" not in visitor.page.text
