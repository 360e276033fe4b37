"""An empty service says how somebody gets in, and is silent as soon as somebody can."""

import pytest

from databases import Database
from makers import an_account
from mittendrin.cli.greeting import say_how_to_begin


async def test_an_empty_service_says_how_to_begin(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    await say_how_to_begin()
    assert 'mittendrin lead EMAIL "NAME"' in capsys.readouterr().out


async def test_a_service_with_an_account_is_silent(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    await an_account("lead@example.org")
    await say_how_to_begin()
    assert capsys.readouterr().out == ""
