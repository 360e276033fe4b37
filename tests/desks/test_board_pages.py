"""The board's pages, as its members see them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app_fixtures import StandingClock
from makers import CLUB, NOW, a_club, a_published_event, a_submitted_event, a_venue, some_content
from mittendrin.audit.queries import history
from mittendrin.audit.rules import Doer
from mittendrin.desks.board import actions
from mittendrin.events import actions as events
from mittendrin.organisations.profiles import submit_profile
from mittendrin.organisations.rules import Profile
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.rules import Reason
from needing import a_submitted_need
from people import a_board_member, a_maintainer, sign_in
from visitor import Visitor

HOSTILE = "<script>alert(1)</script>\"'&{{ 7*7 }}"


@pytest.fixture
async def member(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await a_board_member())
    return visitor


def _html(visitor: Visitor) -> str:
    return visitor.page.answer.text


async def test_a_change_shows_its_words_and_a_hint(member: Visitor) -> None:
    event_id = await a_published_event()
    description = (
        "Wir bewegen uns im Sitzen, mit Musik und ohne Eile. Anmeldung bei Herrn Demo, 0171 39 20 044."
    )
    await events.submit(event_id, await some_content(description=description), CLUB, NOW)
    await member.get("/beirat")
    await member.click("Gymnastik im Sitzen")
    assert member.page.heading == "Gymnastik im Sitzen: eine Änderung"
    assert "ohne Eile. <ins>Anmeldung bei Herrn Demo, 0171 39 20 044.</ins>" in _html(member)
    assert "Eine Telefonnummer" not in member.page.text
    assert "Der neue Text enthält eine Telefonnummer: 0171 39 20 044. Ist sie privat?" in member.page.text
    assert "Verantwortlich für den Inhalt ist der Veranstalter." in member.page.text


async def test_the_list_says_what_it_is_and_whether_it_is_new(member: Visitor) -> None:
    event_id = await a_published_event()
    await events.submit(event_id, await some_content(title="Gymnastik im Stehen"), CLUB, NOW)
    await a_submitted_need()
    await submit_profile(await a_club(), Profile("Wir turnen.", "", ()), CLUB, NOW)
    await member.get("/beirat")
    for words in ("Veranstaltung, geändert", "Einsatzstelle, neu", "Text über den Veranstalter, geändert"):
        assert words in member.page.text


async def test_the_preview_is_what_visitors_will_see_without_buttons(member: Visitor) -> None:
    await a_submitted_event()
    await member.get("/beirat")
    await member.click("Gymnastik im Sitzen")
    await member.click("So sehen es Besucher")
    assert member.page.heading == "Gymnastik im Sitzen"
    for words in (
        "Dienstag, 12. Januar, 10 bis 11 Uhr",
        "Musterstraße 1",
        "bequeme Kleidung",
        "kostet nichts",
    ):
        assert words in member.page.text
    await member.click("Zurück zur Entscheidung")


async def test_a_return_needs_a_reason(member: Visitor) -> None:
    await a_submitted_event()
    await member.get("/beirat")
    await member.click("Gymnastik im Sitzen")
    await member.submit("Zurückgeben", worte="Bitte noch einmal.")
    assert member.page.errors == ["Wählen Sie bitte einen Grund."]
    assert "Bitte noch einmal." in member.page.text
    await member.submit("Zurückgeben", grund="missing", worte="")
    assert member.page.errors == ["Schreiben Sie bitte, was fehlt."]
    await member.submit("Zurückgeben", grund="missing", worte="der Treffpunkt")
    assert "Der Beitrag ist zurückgegeben." in member.page.text


async def test_who_comes_second_reads_what_happened(member: Visitor) -> None:
    _event, revision_id = await a_submitted_event()
    await member.get(f"/beirat/{revision_id}")
    await actions.send_back(revision_id, Objection(Reason.PARTY, ""), Doer("Herr Schneller"), NOW)
    await member.submit("Freigeben")
    assert member.page.errors == ["Darüber hat schon jemand entschieden."]
    for words in ("Herr Schneller", "zurückgegeben", "Wahlwerbung zeigen wir hier nicht."):
        assert words in member.page.text


async def test_a_second_yes_of_the_same_person_is_answered_like_the_first(member: Visitor) -> None:
    event_id, revision_id = await a_submitted_event()
    page = await member.get(f"/beirat/{revision_id}")
    await member.submit("Freigeben")
    first = member.page.path, member.page.text
    member.page = page
    await member.submit("Freigeben")
    assert (member.page.path, member.page.text) == first
    assert [line.act for line in await history(events.subject_of(event_id))].count("event.published") == 1


async def test_of_two_versions_that_are_public_at_once_the_older_says_that_it_is_replaced(
    member: Visitor,
) -> None:
    club = await a_club()
    for number in range(3):
        await a_published_event(club, title=f"Treffen {number}")
    content = await some_content()
    event_id = await events.add_draft(club, content, CLUB, NOW)
    await events.submit(event_id, content, CLUB, NOW)
    await events.submit(event_id, replace(content, title="Gymnastik im Stehen"), CLUB, NOW)
    await member.get("/beirat")
    await member.click("Gymnastik im Sitzen")
    assert "Inzwischen ist eine neuere Fassung zu sehen." in member.page.text
    assert "schon zu sehen" not in member.page.text
    assert "Zurücknehmen vorschlagen" not in member.page.text
    # To be looked at is not to wait for a decision.
    assert "weiter" not in member.page.text
    await member.submit("Angesehen")
    await member.click("Gymnastik im Stehen")
    assert "Dieser Beitrag ist schon zu sehen." in member.page.text


async def test_what_is_public_already_is_looked_at(member: Visitor) -> None:
    club = await a_club()
    for number in range(3):
        await a_published_event(club, title=f"Treffen {number}")
    content = await some_content(venue_id=await a_venue("Halle"))
    event_id = await events.add_draft(club, content, CLUB, NOW)
    await events.submit(event_id, content, CLUB, NOW)
    await member.get("/beirat")
    assert "Schon zu sehen: bitte noch ansehen" in member.page.text
    await member.click("Gymnastik im Sitzen")
    assert "Dieser Beitrag ist schon zu sehen." in member.page.text
    await member.submit("Angesehen")
    assert "Nichts wartet. Danke!" in member.page.text
    await member.get("/beirat/protokoll")
    assert "angesehen" in member.page.text


async def test_the_same_at_the_same_place_and_time_is_named(member: Visitor) -> None:
    await a_published_event(title="Turnen im Sitzen")
    _event, revision_id = await a_submitted_event()
    await member.get(f"/beirat/{revision_id}")
    await member.click("Vielleicht gibt es das schon: Turnen im Sitzen")
    assert member.page.path == "/veranstaltungen/turnen-im-sitzen"


async def test_the_log_for_the_meeting(member: Visitor, clock: StandingClock) -> None:
    _event, revision_id = await a_submitted_event()
    await actions.send_back(revision_id, Objection(Reason.DOUBLE, "Tanztee"), Doer("Frau Beirat"), NOW)
    await member.get("/beirat")
    await member.click("Protokoll")
    assert member.page.heading == "Protokoll Januar 2027"
    assert "zurückgegeben: Diesen Termin gibt es schon: Tanztee." in member.page.text
    await member.click("Früher: Dezember 2026")
    assert "In diesem Monat wurde nichts entschieden." in member.page.text
    await member.get("/beirat/protokoll?monat=gestern")
    assert member.page.status == 404
    clock.now += timedelta(days=40)
    await sign_in(member, await a_board_member())
    await member.get("/beirat/protokoll")
    assert member.page.heading == "Protokoll Februar 2027"


async def test_the_author_reads_the_reason(visitor: Visitor) -> None:
    email = await a_maintainer()
    _event, revision_id = await a_submitted_event(await a_club())
    await actions.send_back(
        revision_id, Objection(Reason.MISSING, "der Treffpunkt"), Doer("Frau Beirat"), NOW
    )
    await sign_in(visitor, email)
    assert "Es fehlt noch etwas: der Treffpunkt. Bitte ergänzen Sie es." in visitor.page.text


async def test_hostile_words_stay_words_on_every_page(member: Visitor) -> None:
    club = await a_club()
    event_id, revision_id = await a_submitted_event(
        club, title=HOSTILE, description=HOSTILE, bring=HOSTILE, meeting_point=HOSTILE, room=HOSTILE
    )
    await submit_profile(club, Profile(HOSTILE, "https://example.org", ()), Doer(HOSTILE), NOW)
    profile = revision_id + 1
    paths = [f"/beirat/{one}{end}" for one in (revision_id, profile) for end in ("", "/vorschau")]
    await actions.send_back(revision_id, Objection(Reason.DOUBLE, HOSTILE[:20]), Doer(HOSTILE), NOW)
    await events.submit(event_id, await some_content(title=HOSTILE, price_note=HOSTILE), Doer(HOSTILE), NOW)
    for path in ("/beirat", "/beirat/protokoll", *paths, f"/beirat/{profile + 1}"):
        html = (await member.client.get(path)).text
        assert "alert(1)" in html or "&lt;script&gt;" in html
        assert "<script" not in html
