"""What an older release has written is told as before, once its rows have gone where the tables keep them now."""

from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

import pytest

from databases import Database
from makers import NOW
from mittendrin.audit.queries import history
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.migrating import migrate
from mittendrin.database.sealing import MARK, opened
from mittendrin.desks.club.tables import UnfinishedNeed
from mittendrin.desks.club.unfinished import NEEDS, load
from mittendrin.desks.office.notes import notes
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.organisations.tables import Organisation
from mittendrin.outbox.tables import CallTask
from mittendrin.paths import MIGRATIONS
from mittendrin.piccolo_app import APP_CONFIG
from mittendrin.volunteering.tables import Offer

WHO_SPOKE = "mittendrin_2026_11_29t14_58_00_000000.py"
UNTIL_WHEN = "mittendrin_2026_11_29t15_01_00_000000.py"
SEALS_CLUBS = "mittendrin_2026_11_30t02_06_03_263499.py"
SEALS_TIMES = "mittendrin_2026_11_30t02_47_00_000000.py"
SEALS = "mittendrin_2026_11_29t20_20_14_234291.py"


def release(folder: Path, files: Iterable[Path]) -> None:
    """Each under a name that no other test has imported."""
    for number, file in enumerate(files):
        (folder / f"{number:03}_{uuid4().hex}.py").write_text(file.read_text())


@pytest.fixture
def releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(APP_CONFIG, "migrations_folder_path", str(tmp_path))
    return tmp_path


NOTED = {
    "Gemeldet hat sich: die Tochter. Ist zur Kur.": ("die Tochter", "Ist zur Kur."),
    "Gemeldet hat sich: Dr. K. Muster.": ("Dr. K. Muster", ""),
    "Gemeldet hat sich: Nachbarin. Erst so.\nDann so.": ("Nachbarin", "Erst so.\nDann so."),
    "Ist zur Kur.": ("", "Ist zur Kur."),
    "Gemeldet hat sich: niemand": ("", "Gemeldet hat sich: niemand"),
}


async def test_who_spoke_is_taken_out_of_what_was_noted(empty_database: Database, releases: Path) -> None:
    files = sorted(MIGRATIONS.glob("mittendrin_*.py"))
    release(releases, (one for one in files if one.name < WHO_SPOKE))
    await migrate()
    await AuditEntry.insert(*(_entry(noted) for noted in NOTED))
    release(releases, (one for one in files if one.name == WHO_SPOKE))
    await migrate()
    lines = reversed(await history("registration:1"))
    assert [(one.speaker, one.remark, one.who) for one in lines] == [
        (*now, f"Frau Demo ({noted})") for noted, now in NOTED.items()
    ]


def _entry(noted: str) -> AuditEntry:
    return AuditEntry(
        at=NOW, actor="account:1", actor_name="Frau Demo", channel="phone", act="registration.signed_off",
        subject="registration:1", remark=noted,
    )  # fmt: skip


CALLS = {
    ("engagement:1", "volunteer", "visits_planned"): ("outdated", None),
    ("engagement:1", "requester", "visits_planned"): ("open", None),
    ("engagement:1", "volunteer", "visits_planned", "again"): ("open", None),
    ("engagement:2", "volunteer", "visits_planned"): ("open", None),
    ("engagement:2", "volunteer", "visit_takes_place"): ("open", NOW),
    ("registration:1", "occurrence:1", "moved"): ("open", NOW),
    ("registration:1", "", "confirmed"): ("open", None),
}


