"""Two are asked by telephone whether they go together: what comes of these calls."""

from datetime import datetime
from functools import partial

from mittendrin.audit.rules import Doer
from mittendrin.outbox.calls import CallLine
from mittendrin.outbox.rules import CallResult
from mittendrin.registrations.calls import Answer, Answers
from mittendrin.rides import actions
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer as Said
from mittendrin.rides.rules import Side
from mittendrin.rides.telling import ASKING


def answers_to(call: CallLine) -> Answers:
    """The part of a call says which of the two it is."""
    if call.purpose != ASKING or call.part not in set(Side):
        return {}
    return {
        CallResult.ACCEPTS: Answer(_hold, partial(_answer, Said.YES), said="geht gern zusammen hin"),
        CallResult.SIGNS_OFF: Answer(
            _hold, partial(_answer, Said.NO), said="möchte diesmal nicht zusammen hingehen"
        ),
    }


async def _hold(call: CallLine) -> None:
    await actions.hold(call.number)


async def _answer(said: Said, call: CallLine, by: Doer, now: datetime) -> None:
    await actions.answer(await pair_of(call.number, Side(call.part), now), said, by, now)
