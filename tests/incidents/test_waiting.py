"""An engagement has two sides, and a person may be written down twice: what rests waits for the last incident."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from engagement_makers import a_trial
from incident_makers import ASKER, HELPER, id_of, report
from makers import NOW, OFFICE, a_pair
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.engagements.caring import check_ins
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.releases import released_contact
from mittendrin.engagements.telling import Voice
from mittendrin.incidents.actions import A_DAY_BY_LINK, decide_incident, open_incidents, report_incident
from mittendrin.incidents.rules import Decision, Report
from mittendrin.incidents.tables import Incident
from mittendrin.merging.actions import merge, part_again
from mittendrin.merging.tables import Merge
from mittendrin.people.actions import add
from mittendrin.people.resting import rests
from mittendrin.people.rules import Contact
from mittendrin.volunteering.proposals import Pair, propose
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement, Offer, Proposal

pytestmark = pytest.mark.usefixtures("database")
OTHER_ENTRY = Contact("Demo-Person Hilfe", phone="+491713920099")
BOTH_ORDERS = pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["first first", "second first"])


async def both_report_each_other() -> list[int]:
    await a_trial()
    return [await report(HELPER), await report(ASKER)]


async def engagements() -> list[tuple[str, bool]]:
    rows = await Engagement.select(Engagement.status, Engagement.held)
    return [(row["status"], row["held"]) for row in rows]


@BOTH_ORDERS
async def test_an_engagement_rests_while_an_incident_about_either_side_is_open(
    order: tuple[int, int],
) -> None:
    numbers = await both_report_each_other()
    first, second = (numbers[one] for one in order)
    await decide_incident(first, Decision.GO_ON, OFFICE, NOW)
    assert await engagements() == [("paused", True)]
    for side in Side:
        with pytest.raises(NotFound):
            await released_contact(1, to=side, now=NOW)
    await decide_incident(second, Decision.GO_ON, OFFICE, NOW)
    assert await engagements() == [("trial", False)]


@BOTH_ORDERS
@pytest.mark.parametrize("decisions", [("go_on", "end"), ("end", "go_on"), ("end", "end")], ids="-".join)
async def test_one_decision_to_end_it_ends_it(order: tuple[int, int], decisions: tuple[str, str]) -> None:
    numbers = await both_report_each_other()
    for one, decision in zip(order, decisions, strict=True):
        await decide_incident(numbers[one], Decision(decision), OFFICE, NOW)
    assert [state for state, _held in await engagements()] == ["ended"]
    assert not any([await rests(await id_of(name)) for name in (HELPER, ASKER)])


async def test_the_day_of_a_pause_is_still_there_afterwards_and_nobody_asks_meanwhile() -> None:
    engagement, until = await a_trial(), NOW.date() + timedelta(days=20)
    await pause(engagement, until, Voice(OFFICE), NOW)
    number, later = await report(HELPER), NOW + timedelta(days=30)
    assert await check_ins(later) == []
    await decide_incident(number, Decision.GO_ON, OFFICE, NOW)
    found = await pair(engagement)
    assert (found.status.value, found.held, found.paused_until) == ("paused", False, until)
    assert [one.occasion for one in await check_ins(later)] == [f"pause_{until}"]


async def test_one_link_reports_three_times_also_in_one_moment() -> None:
    await a_trial()
    asker, helper = await id_of(ASKER), await id_of(HELPER)
    by_link = Report(helper, "Es fehlte Geld.", "Demo-Person", link="ABCD2345")
    others = [replace(by_link, note=f"Es fehlte Geld, Tag {day}.") for day in range(A_DAY_BY_LINK + 3)]
    at_once = [report_incident(one, VISITOR, NOW) for one in others]
    refused = [one for one in await asyncio.gather(*at_once, return_exceptions=True) if one]
    assert [type(one) for one in refused] == [Refused] * 3
    await report_incident(Report(asker, "Das stimmt nicht.", "Demo-Person", link="EFGH2345"), VISITOR, NOW)
    await report_incident(Report(helper, "Am Telefon.", "Demo-Person"), OFFICE, NOW)
    await report_incident(by_link, VISITOR, NOW + timedelta(days=1))
    assert await Incident.count() == A_DAY_BY_LINK + 3


async def merged_with(reported: int, other: int) -> int:
    """They have one entry from now on, that of the other. The act that can be taken back."""
    await merge(other, reported, OTHER_ENTRY, OFFICE, NOW)
    row = await Merge.select(Merge.id).first()
    assert row
    return int(row["id"])


async def test_what_the_kept_one_offers_rests_too_and_nobody_is_proposed() -> None:
    offer, request = await a_pair()
    kept, gone = await id_of(HELPER), await add(OTHER_ENTRY, NOW)
    await report_incident(Report(gone, "Es fehlte Geld.", "Demo-Person"), OFFICE, NOW)
    await merged_with(gone, kept)
    assert await Offer.select(Offer.status) == [{"status": "paused"}]
    await Offer.update({Offer.status: "active"}, force=True)
    with pytest.raises(Refused, match="Leitung"):
        await propose(Pair(offer, request, "wohnt nah"), OFFICE, NOW)
    assert await Proposal.count() == 0


@pytest.mark.parametrize("name", [HELPER, ASKER])
async def test_what_rests_by_the_merge_goes_on_with_it(name: str) -> None:
    await a_trial()
    kept, gone = await id_of(name), await add(OTHER_ENTRY, NOW)
    await report_incident(Report(gone, "Es fehlte Geld.", "Demo-Person"), OFFICE, NOW)
    await merged_with(gone, kept)
    assert await engagements() == [("paused", True)]
    await decide_incident((await open_incidents())[0].id, Decision.GO_ON, OFFICE, NOW)
    assert (await engagements(), await rests(kept)) == ([("trial", False)], False)


async def test_parted_again_only_the_reported_one_rests() -> None:
    await a_trial()
    innocent, reported = await id_of(HELPER), await add(Contact("Demo-Person 3", phone="+491713920098"), NOW)
    await report_incident(Report(reported, "Es fehlte Geld.", "Demo-Person"), OFFICE, NOW)
    await part_again(await merged_with(reported, innocent), OFFICE, NOW)
    assert [await rests(innocent), await rests(await id_of("Demo-Person 3"))] == [False, True]
    assert (await engagements(), await Offer.select(Offer.status)) == (
        [("trial", False)],
        [{"status": "active"}],
    )
    await decide_incident((await open_incidents())[0].id, Decision.END, OFFICE, NOW)
    assert not await rests(await id_of("Demo-Person 3"))
    assert await engagements() == [("trial", False)]


async def test_parted_again_what_the_reported_one_does_rests_on() -> None:
    await a_trial()
    reported, innocent = await id_of(HELPER), await add(Contact("Demo-Person 3", phone="+491713920098"), NOW)
    number = await report(HELPER)
    await part_again(await merged_with(reported, innocent), OFFICE, NOW)
    assert [await rests(innocent), await rests(await id_of(HELPER))] == [False, True]
    assert await engagements() == [("paused", True)]
    await decide_incident(number, Decision.GO_ON, OFFICE, NOW)
    assert (await engagements(), await rests(await id_of(HELPER))) == ([("trial", False)], False)
