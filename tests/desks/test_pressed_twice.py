"""A double click, or Back and once more, at the desks: the second time says what the first one said, and does nothing."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from makers import (
    CLUB,
    NOW,
    a_club,
    a_proven_club,
    a_published_event,
    a_sign_up,
    a_submitted_event,
    an_account,
    occurrence_ids,
    seats,
    some_content,
)
from mittendrin.accounts.rules import Role
from mittendrin.audit.rules import Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import Refused
from mittendrin.desks.board import actions, hiding
from mittendrin.events import actions as events
from mittendrin.events.setting_aside import archive
from mittendrin.events.tables import Event
from mittendrin.outbox.tables import CallTask
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.rules import Reason
from mittendrin.publishing.tables import Revision
from mittendrin.registrations.after_all import event_takes_place_after_all, take_place_after_all
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.ending_organisations import end_organisation
from mittendrin.registrations.series_changes import call_off_event
from people import a_responsible, sign_in
from registrations.seen import everybody_is_reached
from visitor import Page, Visitor

pytestmark = pytest.mark.usefixtures("database")
ILL = CallingOff("Die Leiterin ist krank.", "Kommen Sie am Freitag.")
ADVERTISING = Objection(Reason.ADVERTISING, "Bitte ohne Preise.")
LATER = NOW + timedelta(hours=1)
DESK = "/verein/demo-turnverein-barbarossa"
Act = Callable[[], Awaitable[object]]


async def acts() -> int:
    return int(await AuditEntry.count())


async def twice(act: Act) -> list[object]:
    """What both answer; the second one leaves no trace."""
    first = await act()
    done, calls = await acts(), await CallTask.count()
    second = await act()
    assert (await acts(), await CallTask.count()) == (done, calls)
    return [first, second]


async def test_calling_off_everything_and_bringing_it_back() -> None:
    event = await a_published_event(terms=seats(5))
    await a_sign_up(event)
    assert await twice(lambda: call_off_event(event, ILL, CLUB, NOW)) == [1, 1]
    with pytest.raises(Refused, match="keinen Termin, der noch stattfindet"):
        await call_off_event(event, CallingOff("Wasserschaden."), CLUB, NOW)
    await everybody_is_reached()
    assert await twice(lambda: event_takes_place_after_all(event, CLUB, LATER)) == [1, 1]


async def test_bringing_one_date_back() -> None:
    event = await a_published_event(terms=seats(5))
    await a_sign_up(event)
    date, other, *_rest = await occurrence_ids(event)
    await call_off_date(date, ILL, CLUB, NOW)
    await everybody_is_reached()
    assert await twice(lambda: take_place_after_all(date, CLUB, LATER)) == [1, 1]
    starts = NOW.replace(day=13)
    await move_date(other, Move(starts, starts.replace(hour=9), "", "Saal belegt"), CLUB, NOW)
    with pytest.raises(Refused, match="nicht abgesagt"):
        await take_place_after_all(other, CLUB, NOW)


async def test_into_the_archive() -> None:
    event = await a_published_event()
    await twice(lambda: archive(event, CLUB, NOW))


async def test_ending_an_organisation() -> None:
    club, clerk = await a_club(), Doer("Frau Büro", account_id=901)
    await twice(lambda: end_organisation(club, None, clerk, NOW))
    with pytest.raises(Refused, match="schon beendet"):
        await end_organisation(club, None, Doer("Herr Büro", account_id=902), NOW)


@pytest.mark.parametrize(
    ("first", "then"),
    [(None, ILL), (ILL, None), (ILL, CallingOff(ILL.reason)), (ILL, CallingOff("Der Verein löst sich auf."))],
)
async def test_ending_it_a_second_time_with_another_wish_is_not_answered_as_done(
    first: CallingOff | None, then: CallingOff | None
) -> None:
    club, clerk = await a_club(), Doer("Frau Büro", account_id=901)
    await a_published_event(club)
    await twice(lambda: end_organisation(club, first, clerk, NOW))
    with pytest.raises(Refused, match="schon beendet"):
        await end_organisation(club, then, clerk, LATER)


async def members() -> tuple[Doer, Doer]:
    first = await an_account("beirat@example.org", Role.BOARD)
    second = await an_account("beirat2@example.org", Role.BOARD)
    return Doer("Frau Beirat", account_id=first), Doer("Herr Beirat", account_id=second)


async def test_the_board_returns_a_version() -> None:
    first, second = await members()
    _event, revision = await a_submitted_event()
    await twice(lambda: actions.send_back(revision, ADVERTISING, first, NOW))
    for other, by in ((Objection(Reason.ADVERTISING, "Anderes."), first), (ADVERTISING, second)):
        with pytest.raises(Refused):
            await actions.send_back(revision, other, by, NOW)


async def test_the_board_lets_a_version_through() -> None:
    first, second = await members()
    _event, revision = await a_submitted_event()
    await twice(lambda: actions.let_through(revision, first, NOW))
    with pytest.raises(Refused, match="schon jemand entschieden"):
        await actions.let_through(revision, second, NOW)


async def shown_at_once() -> int:
    event = await events.add_draft(await a_proven_club(), await some_content(), CLUB, NOW)
    await events.submit(event, await some_content(), CLUB, NOW)
    rows = await Revision.select(Revision.id).where(Revision.subject == events.subject_of(event))
    return int(rows[-1]["id"])


async def test_the_board_looks_at_what_is_public() -> None:
    first, second = await members()
    revision = await shown_at_once()
    await twice(lambda: actions.look_at(revision, first, NOW))
    with pytest.raises(Refused, match="schon jemand entschieden"):
        await actions.look_at(revision, second, NOW)


async def test_the_board_takes_back_what_is_public_or_does_not() -> None:
    first, second = await members()
    revision = await shown_at_once()
    await twice(lambda: hiding.propose_hiding(revision, ADVERTISING, first, NOW))
    with pytest.raises(Refused, match="schon jemand vorgeschlagen"):
        await hiding.propose_hiding(revision, ADVERTISING, second, NOW)
    await twice(lambda: hiding.give_up(revision, first, NOW))
    await hiding.propose_hiding(revision, ADVERTISING, first, NOW)
    await twice(lambda: hiding.keep(revision, second, NOW))
    with pytest.raises(Refused, match="schon jemand entschieden"):
        await hiding.hide(revision, second, NOW)
    await hiding.propose_hiding(revision, ADVERTISING, first, NOW)
    await twice(lambda: hiding.hide(revision, second, NOW))


async def press_again(visitor: Visitor, before: Page, button: str, **values: str) -> list[str]:
    """Where both lead."""
    ways = []
    for _twice in range(2):
        visitor.page = before
        await visitor.submit(button, **values)
        assert (visitor.page.status, visitor.page.errors) == (200, [])
        ways.append(visitor.page.path)
    return ways


async def an_event_of_a_club(proven: bool) -> int:
    for title in ("Chor", "Schach") if proven else ():
        await a_published_event(title=title)
    return await a_published_event(terms=seats(3))


@pytest.mark.parametrize("proven", [False, True])
async def test_a_club_hands_in_a_change(visitor: Visitor, proven: bool) -> None:
    event = await an_event_of_a_club(proven)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/veranstaltungen/{event}/aendern")
    await visitor.submit("Was findet statt?")
    preview = await visitor.submit("Weiter: Vorschau", titel="Gymnastik im Stehen")
    revisions = await Revision.count()
    first, second = await press_again(visitor, preview, "So einreichen")
    assert first == second == f"{DESK}?erledigt={'sichtbar' if proven else 'wartet'}"
    assert await Revision.count() == revisions + 1


async def test_a_draft_is_kept_with_its_change(visitor: Visitor) -> None:
    event = await events.add_draft(await a_club(), await some_content(), CLUB, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/veranstaltungen/{event}/aendern")
    await visitor.submit("Was findet statt?")
    preview = await visitor.submit("Weiter: Vorschau", titel="Gymnastik im Stehen")
    first, second = await press_again(visitor, preview, "Als Entwurf speichern")
    assert first == second == f"{DESK}?erledigt=entwurf"


@pytest.mark.parametrize("place", ["", "Gemeindehaus"])
async def test_a_proven_club_changes_a_series_from_a_day_on(visitor: Visitor, place: str) -> None:
    event = await an_event_of_a_club(True)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/veranstaltungen/{event}/ab-einem-tag")
    new = {"tag-tag": "19", "tag-monat": "1", "tag-jahr": "2027", "grund": "Neue Leitung.", "preis": "4 Euro"}
    there = {"ort": "", "ort-name": place, "ort-strasse": "Musterweg 1", "ort-plz": "67655"} if place else {}
    check = await visitor.submit("Weiter: Angaben prüfen", **new, **there)
    assert check.errors == []
    many = await Event.count()
    first, second = await press_again(visitor, check, "So ändern")
    assert first == second == f"{DESK}?erledigt=serie-gilt&bescheid=0"
    assert await Event.count() == many + 1
