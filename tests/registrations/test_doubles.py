"""Who is signed up already, and who only looks like it."""

import pytest

from makers import NOW, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import SYSTEM
from mittendrin.events.rules import SignUpMode
from mittendrin.people.rules import Contact
from mittendrin.registrations import actions, queries
from mittendrin.registrations.doubles import sign_ups_like
from mittendrin.registrations.rules import Target

pytestmark = pytest.mark.usefixtures("database")
MUELLER = Contact("Grete Müller", phone="+491713920001")


async def a_date_with_grete(**terms: SignUpMode) -> Target:
    event_id = await a_published_event(terms=seats(12, **terms))
    await a_sign_up(event_id, a_wish("Grete Müller", phone=MUELLER.phone), whole=bool(terms))
    return Target(event_id, (await occurrence_ids(event_id))[0])


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        (MUELLER, 1),
        (Contact("grete mueller", phone=MUELLER.phone), 1),
        (Contact("Grete Muller", MUELLER.phone, "grete@example.org"), 1),
        (Contact("Grete Müller", phone="+491713920002"), 0),
        (Contact("Hans Müller", phone=MUELLER.phone), 0),
        (Contact("Grete Müller", email="grete@example.org"), 0),
    ],
    ids=["the same", "written otherwise", "with more ways", "another number", "the husband", "another way"],
)
async def test_same_name_and_a_way_in_common(contact: Contact, found: int) -> None:
    target = await a_date_with_grete()
    assert len(await sign_ups_like(target, contact)) == found


async def test_another_date_is_no_double() -> None:
    target = await a_date_with_grete()
    other = (await occurrence_ids(target.event_id))[1]
    assert not await sign_ups_like(Target(target.event_id, other), MUELLER)


async def test_a_regular_place_covers_its_dates() -> None:
    target = await a_date_with_grete(mode=SignUpMode.REGULAR)
    assert len(await sign_ups_like(target, MUELLER)) == 1
    assert len(await sign_ups_like(Target(target.event_id, None), MUELLER)) == 1


async def test_who_signed_off_may_come_again() -> None:
    target = await a_date_with_grete()
    (known,) = await sign_ups_like(target, MUELLER)
    await actions.sign_off(await queries.by_code(known.code), SYSTEM, NOW)
    assert not await sign_ups_like(target, MUELLER)
