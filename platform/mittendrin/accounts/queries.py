from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.query import Select

from mittendrin.accounts.rules import (
    ATTEMPTS_WINDOW,
    FAILED_ATTEMPT_KEPT,
    Actor,
    Attempts,
    LinkPurpose,
    Role,
    SecondFactor,
    Trial,
    may_be_without,
    second_factor_of,
    session_alive,
)
from mittendrin.accounts.tables import (
    Account,
    AccountLink,
    Invitation,
    RecoveryCode,
    Session,
    SignInAttempt,
)
from mittendrin.core.refusal import NotFound
from mittendrin.core.tokens import token_hash


async def actor_of_session(cookie: str, now: datetime) -> Actor | None:
    """None for an unknown, ended or idle session, and for a deactivated account."""
    row = await (
        Session.select(
            Session.last_seen_at,
            Session.expires_at,
            Session.account.id.as_alias("account_id"),
            Session.account.name.as_alias("name"),
            Session.account.role.as_alias("role"),
            Session.account.active.as_alias("active"),
            Session.account.second_factor.as_alias("second_factor"),
            Session.account.sample.as_alias("sample"),
        )
        .where(Session.key == token_hash(cookie))
        .first()
    )
    if not row or not row["active"] or not session_alive(row["last_seen_at"], row["expires_at"], now):
        return None
    return Actor(row["account_id"], row["name"], Role(row["role"]), _second_factor(row))


async def has_signed_in(trial: Trial) -> bool:
    """Whether this account once signed in from there."""
    return await SignInAttempt.exists().where(
        SignInAttempt.account == trial.account,
        SignInAttempt.network == trial.network,
        SignInAttempt.succeeded.eq(True),
    )


async def wrong_since(trial: Trial, since: datetime) -> int:
    """Failed attempts at this account, from wherever."""
    attempt = SignInAttempt
    failed = attempt.count().where(
        attempt.account == trial.account, attempt.succeeded.eq(False), attempt.at > since
    )
    return int(await failed)


async def attempts_before(trial: Trial, own: int, now: datetime) -> Attempts:
    """All but the attempt with the id `own`."""
    attempt = SignInAttempt
    rows = await attempt.select(attempt.account, attempt.network, attempt.succeeded, attempt.at).where(
        (attempt.account == trial.account)
        | ((attempt.network == trial.network) & (attempt.at > now - ATTEMPTS_WINDOW)),
        attempt.id != own,
    )
    failed = [row for row in rows if not row["succeeded"]]
    lately = [row for row in failed if row["at"] > now - ATTEMPTS_WINDOW]
    here = [
        row["at"]
        for row in failed
        if (row["account"], row["network"]) == (trial.account, trial.network)
        and row["at"] > now - FAILED_ATTEMPT_KEPT
    ]
    return Attempts(
        here=len(here),
        last_here=max(here, default=None),
        network=sum(row["network"] == trial.network for row in lately),
        account=sum(row["account"] == trial.account for row in lately),
        known_network=any(
            row["succeeded"] and (row["account"], row["network"]) == (trial.account, trial.network)
            for row in rows
        ),
    )


@dataclass(frozen=True, slots=True)
class AccountView:
    id: int
    email: str
    name: str
    role: Role
    active: bool
    second_factor: SecondFactor


@dataclass(frozen=True, slots=True)
class SecondFactorView:
    """What somebody reads of their own second factor. `codes` are the recovery codes that still count."""

    state: SecondFactor
    codes: int
    may_be_without: bool


@dataclass(frozen=True, slots=True)
class InvitationView:
    """`organisation` and `organisation_role` mean something to the rooms above only."""

    id: int
    email: str
    name: str
    role: Role
    organisation: int | None
    organisation_role: str
    expires_at: datetime

    def is_open(self, now: datetime) -> bool:
        return now < self.expires_at


async def all_accounts() -> list[AccountView]:
    """Those who may no longer sign in come last."""
    rows = await _accounts().order_by(Account.active, ascending=False).order_by(Account.name, Account.id)
    return [_account_view(row) for row in rows]


async def account_of(account_id: int) -> AccountView:
    row = await _accounts().where(Account.id == account_id).first()
    if row is None:
        raise NotFound
    return _account_view(row)


async def account_with(email: str) -> AccountView | None:
    row = await _accounts().where(Account.email == email.casefold()).first()
    return _account_view(row) if row else None


async def unused_invitations(organisation_id: int | None = None) -> list[InvitationView]:
    """Newest first: all of the city, or those of one organisation."""
    query = _invitations().where(Invitation.used_at.is_null()).order_by(Invitation.id, ascending=False)
    if organisation_id is not None:
        query = query.where(Invitation.organisation == organisation_id)
    return [_invitation_view(row) for row in await query]


async def was_invited(email: str, organisation_id: int) -> bool:
    """To this organisation, whether or not it was accepted."""
    to_it = (Invitation.email == email.casefold()) & (Invitation.organisation == organisation_id)
    return await Invitation.exists().where(to_it)


async def unused_invitation(invitation_id: int) -> InvitationView:
    """Raises NotFound."""
    for one in await unused_invitations():
        if one.id == invitation_id:
            return one
    raise NotFound


async def open_invitation(token: str, now: datetime) -> InvitationView:
    """Raises NotFound for an unknown, used or expired one, and never says which."""
    row = await (
        _invitations().where(Invitation.key == token_hash(token), Invitation.used_at.is_null()).first()
    )
    if row is None or not _invitation_view(row).is_open(now):
        raise NotFound
    return _invitation_view(row)


async def link_lives(token: str, purpose: LinkPurpose, now: datetime) -> bool:
    link = AccountLink
    return bool(
        await link.exists().where(
            link.key == token_hash(token),
            link.purpose == purpose.value,
            link.used_at.is_null(),
            link.expires_at > now,
        )
    )


async def belongs_to(token: str, account_id: int) -> bool:
    """Used or not."""
    link = AccountLink
    return await link.exists().where(link.key == token_hash(token), link.account == account_id)


async def second_factor_view(account_id: int) -> SecondFactorView:
    """Raises NotFound."""
    row = await _accounts().where(Account.id == account_id).first()
    if row is None:
        raise NotFound
    code = RecoveryCode
    left = await code.count().where(code.account == account_id, code.used_at.is_null())
    return SecondFactorView(_second_factor(row), int(left), may_be_without(Role(row["role"]), row["sample"]))


async def owing_second_factor() -> list[str]:
    """Names of those in office and board who have to set one up, in order."""
    rows = await _accounts().where(Account.active.eq(True)).order_by(Account.name, Account.id)
    return [row["name"] for row in rows if _second_factor(row) is SecondFactor.OWED]


def _accounts() -> Select[Account]:
    account = Account
    return account.select(
        account.id,
        account.email,
        account.name,
        account.role,
        account.active,
        account.second_factor,
        account.sample,
    )


def _account_view(row: dict[str, Any]) -> AccountView:
    return AccountView(
        row["id"], row["email"], row["name"], Role(row["role"]), row["active"], _second_factor(row)
    )


def _second_factor(row: dict[str, Any]) -> SecondFactor:
    return second_factor_of(Role(row["role"]), there=bool(row["second_factor"]), sample=row["sample"])


def _invitations() -> Select[Invitation]:
    known = Invitation
    return known.select(
        known.id,
        known.email,
        known.name,
        known.role,
        known.organisation,
        known.organisation_role,
        known.expires_at,
    )


def _invitation_view(row: dict[str, Any]) -> InvitationView:
    return InvitationView(**{**row, "role": Role(row["role"])})
