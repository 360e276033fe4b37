""" "Ab einem Tag anders": every field of the form, at the club's desk and for a club that phones the office."""

from dataclasses import replace
from datetime import time

import pytest

import people
from makers import CLUB, NOW, a_club, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.tables import AuditEntry
from mittendrin.events.actions import load
from mittendrin.events.content import content_of
from mittendrin.events.queries import coming_dates, event_by_slug
from mittendrin.events.recurrence import Repeat
from mittendrin.outbox.tables import CallTask
from mittendrin.places.tables import Venue
from mittendrin.registrations import versions
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.rules import Target
from people import a_board_member, a_clerk, a_responsible, sign_in
from visitor import Values, Visitor

DESK = "/verein/demo-turnverein-barbarossa"
SLUG = "gymnastik-im-sitzen"
FROM_THE_19TH: Values = {"tag-tag": "19", "tag-monat": "1", "tag-jahr": "2027", "grund": "Neue Leitung."}


@pytest.fixture
async def club(visitor: Visitor) -> Visitor:
    """Proven, so that it waits for nobody."""
    for title in ("Chor", "Schach"):
        await a_published_event(await a_club(), title=title)
    await sign_in(visitor, await a_responsible())
    return visitor


async def opened(visitor: Visitor) -> int:
    event_id = await a_published_event(await a_club(), terms=seats(3))
    await visitor.get(f"{DESK}/veranstaltungen/{event_id}/ab-einem-tag")
    return event_id


async def test_every_answer_can_be_another_from_the_day_on(club: Visitor) -> None:
    event_id = await opened(club)
    new: Values = {"titel": "Gymnastik im Stehen", "preis": "4 Euro", "mitbringen": "Schuhe", "plaetze": "8"}
    await club.submit("Weiter: Angaben prüfen", **FROM_THE_19TH, **new)
    for words in (
        "Titel bisherGymnastik im Sitzen",
        "Titel neuGymnastik im Stehen",
        "Preis neu4 Euro",
        "Mitbringen neuSchuhe",
        "Plätze bisher3",
        "Plätze neu8",
        "Dienstag, 19. Januar 2027, 10 bis 11 Uhr",
        "Dienstag, 23. März 2027, 10 bis 11 Uhr",
    ):
        assert words in club.page.text
    await club.submit("Etwas ändern")
    assert club.page.form("Weiter: Angaben prüfen").value("titel") == "Gymnastik im Stehen"
    await club.submit("Weiter: Angaben prüfen")
    await club.submit("So ändern")
    running = content_of(await event_by_slug(SLUG))
    assert (running.title, running.price, running.bring, running.terms.seats) == (
        "Gymnastik im Stehen",
        400,
        "Schuhe",
        8,
    )
    assert content_of(await load(event_id)).title == "Gymnastik im Sitzen"


async def test_what_was_undone_meanwhile_is_not_said_to_count(club: Visitor) -> None:
    await opened(club)
    form = club.page
    await club.submit("Weiter: Angaben prüfen", **FROM_THE_19TH, von="15", bis="16")
    await club.submit("So ändern")
    club.page = form
    await club.submit("Weiter: Angaben prüfen", **FROM_THE_19TH, von="15", bis="16")
    assert club.page.errors == ["Diese Änderung gilt schon."]
    running = await event_by_slug(SLUG)
    content = content_of(running)
    at_ten = replace(content.when, starts=time(10), ends=time(11))
    await versions.submit(running.id, replace(content, when=at_ten), CLUB, NOW)
    club.page = form
    await club.submit("Weiter: Angaben prüfen", **FROM_THE_19TH, von="15", bis="16")
    assert club.page.errors == ["Ab diesem Tag gibt es keinen Termin, der sich ändern könnte."]


async def test_another_rhythm_asks_its_own_questions(club: Visitor) -> None:
    await opened(club)
    await club.submit("Fragen zu diesem Rhythmus zeigen", rhythmus="wochentag-im-monat", **FROM_THE_19TH)
    assert club.page.errors == []
    await club.submit("Weiter: Angaben prüfen", wochentage=["mittwoch"])
    assert club.page.errors == ["Der wievielte im Monat ist es? Kreuzen Sie bitte etwas an."]
    await club.submit("Weiter: Angaben prüfen", **{"der-wievielte": ["letzter"]})
    await club.submit("So ändern")
    running = await event_by_slug(SLUG)
    assert content_of(running).when.repeat is Repeat.MONTHLY_WEEKDAY
    assert [str(one.day) for one in await coming_dates(running.id, NOW, limit=2)] == [
        "2027-01-27",
        "2027-02-24",
    ]


async def test_who_hears_nothing_is_said_and_not_that_nobody_has_signed_up(club: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(3))
    second = (await occurrence_ids(event_id))[1]
    await sign_up(Target(event_id, second), a_wish(), CLUB, NOW)
    await call_off_date(second, CallingOff("Saal gesperrt"), CLUB, NOW)
    await club.get(f"{DESK}/veranstaltungen/{event_id}/ab-einem-tag")
    await club.submit("Weiter: Angaben prüfen", wochentage=["mittwoch"], **FROM_THE_19TH)
    assert "Eine Anmeldung gehört zu einem abgesagten Termin." in club.page.text
    assert "Noch hat sich niemand angemeldet." not in club.page.text


async def test_where_nothing_is_new_it_asks_what_should_be(club: Visitor) -> None:
    await opened(club)
    await club.submit("Weiter: Angaben prüfen", **FROM_THE_19TH)
    assert club.page.errors == ["Es ist noch alles wie vorher. Was soll ab diesem Tag anders sein?"]


