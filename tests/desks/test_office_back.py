"""Back in the browser, the office finds the form as it was sent, with its key: pressed again, it is the same act."""

import pytest

import people
from makers import a_city
from people import sign_in
from visitor import Visitor


@pytest.mark.parametrize("form", ["/buero/rueckruf", "/buero/meldungen/neu"])
async def test_back_shows_the_form_that_was_sent(visitor: Visitor, form: str) -> None:
    await a_city()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(form)
    assert visitor.page.answer.headers["cache-control"] == "private, no-cache"
