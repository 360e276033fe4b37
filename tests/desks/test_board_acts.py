"""Decisions: who may take them, what they change, who is told, and that only one of two counts."""

import asyncio
from datetime import timedelta

import pytest

from makers import (
    CLUB,
    NOW,
    a_city,
    a_club,
    a_member,
    a_published_event,
    a_sign_up,
    a_submitted_event,
    an_account,
    occurrence_ids,
    seats,
    some_content,
)
from mittendrin.accounts.rules import Role
from mittendrin.audit.queries import history
from mittendrin.audit.rules import Doer
from mittendrin.core.refusal import Refused
from mittendrin.desks.board import actions
from mittendrin.desks.board.log import history_of
from mittendrin.desks.board.queries import overdue_list
from mittendrin.events import actions as events
from mittendrin.events.tables import Event
from mittendrin.organisations.profiles import submit_profile
from mittendrin.organisations.rules import Profile
from mittendrin.organisations.tables import Membership, Organisation
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import proven, waiting_content
from mittendrin.publishing.rules import EntryState, Reason
from mittendrin.publishing.tables import Revision
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date

pytestmark = pytest.mark.usefixtures("database")

MEMBER, OTHER = Doer("Frau Beirat"), Doer("Herr Beirat")
ADVERTISING = Objection(Reason.ADVERTISING, "Bitte ohne Preise.")


async def state_of(event_id: int) -> str:
    row = await Event.select(Event.state).where(Event.id == event_id).first()
    assert row
    return str(row["state"])


async def title_of(event_id: int) -> str:
    return (await events.load(event_id)).title


async def what_was_done(event_id: int) -> list[tuple[str, str, str]]:
    lines = await history(events.subject_of(event_id))
    return [(line.act, line.actor_name, line.reason) for line in lines]


async def test_the_history_names_what_took_effect_at_once_and_which_date() -> None:
    event_id = await a_published_event()
    first, second, *_rest = await occurrence_ids(event_id)
    there = Move(NOW + timedelta(days=2), NOW + timedelta(days=2, hours=1), "Café", "Die Halle ist belegt.")
    await move_date(first, there, MEMBER, NOW)
    # What the office noted of the call is for the office.
    clerk = Doer("Frau Büro", on_behalf_of="Herrn Demo", remark="klang heiser")
    await call_off_date(second, CallingOff("Sturm."), clerk, NOW)

    lines = await history_of(events.subject_of(event_id))

    assert [(line.words, line.who, line.reason) for line in lines[:2]] == [
        ("Termin abgesagt: 19.1., 10 Uhr", "Frau Büro für Herrn Demo", "Sturm."),
        ("Termin verlegt: 12.1., 10 Uhr → 13.1., 8 Uhr, Café", "Frau Beirat", "Die Halle ist belegt."),
    ]


async def newest_version(event_id: int) -> int:
    rows = await (
        Revision.select(Revision.id)
        .where(Revision.subject == events.subject_of(event_id))
        .order_by(Revision.id, ascending=False)
    )
    return int(rows[0]["id"])


async def test_one_event_in_three_versions_and_a_profile_prove_nothing() -> None:
    club = await a_club()
    event_id = await a_published_event(club)
    for title in ("Zweite Fassung", "Dritte Fassung"):
        await events.submit(event_id, await some_content(title=title), CLUB, NOW)
        await actions.let_through(await newest_version(event_id), MEMBER, NOW)
    await submit_profile(club, Profile("Wir turnen.", "", ()), CLUB, NOW)
    assert not await proven(club)


async def test_of_two_decisions_at_once_one_counts() -> None:
    event_id, revision_id = await a_submitted_event()
    answers = await asyncio.gather(
        actions.let_through(revision_id, MEMBER, NOW),
        actions.send_back(revision_id, ADVERTISING, OTHER, NOW),
        return_exceptions=True,
    )
    refused = [answer for answer in answers if answer is not None]
    assert [str(one) for one in refused] == ["Darüber hat schon jemand entschieden."]
    acts = [line.act for line in await history(events.subject_of(event_id))]
    assert len({"event.published", "event.returned"} & set(acts)) == 1
    assert (await state_of(event_id) == EntryState.PUBLISHED) == ("event.published" in acts)


async def test_nobody_decides_on_their_own_organisation() -> None:
    club = await a_club()
    account = await an_account("beirat2@example.org", Role.BOARD)
    await Membership.insert(Membership(organisation=club, account=account, role="maintainer"))
    event_id, revision_id = await a_submitted_event(club)
    own = Doer("Frau Demo", account_id=account)
    for act in (
        actions.let_through(revision_id, own, NOW),
        actions.send_back(revision_id, ADVERTISING, own, NOW),
        actions.look_at(revision_id, own, NOW),
        actions.let_through_late(revision_id, own, NOW + timedelta(days=9)),
    ):
        with pytest.raises(Refused, match="Sie gehören zu diesem Veranstalter"):
            await act
    assert await state_of(event_id) == EntryState.SUBMITTED


