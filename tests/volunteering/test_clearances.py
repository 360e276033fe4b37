"""A paper that a kind of help asks for: that it was seen, by whom, and how long it counts. Never the paper."""

from asyncio import gather
from datetime import date, timedelta

import pytest

import people
from makers import NOW, OFFICE, a_category, a_city, a_pair, an_offer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.desks.office.helping.draft import collected_draft
from mittendrin.desks.office.helping.stories import suggested_helpers, suggested_requests
from mittendrin.volunteering.candidates import all_offers, offer_facts
from mittendrin.volunteering.clearances import (
    KEPT_AFTER_END,
    VALID_FOR,
    Paper,
    forget_paper,
    papers_of,
    see_paper,
)
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.drafting import Drafts
from mittendrin.volunteering.grid import WHOLE_WEEK
from mittendrin.volunteering.proposals import Pair, propose
from mittendrin.volunteering.start_set import CERTIFICATE
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.story import offer_story, request_story
from mittendrin.volunteering.tables import Clearance, HelpRequest, Offer, OfferCategory
from mittendrin.volunteering.upkeep import forget_ended
from people import sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
TODAY = local_day(NOW)
ISSUED = TODAY - timedelta(days=20)


async def a_pair_of_generations() -> tuple[int, int]:
    """Both want "Patenschaft mit Jüngeren", which asks for a certificate."""
    offer, request = await a_pair()
    kind = await a_category("generationen")
    await OfferCategory.update({OfferCategory.category: kind}).where(OfferCategory.offer == offer)
    await HelpRequest.update({HelpRequest.category: kind}).where(HelpRequest.id == request)
    return offer, request


async def found_for(request: int) -> tuple[list[int], list[tuple[str, ...]]]:
    """Who fits, and what is in the way of the others."""
    found = await suggested_helpers(await request_story(request), NOW)
    return [one.number for one in found.fitting], [one.reasons for one in found.nearly]


async def test_whoever_has_shown_the_paper_fits_in_every_direction() -> None:
    offer, request = await a_pair_of_generations()
    assert await found_for(request) == ([], [(f"passt, aber noch nicht gesehen: {CERTIFICATE}",)])
    assert (await suggested_requests(await offer_story(offer), NOW)).fitting == []
    await see_paper(offer, CERTIFICATE, ISSUED, OFFICE, NOW)
    assert await found_for(request) == ([offer], [])
    assert [one.number for one in (await suggested_requests(await offer_story(offer), NOW)).fitting] == [
        request
    ]
    assert [one.request_id for one in (await collected_draft(Drafts(), NOW)).lines] == [request]


async def test_noted_twice_at_once_it_was_seen() -> None:
    offer, _request = await a_pair_of_generations()
    await gather(*(see_paper(offer, CERTIFICATE, ISSUED, OFFICE, NOW) for _twice in range(2)))
    assert await Clearance.select(Clearance.offer) == [{"offer": offer}]


async def test_it_counts_until_its_last_day() -> None:
    offer, _request = await a_pair_of_generations()
    await see_paper(offer, CERTIFICATE, ISSUED, OFFICE, NOW)
    last = ISSUED + VALID_FOR
    for day, seen in ((last, {(CERTIFICATE, last)}), (last + timedelta(days=1), set())):
        assert (await offer_facts(offer, day)).seen == (await all_offers(day))[0].seen == seen
        (paper,) = await papers_of(offer, day)
        assert paper == Paper(CERTIFICATE, True, bool(seen), ISSUED, TODAY, "Demo-Büro", last)


async def test_it_has_to_count_on_the_last_day_that_somebody_is_wanted() -> None:
    offer, request = await a_pair_of_generations()
    await see_paper(offer, CERTIFICATE, ISSUED, OFFICE, NOW)
    monday, last = TODAY, ISSUED + VALID_FOR
    for table in (Offer, HelpRequest):
        await table.update({table.times: WHOLE_WEEK}, force=True)
    for day, fits in ((last, True), (last + timedelta(days=1), False)):
        await HelpRequest.update({HelpRequest.on_days: f"{monday},{day}"}).where(HelpRequest.id == request)
        assert (await found_for(request))[0] == ([offer] if fits else [])
        assert [one.request_id for one in (await collected_draft(Drafts(), NOW)).lines] == (
            [request] if fits else []
        )
        found = await suggested_requests(await offer_story(offer), NOW)
        assert [one.number for one in found.fitting] == ([request] if fits else [])
    with pytest.raises(Refused, match=f"Es fehlt noch: {CERTIFICATE}"):
        await propose(Pair(offer, request, "hat sich gemeldet"), OFFICE, NOW)


async def test_without_the_paper_nobody_is_proposed_whoever_asks() -> None:
    offer, request = await a_pair_of_generations()
    with pytest.raises(Refused, match=f"Es fehlt noch: {CERTIFICATE}"):
        await propose(Pair(offer, request, "hat sich gemeldet"), OFFICE, NOW)
    await see_paper(offer, CERTIFICATE, ISSUED, OFFICE, NOW)
    with pytest.raises(Refused):
        await propose(Pair(offer, request, "hat sich gemeldet"), OFFICE, NOW + timedelta(days=2000))
    assert await propose(Pair(offer, request, "hat sich gemeldet"), OFFICE, NOW)


