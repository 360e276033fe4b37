"""Who may speak for one of the two: a relative who is written down does so within the recorded scope."""

from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.telling import Voice
from mittendrin.people.trusted import Scope, refuse_outside


async def refuse_strangers(engagement_id: int, voice: Voice) -> None:
    """Inside the act. Raises Refused. Whoever is not written down is heard: the husband of a helper who is ill."""
    if voice.side and voice.by.speaker:
        await refuse_strangers_of(await pair(engagement_id), voice)


async def refuse_strangers_of(found: Pair, voice: Voice) -> None:
    if voice.side:
        await refuse_outside(found.person_id(voice.side), voice.by.speaker, Scope.HELP)
