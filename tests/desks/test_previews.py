"""What a club and the board see beforehand is word for word what visitors see afterwards."""

from typing import Any

import pytest

from desks.club_walk import DESK, FROM_MARCH, HOURS, to_when
from html_page import words
from makers import BOARD, NOW, a_club, a_published_event, a_submitted_event, a_venue, occurrence_ids, seats
from mittendrin.audit.rules import SYSTEM
from mittendrin.events.actions import let_through, submit
from mittendrin.events.content import content_of
from mittendrin.events.rules import SignUpMode, SignUpTerms
from mittendrin.events.tables import Event
from mittendrin.places.rules import AccessKind, Known
from mittendrin.places.tables import Venue, VenueAccess
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from people import a_board_member, a_maintainer, sign_in
from visitor import Visitor

PAGE = "/veranstaltungen/gymnastik-im-sitzen"


async def everything_said(mode: SignUpMode = SignUpMode.EACH_DATE) -> tuple[int, int]:
    venue = await a_venue()
    await Venue.update({Venue.directions: "Bus 105, Haltestelle Mitte."}).where(Venue.id == venue)
    known = {"known": Known.YES.value, "checked_on": NOW.date()}
    await VenueAccess.insert(VenueAccess(venue=venue, kind=AccessKind.STEP_FREE.value, **known))
    terms = seats(12, mode, minimum=5, deadline_days=1) if mode is not SignUpMode.NONE else SignUpTerms()
    return await a_submitted_event(
        await a_club(), terms=terms, price=300, price_note="Kaffee extra", meeting_point="am Brunnen"
    )


def shown(visitor: Visitor) -> str:
    """The words of the event's page, without what there is to press."""
    (side,) = [one for one in visitor.page.main.iter("div") if "side" in (one.get("class") or "").split()]
    without(side)
    return words(side)


def without(element: Any) -> None:
    for child in list(element):
        if "noprint" in (child.get("class") or ""):
            child.text = ""
            for below in list(child):
                child.remove(below)
        else:
            without(child)


@pytest.mark.parametrize("mode", SignUpMode)
async def test_both_previews_say_what_the_page_will_say(visitor: Visitor, mode: SignUpMode) -> None:
    event_id, revision_id = await everything_said(mode)
    await sign_in(visitor, await a_maintainer())
    await visitor.get(f"{DESK}/veranstaltungen/{event_id}/aendern")
    to_the_club = shown(visitor)
    await sign_in(visitor, await a_board_member())
    await visitor.get(f"/beirat/{revision_id}/vorschau")
    to_the_board = shown(visitor)

    await let_through(revision_id, BOARD, NOW)
    await visitor.get(PAGE)

    to_visitors = shown(visitor)
    assert "geprüft am 11. Januar 2027" in to_visitors
    assert (to_the_club, to_the_board) == (to_visitors, to_visitors)


@pytest.mark.parametrize("mode", SignUpMode)
async def test_what_is_stored_nowhere_yet_has_a_preview(secretary: Visitor, mode: SignUpMode) -> None:
    await to_when(secretary, "jede-woche")
    await secretary.submit("Weiter", wochentage="dienstag", **HOURS, **FROM_MARCH)
    await secretary.submit("Weiter: Vorschau", anmeldung=mode.value, plaetze="12")
    said = secretary.page.text
    assert (secretary.page.heading, "Boule-Treff" in said, "2. März" in said) == ("Vorschau", True, True)


async def test_a_change_is_shown_with_all_that_has_happened_to_its_dates(visitor: Visitor) -> None:
    event_id, revision_id = await everything_said()
    await let_through(revision_id, BOARD, NOW)
    await call_off_date((await occurrence_ids(event_id))[1], CallingOff("Der Raum ist belegt."), SYSTEM, NOW)
    event = await Event.objects().get(Event.id == event_id)
    assert event is not None
    await submit(event_id, content_of(event), BOARD, NOW)

    await visitor.get(PAGE)
    to_visitors = shown(visitor)
    assert "FÄLLT AUS: Dienstag, 19. Januar" in to_visitors
    await sign_in(visitor, await a_maintainer())
    await visitor.get(f"{DESK}/veranstaltungen/{event_id}/aendern")
    assert shown(visitor) == to_visitors


async def test_a_preview_has_nothing_to_press(visitor: Visitor) -> None:
    _event_id, revision_id = await everything_said()
    await sign_in(visitor, await a_board_member())
    await visitor.get(f"/beirat/{revision_id}/vorschau")
    assert "Ich komme mit" in visitor.page.text
    assert not [link for link in visitor.page.links if "/anmelden" in link.href or ".ics" in link.href]


async def test_a_rhythm_without_the_day_of_a_call_off_says_so_to_club_and_board(visitor: Visitor) -> None:
    event_id, revision_id = await everything_said()
    await let_through(revision_id, BOARD, NOW)
    await call_off_date((await occurrence_ids(event_id))[1], CallingOff("Belegt."), SYSTEM, NOW)
    await sign_in(visitor, await a_maintainer())
    path = f"{DESK}/veranstaltungen/{event_id}/aendern"
    await visitor.get(path)
    ends = "Diese Absagen und Verlegungen gelten nicht mehr: Dienstag, 19. Januar."
    assert ends not in visitor.page.text
    typed = dict(visitor.page.form("So einreichen").filled({})) | {"wochentage": "freitag"}
    await visitor.post(f"{path}/vorschau", typed)
    assert f"{ends} Prüfen Sie bitte die neuen Termine." in visitor.page.text
    await visitor.submit("So einreichen")
    waits = await waiting_content(f"event:{event_id}")
    assert waits
    await sign_in(visitor, await a_board_member())
    await visitor.get(f"/beirat/{waits[0]}")
    assert ends in visitor.page.text


async def test_the_dates_to_check_say_what_was_called_off(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club())
    second = (await occurrence_ids(event_id))[1]
    await call_off_date(second, CallingOff("Saal gesperrt"), SYSTEM, NOW)
    await sign_in(visitor, await a_maintainer())
    await visitor.get(f"{DESK}/veranstaltungen/{event_id}/aendern")
    assert "Dienstag, 12. Januar 2027, 10 bis 11 Uhr" in visitor.page.text
    assert "Dienstag, 19. Januar 2027: fällt aus (abgesagt)" in visitor.page.text
    assert "Dienstag, 19. Januar 2027, 10" not in visitor.page.text
