"""What visitors see of needs, and the organisation's form."""

from datetime import date, timedelta

import pytest

from app_fixtures import StandingClock
from makers import NOW, OFFICE, a_city, a_club
from mittendrin.core.clock import local_day
from mittendrin.needs.actions import archive, let_through, send_back, subject_of
from mittendrin.needs.queries import newest_content, own_needs, public_need, public_needs
from mittendrin.needs.tables import Need
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.rules import EntryState, Reason
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest, Interest, Offer
from needing import a_public_need, a_submitted_need, request_of, slug_of
from people import CLUB, a_responsible, from_another_club, sign_in
from visitor import Visitor

TITLE = "Einkaufen für den Mittagstisch"
DESK = "/verein/demo-turnverein-barbarossa/einsatzstellen"
FILLED = {
    "titel": "Fahrer gesucht", "aufgabe": "Drei Menschen abholen.", "art": "begleitung", "tage": ["1"],
    "tageszeit": ["noon"], "oft": "weekly", "ort": "Vereinsheim", "ansprechperson": "Demo-Person Verein",
    "telefon": "069 90 00 90 12",
}  # fmt: skip


async def test_the_list_and_the_page_follow_every_change(visitor: Visitor) -> None:
    """Both are prepared answers, dropped as soon as they would say something else."""
    await a_city()
    need_id = await a_public_need()
    await visitor.get("/mitmachen")
    await visitor.click(TITLE)
    assert ("Beim ersten Mal kommt jemand mit." in visitor.page.text, visitor.page.heading) == (True, TITLE)
    await decide_request(await request_of(need_id), RequestState.ON_HOLD, "", OFFICE, NOW)
    await visitor.get(f"/mitmachen/{await slug_of(need_id)}")
    assert "Hier wird gerade niemand gesucht." in visitor.page.text
    await archive(need_id, OFFICE, NOW)
    await visitor.get("/mitmachen")
    assert TITLE not in visitor.page.text
    await visitor.get(f"/mitmachen/{await slug_of(need_id)}")
    assert visitor.page.answer.status_code == 404


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (RequestState.OPEN, ""),
        (RequestState.MATCHED, "Hier haben sich genug Menschen gefunden."),
        (RequestState.ON_HOLD, "Hier wird gerade niemand gesucht."),
        (RequestState.CLOSED, "Hier wird gerade niemand gesucht."),
    ],
)
async def test_what_the_office_lets_rest_is_not_told_as_found(state: RequestState, sentence: str) -> None:
    need_id = await a_public_need()
    await HelpRequest.update({HelpRequest.status: state.value}).where(
        HelpRequest.id == await request_of(need_id)
    )
    shown = await public_need(await slug_of(need_id), local_day(NOW))
    (own,) = (await own_needs(await a_club()))[EntryState.PUBLISHED]
    assert (shown.closed, own.closed) == (sentence, sentence)


