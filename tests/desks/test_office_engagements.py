"""One engagement at the office: whatever the two say by telephone, and a visit for which somebody is missing."""

import pytest

from engagement_makers import a_trial, a_visit
from makers import NOW, OFFICE, a_city, a_pair, a_proposal, an_engagement, an_offer
from mittendrin.audit.rules import VISITOR
from mittendrin.audit.tables import AuditEntry
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.engaging import keep_on
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.rules import EndReason
from mittendrin.engagements.tables import Hours, Visit
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import Engagement, Offer
from people import a_clerk, sign_in
from visitor import Visitor

DESK = "/buero/hilfe"


async def an_engagement_page(visitor: Visitor) -> int:
    await a_city()
    engagement = await a_trial()
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"{DESK}/einsaetze/{engagement}")
    return engagement


async def a_stand_in() -> int:
    code = await an_offer(contact=Contact("Demo-Person Ersatz", phone="+491713920035"))
    row = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert row
    await decide_offer(row["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    return int(row["id"])


async def test_visits_are_planned_and_called_off_by_telephone(visitor: Visitor) -> None:
    await an_engagement_page(visitor)
    day = {"besuch-tag": "12", "besuch-monat": "1", "besuch-jahr": "2027", "besuch-uhr": "10"}
    await visitor.submit("Eintragen und Bescheid sagen", **day, rhythmus="once")
    await visitor.submit("Kann nicht kommen Dienstag, 12. Januar, 10 Uhr")
    assert [row["state"] for row in await Visit.select(Visit.state)] == ["helper_cannot"]
    said = await AuditEntry.select(AuditEntry.on_behalf_of, AuditEntry.channel).where(
        AuditEntry.act == "visit.helper_cannot"
    )
    assert said == [{"on_behalf_of": "Demo-Person Hilfe", "channel": "phone"}]


async def test_a_red_line_leads_to_a_stand_in_and_is_gone(visitor: Visitor) -> None:
    engagement = await an_engagement_page(visitor)
    await a_visit(engagement)
    stand_in = await a_stand_in()
    await visitor.get(f"{DESK}/einsaetze/{engagement}")
    await visitor.submit("Kann nicht kommen Dienstag, 12. Januar, 10 Uhr")
    for desk in (DESK, "/buero"):
        await visitor.get(desk)
        assert "Es fehlt jemand: Dienstag, 12. Januar, 10 Uhr" in visitor.page.text
        assert '<section class="box urgent missing">' in visitor.page.answer.text
    await visitor.click("Vertretung finden Demo-Person Suche, Besuch 1")
    assert "0171 39 20 035" in visitor.page.text
    looked_at = await AuditEntry.select(AuditEntry.subject_title).where(
        AuditEntry.act == "person.looked_at", AuditEntry.subject_title == "Demo-Person Ersatz"
    )
    assert len(looked_at) == 1
    await visitor.submit("Diese Vertretung kommt", angebot=str(stand_in))
    assert visitor.page.status == 422
    await visitor.submit("Diese Vertretung kommt", **{"ja-vertretung": "ja", "ja": "ja"})
    assert "eine Vertretung kommt" in visitor.page.text
    await visitor.get(DESK)
    assert "Es fehlt jemand" not in visitor.page.text


async def test_of_a_visit_that_needs_nobody_only_the_two_are_shown(visitor: Visitor) -> None:
    engagement = await an_engagement_page(visitor)
    await a_stand_in()
    await visitor.get(f"{DESK}/besuche/{await a_visit(engagement)}")
    assert "Für diesen Besuch ist nichts mehr zu tun." in visitor.page.text
    assert "kann nicht kommen" not in visitor.page.text
    looked_at = AuditEntry.select(AuditEntry.subject_title).where(AuditEntry.act == "person.looked_at")
    assert "Demo-Person Ersatz" not in {row["subject_title"] for row in await looked_at}


async def test_a_call_leads_to_where_its_answer_is_noted_down(visitor: Visitor) -> None:
    await a_city()
    await a_proposal(*await a_pair())
    await Person.update({Person.email: ""}, force=True)
    await answer(await by_id(1, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    await sign_in(visitor, await a_clerk())
    await visitor.click("Dazu die Seite öffnen Demo-Person Suche, Vorschlag 1")
    assert visitor.page.path == "/buero/hilfe/gesuche/1"


async def test_when_nobody_is_found_the_one_who_waits_is_called(visitor: Visitor) -> None:
    engagement = await an_engagement_page(visitor)
    visit = await a_visit(engagement)
    await visitor.get(f"{DESK}/einsaetze/{engagement}")
    await visitor.submit("Kann nicht kommen Dienstag, 12. Januar, 10 Uhr")
    await visitor.get(f"{DESK}/besuche/{visit}")
    await visitor.submit("Niemand gefunden: Besuch fällt aus")
    calls = await CallTask.select(CallTask.purpose, CallTask.recipient_name).where(
        CallTask.state == CallState.OPEN.value,
        CallTask.purpose.is_in(["visit_helper_cannot", "visit_called_off"]),
    )
    assert calls == [{"purpose": "visit_called_off", "recipient_name": "Demo-Person Suche"}]


async def test_an_end_without_a_day_for_the_pause_or_with_a_long_story_is_no_trouble(
    visitor: Visitor,
) -> None:
    await an_engagement_page(visitor)
    await visitor.submit("Pause eintragen")
    assert visitor.page.status == 422
    story = "Es war eine lange Geschichte. " * 30
    await visitor.submit("Einsatz beenden", seite="requester", **{"grund-text": story})
    row = await Engagement.select(Engagement.status, Engagement.end_reason).first()
    assert row == {"status": "ended", "end_reason": "other"}
    await visitor.submit("Rückmeldung sichern", seite="requester", rueckmeldung="Es war nett.")
    assert "Rückmeldung von Demo-Person Suche" in visitor.page.text


async def test_feedback_needs_somebody_who_gave_it(visitor: Visitor) -> None:
    await an_engagement_page(visitor)
    await visitor.submit("Einsatz beenden", seite="buero")
    await visitor.submit("Rückmeldung sichern", seite="buero", rueckmeldung="Es war nett.")
    assert visitor.page.status == 422


async def test_hours_are_written_down_only_when_the_volunteer_wishes(visitor: Visitor) -> None:
    await an_engagement_page(visitor)
    await visitor.submit("Sie möchte Stunden zählen")
    day = {"stunden-tag-tag": "11", "stunden-tag-monat": "1", "stunden-tag-jahr": "2027"}
    await visitor.submit("Stunden eintragen", **day, dauer="120")
    assert [row["minutes"] for row in await Hours.select(Hours.minutes)] == [120]
    await visitor.submit("Nicht mehr zählen: alle Stunden löschen")
    assert not await Hours.exists()


async def test_the_office_reads_why_it_ended_and_who_said_so(visitor: Visitor) -> None:
    engagement = await an_engagement_page(visitor)
    why = Ending(EndReason.DID_NOT_FIT, "Sie hat immer den Fernseher an.")
    await finish(engagement, why, Voice.by_link(await pair(engagement), Side.REQUESTER), NOW)
    await visitor.get(f"{DESK}/einsaetze/{engagement}")
    for said in (
        "Beendet am Montag, 11. Januar 2027",
        "Grund: Es hat nicht gepasst",
        "Eingetragen: Besuch auf der Seite für Demo-Person Suche",
        "Es hat nicht gepasst. Sie hat immer den Fernseher an.",
    ):
        assert said in visitor.page.text
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    assert "Fernseher" not in visitor.page.text
    assert "gepasst" not in visitor.page.text


@pytest.mark.parametrize(
    ("came_from", "back"), [("liste", "Zurück zur Liste"), ("gesuch", "Zurück zum Gesuch")]
)
async def test_from_reading_out_it_goes_back_to_where_one_came_from(
    visitor: Visitor, came_from: str, back: str
) -> None:
    await a_city()
    await an_engagement()
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"{DESK}/vorschlaege/1/vorlesen?von={came_from}")
    await visitor.click(back)
    assert visitor.page.path == (DESK if came_from == "liste" else f"{DESK}/gesuche/1")


async def test_an_offer_for_the_whole_city_says_so(visitor: Visitor) -> None:
    await a_city()
    await a_stand_in()
    await Offer.update({Offer.reach_km: 20}, force=True)
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"{DESK}/angebote/1")
    assert ("in der ganzen Stadt" in visitor.page.text, "bis 20 km" in visitor.page.text) == (True, False)


async def test_when_the_trial_went_well_its_end_is_not_shown_any_more(visitor: Visitor) -> None:
    engagement = await an_engagement_page(visitor)
    assert "Probezeit bis" in visitor.page.text
    await keep_on(engagement, Voice(OFFICE), NOW)
    await visitor.get(f"{DESK}/einsaetze/{engagement}")
    assert "Probezeit bis" not in visitor.page.text
