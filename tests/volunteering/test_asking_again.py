""" "Gilt Ihr Angebot noch?": by mail with a link, else by telephone; tests move the clock."""

import re
from datetime import date, timedelta
from typing import Any

import people
from app_fixtures import StandingClock
from databases import Database
from makers import NOW, OFFICE, a_city, a_pair
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import local_day
from mittendrin.farewells.actions import say_farewell
from mittendrin.jobs.following_up import follow_up_proposals
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Leaving
from mittendrin.people.tables import Person
from mittendrin.volunteering.asking_again import StillThere, answer_again, offer_of
from mittendrin.volunteering.asking_offers import ask_again, call_silent, silent_offers
from mittendrin.volunteering.candidates import offer_facts
from mittendrin.volunteering.deciding import confirm_offer
from mittendrin.volunteering.tables import Offer
from people import sign_in
from visitor import Visitor

HALF_A_YEAR_LATER = NOW + timedelta(days=183)


async def mails_and_calls() -> tuple[int, int]:
    asked = ["still_there", "offer_silent"]
    return (
        await Mail.count().where(Mail.purpose.is_in(asked)),
        await CallTask.count().where(CallTask.purpose.is_in(asked), CallTask.state == "open"),
    )


async def an_old_offer() -> int:
    await a_city()
    offer, _request = await a_pair()
    return offer


async def the_link() -> str:
    mail = await Mail.select(Mail.body).where(Mail.purpose == "still_there").first()
    assert mail
    found = re.search(r"/angebot/\w+/\w+", mail["body"])
    assert found
    return found[0]


async def test_after_half_a_year_it_is_asked_once(database: Database) -> None:
    await an_old_offer()
    await follow_up_proposals(HALF_A_YEAR_LATER - timedelta(seconds=1))
    assert await mails_and_calls() == (0, 0)
    for _twice in range(2):
        await follow_up_proposals(HALF_A_YEAR_LATER)
    assert await mails_and_calls() == (1, 0)


async def test_nobody_is_asked_while_everything_of_theirs_rests(database: Database) -> None:
    """Nor called because they are silent. When it goes on, the question comes."""
    await an_old_offer()
    await Person.update({Person.held: True}, force=True)
    await follow_up_proposals(HALF_A_YEAR_LATER)
    assert await mails_and_calls() == (0, 0)
    await Person.update({Person.held: False}, force=True)
    await follow_up_proposals(HALF_A_YEAR_LATER)
    assert await mails_and_calls() == (1, 0)
    await Person.update({Person.held: True}, force=True)
    await follow_up_proposals(add_office_days(HALF_A_YEAR_LATER, 10))
    assert await mails_and_calls() == (1, 0)


async def test_what_begins_to_rest_at_this_moment_is_not_asked(database: Database) -> None:
    offer = await an_old_offer()
    await Person.update({Person.held: True}, force=True)
    assert not await ask_again(offer, HALF_A_YEAR_LATER)


async def test_nobody_is_asked_in_a_pause_that_they_have_named(database: Database) -> None:
    await an_old_offer()
    last = local_day(HALF_A_YEAR_LATER) + timedelta(days=1)
    await Offer.update({Offer.paused_until: last, Offer.ask_again_on: local_day(NOW)}, force=True)
    await follow_up_proposals(HALF_A_YEAR_LATER)
    assert await mails_and_calls() == (0, 0)
    await Offer.update({Offer.ask_again_on: None}, force=True)
    await follow_up_proposals(HALF_A_YEAR_LATER)
    assert await mails_and_calls() == (0, 0)
    await follow_up_proposals(HALF_A_YEAR_LATER + timedelta(days=1))
    assert await mails_and_calls() == (1, 0)


async def test_who_has_gone_is_not_asked(database: Database) -> None:
    await an_old_offer()
    person = await Offer.select(Offer.person).first()
    assert person
    await say_farewell(person["person"], Leaving.DIED, OFFICE, NOW)
    await follow_up_proposals(HALF_A_YEAR_LATER)
    assert await mails_and_calls() == (0, 0)


