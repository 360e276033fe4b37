"""Another place in the ordinary form: everybody who is signed up learns of it when visitors do, and not before."""

from dataclasses import replace
from typing import Any

import pytest

from databases import Database
from makers import (
    BOARD,
    CLUB,
    NOW,
    a_club,
    a_published_event,
    a_sign_up,
    a_venue,
    a_wish,
    occurrence_ids,
    seats,
)
from mittendrin.events.actions import Saved, load, subject_of
from mittendrin.events.content import content_of
from mittendrin.events.rules import SignUpMode, SignUpTerms
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.places.tables import Venue
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.rules import PUBLISHED_UNTIL_PROVEN, Reason
from mittendrin.publishing.tables import Revision
from mittendrin.registrations.absences import leave_free
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.date_changes import Move, move_date
from mittendrin.registrations.queries import by_code
from mittendrin.registrations.rules import Target
from mittendrin.registrations.versions import let_through, submit, take_back
from people import a_board_member, a_clerk, a_maintainer, sign_in
from registrations.seen import everybody_is_reached
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"
FIRST, SECOND = "Dienstag, 12. Januar 2027", "Dienstag, 19. Januar 2027"


async def to_the_park(event_id: int, **changes: Any) -> Saved:
    content = content_of(await load(event_id))
    elsewhere = {"venue_id": await a_venue("Stadtpark"), "room": ""}
    return await submit(event_id, replace(content, **elsewhere | changes), CLUB, NOW)


async def an_event_of_the_proven(terms: SignUpTerms) -> int:
    """The last that its club had to wait for."""
    for number in range(1, PUBLISHED_UNTIL_PROVEN):
        await a_published_event(title=f"Treffen {number}")
    return await a_published_event(terms=terms)


async def waiting_id(event_id: int) -> int:
    waiting = await waiting_content(subject_of(event_id))
    assert waiting is not None
    return waiting[0]


async def newest_id() -> int:
    row = await Revision.select(Revision.id).order_by(Revision.id, ascending=False).first()
    assert row is not None
    return int(row["id"])


async def told() -> list[tuple[str, str]]:
    """Who is called, and of which date."""
    calls = await CallTask.select().where(CallTask.purpose == "moved", CallTask.state == "open")
    return sorted((call["recipient_name"], call["headline"].partition("Sitzen, ")[2]) for call in calls)


async def said_to(name: str) -> str:
    """On the telephone, last."""
    of_them = (CallTask.recipient_name == name) & (CallTask.purpose == "moved")
    call = (
        await CallTask.select(CallTask.script).where(of_them).order_by(CallTask.id, ascending=False).first()
    )
    assert call is not None
    return str(call["script"])


async def test_guests_of_every_date_are_told_at_once_by_who_is_proven(database: Database) -> None:
    event_id = await an_event_of_the_proven(seats(1))
    first, second, third, *_rest = await occurrence_ids(event_id)
    for name, date in (("Eins", first), ("Zwei", second), ("Wartet", second), ("Woanders", third)):
        await sign_up(Target(event_id, date), a_wish(f"Demo-Person {name}"), CLUB, NOW)
    begins = NOW.replace(day=26, hour=10)
    move = Move(begins, begins.replace(hour=11), "Rathaus", "Wasserschaden.")
    await move_date(third, move, CLUB, NOW)
    before = await told()

    await to_the_park(event_id)

    assert [one for one in await told() if one not in before] == [
        ("Demo-Person Eins", FIRST),
        ("Demo-Person Wartet", SECOND),
        ("Demo-Person Zwei", SECOND),
    ]
    # Of their own date only.
    assert "jedes Mal" not in await said_to("Demo-Person Eins")


@pytest.mark.parametrize("mode", [SignUpMode.COURSE, SignUpMode.REGULAR])
async def test_who_is_signed_up_for_all_is_told_once_and_only_on_release(
    database: Database, mode: SignUpMode
) -> None:
    event_id = await a_published_event(terms=seats(1, mode))
    await a_sign_up(event_id, a_wish("Demo-Person Eins"), whole=True)
    await a_sign_up(event_id, a_wish("Demo-Person Wartet"), whole=True)
    assert (await to_the_park(event_id)).waits
    assert await told() == []

    await let_through(await waiting_id(event_id), BOARD, NOW)

    assert await told() == [("Demo-Person Eins", FIRST), ("Demo-Person Wartet", FIRST)]
    assert "Stadtpark" in await said_to("Demo-Person Eins")
    assert "So ist es ab dann jedes Mal." in await said_to("Demo-Person Eins")


