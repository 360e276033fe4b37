"""The board decides on a need while its organisation goes on writing: one waits for the other."""

from asyncio import gather
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from makers import BOARD, CLUB, NOW, a_club
from mittendrin.core.refusal import Refused
from mittendrin.needs.actions import archive, change, let_through, send_back, subject_of, take_back, withdraw
from mittendrin.needs.tables import Need
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.rules import Reason
from mittendrin.publishing.tables import Revision
from needing import a_need_content, a_submitted_need

pytestmark = pytest.mark.usefixtures("database")
TIMES = 5
TOO_LONG = Objection(Reason.MISSING, "Bitte kürzer.")
Act = Callable[[int], Awaitable[object]]


async def changes(need_id: int) -> object:
    return await change(need_id, await a_need_content(title="Einkaufen am Freitag"), CLUB, NOW)


async def withdraws(need_id: int) -> object:
    return await withdraw(need_id, CLUB, NOW)


async def archives(need_id: int) -> object:
    return await archive(need_id, CLUB, NOW)


async def lets_through(revision_id: int) -> object:
    return await let_through(revision_id, BOARD, NOW)


async def sends_back(revision_id: int) -> object:
    return await send_back(revision_id, TOO_LONG, BOARD, NOW)


async def takes_back(revision_id: int) -> object:
    return await take_back(revision_id, TOO_LONG, BOARD, NOW)


async def states(need_id: int) -> tuple[str, str]:
    """Of the need, and of its newest version."""
    need = await Need.select(Need.state).where(Need.id == need_id).first()
    newest: Any = Revision.select(Revision.state).order_by(Revision.id, ascending=False)
    revision = await newest.where(Revision.subject == subject_of(need_id)).first()
    assert need
    return need["state"], revision["state"]


async def both_at_once(board: Awaitable[object], club: Awaitable[object]) -> None:
    """Each is done, or hears that somebody was quicker."""
    said = await gather(board, club, return_exceptions=True)
    assert not [one for one in said if isinstance(one, BaseException) and not isinstance(one, Refused)]


@pytest.mark.parametrize(
    ("board", "club", "possible"),
    [
        (lets_through, changes, {("published", "submitted"), ("submitted", "submitted")}),
        (lets_through, withdraws, {("published", "published"), ("draft", "withdrawn")}),
        (lets_through, archives, {("archived", "published"), ("archived", "withdrawn")}),
        (sends_back, changes, {("submitted", "submitted")}),
        (sends_back, withdraws, {("returned", "returned"), ("draft", "withdrawn")}),
        (sends_back, archives, {("archived", "returned"), ("archived", "withdrawn")}),
    ],
)
async def test_the_board_decides_while_the_club_thinks_again(
    board: Act, club: Act, possible: set[tuple[str, str]]
) -> None:
    for number in range(TIMES):
        need_id, revision_id = await a_submitted_need(await a_club(f"Verein {number}"))
        await both_at_once(board(revision_id), club(need_id))
        assert await states(need_id) in possible


async def test_what_is_public_is_taken_back_while_a_newer_version_comes() -> None:
    for number in range(TIMES):
        need_id, revision_id = await a_submitted_need(await a_club(f"Verein {number}"))
        await lets_through(revision_id)
        await both_at_once(takes_back(revision_id), changes(need_id))
        assert await states(need_id) in {("returned", "submitted"), ("submitted", "submitted")}
