"""What happens to a need: waiting, public, changed, sent back, archived, over."""

from asyncio import gather
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from makers import CLUB, NOW, OFFICE, a_club
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import new_token
from mittendrin.needs.actions import (
    Sheet,
    add,
    add_draft,
    archive,
    change,
    change_draft,
    let_through,
    load,
    send_back,
    subject_of,
    take_back,
    withdraw,
)
from mittendrin.needs.content import NOBODY, need_from_json
from mittendrin.needs.ending import end_organisation
from mittendrin.needs.queries import NeedCard, newest_content, public_needs
from mittendrin.needs.rules import NeedContact
from mittendrin.needs.tables import Need
from mittendrin.needs.upkeep import archive_what_is_over, forget_contacts
from mittendrin.people.tables import Person
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.rules import Reason
from mittendrin.publishing.tables import Revision
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest
from needing import a_need_content, a_public_need, a_submitted_need, request_of

pytestmark = pytest.mark.usefixtures("database")

TODAY = local_day(NOW)
UNCLEAR = Objection(Reason.MISSING, "Die Uhrzeit")
TITLE, NEW_TITLE = "Einkaufen für den Mittagstisch", "Einkaufen mit dem Bus"


async def public_titles() -> list[str]:
    return [card.title for card in await public_needs(TODAY)]


async def state_of(need_id: int) -> str:
    row = await Need.select(Need.state).where(Need.id == need_id).first()
    assert row
    return str(row["state"])


async def waiting_version(need_id: int) -> int:
    found = await waiting_content(subject_of(need_id))
    assert found
    return found[0]


async def a_proven_club() -> int:
    club = await a_club()
    for number in range(3):
        await a_public_need(club, title=f"Aufgabe {number}")
    return club


async def test_nobody_sees_what_the_board_has_not_let_through() -> None:
    need_id, revision_id = await a_submitted_need()
    assert (await public_titles(), await HelpRequest.count()) == ([], 0)
    await let_through(revision_id, OFFICE, NOW)
    assert await public_needs(TODAY) == [
        NeedCard(
            slug="einkaufen-fuer-den-mittagstisch",
            title=TITLE,
            organisation="Demo-Turnverein Barbarossa",
            when="Dienstag vormittags",
            where="Innenstadt Ost",
        )
    ]
    assert await state_of(need_id) == "published"


async def test_a_public_need_asks_for_volunteers_with_its_contact_person() -> None:
    request_id = await request_of(await a_public_need(helpers=2))
    request = await HelpRequest.select(
        HelpRequest.status, HelpRequest.what, HelpRequest.helpers_wanted, HelpRequest.person.name
    ).where(HelpRequest.id == request_id)
    assert request == [
        {
            "status": "open",
            "what": f"{TITLE} (Demo-Turnverein Barbarossa)",
            "helpers_wanted": 2,
            "person.name": "Demo-Person Verein",
        }
    ]


async def test_the_published_version_stays_while_a_changed_one_waits() -> None:
    need_id = await a_public_need()
    assert await change(need_id, await a_need_content(title=NEW_TITLE), CLUB, NOW) is False
    assert await public_titles() == [TITLE]
    await let_through(await waiting_version(need_id), OFFICE, NOW)
    assert await public_titles() == [NEW_TITLE]
    assert await HelpRequest.count() == 1


async def test_a_change_that_comes_back_leaves_what_is_public() -> None:
    need_id = await a_public_need()
    await change(need_id, await a_need_content(title=NEW_TITLE), CLUB, NOW)
    await send_back(await waiting_version(need_id), UNCLEAR, OFFICE, NOW)
    assert (await public_titles(), await state_of(need_id)) == ([TITLE], "published")


async def test_a_new_one_that_comes_back_can_be_handed_in_again() -> None:
    need_id, revision_id = await a_submitted_need()
    await send_back(revision_id, UNCLEAR, OFFICE, NOW)
    assert await state_of(need_id) == "returned"
    await change(need_id, await a_need_content(), CLUB, NOW)
    await let_through(await waiting_version(need_id), OFFICE, NOW)
    assert await public_titles() == [TITLE]


async def test_what_a_proven_organisation_writes_is_public_at_once() -> None:
    """Three different entries that the board has let through: events and needs count alike."""
    club = await a_proven_club()
    assert await add(Sheet(club, await a_need_content(title=NEW_TITLE), "key"), CLUB, NOW) is True
    assert NEW_TITLE in await public_titles()
    need = await Need.select(Need.id).where(Need.key == "key").first()
    assert need
    revision = await Revision.select(Revision.id, Revision.at_once).where(
        Revision.subject == subject_of(need["id"])
    )
    await take_back(revision[0]["id"], UNCLEAR, OFFICE, NOW)
    assert (revision[0]["at_once"], NEW_TITLE in await public_titles()) == (True, False)
    assert await HelpRequest.count().where(HelpRequest.status == RequestState.OPEN.value) == 3


async def test_taken_back_after_a_change_the_version_from_before_is_seen_again() -> None:
    club = await a_proven_club()
    need = await Need.select(Need.id).where(Need.organisation == club).first()
    assert need
    await change(need["id"], await a_need_content(title=NEW_TITLE), CLUB, NOW)
    assert NEW_TITLE in await public_titles()
    revision = await Revision.select(Revision.id).where(Revision.at_once.eq(True)).first()
    assert revision
    await take_back(revision["id"], UNCLEAR, OFFICE, NOW)
    assert sorted(await public_titles()) == ["Aufgabe 0", "Aufgabe 1", "Aufgabe 2"]


