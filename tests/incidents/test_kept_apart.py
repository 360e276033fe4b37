"""The lead has ended what was: the two are not brought together again, whatever for."""

from datetime import timedelta

import pytest

from engagement_makers import a_stand_in, a_trial, a_visit
from incident_makers import ASKER, HELPER, id_of, report
from makers import NOW, OFFICE, a_city, a_published_event, an_engagement, occurrence_ids, seats
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import Refused
from mittendrin.database.sealing import opened
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.queries import missing_visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import say_cannot
from mittendrin.incidents.actions import decide_incident
from mittendrin.incidents.rules import Decision
from mittendrin.jobs.forgetting import forget
from mittendrin.people.keeping_apart import apart_from
from mittendrin.people.tables import KeptApart, Person
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Registration
from mittendrin.rides.of_date import rides_of_date
from mittendrin.volunteering.candidates import all_offers, fitting_offers, request_facts
from mittendrin.volunteering.deciding import decide_offer_and_tell, ended_after_incident
from mittendrin.volunteering.matching import suggestions
from mittendrin.volunteering.proposals import Pair, propose
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import HelpRequest
from riding import DRIVES, NEEDS_A_RIDE, a_rider

pytestmark = pytest.mark.usefixtures("database")
TODAY = local_day(NOW)


async def ended_by_the_lead(who: str = HELPER) -> None:
    await decide_incident(await report(who), Decision.END, OFFICE, NOW)


async def go_on(offer: int = 1, reason: str = "Es war ein Irrtum.") -> None:
    await decide_offer_and_tell(offer, OfferState.ACTIVE, reason, OFFICE, NOW)


async def another_request_of_the_asker() -> int:
    """Nobody has said no to this one."""
    row = await HelpRequest.select().order_by(HelpRequest.id).first()
    assert row
    values = row | {"code": "ABCD2345", "key": "another", "status": "open"}
    del values["id"]
    request = HelpRequest(**values)
    await HelpRequest.insert(request)
    return int(request.id)


async def test_a_new_request_of_the_same_person_does_not_find_the_helper() -> None:
    await a_city()
    await an_engagement()
    await ended_by_the_lead()
    await go_on()
    request = await request_facts(await another_request_of_the_asker())
    assert suggestions(request, await fitting_offers(request, TODAY), TODAY) == []
    assert [await id_of(ASKER) in one.apart for one in await all_offers(TODAY)] == [True]


async def test_whoever_was_reported_as_asker_is_kept_from_the_helper_too() -> None:
    await a_city()
    await an_engagement()
    await ended_by_the_lead(ASKER)
    request = await request_facts(await another_request_of_the_asker())
    assert suggestions(request, await fitting_offers(request, TODAY), TODAY) == []
    assert not await ended_after_incident(1)


async def test_what_had_ended_shortly_before_it_was_told_is_meant_too() -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    await finish(engagement, Ending(), Voice(OFFICE), NOW - timedelta(days=20))
    await ended_by_the_lead()
    assert await apart_from(await id_of(ASKER)) == {await id_of(HELPER)}


async def test_nobody_asks_one_about_the_other_whatever_matching_says() -> None:
    await a_city()
    await an_engagement()
    await ended_by_the_lead()
    await go_on()
    with pytest.raises(Refused, match="nicht mehr zusammen"):
        await propose(Pair(1, await another_request_of_the_asker(), "hat sich gemeldet"), OFFICE, NOW)


async def test_whoever_was_reported_does_not_come_instead() -> None:
    await a_city()
    engagement = await a_trial()
    visit = await a_visit(engagement)
    offer = await a_stand_in()
    await say_cannot(visit, Voice(OFFICE, Side.VOLUNTEER), NOW)
    before = {one.offer_id for one in (await missing_visit(visit, NOW)).candidates}
    await KeptApart.insert(
        KeptApart(reported=await id_of("Demo-Person Ersatz"), other=await id_of(ASKER), since=NOW)
    )
    after = {one.offer_id for one in (await missing_visit(visit, NOW)).candidates}
    assert (before, after) == ({offer}, set())


@pytest.mark.parametrize("turned", [False, True])
async def test_nobody_goes_to_a_date_with_whom_they_are_kept_from(*, turned: bool) -> None:
    await a_city()
    event = await a_published_event(terms=seats(12))
    (occurrence, *_later) = await occurrence_ids(event)
    two = [
        await a_rider(Target(event, occurrence), name, wish)
        for name, wish in (("Demo-Person Fahrt", DRIVES), ("Demo-Person Gast", NEEDS_A_RIDE))
    ]
    assert (await rides_of_date(occurrence, NOW)).matches
    people = [
        (await Registration.select(Registration.person).where(Registration.id == one))[0] for one in two
    ]
    reported, other = [one["person"] for one in (reversed(people) if turned else people)]
    await KeptApart.insert(KeptApart(reported=reported, other=other, since=NOW))
    assert (await rides_of_date(occurrence, NOW)).matches == []


async def test_the_offer_goes_on_only_with_a_reason_and_that_stands_in_the_log() -> None:
    await a_city()
    await an_engagement()
    await ended_by_the_lead()
    with pytest.raises(Refused, match="nach einem Vorfall") as refused:
        await go_on(reason="")
    assert refused.value.field == "grund"
    await go_on(reason="Es war ein Irrtum.")
    log = await AuditEntry.select(AuditEntry.act, AuditEntry.reason).order_by(AuditEntry.id)
    assert ("offer.decided", "Es war ein Irrtum.") in [(row["act"], opened(row["reason"])) for row in log]
    assert "person.kept_apart" in [row["act"] for row in log]


async def test_to_be_kept_apart_keeps_nobody_from_being_forgotten() -> None:
    old = NOW - timedelta(days=400)
    two = [Person(name=name, search=name, created_at=old) for name in ("demo eins", "demo zwei")]
    for one in two:
        await Person.insert(one)
    await KeptApart.insert(KeptApart(reported=two[0].id, other=two[1].id, since=old))
    await forget(NOW)
    assert not await Person.exists()
    assert not await KeptApart.exists()
