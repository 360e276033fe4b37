from asyncio import gather
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from databases import Database
from engagement_makers import a_stand_in, a_trial, a_visit
from makers import BERLIN, NOW, OFFICE, a_city, an_offer
from mittendrin.audit.rules import VISITOR
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.pausing import go_on_after_pause, pause
from mittendrin.engagements.queries import missing_visit, missing_visits, visits_of
from mittendrin.engagements.releases import stand_in_contacts
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import call_off, come_after_all, plan_visits, say_cannot
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import Offer

HELPER, ASKER = Voice(VISITOR, Side.VOLUNTEER), Voice(VISITOR, Side.REQUESTER)
TUESDAY_AT_TEN = datetime(2027, 1, 12, 10, tzinfo=BERLIN)
BOTH_AGREE = {"stand_in_said_yes": True, "requester_said_yes": True}


async def states() -> list[str]:
    return [row["state"] for row in await Visit.select(Visit.state).order_by(Visit.starts_at, Visit.id)]


async def open_calls(*purposes: str) -> list[dict[str, Any]]:
    these = (CallTask.state == CallState.OPEN.value) & CallTask.purpose.is_in(list(purposes))
    columns = (CallTask.purpose, CallTask.recipient_name)
    return await CallTask.select(*columns).where(these).order_by(CallTask.id)


async def test_the_helper_plans_a_rhythm_and_the_other_is_told_once(database: Database) -> None:
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 3), HELPER, NOW)
    assert await states() == ["planned"] * 3
    assert await open_calls("visits_planned") == [
        {"purpose": "visits_planned", "recipient_name": "Demo-Person Suche"}
    ]
    assert not await Mail.exists().where(Mail.purpose == "visits_planned")


async def test_what_the_office_plans_both_are_told(database: Database) -> None:
    await a_visit(await a_trial())
    assert await Mail.count().where(Mail.purpose == "visits_planned") == 1
    assert len(await open_calls("visits_planned")) == 1


async def test_one_visit_at_a_time(database: Database) -> None:
    engagement = await a_trial()
    await a_visit(engagement)
    plan = Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 2)
    with pytest.raises(Refused, match="steht schon ein Termin"):
        await plan_visits(engagement, plan, HELPER, NOW)
    assert await states() == ["planned"]


async def test_what_was_called_off_can_be_planned_again(database: Database) -> None:
    engagement = await a_trial()
    await call_off(await a_visit(engagement), ASKER, NOW)
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.ONCE), HELPER, NOW)
    assert sorted(await states()) == ["called_off", "planned"]


async def test_nothing_is_planned_for_the_past(database: Database) -> None:
    with pytest.raises(Refused, match="schon vorbei"):
        await plan_visits(await a_trial(), Plan(NOW.date(), time(7), Rhythm.ONCE), HELPER, NOW)


async def test_today_i_cannot_is_a_red_line_and_a_call_at_once(database: Database) -> None:
    engagement = await a_trial()
    visit = await a_visit(engagement)
    await say_cannot(visit, HELPER, NOW)
    assert [(line.id, found.id) for line, found in await missing_visits(NOW)] == [(visit, engagement)]
    call = await CallTask.select(CallTask.recipient_name, CallTask.due_at).where(
        CallTask.purpose == "visit_helper_cannot"
    )
    assert call == [{"recipient_name": "Demo-Person Suche", "due_at": NOW}]


async def test_who_can_come_after_all_takes_the_call_back(database: Database) -> None:
    visit = await a_visit(await a_trial())
    await say_cannot(visit, HELPER, NOW)
    await come_after_all(visit, HELPER, NOW)
    assert await states() == ["planned"]
    assert await open_calls("visit_helper_cannot", "visit_takes_place") == []


