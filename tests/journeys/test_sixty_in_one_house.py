"""A home for the elderly, a computer course, the town hall: sixty people behind one address, and nobody is turned away."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app_fixtures import StandingClock
from makers import PASSWORD, a_city, a_club, a_member, a_published_event, seats
from mittendrin.callbacks.tables import CallBack
from mittendrin.registrations.tables import Registration
from mittendrin.web.asgi import ASGIApp
from visitor import Visitor

SIXTY = range(60)
NEXT, SEND = "Weiter: Angaben prüfen", "Jetzt absenden"


@pytest.fixture
def house(app: ASGIApp) -> Iterator[list[Visitor]]:
    """Each has a browser of their own; all come from the address that tests come from."""
    yield [Visitor(app) for _ in SIXTY]


async def test_all_sign_up_and_find_their_slip_again(house: list[Visitor], clock: StandingClock) -> None:
    await a_published_event(terms=seats(60))
    for n, visitor in enumerate(house):
        await visitor.get("/veranstaltungen/gymnastik-im-sitzen/anmelden")
        await visitor.submit(NEXT, name=f"Demo-Person {n}", telefon=f"0171 39200{n:02}")
    clock.now += timedelta(seconds=30)
    for visitor in house:
        await visitor.submit(SEND)
    assert {visitor.page.heading for visitor in house} == {"Sie sind angemeldet."}
    codes = await Registration.select(Registration.code).order_by(Registration.id).output(as_list=True)
    for n, visitor in enumerate(house):
        await visitor.get("/meine-termine")
        await visitor.submit("Weiter", code=codes[n], name=f"Demo-Person {n}")
    assert {visitor.page.heading for visitor in house} == {"Sie sind angemeldet."}


async def test_all_look_for_something_and_ask_to_be_called(
    house: list[Visitor], clock: StandingClock
) -> None:
    await a_city()
    for n, visitor in enumerate(house):
        for words in ("Tanz", "Musik"):
            await visitor.get(f"/veranstaltungen?suche={words}+{n}")
        await visitor.get("/rueckruf")
        await visitor.submit(NEXT, name=f"Demo-Person {n}", telefon=f"0171 39200{n:02}", worum="Fahrt")
    clock.now += timedelta(seconds=30)
    for visitor in house:
        await visitor.submit(SEND)
    assert {visitor.page.status for visitor in house} == {200}
    assert await CallBack.count() == 60


async def test_all_sign_in_the_one_whom_somebody_guesses_at_from_there_too(house: list[Visitor]) -> None:
    await a_city()
    club = await a_club()
    for n in SIXTY:
        await a_member(f"{n}@example.org", club)
    owner, *others = house
    for n, visitor in enumerate(house):
        await visitor.get("/zugang")
        await visitor.submit("Anmelden", mail=f"{n}@example.org", passwort=PASSWORD)
    assert {visitor.page.path for visitor in house} == {"/verein/demo-turnverein-barbarossa"}
    await owner.post("/zugang/abmelden")
    for visitor in others[:30]:
        visitor.client.cookies.clear()
        await visitor.get("/zugang")
        await visitor.submit("Anmelden", mail="0@example.org", passwort="falsch, aber lang genug")
    assert "zu viele Versuche" in visitor.page.text
    await owner.get("/zugang")
    await owner.submit("Anmelden", mail="0@example.org", passwort=PASSWORD)
    assert owner.page.path == "/verein/demo-turnverein-barbarossa"
