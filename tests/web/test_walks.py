"""A page in the middle of a walk that is opened by its address leads to where the walk begins."""

import pytest

from makers import a_published_event, seats
from people import a_responsible, sign_in
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"


@pytest.mark.parametrize(
    ("opened", "begins"),
    [
        ("/helfen/wann", "/helfen"),
        ("/hilfe-bekommen/pruefen", "/hilfe-bekommen"),
        (
            "/veranstaltungen/gymnastik-im-sitzen/anmelden/absenden",
            "/veranstaltungen/gymnastik-im-sitzen/anmelden",
        ),
        (f"{DESK}/neu/wo", f"{DESK}/neu"),
        (f"{DESK}/termine/1/anmeldung/3/absagen", f"{DESK}/termine/1"),
    ],
)
async def test_whoever_opens_a_middle_step_begins_at_the_beginning(
    visitor: Visitor, opened: str, begins: str
) -> None:
    await a_published_event(terms=seats(5))
    await sign_in(visitor, await a_responsible())
    await visitor.get(opened)
    assert (visitor.page.status, visitor.page.path) == (200, begins)


async def test_other_methods_are_refused_as_ever(visitor: Visitor) -> None:
    assert (await visitor.client.delete("/helfen/wann")).status_code == 405


async def test_nobody_is_led_away_by_an_address(visitor: Visitor) -> None:
    answer = await visitor.client.get("/veranstaltungen/%2F%2Fexample.com/anmelden/absenden")
    assert answer.headers.get("location", "/").startswith("/") and "//example" not in str(answer.headers)