async def test_whoever_was_told_already_hears_that_the_visit_takes_place(database: Database) -> None:
    visit = await a_visit(await a_trial())
    await say_cannot(visit, HELPER, NOW)
    await CallTask.update({CallTask.state: CallState.DONE.value}, force=True)
    await come_after_all(visit, HELPER, NOW)
    assert [one["purpose"] for one in await open_calls("visit_takes_place")] == ["visit_takes_place"]


async def test_a_visit_that_has_begun_is_not_changed_any_more(database: Database) -> None:
    visit = await a_visit(await a_trial())
    with pytest.raises(Refused):
        await say_cannot(visit, HELPER, TUESDAY_AT_TEN)
    assert await states() == ["planned"]


async def test_the_short_list_has_who_is_free_with_a_telephone(database: Database) -> None:
    visit = await a_visit(await a_trial())
    stand_in = await a_stand_in()
    await say_cannot(visit, HELPER, NOW)
    found = (await missing_visit(visit, NOW)).candidates
    assert [(one.offer_id, one.name, one.phone) for one in found] == [
        (stand_in, "Demo-Person Ersatz", "+491713920035")
    ]


async def test_whoever_cannot_come_is_no_stand_in_by_a_newer_offer(database: Database) -> None:
    visit = await a_visit(await a_trial())
    await Offer.update({Offer.status: OfferState.ENDED.value}, force=True)
    await an_offer()
    newer = Offer.status == OfferState.RECEIVED.value
    await Offer.update({Offer.status: OfferState.ACTIVE.value, Offer.most_people: 3}).where(newer)
    await say_cannot(visit, HELPER, NOW)
    assert (await missing_visit(visit, NOW)).candidates == []


async def test_who_stands_in_somewhere_else_at_that_time_is_not_free(database: Database) -> None:
    engagement = await a_trial()
    first = await a_visit(engagement)
    stand_in = await a_stand_in()
    await say_cannot(first, HELPER, NOW)
    await send_stand_in(first, Agreed(stand_in, **BOTH_AGREE), Voice(OFFICE), NOW)
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(9), Rhythm.ONCE), HELPER, NOW)
    second = (await visits_of(engagement, NOW, NOW))[0]
    await say_cannot(second.id, HELPER, NOW)
    assert (await missing_visit(second.id, NOW)).candidates == []


async def test_a_stand_in_needs_both_yeses(database: Database) -> None:
    visit = await a_visit(await a_trial())
    stand_in = await a_stand_in()
    await say_cannot(visit, HELPER, NOW)
    for only in ("stand_in_said_yes", "requester_said_yes"):
        with pytest.raises(Refused, match="Fragen Sie bitte beide"):
            await send_stand_in(visit, Agreed(stand_in, **{**BOTH_AGREE, only: False}), Voice(OFFICE), NOW)
        with pytest.raises(NotFound):
            await stand_in_contacts(visit, NOW)
    assert await states() == ["helper_cannot"]


async def test_numbers_for_one_visit_are_seen_until_the_day_after(database: Database) -> None:
    await a_city()
    visit = await a_visit(await a_trial())
    stand_in = await a_stand_in()
    await say_cannot(visit, HELPER, NOW)
    await send_stand_in(visit, Agreed(stand_in, **BOTH_AGREE), Voice(OFFICE), NOW)
    comes, waits = await stand_in_contacts(visit, TUESDAY_AT_TEN)
    assert (comes.phone, waits.phone) == ("+491713920035", "+491713920032")
    calls = await open_calls("visit_helper_cannot", "visit_stand_in", "stand_in_goes")
    assert calls == [
        {"purpose": "visit_stand_in", "recipient_name": "Demo-Person Suche"},
        {"purpose": "stand_in_goes", "recipient_name": "Demo-Person Ersatz"},
    ]
    assert await AuditEntry.exists().where(
        AuditEntry.act == "contact.released", AuditEntry.detail == "an die Vertretung"
    )
    with pytest.raises(NotFound):
        await stand_in_contacts(visit, TUESDAY_AT_TEN + timedelta(days=1))
    for broken in ({Visit.requester_yes_at: None}, {Visit.stand_in_yes_at: None}):
        await Visit.update(broken).where(Visit.id == visit)  # type: ignore[arg-type]
        with pytest.raises(NotFound):
            await stand_in_contacts(visit, NOW)


