"""One needs a ride, one has a seat: ticked at sign-up, asked by the club, and both know each other after two yeses."""

import re
from datetime import timedelta

import people
from app_fixtures import StandingClock
from makers import a_city, a_club, a_published_event, occurrence_ids, seats
from mittendrin.outbox.tables import Mail
from people import CLUB, sign_in
from visitor import Visitor


async def test_from_two_ticks_to_one_car(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    event_id = await a_published_event(await a_club(CLUB), terms=seats(20))
    date = (await occurrence_ids(event_id))[0]
    await somebody_signs_up(visitor, clock, date, "Demo-Person Fahrerin", plaetze="2")
    await somebody_signs_up(visitor, clock, date, "Demo-Person Gast", mitfahren="ja")
    await sign_in(visitor, await people.a_responsible())
    path = f"/verein/demo-turnverein-barbarossa/termine/{date}"
    await visitor.get(path)
    await visitor.click("Mitfahrten")
    assert "Demo-Person Fahrerin nimmt Demo-Person Gast mit" in visitor.page.text
    assert "Beide kommen aus Betzenberg." in visitor.page.text
    await visitor.submit("Fragen: Demo-Person Fahrerin, Demo-Person Gast")
    assert "Demo-Person Gast: wird danach gefragt" in visitor.page.text
    await the_driver_says_yes_by_link(visitor)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/im-auftrag/{date}/mitfahrten")
    await visitor.submit("sagt Ja: Demo-Person Gast")
    assert "gehen zusammen hin" in visitor.page.text
    told = await Mail.select(Mail.recipient, Mail.body).where(Mail.purpose == "ride_together")
    assert sorted(row["recipient"] for row in told) == ["fahrerin@example.org", "gast@example.org"]
    assert "Demo-Person Gast" in next(row["body"] for row in told if row["recipient"].startswith("fahrerin"))


async def somebody_signs_up(
    visitor: Visitor, clock: StandingClock, date: int, name: str, **wish: str
) -> None:
    mail = f"{name.rsplit(' ', maxsplit=1)[-1].lower()}@example.org"
    await visitor.get(f"/veranstaltungen/gymnastik-im-sitzen/anmelden?termin={date}")
    await visitor.submit("Weiter: Angaben prüfen", name=name, mail=mail, **{"von-wo": "Betzenberg"}, **wish)
    assert "Betzenberg" in visitor.page.text
    clock.now += timedelta(seconds=30)
    await visitor.submit("Jetzt absenden")


async def the_driver_says_yes_by_link(visitor: Visitor) -> None:
    asked = await Mail.select(Mail.body).where(
        Mail.purpose == "ride_asked", Mail.recipient == "fahrerin@example.org"
    )
    assert "Demo-Person Gast" not in asked[0]["body"]
    link = re.search(r"/mitfahrt/\w+/\w+", asked[0]["body"])
    assert link
    await visitor.get(link[0])
    assert "Demo-Person Gast" not in visitor.page.text
    await visitor.submit("Ja, gern")
    assert "Danke! Jetzt warten wir noch auf die andere Person." in visitor.page.text
