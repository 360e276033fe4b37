"""Accounts come by invitation: a link in a mail, for one person, once, for seven days.

An invitation may belong to an organisation; what that means is the business of organisations, which accepts it.
"""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.accounts import queries
from mittendrin.accounts.actions import hold
from mittendrin.accounts.messages import Letter, write
from mittendrin.accounts.rules import A_MOMENT, INVITATION_LASTS, Role
from mittendrin.accounts.tables import Account, Invitation
from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.tokens import new_token, token_hash
from mittendrin.database.transactions import transaction


@dataclass(frozen=True, slots=True)
class Invitee:
    """Whom to invite as what. `place` is what the mail names: the organisation, the board or the office."""

    email: str
    name: str
    role: Role
    place: str
    organisation: int | None = None
    organisation_role: str = ""


async def invite_once(invitee: Invitee, by: Doer, now: datetime) -> None:
    """Sent twice within the moment it is one mail with one link."""
    async with transaction():
        await hold(by.account_id)
        if not await _was_just_sent(invitee, now):
            await invite(invitee, by, now)


async def _was_just_sent(invitee: Invitee, now: datetime) -> bool:
    one = Invitation
    return await one.exists().where(
        one.email == invitee.email.casefold(),
        one.name == invitee.name,
        one.role == invitee.role.value,
        one.organisation == invitee.organisation,
        one.organisation_role == invitee.organisation_role,
        one.used_at.is_null(),
        one.expires_at > now + INVITATION_LASTS - A_MOMENT,
    )


async def invite(invitee: Invitee, by: Doer, now: datetime) -> str:
    """Sends the mail; answers the path of the link. An earlier unused invitation to the same no longer opens."""
    token = new_token()
    async with transaction():
        await _take_back_earlier(invitee)
        rows = await Invitation.insert(
            Invitation(
                key=token_hash(token),
                email=invitee.email.casefold(),
                name=invitee.name,
                role=invitee.role.value,
                organisation=invitee.organisation,
                organisation_role=invitee.organisation_role,
                invited_by=by.account_id,
                created_at=now,
                expires_at=now + INVITATION_LASTS,
            )
        )
        return await _send(int(rows[0]["id"]), token, invitee, by, now)


async def _take_back_earlier(invitee: Invitee) -> None:
    if invitee.organisation is None:
        await forget_roles_offered(invitee.email)
        return
    await Invitation.delete().where(
        Invitation.email == invitee.email.casefold(),
        Invitation.used_at.is_null(),
        Invitation.organisation == invitee.organisation,
    )


async def forget_roles_offered(email: str) -> None:
    """Invitations to a role in the city that nobody has accepted yet: a later word counts."""
    await Invitation.delete().where(
        Invitation.email == email.casefold(), Invitation.used_at.is_null(), Invitation.organisation.is_null()
    )


async def _send(invitation_id: int, token: str, invitee: Invitee, by: Doer, now: datetime) -> str:
    path = f"/zugang/einladung/{token}"
    about = f"invitation:{invitation_id}"
    letter = Letter("invitation", about, invitee.name, invitee.email, path)
    await write(letter, now, place=invitee.place, by=by, until=now + INVITATION_LASTS)
    await record(Act("account.invited", about, title=invitee.name), by, now)
    return path


async def send_again(invitation_id: int, place: str, by: Doer, now: datetime) -> None:
    """A new link for seven more days; the old one no longer opens, unless it was sent within the moment."""
    token = new_token()
    known = await _unused(invitation_id)
    invitee = Invitee(
        known.email, known.name, Role(known.role), place, known.organisation, known.organisation_role
    )
    one = Invitation
    async with transaction():
        renewed = await (
            one.update({one.key: token_hash(token), one.expires_at: now + INVITATION_LASTS})
            .where(one.id == invitation_id, one.expires_at <= now + INVITATION_LASTS - A_MOMENT)
            .returning(one.id)
        )
        if renewed:
            await _send(invitation_id, token, invitee, by, now)


async def take_back(invitation_id: int, by: Doer, now: datetime) -> None:
    async with transaction():
        known = await _unused(invitation_id)
        await Invitation.delete().where(Invitation.id == invitation_id)
        await record(Act("account.uninvited", f"invitation:{invitation_id}", title=known.name), by, now)


async def use(token: str, now: datetime) -> None:
    """Once only. Belongs inside the transaction of the act. Raises NotFound."""
    used = await (
        Invitation.update({Invitation.used_at: now})
        .where(
            Invitation.key == token_hash(token),
            Invitation.used_at.is_null(),
            Invitation.expires_at > now,
        )
        .returning(Invitation.id)
    )
    if not used:
        raise NotFound


async def invite_first_lead(email: str, name: str, now: datetime) -> str:
    """For the command that begins a new installation; answers the path of the link."""
    if await Account.exists().where(Account.role == Role.LEAD.value, Account.active.eq(True)):
        raise Refused(_("Es gibt schon eine Leitung. Sie lädt alle anderen ein."))
    return await invite(Invitee(email, name, Role.LEAD, _("das Seniorenbüro")), SYSTEM, now)


async def refuse_known(email: str) -> None:
    """City-wide roles of people who have an account are changed there and not by invitation."""
    if await queries.account_with(email):
        raise Refused(
            _("Diese E-Mail-Adresse hat schon einen Zugang. Ändern Sie bitte dort die Aufgabe."), "mail"
        )


async def _unused(invitation_id: int) -> Invitation:
    known = await (
        Invitation.objects().where(Invitation.id == invitation_id, Invitation.used_at.is_null()).first()
    )
    if known is None:
        raise NotFound
    return known
