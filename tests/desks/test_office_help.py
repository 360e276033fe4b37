"""The clerk with a caller on the line: somebody offers time, or asks for help."""

import re
from datetime import date, timedelta

import pytest

import people
from databases import Database
from html_page import words
from makers import NOW, a_city, a_district, a_pair, a_proposal, an_offer
from mittendrin.audit.tables import AuditEntry
from mittendrin.desks.office.helping.intake import CONSENT
from mittendrin.desks.office.helping.referring import CALL_112, REFER
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.places.tables import HelpCategory
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.start_set import add_start_set
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from people import sign_in
from visitor import Visitor

NEW = "/buero/hilfe/neu"
WISH = {
    "wobei": "einkauf",
    "was-genau": "Einkaufen gehen",
    "vorname": "Demo-Mutter",
    "nachname": "Suche",
    "telefon": "0171 3920032",
}
WHEN = {"oft": "weekly", "stadtteil": "betzenberg"}


async def the_clerk(visitor: Visitor) -> None:
    await a_city()
    await add_start_set()
    await a_district("Betzenberg")
    await sign_in(visitor, await people.a_clerk())


async def test_a_caller_asks_for_help(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await visitor.get("/buero/hilfe")
    await visitor.click("Gesuch aufnehmen")
    await visitor.submit("Aufnehmen", **WISH, **WHEN, zeit=["1-0", "4-2"], einwilligung="ja")
    assert visitor.page.heading == "Einkaufen gehen"
    request = await HelpRequest.select(HelpRequest.times, HelpRequest.channel, HelpRequest.status).first()
    times = grid_of([(1, Part.MORNING), (4, Part.AFTERNOON)])
    assert request == {"times": times, "channel": "phone", "status": "received"}
    of_it = (AuditEntry.subject == "help_request:1") & (AuditEntry.act != "person.looked_at")
    columns = (AuditEntry.act, AuditEntry.on_behalf_of)
    said = await AuditEntry.select(*columns).where(of_it).order_by(AuditEntry.id)
    assert said == [
        {"act": "help_request.received", "on_behalf_of": "Demo-Mutter Suche"},
        {"act": "consent.given", "on_behalf_of": "Demo-Mutter Suche"},
    ]


async def test_without_consent_nothing_is_stored_and_nothing_is_lost(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/gesuch")
    await visitor.submit("Aufnehmen", **WISH, **WHEN, jederzeit="ja")
    assert visitor.page.answer.status_code == 422
    assert "Fragen Sie bitte, ob wir die Angaben speichern dürfen." in visitor.page.text
    assert 'value="Einkaufen gehen"' in visitor.page.answer.text
    assert await HelpRequest.count() == 0


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("pflege", f"{REFER}"),
        ("geld", f"{REFER} Die Beratung hat die 0631 1."),
        ("notfall", CALL_112),
        ("notfall-eigen", f"{CALL_112} Auch der Nachbar hat einen Schlüssel."),
    ],
)
async def test_a_clerk_reads_where_to_refer(visitor: Visitor, kind: str, said: str) -> None:
    """And not that they should call the office."""
    await the_clerk(visitor)
    own_words = {HelpCategory.instead: "Die Beratung hat die 0631 1."}
    await HelpCategory.update(own_words).where(HelpCategory.slug == "geld")
    if kind == "notfall-eigen":
        kind, ours = "notfall", {HelpCategory.instead: "Auch der Nachbar hat einen Schlüssel."}
        await HelpCategory.update(ours).where(HelpCategory.slug == kind)
    await visitor.get(f"{NEW}/gesuch")
    await visitor.submit("Aufnehmen", **WISH | {"wobei": kind}, **WHEN, jederzeit="ja", einwilligung="ja")
    assert (visitor.page.status, visitor.page.errors) == (422, [said])


async def test_a_clerk_reads_112_first_and_takes_it_in_all_the_same(visitor: Visitor) -> None:
    """What else is still missing does not make them press once more."""
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/gesuch")
    since = {"wobei": "besuch", "was-genau": "Feuer im Kamin machen"}
    await visitor.submit("Aufnehmen", **WISH | since, **WHEN, jederzeit="ja", einwilligung="ja")
    asked = f"{CALL_112} Ist es etwas anderes? Dann drücken Sie bitte noch einmal."
    assert (visitor.page.status, visitor.page.errors) == (422, [asked])
    await visitor.submit("Aufnehmen", vorname="", einwilligung="ja")
    assert visitor.page.errors == ["Schreiben Sie bitte den Vornamen."]
    await visitor.submit("Aufnehmen", vorname="Demo-Mutter", nachname="Suche", einwilligung="ja")
    assert await HelpRequest.select(HelpRequest.what) == [{"what": "Feuer im Kamin machen"}]