async def test_seen_anew_it_counts_from_then_on_and_a_mistake_is_deleted() -> None:
    offer, request = await a_pair_of_generations()
    for day in (ISSUED, TODAY):
        await see_paper(offer, CERTIFICATE, day, OFFICE, NOW)
    assert await Clearance.select(Clearance.issued_on) == [{"issued_on": TODAY}]
    await forget_paper(offer, CERTIFICATE, OFFICE, NOW)
    assert await found_for(request) == ([], [(f"passt, aber noch nicht gesehen: {CERTIFICATE}",)])
    columns, of_papers = (AuditEntry.act, AuditEntry.detail, AuditEntry.actor_name), "clearance.%"
    acts = await AuditEntry.select(*columns).where(AuditEntry.act.like(of_papers)).order_by(AuditEntry.id)
    assert [(one["act"], one["detail"], one["actor_name"]) for one in acts] == [
        ("clearance.seen", CERTIFICATE, "Demo-Büro"),
        ("clearance.seen", CERTIFICATE, "Demo-Büro"),
        ("clearance.deleted", CERTIFICATE, "Demo-Büro"),
    ]
    with pytest.raises(NotFound):
        await forget_paper(offer, CERTIFICATE, OFFICE, NOW)


@pytest.mark.parametrize(
    ("name", "issued", "sentence"),
    [
        ("Mietvertrag", ISSUED, "brauchen wir diesen Nachweis nicht"),
        (CERTIFICATE, TODAY + timedelta(days=1), "kommt erst noch"),
        (CERTIFICATE, TODAY - VALID_FOR - timedelta(days=1), "zu alt"),
    ],
)
async def test_only_what_is_asked_for_and_counts_is_noted(name: str, issued: date, sentence: str) -> None:
    offer, _request = await a_pair_of_generations()
    with pytest.raises(Refused, match=sentence):
        await see_paper(offer, name, issued, OFFICE, NOW)
    assert await Clearance.count() == 0


async def test_nobody_who_goes_shopping_is_asked_for_a_paper() -> None:
    offer, _request = await a_pair()
    assert await papers_of(offer, TODAY) == []
    with pytest.raises(Refused):
        await see_paper(offer, CERTIFICATE, ISSUED, OFFICE, NOW)
    with pytest.raises(NotFound):
        await see_paper(999, CERTIFICATE, ISSUED, OFFICE, NOW)


async def test_three_months_after_the_end_nobody_knows_of_it() -> None:
    offer, _request = await a_pair_of_generations()
    await see_paper(offer, CERTIFICATE, ISSUED, OFFICE, NOW)
    await forget_ended(NOW + KEPT_AFTER_END)
    assert await Clearance.count() == 1
    await decide_offer(offer, OfferState.ENDED, "", OFFICE, NOW)
    await forget_ended(NOW + KEPT_AFTER_END - timedelta(seconds=1))
    assert await Clearance.count() == 1
    await forget_ended(NOW + KEPT_AFTER_END)
    assert await Clearance.count() == 0


async def test_a_paper_is_that_of_the_person_whichever_offer_it_was_noted_at() -> None:
    """Seen for an offer that has ended: the next one shows it, a newer one replaces it, and it stays while they help."""
    older, _request = await a_pair_of_generations()
    await see_paper(older, CERTIFICATE, ISSUED, OFFICE, NOW)
    await decide_offer(older, OfferState.ENDED, "", OFFICE, NOW)
    code = await an_offer()
    newer = (await Offer.select(Offer.id).where(Offer.code == code).first() or {})["id"]
    liked = {OfferCategory.category: await a_category("generationen")}
    await OfferCategory.update(liked).where(OfferCategory.offer == newer)
    (paper,) = await papers_of(newer, TODAY)
    assert paper == Paper(CERTIFICATE, True, True, ISSUED, TODAY, "Demo-Büro", ISSUED + VALID_FOR)
    await forget_ended(NOW + 2 * KEPT_AFTER_END)
    assert await papers_of(newer, TODAY) == [paper]
    await see_paper(newer, CERTIFICATE, TODAY, OFFICE, NOW)
    assert await Clearance.select(Clearance.offer, Clearance.issued_on) == [
        {"offer": newer, "issued_on": TODAY}
    ]
    await forget_paper(older, CERTIFICATE, OFFICE, NOW)
    assert await papers_of(newer, TODAY) == [Paper(CERTIFICATE, True)]


async def test_a_paper_that_counts_no_longer_is_forgotten_too() -> None:
    offer, _request = await a_pair_of_generations()
    await see_paper(offer, CERTIFICATE, ISSUED, OFFICE, NOW)
    over = NOW + (ISSUED + VALID_FOR - TODAY) + KEPT_AFTER_END
    await forget_ended(over)
    assert await Clearance.count() == 1
    await forget_ended(over + timedelta(days=1))
    assert await Clearance.count() == 0


async def test_the_clerk_notes_it_on_the_page_of_the_offer(visitor: Visitor) -> None:
    await a_city()
    offer, _request = await a_pair_of_generations()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/angebote/{offer}")
    assert f"{CERTIFICATE}: noch nicht gesehen" in visitor.page.text
    await visitor.submit("Heute gesehen")
    assert "Wählen Sie bitte, was Sie gesehen haben." in visitor.page.text
    await visitor.submit(
        "Heute gesehen",
        papier=CERTIFICATE,
        **{"ausgestellt-tag": "5", "ausgestellt-monat": "1", "ausgestellt-jahr": "2027"},
    )
    assert "ausgestellt am Dienstag, 5. Januar 2027. Gilt bis" in visitor.page.text
    await visitor.submit(f"Eintrag löschen {CERTIFICATE}")
    assert f"{CERTIFICATE}: noch nicht gesehen" in visitor.page.text
