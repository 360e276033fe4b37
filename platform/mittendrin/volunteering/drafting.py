"""A collected draft for a whole list of open requests: who could help whom, all together best. A person decides.

The best draft comes from a child process, so that the server neither imports NumPy and SciPy nor waits for them.
"""

import asyncio
import logging
import os
import sys
from dataclasses import dataclass
from datetime import date

import msgspec

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.volunteering.facts import OfferFacts, RequestFacts

# An offer and a request, by their numbers.
Pairs = list[tuple[int, int]]
SOLVER = "mittendrin.volunteering.solving"
PATIENCE = 20.0  # seconds; a thousand of each take less than one
# More threads would only wait for each other, and cost time to start.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    offers: list[OfferFacts]
    requests: list[RequestFacts]
    today: date


async def best_pairs(task: Task, patience: float = PATIENCE) -> Pairs:
    """Raises Refused when no draft can be made now."""
    if not task.offers or not task.requests:
        return []
    try:
        return msgspec.msgpack.decode(await _answer(task, patience), type=Pairs)
    except (OSError, TimeoutError, msgspec.DecodeError) as failed:
        log.warning("No collected draft: %r", failed)
        raise Refused(
            _("Der Sammelvorschlag gelingt gerade nicht. Schlagen Sie bitte bei jedem Gesuch einzeln vor.")
        ) from failed


async def _answer(task: Task, patience: float) -> bytes:
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
        asked = msgspec.msgpack.encode(task)
        said, _nothing = await asyncio.wait_for(child.communicate(asked), patience)
    finally:
        # Also when the page is no longer wanted: nobody waits for this child any more.
        if child.returncode is None:
            child.kill()
            await child.wait()
    return said