async def test_whom_to_ask_now_outlives_taking_back() -> None:
    club = await a_proven_club()
    need = await Need.select(Need.id).where(Need.organisation == club).first()
    assert need
    changed = await a_need_content(title=NEW_TITLE)
    new_contact = NeedContact("Herr Neu", "+496990009077", "neu@example.org")
    await change(need["id"], changed, CLUB, NOW)
    await change(need["id"], replace(changed, contact=new_contact), CLUB, NOW)
    revision = await Revision.select(Revision.id).where(Revision.at_once.eq(True)).first()
    assert revision
    await take_back(revision["id"], UNCLEAR, OFFICE, NOW)
    public = need_from_json((await load(need["id"])).content)
    assert public == await a_need_content(title=public.title, contact=new_contact)
    assert public.title != NEW_TITLE
    assert await newest_content(need["id"], club) == replace(changed, contact=new_contact)


async def test_in_the_archive_nobody_sees_it_and_nobody_is_proposed() -> None:
    need_id = await a_public_need()
    await archive(need_id, CLUB, NOW)
    request = await HelpRequest.select(HelpRequest.status).first()
    assert (await public_titles(), request) == ([], {"status": "closed"})
    await change(need_id, await a_need_content(), CLUB, NOW)
    await let_through(await waiting_version(need_id), OFFICE, NOW)
    request = await HelpRequest.select(HelpRequest.status).first()
    assert (await public_titles(), request) == ([TITLE], {"status": "open"})


async def test_what_waits_can_be_withdrawn() -> None:
    need_id, _revision = await a_submitted_need()
    await withdraw(need_id, CLUB, NOW)
    assert (await state_of(need_id), await waiting_content(subject_of(need_id))) == ("draft", None)


async def test_sent_twice_it_is_one_need() -> None:
    sheet = Sheet(await a_club(), await a_need_content(), new_token())
    assert [await add(sheet, CLUB, NOW) for _time in range(2)] == [False, False]
    assert (await Need.count(), await Revision.count()) == (1, 1)


async def test_the_list_shows_only_what_still_looks_for_somebody() -> None:
    need_id = await a_public_need(until=TODAY)
    assert await public_titles() == [TITLE]
    assert await public_needs(TODAY + timedelta(days=1)) == []
    await decide_request(await request_of(need_id), RequestState.ON_HOLD, "", OFFICE, NOW)
    assert await public_titles() == []


async def test_with_its_organisation_it_goes_into_the_archive() -> None:
    club = await a_club()
    need_id = await a_public_need(club)
    waiting_id, _version = await a_submitted_need(club, title=NEW_TITLE)
    await end_organisation(club, None, OFFICE, NOW)
    assert [await state_of(one) for one in (need_id, waiting_id)] == ["archived", "archived"]
    assert await public_titles() == []
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "closed"}]


async def test_the_day_after_its_last_day_it_goes_into_the_archive() -> None:
    need_id = await a_public_need(until=TODAY)
    assert await archive_what_is_over(NOW) == 0
    assert await archive_what_is_over(NOW + timedelta(days=1)) == 1
    assert await state_of(need_id) == "archived"


async def test_half_a_year_later_its_contact_person_is_forgotten() -> None:
    need_id = await a_public_need()
    await archive(need_id, CLUB, NOW)
    assert await forget_contacts(NOW + timedelta(days=182)) == 0
    assert await forget_contacts(NOW + timedelta(days=183)) == 1
    need = await Need.select(Need.content).first()
    version = await Revision.select(Revision.content).first()
    assert need and version
    known = [need_from_json(one["content"]).contact for one in (need, version)]
    assert (known, await Person.count()) == ([NOBODY, NOBODY], 1)
    assert await forget_contacts(NOW + timedelta(days=184)) == 0


@pytest.mark.parametrize("act", [add, add_draft])
async def test_the_key_of_a_form_belongs_to_its_organisation(act: Callable[..., Awaitable[object]]) -> None:
    """Nobody writes over, or publishes, what another club has begun."""
    key = new_token()
    await add_draft(Sheet(await a_club(), await a_need_content(), key), CLUB, NOW)
    stranger = await a_club("Demo-Chor")
    with pytest.raises(Refused, match="Das wird gerade schon gespeichert"):
        await act(Sheet(stranger, await a_need_content(title="Fremd"), key), CLUB, NOW)
    assert await Need.select(Need.title, Need.state) == [{"title": TITLE, "state": "draft"}]


async def test_one_form_saved_several_times_at_once_is_one_draft() -> None:
    sheet = Sheet(await a_club(), await a_need_content(), new_token())
    tries = await gather(*(add_draft(sheet, CLUB, NOW) for _ in range(4)), return_exceptions=True)
    assert tries == [None] * 4
    assert await Need.select(Need.title, Need.state) == [{"title": TITLE, "state": "draft"}]


async def test_what_is_handed_in_at_the_same_moment_is_no_draft_again() -> None:
    """The draft is written a second time while the handing in has not ended yet."""
    club, key, content = await a_proven_club(), new_token(), await a_need_content()
    await add_draft(Sheet(club, content, key), CLUB, NOW)
    need = await Need.select(Need.id).where(Need.key == key).first()
    assert need
    for _ in range(5):
        await Need.update({Need.state: "draft"}).where(Need.id == need["id"])
        tries = await gather(
            *(change_draft(need["id"], content, CLUB, NOW) for _ in range(2)),
            change(need["id"], content, CLUB, NOW),
            *(change_draft(need["id"], content, CLUB, NOW) for _ in range(2)),
            return_exceptions=True,
        )
        assert {type(one).__name__ for one in tries} <= {"NoneType", "Refused", "bool"}
        assert await state_of(need["id"]) == "published"
