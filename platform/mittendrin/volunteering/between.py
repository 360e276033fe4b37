"""What would be open twice, or with oneself, if two entries became one person."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import show_slip_code
from mittendrin.volunteering.states import OVER, UNDECIDED
from mittendrin.volunteering.tables import Engagement, Proposal

_PRO: Any = Proposal
_ENG: Any = Engagement
_UNDECIDED = _PRO.status.is_in([state.value for state in UNDECIDED])
_RUNS = _ENG.status.not_in([state.value for state in OVER])


@dataclass(frozen=True, slots=True)
class Crossing:
    """A request that is asked or helped with."""

    request_id: int
    code: str


async def crossings(one: int, other: int) -> list[Crossing]:
    """Questions of both to the same person or between the two, and help of the one for the other."""
    both = [one, other]
    asked = await _PRO.select(
        _PRO.offer.person.as_alias("helper"), _PRO.request.person.as_alias("asker"),
        _PRO.request.as_alias("request"), _PRO.request.code.as_alias("code"),
    ).where(
        _UNDECIDED,
        _PRO.offer.person.is_not_null(),
        _PRO.request.person.is_not_null(),
        _PRO.offer.person.is_in(both) | _PRO.request.person.is_in(both),
    ).order_by(_PRO.id)  # fmt: skip
    pair = _ENG.proposal
    helped = await _ENG.select(
        pair.request.as_alias("request"), pair.request.code.as_alias("code"),
    ).where(_RUNS, pair.offer.person.is_in(both), pair.request.person.is_in(both)).order_by(_ENG.id)  # fmt: skip
    two = [tuple(one if who == other else who for who in (row["helper"], row["asker"])) for row in asked]
    often = Counter(two)
    crossed = [
        row
        for row, (helper, asker) in zip(asked, two, strict=True)
        if helper == asker or often[helper, asker] > 1
    ]
    return list(dict.fromkeys(Crossing(row["request"], row["code"]) for row in (*crossed, *helped)))


async def refuse_crossings(one: int, other: int) -> None:
    """While both are held."""
    if found := await crossings(one, other):
        codes = join_and([show_slip_code(crossing.code) for crossing in found])
        raise Refused(
            _("Danach wäre jemand zweimal gefragt oder würde sich selbst helfen.")
            + " "
            + _("Beenden Sie bitte zuerst, was dort offen ist: {codes}.", codes=codes)
        )
