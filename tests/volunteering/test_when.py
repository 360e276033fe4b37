"""The page of both walks that asks for weeks, parts of the day and single days. Today is Monday, 11 January 2027."""

from datetime import timedelta

from app_fixtures import StandingClock
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.tables import Offer
from visitor import Visitor
from volunteering.test_pages import (
    ON,
    SEND,
    SKIP,
    ask_from_when_it_suits_to_the_check_page,
    said,
    the_town,
)


async def test_an_appointment_brings_its_weekday(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei="begleitung", **{"was-genau": "Zum Arzt"})
    await visitor.submit(ON, vorname="Demo", nachname="Person")
    await visitor.submit(ON, termine="14.1. und 5.1.2027", tageszeit=["morning"])
    assert "Dieser Tag ist schon vorbei. Prüfen Sie bitte das Datum." in visitor.page.text
    await ask_from_when_it_suits_to_the_check_page(visitor, termine="21.1. und 14.1.", tageszeit=["morning"])
    assert "Wir haben die Vorwahl ergänzt: 0631 12 34 56. Stimmt das?" in visitor.page.text
    assert "Donnerstag, 14. Januar 2027 und Donnerstag, 21. Januar 2027" in visitor.page.text
    assert "Donnerstag vormittags" in visitor.page.text


async def test_somebody_has_time_on_single_days_only(visitor: Visitor, clock: StandingClock) -> None:
    await the_town()
    await visitor.get("/helfen/anfangen")
    await visitor.submit(ON, was=["einkauf"])
    await visitor.submit(ON, termine="3.6. und 5.1.2027", tageszeit=["morning"])
    assert "Dieser Tag ist schon vorbei. Prüfen Sie bitte das Datum." in visitor.page.text
    assert "Kreuzen Sie bitte an, an welchen Tagen." not in visitor.page.text
    await visitor.submit(ON, termine="10.6. und 3.6.", tageszeit=[])
    assert "Kreuzen Sie bitte an, zu welcher Tageszeit." in visitor.page.text
    await visitor.submit(ON, tageszeit=["morning", "noon"])
    await visitor.submit(ON, oft="once")
    await visitor.submit(ON, stadtteil="betzenberg")
    await visitor.submit(ON, weite="5")
    await visitor.submit(ON, vorname="Demo", nachname="Person")
    await visitor.submit(ON, telefon="0171 3920032")
    await visitor.submit(SKIP)
    named = "am Donnerstag, 3. Juni und am Donnerstag, 10. Juni jeweils vormittags und mittags"
    assert f"An bestimmten Tagen{named}" in visitor.page.text
    assert said(visitor)[:3] == ["Das tun Sie gern", "An bestimmten Tagen", "Wie oft"]
    clock.now += timedelta(seconds=10)
    await visitor.submit(SEND)
    assert await Offer.select(Offer.times, Offer.on_days, Offer.day_parts) == [
        {"times": 0, "on_days": "2027-06-03,2027-06-10", "day_parts": 3}
    ]


async def test_whoever_has_always_time_need_not_name_a_day(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/helfen/anfangen")
    await visitor.submit(ON, was=["einkauf"])
    await visitor.submit(ON, jederzeit="ja", termine="irgendwann")
    assert visitor.page.heading == "Wie oft?"


async def test_single_hours_of_the_week_add_up_with_whole_days(
    visitor: Visitor, clock: StandingClock
) -> None:
    await the_town()
    await visitor.get("/helfen/anfangen")
    await visitor.submit(ON, was=["einkauf"])
    await visitor.submit(ON, tage=["1"], tageszeit=["morning"], zeit=["4-3"])
    await visitor.submit(ON, oft="weekly")
    await visitor.submit(ON, stadtteil="betzenberg")
    await visitor.submit(ON, weite="5")
    await visitor.submit(ON, vorname="Demo", nachname="Person")
    await visitor.submit(ON, telefon="0171 3920032")
    await visitor.submit(SKIP)
    assert "Dienstag vormittags, Freitag abends" in visitor.page.text
    clock.now += timedelta(seconds=10)
    await visitor.submit(SEND)
    assert await Offer.select(Offer.times) == [{"times": grid_of([(1, Part.MORNING), (4, Part.EVENING)])}]
