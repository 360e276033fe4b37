"""Why dates fall away of which one call tells together, though perhaps not all for the same reason. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mittendrin.events.views import DateView


@dataclass(frozen=True, slots=True)
class WhyOff:
    """`main` is one of the dates with the reason that is said first; `others` have their own."""

    main: DateView
    others: Sequence[DateView] = ()


def why_off(off: Sequence[DateView], act: str = "") -> WhyOff:
    """First the reason of the act that called all of it off, otherwise the one that most of them share; the later one
    where two are as frequent.
    """
    shared = Counter(one.why for one in off)
    main = max(reversed(off), key=lambda one: (one.why == act, shared[one.why]))
    return WhyOff(main, [one for one in off if one.why != main.why])
