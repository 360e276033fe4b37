"""Whom to ask is gone: their name and number are shown no more, and what is needed stays the organisation's."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.text import name_form
from mittendrin.events.actions import change_contact as change_newcomers
from mittendrin.events.rules import Newcomers
from mittendrin.events.tables import Event
from mittendrin.needs.actions import load_held, subject_of
from mittendrin.needs.content import need_from_json, need_to_json
from mittendrin.needs.rules import NeedContact
from mittendrin.needs.tables import Need
from mittendrin.organisations.actions import change_contact
from mittendrin.organisations.rules import ContactPerson
from mittendrin.organisations.tables import Organisation
from mittendrin.people.rules import Contact
from mittendrin.publishing.actions import put_right
from mittendrin.volunteering.showing import AREA
from mittendrin.web.changes import public_change

_NOBODY = NeedContact("", "", "")


@dataclass(frozen=True, slots=True)
class Named:
    """Where somebody was whom to ask: a need, an event, or the organisation itself."""

    organisation_id: int
    what: str


async def named_nowhere(gone: Contact, by: Doer, now: datetime) -> dict[int, list[str]]:
    """Inside the transaction in which they leave. Answers for what somebody else has to be named, by organisation."""
    found: dict[int, list[str]] = {}
    for forget in (_in_needs, _in_events, _in_organisations):
        for one in await forget(gone, by, now):
            found.setdefault(one.organisation_id, []).append(one.what)
    return found


def _is(gone: Contact, name: str, *ways: str) -> bool:
    return name_form(name) == name_form(gone.name) and any(
        way and way in (gone.phone, gone.email) for way in ways
    )


async def _in_needs(gone: Contact, by: Doer, now: datetime) -> list[Named]:
    def without(text: str) -> str:
        content = need_from_json(text)
        contact = content.contact
        theirs = _is(gone, contact.name, contact.phone, contact.email)
        return need_to_json(replace(content, contact=_NOBODY)) if theirs else text

    found = []
    for need_id in await Need.select(Need.id).order_by(Need.id).output(as_list=True):
        need = await load_held(need_id)
        await put_right(subject_of(need_id), without)
        text = without(need.content)
        if text != need.content:
            values: dict[Any, Any] = {Need.content: text, Need.changed_at: now}
            await Need.update(values).where(Need.id == need_id)
            await record(Act("need.contact_changed", subject_of(need_id), title=need.title), by, now)
            await public_change(AREA)
            found.append(Named(need.organisation, need.title))
    return found


async def _in_events(gone: Contact, by: Doer, now: datetime) -> list[Named]:
    found = []
    theirs = Event.newcomer_phone == (gone.phone or "-")
    for event in await Event.objects().where(theirs).order_by(Event.id):
        if _is(gone, event.newcomer_name, event.newcomer_phone):
            await change_newcomers(event.id, Newcomers(), by, now)
            found.append(Named(event.organisation, event.title))
    return found


async def _in_organisations(gone: Contact, by: Doer, now: datetime) -> list[Named]:
    org = Organisation
    rows = await org.select(org.id, org.name, org.contact_name, org.contact_phone, org.contact_email)
    theirs = [
        row for row in rows if _is(gone, row["contact_name"], row["contact_phone"], row["contact_email"])
    ]
    for row in theirs:
        await change_contact(row["id"], ContactPerson("", "", ""), by, now)
    return [Named(row["id"], row["name"]) for row in theirs]
