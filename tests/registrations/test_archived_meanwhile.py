"""A club puts an event away at the moment in which somebody signs up: nobody comes to what is not there."""

from asyncio import gather

import pytest

from makers import CLUB, NOW, a_club, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.events.rules import SignUpMode
from mittendrin.events.setting_aside import archive
from mittendrin.events.tables import Event
from mittendrin.registrations.actions import sign_up, sign_up_as_seen
from mittendrin.registrations.queries import target_view
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Registration

pytestmark = pytest.mark.usefixtures("database")
TIMES = 5


async def an_event(number: int, mode: SignUpMode) -> Target:
    event_id = await a_published_event(await a_club(f"Verein {number}"), terms=seats(5, mode))
    first = (await occurrence_ids(event_id))[0] if mode is SignUpMode.EACH_DATE else None
    return Target(event_id, first)


async def left(target: Target) -> tuple[str, int]:
    """The state of the event, and how many are signed up."""
    event = await Event.select(Event.state).where(Event.id == target.event_id).first()
    assert event
    return event["state"], await Registration.count().where(Registration.event == target.event_id)


@pytest.mark.parametrize("mode", [SignUpMode.EACH_DATE, SignUpMode.COURSE, SignUpMode.REGULAR])
@pytest.mark.parametrize("club_first", [True, False])
async def test_either_the_guest_comes_or_the_event_goes(mode: SignUpMode, club_first: bool) -> None:
    for number in range(TIMES):
        target = await an_event(number, mode)
        acts = [sign_up(target, a_wish(), VISITOR, NOW), archive(target.event_id, CLUB, NOW)]
        said = await gather(*(reversed(acts) if club_first else acts), return_exceptions=True)
        assert [type(one) for one in said if isinstance(one, BaseException)] == [Refused]
        assert await left(target) in {("published", 1), ("archived", 0)}


@pytest.mark.parametrize("mode", [SignUpMode.EACH_DATE, SignUpMode.COURSE, SignUpMode.REGULAR])
async def test_whoever_read_the_page_before_hears_that_it_is_gone(mode: SignUpMode) -> None:
    target = await an_event(1, mode)
    seen = await target_view(target, NOW)
    await archive(target.event_id, CLUB, NOW)
    with pytest.raises(Refused) as refused:
        await sign_up_as_seen(seen, a_wish(), VISITOR, NOW)
    assert refused.value.sentence == "Diese Veranstaltung ist nicht veröffentlicht."
    assert await left(target) == ("archived", 0)
