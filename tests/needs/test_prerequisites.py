"""What an organisation needs of whoever helps binds as much as what a person needs."""

from datetime import timedelta

import pytest

import people
from makers import NOW, OFFICE, a_club, an_offer
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import Refused
from mittendrin.desks.office.helping.stories import suggested_helpers
from mittendrin.needs.content import need_from_json, need_to_json
from mittendrin.needs.queries import newest_content
from mittendrin.volunteering.clearances import papers_of, see_paper
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.proposals import Pair, propose
from mittendrin.volunteering.start_set import CERTIFICATE
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.story import request_story
from mittendrin.volunteering.tables import Offer
from needing import a_need_content, a_public_need, request_of
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
TODAY = local_day(NOW)


async def a_helper() -> int:
    row = await Offer.select(Offer.id).where(Offer.code == await an_offer()).first()
    assert row
    await decide_offer(row["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    return int(row["id"])


async def found_for(request: int) -> tuple[list[int], list[tuple[str, ...]]]:
    found = await suggested_helpers(await request_story(request), NOW)
    return [one.number for one in found.fitting], [one.reasons for one in found.nearly]


async def test_whoever_has_not_shown_the_paper_is_not_suggested() -> None:
    helper, request = await a_helper(), await request_of(await a_public_need(papers=(CERTIFICATE,)))
    assert await found_for(request) == ([], [(f"passt, aber noch nicht gesehen: {CERTIFICATE}",)])
    with pytest.raises(Refused, match=f"Es fehlt noch: {CERTIFICATE}"):
        await propose(Pair(helper, request, ""), OFFICE, NOW)
    assert [one.name for one in await papers_of(helper, TODAY)] == [CERTIFICATE]
    await see_paper(helper, CERTIFICATE, TODAY - timedelta(days=20), OFFICE, NOW)
    assert await found_for(request) == ([helper], [])


async def test_who_has_no_car_is_not_suggested_where_one_is_needed() -> None:
    helper, request = await a_helper(), await request_of(await a_public_need(with_car=True))
    assert await found_for(request) == ([], [("passt, hat aber kein Auto",)])
    await Offer.update({Offer.has_car: True}).where(Offer.id == helper)
    assert [number for number, *_rest in [await found_for(request)]] == [[helper]]


async def test_without_such_a_wish_nobody_is_asked_for_a_paper() -> None:
    helper, request = await a_helper(), await request_of(await a_public_need())
    assert await papers_of(helper, TODAY) == []
    assert await found_for(request) == ([helper], [])


async def test_the_form_asks_and_everybody_reads_it(visitor: Visitor) -> None:
    need_id = await a_public_need()
    await people.sign_in(visitor, await people.a_responsible())
    await visitor.get(f"/verein/demo-turnverein-barbarossa/einsatzstellen/{need_id}")
    await visitor.submit("Weiter: Vorschau", nachweise=[CERTIFICATE], auto="ja")
    assert f"Was das Büro gesehen haben muss{CERTIFICATE}" in visitor.page.text
    await visitor.submit("Einreichen")
    written = await newest_content(need_id, await a_club())
    assert (written.papers, written.with_car) == ((CERTIFICATE,), True)


async def test_what_was_written_before_the_form_asked_asks_for_nothing() -> None:
    content = await a_need_content()
    before = need_to_json(content).replace(',"papers":[],"with_car":false', "")
    assert need_from_json(before) == content
