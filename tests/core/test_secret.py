"""The secret in the data folder: made once, whole, and never a short one."""

from pathlib import Path

import pytest

from mittendrin.settings import WrongSetting, read_settings


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
