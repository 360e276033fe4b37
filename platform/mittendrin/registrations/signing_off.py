"""What "sagt ab" gives up, said at a desk: one date, a whole course or a regular place. Its button says which."""

from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.events.tables import Occurrence
from mittendrin.registrations import actions, seats
from mittendrin.registrations.absences import leave_free
from mittendrin.registrations.queries import RegistrationView, TargetView, target_view
from mittendrin.registrations.rules import Status, Target
from mittendrin.registrations.seats import Holder

PART = "occurrence:"


def sign_off_words(view: TargetView, status: Status = Status.CONFIRMED) -> str:
    """Nobody gives up many dates by a bare word. The slip says the same in the first person."""
    if status is Status.WAITING:
        return _("will nicht mehr warten")
    if status is Status.OFFERED:
        return _("sagt ab")
    if view.is_regular_place:
        return _("gibt den Stammplatz ab")
    many = len(view.coming)
    return _("sagt alle {n} Termine ab", n=many) if many > 1 else _("sagt ab")


def words_about(part: str, view: TargetView) -> str:
    """After a call about this `part`: of a regular place only this one date is given up."""
    return _("diesmal nicht") if view.is_regular_place and part else sign_off_words(view)


def given_up_words(part: str, view: TargetView) -> str:
    if view.is_regular_place:
        return _("kann diesmal nicht") if part else _("gibt den Stammplatz ab")
    return _("sagt den ganzen Kurs ab")


async def hold_about(part: str, registration: RegistrationView) -> None:
    await seats.hold(seats.holder_of(registration.target))
    if part and registration.target.occurrence_id is None:
        await seats.hold(Holder(Occurrence, _date_of(part)))


async def sign_off_about(part: str, registration: RegistrationView, by: Doer, now: datetime) -> None:
    view = await target_view(registration.target, now)
    if view.is_regular_place and part:
        await leave_free(registration, _date_of(part), by, now)
    else:
        await actions.sign_off(registration, by, now)


async def whole_of(event_id: int, now: datetime) -> TargetView:
    """The course, or the regular place."""
    return await target_view(Target(event_id, None), now)


def _date_of(part: str) -> int:
    return int(part.removeprefix(PART))
