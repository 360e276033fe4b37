"""After an incident: what the office reads before something goes on."""

import people
from incident_makers import HELPER, report
from makers import NOW, OFFICE, a_city, an_engagement
from mittendrin.incidents.actions import decide_incident
from mittendrin.incidents.rules import Decision
from people import sign_in
from visitor import Visitor


async def test_whoever_lets_an_offer_go_on_reads_that_the_lead_ended_something(visitor: Visitor) -> None:
    await a_city()
    await an_engagement()
    await decide_incident(await report(HELPER), Decision.END, OFFICE, NOW)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe/angebote/1")
    assert "Die Leitung hat nach einem Vorfall den Einsatz beendet." in visitor.page.text
    await visitor.submit("Aktiv: darf vorgeschlagen werden")
    assert "Warum darf es weitergehen?" in visitor.page.errors[0]
    await visitor.submit("Aktiv: darf vorgeschlagen werden", grund="Es war ein Irrtum.")
    assert "Es war ein Irrtum." in visitor.page.text
