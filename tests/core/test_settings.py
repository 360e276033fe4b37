"""A wrong setting stops the start with one sentence."""

from pathlib import Path

import pytest

from mittendrin.cli.main import main
from mittendrin.settings import Settings, WrongSetting, read_settings


def read(folder: Path, **given: str) -> Settings:
    return read_settings(
        {"MITTENDRIN_DATA": str(folder)} | {f"MITTENDRIN_{name}": said for name, said in given.items()}
    )


WRONG = {
    "DATABASE": [
        "",
        "mysql://host/name",
        "sqlite:///",
        "postgresql://host:abc/name",
        "postgresql://[::1/name",
    ],
    "BASE_URL": [
        "",
        "senioren.example.org",
        "ftp://senioren.example.org",
        "https://",
        "https://user:password@senioren.example.org",
        "https://senioren.example.org/pfad",
        "https://senioren.example.org?a=1",
        "https://senioren.example.org#a",
        "https://senioren.example.org:99999",
        "https://senioren example.org",
        "http://[::1",
    ],
    "SMTP": [
        "mail.example.org",
        "smtp://",
        "smtp://user@:25",
        "smtp://host:abc",
        "smtps://host:99999",
        "smtps://user:a/b@host",
    ],
    "SECRET": ["", "x" * 31],
    "WORKERS": ["", "0", "65", "-1", "two"],
    "FEEDS": ["", "gzip"],
    "PROXIES": ["10.0.0.300", "10.0.0.1/24"],
}


@pytest.mark.parametrize(
    ("name", "said"), [(name, said) for name, all_of in WRONG.items() for said in all_of]
)
def test_what_is_wrong_is_named(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(WrongSetting, match=f"^MITTENDRIN_{name} must [^\n]*[.]$"):
        read(tmp_path, **{name: said})


def test_an_address_is_one_whatever_letters_it_is_typed_in(tmp_path: Path) -> None:
    read_as = read(tmp_path, BASE_URL="HTTPS://Senioren.Example.org/")
    assert (read_as.base_url, read_as.is_https) == ("https://senioren.example.org", True)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "abc"])
def test_a_port_that_cannot_be_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--port", port])
    assert "a port is a number from 1 to 65535" in capsys.readouterr().err
