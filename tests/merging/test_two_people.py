"""Who rides with, is trusted by, or comes instead to the other is somebody else: they stay two entries."""

import pytest

import people
from engagement_makers import a_stand_in, a_trial, a_visit
from makers import NOW, OFFICE, a_city, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR, Channel
from mittendrin.core.refusal import Refused
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import say_cannot
from mittendrin.merging.actions import merge
from mittendrin.merging.two_people import signs_of_two
from mittendrin.people.actions import find_or_add
from mittendrin.people.keeping_apart import keep_apart
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person, TrustedPerson
from mittendrin.people.trusted import Scope, Trust, end_trust, trust
from mittendrin.registrations.rules import Target
from mittendrin.rides.actions import answer
from mittendrin.rides.of_date import rides_of_date
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, Side
from mittendrin.volunteering.sides import Side as HelpSide
from riding import DRIVES, NEEDS_A_RIDE, a_ride, a_rider
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
ONE, OTHER = Contact("Demo-Person Eins", "+491713920051"), Contact("Demo-Person Zwei", "+491713920052")


async def id_of(name: str) -> int:
    row = await Person.select(Person.id).where(Person.name == name).first()
    assert row
    return int(row["id"])


async def is_refused(one: int, other: int, said: str) -> None:
    for kept, gone in ((one, other), (other, one)):
        assert [sentence for sentence in await signs_of_two(kept, gone) if said in sentence]
        with pytest.raises(Refused, match=said):
            await merge(kept, gone, ONE, OFFICE, NOW)


async def test_nobody_becomes_their_own_trusted_person() -> None:
    one, other = await find_or_add(ONE, NOW), await find_or_add(OTHER, NOW)
    await trust(one, Trust(OTHER, "Tochter", (Scope.HELP,), Channel.PHONE), OFFICE, NOW)
    await is_refused(one, other, "Vertrauensperson der anderen")
    (row,) = await TrustedPerson.select(TrustedPerson.id)
    await end_trust(row["id"], OFFICE, NOW)
    assert await signs_of_two(one, other) == []


async def test_nobody_rides_with_themselves() -> None:
    event = await a_published_event(terms=seats(12))
    ride = await a_ride(event, (await occurrence_ids(event))[2])
    driver, guest = await id_of("Demo-Person Fahrerin"), await id_of("Demo-Person Gast")
    await is_refused(driver, guest, "Warten Sie bitte die Antwort ab")
    for side in Side:
        await answer(await pair_of(ride, side, NOW), Answer.YES, VISITOR, NOW)
    await is_refused(driver, guest, "dass sie zusammen hingehen")


async def test_nobody_comes_to_themselves_as_a_stand_in() -> None:
    await a_city()
    visit = await a_visit(await a_trial())
    await say_cannot(visit, Voice(VISITOR, HelpSide.VOLUNTEER), NOW)
    await send_stand_in(visit, Agreed(await a_stand_in(), True, True), Voice(OFFICE), NOW)
    await is_refused(await id_of("Demo-Person Suche"), await id_of("Demo-Person Ersatz"), "als Vertretung")


async def test_whom_the_lead_keeps_apart_stays_two_people() -> None:
    one, other = await find_or_add(ONE, NOW), await find_or_add(OTHER, NOW)
    await keep_apart(one, [other], NOW)
    await is_refused(one, other, "Diese beiden bringen wir nicht mehr zusammen")


async def test_the_page_says_so_before_the_button(visitor: Visitor) -> None:
    one, other = await find_or_add(ONE, NOW), await find_or_add(OTHER, NOW)
    await trust(one, Trust(OTHER, "Tochter", (Scope.HELP,), Channel.PHONE), OFFICE, NOW)
    await people.sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/personen/{one}/zusammen/{other}")
    assert "Achtung: Eine der beiden ist die Vertrauensperson der anderen." in visitor.page.text


async def test_two_sign_ups_of_one_person_are_no_ride() -> None:
    event = await a_published_event(terms=seats(12))
    date = (await occurrence_ids(event))[2]
    for name, wish in (("Demo-Person Eins", DRIVES), ("Demo-Person Zwei", NEEDS_A_RIDE)):
        await a_rider(Target(event, date), name, wish)
    assert len((await rides_of_date(date, NOW)).matches) == 1
    await merge(await id_of("Demo-Person Eins"), await id_of("Demo-Person Zwei"), ONE, OFFICE, NOW)
    assert (await rides_of_date(date, NOW)).matches == []
