"""On the list of who helps whom the next act is a button; what needs more to be said is a link with an honest name."""

from datetime import date, time, timedelta
from typing import Any

import pytest

import people
from engagement_makers import a_trial
from makers import NOW, OFFICE, a_city, a_help_request, a_pair, a_proposal, an_engagement, an_offer
from mittendrin.audit.rules import VISITOR
from mittendrin.core.clock import at_local
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.desk_lists import desk_lists
from mittendrin.volunteering.proposals import withdraw
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal
from people import sign_in
from visitor import Visitor

SO = "Ja, so aufschreiben"


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await a_city()
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def status_of(table: type[HelpRequest | Offer | Proposal | Engagement]) -> list[str]:
    return [row["status"] for row in await table.select(table.status)]


async def test_a_new_request_is_clarified_and_opened_from_the_list(clerk: Visitor) -> None:
    await a_help_request()
    await clerk.get("/buero/hilfe")
    await clerk.submit("Noch etwas klären Demo-Person Suche")
    assert await status_of(HelpRequest) == ["clarifying"]
    assert clerk.page.path.startswith("/buero/hilfe?")
    assert "Das ist erledigt." in clerk.page.text
    await clerk.submit("Alles klar: Gesuch öffnen Demo-Person Suche")
    assert await status_of(HelpRequest) == ["open"]
    # It tells the person, as the page does.
    assert await CallTask.exists().where(CallTask.about == "help_request:1")
    await clerk.click("Ansehen oder ändern")
    assert clerk.page.path == "/buero/hilfe/gesuche/1"


async def test_a_new_offer_goes_on_step_by_step(clerk: Visitor) -> None:
    await an_offer()
    await clerk.get("/buero/hilfe")
    await clerk.submit("Gespräch verabredet Demo-Person Hilfe")
    assert await status_of(Offer) == ["interview"]
    await clerk.submit("Aktiv: darf vorgeschlagen werden Demo-Person Hilfe")
    assert await status_of(Offer) == ["active"]


async def test_an_answer_is_noted_on_the_list_and_the_last_yes_is_read_out(clerk: Visitor) -> None:
    await a_proposal(*await a_pair())
    await clerk.get("/buero/hilfe")
    await clerk.submit("Ja Demo-Person Hilfe")
    assert clerk.page.heading == "Demo-Person Hilfe sagt: Ja. Stimmt das?"
    await clerk.submit(SO)
    assert await status_of(Proposal) == ["asked_requester"]
    await clerk.submit("Ja Demo-Person Suche")
    assert "Dann bekommen beide Namen und Nummer voneinander." in clerk.page.text
    await clerk.submit(SO)
    assert await status_of(Proposal) == ["both_yes"]
    assert clerk.page.path == "/buero/hilfe/vorschlaege/1/vorlesen?von=liste"


async def test_whoever_is_on_the_line_is_found_from_here(clerk: Visitor) -> None:
    await a_pair()
    await clerk.get("/buero/hilfe")
    await clerk.submit("Finden", wer="suche")
    assert clerk.page.path.startswith("/buero?wer=suche")
    await clerk.click("Demo-Person Suche")
    assert clerk.page.heading == "Demo-Person Suche"


async def test_a_question_says_what_was_asked(clerk: Visitor) -> None:
    await a_proposal(*await a_pair())
    await clerk.get("/buero/hilfe")
    assert "Einmal in der Woche einkaufen gehen" in clerk.page.text


async def test_a_slip_on_the_list_is_no_answer_yet(clerk: Visitor) -> None:
    await a_proposal(*await a_pair())
    await clerk.get("/buero/hilfe")
    await clerk.submit("Nein Demo-Person Hilfe")
    assert "Dann schlagen wir die beiden für dieses Gesuch nicht mehr vor." in clerk.page.text
    await clerk.click("Nein, zurück zur Liste")
    assert await status_of(Proposal) == ["asked_volunteer"]
    await clerk.submit("In 3 Monaten wieder fragen Demo-Person Hilfe")
    await clerk.submit(SO)
    assert await status_of(Proposal) == ["not_now"]
    assert clerk.page.path == "/buero/hilfe?fertig=gesuche/1"


