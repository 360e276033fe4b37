"""What each of the two does by link."""

from datetime import timedelta

import pytest

from app_fixtures import StandingClock
from engagement_makers import a_trial, a_visit
from incident_makers import HELPER, report
from makers import NOW, OFFICE, a_city, a_pair, a_proposal, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.audit.tables import AuditEntry
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.tables import Mail
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer
from mittendrin.web.limits import BY_ONE_LINK
from visitor import Visitor, until_stopped

VOLUNTEER, REQUESTER = Side.VOLUNTEER, Side.REQUESTER


async def link(engagement: int, side: Side) -> str:
    return (await pair(engagement)).path(side)


async def test_the_helper_plans_says_cannot_and_comes_after_all(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await visitor.get(await link(engagement, VOLUNTEER))
    day = {"besuch-tag": "12", "besuch-monat": "1", "besuch-jahr": "2027"}
    await visitor.submit(
        "Eintragen und Bescheid sagen", **day, **{"besuch-uhr": "10", "rhythmus": "weekly", "wie-oft": "2"}
    )
    assert visitor.page.status == 200
    await visitor.submit("Da kann ich nicht Dienstag, 12. Januar, 10 Uhr")
    assert "Wir suchen eine Vertretung" in visitor.page.text
    await visitor.submit("Ich kann doch kommen Dienstag, 12. Januar, 10 Uhr")
    states = await Visit.select(Visit.state).order_by(Visit.starts_at, Visit.id)
    assert [row["state"] for row in states] == ["planned", "planned"]


async def test_on_the_day_itself_the_button_says_today(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    engagement = await a_trial()
    await a_visit(engagement)
    clock.now = NOW + timedelta(days=1)
    await visitor.get(await link(engagement, VOLUNTEER))
    await visitor.submit("Heute kann ich nicht Dienstag, 12. Januar, 10 Uhr")
    assert [row["state"] for row in await Visit.select(Visit.state)] == ["helper_cannot"]


async def test_mistakes_are_said_all_at_once_and_nothing_is_lost(visitor: Visitor) -> None:
    await a_city()
    await visitor.get(await link(await a_trial(), VOLUNTEER))
    await visitor.submit(
        "Eintragen und Bescheid sagen", **{"besuch-tag": "30", "besuch-monat": "2", "besuch-uhr": "26"}
    )
    assert visitor.page.status == 422
    assert "Diesen Tag gibt es nicht." in visitor.page.text
    assert "Diese Uhrzeit" in visitor.page.text
    assert not await Visit.exists()


async def test_whoever_gets_help_cannot_plan_for_the_helper(visitor: Visitor) -> None:
    await a_city()
    path = await link(await a_trial(), REQUESTER)
    await visitor.get(path)
    assert "Termine eintragen" not in visitor.page.text
    await visitor.post(f"{path}/planen", {"besuch-tag": "12", "besuch-uhr": "10"})
    assert visitor.page.status == 404


async def test_nobody_touches_the_visits_of_others(visitor: Visitor) -> None:
    await a_city()
    visit = await a_visit(await a_trial())
    await Engagement.update({Engagement.status: "ended"}, force=True)
    await Offer.update({Offer.status: "ended"}, force=True)
    other, _proposal = await an_engagement()
    await visitor.get(await link(other, VOLUNTEER))
    await visitor.post(f"{await link(other, VOLUNTEER)}/besuche/{visit}")
    assert visitor.page.status == 404
    assert [row["state"] for row in await Visit.select(Visit.state)] == ["planned"]


async def test_an_address_that_we_have_not_signed_opens_nothing(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    code = (await pair(engagement)).volunteer_code
    for path in (
        f"/einsatz/{code}/falsch",
        (await link(engagement, VOLUNTEER)).replace("einsatz", "vorschlag"),
    ):
        await visitor.get(path)
        assert visitor.page.status == 404


async def test_either_side_pauses_and_goes_on_and_ends_by_link(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await visitor.get(await link(engagement, REQUESTER))
    await visitor.submit("Pause eintragen", **{"bis-tag": "1", "bis-monat": "2", "bis-jahr": "2027"})
    assert "Montag, 1. Februar 2027" in visitor.page.text
    await visitor.submit("Es geht weiter")
    await visitor.submit("Ja, wir hören auf", grund="did_not_fit")
    assert visitor.page.heading == "Diese Hilfe ist beendet"
    await visitor.submit("Rückmeldung abschicken", rueckmeldung="Es war nett.")
    assert "Danke für Ihre Rückmeldung." in visitor.page.text
    row = await Engagement.select(Engagement.status, Engagement.end_reason).first()
    assert row == {"status": "feedback_done", "end_reason": "did_not_fit"}


async def test_thirty_days_after_the_end_nobody_is_named_any_more(
    visitor: Visitor, clock: StandingClock
) -> None:
    await a_city()
    engagement = await a_trial()
    await finish(engagement, Ending(), Voice(OFFICE), NOW)
    await visitor.get(await link(engagement, VOLUNTEER))
    assert "Demo-Person Suche" in visitor.page.text
    clock.now = NOW + timedelta(days=30)
    await visitor.get(await link(engagement, VOLUNTEER))
    assert "Suche" not in visitor.page.text


async def test_the_card_names_who_comes_the_word_and_the_telephone(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await a_visit(engagement)
    word = (await pair(engagement)).code_word
    for side, name in ((REQUESTER, "Demo-Person Hilfe"), (VOLUNTEER, "Demo-Person Suche")):
        await visitor.get(await link(engagement, side))
        await visitor.click("Karte drucken")
        for said in (name, word, "Dienstag, 12. Januar 2027, 10 Uhr", "069 90 00 90 01", "PIN"):
            assert said in visitor.page.text
    await finish(engagement, Ending(), Voice(OFFICE), NOW)
    await visitor.get(f"{await link(engagement, REQUESTER)}/karte")
    assert visitor.page.status == 404


async def test_what_is_good_to_know_reaches_the_helper_after_both_yeses_and_nobody_else(
    visitor: Visitor,
) -> None:
    await a_city()
    proposal = await a_proposal(*await a_pair())
    await HelpRequest.update({HelpRequest.needs: "stairs,pets"}, force=True)
    facts = "Es gibt Treppen und keinen Aufzug"
    await visitor.get((await by_id(proposal, VOLUNTEER)).path)
    assert facts not in visitor.page.text
    for side in Side:
        await answer(await by_id(proposal, side), Answer.YES, VISITOR, NOW)
    row = await Engagement.select(Engagement.id).first()
    assert row
    for end in ("", "/karte"):
        await visitor.get(await link(row["id"], VOLUNTEER) + end)
        assert (facts in visitor.page.text, "Ein Tier wohnt mit in der Wohnung" in visitor.page.text) == (
            True,
            True,
        )
        await visitor.get(await link(row["id"], REQUESTER) + end)
        assert facts not in visitor.page.text
    told = await Mail.select(Mail.body).where(Mail.purpose == "both_yes_volunteer").first()
    assert told and f"Gut zu wissen: {facts}. Ein Tier wohnt mit in der Wohnung." in told["body"]
    await finish(row["id"], Ending(), Voice(OFFICE), NOW - timedelta(days=31))
    await visitor.get(await link(row["id"], VOLUNTEER))
    assert facts not in visitor.page.text


@pytest.mark.parametrize("deed", ["planen", "pause", "weiter", "stunden", "besuche/1"])
async def test_by_one_link_nobody_writes_without_end(visitor: Visitor, deed: str) -> None:
    await a_city()
    engagement = await a_trial()
    await a_visit(engagement)
    helper, asker = [await link(engagement, side) for side in (VOLUNTEER, REQUESTER)]
    answers = await until_stopped(visitor, f"{helper}/{deed}", BY_ONE_LINK)
    assert len(answers) == BY_ONE_LINK.burst + 1
    assert (await visitor.post(f"{asker}/pause")).status == 422


async def test_whoever_knows_only_the_code_locks_nobody_out(visitor: Visitor) -> None:
    await a_city()
    helper = await link(await a_trial(), VOLUNTEER)
    guessed = f"{helper.rpartition('/')[0]}/falsch/pause"
    answers = await until_stopped(visitor, guessed, BY_ONE_LINK)
    assert answers == [*[404] * BY_ONE_LINK.burst, 429]
    assert (await visitor.post(f"{helper}/pause")).status == 422


async def test_the_log_names_whose_link_it_was(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await a_visit(engagement)
    await visitor.get(await link(engagement, VOLUNTEER))
    await visitor.submit("Da kann ich nicht Dienstag, 12. Januar, 10 Uhr")
    await visitor.get(await link(engagement, REQUESTER))
    await visitor.submit("Pause eintragen", **{"bis-tag": "1", "bis-monat": "2", "bis-jahr": "2027"})
    await visitor.submit("Es geht weiter")
    await visitor.submit("Ja, wir hören auf", grund="did_not_fit")
    by_link = (AuditEntry.actor == "web") & (AuditEntry.on_behalf_of != "")
    columns = (AuditEntry.act, AuditEntry.detail, AuditEntry.on_behalf_of)
    acts = await AuditEntry.select(*columns).where(by_link).order_by(AuditEntry.id)
    assert [(one["act"], one["detail"], one["on_behalf_of"]) for one in acts] == [
        ("visit.helper_cannot", "Dienstag, 12. Januar, 10 Uhr", "Demo-Person Hilfe"),
        ("engagement.changed", "Pause bis Montag, 1. Februar", "Demo-Person Suche"),
        ("engagement.changed", "Probezeit", "Demo-Person Suche"),
        ("engagement.changed", "beendet", "Demo-Person Suche"),
        ("engagement.end_explained", "", "Demo-Person Suche"),
        ("help_request.decided", "offen", "Demo-Person Suche"),
    ]


async def test_whoever_ends_it_hears_that_we_go_on_looking_and_may_say_no(visitor: Visitor) -> None:
    await a_city()
    await visitor.get(await link(await a_trial(), REQUESTER))
    await visitor.submit("Ja, wir hören auf")
    assert "Wir suchen jemand anderen für Sie." in visitor.page.text
    await visitor.submit("Ich brauche niemanden mehr")
    assert "Wir suchen jemand anderen für Sie." not in visitor.page.text
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "closed"}]


async def test_nobody_is_asked_who_needs_nobody_nor_the_helper(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await visitor.get(await link(engagement, REQUESTER))
    await visitor.submit("Ja, wir hören auf", grund="not_needed")
    assert "Ich brauche niemanden mehr" not in visitor.page.text
    decided = await AuditEntry.count().where(AuditEntry.act == "help_request.decided")
    await visitor.post(f"{await link(engagement, REQUESTER)}/niemand-mehr", {})
    assert await AuditEntry.count().where(AuditEntry.act == "help_request.decided") == decided
    await visitor.post(f"{await link(engagement, VOLUNTEER)}/niemand-mehr", {})
    assert visitor.page.status == 404


async def test_while_the_office_looks_into_it_nothing_is_offered_that_would_refuse(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await report(HELPER)
    for side in Side:
        await visitor.get(await link(engagement, side))
        assert "Das Seniorenbüro klärt gerade etwas. Wir melden uns bei Ihnen." in visitor.page.text
        assert "Es geht weiter" not in visitor.page.text
