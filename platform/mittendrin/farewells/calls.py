"""After the call to whoever is affected: what they wish for their request is put down on its page, and after a mistake on that of
whoever is back.
"""

from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.outbox.calls import CallLine
from mittendrin.outbox.rules import CallResult
from mittendrin.people.departures import FAREWELL, MISTAKE
from mittendrin.registrations.calls import Answer, Answers
from mittendrin.volunteering.bereaved import REQUEST


def answers_to(call: CallLine) -> Answers:
    kind, _colon, number = call.part.partition(":")
    if call.purpose == MISTAKE:
        return {CallResult.REACHED: Answer(_hold_nothing, _only_speak, then="personen/{number}")}
    if call.purpose != FAREWELL or kind != REQUEST:
        return {}
    return {CallResult.REACHED: Answer(_hold_nothing, _only_speak, then=f"hilfe/gesuche/{number}")}


async def _hold_nothing(_call: CallLine) -> None:
    """The call itself is all that changes."""


async def _only_speak(_call: CallLine, _by: Doer, _now: datetime) -> None:
    """What follows is decided on the page."""