async def test_old_calls_leave_the_list_when_they_are_of_no_use(
    empty_database: Database, releases: Path
) -> None:
    files = sorted(MIGRATIONS.glob("mittendrin_*.py"))
    release(releases, (one for one in files if one.name < UNTIL_WHEN))
    await migrate()
    for about, part, purpose, *_again in CALLS:
        await CallTask.raw(
            "INSERT INTO call_task (about, part, purpose, way, recipient_name, reached_at, headline, script, state,"
            " result, tries, due_at, happens_at, created_at, taken_by_name, note)"
            " VALUES ({}, {}, {}, 'call', '', '', '', '', 'open', '', 0, {}, {}, {}, '', '')",
            about, part, purpose, NOW, NOW, NOW,
        )  # fmt: skip
    release(releases, (one for one in files if one.name == UNTIL_WHEN))
    await migrate()
    rows = await CallTask.select(CallTask.state, CallTask.matters_until).order_by(CallTask.id)
    assert [(row["state"], row["matters_until"]) for row in rows] == [*CALLS.values()]


async def test_what_was_told_before_is_sealed(empty_database: Database, releases: Path) -> None:
    """As long as it might be: sealed, it is longer."""
    files = sorted(MIGRATIONS.glob("mittendrin_*.py"))
    release(releases, (one for one in files if one.name < SEALS))
    await migrate()
    title = "ß" * 200
    await OfficeNote.raw(
        "INSERT INTO office_note (page, title, content, written_by, written_by_name, changed_at)"
        " VALUES ('anmelden', {}, '[]', 1, '', {})", title, NOW,
    )  # fmt: skip
    await AuditEntry.insert(_entry("Ist zur Kur."), _entry(""))
    release(releases, (one for one in files if one.name == SEALS))
    await migrate()
    assert [one.title for one in await notes()] == [title]
    assert [one.remark for one in await history("registration:1")] == ["", "Ist zur Kur."]
    noted = await AuditEntry.select(AuditEntry.remark).order_by(AuditEntry.id)
    kept = [*await OfficeNote.select(OfficeNote.title), *noted]
    assert [next(iter(row.values())).startswith(MARK) for row in kept] == [True, True, False]


async def test_what_a_club_had_not_finished_is_sealed(empty_database: Database, releases: Path) -> None:
    files = sorted(MIGRATIONS.glob("mittendrin_*.py"))
    release(releases, (one for one in files if one.name < SEALS_CLUBS))
    await migrate()
    await Organisation.raw(
        "INSERT INTO organisation (slug, name, kind, changed_at) VALUES ('c', 'C', 'club', {})", NOW
    )
    (club,) = await Organisation.select(Organisation.id).output(as_list=True)
    await UnfinishedNeed.raw(
        "INSERT INTO unfinished_need (organisation, key, page, title, content, written_by, written_by_name, changed_at)"
        " VALUES ({}, 'k', 'form', 'Fahrer', {}, 1, '', {})", club, '[["telefon", "0171 3920001"]]', NOW,
    )  # fmt: skip
    release(releases, (one for one in files if one.name == SEALS_CLUBS))
    await migrate()
    [kept] = await UnfinishedNeed.select(UnfinishedNeed.id, UnfinishedNeed.content)
    assert kept["content"].startswith(MARK)
    assert (await load(NEEDS, kept["id"], club)).typed.fields == (("telefon", "0171 3920001"),)


async def test_how_somebody_is_reached_best_is_sealed(empty_database: Database, releases: Path) -> None:
    """Who holds only the file does not read "nach der Dialyse"."""
    files = sorted(MIGRATIONS.glob("mittendrin_*.py"))
    release(releases, (one for one in files if one.name < SEALS_TIMES))
    await migrate()
    said = "ß" * 120
    for number, best_time in ((1, said), (2, "")):
        await Offer.raw(
            "INSERT INTO offer (code, key, status, best_time, created_at, status_at, confirmed_at)"
            " VALUES ({}, {}, 'ended', {}, {}, {}, {})",
            str(number), str(number), best_time, NOW, NOW, NOW,
        )  # fmt: skip
    release(releases, (one for one in files if one.name == SEALS_TIMES))
    await migrate()
    kept = [row["best_time"] for row in await Offer.select(Offer.best_time).order_by(Offer.id)]
    assert [opened(one) for one in kept] == [said, ""]
    assert kept[0].startswith(MARK)
