"""The doctor says what an operator can put right."""

from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from cli.running import Shell
from databases import Database
from makers import NOW, a_city, a_published_event, a_sign_up, a_wish, an_account, seats
from mittendrin.accounts.factor_upkeep import reset
from mittendrin.accounts.rules import Role
from mittendrin.audit.rules import SYSTEM
from mittendrin.cli.doctor import State, examine
from mittendrin.jobs.daily import DAILY, run
from mittendrin.jobs.lease import LOOP, take_lease
from mittendrin.jobs.tables import JobRun
from mittendrin.jobs.topping_up import NEEDS_A_PERSON
from mittendrin.outbox.tables import Mail
from mittendrin.settings import Settings

MINUTE = timedelta(minutes=1)


@pytest.fixture
def some_settings(database: Database, tmp_path: Path) -> Settings:
    return Settings(
        database=database.address,
        data=tmp_path,
        base_url="https://mittendrin.example.org",
        secret=b"x" * 32,
        smtp="smtp://user:secret@mail.example.org:587",
        workers=1,
        proxies=(ip_network("10.0.0.2"),),
    )


async def said(chosen: Settings) -> dict[str, tuple[str, str]]:
    return {finding.what: (finding.state.value, finding.said) async for finding in examine(chosen, NOW)}


async def test_all_is_well(some_settings: Settings) -> None:
    await a_city()
    await an_account("leitung@example.org", Role.LEAD)
    for name in DAILY:
        await run(name, NOW)
    await take_lease(LOOP, "4711-abc", NOW)
    found = await said(some_settings)
    assert {what: state for what, (state, _said) in found.items() if state != "ok"} == {}
    assert found["mail server"] == ("ok", "mail.example.org:587")
    assert found["jobs"] == ("ok", "done by process 4711")
    assert found["daily jobs"] == ("ok", "all done since 2027-01-11 08:00")


async def test_a_new_installation_hears_what_is_still_to_do(some_settings: Settings) -> None:
    found = await said(some_settings)
    assert {what for what, (state, _said) in found.items() if state == "warning"} == {
        "jobs",
        "daily jobs",
        "office",
    }
    assert found["office"][1] == "Nobody leads it yet: run `mittendrin lead EMAIL NAME`."


async def test_who_has_to_set_up_a_second_factor_is_named(some_settings: Settings) -> None:
    account_id = await an_account("leitung@example.org", Role.LEAD, "Frau Leitung")
    assert (await said(some_settings))["second factor"][0] == State.OK
    await reset(account_id, SYSTEM, NOW)
    assert (await said(some_settings))["second factor"] == (
        "warning",
        "Set up at the next sign-in by: Frau Leitung",
    )


async def test_mails_that_do_not_go_out_are_trouble(some_settings: Settings) -> None:
    event = await a_published_event(terms=seats(2))
    await a_sign_up(event, a_wish(email="eins@example.org"))
    await Mail.update({Mail.created_at: NOW - 20 * MINUTE}).where(Mail.id > 0)
    found = await said(some_settings)
    assert found["outbox"] == ("TROUBLE", "1 mails wait, the oldest for 20 minutes: nothing goes out.")
    await Mail.update({Mail.state: "dead"}).where(Mail.id > 0)
    found = await said(some_settings)
    assert found["outbox"] == ("ok", "0 mails wait, the oldest for 0 minutes")
    assert found["dead letters"][0] == State.WARNING


async def test_a_series_that_people_must_decide_on_is_named(some_settings: Settings) -> None:
    for name in DAILY:
        await run(name, NOW)
    report = f"0 dates added to 1 series. 1 series {NEEDS_A_PERSON}: Singkreis."
    await JobRun.update({JobRun.report: report}).where(JobRun.name == "top-up")
    assert (await said(some_settings))["daily jobs"] == ("warning", report)


def test_without_its_tables_it_ends_with_1(tmp_path: Path) -> None:
    shell = Shell(Database("sqlite", f"sqlite:///{tmp_path / 'new.sqlite'}"), tmp_path)
    done = shell.run("doctor")
    assert done.returncode == 1
    assert "TROUBLE  database" in done.stdout
    assert "run `mittendrin migrate`" in done.stdout


def test_without_its_database_it_ends_with_1_and_says_so(tmp_path: Path) -> None:
    shell = Shell(Database("postgres", "postgresql://nobody@127.0.0.1:1/nothing"), tmp_path)
    done = shell.run("doctor")
    assert done.returncode == 1
    assert "TROUBLE  database" in done.stdout
