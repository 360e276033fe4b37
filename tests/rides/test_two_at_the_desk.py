"""Two pairs on one page: who spoke stands at what they spoke of; and a club reads of nobody's relatives."""

import pytest

import people
from makers import CLUB, NOW, OFFICE, a_city, a_club, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import Channel
from mittendrin.audit.tables import AuditEntry
from mittendrin.people.rules import Contact
from mittendrin.people.trusted import Scope, Trust, trust
from mittendrin.registrations.rules import Target
from mittendrin.rides.actions import Two, ask
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Kind, Side
from people import sign_in
from riding import DRIVES, NEEDS_A_RIDE, a_ride, a_rider
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
CLUBS_DESK = "/verein/demo-turnverein-barbarossa/termine"
NOT_TOLD = "Ist das der ganze Name? Sonst brauchen wir die Antwort von der Person selbst."


async def a_date_with_a_ride() -> tuple[Target, int]:
    """And the number of the question to its driver."""
    await a_city()
    event = await a_published_event(await a_club(), terms=seats(20))
    first, *_others = await occurrence_ids(event)
    return Target(event, first), await a_ride(event, first)


async def test_the_next_answer_is_not_noted_as_said_by_whoever_spoke_before(visitor: Visitor) -> None:
    target, _ride = await a_date_with_a_ride()
    driver = await a_rider(target, "Zweite Fahrerin", DRIVES)
    guest = await a_rider(target, "Zweiter Gast", NEEDS_A_RIDE)
    assert target.occurrence_id
    await ask(Two(target.occurrence_id, Kind.RIDE, driver, guest), CLUB, NOW)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/im-auftrag/{target.occurrence_id}/mitfahrten")
    await visitor.submit("sagt Ja: Demo-Person Fahrerin", anrufer="Demo-Bruder")
    values = [form.value("anrufer") for form in visitor.page.forms if form.action.endswith("/antwort")]
    assert values == ["Demo-Bruder", ""]
    assert visitor.page.answer.text.count("<details open>") == 1
    await visitor.submit("sagt: Diesmal nicht: Zweite Fahrerin")
    said = await AuditEntry.select(AuditEntry.speaker).where(AuditEntry.act == "ride.answered")
    assert said == [{"speaker": ""}]


@pytest.mark.parametrize("scope", [Scope.SIGN_UPS, Scope.HELP])
async def test_a_club_hears_the_same_whatever_name_it_tries(visitor: Visitor, scope: Scope) -> None:
    target, ride = await a_date_with_a_ride()
    driver = await pair_of(ride, Side.GIVER, NOW)
    assert driver.person_id
    for name in ("Klara Geheim", "Karl Geheim"):
        contact = Contact(name, f"+49171392004{len(name)}")
        await trust(driver.person_id, Trust(contact, "Kind", (scope,), Channel.PHONE), OFFICE, NOW)
    await sign_in(visitor, await people.a_responsible())
    await visitor.get(f"{CLUBS_DESK}/{target.occurrence_id}/mitfahrten")
    for tried in ("K", "Demo-Fremde"):
        await visitor.submit("sagt Ja: Demo-Person Fahrerin", anrufer=tried)
        assert list(visitor.page.errors) == [NOT_TOLD]