async def test_what_begins_at_night_is_asked_about(club: Visitor) -> None:
    await opened(club)
    await club.submit("Weiter: Angaben prüfen", von="3 Uhr", bis="4 Uhr", **FROM_THE_19TH)
    assert "Das beginnt nachts um 3 Uhr. Stimmt das?" in club.page.text


async def test_all_that_is_missing_is_said_at_once(club: Visitor) -> None:
    await opened(club)
    await club.submit("Weiter: Angaben prüfen", titel="", von="", wochentage=["mittwoch"])
    assert club.page.errors == [
        "Ab welchem Tag ist es anders?",
        "Sagen Sie den Menschen bitte, warum.",
        "Schreiben Sie bitte einen Titel.",
        "Schreiben Sie bitte, wann es beginnt. Oder kreuzen Sie „den ganzen Tag“ an.",
    ]


async def test_a_place_that_is_new_is_stored_with_the_change(club: Visitor) -> None:
    await opened(club)
    place: Values = {"ort": "", "ort-name": "Gemeindehaus", "ort-strasse": "Musterweg 1", "ort-plz": "67655"}
    await club.submit("Weiter: Angaben prüfen", **FROM_THE_19TH, **place)
    assert "Wo neuGemeindehaus" in club.page.text
    assert not await Venue.exists().where(Venue.name == "Gemeindehaus")
    await club.submit("So ändern")
    venue = await Venue.objects().where(Venue.name == "Gemeindehaus").first()
    assert venue
    assert (await event_by_slug(SLUG)).venue == venue.id


async def test_fewer_seats_than_are_taken_are_refused_at_their_field(club: Visitor) -> None:
    event_id = await opened(club)
    await sign_up(Target(event_id, (await occurrence_ids(event_id))[2]), a_wish(party=3), CLUB, NOW)
    await club.submit("Weiter: Angaben prüfen", **FROM_THE_19TH, plaetze="2")
    assert club.page.errors == ["Es sind schon 3 Plätze vergeben. Nehmen Sie bitte eine größere Zahl."]


async def test_before_it_counts_the_club_reads_who_would_have_no_date(club: Visitor) -> None:
    event_id = await opened(club)
    for number, date in enumerate((await occurrence_ids(event_id))[1:4], start=1):
        await sign_up(Target(event_id, date), a_wish(f"Demo-Person {number}"), CLUB, NOW)
    await club.submit("Fragen zu diesem Rhythmus zeigen", rhythmus="alle-paar-wochen", **FROM_THE_19TH)
    await club.submit("Weiter: Angaben prüfen", wochen="2", wochentage=["mittwoch"])
    assert "Für eine Anmeldung gibt es keinen neuen Termin." in club.page.text
    assert "3 Anmeldungen gibt es schon. Wir sagen Bescheid: 3 mit Anruf." in club.page.text
    await club.submit("So ändern und Bescheid sagen")
    calls = await CallTask.select(CallTask.purpose).where(CallTask.state == "open")
    assert sorted(row["purpose"] for row in calls) == [*["called_off"], *["confirmed"] * 2, *["moved"] * 2]


async def test_the_office_changes_a_series_for_a_club_that_phones(visitor: Visitor) -> None:
    for title in ("Chor", "Schach"):
        await a_published_event(await a_club(), title=title)
    event_id = await a_published_event(await a_club(), terms=seats(3))
    await a_sign_up(event_id)
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/im-auftrag?suche=gymnastik")
    await visitor.click("ist ab einem Tag anders Gymnastik im Sitzen, Dienstag, 19. Januar, 10 bis 11 Uhr")
    assert visitor.page.form("Weiter: Angaben prüfen").value("tag-tag") == "19"
    await visitor.submit("Weiter: Angaben prüfen", grund="Neue Leitung.", titel="Gymnastik im Stehen")
    assert visitor.page.errors == ["Schreiben Sie bitte, wer vom Verein sich meldet."]
    await visitor.submit("Weiter: Angaben prüfen", anrufer="Frau Klein")
    await visitor.submit("So ändern")
    assert "Die Änderung gilt ab jetzt." in visitor.page.text
    assert (await event_by_slug(SLUG)).title == "Gymnastik im Stehen"
    (said,) = await AuditEntry.select(AuditEntry.on_behalf_of).where(AuditEntry.act == "event.continued")
    assert said == {"on_behalf_of": "Frau Klein, Demo-Turnverein Barbarossa"}


async def test_the_office_hands_it_in_for_a_club_that_is_not_proven(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(3))
    second = (await occurrence_ids(event_id))[1]
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/im-auftrag/{second}/alles-ab-einem-tag")
    said: Values = {"grund": "Neue Leitung.", "anrufer": "Frau Klein", "preis": "5 Euro"}
    await visitor.submit("Weiter: Angaben prüfen", **said)
    await visitor.submit("So einreichen")
    assert "Der Seniorenbeirat prüft die Änderung." in visitor.page.text
    assert (await event_by_slug(SLUG)).id == event_id


async def test_the_board_reads_all_that_changes_and_nothing_else(visitor: Visitor) -> None:
    await sign_in(visitor, await a_responsible())
    await opened(visitor)
    new: Values = {"titel": "Gymnastik im Stehen", "preis": "4 Euro", "plaetze": "8"}
    await visitor.submit("Weiter: Angaben prüfen", **FROM_THE_19TH, **new)
    await visitor.submit("So einreichen")
    await sign_in(visitor, await a_board_member())
    await visitor.click("Gymnastik im Sitzen")
    for words in ("Ab wann", "Gymnastik im Stehen", "kostet nichts", "4 Euro", "Neue Leitung."):
        assert words in visitor.page.text
    for words in ("Mitbringen", "Treffpunkt", "Warteliste"):
        assert words not in visitor.page.text
    await visitor.click("So sehen es Besucher")
    assert "Gymnastik im Stehen" in visitor.page.text
