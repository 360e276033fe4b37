"""What a relative was told in copy changes with what the person is told, and comes back with it."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from engagement_makers import a_trial
from makers import NOW, OFFICE, a_city, a_published_event, a_sign_up, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR, Channel
from mittendrin.core.tokens import new_token
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.queries import visits_of
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import call_off, plan_visits
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.actions import find_or_add
from mittendrin.people.copies import copy_to_relatives
from mittendrin.people.rules import Contact
from mittendrin.people.trusted import Scope, Trust, end_trust, trust, trusted_by
from mittendrin.registrations.after_all import take_place_after_all
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.rules import Wish
from mittendrin.volunteering.sides import Side

pytestmark = pytest.mark.usefixtures("database")
ASKER = Contact("Demo-Person Suche", phone="+491713920032")
MOTHER = Contact("Demo-Mutter", phone="+491713920041")
HELPER = Voice(VISITOR, Side.VOLUNTEER)
LATER = [NOW + timedelta(minutes=minute) for minute in range(6)]


async def a_son(of: Contact) -> int:
    """The id of the trust by which he hears everything in copy."""
    return await a_trust(of, Contact("Demo-Sohn", phone="+491713920042"), NOW)


async def a_trust(of: Contact, child: Contact, now: datetime) -> int:
    person = await find_or_add(of, NOW)
    everything = (Scope.SIGN_UPS, Scope.HELP, Scope.COPIES)
    await trust(person, Trust(child, "Kind", everything, Channel.PHONE), OFFICE, now)
    return (await trusted_by(person))[0].id


async def open_copies() -> list[str]:
    """What each of them says, in copy of what."""
    still_open = (CallTask.purpose == "copy") & (CallTask.state == CallState.OPEN.value)
    rows = await CallTask.select(CallTask.copy_of, CallTask.script).where(still_open)
    return [f"{row['copy_of']}: {row['script']}" for row in rows]


async def three_visits_from_tuesday() -> list[int]:
    """Planned, and said in copy too."""
    engagement = await a_trial()
    await a_son(ASKER)
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 3), HELPER, LATER[1])
    await copy_to_relatives(LATER[2])
    return [visit.id for visit in await visits_of(engagement, NOW, NOW)]


async def test_no_copy_promises_a_visit_that_was_called_off() -> None:
    first, *_others = await three_visits_from_tuesday()
    (before,) = await planned_in_copy()
    assert "12. Januar" in before
    await call_off(first, Voice(OFFICE), LATER[3])
    assert await planned_in_copy() == []
    await copy_to_relatives(LATER[4])
    (after,) = await planned_in_copy()
    assert "12. Januar" not in after
    assert "19. Januar" in after


async def planned_in_copy() -> list[str]:
    return [said for said in await open_copies() if said.startswith("visits_planned")]


async def a_date_called_off() -> tuple[int, int]:
    """The trust and the date; neither the mother nor her son has heard anything yet."""
    await a_city()
    number = await a_son(MOTHER)
    event = await a_published_event(terms=seats(12))
    await a_sign_up(event, Wish(MOTHER, 1, False, new_token()))
    later: dict[Any, Any] = {CallTask.created_at: LATER[1]}
    await CallTask.update(later, force=True)
    await copy_to_relatives(LATER[2])
    date_id, *_others = await occurrence_ids(event)
    await call_off_date(date_id, CallingOff("Die Leiterin ist krank.", ""), OFFICE, LATER[2])
    return number, date_id


async def test_what_is_said_after_all_is_said_to_the_relative_too() -> None:
    _number, date_id = await a_date_called_off()
    await copy_to_relatives(LATER[3])
    await take_place_after_all(date_id, OFFICE, LATER[4])
    assert await open_copies() == []
    await copy_to_relatives(LATER[5])
    (said,) = await open_copies()
    assert said.startswith("confirmed")


async def test_without_the_trust_nothing_is_said_after_all() -> None:
    """Only to the daughter, in whose place he was."""
    number, date_id = await a_date_called_off()
    await a_trust(MOTHER, Contact("Demo-Tochter", phone="+491713920043"), LATER[3])
    await end_trust(number, OFFICE, LATER[3])
    await take_place_after_all(date_id, OFFICE, LATER[4])
    await copy_to_relatives(LATER[5])
    copies = CallTask.select(CallTask.recipient_name, CallTask.copy_of).where(CallTask.purpose == "copy")
    told = await copies.where(CallTask.state == CallState.OPEN.value)
    assert told == [{"recipient_name": "Demo-Tochter", "copy_of": "confirmed"}]


BY_MAIL = Contact("Demo-Tochter", email="tochter@example.org")


async def a_visit_in_copy(child: Contact) -> tuple[int, int]:
    """The engagement and its visit: the child knows of it, and nobody has called the mother."""
    engagement = await a_trial()
    await a_trust(ASKER, child, NOW)
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.ONCE), HELPER, LATER[1])
    await copy_to_relatives(LATER[2])
    heard: dict[Any, Any] = {CallTask.state: CallState.DONE.value}
    await CallTask.update(heard).where(CallTask.purpose == "copy")
    (visit,) = await visits_of(engagement, NOW, NOW)
    return engagement, visit.id


async def told_as_over() -> list[str]:
    over = "Das hat sich erledigt:"
    calls = CallTask.select(CallTask.headline).where(CallTask.purpose == "copy", CallTask.state == "open")
    mails = Mail.select(Mail.subject).where(Mail.purpose == "copy").order_by(Mail.id)
    said = [*(row["headline"] for row in await calls), *(row["subject"] for row in await mails)]
    return [one for one in said if one.startswith(over)]


@pytest.mark.parametrize(
    "child", [Contact("Demo-Sohn", phone="+491713920042"), BY_MAIL], ids=["call", "mail"]
)
async def test_whoever_heard_in_copy_of_a_visit_hears_that_it_is_off(child: Contact) -> None:
    """The mother never heard of it, and hears nothing."""
    _engagement, visit = await a_visit_in_copy(child)
    await call_off(visit, HELPER, LATER[3])
    for later in (LATER[4], LATER[5]):
        await copy_to_relatives(later)
    assert await told_as_over() == ["Das hat sich erledigt: Termine mit Demo-Person Hilfe"]
    assert await CallTask.count().where(CallTask.purpose == "visit_called_off") == 0


async def test_whoever_was_not_reached_hears_nothing_of_it() -> None:
    _engagement, visit = await a_visit_in_copy(Contact("Demo-Sohn", phone="+491713920042"))
    still_open: dict[Any, Any] = {CallTask.state: CallState.OPEN.value}
    await CallTask.update(still_open).where(CallTask.purpose == "copy")
    await call_off(visit, HELPER, LATER[3])
    await copy_to_relatives(LATER[4])
    assert await told_as_over() == []


async def test_other_news_of_it_says_enough() -> None:
    """That it has ended goes out in copy as well."""
    engagement, _visit = await a_visit_in_copy(BY_MAIL)
    await finish(engagement, Ending(), HELPER, LATER[3])
    await copy_to_relatives(LATER[4])
    assert await told_as_over() == []
