"""The Host header is typed by whoever asks, too."""

import pytest

from visitor import Visitor


@pytest.mark.parametrize("host", ["evil.example:99999", "evil.example:x", "[::1"])
async def test_a_host_that_nobody_can_read_is_refused_with_a_page(visitor: Visitor, host: str) -> None:
    for path in ("/", "/zugang", "/veranstaltungen"):
        answer = await visitor.client.get(path, headers={"host": host})
        assert answer.status_code == 400
        assert "<h1" in answer.text and "<nav" in answer.text
