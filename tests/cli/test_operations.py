"""The commands for operators, each as a process of its own."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.running import Shell
from databases import Database
from makers import a_city, an_account
from mittendrin.accounts.queries import account_of
from mittendrin.accounts.rules import Role, SecondFactor
from mittendrin.accounts.tables import Account, Invitation
from mittendrin.cli.main import main
from mittendrin.cli.operations import HELD
from mittendrin.jobs.lease import LOOP, holder_of_lease, take_lease
from mittendrin.jobs.tables import JobRun
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.rules import Recipient, Words
from mittendrin.outbox.tables import Mail


@pytest.fixture
def shell(database: Database, tmp_path: Path) -> Shell:
    return Shell(database, tmp_path / "data")


async def a_mail(recipient: str) -> None:
    now = datetime.now(UTC)
    occasion = Occasion("confirmed", "registration:1", None, now)
    await tell(Recipient("Demo", email=recipient), Words("Betreff", "Guten Tag\n", ""), occasion, now)


async def test_deliver_sends_what_is_due(shell: Shell) -> None:
    await a_city()
    for recipient in ("eins@example.org", "zwei@example.org", "keine Adresse"):
        await a_mail(recipient)
    done = shell.run("deliver")
    assert done.stdout.splitlines()[-2:] == [
        "2 mails sent, 0 postponed, 1 cannot be delivered.",
        f"There is no MITTENDRIN_SMTP: mails are files in {shell.data / 'mail'}.",
    ]
    assert len(list((shell.data / "mail").iterdir())) == 2


@pytest.mark.parametrize("command", ["deliver", "remind", "top-up", "forget"])
async def test_a_running_server_does_it_and_never_two_at_a_time(shell: Shell, command: str) -> None:
    await a_mail("eins@example.org")
    await take_lease(LOOP, "a server", datetime.now(UTC))
    done = shell.run(command)
    assert (done.returncode, done.stderr) == (1, f"{HELD.format(holder='a server')}\n")
    assert await Mail.select(Mail.state) == [{"state": "pending"}]
    assert not await JobRun.exists()


async def test_a_daily_job_gives_the_lease_back(shell: Shell) -> None:
    assert shell.run("remind").returncode == 0
    assert await holder_of_lease(LOOP, datetime.now(UTC)) is None


@pytest.mark.parametrize(
    ("command", "report"),
    [
        ("remind", "0 reminders for 0 dates."),
        ("top-up", "0 dates added to 0 series."),
    ],
)
async def test_daily_jobs_report_and_leave_a_row(shell: Shell, command: str, report: str) -> None:
    assert shell.last_line(command) == report
    assert await JobRun.select(JobRun.name, JobRun.report) == [{"name": command, "report": report}]


async def test_what_was_forgotten_is_reported_with_the_files_of_mails(shell: Shell) -> None:
    folder = shell.data / "mail"
    folder.mkdir(parents=True)
    for name in ("old.eml", "half.half", "new.eml"):
        (folder / name).touch()
    for name in ("old.eml", "half.half"):
        os.utime(folder / name, (0, 0))
    said = shell.run("forget").stdout.splitlines()[-2:]
    assert said == [
        "Contact data of 0 sign-ups and 0 people forgotten, with 0 notes, 0 answered reports, "
        "0 calls back and 0 offers and requests of help.",
        "2 old mail files removed.",
    ]
    kept = await JobRun.select(JobRun.name, JobRun.report).order_by(JobRun.id)
    assert [(row["name"], row["report"]) for row in kept] == list(zip(("forget", "files"), said, strict=True))


async def test_backup_and_restore(shell: Shell, tmp_path: Path) -> None:
    await a_city()
    file = str(tmp_path / "saved.zip")
    done = shell.run("backup", file).stdout.splitlines()
    assert done[-2].startswith(f"{file}: ")
    assert done[-1].startswith("Keep the secret of the service too")
    assert (tmp_path / "saved.zip").stat().st_mode & 0o077 == 0
    again = shell.run("backup", file)
    assert (again.returncode, again.stderr) == (
        1,
        f"{file} exists already: a backup never replaces another one.\n",
    )
    full = shell.run("restore", file)
    assert full.returncode == 1
    assert len(full.stderr.splitlines()) == 1


async def test_the_first_lead_is_invited_once(shell: Shell) -> None:
    await a_city()
    done = shell.run("lead", "Leitung@example.org", "Frau Demo")
    link = done.stdout.splitlines()[-1]
    assert link.startswith("https://mittendrin.example.org/zugang/einladung/")
    assert await Invitation.select(Invitation.email, Invitation.role) == [
        {"email": "leitung@example.org", "role": "lead"}
    ]
    await Account.insert(
        Account(
            email="leitung@example.org", name="Frau Demo", role=Role.LEAD.value, created_at=datetime.now(UTC)
        )
    )
    refused = shell.run("lead", "zwei@example.org", "Herr Demo")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert shell.run("lead", "zwei@example.org", "Herr Demo", "--another").returncode == 0
    assert shell.run("lead", "keine Adresse", "Herr Demo", "--another").returncode == 1
    known = shell.run("lead", "leitung@example.org", "Frau Demo", "--another")
    assert known.stdout.startswith("Frau Demo accepts the role here, signs in with the password as before")


async def test_the_operator_lets_a_lead_in_who_has_lost_all_codes(shell: Shell) -> None:
    account_id = await an_account("leitung@example.org", Role.LEAD)
    done = shell.run("reset-second-factor", "Leitung@example.org")
    assert (done.returncode, done.stdout) == (
        0,
        "Leitung@example.org signs in with the password and sets up a new second factor.\n",
    )
    assert (await account_of(account_id)).second_factor is SecondFactor.OWED
    assert shell.run("reset-second-factor", "niemand@example.org").returncode == 1


def test_an_empty_database_is_said_in_one_line(tmp_path: Path) -> None:
    shell = Shell(Database("sqlite", f"sqlite:///{tmp_path / 'new.sqlite'}"), tmp_path)
    done = shell.run("forget")
    assert (done.returncode, done.stderr) == (1, "The database is empty. Run `mittendrin migrate` first.\n")


@pytest.mark.parametrize(
    "command",
    [
        "",
        "serve",
        "migrate",
        "demo",
        "deliver",
        "remind",
        "top-up",
        "forget",
        "backup",
        "restore",
        "doctor",
        "lead",
        "reset-second-factor",
    ],
)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([*command.split(), "--help"])
    assert end.value.code == 0
    assert f"usage: mittendrin {command}".rstrip() in capsys.readouterr().out
