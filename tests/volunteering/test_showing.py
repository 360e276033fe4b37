"""Requests of people in public: the office's neutral words and the district, nothing else, and only while open."""

from dataclasses import replace

import pytest

from databases import Database
from makers import NOW, OFFICE, a_city, a_club, a_help_request, a_pair, a_published_event
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.database.sealing import seal
from mittendrin.engagements.answering import Answer, answer
from mittendrin.people.rules import Contact
from mittendrin.volunteering.betraying import Known, betrayed
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.proposals import Pair, propose
from mittendrin.volunteering.showing import ShownRequest, release, shown_requests, take_back
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest
from visitor import Visitor

WORDS = "jemand zum Spazierengehen, dienstags"
KNOWN = Known(
    names=("Demo-Erna Mustermann", "Demo-Tochter"),
    phone="+491713920032",
    address="Beispielgasse 12, 67655 Kaiserslautern",
    exact="Ich möchte zum Grab meines Mannes",
    code="ABCD2345",
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (WORDS, ""),
        ("Frau Mustermann sucht jemanden", "Mustermann"),
        ("jemand für ERNA", "ERNA"),
        ("die Tochter kann nicht", "Tochter"),
        ("jemand in der Beispielgasse", "Beispielgasse"),
        ("Tel. 0171 39 200 32", "0171 39 200 32"),
        ("Nummer endet auf 0032", "0032"),
        ("am 03.12.2027 oder 08-12-2027, 10-12 Uhr", ""),
        ("zum Bahnhof", ""),
        ("Anruf bei abcd2345", "abcd2345"),
        ("Code ABCD 2345", "ABCD 2345"),
        ("Code abcd-2345!", "abcd-2345"),
        ("ABCD 2346", ""),
        ("Ich möchte zum Grab meines Mannes!", "Ich möchte zum Grab meines Mannes"),
        ("Schreiben Sie an demo@example.org", "demo@example.org"),
        ("zwei Stunden, dienstags um 10 Uhr, Kaiserslautern", ""),
        ("Mustermanns Hund ausführen", "Mustermanns"),
        ("bei Familie Mustermanns im Garten", "Mustermanns"),
        ("Mustermann’s Einkauf", "Mustermann"),
        ("Ernas Hund ausführen", "Ernas"),
        ("in der Beispielg. 12", "Beispielgasse 12"),
        ("beispielgasse12", "Beispielgasse 12"),
        ("Beispiel-Gasse", "Beispielgasse"),
        ("in der Beispiel Gasse 12a", "Beispielgasse 12"),
    ],
)
def test_a_wording_must_not_say_who_it_is(words: str, told: str) -> None:
    assert betrayed(words, KNOWN) == told


COUPLE = Known(names=("Erna und Karl Birke",), phone="", address="Am Garten 3, 67655 Kaiserslautern")


@pytest.mark.parametrize(
    ("words", "address", "told"),
    [
        ("Birkens Katze füttern", "", "Birkens"),
        ("unter Birken spazieren", "", ""),
        ("am Garten 12", "Am Garten 12a", "Am Garten 12"),
        ("am Schillerplatz spazieren", "Schillerpl. 3", "Schillerpl."),
        ("Einkaufen und spazieren gehen", "", ""),
        ("Spazieren mit Karl", "", "Karl"),
        ("Hilfe im Garten", "Am Garten 3, 67655 Kaiserslautern", ""),
        ("jemand, der am Garten arbeitet", "Am Garten 3, 67655 Kaiserslautern", ""),
        ("kommen Sie, am Garten 3", "Am Garten 3, 67655 Kaiserslautern", "Am Garten 3"),
        ("Spaziergang im Wald", "Im Wald 7\n67655 Kaiserslautern", ""),
        ("einen Besen mit Stock", "Lindenstr. 12, 3. Stock, 67655 Kaiserslautern", ""),
        ("in der Lindenstraße", "Lindenstr. 12, 67655 Kaiserslautern", "Lindenstr."),
        ("in der Linden-Straße", "Lindenstr. 12, 67655 Kaiserslautern", "Lindenstr."),
        ("nahe der Pariser Straße", "Pariser Str. 200", "Pariser Str."),
        ("ein Zimmer streichen", "Haus Sonnenhof, Zimmer 12", ""),
        ("im Haus Sonnenhof", "Haus Sonnenhof, Zimmer 12", "Haus Sonnenhof"),
        ("durch die Straße gehen, einen Weg", "Weg 3", ""),
        (
            "durch die Johann Sebastian Bach-Straße",
            "Johann-Sebastian-Bach-Str. 3",
            "Johann-Sebastian-Bach-Str.",
        ),
        ("am Garten 3 Beete", "Im Garten 3", ""),
        ("nach Kaiserslautern fahren", "Lindenstr. 12, Kaiserslautern", ""),
    ],
)
def test_everyday_words_of_a_name_or_an_address_give_nobody_away(words: str, address: str, told: str) -> None:
    assert betrayed(words, replace(COUPLE, address=address)) == told


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("Fritz Schulz", "Fritzens Rad reparieren", "Fritzens"),
        ("Fritz Schulz", "Schulzes Garten", "Schulzes"),
        ("Wilhelmine Zaunkönig", "Zaunkoenigs Einkauf", "Zaunkoenigs"),
        ("Erna Blume", "Blumen gießen", ""),
        ("Erna Hau", "im Haus putzen", ""),
        ("Karl Klein", "einen kleinen Hund ausführen, ein kleines Stück", ""),
    ],
)
def test_a_name_is_one_with_an_ending_too(name: str, words: str, told: str) -> None:
    assert betrayed(words, Known((name,), "", "")) == told


