"""What the board's table "Was sich ändert" says of an event."""

import pytest

from databases import Database
from makers import a_city, seats, some_content
from mittendrin.events.content import content_in_words


@pytest.mark.parametrize(("days", "words"), [(0, ""), (1, "1 Tag vorher"), (3, "3 Tage vorher")])
async def test_until_when_one_signs_up_is_said_in_days(database: Database, days: int, words: str) -> None:
    await a_city()
    content = await some_content(terms=seats(5, deadline_days=days))
    assert content_in_words(content, "", "")["Anmelden bis"] == words
