"""The loop as a whole: what is due happens, in one process, whatever goes wrong."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from app_fixtures import StandingClock
from databases import Database
from makers import NOW, a_published_event, a_sign_up, a_wish, seats
from mittendrin.core.clock import at_local
from mittendrin.jobs import daily
from mittendrin.jobs.daily import DAILY, FILES
from mittendrin.jobs.lease import LASTS
from mittendrin.jobs.loop import Loop
from mittendrin.jobs.rules import EARLY, Progress
from mittendrin.jobs.tables import JobRun, Lease
from mittendrin.outbox.tables import Mail
from mittendrin.places.tables import CityProfile
from mittendrin.settings import Settings


@pytest.fixture
def some_settings(database: Database, tmp_path: Path) -> Settings:
    return Settings(
        database=database.address,
        data=tmp_path,
        base_url="https://mittendrin.example.org",
        secret=b"x" * 32,
        smtp=None,
        workers=1,
    )


async def test_a_turn_delivers_and_does_the_daily_jobs_once(
    some_settings: Settings, clock: StandingClock, tmp_path: Path
) -> None:
    event = await a_published_event(terms=seats(12))
    await a_sign_up(event, a_wish(email="demo@example.org"))
    loop = Loop(some_settings, clock)
    assert await loop.turn()
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1
    runs = await JobRun.select(JobRun.name, JobRun.finished_at).order_by(JobRun.id)
    assert [run["name"] for run in runs] == [*DAILY, FILES]

    clock.now += timedelta(hours=1)
    assert await loop.turn()
    assert await JobRun.select(JobRun.name, JobRun.finished_at).order_by(JobRun.id) == runs
    # The reminder of the first turn is out as well.
    assert await Mail.select(Mail.purpose, Mail.state).order_by(Mail.id) == [
        {"purpose": "confirmed", "state": "sent"},
        {"purpose": "reminder", "state": "sent"},
    ]


@pytest.mark.parametrize("invented", [False, True])
async def test_what_the_sample_sends_says_that_it_is_invented(
    some_settings: Settings, clock: StandingClock, tmp_path: Path, invented: bool
) -> None:
    event = await a_published_event(terms=seats(12))
    await CityProfile.update({CityProfile.sample_data: invented}, force=True)
    await a_sign_up(event, a_wish(email="demo@example.org"))
    assert await Loop(some_settings, clock).turn()
    (file,) = (tmp_path / "mail").glob("*.eml")
    text = message_from_bytes(file.read_bytes(), policy=default).get_content()
    said = "\r\n\r\nDiese E-Mail ist ein Beispiel, alles darin ist erfunden.\r\n"
    assert text.endswith(said) is invented


async def test_mails_in_files_go_after_thirty_days(
    some_settings: Settings, clock: StandingClock, tmp_path: Path
) -> None:
    event = await a_published_event(terms=seats(12))
    loop = Loop(some_settings, clock)
    await a_sign_up(event, a_wish(email="demo@example.org"))
    assert await loop.turn()
    (confirmed,) = (tmp_path / "mail").glob("*.eml")
    (tmp_path / "mail" / "unrelated.txt").touch()
    clock.now += timedelta(days=30)
    assert await loop.turn()
    assert confirmed.exists()
    clock.now += timedelta(days=1)
    assert await loop.turn()
    assert not confirmed.exists()
    (files,) = await JobRun.select(JobRun.report).where(JobRun.name == FILES)
    assert files["report"] == "2 old mail files removed."
    assert (tmp_path / "mail" / "unrelated.txt").exists()


async def test_only_the_holder_of_the_lease_works(some_settings: Settings, clock: StandingClock) -> None:
    first, second = Loop(some_settings, clock), Loop(some_settings, clock)
    assert await first.turn()
    await JobRun.delete(force=True)
    assert await second.turn()
    assert not await JobRun.exists()
    clock.now += LASTS
    assert await second.turn()
    assert await JobRun.exists()
    assert not await first.is_ours()


async def test_a_stopped_process_makes_room_at_once(some_settings: Settings, clock: StandingClock) -> None:
    first, second = Loop(some_settings, clock), Loop(some_settings, clock)
    assert await first.is_ours()
    first.start()
    await first.stop()
    assert await second.is_ours()
    assert await Lease.count() == 1


async def test_a_job_in_trouble_is_tried_again_in_an_hour_and_holds_up_no_other(
    some_settings: Settings, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    async def stumbles(*_: object) -> str:
        tried.append(clock.now)
        raise ConnectionError

    monkeypatch.setitem(DAILY, "remind", stumbles)
    loop = Loop(some_settings, clock)
    for minutes in (0, 1, 59, 2):
        clock.now += timedelta(minutes=minutes)
        await loop.turn()
    assert tried == [NOW, NOW + timedelta(hours=1)]
    assert {row["name"] for row in await JobRun.select(JobRun.name)} == {*DAILY, FILES} - {"remind"}


async def test_the_report_of_the_last_run_is_kept(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def speaks(_now: object, seen: Progress) -> str:
        seen(1, 1)
        return "7 dates."

    monkeypatch.setitem(DAILY, "top-up", speaks)
    early = at_local(NOW.date(), EARLY)
    await daily.run("top-up", early - timedelta(days=1))
    assert await daily.run("top-up", early) == "7 dates."
    assert await JobRun.select(JobRun.name, JobRun.finished_at, JobRun.report) == [
        {"name": "top-up", "finished_at": early, "report": "7 dates."}
    ]
