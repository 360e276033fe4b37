"""Limits, sessions and hashes: what signing in keeps and forgets."""

import asyncio
import threading
from datetime import timedelta
from typing import Literal

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from databases import Database
from makers import NOW, PASSWORD, a_gate, an_account
from mittendrin.accounts import upkeep
from mittendrin.accounts.actions import Credentials, Gate, Origin, SignedIn, sign_in
from mittendrin.accounts.links import sign_in_by_link
from mittendrin.accounts.passwords import QUEUE_LENGTH, Passwords
from mittendrin.accounts.queries import actor_of_session
from mittendrin.accounts.rules import (
    ATTEMPTS_PER_ACCOUNT,
    ATTEMPTS_PER_ACCOUNT_AND_NETWORK,
    ATTEMPTS_PER_NETWORK,
    LinkPurpose,
    Role,
)
from mittendrin.accounts.tables import Account, Session, SignInAttempt
from mittendrin.audit.rules import SYSTEM
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import Refused
from people import a_lead, link_to

EMAIL = "buero@example.org"
HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"
WRONG = "falsch, aber lang genug"


async def an_owner() -> int:
    """Signs in with the password alone; the second step has tests of its own."""
    return await an_account(EMAIL, Role.NONE, "Herr Büro")


async def session_of(credentials: Credentials, gate: Gate) -> str:
    entrance = await sign_in(credentials, gate, NOW)
    assert isinstance(entrance, SignedIn)
    return entrance.session


async def try_in(
    password: str = PASSWORD, network: str = HOME, email: str = EMAIL, gate: Gate | None = None
) -> str:
    """Answers the session, or the sentence of the refusal."""
    try:
        return await session_of(Credentials(email, password, network), gate or a_gate())
    except Refused as refused:
        return refused.sentence


async def strangers_try(number: int) -> None:
    trial = a_gate().trial(EMAIL, "x")
    await SignInAttempt.insert(
        *(
            SignInAttempt(account=trial.account, network=f"{n}", at=NOW - timedelta(minutes=1))
            for n in range(number)
        )
    )


async def test_the_table_of_sessions_opens_nothing(database: Database) -> None:
    await an_owner()
    session = await try_in()
    assert await actor_of_session(session, NOW) is not None
    keys = [row["key"] for row in await Session.select(Session.key)]
    assert session not in keys
    assert [await actor_of_session(key, NOW) for key in keys] == [None]


async def test_a_session_ends_after_twelve_idle_hours(database: Database) -> None:
    await an_owner()
    session = await try_in()
    assert await actor_of_session(session, NOW + timedelta(hours=11)) is not None
    assert await actor_of_session(session, NOW + timedelta(hours=12)) is None


async def test_guessing_from_one_network_ends_after_eight_and_says_so(database: Database) -> None:
    await an_owner()
    said = [await try_in(WRONG, ELSEWHERE) for _ in range(ATTEMPTS_PER_ACCOUNT_AND_NETWORK + 2)]
    assert set(said[:8]) == {"E-Mail-Adresse oder Passwort stimmt nicht."}
    assert {sentence[:29] for sentence in said[8:]} == {"Das waren zu viele Versuche. "}
    # The owner sits somewhere else and has noticed nothing.
    assert await actor_of_session(await try_in(), NOW)


async def test_what_was_refused_does_not_keep_the_door_shut(database: Database) -> None:
    await an_owner()
    for _ in range(ATTEMPTS_PER_ACCOUNT_AND_NETWORK + 5):
        await try_in(WRONG)
    assert await SignInAttempt.count() == ATTEMPTS_PER_ACCOUNT_AND_NETWORK


async def test_guesses_at_the_same_moment_are_counted_too(database: Database) -> None:
    await an_owner()
    gate = a_gate()
    said = await asyncio.gather(*(try_in(WRONG, ELSEWHERE, gate=gate) for _ in range(16)))
    looked_at = [sentence for sentence in said if sentence.startswith("E-Mail")]
    assert len(looked_at) <= ATTEMPTS_PER_ACCOUNT_AND_NETWORK