async def test_who_has_no_mail_is_called(database: Database) -> None:
    await an_old_offer()
    await Person.update({Person.email: ""}, force=True)
    for _twice in range(2):
        await follow_up_proposals(HALF_A_YEAR_LATER)
    assert await mails_and_calls() == (0, 1)


async def test_a_mail_without_an_answer_becomes_one_call_and_the_offer_stays(database: Database) -> None:
    await an_old_offer()
    await follow_up_proposals(HALF_A_YEAR_LATER)
    late = add_office_days(HALF_A_YEAR_LATER, 10)
    await follow_up_proposals(late - timedelta(seconds=1))
    assert await mails_and_calls() == (1, 0)
    for _twice in range(2):
        await follow_up_proposals(late)
    assert await mails_and_calls() == (1, 1)
    assert [row["status"] for row in await Offer.select(Offer.status)] == ["active"]


async def test_who_answers_while_the_list_is_read_is_not_called(database: Database) -> None:
    offer = await an_old_offer()
    await follow_up_proposals(HALF_A_YEAR_LATER)
    late = add_office_days(HALF_A_YEAR_LATER, 10)
    assert await silent_offers(late) == [offer]
    await answer_again(await offer_of(offer, late), StillThere.YES, OFFICE, late)
    await call_silent(offer, late)
    assert await mails_and_calls() == (1, 0)


async def the_task() -> dict[str, Any]:
    (task,) = await CallTask.select(CallTask.way, CallTask.purpose, CallTask.headline).where(
        CallTask.state == CallState.OPEN.value, CallTask.about.like("offer:%")
    )
    return task


NO_ANSWER = {"way": "call", "purpose": "offer_silent", "headline": "Keine Antwort: Gilt das Angebot noch?"}


async def test_a_letter_without_an_answer_becomes_a_task(database: Database) -> None:
    """Once it is posted, and once."""
    await an_old_offer()
    await Person.update({Person.email: "", Person.phone: "", Person.address: "Demo-Weg 1"}, force=True)
    await follow_up_proposals(HALF_A_YEAR_LATER)
    late = add_office_days(HALF_A_YEAR_LATER, 10)
    await follow_up_proposals(late)
    assert await the_task() == {
        "way": "letter",
        "purpose": "still_there",
        "headline": "Gilt Ihr Angebot noch?",
    }
    await CallTask.update({CallTask.state: CallState.DONE.value}, force=True)
    for _twice in range(2):
        await follow_up_proposals(late)
        assert await the_task() == NO_ANSWER
    await confirm_offer(1, OFFICE, late)
    assert await mails_and_calls() == (0, 0)


async def test_a_mail_to_whom_nobody_can_call_becomes_a_task_as_well(database: Database) -> None:
    await an_old_offer()
    await Person.update({Person.phone: ""}, force=True)
    await follow_up_proposals(HALF_A_YEAR_LATER)
    for _twice in range(2):
        await follow_up_proposals(add_office_days(HALF_A_YEAR_LATER, 10))
    assert (await mails_and_calls(), await the_task()) == ((1, 1), NO_ANSWER)


async def test_a_yes_at_the_telephone_takes_the_call_back_for_another_half_year(database: Database) -> None:
    offer = await an_old_offer()
    await Person.update({Person.email: ""}, force=True)
    await follow_up_proposals(HALF_A_YEAR_LATER)
    await confirm_offer(offer, OFFICE, HALF_A_YEAR_LATER)
    assert await mails_and_calls() == (0, 0)
    await follow_up_proposals(HALF_A_YEAR_LATER + timedelta(days=182))
    assert await mails_and_calls() == (0, 0)
    await follow_up_proposals(HALF_A_YEAR_LATER + timedelta(days=183))
    assert await mails_and_calls() == (0, 1)


