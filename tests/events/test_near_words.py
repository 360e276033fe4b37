"""What somebody nearly wrote is offered, never put in its place."""

import pytest

from makers import a_published_event
from mittendrin.events.near_words import near_words
from visitor import Visitor

TITLES = ["Gymnastik im Sitzen", "Spaziergang für alle", "Gesprächs-Café: alle willkommen", "Tanztee"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Gymnastk", "Gymnastik"),
        ("Spaziergänge", "Spaziergang"),
        ("spatziergang für alle", "Spaziergang für alle"),
        ("Gespraechscafe", "Gesprächs"),
        ("Gespraech Caffee", "gespraech Café"),
        ("Gymnastik", ""),
        ("GYMNASTIK", ""),
        ("Tanz", ""),
        ("Xylophon", ""),
        ("Gymnastk mit Xylophon", ""),
        ("", ""),
        ("*", ""),
    ],
)
def test_only_what_is_near_is_offered(typed: str, meant: str) -> None:
    assert near_words(typed, TITLES) == meant


async def test_a_slip_of_the_pen_leads_on(visitor: Visitor) -> None:
    await a_published_event()
    await visitor.get("/veranstaltungen?suche=Gymnastick")
    await visitor.click("Mit dem Wort „Gymnastik“: 5 Termine")
    assert "Gymnastik im Sitzen" in visitor.page.text
    await visitor.get("/veranstaltungen?suche=Xylophon")
    assert "Mit dem Wort" not in visitor.page.text
