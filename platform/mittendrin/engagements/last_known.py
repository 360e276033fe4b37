"""What each of the two knows of a visit that was moved: an open call keeps it until somebody has made it."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.engagements.pairs import Pair
from mittendrin.engagements.telling import MOVED, NOBODY_CAN, To, about, of_visit
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.sides import Side

TELL_OF_A_MOVE = {
    Side.VOLUNTEER: (MOVED[Side.VOLUNTEER],),
    Side.REQUESTER: (MOVED[Side.REQUESTER], NOBODY_CAN),
}
_FALLS_OUT = "falls_out"


@dataclass(frozen=True, slots=True)
class Known:
    """When it is, and whether their helper comes, as far as they have heard."""

    at: datetime
    comes: bool = True

    def written(self) -> str:
        return f"{self.at.isoformat()} {'' if self.comes else _FALLS_OUT}".strip()


async def last_known(to: To) -> Known | None:
    """Nothing where they have heard of every move."""
    return (await _unheard(to.pair, to.side)).get(to.part)


async def days_as_known(found: Pair, side: Side, visits: dict[int, datetime]) -> dict[int, datetime]:
    """For what is called off: whoever has not heard of the new day waits on the old one."""
    unheard = await _unheard(found, side)
    return {one: unheard.get(of_visit(one), Known(at)).at for one, at in visits.items()}


async def _unheard(found: Pair, side: Side) -> dict[str, Known]:
    """By the part of the calls. Inside a transaction that holds the engagement."""
    task = CallTask
    still_open = (task.about == about(found.id)) & (task.state == CallState.OPEN.value)
    tells = task.purpose.is_in(list(TELL_OF_A_MOVE[side])) & (task.copy_of == "") & (task.knew != "")
    rows = await task.select(task.part, task.knew).where(still_open, tells).order_by(task.id)
    return {row["part"]: _read(row["knew"]) for row in rows}


def _read(knew: str) -> Known:
    at, _space, falls_out = knew.partition(" ")
    return Known(datetime.fromisoformat(at), not falls_out)