async def test_only_somebody_from_the_short_list_is_sent(database: Database) -> None:
    visit = await a_visit(await a_trial())
    stand_in = await a_stand_in()
    await say_cannot(visit, HELPER, NOW)
    await decide_offer(stand_in, OfferState.PAUSED, "", OFFICE, NOW)
    with pytest.raises(Refused, match="nicht frei"):
        await send_stand_in(visit, Agreed(stand_in, **BOTH_AGREE), Voice(OFFICE), NOW)
    assert await states() == ["helper_cannot"]


async def test_of_two_clerks_who_send_the_same_stand_in_one_does(database: Database) -> None:
    visit = await a_visit(await a_trial())
    agreed = Agreed(await a_stand_in(), **BOTH_AGREE)
    await say_cannot(visit, HELPER, NOW)
    tries = await gather(
        *(send_stand_in(visit, agreed, Voice(OFFICE), NOW) for _ in range(2)), return_exceptions=True
    )
    assert tries == [None, None]
    assert await CallTask.count().where(CallTask.purpose == "stand_in_goes") == 1


async def a_visit_with_a_stand_in() -> tuple[int, int]:
    """The engagement and its visit; the stand-in was called."""
    engagement = await a_trial()
    visit = await a_visit(engagement)
    stand_in = await a_stand_in()
    await say_cannot(visit, HELPER, NOW)
    await send_stand_in(visit, Agreed(stand_in, **BOTH_AGREE), Voice(OFFICE), NOW)
    await CallTask.update({CallTask.state: CallState.DONE.value}, force=True)
    return engagement, visit


async def test_a_stand_in_never_goes_in_vain(database: Database) -> None:
    _engagement, visit = await a_visit_with_a_stand_in()
    await call_off(visit, ASKER, NOW)
    assert await open_calls("stand_in_stays") == [
        {"purpose": "stand_in_stays", "recipient_name": "Demo-Person Ersatz"}
    ]


async def test_a_stand_in_hears_when_it_all_ends(database: Database) -> None:
    engagement, _visit = await a_visit_with_a_stand_in()
    await finish(engagement, Ending(), ASKER, NOW)
    assert [one["recipient_name"] for one in await open_calls("stand_in_stays")] == ["Demo-Person Ersatz"]


async def test_a_pause_takes_its_visits_with_it_and_is_told_once(database: Database) -> None:
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 3), HELPER, NOW)
    await pause(engagement, date(2027, 1, 19), HELPER, NOW)
    assert await states() == ["called_off", "called_off", "planned"]
    assert await open_calls("visits_planned", "paused", "visit_called_off") == [
        {"purpose": "visits_planned", "recipient_name": "Demo-Person Suche"},
        {"purpose": "paused", "recipient_name": "Demo-Person Suche"},
    ]
    with pytest.raises(Refused, match="nicht in einer Pause"):
        await plan_visits(engagement, Plan(date(2027, 1, 13), time(10), Rhythm.ONCE), HELPER, NOW)
    await go_on_after_pause(engagement, HELPER, NOW)
    await plan_visits(engagement, Plan(date(2027, 1, 13), time(10), Rhythm.ONCE), HELPER, NOW)


async def test_the_end_takes_every_visit_with_it(database: Database) -> None:
    engagement = await a_trial()
    visit = await a_visit(engagement)
    await say_cannot(visit, HELPER, NOW)
    await finish(engagement, Ending(), ASKER, NOW)
    assert await states() == ["called_off"]
    assert await open_calls("visits_planned", "visit_helper_cannot") == []
    assert await missing_visits(NOW) == []
