"""For whom of the two the office speaks, on the pages of their engagement."""

from typing import Any

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.desks.office.orders import in_the_name_of, read_order
from mittendrin.engagements.pairs import Pair
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.who_came import instead_of_helper
from mittendrin.people.departures import who_is_gone
from mittendrin.volunteering.sides import Side
from mittendrin.web.forms import Form

SPEAKERS = (*Side, "buero")


def voice_of(found: Pair, form: Form, actor: Actor) -> Voice:
    """Who wants it: one of the two, through the office, or the office itself."""
    speaker = form.choice("seite", SPEAKERS)
    if speaker in (None, "buero"):
        return Voice(doer(actor))
    return speaking(found, Side(speaker), form, actor)


def speaking(found: Pair, side: Side, form: Form, actor: Actor) -> Voice:
    return Voice(in_the_name_of(found.contact(side).name, read_order(form), actor), side)


async def sides_of(found: Pair) -> dict[str, Any]:
    """Whoever is gone says nothing any more."""
    gone = await who_is_gone({found.helper_id or 0, found.asker_id or 0})
    two = [(found.person_id(side), found.contact(side).name) for side in (Side.VOLUNTEER, Side.REQUESTER)]
    came = [(one.person_id, one.name) for one in await instead_of_helper(found.id)]
    names = {side.value: found.contact(side).name for side in Side}
    speak = {side.value: names[side.value] for side in Side if found.person_id(side) not in gone}
    return {
        "cards": {side.value: f"{found.path(side)}/karte" for side in Side},
        "helper_is_gone": found.helper_id in gone,
        "names": names,
        "reportable": {one: name for one, name in [*two, *came] if one},
        "speakers": {"buero": _("das Büro")} | speak,
    }
