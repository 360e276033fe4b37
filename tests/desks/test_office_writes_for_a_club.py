"""A club phones: the office fills in the club's own form, and everybody reads in whose name."""

import pytest

import people
from desks.club_walk import FROM_MARCH, HOURS, WHAT, WHERE
from makers import a_city, a_club, a_district, a_published_event, a_topic, a_venue
from mittendrin.audit.tables import AuditEntry
from mittendrin.events.tables import Event
from mittendrin.organisations.tables import Organisation
from people import sign_in
from visitor import Visitor

NEW = "/buero/organisationen/demo-turnverein-barbarossa/neu"


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await a_city()
    for made in (a_club, a_topic, a_district, a_venue):
        await made()
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def to_preview(clerk: Visitor) -> None:
    await clerk.get("/buero/organisationen/demo-turnverein-barbarossa")
    await clerk.click("Veranstaltung eintragen")
    for values in (
        WHAT,
        WHERE,
        {"rhythmus": "jede-woche"},
        {"wochentage": "dienstag", **HOURS, **FROM_MARCH},
    ):
        await clerk.submit("Weiter", **values)
    await clerk.submit("Weiter: Vorschau", anmeldung="none")


async def test_a_club_has_its_event_entered_and_the_log_says_for_whom(clerk: Visitor) -> None:
    await to_preview(clerk)
    assert "Im Auftrag von Demo-Turnverein Barbarossa" in clerk.page.text
    await clerk.submit("So einreichen")
    assert clerk.page.errors == ["Schreiben Sie bitte, wer vom Verein sich meldet."]
    assert not await Event.exists()
    await clerk.submit("So einreichen", anrufer="Frau Demo")
    assert "Eingereicht. Jetzt sieht der Beirat die Veranstaltung an." in clerk.page.text
    assert await Event.select(Event.state) == [{"state": "submitted"}]
    acts = await AuditEntry.select(AuditEntry.on_behalf_of, AuditEntry.channel).where(
        AuditEntry.act.like("event.%")
    )
    assert {(act["on_behalf_of"], act["channel"]) for act in acts} == {
        ("Frau Demo, Demo-Turnverein Barbarossa", "phone")
    }


async def test_whoever_is_no_more_has_nothing_entered(clerk: Visitor) -> None:
    await Organisation.update({Organisation.active: False}, force=True)
    await clerk.get(NEW)
    assert clerk.page.answer.status_code == 404


async def test_what_a_club_wants_changed_is_found_by_its_date(clerk: Visitor) -> None:
    event = await a_published_event()
    await clerk.get("/buero/im-auftrag")
    await clerk.submit("Suchen", suche="Gymnastik 12.1.")
    await clerk.follow(
        next(link.href for link in clerk.page.links if link.href.endswith(f"/{event}/aendern"))
    )
    assert clerk.page.heading == "Vorschau"
    await clerk.submit("So einreichen", anrufer="Frau Demo")
    assert clerk.page.path.startswith("/buero/organisationen/demo-turnverein-barbarossa?getan=")
