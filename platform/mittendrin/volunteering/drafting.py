"""A collected draft for a whole list of open requests: who could help whom, all together best. A person decides.

The best draft comes from a child process, so that the server neither imports NumPy and SciPy nor waits for them. Each
server process has one child at a time: it takes a core and the memory of SciPy. Who wants the same draft shares it.
"""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import msgspec

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.volunteering.facts import OfferFacts, RequestFacts

# An offer and a request, by their numbers.
Pairs = list[tuple[int, int]]
SOLVER = "mittendrin.volunteering.solving"
PATIENCE = 20.0  # seconds; a thousand of each take less than one
LONGEST_WAIT = 10.0  # until it is one's turn
# More threads would only wait for each other, and cost time to start.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    offers: list[OfferFacts]
    requests: list[RequestFacts]
    today: date


class Drafts:
    """One for each process. It remembers the last question by its digest: the same list has the same draft."""

    def __init__(self, patience: float = PATIENCE, longest_wait: float = LONGEST_WAIT) -> None:
        self._patience, self._longest_wait = patience, longest_wait
        self._turn = asyncio.Lock()
        self._known: tuple[bytes, Pairs] = (b"", [])

    async def best(self, read: Callable[[], Awaitable[Task]]) -> tuple[Task, Pairs]:
        """What `read` finds when it is one's turn, and its draft. Raises Refused when none can be made now."""
        async with self._in_turn():
            task = await read()
            asked = _encoded(task)
            digest = sha256(asked).digest()
            if digest != self._known[0]:
                self._known = digest, await _solved(asked, self._patience)
            return task, self._known[1]

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        """In the order in which they came."""
        try:
            async with asyncio.timeout(self._longest_wait):
                await self._turn.acquire()
        except TimeoutError as late:
            raise Refused(
                _("Gerade entsteht schon ein Sammelvorschlag. Laden Sie die Seite bitte gleich noch einmal.")
            ) from late
        try:
            yield
        finally:
            self._turn.release()


async def best_pairs(task: Task, patience: float = PATIENCE) -> Pairs:
    """Raises Refused when no draft can be made now."""
    return await _solved(_encoded(task), patience)


def _encoded(task: Task) -> bytes:
    """The same bytes for the same task; none when there is nothing to do."""
    return msgspec.msgpack.encode(task, order="deterministic") if task.offers and task.requests else b""


async def _solved(asked: bytes, patience: float) -> Pairs:
    if not asked:
        return []
    try:
        return msgspec.msgpack.decode(await _answer(asked, patience), type=Pairs)
    except (OSError, TimeoutError, msgspec.DecodeError) as failed:
        log.warning("No collected draft: %r", failed)
        raise Refused(
            _("Der Sammelvorschlag gelingt gerade nicht. Schlagen Sie bitte bei jedem Gesuch einzeln vor.")
        ) from failed


async def _answer(asked: bytes, patience: float) -> bytes:
    """Empty when the child has failed."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        SOLVER,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | ONE_THREAD,
    )
    try:
        said, _nothing = await asyncio.wait_for(child.communicate(asked), patience)
    finally:
        # Also when the page is no longer wanted: nobody waits for this child any more.
        if child.returncode is None:
            child.kill()
            await child.wait()
    return said
