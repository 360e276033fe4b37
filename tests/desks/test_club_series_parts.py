"""What goes on as another event is told apart at the desk, and after a change it says how many are told."""

from dataclasses import replace
from datetime import date as day

from makers import CLUB, NOW, TUESDAYS_AT_TEN, a_club, a_published_event, a_sign_up, a_venue, seats
from mittendrin.events.rules import SignUpMode
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import change_series
from people import a_responsible, sign_in
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"


async def test_both_parts_of_a_series_say_which_days_are_theirs(visitor: Visitor) -> None:
    event = await a_published_event(await a_club())
    when = replace(TUESDAYS_AT_TEN, first_day=day(2027, 1, 26))
    change = SeriesChange(day(2027, 1, 26), when, await a_venue(), "Raum 5", "Umbau.")
    await change_series(event, change, CLUB, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/veranstaltungen")
    until, since = "bis Dienstag, 19. Januar 2027", "ab Dienstag, 26. Januar 2027"
    assert f"jeden Dienstag, {until}" in visitor.page.text
    assert f"jeden Dienstag, {since}" in visitor.page.text
    for part in (until, since):
        assert f"„Gymnastik im Sitzen, {part}“ ändern" in visitor.page.text


async def test_after_a_whole_event_is_off_or_back_it_says_how_many_are_told(visitor: Visitor) -> None:
    event = await a_published_event(await a_club(), terms=seats(9, SignUpMode.COURSE))
    await a_sign_up(event, whole=True)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/veranstaltungen/{event}/absagen")
    await visitor.submit("Weiter: Angaben prüfen", grund="Sturm.")
    await visitor.submit("Alles absagen und Bescheid sagen")
    assert "Alles ist abgesagt. Wir sagen einer Anmeldung Bescheid." in visitor.page.text
    # They have not heard of it, so they need not hear that it is back.
    await visitor.get(f"{DESK}/veranstaltungen/{event}/findet-statt")
    await visitor.submit("Findet doch statt")
    assert "Die Veranstaltung findet doch statt." in visitor.page.text
    assert "Bescheid" not in visitor.page.text
