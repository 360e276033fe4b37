"""Whoever has heard of a farewell that was a mistake, or reads on their page that it is over, is called by a person.

Who knows of nothing hears nothing: their call was withdrawn before anybody had made it.
"""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.farewells.appointments import call_due
from mittendrin.farewells.parted import Parted, parted_from
from mittendrin.farewells.rules import Heard
from mittendrin.outbox.actions import Occasion, ask_to_call
from mittendrin.outbox.calls import CallLine, calls_about
from mittendrin.outbox.rules import CallState, Recipient
from mittendrin.outbox.wording import words
from mittendrin.people.departures import FAREWELL, MISTAKE, Departed, departed_like
from mittendrin.people.rules import Contact, Leaving, called_first
from mittendrin.places.queries import office

# What a call has said. To whoever did not know the name it only said that nothing comes of it.
_SAID = {Leaving.DIED: "verstorben", Leaving.HOME: "umgezogen"}


@dataclass(frozen=True, slots=True)
class Believer:
    """`name` is what they call whoever is back, empty where they never heard it. `told` is what a call has said; without
    one it stands on their page alone. `own`: it is about themselves. `may_go_on`: what has ended can begin anew.
    """

    to: Recipient
    part: str = ""
    name: str = ""
    told: Leaving | None = None
    own: bool = False
    may_go_on: bool = False


async def call_who_believes_it(gone: Departed, contact: Contact, now: datetime) -> None:
    """Inside the transaction that takes it back, when open calls are withdrawn and the person has their ways again."""
    for one in await _believers(gone, contact):
        message = words(
            "farewells/messages/mistake.txt",
            one=one, name=contact.name, office=await office(),
        )  # fmt: skip
        due = now if one.told is Leaving.DIED else call_due(None, now)
        occasion = Occasion(MISTAKE, f"person:{gone.person_id}", None, due, one.part)
        await ask_to_call(one.to, message, occasion, now)


async def _believers(gone: Departed, contact: Contact) -> list[Believer]:
    made = await _last_made(gone.person_id)
    parted = [one for one in await parted_from(gone.person_id) if one.heard is Heard.THE_END]
    left = [_left(one, contact, made) for one in parted if one.pair.contact(one.other).is_reachable]
    found = {one.to.name: one for one in left}
    for call in made:
        told = _told(call)
        if told and call.name not in found and await _is_there(call):
            to = Recipient(call.name, phone=call.reached_at)
            found[call.name] = Believer(to, call.part, _heard_name(call, contact), told)
    if parted and contact.is_reachable:
        may_go_on = any(one.may_go_on for one in parted)
        found[contact.name] = Believer(called_first(contact), own=True, may_go_on=may_go_on)
    return list(found.values())


def _left(one: Parted, contact: Contact, made: list[CallLine]) -> Believer:
    to, part = called_first(one.pair.contact(one.other)), one.pair.own(one.other)
    told = next((_told(call) for call in made if call.part in one.pair.called_about(one.other)), None)
    return Believer(to, part, contact.name, told, may_go_on=one.may_go_on)


async def _last_made(person_id: int) -> list[CallLine]:
    """To each the last call that told of the farewell, unless they have heard since that it was a mistake."""
    about = [
        one
        for one in await calls_about([f"person:{person_id}"])
        if one.purpose in (FAREWELL, MISTAKE) and one.state is CallState.DONE
    ]
    last: dict[tuple[str, str], CallLine] = {}
    for one in sorted(about, key=lambda one: one.id):
        last[one.name, one.reached_at] = one
    return [one for one in last.values() if one.purpose == FAREWELL]


def _told(call: CallLine) -> Leaving | None:
    return next((leaving for leaving, said in _SAID.items() if said in call.script), None)


async def _is_there(call: CallLine) -> bool:
    """Nobody who has gone meanwhile is rung up."""
    reached_at = call.reached_at
    return await departed_like(Contact(call.name, reached_at, reached_at, reached_at)) is None


def _heard_name(call: CallLine, contact: Contact) -> str:
    return next((one for one in (contact.name, contact.first_name) if one and one in call.script), "")
