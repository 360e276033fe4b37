"""The secret in the data folder: made once, whole, and never a short one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import mittendrin
from mittendrin.settings import WrongSetting, read_settings

SOURCES = Path(mittendrin.__file__).parent.parent
# It waits for the word of the test, so that all of them look at the same moment.
BEGINS = (
    "from mittendrin.settings import settings; print(flush=True); input(); print(settings().secret.decode())"
)
PROCESSES = 8
TRIES = 5


def secret_in(data: Path) -> bytes:
    return read_settings({"MITTENDRIN_DATA": str(data)}).secret


def test_it_is_made_once_and_for_the_service_alone(tmp_path: Path) -> None:
    made = secret_in(tmp_path)
    assert (len(made), secret_in(tmp_path)) == (64, made)
    assert [(one.name, one.stat().st_mode & 0o777) for one in tmp_path.iterdir()] == [("secret", 0o600)]


@pytest.mark.parametrize("kept", ["", " \n", "x" * 31])
def test_a_short_one_stops_the_start(tmp_path: Path, kept: str) -> None:
    (tmp_path / "secret").write_text(kept)
    with pytest.raises(WrongSetting, match="secret must hold 32 characters or more"):
        secret_in(tmp_path)
    assert (tmp_path / "secret").read_text() == kept


def test_of_many_processes_that_begin_at_once_all_have_the_same(tmp_path: Path) -> None:
    for number in range(TRIES):
        (data := tmp_path / str(number)).mkdir()
        environment = os.environ | {"PYTHONPATH": str(SOURCES), "MITTENDRIN_DATA": str(data)}
        environment.pop("MITTENDRIN_SECRET", None)
        begun = [
            subprocess.Popen(
                [sys.executable, "-c", BEGINS], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            for _ in range(PROCESSES)
        ]
        for one in begun:
            assert one.stdout
            one.stdout.readline()
        for one in begun:
            assert one.stdin
            one.stdin.write(b"\n")
            one.stdin.flush()
        said = {one.communicate()[0].strip() for one in begun}
        assert said == {(data / "secret").read_bytes()}
        assert [one.name for one in data.iterdir()] == ["secret"]
