"""What is public is taken back by two people: who may propose, who may decide, and what then happens."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from makers import CLUB, NOW, a_proven_club, a_sign_up, an_account, seats, some_content
from mittendrin.accounts.rules import Role
from mittendrin.audit.queries import history
from mittendrin.audit.rules import Doer
from mittendrin.audit.words import ACT_WORDS
from mittendrin.core.refusal import Refused
from mittendrin.desks.board import actions
from mittendrin.desks.board.hiding import give_up, hide, hide_for_the_board, keep, propose_hiding
from mittendrin.desks.board.kinds import KINDS
from mittendrin.desks.board.queries import waiting_list, waits_for_lead, waits_for_second
from mittendrin.desks.board.rules import DECISIONS
from mittendrin.desks.club.event_queries import own_event
from mittendrin.events import actions as events
from mittendrin.events.content import content_of
from mittendrin.events.rules import Newcomers
from mittendrin.events.setting_aside import archive
from mittendrin.events.tables import Event
from mittendrin.organisations.profiles import submit_profile
from mittendrin.organisations.queries import organisation_by_slug, profile_of
from mittendrin.organisations.rules import Profile
from mittendrin.organisations.tables import Membership
from mittendrin.outbox.tables import CallTask
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import proven
from mittendrin.publishing.rules import EntryState, Reason
from mittendrin.publishing.tables import Revision
from mittendrin.registrations.date_changes import CallingOff
from mittendrin.registrations.series_changes import call_off_event
from people import a_board_member, a_clerk, a_lead, sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")

ADVERTISING = Objection(Reason.ADVERTISING, "Bitte ohne Preise.")
FIRST, SECOND = Doer("Frau Beirat", account_id=901), Doer("Herr Beirat", account_id=902)
SECOND_PERSON = "Das braucht eine zweite Person"


async def shown_at_once(club: int | None = None, **changes: object) -> tuple[int, int]:
    """Ids of the event and of its version, which nobody has looked at yet."""
    content = await some_content(**changes)
    event_id = await events.add_draft(club or await a_proven_club(), content, CLUB, NOW)
    assert (await events.submit(event_id, content, CLUB, NOW)).public
    return event_id, await newest_version(events.subject_of(event_id))


async def newest_version(subject: str) -> int:
    rows = (
        await Revision.select(Revision.id)
        .where(Revision.subject == subject)
        .order_by(Revision.id, ascending=False)
    )
    return int(rows[0]["id"])


async def title_and_state(event_id: int) -> tuple[str, str]:
    row = await Event.select(Event.title, Event.state).where(Event.id == event_id).first()
    assert row
    return row["title"], row["state"]


async def lines_of(event_id: int) -> list[tuple[str, str, str]]:
    return [(line.words, line.who, line.reason) for line in await history(events.subject_of(event_id))]


def test_every_decision_on_every_kind_of_entry_has_words() -> None:
    """The history of an entry shows them all."""
    acts = {f"{kind}.{decision}" for kind in KINDS for decision in DECISIONS}
    assert acts - ACT_WORDS.keys() == set()


async def test_one_proposes_and_another_one_takes_back() -> None:
    event_id, revision_id = await shown_at_once()
    await propose_hiding(revision_id, ADVERTISING, FIRST, NOW)
    assert (await title_and_state(event_id))[1] == EntryState.PUBLISHED
    assert await CallTask.count() == 0

    await hide(revision_id, SECOND, NOW + timedelta(hours=1))

    assert (await title_and_state(event_id))[1] == EntryState.RETURNED
    assert (await lines_of(event_id))[:2] == [
        ("zurückgenommen", "Herr Beirat (vorgeschlagen von Frau Beirat)", ADVERTISING.in_words),
        ("Rücknahme vorgeschlagen", "Frau Beirat", ADVERTISING.in_words),
    ]
    calls = await CallTask.select(CallTask.script)
    assert [ADVERTISING.in_words in call["script"] for call in calls] == [True]
    assert (await waits_for_second(902), await waiting_list(0, NOW)) == ([], [])


async def test_visitors_see_again_what_was_there_before() -> None:
    club = await a_proven_club()
    event_id, revision_id = await shown_at_once(club)
    await actions.look_at(revision_id, FIRST, NOW)
    await events.submit(event_id, await some_content(title="Rabatt-Turnen"), CLUB, NOW)
    newest = await newest_version(events.subject_of(event_id))
    await propose_hiding(newest, ADVERTISING, FIRST, NOW)
    await hide(newest, SECOND, NOW + timedelta(hours=1))
    assert await title_and_state(event_id) == ("Gymnastik im Sitzen", EntryState.PUBLISHED)
    assert not await proven(club)


async def test_a_profile_goes_back_too() -> None:
    club = await a_proven_club()
    good = Profile("Wir turnen.", "", ())
    await submit_profile(club, good, CLUB, NOW)
    await submit_profile(club, replace(good, text="Jetzt kaufen!"), CLUB, NOW)
    newest = await newest_version(f"organisation:{club}")
    await propose_hiding(newest, ADVERTISING, FIRST, NOW)
    await hide(newest, SECOND, NOW)
    assert await profile_of(await organisation_by_slug("demo-turnverein-barbarossa")) == good


@pytest.mark.parametrize("nobody_else", [FIRST, Doer("Frau Ohne-Zugang")])
async def test_whoever_proposed_it_does_not_decide(nobody_else: Doer) -> None:
    event_id, revision_id = await shown_at_once()
    await propose_hiding(revision_id, ADVERTISING, FIRST, NOW)
    for decide in (hide, keep):
        with pytest.raises(Refused, match="Darüber entscheidet bitte jemand anders"):
            await decide(revision_id, nobody_else, NOW)
    assert (await title_and_state(event_id))[1] == EntryState.PUBLISHED
    assert len(await waits_for_second(902)) == 1


async def test_nobody_of_the_organisation_proposes_or_decides() -> None:
    club = await a_proven_club()
    account = await an_account("beirat2@example.org", Role.BOARD)
    await Membership.insert(Membership(organisation=club, account=account, role="maintainer"))
    _event, revision_id = await shown_at_once(club)
    own = Doer("Frau Demo", account_id=account)
    with pytest.raises(Refused, match="Sie gehören zu diesem Veranstalter"):
        await propose_hiding(revision_id, ADVERTISING, own, NOW)
    await propose_hiding(revision_id, ADVERTISING, FIRST, NOW)
    for decide in (hide, keep):
        with pytest.raises(Refused, match="Sie gehören zu diesem Veranstalter"):
            await decide(revision_id, own, NOW)


async def test_of_two_proposals_and_of_two_decisions_at_once_one_counts() -> None:
    event_id, revision_id = await shown_at_once()
    answers = await asyncio.gather(
        propose_hiding(revision_id, ADVERTISING, FIRST, NOW),
        propose_hiding(revision_id, ADVERTISING, SECOND, NOW),
        return_exceptions=True,
    )
    assert [str(one) for one in answers if one] == ["Das hat schon jemand vorgeschlagen."]
    third, fourth = Doer("Frau Drei", account_id=903), Doer("Herr Vier", account_id=904)
    decisions = await asyncio.gather(
        hide(revision_id, third, NOW), keep(revision_id, fourth, NOW), return_exceptions=True
    )
    assert [str(one) for one in decisions if one] == ["Darüber hat schon jemand entschieden."]
    hidden = (await title_and_state(event_id))[1] == EntryState.RETURNED
    assert hidden == ((await lines_of(event_id))[0][0] == "zurückgenommen")


async def test_it_stays_when_the_second_person_says_so() -> None:
    event_id, revision_id = await shown_at_once()
    await propose_hiding(revision_id, ADVERTISING, FIRST, NOW)
    with pytest.raises(Refused, match="Entscheiden Sie bitte zuerst darüber"):
        await actions.look_at(revision_id, SECOND, NOW)
    await keep(revision_id, SECOND, NOW)
    assert (await lines_of(event_id))[0] == ("bleibt zu sehen", "Herr Beirat", "")
    assert (await waits_for_second(902), await waiting_list(0, NOW)) == ([], [])
    with pytest.raises(Refused, match="Darüber hat schon jemand entschieden"):
        await hide(revision_id, SECOND, NOW)


async def test_only_whoever_proposed_it_gives_it_up() -> None:
    _event, revision_id = await shown_at_once()
    await propose_hiding(revision_id, ADVERTISING, FIRST, NOW)
    with pytest.raises(Refused, match="Das hat jemand anders vorgeschlagen"):
        await give_up(revision_id, SECOND, NOW)
    await give_up(revision_id, FIRST, NOW)
    assert [line.version.revision_id for line in await waiting_list(0, NOW)] == [revision_id]


async def test_nothing_disappears_while_somebody_is_expected() -> None:
    event_id, revision_id = await shown_at_once(terms=seats(5))
    await a_sign_up(event_id)
    await propose_hiding(revision_id, ADVERTISING, FIRST, NOW)
    with pytest.raises(Refused, match="sind Menschen angemeldet"):
        await hide(revision_id, SECOND, NOW)
    assert (await title_and_state(event_id))[1] == EntryState.PUBLISHED
    assert len(await waits_for_second(902)) == 1


async def test_only_what_visitors_see_is_taken_back() -> None:
    event_id, first = await shown_at_once()
    await propose_hiding(first, ADVERTISING, FIRST, NOW)
    await events.submit(event_id, await some_content(title="Neuer Titel"), CLUB, NOW)
    with pytest.raises(Refused, match="neuere Fassung"):
        await hide(first, SECOND, NOW)
    newest = await newest_version(events.subject_of(event_id))
    await propose_hiding(newest, ADVERTISING, FIRST, NOW)
    await archive(event_id, CLUB, NOW)
    with pytest.raises(Refused, match="sieht schon niemand mehr"):
        await hide(newest, SECOND, NOW)
    assert (await title_and_state(event_id))[1] == EntryState.ARCHIVED


async def test_the_lead_stands_in_only_where_the_board_has_nobody_else() -> None:
    club = await a_proven_club()
    event_id, revision_id = await shown_at_once(club)
    only = Doer("Frau Beirat", account_id=await an_account("beirat@example.org", Role.BOARD))
    await propose_hiding(revision_id, ADVERTISING, only, NOW)
    lead = Doer("Frau Leitung", account_id=await an_account("leitung@example.org", Role.LEAD))
    other = await an_account("beirat2@example.org", Role.BOARD)

    assert await waits_for_lead(0) == []
    with pytest.raises(Refused, match="Bitte lassen Sie dem Beirat den Vortritt"):
        await hide_for_the_board(revision_id, lead, NOW)

    # Whoever belongs to the organisation is no second person.
    await Membership.insert(Membership(organisation=club, account=other, role="maintainer"))
    assert [line.proposed.revision_id for line in await waits_for_lead(0)] == [revision_id]
    await hide_for_the_board(revision_id, lead, NOW)
    assert (await title_and_state(event_id))[1] == EntryState.RETURNED


async def test_the_boards_desk_shows_what_waits_for_a_second_person(visitor: Visitor) -> None:
    event_id, _revision = await shown_at_once(await a_proven_club())
    first = await a_board_member()
    await an_account("beirat2@example.org", Role.BOARD, "Herr Zweiter")
    await sign_in(visitor, first)
    await visitor.click("Gymnastik im Sitzen")
    await visitor.submit("Zurücknehmen vorschlagen", worte="Bitte ohne Preise.")
    assert visitor.page.errors == ["Wählen Sie bitte einen Grund."]
    await visitor.submit("Zurücknehmen vorschlagen", grund="advertising")
    assert "bis eine zweite Person entscheidet" in visitor.page.text
    assert "Jetzt entscheidet eine zweite Person aus dem Beirat." in visitor.page.text
    await visitor.click("Gymnastik im Sitzen")
    assert "Vorschlag zurückziehen" in visitor.page.text
    assert "Bleibt zu sehen" not in visitor.page.text

    await sign_in(visitor, "beirat2@example.org")
    assert SECOND_PERSON in visitor.page.text
    await visitor.click("Gymnastik im Sitzen")
    assert (
        "Der Beitrag ist Werbung. Das dürfen wir hier nicht zeigen. Bitte ohne Preise." in visitor.page.text
    )
    await visitor.submit("Zurücknehmen")
    assert "Der Beitrag ist zurückgenommen." in visitor.page.text
    assert SECOND_PERSON not in visitor.page.text
    assert (await title_and_state(event_id))[1] == EntryState.RETURNED
    await visitor.click("Protokoll")
    assert "vorgeschlagen von Frau Beirat" in visitor.page.text


async def test_the_lead_decides_on_a_page_of_the_office_and_the_clerk_does_not(visitor: Visitor) -> None:
    event_id, revision_id = await shown_at_once(await a_proven_club())
    await sign_in(visitor, await a_board_member())
    await visitor.click("Gymnastik im Sitzen")
    await visitor.submit("Zurücknehmen vorschlagen", grund="advertising")
    assert "Jetzt entscheidet die Leitung vom Büro." in visitor.page.text

    await sign_in(visitor, await a_clerk())
    assert "zweite Person" not in visitor.page.text
    await visitor.get(f"/buero/pruefen/{revision_id}")
    assert "Bleibt zu sehen" not in visitor.page.text

    await sign_in(visitor, await a_lead())
    await visitor.click("Der Beirat braucht eine zweite Person: bitte entscheiden")
    await visitor.click("Gymnastik im Sitzen")
    await visitor.submit("Bleibt zu sehen")
    assert "Der Beitrag bleibt zu sehen." in visitor.page.text
    assert (await lines_of(event_id))[0] == ("bleibt zu sehen", "Frau Leitung", "")


async def test_whom_to_ask_now_and_what_was_called_off_since_outlive_taking_back() -> None:
    club = await a_proven_club()
    event_id, revision_id = await shown_at_once(club)
    await actions.look_at(revision_id, FIRST, NOW)
    advertised, later = await some_content(title="Rabatt-Turnen"), NOW + timedelta(hours=1)
    await events.submit(event_id, advertised, CLUB, NOW)
    new_person = Newcomers("Herr Neu", "+496990009077")
    await events.submit(event_id, replace(advertised, newcomers=new_person), CLUB, later)
    await call_off_event(event_id, CallingOff("Die Leiterin ist krank."), CLUB, later)
    newest = await newest_version(events.subject_of(event_id))
    await propose_hiding(newest, ADVERTISING, FIRST, later)
    await hide(newest, SECOND, later + timedelta(hours=1))

    event = await events.load(event_id)
    assert content_of(event) == await some_content(newcomers=new_person)
    assert event.called_off_at == later
    assert (await own_event(event_id, club)).content == replace(advertised, newcomers=new_person)
