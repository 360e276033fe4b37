"""Whose visit a stand-in makes: what the helper, the one who waits, and the office read of it."""

import people
from databases import Database
from engagement_makers import a_stand_in, a_trial, a_visit
from makers import NOW, OFFICE, a_city
from mittendrin.audit.tables import AuditEntry
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import say_cannot
from mittendrin.volunteering.sides import Side
from visitor import Visitor

STAND_IN, HELPER = "Demo-Person Ersatz", "Demo-Person Hilfe"


async def a_visit_of_a_stand_in() -> int:
    await a_city()
    engagement = await a_trial()
    visit = await a_visit(engagement)
    await say_cannot(visit, Voice.by_link(await pair(engagement), Side.VOLUNTEER), NOW)
    await send_stand_in(visit, Agreed(await a_stand_in(), True, True), Voice(OFFICE), NOW)
    return engagement


async def test_the_helper_is_offered_nothing_that_would_refuse(visitor: Visitor) -> None:
    await visitor.get((await pair(await a_visit_of_a_stand_in())).path(Side.VOLUNTEER))
    assert "eine Vertretung kommt" in visitor.page.text
    assert (STAND_IN in visitor.page.text, "Da kann ich nicht" in visitor.page.text) == (False, False)


async def test_whoever_waits_reads_the_name_on_the_page_and_on_the_card(visitor: Visitor) -> None:
    engagement = await a_visit_of_a_stand_in()
    await visitor.get((await pair(engagement)).path(Side.REQUESTER))
    assert f"Es kommt: {STAND_IN}" in visitor.page.text
    await visitor.click("Karte drucken")
    assert f"Dienstag, 12. Januar 2027, 10 Uhr {STAND_IN}" in " ".join(visitor.page.text.split())


async def test_the_card_of_the_helper_leaves_that_visit_out(visitor: Visitor) -> None:
    engagement = await a_visit_of_a_stand_in()
    await visitor.get(f"{(await pair(engagement)).path(Side.VOLUNTEER)}/karte")
    assert ("12. Januar" in visitor.page.text, STAND_IN in visitor.page.text) == (False, False)


async def test_the_log_names_the_stand_in_at_once(database: Database) -> None:
    await a_visit_of_a_stand_in()
    said = await AuditEntry.select(AuditEntry.on_behalf_of, AuditEntry.channel).where(
        AuditEntry.act == "visit.stand_in"
    )
    assert said == [{"on_behalf_of": STAND_IN, "channel": "phone"}]


async def test_the_office_reads_the_name_before_the_day_and_that_is_a_look(visitor: Visitor) -> None:
    engagement = await a_visit_of_a_stand_in()
    await people.sign_in(visitor, await people.a_clerk())
    for page, where in (("gesuche/1", "Gesuch"), (f"einsaetze/{engagement}", "Einsatz")):
        await visitor.get(f"/buero/hilfe/{page}")
        assert STAND_IN in visitor.page.text
        at_them = (AuditEntry.act == "person.looked_at") & (AuditEntry.subject_title == STAND_IN)
        looks = await AuditEntry.select(AuditEntry.detail).where(at_them).order_by(AuditEntry.id)
        assert looks[-1] == {"detail": where}
