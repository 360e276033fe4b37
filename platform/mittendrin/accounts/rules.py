"""Roles, passwords, and how long sessions, invitations and links live."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused

PASSWORD_MIN, PASSWORD_MAX = 12, 200
INVITATION_LASTS = timedelta(days=7)
# A button pressed twice.
A_MOMENT = timedelta(minutes=1)
LINK_LASTS = timedelta(minutes=30)
SESSION_IDLE = timedelta(hours=12)
SESSION_LASTS = timedelta(days=7)

INVITATION_KEPT = timedelta(days=30)
FAILED_ATTEMPT_KEPT = timedelta(days=1)
KNOWN_NETWORK_KEPT = timedelta(days=180)

# Unused ones of one kind: whoever asks in the owner's name leaves the owner with links that still open.
LINKS_PER_ACCOUNT = 3
# After so many of one kind in a day the next ones are slow, and never none: whoever asks in the owner's name only sends
# the owner a link that opens.
QUICK_LINKS_A_DAY = 8
SLOW_LINK_EACH = timedelta(hours=2)

# From the right password to the code.
SECOND_STEP_LASTS = timedelta(minutes=15)

ATTEMPTS_WINDOW = timedelta(minutes=15)
ATTEMPTS_PER_ACCOUNT_AND_NETWORK = 8
FIRST_WAIT = timedelta(minutes=1)
ATTEMPTS_PER_NETWORK = 40
ATTEMPTS_PER_ACCOUNT = 100
# A code has six digits only, and three of them count at any moment.
CODES_PER_ACCOUNT = 24
# So many wrong codes in a day: whoever types them knows the password, and the owner should learn of it.
WRONG_CODES_TOLD = 5


class Role(StrEnum):
    """City-wide role. Accounts of organisations have none: their rights come from memberships."""

    NONE = "none"
    BOARD = "board"
    CLERK = "clerk"
    LEAD = "lead"


ROLE_WORDS: dict[Role, str] = {
    Role.NONE: "Verein oder Einrichtung",
    Role.BOARD: "Seniorenbeirat",
    Role.CLERK: "Seniorenbüro",
    Role.LEAD: "Seniorenbüro, Leitung",
}


# What an invitation is for: "für den Seniorenbeirat".
PLACE_WORDS: dict[Role, str] = {
    Role.NONE: "einen Verein",
    Role.BOARD: "den Seniorenbeirat",
    Role.CLERK: "das Seniorenbüro",
    Role.LEAD: "das Seniorenbüro",
}


class LinkPurpose(StrEnum):
    RESET = "reset"
    SIGN_IN = "sign_in"


class SecondFactor(StrEnum):
    """Where an account stands with its second step at sign-in."""

    THERE = "there"
    OWED = "owed"
    OPTIONAL = "optional"
    # Would be owed in a real city; accounts of the sample do without.
    SPARED = "spared"


def second_factor_of(role: Role, there: bool, sample: bool) -> SecondFactor:
    """Office and board see people's data: they need one. Organisations may have one."""
    if there:
        return SecondFactor.THERE
    if role is Role.NONE:
        return SecondFactor.OPTIONAL
    return SecondFactor.SPARED if sample else SecondFactor.OWED


def may_be_without(role: Role, sample: bool) -> bool:
    """Whoever owes one changes it, but does not switch it off."""
    return second_factor_of(role, there=False, sample=sample) is not SecondFactor.OWED


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is signed in on this request."""

    account_id: int
    name: str
    role: Role
    second_factor: SecondFactor = SecondFactor.OPTIONAL

    @property
    def is_office(self) -> bool:
        return self.role in {Role.CLERK, Role.LEAD}

    @property
    def is_board(self) -> bool:
        return self.role is Role.BOARD

    @property
    def is_lead(self) -> bool:
        return self.role is Role.LEAD

    @property
    def desk(self) -> str:
        """Where this person goes after signing in."""
        if self.is_office:
            return "/buero"
        return "/beirat" if self.is_board else "/verein"

    @property
    def owes_second_factor(self) -> bool:
        return self.second_factor is SecondFactor.OWED


def purpose_for(wanted: LinkPurpose, role: Role) -> LinkPurpose:
    """Only organisations sign in without a password; whoever sees more than their own gets to choose a new one."""
    return wanted if role is Role.NONE else LinkPurpose.RESET


@dataclass(frozen=True, slots=True)
class Trial:
    """Somebody tries to sign in: keyed hashes of the address they typed and of the network they come from."""

    account: str
    network: str
    # From all networks together that the account does not know.
    most: int = ATTEMPTS_PER_ACCOUNT


@dataclass(frozen=True, slots=True)
class Attempts:
    """Failed sign-ins before this one: at this account from here within a day, else within ATTEMPTS_WINDOW."""

    here: int
    last_here: datetime | None
    network: int
    account: int
    # This account once signed in from here.
    known_network: bool


def wait_before(attempts: Attempts, now: datetime, most: int = ATTEMPTS_PER_ACCOUNT) -> timedelta:
    """How long until somebody may try, zero for now. Strangers elsewhere keep no owner waiting: where the account has
    signed in before, only guesses at this account from here count. Whoever guesses in the same house as the owner
    does, until a link in a mail makes the owner's browser known.

    A guesser gets 8 tries, then one after 1, 2, 4, 8 and again and again 15 minutes: about 106 a day from one network,
    and at most 9,600 a day from a hundred and more networks together. With twelve characters that are on no list of
    common ones, that finds nothing in years; who knows the password has 24 codes in 15 minutes, and the owner is told.
    """
    wait = _wait_here(attempts, now)
    if wait or attempts.known_network:
        return wait
    free = attempts.network < ATTEMPTS_PER_NETWORK and attempts.account < most
    return timedelta() if free else ATTEMPTS_WINDOW


def _wait_here(attempts: Attempts, now: datetime) -> timedelta:
    over = attempts.here - ATTEMPTS_PER_ACCOUNT_AND_NETWORK
    if over < 0 or attempts.last_here is None:
        return timedelta()
    pause = min(FIRST_WAIT * (1 << min(over, 10)), ATTEMPTS_WINDOW)
    return max(attempts.last_here + pause - now, timedelta())


def check_password(password: str, *, common: frozenset[str], email: str) -> None:
    """Raises Refused. Length and a list of common ones, no composition rules (OWASP ASVS 5.0 V6.2)."""
    if len(password) < PASSWORD_MIN:
        raise Refused(_("Das Passwort ist zu kurz. Nehmen Sie bitte mindestens 12 Zeichen."), "passwort")
    if len(password) > PASSWORD_MAX:
        raise Refused(_("Das Passwort ist zu lang. Höchstens 200 Zeichen sind möglich."), "passwort")
    if password.casefold() in common or password.casefold() in {
        email.casefold(),
        email.split("@", maxsplit=1)[0].casefold(),
    }:
        raise Refused(_("Dieses Passwort ist sehr bekannt. Nehmen Sie bitte ein anderes."), "passwort")


def session_alive(last_seen: datetime, expires: datetime, now: datetime) -> bool:
    return now < expires and now - last_seen < SESSION_IDLE