async def test_opening_the_link_answers_nothing_and_a_click_does(
    visitor: Visitor, clock: StandingClock
) -> None:
    await an_old_offer()
    clock.now = HALF_A_YEAR_LATER
    await follow_up_proposals(clock.now)
    await visitor.get(await the_link())
    assert visitor.page.heading == "Gilt Ihr Angebot noch?"
    assert [row["confirmed_at"] for row in await Offer.select(Offer.confirmed_at)] == [NOW]
    await visitor.submit("Ja, das gilt noch")
    assert visitor.page.heading == "Ihr Angebot"
    assert [row["confirmed_at"] for row in await Offer.select(Offer.confirmed_at)] == [clock.now]
    log = AuditEntry.select(AuditEntry.on_behalf_of).where(AuditEntry.act == "offer.confirmed")
    assert await log == [{"on_behalf_of": "Demo-Person Hilfe"}]


async def test_not_now_rests_for_three_months(visitor: Visitor, clock: StandingClock) -> None:
    await an_old_offer()
    clock.now = HALF_A_YEAR_LATER
    await follow_up_proposals(clock.now)
    await visitor.get(await the_link())
    await visitor.submit("Gerade nicht. Fragen Sie mich in 3 Monaten wieder.")
    row = await Offer.select(Offer.status, Offer.ask_again_on).first()
    assert row == {"status": "active", "ask_again_on": date(2027, 10, 13)}


async def test_no_ends_the_offer_and_a_second_answer_is_too_late(
    visitor: Visitor, clock: StandingClock
) -> None:
    await an_old_offer()
    clock.now = HALF_A_YEAR_LATER
    await follow_up_proposals(clock.now)
    path = await the_link()
    await visitor.get(path)
    await visitor.submit("Nein, bitte beenden Sie mein Angebot")
    await visitor.post(path, {"antwort": "ja"})
    assert visitor.page.status == 422
    assert [row["status"] for row in await Offer.select(Offer.status)] == ["ended"]


async def test_an_address_that_we_have_not_signed_opens_nothing(visitor: Visitor) -> None:
    await an_old_offer()
    row = await Offer.select(Offer.code).first()
    assert row
    await visitor.get(f"/angebot/{row['code']}/falsch")
    assert visitor.page.status == 404


async def test_a_volunteer_makes_a_pause_and_comes_back(visitor: Visitor) -> None:
    offer = await an_old_offer()
    received = await Mail.select(Mail.body).where(Mail.purpose == "offer_received").first()
    assert received
    link = re.search(r"/angebot/\w+/\w+", received["body"])
    assert link
    await visitor.get(link[0])
    await visitor.submit("Pause eintragen", **{"bis-tag": "1", "bis-monat": "1", "bis-jahr": "2027"})
    assert "Wählen Sie bitte einen späteren Tag." in visitor.page.text
    await visitor.submit("Pause eintragen", **{"bis-tag": "1", "bis-monat": "3", "bis-jahr": "2072"})
    assert "Wählen Sie bitte einen Tag in den nächsten zwölf Monaten." in visitor.page.text
    await visitor.submit("Pause eintragen", **{"bis-tag": "1", "bis-monat": "3", "bis-jahr": "2027"})
    assert "Wir fragen Sie wieder ab Montag, 1. März 2027." in visitor.page.text
    assert (await offer_facts(offer, NOW.date())).free_from == date(2027, 3, 1)
    await visitor.submit("Es geht weiter")
    assert (await offer_facts(offer, NOW.date())).free_from is None


async def test_the_office_enters_the_pause_of_a_caller(visitor: Visitor) -> None:
    offer = await an_old_offer()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/angebote/{offer}")
    await visitor.submit("Pause eintragen")
    assert "Schreiben Sie bitte den Tag." in visitor.page.text
    await visitor.submit("Pause eintragen", **{"bis-tag": "1", "bis-monat": "3", "bis-jahr": "2027"})
    assert (await offer_facts(offer, NOW.date())).free_from == date(2027, 3, 1)
    await visitor.submit("Es geht weiter")
    assert (await offer_facts(offer, NOW.date())).free_from is None
