"""The sample city is loaded by the acts that people use, once, into an empty database, and goes without a trace."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

import pytest
from piccolo.table import Table

import databases
from databases import Database
from makers import BERLIN, NOW, a_gate, a_published_event, the_sample_city
from mittendrin.accounts.queries import owing_second_factor, second_factor_view
from mittendrin.accounts.rules import SecondFactor
from mittendrin.accounts.tables import Account
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.clock import local_day, to_local
from mittendrin.core.refusal import Refused
from mittendrin.demo import loading
from mittendrin.demo.reading import read_sample
from mittendrin.desks.board.queries import waiting_list
from mittendrin.engagements.queries import missing_visit, missing_visits
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.tables import Hours, Visit
from mittendrin.events.queries import coming_dates, dates
from mittendrin.events.tables import Event, Occurrence
from mittendrin.incidents.rules import Decision
from mittendrin.incidents.tables import Incident
from mittendrin.jobs.loop import Loop
from mittendrin.organisations.tables import Organisation
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import TrustedPerson
from mittendrin.places.queries import is_sample
from mittendrin.places.tables import CityProfile, VenueAccess
from mittendrin.registrations.tables import Registration
from mittendrin.rides.rules import PairState
from mittendrin.rides.tables import RidePair
from mittendrin.settings import Settings
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import EngagementState, OfferState, ProposalState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal


@pytest.fixture
async def city(sample_cities: Callable[[str], Database]) -> AsyncIterator[None]:
    """For tests that only read."""
    async with databases.opened(sample_cities("sqlite")):
        yield


@pytest.mark.usefixtures("city")
async def test_every_state_of_an_event_and_a_sign_up_is_there() -> None:
    assert await Organisation.count() == 25
    assert await counted(Event, "state") == {"published": 55, "submitted": 4, "returned": 2}
    assert set(await counted(Registration, "status")) == {"confirmed", "waiting", "offered", "signed_off"}
    views = await dates(Occurrence.ends_at > NOW, NOW)
    assert sorted(view.title for view in views if view.called_off) == [
        "Gymnastik im Sitzen",
        "Repair-Café",
        "Skatrunde",
        "Tanztee mit Livemusik",
        "Wanderung im Pfälzerwald (8 km)",
    ]
    assert sorted(view.title for view in views if view.moved) == [
        "Literaturkreis",
        "Treff für pflegende Angehörige",
    ]


@pytest.mark.usefixtures("city")
async def test_nobody_meets_at_christmas() -> None:
    views = await dates(Occurrence.ends_at > NOW, NOW)
    feasts = [view for view in views if (view.day.month, view.day.day) in {(12, 24), (12, 25), (1, 1)}]
    assert [(view.title, f"{view.day:%d.%m.}", view.reason) for view in feasts if view.called_off] == [
        ("Skatrunde", "24.12.", "An diesem Tag feiern wir zu Hause."),
        ("Repair-Café", "01.01.", "An diesem Tag feiern wir zu Hause."),
    ]
    assert all(view.called_off for view in feasts)


@pytest.mark.usefixtures("city")
async def test_every_state_of_helping_is_there() -> None:
    states: dict[type[Table], type[StrEnum]] = {
        Offer: OfferState, HelpRequest: RequestState, Proposal: ProposalState, Engagement: EngagementState
    }  # fmt: skip
    for table, kind in states.items():
        assert set(await counted(table, "status")) == set(kind)
    from_organisations = await HelpRequest.count().where(HelpRequest.organisation.is_not_null())
    assert (await Offer.count(), await HelpRequest.count() - from_organisations) == (40, 40)


@pytest.mark.usefixtures("city")
async def test_what_grows_beside_an_engagement_is_there() -> None:
    assert await Visit.count().where(Visit.state == VisitState.STAND_IN.value) == 1
    assert await Hours.select(Hours.minutes) == [{"minutes": 90}, {"minutes": 90}]
    assert await TrustedPerson.select(TrustedPerson.relation) == [{"relation": "Nachbarin"}]
    assert await counted(RidePair, "state") == {PairState.BOTH.value: 1}
    assert await counted(Incident, "decision") == {Decision.GO_ON.value: 1}


@pytest.mark.usefixtures("city")
async def test_the_accounts_of_the_sample_do_without_a_second_factor() -> None:
    assert await counted(Account, "sample") == {True: 5}
    assert await owing_second_factor() == []
    actor = await Account.objects().get(Account.email == "buero@example.org")
    assert actor is not None
    assert (await second_factor_view(actor.id)).state is SecondFactor.SPARED


@pytest.mark.usefixtures("city")
async def test_slugs_are_those_of_the_files() -> None:
    assert {event.slug for event in read_sample(local_day(NOW)).events} <= set(await counted(Event, "slug"))


@pytest.mark.usefixtures("city")
async def test_seats_taken_are_those_of_the_sign_ups() -> None:
    event = await Event.select(Event.id).where(Event.slug == "gymnastik-im-sitzen").first()
    assert event is not None
    coming = [one for one in await coming_dates(event["id"], NOW, 5) if one.day > local_day(NOW)]
    assert [one.situation.taken for one in coming[:4]] == [8, 4, 0, 3]


@pytest.mark.usefixtures("city")
async def test_the_board_has_work_and_a_member_of_a_club_may_not_decide_on_it() -> None:
    account = await Account.objects().get(Account.email == "beirat2@example.org")
    assert account is not None
    lines = await waiting_list(account.id, NOW)
    own = {line.version.title for line in lines if line.own}
    assert own == {"Wassergymnastik", "Hilfe beim Sommerfest"}
    assert len([line for line in lines if not line.version.at_once]) == 6


@pytest.mark.usefixtures("city")
async def test_no_mail_waits_to_be_sent_and_the_calls_with_news_are_open() -> None:
    assert set(await counted(Mail, "state")) == {"sent", "withdrawn"}
    calls = await CallTask.select(CallTask.purpose).where(CallTask.state == "open")
    assert {row["purpose"] for row in calls} <= {"called_off", "moved", "offered"}
    assert 5 <= len(calls) <= 12
    # A desk that is opened for the first time does not boast of seventy calls since this morning.
    done = await CallTask.select(CallTask.done_at, CallTask.created_at).where(CallTask.state == "done")
    assert {to_local(row["done_at"]).hour for row in done} <= set(range(9, 16))
    assert [row for row in done if row["done_at"] != row["created_at"]] == []


@pytest.mark.usefixtures("city")
async def test_it_is_marked_as_a_sample_and_what_nobody_said_on_access_is_not_made_up() -> None:
    assert await is_sample()
    silent = await VenueAccess.select(VenueAccess.note).where(VenueAccess.known == "unknown")
    assert all(row["note"] for row in silent)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "now",
    [
        datetime(2027, 6, 10, 13, tzinfo=BERLIN),
        datetime(2026, 12, 24, 15, tzinfo=BERLIN),
        datetime(2027, 1, 16, 15, tzinfo=BERLIN),  # a Saturday: nobody but the eager has time tomorrow
        datetime(2028, 2, 29, 8, tzinfo=BERLIN),
        datetime(2027, 1, 17, 23, 30, tzinfo=BERLIN),  # a Sunday, nearly over
        datetime(2027, 3, 28, 3, 30, tzinfo=BERLIN),  # half an hour after the clocks were put forward
        datetime(2027, 10, 31, 2, 30, tzinfo=BERLIN, fold=1),  # in the hour that comes twice
    ],
    ids=str,
)
async def test_it_can_be_loaded_at_any_moment_and_shows_a_full_week_in_every_state(now: datetime) -> None:
    ticks: list[None] = []
    sample = read_sample(local_day(now))
    await loading.load(sample, a_gate(), now, lambda: ticks.append(None))
    assert len(ticks) == loading.amount_of_work(sample)
    week = (Occurrence.starts_at > now) & (Occurrence.starts_at < now + timedelta(days=8))
    # Between the years a city is quieter, not empty.
    assert len(await dates(week, now)) >= (8 if now.month == 12 else 10)
    coming = await dates(Occurrence.ends_at > now, now)
    assert any(one.called_off for one in coming)
    assert any(one.moved for one in coming)
    assert set(await counted(Event, "state")) == {"published", "submitted", "returned"}
    assert {"confirmed", "waiting", "offered"} <= set(await counted(Registration, "status"))
    assert set(await counted(Event, "mode")) == {"none", "each_date", "course", "regular"}
    assert [
        bool((await missing_visit(line.id, now)).candidates) for line, _two in await missing_visits(now)
    ] == [True]
    await loading.remove()
    assert await loading.is_empty()


@pytest.mark.usefixtures("city")
async def test_the_log_names_for_each_answer_who_gave_it() -> None:
    rows = await AuditEntry.select(AuditEntry.on_behalf_of, AuditEntry.subject, AuditEntry.detail).where(
        AuditEntry.act == "proposal.answered"
    )
    assert rows
    for row in rows:
        side = Side.VOLUNTEER if row["detail"].startswith("helfende Person") else Side.REQUESTER
        view = await by_id(int(row["subject"].rpartition(":")[2]), side)
        assert row["on_behalf_of"] == view.to.name


@pytest.mark.usefixtures("database")
async def test_it_refuses_a_database_that_holds_something_and_changes_nothing() -> None:
    await a_published_event()
    with pytest.raises(Refused, match="empty database"):
        await the_sample_city()
    assert [await CityProfile.count(), await Event.count()] == [1, 1]


async def test_it_can_be_loaded_where_the_server_has_run_already(database: Database, tmp_path: Path) -> None:
    here = Settings(database.address, tmp_path, "https://mittendrin.example.org", b"x" * 32, None, 1)
    assert await Loop(here, lambda: NOW).turn()
    assert await loading.is_empty()


@pytest.mark.usefixtures("database")
async def test_a_city_of_its_own_is_not_removed() -> None:
    await a_published_event()
    with pytest.raises(Refused, match="does not hold the sample"):
        await loading.remove()
    assert await Event.count() == 1


async def counted(table: type[Table], column: str) -> dict[str, int]:
    return dict(Counter(row[column] for row in await table.select(column)))
