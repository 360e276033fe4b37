"""The desk says what waits, what came back and why, and who is coming."""

from desks.club_walk import DESK, to_preview
from makers import BOARD, NOW, a_published_event, a_sign_up, a_submitted_event, a_wish, seats, some_content
from mittendrin.events import actions as events
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.rules import Reason
from visitor import Visitor

OBJECTION = Objection(Reason.MISSING, "Wie kommt man hin?")


async def test_an_empty_desk_says_what_to_do_first(secretary: Visitor) -> None:
    await secretary.get(DESK)
    assert "Tragen Sie Ihre erste Veranstaltung ein." in secretary.page.text


async def test_dates_come_with_the_number_of_sign_ups(secretary: Visitor) -> None:
    event_id = await a_published_event(terms=seats(4))
    await a_sign_up(event_id, a_wish(party=3))
    await secretary.get(DESK)
    assert "Dienstag, 12. Januar, 10 bis 11 Uhr" in secretary.page.text
    assert "3 von 4" in secretary.page.text


async def test_what_came_back_shows_the_words_of_the_board_and_is_handed_in_again(secretary: Visitor) -> None:
    _event_id, revision_id = await a_submitted_event()
    await events.send_back(revision_id, OBJECTION, BOARD, NOW)
    await secretary.get(DESK)
    assert "Bitte noch etwas ändern: Gymnastik im Sitzen" in secretary.page.text
    assert "Es fehlt noch etwas. Bitte ergänzen Sie es. Wie kommt man hin?" in secretary.page.text

    await secretary.click("„Gymnastik im Sitzen“ ändern und neu einreichen")
    await secretary.submit("Wo findet es statt?")
    await secretary.submit("Weiter: Vorschau", treffpunkt="am Brunnen")
    await secretary.submit("So einreichen")
    assert "Bitte noch etwas ändern" not in secretary.page.text
    assert "Wartet auf Prüfung" in secretary.page.text


async def test_a_change_that_came_back_is_not_lost_and_the_old_version_stays(secretary: Visitor) -> None:
    event_id = await a_published_event()
    await events.submit(event_id, await some_content(title="Gymnastik im Stehen"), BOARD, NOW)
    waiting = await waiting_content(events.subject_of(event_id))
    assert waiting
    await events.send_back(waiting[0], OBJECTION, BOARD, NOW)

    await secretary.get(DESK)
    assert "Die alte Fassung ist weiter zu sehen." in secretary.page.text
    await secretary.click("„Gymnastik im Stehen“ ändern und neu einreichen")
    assert "Gymnastik im Stehen" in secretary.page.text
    await secretary.get(DESK)
    await secretary.submit("Änderung verwerfen: Gymnastik im Stehen")
    assert "Für Besucher bleibt alles, wie es war." in secretary.page.text
    assert "Bitte noch etwas ändern" not in secretary.page.text
    await secretary.click("Alle Veranstaltungen")
    assert "Gymnastik im Stehen" not in secretary.page.text
    await secretary.get("/veranstaltungen/gymnastik-im-sitzen")
    assert secretary.page.heading == "Gymnastik im Sitzen"


async def test_what_a_proven_club_hands_in_is_seen_at_once(secretary: Visitor) -> None:
    for title in ("Chor", "Schach", "Skat"):
        await a_published_event(title=title)
    await to_preview(secretary)
    await secretary.submit("So einreichen")
    assert "Ihr Beitrag ist jetzt zu sehen." in secretary.page.text
    await secretary.get("/veranstaltungen/boule-treff")
    assert secretary.page.heading == "Boule-Treff"