async def test_a_club_reads_that_nobody_is_looked_for(visitor: Visitor) -> None:
    need_id = await a_public_need()
    await decide_request(await request_of(need_id), RequestState.ON_HOLD, "", OFFICE, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(DESK)
    assert "Hier wird gerade niemand gesucht. In der Liste steht es nicht mehr." in visitor.page.text


async def test_whoever_is_interested_takes_the_need_along(visitor: Visitor, clock: StandingClock) -> None:
    need_id = await a_public_need()
    await a_city()
    await visitor.get(f"/mitmachen/{await slug_of(need_id)}")
    await visitor.click("Ich interessiere mich")
    await visitor.submit("Weiter")
    await visitor.submit("Weiter", jederzeit="ja")
    await visitor.submit("Weiter", oft="weekly")
    await visitor.submit("Weiter", stadtteil="innenstadt-ost")
    await visitor.submit("Weiter", weite="5")
    await visitor.submit("Weiter", vorname="Demo-Person", nachname="Hilfe")
    await visitor.submit("Weiter", telefon="0171 3920031")
    await visitor.submit("Alle freiwilligen Fragen überspringen")
    await visitor.submit("Ändern: Stadtteil")
    await visitor.submit("Weiter: Angaben prüfen")
    assert f"{TITLE} (Demo-Turnverein Barbarossa)" in visitor.page.text
    clock.now += timedelta(seconds=10)
    await visitor.submit("Jetzt absenden")
    offer = await Offer.select(Offer.id).first()
    assert offer
    request = await request_of(need_id)
    assert await Interest.select(Interest.offer, Interest.request) == [
        {"offer": offer["id"], "request": request}
    ]


@pytest.mark.parametrize("number", ["99999", "x", "1"])
async def test_a_number_that_is_no_need_leads_into_the_plain_walk(visitor: Visitor, number: str) -> None:
    """1 is the request of a person: it cannot be pointed to from outside."""
    from_a_person = await a_public_need()
    await HelpRequest.update({HelpRequest.organisation: None}).where(
        HelpRequest.id == await request_of(from_a_person)
    )
    await a_city()
    await visitor.get(f"/helfen/anfangen?stelle={number}")
    assert (visitor.page.heading, "checked" in visitor.page.answer.text) == (
        "Was möchten Sie gern tun?",
        False,
    )


async def test_a_club_writes_looks_and_hands_in(visitor: Visitor) -> None:
    await a_public_need()
    await sign_in(visitor, await a_responsible())
    await visitor.click("Einsatzstellen")
    await visitor.click("Freiwillige suchen")
    assert visitor.page.form("Weiter: Vorschau").value("telefon") == "069 90 00 90 12"
    await visitor.submit("Weiter: Vorschau", **FILLED | {"titel": ""})
    assert visitor.page.errors == ["Schreiben Sie bitte eine Überschrift."]
    await visitor.submit("Weiter: Vorschau", **FILLED)
    assert "So sehen es Besucher." in visitor.page.text
    await visitor.submit("Noch ändern")
    await visitor.submit("Weiter: Vorschau", titel="Fahrerin gesucht")
    await visitor.submit("Einreichen")
    assert "Wir prüfen Ihren Beitrag. Das dauert meist 2 Arbeitstage." in visitor.page.text
    assert await Need.select(Need.title, Need.state).where(Need.title == "Fahrerin gesucht") == [
        {"title": "Fahrerin gesucht", "state": "submitted"}
    ]


async def let_through_called(title: str) -> int:
    need = await Need.select(Need.id).where(Need.title == title).first()
    assert need
    waits = await waiting_content(subject_of(need["id"]))
    assert waits
    return await let_through(waits[0], OFFICE, NOW)


async def test_a_feast_is_asked_for_on_its_day_and_without_hours(visitor: Visitor) -> None:
    """Whoever is free on that one day fits, and the day after it is over."""
    await a_public_need()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/neu")
    feast: dict[str, str | list[str]] = {
        "titel": "Sommerfest",
        "tage": [],
        "termine": "12.6.2027",
        "oft": "once",
    }
    await visitor.submit("Weiter: Vorschau", **FILLED | feast)
    for words in ("An diesen Tagen", "Samstag, 12. Juni 2027", "Samstag, mittags"):
        assert words in visitor.page.text
    assert not [words for words in ("Stunden in der Woche", "Bis wann") if words in visitor.page.text]
    await visitor.submit("Noch ändern")
    typed = visitor.page.form("Weiter: Vorschau")
    assert (typed.value("termine"), typed.value("stunden")) == ("12.6.2027", "")
    assert "Bis wann suchen Sie?" not in visitor.page.text
    await visitor.submit("Weiter: Vorschau")
    await visitor.submit("Einreichen")
    need_id = await let_through_called("Sommerfest")
    columns = (HelpRequest.on_days, HelpRequest.times, HelpRequest.hours_per_week)
    request = await HelpRequest.select(*columns).where(HelpRequest.id == await request_of(need_id))
    assert request == [{"on_days": "2027-06-12", "times": grid_of([(5, Part.NOON)]), "hours_per_week": 1}]
    await visitor.get(f"{DESK}/{need_id}")
    typed = visitor.page.form("Weiter: Vorschau")
    assert [typed.value(name) for name in ("termine", "tageszeit")] == ["12.6.", "noon"]
    assert (await public_needs(date(2027, 6, 12)))[0].when == "Samstag, 12. Juni 2027"
    assert [one.title for one in await public_needs(date(2027, 6, 13))] == [TITLE]
    await visitor.submit("Weiter: Vorschau", termine="19.6.2027")
    assert (visitor.page.errors, visitor.page.text.count("Samstag, 19. Juni 2027")) == ([], 1)


async def test_a_club_reads_why_it_came_back_and_changes_it(visitor: Visitor) -> None:
    need_id, revision_id = await a_submitted_need()
    await send_back(revision_id, Objection(Reason.MISSING, "Die Uhrzeit"), OFFICE, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(DESK)
    assert "Es fehlt noch etwas: Die Uhrzeit. Bitte ergänzen Sie es." in visitor.page.text
    await visitor.click(f"„{TITLE}“ ändern")
    assert 'value="Beim ersten Mal kommt jemand mit."' in visitor.page.answer.text
    await visitor.submit("Weiter: Vorschau", ort="Vereinsheim, 10 Uhr")
    await visitor.submit("Einreichen")
    await visitor.submit("Ins Archiv legen")
    state = await Need.select(Need.state).where(Need.id == need_id).first()
    assert (state, "Archiv" in visitor.page.text) == ({"state": "archived"}, True)


async def test_without_a_button_nothing_happens_and_a_sentence_says_so(visitor: Visitor) -> None:
    need_id = await a_public_need()
    await sign_in(visitor, await a_responsible())
    await visitor.get(DESK)
    await visitor.post(f"{DESK}/{need_id}/stand", {})
    assert (visitor.page.answer.status_code, visitor.page.errors) == (
        422,
        ["Sagen Sie uns bitte, was geschehen soll."],
    )


async def test_another_club_finds_nothing(visitor: Visitor) -> None:
    need_id = await a_public_need(await a_club(CLUB))
    await sign_in(visitor, await from_another_club())
    for path in (f"{DESK}/{need_id}", f"/verein/demo-wanderfreunde/einsatzstellen/{need_id}"):
        await visitor.get(path)
        assert visitor.page.answer.status_code in (403, 404)


async def test_the_second_of_two_from_one_club_undoes_nothing_of_the_first(visitor: Visitor) -> None:
    need_id = await a_public_need()
    await sign_in(visitor, await a_responsible())
    seen_by_both = await visitor.get(f"{DESK}/{need_id}")
    await visitor.submit("Weiter: Vorschau", ort="Gartenhaus", telefon="0171 3920002")
    await visitor.submit("Einreichen")
    visitor.page = seen_by_both
    await visitor.submit("Weiter: Vorschau", auslagen="Kaffee", ort="Sporthalle")
    await visitor.submit("Einreichen")
    assert visitor.page.errors == [
        "Inzwischen hat jemand geändert: Wo und Ansprechperson. Ihre eigenen Worte stehen weiter bei: Wo. "
        "Gespeichert ist dort: „Gartenhaus“. Prüfen Sie bitte alles und speichern Sie dann noch einmal."
    ]
    typed = visitor.page.form("Weiter: Vorschau")
    assert [typed.value(name) for name in ("ort", "auslagen", "telefon")] == [
        "Sporthalle", "Kaffee", "0171 39 20 002",
    ]  # fmt: skip
    await visitor.submit("Weiter: Vorschau")
    await visitor.submit("Einreichen")
    content = await newest_content(need_id, await a_club())
    assert (content.place, content.expenses, content.contact.phone) == (
        "Sporthalle", "Kaffee", "+491713920002",
    )  # fmt: skip