@pytest.mark.parametrize("typed", [{"wobei": "notfall"}, {"was-genau": "Bin gefallen, komme nicht hoch"}])
async def test_112_stands_alone_whatever_else_is_missing(visitor: Visitor, typed: dict[str, str]) -> None:
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/gesuch")
    await visitor.submit("Aufnehmen", **typed)
    (said,) = visitor.page.errors
    assert said.startswith(CALL_112)
    await visitor.submit("Aufnehmen", wobei="einkauf")
    assert len(visitor.page.errors) > 1
    assert [one for one in visitor.page.errors if "112" in one] == []


async def test_a_note_is_finished_later(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/gesuch")
    await visitor.submit("Notiz sichern, später fertig machen", **WISH)
    assert visitor.page.path.startswith("/buero")
    await visitor.click("Demo-Mutter Suche")
    assert 'value="Einkaufen gehen"' in visitor.page.answer.text
    await visitor.submit("Aufnehmen", **WHEN, jederzeit="ja", einwilligung="ja")
    assert (await HelpRequest.count(), await OfficeNote.count()) == (1, 0)


async def test_an_empty_note_is_not_kept(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/angebot")
    await visitor.submit("Notiz sichern, später fertig machen")
    assert (visitor.page.answer.status_code, await OfficeNote.count()) == (422, 0)


async def test_a_caller_offers_time(visitor: Visitor, database: Database) -> None:
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/angebot")
    await visitor.submit(
        "Aufnehmen", **WHEN, was=["einkauf"], weite="5", jederzeit="ja", einwilligung="ja",
        vorname="Demo-Person", nachname="Hilfe", mail="hilfe@example.org",
    )  # fmt: skip
    assert visitor.page.heading == "Angebot von Demo-Person Hilfe"
    assert (await Offer.count(), await Mail.count()) == (1, 1)


async def test_a_caller_names_single_days(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/angebot")
    await visitor.submit(
        "Aufnehmen", **WHEN, was=["einkauf"], weite="5", termine="3.6.", tageszeit=["evening"], einwilligung="ja",
        vorname="Demo-Person", nachname="Hilfe", telefon="0171 3920031",
    )  # fmt: skip
    assert "An bestimmten Tagenam Donnerstag, 3. Juni abends" in visitor.page.text


async def test_a_note_keeps_what_only_the_office_asks(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/angebot")
    march = {"ab-tag": "1", "ab-monat": "3", "ab-jahr": "2027"}
    await visitor.submit(
        "Notiz sichern, später fertig machen",
        **march,
        vorname="Demo-Person",
        nachname="Hilfe",
        telefon="0171 3920031",
    )
    await visitor.click("Demo-Person Hilfe")
    await visitor.submit("Aufnehmen", **WHEN, was=["einkauf"], weite="5", jederzeit="ja", einwilligung="ja")
    assert await Offer.select(Offer.paused_until) == [{"paused_until": date(2027, 3, 1)}]


async def test_whoever_has_no_place_left_is_shown_and_not_asked(visitor: Visitor) -> None:
    await a_city()
    offer, request = await a_pair()
    await Offer.update({Offer.paused_until: NOW.date() + timedelta(days=1)}).where(Offer.id == offer)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/gesuche/{request}")
    assert "passt, hat aber Pause bis Dienstag, 12. Januar 2027" in visitor.page.text
    assert "Trotzdem fragen" not in visitor.page.text
    await visitor.post(f"/buero/hilfe/gesuche/{request}/vorschlagen", {"angebot": str(offer)})
    assert visitor.page.answer.status_code == 422
    assert "Das passt nicht mehr zusammen." in visitor.page.text


async def test_without_the_language_that_is_needed_nobody_is_asked(visitor: Visitor) -> None:
    await a_city()
    offer, request = await a_pair()
    russian = {HelpRequest.languages: "ru", HelpRequest.language_needed: True}
    await HelpRequest.update(russian).where(HelpRequest.id == request)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/gesuche/{request}")
    assert "Fast: Das steht im Weg" in visitor.page.text
    assert "Trotzdem fragen" not in visitor.page.text
    await visitor.post(f"/buero/hilfe/gesuche/{request}/vorschlagen", {"angebot": str(offer)})
    assert "Das passt nicht mehr zusammen." in visitor.page.text


async def test_whoever_is_silent_too_long_is_called(visitor: Visitor) -> None:
    await a_city()
    offer, request = await a_pair()
    long_ago = NOW - timedelta(weeks=4)
    await HelpRequest.update({HelpRequest.status_at: long_ago}).where(HelpRequest.id == request)
    await AuditEntry.update({AuditEntry.at: long_ago}, force=True)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe")
    assert "Seit drei Wochen still: 1" in visitor.page.text
    assert "Offen: noch jemanden fragen" not in visitor.page.text
    await visitor.click("Ansehen und anrufen: Wie geht es weiter? Demo-Person Suche, Gesuch 1")
    await visitor.submit("Fragen Demo-Person Hilfe")
    await visitor.get("/buero/hilfe")
    assert "Gefragt, Antwort steht aus: 1" in visitor.page.text
    assert "still" not in visitor.page.text
    await Proposal.update({Proposal.asked_volunteer_at: long_ago}).where(Proposal.offer == offer)
    await visitor.get("/buero/hilfe")
    assert "Ohne Antwort seit fünf Bürotagen: 1" in visitor.page.text
    assert "Gefragt, Antwort steht aus" not in visitor.page.text


async def test_a_new_offer_says_on_the_list_what_somebody_likes_to_do(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await an_offer()
    await visitor.get("/buero/hilfe")
    assert "Neue Angebote: 1" in visitor.page.text
    (row,) = [words(one) for one in visitor.page.tree.iter("tr") if "Demo-Person Hilfe" in words(one)]
    assert "Einkauf und Erledigung" in row


async def test_nobody_can_be_asked_in_vain_while_somebody_is_asked(visitor: Visitor) -> None:
    await the_clerk(visitor)
    offer, request = await a_pair()
    await visitor.get(f"/buero/hilfe/gesuche/{request}")
    assert "Wer passt?" in visitor.page.text
    await a_proposal(offer, request)
    await visitor.get(f"/buero/hilfe/gesuche/{request}")
    assert "Wer passt?" not in visitor.page.text
    await HelpRequest.update({HelpRequest.soon: True}).where(HelpRequest.id == request)
    await visitor.get(f"/buero/hilfe/gesuche/{request}")
    assert "Wer passt?" in visitor.page.text


async def test_a_caller_answers_from_the_call_list_and_can_say_not_now(visitor: Visitor) -> None:
    await the_clerk(visitor)
    offer, request = await a_pair()
    await Person.update({Person.email: ""}, force=True)
    await a_proposal(offer, request)
    await visitor.get("/buero/anrufe")
    await visitor.submit("gerade nicht")
    assert visitor.page.path.startswith("/buero/anrufe")
    assert [row["status"] for row in await Proposal.select(Proposal.status)] == ["not_now"]
    calls = await CallTask.select(CallTask.purpose, CallTask.state, CallTask.result)
    assert calls == [{"purpose": "ask_volunteer", "state": "done", "result": "later"}]


async def test_an_offer_rests_when_its_person_says_so_at_the_telephone(visitor: Visitor) -> None:
    await the_clerk(visitor)
    offer, _request = await a_pair()
    await visitor.get(f"/buero/hilfe/angebote/{offer}")
    await visitor.submit("In 3 Monaten wieder fragen")
    assert [row["ask_again_on"] for row in await Offer.select(Offer.ask_again_on)] == [date(2027, 4, 11)]
    assert "Wieder fragen ab" in visitor.page.text


async def test_of_two_offers_of_one_person_only_one_becomes_active(visitor: Visitor) -> None:
    """Each page says so and leads to the other one; whoever decides on an older page is refused."""
    await the_clerk(visitor)
    first, _request = await a_pair()
    await an_offer()
    await visitor.get(f"/buero/hilfe/angebote/{first + 1}")
    assert "Nur eines kann aktiv sein." in visitor.page.text
    await visitor.post(f"/buero/hilfe/angebote/{first + 1}/stand", {"stand": "active"})
    assert visitor.page.answer.status_code == 422
    assert "Diese Person hat schon ein aktives Angebot:" in visitor.page.text
    await visitor.get(f"/buero/hilfe/angebote/{first}")
    assert "Noch ein Angebot derselben Person" in visitor.page.text


def test_the_consent_is_two_sentences_to_read_aloud() -> None:
    assert len(re.findall(r"[.?!]( |$)", CONSENT)) == 2


async def test_what_it_is_about_names_nobody(visitor: Visitor) -> None:
    """Neither when it is taken in nor when it is changed."""
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/gesuch")
    telling = {"was-genau": "Bitte anrufen: 0171 3920032"}
    await visitor.submit("Aufnehmen", **{**WISH, **telling}, **WHEN, jederzeit="ja", einwilligung="ja")
    assert visitor.page.errors == ["Das lesen auch Fremde. Schreiben Sie es bitte ohne „0171 3920032“."]
    await visitor.submit("Aufnehmen", **{"was-genau": "Einkaufen gehen"}, einwilligung="ja")
    await visitor.get("/buero/hilfe/gesuche/1/aendern")
    await visitor.submit("Speichern", **{"was-genau": "Die Mutter will einkaufen"})
    assert visitor.page.errors == ["Das lesen auch Fremde. Schreiben Sie es bitte ohne „Mutter“."]
    assert await HelpRequest.select(HelpRequest.what) == [{"what": "Einkaufen gehen"}]