async def test_what_is_answered_meanwhile_says_so_at_once(clerk: Visitor) -> None:
    """By whom, and what comes next; nothing can be sent any more."""
    proposal = await a_proposal(*await a_pair())
    await clerk.get("/buero/hilfe")
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    await clerk.submit("Nein Demo-Person Hilfe")
    assert (clerk.page.heading, len(clerk.page.forms)) == ("Das ist schon beantwortet", 0)
    assert "Demo-Person Hilfe, die helfende Person: „Ja“, am Montag, 11. Januar, 8 Uhr." in clerk.page.text
    assert "Jetzt ist Demo-Person Suche gefragt. Die Antwort steht noch aus." in clerk.page.text
    await answer(await by_id(proposal, Side.REQUESTER), Answer.LATER, VISITOR, NOW)
    await clerk.get(f"/buero/hilfe/vorschlaege/{proposal}/pruefen?seite=requester&antwort=ja")
    assert (
        "Demo-Person Suche, die suchende Person: „In 3 Monaten wieder fragen“, am Montag" in clerk.page.text
    )
    assert "Demo-Person Hilfe, die helfende Person: „Ja“" in clerk.page.text
    await clerk.click("Gesuch ansehen")
    assert clerk.page.heading == "Einmal in der Woche einkaufen gehen"


async def test_both_yeses_lead_to_what_has_grown_from_them(clerk: Visitor) -> None:
    _engagement, proposal = await an_engagement()
    await clerk.get(f"/buero/hilfe/vorschlaege/{proposal}/pruefen?seite=requester&antwort=nein")
    assert clerk.page.text.count("„Ja“") == 2
    await clerk.click("Einsatz ansehen")
    assert clerk.page.path.startswith("/buero/hilfe/einsaetze/")


async def test_nobody_answers_before_they_are_asked_nor_after_they_no_longer_are(clerk: Visitor) -> None:
    proposal = await a_proposal(*await a_pair())
    check = f"/buero/hilfe/vorschlaege/{proposal}/pruefen"
    await clerk.get(f"{check}?seite=requester&antwort=ja")
    assert clerk.page.heading == "Demo-Person Suche ist noch nicht gefragt"
    await withdraw(proposal, OFFICE, NOW)
    await clerk.get(f"{check}?seite=volunteer&antwort=ja")
    assert clerk.page.heading == "Hier ist nichts mehr zu beantworten"
    assert "Der Vorschlag ist zurückgezogen." in clerk.page.text


@pytest.mark.parametrize(
    "query", ["", "?seite=volunteer", "?seite=x&antwort=ja", "?seite=volunteer&antwort=x"]
)
async def test_an_answer_that_makes_no_sense_leads_back_to_the_list(clerk: Visitor, query: str) -> None:
    proposal = await a_proposal(*await a_pair())
    await clerk.get(f"/buero/hilfe/vorschlaege/{proposal}/pruefen{query}")
    assert clerk.page.path == "/buero/hilfe"
    await clerk.get("/buero/hilfe/vorschlaege/999/pruefen?seite=volunteer&antwort=ja")
    assert clerk.page.status == 404


async def test_what_the_rule_refuses_is_said_on_the_page(clerk: Visitor) -> None:
    await a_proposal(*await a_pair())
    await clerk.get("/buero/hilfe")
    await clerk.submit("Ja Demo-Person Hilfe")
    await Proposal.update({Proposal.status: "withdrawn"}, force=True)
    await clerk.submit(SO)
    assert clerk.page.answer.status_code == 422
    assert await status_of(Proposal) == ["withdrawn"]


async def test_after_the_first_meeting_the_trial_begins_from_the_list(clerk: Visitor) -> None:
    engagement, _proposal = await an_engagement()
    before = NOW - timedelta(days=3)
    meeting = Meeting(NOW - timedelta(days=1), "Café am Markt")
    await plan_first_meeting(engagement, meeting, Voice(OFFICE), before)
    await clerk.get("/buero/hilfe")
    await clerk.submit("Ja: Probezeit beginnt Demo-Person Hilfe")
    assert await status_of(Engagement) == ["trial"]


async def test_a_trial_that_goes_well_goes_on_from_the_list(clerk: Visitor) -> None:
    await a_trial()
    ends: dict[Any, Any] = {Engagement.trial_ends_on: date(2027, 1, 15)}
    await Engagement.update(ends, force=True)
    await clerk.get("/buero/hilfe")
    await clerk.submit("Es läuft gut: weiter so Demo-Person Hilfe")
    assert await status_of(Engagement) == ["running"]


async def test_an_offer_that_still_stands_is_confirmed_from_the_list(clerk: Visitor) -> None:
    offer, _request = await a_pair()
    long_ago = NOW - timedelta(days=200)
    await Offer.update({Offer.confirmed_at: long_ago}).where(Offer.id == offer)
    await clerk.get("/buero/hilfe")
    await clerk.submit("Ja, das gilt noch Demo-Person Hilfe")
    assert await Offer.count().where(Offer.confirmed_at > long_ago) == 1
    assert "Ja, das gilt noch" not in clerk.page.text


