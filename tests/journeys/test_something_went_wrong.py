"""A senior reports by her own link, everything rests, and the lead decides."""

import people
from makers import a_city, an_engagement
from mittendrin.engagements.pairs import pair
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement
from people import sign_in
from visitor import Visitor


async def status() -> str:
    row = await Engagement.select(Engagement.status).first()
    assert row
    return str(row["status"])


async def test_from_the_seniors_link_to_the_leads_decision(visitor: Visitor) -> None:
    await a_city()
    await people.a_lead()
    engagement, _proposal = await an_engagement()
    await visitor.get((await pair(engagement)).path(Side.REQUESTER))
    await visitor.click("Ist etwas vorgefallen?")
    await visitor.submit("Jetzt melden")
    assert visitor.page.errors == ["Schreiben Sie bitte kurz, was geschehen ist."]
    await visitor.submit("Jetzt melden", was="Es fehlte Geld in der Küche.")
    assert visitor.page.heading == "Danke, dass Sie es gesagt haben."
    assert await status() == "paused"
    await the_clerk_reads_nothing(visitor)
    await the_lead_decides(visitor)


async def the_clerk_reads_nothing(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/personen/1")
    assert visitor.page.heading == "Demo-Person Hilfe"
    assert "Ein Vorfall ist gemeldet. Alles ruht, bis die Leitung entscheidet." in visitor.page.text
    assert "Geld" not in visitor.page.text
    await visitor.get("/buero")
    assert "/buero/vorfaelle" not in {link.href for link in visitor.page.links}
    assert "Ein Vorfall ist gemeldet" not in visitor.page.text
    await visitor.get("/buero/vorfaelle/1")
    assert visitor.page.answer.status_code == 403


async def the_lead_decides(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_lead())
    await visitor.get("/buero")
    assert "Ein Vorfall ist gemeldet" in visitor.page.text
    await visitor.click("Ansehen und entscheiden")
    await visitor.click("Lesen und entscheiden Demo-Person Hilfe, 1")
    assert "Es fehlte Geld in der Küche." in visitor.page.text
    await visitor.submit("So entscheiden")
    assert visitor.page.errors == ["Wählen Sie bitte, wie es weitergeht."]
    await visitor.submit("So entscheiden", entscheidung="go_on")
    assert "Gerade ist nichts zu entscheiden." in visitor.page.text
    assert await status() == "first_meeting"
    await visitor.get("/buero")
    assert "Ein Vorfall ist gemeldet" not in visitor.page.text
    await visitor.get("/buero/protokoll?bereich=personen")
    assert "Vorfall gelesen" in visitor.page.text