async def test_when_the_board_takes_another_place_back_all_are_told_again(database: Database) -> None:
    event_id = await an_event_of_the_proven(seats(4, SignUpMode.COURSE))
    await a_sign_up(event_id, whole=True)
    await to_the_park(event_id)
    assert "Stadtpark" in await said_to("Demo-Person 1")
    await everybody_is_reached()
    await take_back(await newest_id(), Objection(Reason.MISSING, ""), BOARD, NOW)
    assert "Stadtteilbüro Ost, Raum 2" in await said_to("Demo-Person 1")
    assert await told() == [("Demo-Person 1", FIRST)]


async def test_who_leaves_the_first_week_free_is_told_of_the_second(database: Database) -> None:
    event_id = await an_event_of_the_proven(seats(4, SignUpMode.REGULAR))
    receipt = await a_sign_up(event_id, whole=True)
    await leave_free(await by_code(receipt.code), (await occurrence_ids(event_id))[0], CLUB, NOW)
    await to_the_park(event_id)
    assert await told() == [("Demo-Person 1", SECOND)]


async def test_a_house_of_the_same_name_in_another_street_is_another_place(database: Database) -> None:
    event_id = await an_event_of_the_proven(seats(4))
    await a_sign_up(event_id)
    public = content_of(await load(event_id))
    venue = await a_venue("Stadtpark")
    changes = {Venue.name: "Stadtteilbüro Ost", Venue.street: "Nordweg 9"}
    await Venue.update(changes).where(Venue.id == venue)
    await to_the_park(event_id, venue_id=venue, room=public.room)
    assert await told() == [("Demo-Person 1", FIRST)]
    assert (
        "Aber der Ort ist ein anderer: Stadtteilbüro Ost, Nordweg 9, 67655 Kaiserslautern, Raum 2."
        in await said_to("Demo-Person 1")
    )


async def test_where_the_place_stays_nobody_is_told(database: Database) -> None:
    event_id = await an_event_of_the_proven(seats(4))
    await a_sign_up(event_id)
    public = content_of(await load(event_id))
    await to_the_park(event_id, venue_id=public.venue_id, room=public.room, bring="Hausschuhe")
    assert (content_of(await load(event_id)).bring, await told()) == ("Hausschuhe", [])


async def test_both_previews_say_who_learns_of_it(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(4))
    await a_sign_up(event_id)
    await a_venue("Stadtpark")
    await sign_in(visitor, await a_maintainer())
    await to_preview(visitor, event_id)
    later = "Erst danach sagen wir Bescheid: 1 Anmeldung gibt es schon."
    assert ("Der Ort ist ein anderer" in visitor.page.text, later in visitor.page.text) == (True, True)
    await visitor.submit("So einreichen")
    await sign_in(visitor, await a_board_member())
    await visitor.get(f"/beirat/{await waiting_id(event_id)}")
    assert (
        "Der Ort ist ein anderer. Eine Anmeldung ist dabei. Wer angemeldet ist, bekommt Bescheid."
        in visitor.page.text
    )


async def test_the_preview_of_who_is_proven_says_how_people_learn_of_it(visitor: Visitor) -> None:
    event_id = await an_event_of_the_proven(seats(4))
    await a_venue("Stadtpark")
    await sign_in(visitor, await a_maintainer())
    await to_preview(visitor, event_id)
    assert "Der Ort ist ein anderer" not in visitor.page.text
    await a_sign_up(event_id, a_wish(email="demo@example.org"))
    await to_preview(visitor, event_id)
    assert "1 Anmeldung gibt es schon. Wir sagen Bescheid: 1 mit E-Mail." in visitor.page.text
    await visitor.submit("So einreichen")
    assert "Ihr Beitrag ist jetzt zu sehen. Wir sagen einer Anmeldung Bescheid." in visitor.page.text
    mails = await Mail.select(Mail.subject).where(Mail.purpose == "moved")
    assert [mail["subject"] for mail in mails] == [f"Achtung, ein anderer Ort: Gymnastik im Sitzen, {FIRST}"]


async def test_whom_the_office_sends_it_for_hears_how_many_are_told(visitor: Visitor) -> None:
    event_id = await an_event_of_the_proven(seats(4))
    await a_venue("Stadtpark")
    for name in ("Demo-Person 1", "Demo-Person 2"):
        await a_sign_up(event_id, a_wish(name=name))
    await sign_in(visitor, await a_clerk())
    await to_preview(visitor, event_id, "/buero/organisationen/demo-turnverein-barbarossa")
    await visitor.submit("So einreichen", anrufer="Frau Demo")
    assert "Die Veranstaltung ist jetzt zu sehen. Wir sagen 2 Anmeldungen Bescheid." in visitor.page.text


async def to_preview(visitor: Visitor, event_id: int, desk: str = DESK) -> None:
    await visitor.get(f"{desk}/veranstaltungen/{event_id}/aendern")
    await visitor.submit("Wo findet es statt?")
    await visitor.submit("Weiter: Vorschau", ort="stadtpark")
