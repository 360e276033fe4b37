"""The same name and the same way to be reached, twice on one list: a mistake, or somebody else with one telephone.

Only the office and the club are asked, who see the list anyway. The public form says nothing: whoever knows a name and
a number would learn from it where somebody goes.
"""

from datetime import datetime
from functools import reduce
from operator import or_

from piccolo.custom_types import Combinable

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.core.text import name_form
from mittendrin.core.tokens import show_slip_code
from mittendrin.events.continuations import goes_on_as
from mittendrin.people.rules import Contact
from mittendrin.registrations import queries
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.rules import ALIVE, Target, Wish
from mittendrin.registrations.tables import Registration
from mittendrin.web.forms import Form

ANYWAY = "trotzdem"


async def refuse_double(form: Form, target: Target, wish: Wish, now: datetime) -> None:
    """Asks back once: raises Refused at the box that says "this is somebody else"."""
    if form.yes(ANYWAY) or await queries.receipt_of_key(wish.key):
        return
    same = await sign_ups_like(target, wish.contact)
    if not same:
        return
    first = (await queries.target_view(same[0].target, now)).first
    raise Refused(
        _(
            "{name} ist schon angemeldet: {title}, {when}. Der Zettel-Code ist {code}.",
            name=same[0].name,
            title=first.title,
            when=first.spoken,
            code=show_slip_code(same[0].code),
        ),
        ANYWAY,
    )


async def sign_ups_like(target: Target, contact: Contact) -> list[RegistrationView]:
    """For this date, or for the whole event that it belongs to, and still counting."""
    reg = Registration
    alive = reg.status.is_in([status.value for status in ALIVE])
    covers: Combinable = reg.occurrence.is_null()
    if target.occurrence_id is not None:
        covers |= reg.occurrence == target.occurrence_id
    same_name = reg.person.search == name_form(contact.name)
    ours = reg.event.is_in(await goes_on_as(target.event_id))
    return await queries.registrations(ours & covers & alive & same_name & _ways(contact))


def _ways(contact: Contact) -> Combinable:
    person = Registration.person
    ways = ((person.phone, contact.phone), (person.email, contact.email), (person.address, contact.address))
    return reduce(or_, [column == said for column, said in ways if said])
