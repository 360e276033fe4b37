"""All that the office knows of one person, on one screen."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.accounts.rules import Actor
from mittendrin.audit.queries import AuditLine, history
from mittendrin.core.text import name_form
from mittendrin.desks.office.callers import CallerView, show_caller
from mittendrin.desks.office.looking import LOOK, note_look
from mittendrin.desks.office.person_notes import Noted, notes_about
from mittendrin.farewells.parted import Parted, parted_by_mistake
from mittendrin.farewells.taken_back import ended_by_mistake
from mittendrin.merging.queries import Merged, merged_into
from mittendrin.people.doubles import Double, doubles_of
from mittendrin.people.queries import PersonView
from mittendrin.people.resting import rests
from mittendrin.people.trusted import TrustView, acts_for, trusted_by
from mittendrin.volunteering.of_person import HelpOfPerson, Wish, help_of


@dataclass(frozen=True, slots=True)
class WholePerson:
    """`filled_in_by` names who filled in forms for this person. `looks` are for the lead alone."""

    caller: CallerView
    help: HelpOfPerson
    ended_by_mistake: list[Wish]
    parted: list[Parted]
    notes: list[Noted]
    filled_in_by: list[str]
    changes: list[AuditLine]
    doubles: list[Double]
    rests: bool
    trusted: list[TrustView]
    acts_for: list[TrustView]
    merged: list[Merged]
    looks: list[AuditLine]

    @property
    def wants_to_act(self) -> list[str]:
        """Whoever filled in a form is not trusted by that: the office asks the person."""
        known = {name_form(one.relative_name) for one in self.trusted}
        return [name for name in self.filled_in_by if name_form(name) not in known]

    @property
    def person(self) -> PersonView:
        return self.caller.person


async def show_person(person_id: int, actor: Actor, now: datetime) -> WholePerson:
    """Writes down who has looked. Raises NotFound."""
    caller = await show_caller(person_id, now)
    helping = await help_of(person_id)
    sign_ups = [line.registration for line in (*caller.coming, *caller.ended)]
    await note_look(caller.person, actor, now)
    lines = await history(f"person:{person_id}")
    signed = [one.signed_by for one in sign_ups] + [one.signed_by for one in helping.requests]
    return WholePerson(
        caller=caller,
        help=helping,
        ended_by_mistake=await ended_by_mistake(person_id),
        parted=await parted_by_mistake(person_id, now),
        notes=await notes_about(sign_ups, helping),
        filled_in_by=list(dict.fromkeys(filter(None, signed))),
        doubles=await doubles_of(caller.person),
        rests=await rests(person_id),
        trusted=await trusted_by(person_id),
        acts_for=await acts_for(person_id),
        merged=await merged_into(person_id),
        changes=[one for one in lines if one.act != LOOK],
        looks=[one for one in lines if one.act == LOOK] if actor.is_lead else [],
    )
