"""What `make run` does on a new machine, and once more on the next day: the commands as a person gives them."""

import os
import subprocess
import sys
from pathlib import Path

import mittendrin
from databases import Database
from makers import NOW
from mittendrin.accounts.tables import Account
from mittendrin.demo import loading
from mittendrin.demo.accounts import ACCOUNTS
from mittendrin.events.tables import Event

SOURCES = Path(mittendrin.__file__).parent.parent


def run(database: Database, folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code, and what the program says on both its ways of speaking."""
    environment = {
        **{"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCES)},
        **{"MITTENDRIN_DATABASE": database.address, "MITTENDRIN_DATA": str(folder)},
    }
    done = subprocess.run(
        [sys.executable, "-m", "mittendrin.cli.main", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


async def test_a_new_machine_shows_the_sample_city_keeps_it_and_gives_it_up(
    empty_database: Database, tmp_path: Path
) -> None:
    code, said = run(empty_database, tmp_path, "demo")
    assert (code, said) == (1, "The database has no tables yet. Run `mittendrin migrate` first.\n")

    assert run(empty_database, tmp_path, "migrate")[0] == 0
    code, said = run(empty_database, tmp_path, "demo", "--if-empty")
    assert code == 0
    assert "25 organisations and 60 events, 1 of them entered twice: all" in said
    assert await Event.count() == 61
    assert await Account.count() == len(ACCOUNTS)

    code, said = run(empty_database, tmp_path, "demo", "--if-empty")
    assert (code, said) == (0, "The sample city is here already and stays as it is.\n")
    assert await Event.count() == 61

    letter = tmp_path / "mail" / "1.eml"
    letter.parent.mkdir(exist_ok=True)
    letter.write_text("To: demo-person@example.org")
    assert run(empty_database, tmp_path, "demo", "--remove")[0] == 0
    assert (await loading.is_empty(), letter.exists()) == (True, False)


async def test_a_city_of_its_own_is_left_alone(database: Database, tmp_path: Path) -> None:
    await Account.insert(Account(email="leitung@example.org", name="Frau Demo", created_at=NOW))
    code, said = run(database, tmp_path, "demo", "--if-empty")
    assert (code, said) == (0, "The database holds a city of its own. The sample city is not loaded.\n")
