"""A club moves its gymnastics to Wednesday: the board reads it in words first, then everybody learns of it."""

from datetime import timedelta

from app_fixtures import StandingClock
from makers import CLUB, NOW, a_club, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.rules import Target
from people import a_board_member, a_responsible, mail_to, sign_in
from visitor import Values, Visitor

DESK = "/verein/demo-turnverein-barbarossa"
WEDNESDAYS: Values = {
    "tag-tag": "19",
    "tag-monat": "1",
    "tag-jahr": "2027",
    "wochentage": ["mittwoch"],
    "grund": "Der Raum ist belegt.",
}


async def an_event() -> int:
    event_id = await a_published_event(await a_club(), terms=seats(3))
    second = (await occurrence_ids(event_id))[1]
    await sign_up(Target(event_id, second), a_wish(email="gast@example.org"), CLUB, NOW)
    return event_id


async def hand_in(visitor: Visitor, event_id: int) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/veranstaltungen/{event_id}/ab-einem-tag")
    await visitor.submit("Weiter: Angaben prüfen", **WEDNESDAYS)
    assert "Mittwoch, 20. Januar 2027" in visitor.page.text
    assert "Erst danach sagen wir Bescheid: 1 Anmeldung gibt es schon." in visitor.page.text
    await visitor.submit("So einreichen")
    assert "Der Seniorenbeirat prüft die Änderung." in visitor.page.text


async def test_the_board_reads_what_changes_and_then_everybody_learns_of_it(visitor: Visitor) -> None:
    event_id = await an_event()
    await hand_in(visitor, event_id)
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "Dienstag, 19. Januar" in visitor.page.text
    assert "Sie sind angemeldet" in await mail_to("gast@example.org")

    await sign_in(visitor, await a_board_member())
    await visitor.click("Gymnastik im Sitzen")
    assert visitor.page.heading == "Gymnastik im Sitzen: eine Änderung"
    for words in ("Ab wann", "Dienstag, 19. Januar 2027", "jeden Mittwoch", "Der Raum ist belegt."):
        assert words in visitor.page.text
    assert "Die Änderung gilt ab Dienstag, 19. Januar. Eine Anmeldung ist dabei." in visitor.page.text
    await visitor.click("So sehen es Besucher")
    assert "Mittwoch, 20. Januar, 10 bis 11 Uhr" in visitor.page.text
    await visitor.click("Zurück zur Entscheidung")
    await visitor.submit("Freigeben")

    assert "Mittwoch, 20. Januar" in await mail_to("gast@example.org")
    assert "Die Änderung gilt ab Dienstag, 19. Januar." in await mail_to("verein@example.org")
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "Mittwoch, 20. Januar, 10 bis 11 Uhr" in visitor.page.text


async def test_a_late_board_begins_tomorrow_and_says_so_to_both(
    visitor: Visitor, clock: StandingClock
) -> None:
    await hand_in(visitor, await an_event())
    clock.now = NOW + timedelta(days=9)
    await sign_in(visitor, await a_board_member())
    await visitor.click("Gymnastik im Sitzen")
    late = "Der gewünschte Tag ist schon vorbei. Die Änderung gilt deshalb ab Donnerstag, 21. Januar."
    assert late in visitor.page.text
    await visitor.submit("Freigeben")
    assert late in await mail_to("verein@example.org")
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "Mittwoch, 27. Januar" in visitor.page.text


async def test_a_new_number_is_to_be_seen_while_the_rest_waits_and_the_club_reads_so(
    visitor: Visitor,
) -> None:
    event_id = await an_event()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/veranstaltungen/{event_id}/ab-einem-tag")
    person: Values = {"neue-name": "Herr Neu", "neue-telefon": "0631 90009099"}
    await visitor.submit("Weiter: Angaben prüfen", **WEDNESDAYS, **person)
    for words in (
        "Zum ersten Mal neuHerr Neu 0631",
        "Ansprechperson und Telefonnummer gelten sofort, für alle Termine.",
        "Den Rest prüft der Seniorenbeirat zuerst.",
    ):
        assert words in visitor.page.text
    assert "bleibt alles, wie es ist" not in visitor.page.text
    await visitor.submit("So einreichen")
    assert "Eine neue Telefonnummer gilt sofort, alles andere erst danach." in visitor.page.text

    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "Herr Neu" in visitor.page.text
    assert "Dienstag, 19. Januar" in visitor.page.text
    await sign_in(visitor, await a_board_member())
    await visitor.click("Gymnastik im Sitzen")
    assert "Zum ersten Mal" not in visitor.page.text


async def test_what_comes_back_is_filled_in_again_or_given_up(visitor: Visitor) -> None:
    event_id = await an_event()
    await hand_in(visitor, event_id)
    await sign_in(visitor, await a_board_member())
    await visitor.click("Gymnastik im Sitzen")
    await visitor.submit("Zurückgeben", grund="missing", worte="der neue Raum")

    await sign_in(visitor, await a_responsible())
    assert "Bitte noch etwas ändern: Gymnastik im Sitzen ab Dienstag, 19. Januar" in visitor.page.text
    assert "Es fehlt noch etwas: der neue Raum." in visitor.page.text
    await visitor.click("„Gymnastik im Sitzen“ ab einem Tag anders: ansehen oder ändern")
    assert 'value="Der Raum ist belegt."' in visitor.page.answer.text
    await visitor.submit("Weiter: Angaben prüfen", raum="Raum 5")
    await visitor.submit("So einreichen")
    assert "Wartet auf Prüfung: Gymnastik im Sitzen ab Dienstag, 19. Januar" in visitor.page.text
    await visitor.submit("Änderung verwerfen: Gymnastik im Sitzen ab einem Tag anders")
    assert "Die Änderung ist verworfen." in visitor.page.text
    assert "Wartet auf Prüfung" not in visitor.page.text
