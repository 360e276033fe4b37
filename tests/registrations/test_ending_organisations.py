"""An organisation ends: what goes, what stays to be seen, and whose access ends with it."""

from datetime import timedelta

import pytest

from makers import (
    NOW,
    OFFICE,
    a_club,
    a_member,
    a_published_event,
    a_sign_up,
    a_submitted_event,
    a_wish,
    seats,
)
from mittendrin.accounts.invitations import Invitee, invite
from mittendrin.accounts.rules import Role
from mittendrin.accounts.tables import Account, Invitation
from mittendrin.core.refusal import Refused
from mittendrin.events.tables import Event, Occurrence
from mittendrin.organisations.rules import MemberRole
from mittendrin.organisations.tables import Membership, Organisation
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.date_changes import CallingOff
from mittendrin.registrations.ending_organisations import end_organisation, what_ends
from people import CLUB, OTHER_CLUB, a_clerk, a_responsible, sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")

WHY = CallingOff("Der Verein hat sich aufgelöst.")


async def states() -> list[str]:
    return [row["state"] for row in await Event.select(Event.state).order_by(Event.id)]


async def test_without_sign_ups_everything_goes_into_the_archive() -> None:
    club = await a_club()
    await a_published_event(club)
    await a_submitted_event(club, title="Neues")
    await end_organisation(club, None, OFFICE, NOW)
    assert await states() == ["archived", "archived"]
    assert await Organisation.select(Organisation.active) == [{"active": False}]
    assert not await Occurrence.exists().where(Occurrence.state != "scheduled")


async def test_nothing_is_called_off_unasked_and_nobody_is_left_before_a_closed_door() -> None:
    club = await a_club()
    event_id = await a_published_event(club, terms=seats(5))
    await a_sign_up(event_id, a_wish())
    with pytest.raises(Refused, match="Sagen Sie die Termine bitte zuerst ab"):
        await end_organisation(club, None, OFFICE, NOW)
    assert await states() == ["published"]
    assert await Organisation.select(Organisation.active) == [{"active": True}]


async def test_dates_that_are_called_off_stay_to_be_seen_and_the_office_makes_the_calls() -> None:
    club = await a_club()
    await a_member("verein@example.org", club)
    event_id = await a_published_event(club, terms=seats(5))
    await a_sign_up(event_id, a_wish())
    await a_submitted_event(club, title="Neues")
    ends = await what_ends(club, NOW)
    assert (ends.entries, ends.people, ends.told.all) == (2, 1, 1)
    await end_organisation(club, WHY, OFFICE, NOW)
    assert await states() == ["published", "archived"]
    coming = Occurrence.starts_at > NOW
    assert not await Occurrence.exists().where(
        coming, Occurrence.event == event_id, Occurrence.state == "scheduled"
    )
    calls = await CallTask.select(CallTask.organisation).where(CallTask.state == "open")
    assert calls
    assert {row["organisation"] for row in calls} == {None}


async def test_only_access_that_led_nowhere_else_ends() -> None:
    club, other = await a_club(CLUB), await a_club(OTHER_CLUB)
    await a_member("nur@example.org", club)
    both = await a_member("beide@example.org", club)
    await Membership.insert(Membership(organisation=other, account=both, role=MemberRole.MAINTAINER.value))
    board = await a_member("beirat@example.org", club)
    await Account.update({Account.role: Role.BOARD.value}).where(Account.id == board)
    await invite(Invitee("neu@example.org", "Frau Neu", Role.NONE, CLUB, club, "maintainer"), OFFICE, NOW)
    await end_organisation(club, None, OFFICE, NOW)
    rows = await Account.select(Account.email, Account.active).order_by(Account.email, Account.id)
    assert {row["email"]: row["active"] for row in rows} == {
        "beide@example.org": True,
        "beirat@example.org": True,
        "nur@example.org": False,
    }
    assert await Membership.select(Membership.organisation) == [{"organisation": other}]
    assert await Invitation.count() == 0


async def test_it_ends_once() -> None:
    club = await a_club()
    await end_organisation(club, None, OFFICE, NOW)
    with pytest.raises(Refused, match="schon beendet"):
        await end_organisation(club, None, OFFICE, NOW + timedelta(minutes=1))


async def test_the_clerk_ends_it_and_says_that_the_dates_fall_out(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(5))
    await a_sign_up(event_id, a_wish())
    member = await a_responsible()
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/organisationen/demo-turnverein-barbarossa")
    await visitor.click("Diese Organisation beenden")
    await visitor.submit("Organisation beenden")
    assert visitor.page.errors[0].startswith("Für diese Veranstaltung sind Menschen angemeldet.")
    await visitor.submit("Organisation beenden", absagen="ja")
    assert visitor.page.errors == ["Sagen Sie den Menschen bitte, warum."]
    await visitor.submit("Organisation beenden", absagen="ja", grund=WHY.reason)
    assert "Die Organisation ist beendet." in visitor.page.text
    assert (await visitor.get("/organisationen/demo-turnverein-barbarossa")).status == 404
    assert (await visitor.get("/veranstaltungen/gymnastik-im-sitzen")).status == 200
    assert "Der Verein hat sich aufgelöst." in visitor.page.text
    account = await Account.select(Account.active).where(Account.email == member).first()
    assert account == {"active": False}


async def test_the_clerk_ends_a_membership_also_the_last_one(visitor: Visitor) -> None:
    await a_responsible()
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/organisationen/demo-turnverein-barbarossa")
    await visitor.click("Frau Demo")
    await visitor.submit("Jetzt beenden")
    assert "Die Zugehörigkeit ist beendet." in visitor.page.text
    assert "Noch niemand hat einen Zugang." in visitor.page.text


async def test_the_last_responsible_stays_while_somebody_else_belongs(visitor: Visitor) -> None:
    club = await a_club()
    await a_member("verein@example.org", club)
    await a_member("pflege@example.org", club, MemberRole.MAINTAINER)
    membership = await Membership.select(Membership.id).where(Membership.role == "responsible").first()
    assert membership
    await sign_in(visitor, await a_clerk())
    path = f"/buero/organisationen/demo-turnverein-barbarossa/menschen/{membership['id']}"
    await visitor.get(path)
    await visitor.submit("Jetzt beenden")
    assert visitor.page.errors[0].startswith("Jemand muss verantwortlich bleiben.")