async def an_open_request() -> int:
    _offer, request = await a_pair()
    await HelpRequest.update({HelpRequest.may_be_public: True}).where(HelpRequest.id == request)
    return request


async def test_it_is_shown_with_its_district_and_taken_back(database: Database) -> None:
    request = await an_open_request()
    assert await shown_requests() == []
    await release(request, WORDS, OFFICE, NOW)
    assert await shown_requests() == [ShownRequest("Innenstadt Ost", WORDS)]
    await take_back(request, OFFICE, NOW)
    assert await shown_requests() == []


async def test_without_the_persons_yes_nothing_is_shown(database: Database) -> None:
    _offer, request = await a_pair()
    with pytest.raises(Refused, match="darf gerade nicht gezeigt werden"):
        await release(request, WORDS, OFFICE, NOW)
    assert await shown_requests() == []


@pytest.mark.parametrize("state", [RequestState.ON_HOLD, RequestState.CLOSED, RequestState.REFERRED])
async def test_held_or_closed_it_is_gone_and_has_to_be_released_anew(
    database: Database, state: RequestState
) -> None:
    request = await an_open_request()
    await release(request, WORDS, OFFICE, NOW)
    await decide_request(request, state, "", OFFICE, NOW)
    assert await shown_requests() == []
    await HelpRequest.update({HelpRequest.status: RequestState.OPEN.value}).where(HelpRequest.id == request)
    assert await shown_requests() == []


async def test_matched_it_is_gone_from_the_prepared_page_at_once(visitor: Visitor) -> None:
    await a_city()
    offer, request = await a_pair()
    await HelpRequest.update({HelpRequest.may_be_public: True}).where(HelpRequest.id == request)
    await release(request, WORDS, OFFICE, NOW)
    await visitor.get("/mitmachen")
    assert f"Gesucht in Innenstadt Ost: {WORDS}" in visitor.page.text
    proposal = await propose(Pair(offer, request, ""), OFFICE, NOW)
    for side in Side:
        await answer(await by_id(proposal, side), Answer.YES, VISITOR, NOW)
    await visitor.get("/mitmachen")
    assert WORDS not in visitor.page.text


PUBLIC = (
    "/", "/mitmachen", "/helfen", "/helfen/anfangen", "/hilfe-bekommen", "/hilfe-bekommen/anfangen",
    "/veranstaltungen", "/veranstaltungen?suche=erna", "/organisationen", "/suche?suche=mustermann",
    "/programm/2027-01", "/kalender", "/kalender/alle.ics", "/robots.txt", "/gesund",
)  # fmt: skip


async def test_nothing_that_says_who_it_is_stands_on_any_public_page_or_feed(visitor: Visitor) -> None:
    """Everything that could tell, in a request that is shown and in one that is not."""
    await a_city()
    await a_published_event(await a_club())
    person = Contact(
        "Demo-Erna Mustermann", "+491713920032", "erna@example.org", "Beispielgasse 12, 67655 Musterstadt"
    )
    codes = [await a_secret_request(person, number) for number in range(2)]
    secrets = [
        "Mustermann", "Erna", "3920032", "392 00 32", "erna@", "Beispielgasse", "Grab", "Schwerhörig",
        "Nachtschwester", "Demo-Tochter", *codes,
    ]  # fmt: skip
    for path in PUBLIC:
        answer_ = await visitor.client.get(path)
        assert answer_.status_code in (200, 302, 303, 307), path
        found = [secret for secret in secrets if secret in answer_.text.replace("suche=mustermann", "")]
        assert (path, found) == (path, [])
    shown = await visitor.client.get("/mitmachen")
    assert WORDS in shown.text


async def a_secret_request(person: Contact, number: int) -> str:
    """Its number. The first one is shown in neutral words."""
    code = await a_help_request(contact=person, signed_by="Demo-Tochter")
    told = {
        HelpRequest.what: "Ich möchte zum Grab meines Mannes",
        HelpRequest.note: seal("Schwerhörig, ruft die Nachtschwester"),
        HelpRequest.may_be_public: True,
        HelpRequest.gender_reason: seal("Nachtschwester"),
        HelpRequest.best_time: seal("nach der Nachtschwester"),
    }
    await HelpRequest.update(told).where(HelpRequest.code == code)
    row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first()
    assert row
    await decide_request(row["id"], RequestState.OPEN, "", OFFICE, NOW)
    if number == 0:
        await release(row["id"], WORDS, OFFICE, NOW)
    return code