async def test_a_thousand_strangers_do_not_lock_the_owner_out_at_home(database: Database) -> None:
    await an_owner()
    await try_in()
    await strangers_try(ATTEMPTS_PER_ACCOUNT)
    assert (await try_in(network="203.0.113.9")).startswith("Das waren zu viele Versuche.")
    assert await actor_of_session(await try_in(), NOW)


async def test_an_unknown_address_costs_the_same_work_as_a_known_one(database: Database) -> None:
    await an_owner()
    worked: list[str] = []

    class Watched(Passwords):
        async def verify(self, hash_or_none: str, password: str) -> bool:
            worked.append(password)
            return await super().verify(hash_or_none, password)

    gate = Gate(
        Watched(PasswordHasher.from_parameters(CHEAPEST)), b"x" * 32, "https://mittendrin.example.org"
    )
    assert await try_in(WRONG, gate=gate) == await try_in(WRONG, email="niemand@example.org", gate=gate)
    assert worked == [WRONG, WRONG]


async def test_somebody_in_the_same_house_does_not_lock_the_owner_out(database: Database) -> None:
    await an_owner()
    own = "browser of the owner"
    gate = a_gate()
    await sign_in(Credentials(EMAIL, PASSWORD, HOME, own), gate, NOW)
    for n in range(ATTEMPTS_PER_NETWORK + 1):
        await try_in(WRONG, email=EMAIL if n < 9 else f"{n}@example.org")
    assert (await try_in()).startswith("Das waren zu viele Versuche.")
    assert await actor_of_session(await session_of(Credentials(EMAIL, PASSWORD, HOME, own), gate), NOW)


async def test_guesses_at_others_in_the_same_house_do_not_count_for_who_signs_in_there(
    database: Database,
) -> None:
    await an_owner()
    await try_in()
    await an_account("neu@example.org")
    for n in range(ATTEMPTS_PER_NETWORK):
        await try_in(WRONG, email=f"{n}@example.org")
    assert await actor_of_session(await try_in(), NOW)
    assert (await try_in(email="neu@example.org")).startswith("Das waren zu viele Versuche.")


async def test_guessing_in_a_known_browser_ends_after_eight_too(database: Database) -> None:
    await an_owner()
    gate = a_gate()
    await sign_in(Credentials(EMAIL, PASSWORD, HOME, "known"), gate, NOW)
    for _ in range(ATTEMPTS_PER_ACCOUNT_AND_NETWORK):
        with pytest.raises(Refused, match="stimmt nicht"):
            await sign_in(Credentials(EMAIL, WRONG, HOME, "known"), gate, NOW)
    with pytest.raises(Refused, match="zu viele Versuche"):
        await sign_in(Credentials(EMAIL, PASSWORD, HOME, "known"), gate, NOW)


async def test_a_clumsy_owner_waits_for_one_minute_only(database: Database) -> None:
    await an_owner()
    for _ in range(ATTEMPTS_PER_ACCOUNT_AND_NETWORK):
        await try_in(WRONG)
    assert await try_in() == "Das waren zu viele Versuche. Warten Sie bitte eine Minute."
    later = NOW + timedelta(minutes=1)
    await sign_in(Credentials(EMAIL, PASSWORD, HOME), a_gate(), later)
    # And whoever was in begins anew.
    assert (await try_in(WRONG)).startswith("E-Mail-Adresse oder Passwort")


async def test_a_link_lets_the_owner_in_while_somebody_in_the_same_house_goes_on_guessing(
    database: Database,
) -> None:
    await an_owner()
    gate, own = a_gate(), Origin(HOME, "new browser of the owner")
    for _ in range(ATTEMPTS_PER_ACCOUNT_AND_NETWORK + 1):
        await try_in(WRONG)
    await sign_in_by_link(await link_to(EMAIL, LinkPurpose.SIGN_IN), own, gate, NOW)
    for _ in range(ATTEMPTS_PER_ACCOUNT_AND_NETWORK + 1):
        await try_in(WRONG)
    assert (await try_in()).startswith("Das waren zu viele Versuche.")
    assert await session_of(Credentials(EMAIL, PASSWORD, HOME, own.browser), gate)