async def test_the_author_is_told_what_became_of_it() -> None:
    await a_city()
    club = await a_club()
    author = Doer("Frau Demo", account_id=await a_member("verein@example.org", club))
    content = await some_content()
    event_id = await events.add_draft(club, content, author, NOW)
    await events.submit(event_id, content, author, NOW)
    missing = Objection(Reason.MISSING, "der Treffpunkt")
    await actions.send_back(await newest_version(event_id), missing, MEMBER, NOW)
    await events.submit(event_id, content, author, NOW)
    await actions.let_through(await newest_version(event_id), OTHER, NOW)

    returned, published = await Mail.select(Mail.recipient, Mail.body).order_by(Mail.id)
    assert returned["recipient"] == published["recipient"] == "verein@example.org"
    assert "Es fehlt noch etwas: der Treffpunkt. Bitte ergänzen Sie es." in returned["body"]
    assert "Sie sind nicht einverstanden? Rufen Sie uns an oder schreiben Sie." in returned["body"]
    assert "/veranstaltungen/gymnastik-im-sitzen" in published["body"]
    assert (await what_was_done(event_id))[0] == ("event.published", "Herr Beirat", "")
    assert (await what_was_done(event_id))[2] == (
        "event.returned",
        "Frau Beirat",
        "Es fehlt noch etwas: der Treffpunkt. Bitte ergänzen Sie es.",
    )


async def test_nobody_returns_the_same_entry_twice_where_the_board_has_somebody_else() -> None:
    event_id, revision_id = await a_submitted_event()
    first = Doer("Frau Beirat", account_id=await an_account("beirat@example.org", Role.BOARD))
    await actions.send_back(revision_id, ADVERTISING, first, NOW)
    await events.submit(event_id, await some_content(), CLUB, NOW)
    again = await newest_version(event_id)
    second = Doer("Herr Beirat", account_id=await an_account("beirat2@example.org", Role.BOARD))
    with pytest.raises(Refused, match="schon einmal zurückgegeben"):
        await actions.send_back(again, ADVERTISING, first, NOW)
    await actions.send_back(again, ADVERTISING, second, NOW + timedelta(hours=1))
    await events.submit(event_id, await some_content(), CLUB, NOW)
    await actions.let_through(await newest_version(event_id), second, NOW)
    assert await state_of(event_id) == EntryState.PUBLISHED


async def test_whoever_is_the_whole_board_returns_it_twice() -> None:
    event_id, revision_id = await a_submitted_event()
    only = Doer("Frau Beirat", account_id=await an_account("beirat@example.org", Role.BOARD))
    await actions.send_back(revision_id, ADVERTISING, only, NOW)
    await events.submit(event_id, await some_content(), CLUB, NOW)
    await actions.send_back(await newest_version(event_id), ADVERTISING, only, NOW + timedelta(hours=1))
    assert await state_of(event_id) == EntryState.RETURNED


async def test_without_an_account_the_contact_is_called() -> None:
    _event, revision_id = await a_submitted_event()
    await actions.send_back(revision_id, ADVERTISING, MEMBER, NOW)
    calls = await CallTask.select(CallTask.reached_at, CallTask.script)
    assert [call["reached_at"] for call in calls] == ["+496990009012"]
    assert (
        "Der Beitrag ist Werbung. Das dürfen wir hier nicht zeigen. Bitte ohne Preise." in calls[0]["script"]
    )


async def test_who_reads_of_doubts_is_called_as_promised() -> None:
    await a_city()
    club = await a_club()
    author = Doer("Frau Demo", account_id=await a_member("verein@example.org", club))
    content = await some_content()
    event_id = await events.add_draft(club, content, author, NOW)
    for objection in (ADVERTISING, Objection(Reason.UNSAFE, "Der Weg zum Raum ist dunkel.")):
        await events.submit(event_id, content, author, NOW)
        await actions.send_back(await newest_version(event_id), objection, MEMBER, NOW)

    assert await Mail.count() == 2
    (call,) = await CallTask.select(
        CallTask.about, CallTask.organisation, CallTask.recipient_name, CallTask.reached_at, CallTask.script
    )
    assert "Der Weg zum Raum ist dunkel." in call.pop("script")
    assert call == {
        "about": events.subject_of(event_id),
        "organisation": None,
        "recipient_name": "Demo-Turnverein Barbarossa",
        "reached_at": "+496990009012",
    }


async def test_with_nobody_to_tell_the_decision_still_counts() -> None:
    event_id, revision_id = await a_submitted_event()
    await Organisation.update({Organisation.contact_phone: ""}, force=True)
    await actions.let_through(revision_id, MEMBER, NOW)
    assert await state_of(event_id) == EntryState.PUBLISHED


async def test_a_refusal_of_the_event_names_no_field() -> None:
    event_id = await a_published_event(terms=seats(5))
    await events.submit(event_id, await some_content(), CLUB, NOW)
    await a_sign_up(event_id)
    with pytest.raises(Refused) as refusal:
        await actions.let_through(await newest_version(event_id), MEMBER, NOW)
    assert (refusal.value.field, await Mail.count()) == (None, 0)
    assert await waiting_content(events.subject_of(event_id)) is not None


async def test_the_office_lets_through_what_waits_too_long() -> None:
    event_id, revision_id = await a_submitted_event()
    office = Doer("Frau Büro")
    with pytest.raises(Refused, match="Der Beirat hat noch Zeit"):
        await actions.let_through_late(revision_id, office, NOW + timedelta(days=1))
    assert await overdue_list(0, NOW + timedelta(days=1)) == []
    late = NOW + timedelta(days=2)
    assert [line.version.revision_id for line in await overdue_list(0, late)] == [revision_id]
    await actions.let_through_late(revision_id, office, late)
    assert (await what_was_done(event_id))[0] == ("event.published", "Frau Büro", "")
