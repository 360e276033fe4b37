"""What a need says."""

from dataclasses import dataclass
from datetime import date

from mittendrin.volunteering.states import Frequency


@dataclass(frozen=True, slots=True)
class NeedContact:
    """Whoever may be asked. `phone` is E.164; one way to be reached is enough."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class NeedContent:
    """`times` is a grid of volunteering.grid. `until`: the last day, None while it is needed for good. `papers`: what
    the office must have seen of whoever helps, beside the words in `prerequisites`. `hours_per_week` 0: nothing said.
    `on_days`: a feast, not every week.
    """

    title: str
    task: str
    category: int
    helpers: int
    times: int
    frequency: Frequency
    hours_per_week: int
    place: str
    district: int | None
    onboarding: str
    expenses: str
    insurance: str
    prerequisites: str
    contact: NeedContact
    until: date | None = None
    papers: tuple[str, ...] = ()
    with_car: bool = False
    on_days: tuple[date, ...] = ()


def ends_with_its_days(content: NeedContent) -> bool:
    """What is wanted once, on days that are named, needs no last day besides."""
    named = content.on_days if content.frequency is Frequency.ONCE else ()
    return bool(named) and content.until == max(named)


def is_over(until: date | None, today: date) -> bool:
    return until is not None and until < today