async def test_a_browser_that_is_known_may_guess_no_more_than_others(database: Database) -> None:
    await an_owner()
    gate, own = a_gate(), Origin(HOME, "browser")
    await sign_in_by_link(await link_to(EMAIL, LinkPurpose.SIGN_IN), own, gate, NOW)
    for _ in range(ATTEMPTS_PER_ACCOUNT_AND_NETWORK):
        with pytest.raises(Refused, match="stimmt nicht"):
            await sign_in(Credentials(EMAIL, WRONG, HOME, own.browser), gate, NOW)
    with pytest.raises(Refused, match="zu viele Versuche"):
        await sign_in(Credentials(EMAIL, PASSWORD, HOME, own.browser), gate, NOW)


class SlowHasher(PasswordHasher):
    """Holds its thread until the event loop has turned meanwhile."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.loop_turned = threading.Event()

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
        if not self.loop_turned.wait(timeout=10):
            raise TimeoutError("The event loop stood still while a password was looked at.")
        return super().verify(hash, password)


async def test_passwords_are_looked_at_beside_the_event_loop() -> None:
    hasher = SlowHasher()
    passwords = Passwords(hasher)
    hashed = await passwords.hash(PASSWORD)
    looking = [asyncio.ensure_future(passwords.verify(hashed, PASSWORD)) for _ in range(5)]
    await asyncio.sleep(0)
    hasher.loop_turned.set()
    assert await asyncio.gather(*looking) == [True] * 5


async def test_nobody_waits_behind_twenty_others(database: Database) -> None:
    gate = a_gate()
    await an_owner()
    gate.passwords._waiting = QUEUE_LENGTH
    assert (await try_in(gate=gate)).startswith("Gerade melden sich sehr viele Menschen an.")
    assert await SignInAttempt.count() == 0


async def test_a_hash_that_is_too_cheap_today_is_made_anew(database: Database) -> None:
    account_id = await an_owner()
    before = await Account.select(Account.password_hash).where(Account.id == account_id).first()
    dearer = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    await try_in(gate=Gate(dearer, b"x" * 32, "https://mittendrin.example.org"))
    after = await Account.select(Account.password_hash).where(Account.id == account_id).first()
    assert before and after
    assert before["password_hash"] != after["password_hash"]
    assert not dearer.needs_rehash(after["password_hash"])
    assert await actor_of_session(await try_in(), NOW)


async def test_a_closed_account_is_out_at_once_and_stays_out(database: Database) -> None:
    await a_lead()
    account_id = await an_owner()
    session = await try_in()
    await upkeep.deactivate(account_id, SYSTEM, NOW)
    assert await actor_of_session(session, NOW) is None
    assert await try_in() == "E-Mail-Adresse oder Passwort stimmt nicht."
    await upkeep.reactivate(account_id, SYSTEM, NOW)
    assert await actor_of_session(await try_in(), NOW)


async def test_the_last_lead_stays(database: Database) -> None:
    await a_lead()
    account = await Account.select(Account.id).first()
    assert account
    for change in (
        upkeep.deactivate(account["id"], SYSTEM, NOW),
        upkeep.change_role(account["id"], Role.CLERK, SYSTEM, NOW),
    ):
        with pytest.raises(Refused, match="einzige Leitung"):
            await change


async def test_signing_in_is_written_down_without_secrets(database: Database) -> None:
    await an_owner()
    session = await try_in()
    rows = await AuditEntry.select().where(AuditEntry.act == "account.signed_in")
    assert [(row["actor_name"], row["subject_title"]) for row in rows] == [("Herr Büro", "Herr Büro")]
    assert session not in str(rows)


async def test_old_traces_go_and_the_known_network_stays(database: Database) -> None:
    await an_owner()
    session = await try_in()
    await strangers_try(3)
    await upkeep.forget_old_traces(NOW + timedelta(days=2))
    assert await actor_of_session(session, NOW) is None
    assert await SignInAttempt.select(SignInAttempt.succeeded) == [{"succeeded": True}]
