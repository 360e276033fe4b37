"""What the page of a date offers the club, and what its printed list counts."""

from datetime import datetime

from app_fixtures import StandingClock
from makers import BERLIN, CLUB, NOW, a_club, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.events.rules import SignUpMode
from mittendrin.registrations.absences import leave_free
from mittendrin.registrations.actions import sign_off, sign_up
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.queries import by_code
from mittendrin.registrations.rules import Target
from people import a_responsible, sign_in
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"


async def test_of_what_has_begun_only_the_list_is_left(visitor: Visitor, clock: StandingClock) -> None:
    first = (await occurrence_ids(await a_published_event(await a_club(), terms=seats(2))))[0]
    account = await a_responsible()
    await sign_in(visitor, account)
    path = f"{DESK}/termine/{first}"
    acts = {"Jemand hat angerufen: anmelden", "Termin verlegen", "Termin absagen"}
    assert acts <= await links_on(visitor, path)
    clock.now = datetime(2027, 1, 12, 10, tzinfo=BERLIN)
    await sign_in(visitor, account)
    later = await links_on(visitor, path)
    assert (acts & later, "Liste drucken" in later) == (set(), True)
    await visitor.post(f"{path}/absagen", {"grund": "Zu spät.", "geprueft": "ja"})
    assert visitor.page.errors == ["Dieser Termin ist schon vorbei."]


async def test_the_printed_list_tells_who_comes_from_who_has_not_answered(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(2))
    second = (await occurrence_ids(event_id))[1]
    target = Target(event_id, second)
    await sign_up(target, a_wish("Demo-Person 1"), CLUB, NOW)
    leaves = await sign_up(target, a_wish("Demo-Person 2"), CLUB, NOW)
    await sign_up(target, a_wish("Demo-Person 3"), CLUB, NOW)
    await sign_off(await by_code(leaves.code), CLUB, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{second}/liste")
    assert "1 Person kommt. Bei 1 Person fehlt die Antwort noch." in visitor.page.text


async def test_a_date_that_is_called_off_says_who_was_signed_up(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(2))
    first = (await occurrence_ids(event_id))[0]
    await sign_up(Target(event_id, first), a_wish("Demo-Person 1"), CLUB, NOW)
    await call_off_date(first, CallingOff("Ein Rohr ist gebrochen."), CLUB, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}")
    assert "1 Person war angemeldet." in visitor.page.text
    assert "Diese Menschen waren angemeldet" in visitor.page.text
    assert "vergeben" not in visitor.page.text
    assert "Diese Menschen kommen" not in visitor.page.text
    await visitor.get(f"{DESK}/termine/{first}/liste")
    assert "FÄLLT AUS: Ein Rohr ist gebrochen." in visitor.page.text
    assert "1 Person kommt." not in visitor.page.text


async def test_where_nobody_signs_up_nobody_is_added(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club())
    await sign_in(visitor, await a_responsible())
    links = await links_on(visitor, f"{DESK}/termine/{(await occurrence_ids(event_id))[0]}")
    assert ("Jemand hat angerufen: anmelden" in links, "Termin verlegen" in links) == (False, True)


async def test_whoever_waits_can_say_yes_as_soon_as_a_seat_is_free(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(2))
    first = (await occurrence_ids(event_id))[0]
    target = Target(event_id, first)
    leaves = await sign_up(target, a_wish("Demo-Person 1"), CLUB, NOW)
    await sign_up(target, a_wish("Demo-Person 2"), CLUB, NOW)
    await sign_up(target, a_wish("Demo-Person 3", party=2), CLUB, NOW)
    await sign_up(target, a_wish("Demo-Person 4"), CLUB, NOW)
    await sign_in(visitor, await a_responsible())
    assert await can_say_yes(visitor, first) == []
    await sign_off(await by_code(leaves.code), CLUB, NOW)
    assert await can_say_yes(visitor, first) == ["Demo-Person 4"]


async def can_say_yes(visitor: Visitor, occurrence_id: int) -> list[str]:
    await visitor.get(f"{DESK}/termine/{occurrence_id}")
    pressed = [label for form in visitor.page.forms for label, _name, _value in form.buttons]
    return [label.removeprefix("sagt zu: ") for label in pressed if label.startswith("sagt zu")]


async def test_a_place_that_is_given_away_is_refused_to_the_club_beside_its_list(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(1, SignUpMode.REGULAR))
    first = (await occurrence_ids(event_id))[0]
    receipt = await sign_up(Target(event_id, None), a_wish("Demo-Person 1"), CLUB, NOW)
    await leave_free(await by_code(receipt.code), first, CLUB, NOW)
    await sign_up(Target(event_id, first), a_wish("Demo-Person 2"), CLUB, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}")
    await visitor.submit("kommt doch: Demo-Person 1")
    assert visitor.page.errors == ["Der Platz von Demo-Person 1 ist an diesem Tag schon vergeben."]
    assert (visitor.page.status, visitor.page.heading) == (422, "Gymnastik im Sitzen, Dienstag, 12. Januar")
    assert "Demo-Person 2" in visitor.page.text


async def links_on(visitor: Visitor, path: str) -> set[str]:
    await visitor.get(path)
    return {link.text for link in visitor.page.links}