async def test_a_meeting_without_a_word_is_asked_about_and_no_longer_comes(clerk: Visitor) -> None:
    engagement, _proposal = await an_engagement()
    coming = "Erste Treffen: bis in einer Woche: 1"
    await plan_first_meeting(engagement, Meeting(NOW + timedelta(hours=2), "Café"), Voice(OFFICE), NOW)
    await clerk.get("/buero/hilfe")
    assert (coming in clerk.page.text, "War das Treffen?" in clerk.page.text) == (True, False)
    past: dict[Any, Any] = {Engagement.first_meeting_at: NOW - timedelta(hours=2)}
    await Engagement.update(past, force=True)
    await clerk.get("/buero/hilfe")
    assert (coming in clerk.page.text, "War das Treffen?: 1" in clerk.page.text) == (False, True)
    await clerk.click("Nein: neuen Tag verabreden Demo-Person Hilfe, Einsatz 1")
    assert "Ein neuer Tag für das Treffen" in clerk.page.text
    await clerk.submit("Ja, sie haben sich getroffen: Probezeit beginnt")
    assert await status_of(Engagement) == ["trial"]


async def test_every_list_is_whole(clerk: Visitor) -> None:
    many = 60
    await a_help_request()
    first = await HelpRequest.select().first()
    assert first
    del first["id"]
    again = [HelpRequest(**first | {"code": f"A{n}", "key": f"A{n}"}) for n in range(1, many)]
    await HelpRequest.insert(*again)
    await clerk.get("/buero/hilfe")
    assert (
        f"Neue Gesuche: {many}" in clerk.page.text,
        f"Alle zeigen: noch {many - 3}" in clerk.page.text,
    ) == (
        True,
        True,
    )
    assert clerk.page.text.count("Noch etwas klären Demo-Person Suche") == many


@pytest.mark.usefixtures("database")
async def test_what_is_urgent_stands_first_and_says_so() -> None:
    for number in range(3):
        await a_help_request(f"key-{number}")
    await HelpRequest.update({HelpRequest.soon: True}).where(HelpRequest.key == "key-2")
    lists = await desk_lists(NOW)
    assert [(one.path, one.soon) for one in lists.new_requests] == [
        ("gesuche/3", True), ("gesuche/1", False), ("gesuche/2", False),
    ]  # fmt: skip


async def test_a_request_for_which_more_may_be_asked_stays_among_the_open_ones(clerk: Visitor) -> None:
    offer, request = await a_pair()
    await HelpRequest.update({HelpRequest.helpers_wanted: 2}).where(HelpRequest.id == request)
    await a_proposal(offer, request)
    await clerk.get("/buero/hilfe")
    assert (
        "Offen: noch jemanden fragen: 1" in clerk.page.text,
        "Gefragt, Antwort steht aus: 1" in clerk.page.text,
    ) == (
        True,
        True,
    )
    assert "Es ist schon jemand gefragt." in clerk.page.text
    await HelpRequest.update({HelpRequest.helpers_wanted: 1}).where(HelpRequest.id == request)
    await clerk.get("/buero/hilfe")
    assert "Offen: noch jemanden fragen" not in clerk.page.text


async def test_so_does_an_urgent_one_behind_those_for_which_nobody_is_asked(clerk: Visitor) -> None:
    offer, request = await a_pair()
    await HelpRequest.update({HelpRequest.soon: True}).where(HelpRequest.id == request)
    await a_proposal(offer, request)
    await a_help_request()
    await decide_request(2, RequestState.OPEN, "", OFFICE, NOW)
    lists = await desk_lists(NOW)
    assert [(one.path, one.soon, one.asked) for one in lists.open] == [
        ("gesuche/2", False, False), ("gesuche/1", True, True),
    ]  # fmt: skip
    await clerk.get("/buero/hilfe")
    assert "So bald wie möglich" in clerk.page.text


@pytest.mark.usefixtures("database")
async def test_no_answer_is_late_only_after_the_office_days_that_were_given() -> None:
    await a_city()
    await a_proposal(*await a_pair())
    before_christmas = at_local(date(2026, 12, 22), time(10))
    await Proposal.update({Proposal.asked_volunteer_at: before_christmas}, force=True)
    in_time = await desk_lists(at_local(date(2027, 1, 4), time(9)))
    assert (len(in_time.asked), len(in_time.no_answer)) == (1, 0)
    late = await desk_lists(at_local(date(2027, 1, 4), time(10)))
    assert (len(late.asked), len(late.no_answer)) == (0, 1)
