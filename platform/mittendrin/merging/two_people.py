"""Signs that two entries are two people: what one of them could not be to themselves."""

from typing import Any

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.tables import Visit
from mittendrin.people.keeping_apart import apart_from
from mittendrin.people.tables import TrustedPerson
from mittendrin.rides.rules import PairState
from mittendrin.rides.tables import RidePair

_TRUSTS = "Eine der beiden ist die Vertrauensperson der anderen. Das sind also zwei Personen."
_GO_TOGETHER = "Die beiden haben verabredet, dass sie zusammen hingehen. Das sind also zwei Personen."
_ASKED = "Die beiden sind gefragt, ob sie zusammen hingehen. Warten Sie bitte die Antwort ab."
_STANDS_IN = "Eine der beiden kommt als Vertretung zur anderen. Das sind also zwei Personen."
_KEPT_APART = "Diese beiden bringen wir nicht mehr zusammen. Das sind also zwei Personen."


async def signs_of_two(one: int, other: int) -> list[str]:
    """Sentences; nothing when they may be one person."""
    both = [one, other]
    found = {
        _TRUSTS: await _trusts(both),
        _GO_TOGETHER: await _pair(both, PairState.BOTH, PairState.RESTS),
        _ASKED: await _pair(both, PairState.ASKED),
        _STANDS_IN: await _stands_in(both),
        _KEPT_APART: other in await apart_from(one),
    }
    return [_(sentence) for sentence, holds in found.items() if holds]


async def refuse_two_people(one: int, other: int) -> None:
    """While both are held."""
    for sentence in await signs_of_two(one, other):
        raise Refused(sentence)


async def _trusts(both: list[int]) -> bool:
    trusted = TrustedPerson
    between = trusted.person.is_in(both) & trusted.relative.is_in(both) & trusted.ended_at.is_null()
    return bool(await trusted.exists().where(between))


async def _pair(both: list[int], *states: PairState) -> bool:
    ride: Any = RidePair
    between = ride.giver.person.is_in(both) & ride.taker.person.is_in(both)
    return bool(await ride.select(ride.id).where(between, ride.state.is_in([*states])).first())


async def _stands_in(both: list[int]) -> bool:
    """Also long ago: the log would say that somebody visited themselves."""
    vis: Any = Visit
    between = vis.stand_in.person.is_in(both) & vis.engagement.proposal.request.person.is_in(both)
    goes = vis.state == VisitState.STAND_IN.value
    return bool(await vis.select(vis.id).where(between, goes).first())
