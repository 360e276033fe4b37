"""An organisation ends: its entries go into the archive, its people lose their access, nothing is called off unasked."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.accounts import invitations, upkeep
from mittendrin.accounts.queries import account_of, unused_invitations
from mittendrin.accounts.rules import Role
from mittendrin.audit.actions import record
from mittendrin.audit.queries import did_last
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.german import as_sentence
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events.setting_aside import archive
from mittendrin.events.tables import Event
from mittendrin.organisations.actions import load, subject_of
from mittendrin.organisations.queries import belongings, members
from mittendrin.organisations.tables import Membership, Organisation
from mittendrin.outbox.actions import hand_calls_to_office
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.rules import EntryState
from mittendrin.registrations.by_hand import ByHand, who_does_it
from mittendrin.registrations.date_changes import CallingOff
from mittendrin.registrations.hearing import who_hear_that_they_fall_away
from mittendrin.registrations.series_changes import call_off_event, coming_dates
from mittendrin.registrations.telling import Told, told_in_time
from mittendrin.web.changes import public_change


@dataclass(frozen=True, slots=True)
class WhatEnds:
    """What the office reads before it ends an organisation. `coming` are dates that still take place."""

    entries: int
    coming: int
    people: int
    told: Told

    @property
    def by_hand(self) -> ByHand:
        """The office takes over what its people can no longer call about."""
        return who_does_it(self.told, caller=None, reader=None)


async def what_ends(organisation_id: int, now: datetime) -> WhatEnds:
    entries = await _entries(organisation_id)
    coming = [date for one in entries for date in await coming_dates(one, now)]
    told = told_in_time(await who_hear_that_they_fall_away(coming, now), coming, now)
    people = len(await members(organisation_id))
    return WhatEnds(len(entries), len(coming), people, told)


async def end_organisation(organisation_id: int, why: CallingOff | None, by: Doer, now: datetime) -> None:
    """With a reason its coming dates are called off and stay to be seen, so that nobody stands before a closed door.

    Without one they go into the archive like everything else; refused while somebody is signed up for one. Pressed twice
    by the same person with the same wish, it is answered like the first time.
    """
    if await did_last("organisation.ended", subject_of(organisation_id), by, _in_words(why)):
        return
    async with transaction():
        await _close(organisation_id, now)
        for event_id in await _entries(organisation_id):
            if why and await coming_dates(event_id, now):
                await call_off_event(event_id, why, by, now)
            else:
                await archive(event_id, by, now)
        await _end_access(organisation_id, by, now)
        await publishing.withdraw(subject_of(organisation_id), now)
        await hand_calls_to_office(organisation_id)
        organisation = await load(organisation_id)
        act = Act(
            "organisation.ended",
            subject_of(organisation_id),
            title=organisation.name,
            reason=_in_words(why),
        )
        await record(act, by, now)
        await public_change("organisations", "programme", "calendar")


def _in_words(why: CallingOff | None) -> str:
    if why is None:
        return ""
    return f"{as_sentence(why.reason)} {why.instead}" if why.instead else why.reason


async def _close(organisation_id: int, now: datetime) -> None:
    """First, so that two clerks who press at once wait for each other."""
    closed = await (
        Organisation.update({Organisation.active: False, Organisation.changed_at: now})
        .where(Organisation.id == organisation_id, Organisation.active.eq(True))
        .returning(Organisation.id)
    )
    if not closed:
        raise Refused(_("Diese Organisation ist schon beendet."))


async def _entries(organisation_id: int) -> list[int]:
    rows = await (
        Event.select(Event.id)
        .where(Event.organisation == organisation_id, Event.state != EntryState.ARCHIVED.value)
        .order_by(Event.id)
    )
    return [row["id"] for row in rows]


async def _end_access(organisation_id: int, by: Doer, now: datetime) -> None:
    """Whoever belongs to another organisation too, or to board or office, keeps the account."""
    for invitation in await unused_invitations(organisation_id):
        await invitations.take_back(invitation.id, by, now)
    for one in await members(organisation_id):
        await Membership.delete().where(Membership.id == one.member.membership_id)
        account = await account_of(one.member.account_id)
        if account.role is Role.NONE and account.active and not await belongings(account.id):
            await upkeep.deactivate(account.id, by, now)
