"""Who is calling? The person's dates, waiting places, and why we called them."""

from dataclasses import dataclass, field
from datetime import datetime

from mittendrin.audit.queries import AuditLine, history
from mittendrin.core.refusal import NotFound
from mittendrin.desks.office.by_code import Matter, calls_with_code, matter_of_code, people_with_code
from mittendrin.desks.office.on_behalf import LETTERS
from mittendrin.desks.office.rules import Asked
from mittendrin.outbox.calls import CallLine
from mittendrin.outbox.one_person import calls_like, calls_to
from mittendrin.outbox.rules import CallState
from mittendrin.people import queries as people
from mittendrin.people.departures import Departed, departed
from mittendrin.people.queries import PersonView
from mittendrin.registrations import queries as registrations
from mittendrin.registrations.by_telephone import people_decide
from mittendrin.registrations.calls import calls_of, subject_of
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.rules import Status
from mittendrin.registrations.signing_off import sign_off_words
from mittendrin.registrations.slip import SlipView, show_slip
from mittendrin.registrations.tables import Registration

MOST_FOUND = 20
SHOWN_WHOLE = 3


@dataclass(frozen=True, slots=True)
class SignUpLine:
    """One sign-up as the office sees it. `history` is newest first."""

    slip: SlipView
    history: list[AuditLine]
    can_get_seat: bool

    @property
    def registration(self) -> RegistrationView:
        return self.slip.registration

    @property
    def sign_off_words(self) -> str:
        return sign_off_words(self.slip.target, self.registration.status)

    @property
    def has_letter(self) -> bool:
        return self.registration.status in LETTERS


@dataclass(frozen=True, slots=True)
class CallerView:
    """`departed`: has died or moved into a home. `coming` are sign-ups that still count, `ended` those that do not; `same_phone` are other people."""

    person: PersonView
    departed: Departed | None
    coming: list[SignUpLine]
    ended: list[SignUpLine]
    calls: list[CallLine]
    same_phone: list[PersonView]


@dataclass(frozen=True, slots=True)
class Found:
    """`callers` are shown whole when they are few, otherwise `people` are to choose from. `others` are calls to whoever
    is no person that we know, such as somebody who asked to be called; `matter` is what a code was given for.
    """

    callers: list[CallerView]
    people: list[PersonView]
    others: list[CallLine] = field(default_factory=list)
    matter: Matter | None = None

    @property
    def nobody(self) -> bool:
        return not (self.callers or self.people or self.others or self.matter)

    @property
    def too_many(self) -> bool:
        return len(self.people) > MOST_FOUND


async def find_callers(asked: Asked, now: datetime) -> Found:
    people_found = await _find(asked)
    if len(people_found) > SHOWN_WHOLE:
        return Found([], people_found)
    callers = [await show_caller(one.id, now) for one in people_found]
    others = await _calls_besides(asked, callers)
    return Found(callers, [], others, await matter_of_code(asked.code) if asked.code else None)


async def _calls_besides(asked: Asked, callers: list[CallerView]) -> list[CallLine]:
    known = {call.id for one in callers for call in one.calls}
    found = [*await calls_with_code(asked.code)] if asked.code else []
    found += await calls_like(asked.name, asked.phone, asked.phone_end)
    different = {one.id: one for one in found if one.id not in known and one.state is not CallState.OUTDATED}
    return list(different.values())[:MOST_FOUND]


async def _find(asked: Asked) -> list[PersonView]:
    found: list[PersonView] = []
    if asked.code:
        found += [await people.person(one) for one in await people_with_code(asked.code)]
    if asked.phone:
        found += await people.people_by_phone(asked.phone, MOST_FOUND + 1)
    if asked.phone_end:
        found += await people.people_by_phone_end(asked.phone_end, MOST_FOUND + 1)
    if asked.name:
        found += await people.people_by_name(asked.name, MOST_FOUND + 1)
    return list({one.id: one for one in found}.values())


async def show_caller(person_id: int, now: datetime) -> CallerView:
    """Raises NotFound."""
    person = await people.person(person_id)
    theirs = await registrations.registrations(Registration.person == person_id)
    lines = [await _line(one, now) for one in theirs]
    calls = await _calls(person, theirs)
    same = await people.people_by_phone(person.phone, MOST_FOUND) if person.phone else []
    return CallerView(
        person=person,
        departed=await departed(person_id),
        coming=sorted((one for one in lines if one.slip.can_sign_off), key=_when),
        ended=sorted((one for one in lines if not one.slip.can_sign_off), key=_when, reverse=True),
        calls=calls,
        same_phone=[other for other in same if other.id != person_id],
    )


async def _calls(person: PersonView, theirs: list[RegistrationView]) -> list[CallLine]:
    """About their sign-ups, and whatever else is to be said to them; the newest first."""
    found = [*await calls_of(theirs), *await calls_to(person.contact.recipient)]
    return sorted({one.id: one for one in found}.values(), key=lambda one: one.id, reverse=True)


async def _line(registration: RegistrationView, now: datetime) -> SignUpLine:
    slip = await show_slip(registration.code, now)
    waits = registration.status is Status.WAITING and now < slip.target.situation.starts
    can_get_seat = waits and await people_decide(slip.target, now)
    return SignUpLine(slip, await history(subject_of(registration)), can_get_seat)


def _when(line: SignUpLine) -> datetime:
    return line.slip.first.starts


async def person_of(registration: RegistrationView) -> int:
    """Raises NotFound when the contact data are forgotten."""
    row = await Registration.select(Registration.person).where(Registration.id == registration.id).first()
    if row is None or row["person"] is None:
        raise NotFound
    return int(row["person"])
