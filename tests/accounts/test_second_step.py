"""Signing in with a code: what counts, how often, and what no way around it does."""

import asyncio
from datetime import timedelta

import pytest

from databases import Database
from makers import NOW, PASSWORD, a_gate, an_account
from mittendrin.accounts import factor_upkeep, links, upkeep
from mittendrin.accounts.actions import Credentials, Gate, Halfway, Origin, SignedIn, sign_in
from mittendrin.accounts.factor_upkeep import SetUp
from mittendrin.accounts.links import choose_password_by_link
from mittendrin.accounts.queries import account_of, actor_of_session, second_factor_view
from mittendrin.accounts.rules import CODES_PER_ACCOUNT, Actor, LinkPurpose, Role, SecondFactor
from mittendrin.accounts.second_factor import code_of, step_at
from mittendrin.accounts.second_step import SecondTry, enter_code, enter_recovery_code
from mittendrin.accounts.tables import Account, RecoveryCode, SecondStep, Session, SignInAttempt
from mittendrin.accounts.upkeep import PasswordChange, Proof
from mittendrin.audit.rules import SYSTEM
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.outbox.tables import Mail
from people import link_to, mail_to
from second_factors import code_at

EMAIL = "buero@example.org"
HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"


async def a_clerk() -> int:
    return await an_account(EMAIL, Role.CLERK, "Herr Büro")


async def halfway(network: str = HOME, gate: Gate | None = None) -> str:
    """The ticket after the right password."""
    entrance = await sign_in(Credentials(EMAIL, PASSWORD, network, "a browser"), gate or a_gate(), NOW)
    assert isinstance(entrance, Halfway)
    return entrance.ticket


def a_try(ticket: str, code: str = code_at(NOW), network: str = HOME) -> SecondTry:
    return SecondTry(ticket, code, network, f"browser at {network}")


async def said(ticket: str, code: str = "000000", network: str = HOME) -> str:
    """The refusal of a code."""
    with pytest.raises(Refused) as refused:
        await enter_code(a_try(ticket, code, network), a_gate(), NOW)
    return refused.value.sentence


async def armed(email: str = EMAIL, role: Role = Role.NONE) -> tuple[Actor, list[str]]:
    """Somebody who has set up a second factor through the act, with the recovery codes."""
    account = await account_of(await an_account(email, role))
    actor = Actor(account.id, account.name, role)
    secret = await factor_upkeep.secret_to_set_up(actor, "session", a_gate())
    wish = SetUp("session", code_of(secret, step_at(NOW)), Proof(PASSWORD, HOME))
    return actor, (await factor_upkeep.set_up(actor, wish, a_gate(), NOW)).codes


async def test_there_is_no_session_before_the_code(database: Database) -> None:
    await a_clerk()
    ticket = await halfway()
    assert await Session.count() == 0
    assert await actor_of_session(ticket, NOW) is None
    entered = await enter_code(a_try(ticket), a_gate(), NOW)
    actor = await actor_of_session(entered.entrance.session, NOW)
    assert actor == Actor(entered.ticket.account_id, "Herr Büro", Role.CLERK, SecondFactor.THERE)


async def test_a_code_counts_once(database: Database) -> None:
    await a_clerk()
    first, second = await halfway(), await halfway()
    await enter_code(a_try(first), a_gate(), NOW)
    assert (await said(second, code_at(NOW))).startswith("Dieser Code stimmt nicht.")
    await enter_code(a_try(second, code_at(NOW + timedelta(seconds=30))), a_gate(), NOW)


async def test_one_code_in_two_browsers_at_once_lets_one_in(database: Database) -> None:
    await a_clerk()
    pair = [await halfway(), await halfway()]
    tries = (enter_code(a_try(ticket), a_gate(), NOW) for ticket in pair)
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(one).__name__ for one in done) == ["Entered", "Refused"]
    assert await Session.count() == 1


async def test_a_ticket_counts_once_and_for_a_quarter_of_an_hour(database: Database) -> None:
    await a_clerk()
    used, old = await halfway(), await halfway()
    await enter_code(a_try(used), a_gate(), NOW)
    later = NOW + timedelta(minutes=15)
    for ticket in (used, old, "made up"):
        with pytest.raises(NotFound):
            await enter_code(a_try(ticket, code_at(later)), a_gate(), later)


async def test_the_table_of_tickets_opens_nothing(database: Database) -> None:
    await a_clerk()
    await halfway()
    row = await SecondStep.select(SecondStep.key).first()
    assert row
    with pytest.raises(NotFound):
        await enter_code(a_try(row["key"]), a_gate(), NOW)


async def test_guessing_codes_ends_after_eight_and_the_owner_gets_in(database: Database) -> None:
    await a_clerk()
    at_home = await halfway()
    guesses = [await said(await halfway(ELSEWHERE), network=ELSEWHERE) for _ in range(10)]
    assert [one[:29] for one in guesses[7:]] == [
        "Dieser Code stimmt nicht. War",
        "Das waren zu viele Versuche. ",
        "Das waren zu viele Versuche. ",
    ]
    await enter_code(a_try(at_home), a_gate(), NOW)


async def test_a_new_password_gives_nobody_new_guesses(database: Database) -> None:
    """Whoever reads the owner's mail has no app for codes."""
    await a_clerk()
    for _ in range(8):
        await said(await halfway(ELSEWHERE), network=ELSEWHERE)
    token = await link_to(EMAIL, LinkPurpose.RESET)
    await choose_password_by_link(token, PASSWORD, Origin(ELSEWHERE, "new"), a_gate(), NOW)
    assert (await said(await halfway(ELSEWHERE), network=ELSEWHERE)).startswith(
        "Das waren zu viele Versuche."
    )


async def test_guesses_from_everywhere_stop_strangers_and_not_the_owner_at_home(database: Database) -> None:
    await a_clerk()
    await enter_code(a_try(await halfway()), a_gate(), NOW)
    trial = a_gate().code_trial(EMAIL, "x")
    strangers = [
        SignInAttempt(account=trial.account, network=f"{n}", at=NOW) for n in range(CODES_PER_ACCOUNT)
    ]
    await SignInAttempt.insert(*strangers)
    assert (await said(await halfway(), network=ELSEWHERE)).startswith("Das waren zu viele Versuche.")
    await enter_code(a_try(await halfway(), code_at(NOW + timedelta(seconds=30))), a_gate(), NOW)


async def test_the_owner_is_told_once_when_somebody_guesses_codes(database: Database) -> None:
    await a_clerk()
    for _ in range(7):
        await said(await halfway(ELSEWHERE), network=ELSEWHERE)
    assert await Mail.select(Mail.purpose) == [{"purpose": "wrong_codes"}]
    assert "wählen Sie bitte gleich ein neues Passwort" in await mail_to(EMAIL)


async def test_each_recovery_code_counts_once_and_the_owner_reads_of_it(database: Database) -> None:
    actor, codes = await armed()
    await enter_recovery_code(a_try(await halfway(), codes[3].lower()), a_gate(), NOW)
    assert "Es sind noch 9 übrig." in await mail_to(EMAIL)
    with pytest.raises(Refused, match="Jeder gilt nur einmal"):
        await enter_recovery_code(a_try(await halfway(), codes[3]), a_gate(), NOW)
    assert (await second_factor_view(actor.account_id)).codes == 9
    for code in (*codes[:3], *codes[4:9]):
        await enter_recovery_code(a_try(await halfway(), code), a_gate(), NOW)
    assert "Es ist noch einer übrig." in await mail_to(EMAIL)
    await enter_recovery_code(a_try(await halfway(), codes[9]), a_gate(), NOW)
    assert "Es ist keiner mehr übrig." in await mail_to(EMAIL)


async def test_nobody_uses_the_recovery_codes_of_somebody_else(database: Database) -> None:
    _other, codes = await armed("wer@example.org")
    await a_clerk()
    with pytest.raises(Refused):
        await enter_recovery_code(a_try(await halfway(), codes[0]), a_gate(), NOW)


async def test_nothing_in_the_database_opens_the_door(database: Database) -> None:
    actor, codes = await armed()
    secret = await factor_upkeep.secret_to_set_up(actor, "session", a_gate())
    everything = str([await table.select() for table in (Account, RecoveryCode, AuditEntry, Mail, Session)])
    assert [one for one in (secret, *codes) if one in everything] == []


async def test_a_new_password_ends_a_sign_in_that_waits_for_its_code(database: Database) -> None:
    account_id = await a_clerk()
    ticket = await halfway()
    actor = Actor(account_id, "Herr Büro", Role.CLERK)
    await upkeep.change_password(
        actor, PasswordChange(PASSWORD, "drei rote Boote im Hafen", HOME), a_gate(), NOW
    )
    with pytest.raises(NotFound):
        await enter_code(a_try(ticket), a_gate(), NOW)


async def test_a_closed_account_does_not_get_in_with_its_code(database: Database) -> None:
    await an_account("leitung@example.org", Role.LEAD)
    account_id = await a_clerk()
    ticket = await halfway()
    await Account.update({Account.active: False}).where(Account.id == account_id)
    with pytest.raises(NotFound):
        await enter_code(a_try(ticket), a_gate(), NOW)


async def test_a_link_does_not_skip_the_code(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "EVEN_SECONDS", 0.0)
    await armed()
    token = await link_to(EMAIL, LinkPurpose.SIGN_IN)
    assert isinstance(await links.sign_in_by_link(token, Origin(HOME), a_gate(), NOW), Halfway)


async def test_a_new_password_by_mail_does_not_skip_the_code(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "EVEN_SECONDS", 0.0)
    await a_clerk()
    token = await link_to(EMAIL, LinkPurpose.RESET)
    await links.choose_password_by_link(token, "drei rote Boote im Hafen", Origin(HOME), a_gate(), NOW)
    entrance = await sign_in(Credentials(EMAIL, "drei rote Boote im Hafen", HOME), a_gate(), NOW)
    assert isinstance(entrance, Halfway)


async def test_setting_up_ends_other_sessions_and_the_code_of_it_counts_no_more(database: Database) -> None:
    await an_account(EMAIL, Role.NONE)
    before = await sign_in(Credentials(EMAIL, PASSWORD, HOME), a_gate(), NOW)
    assert isinstance(before, SignedIn)
    secret = await factor_upkeep.secret_to_set_up(before.actor, before.session, a_gate())
    code = code_of(secret, step_at(NOW))
    wish = SetUp(before.session, code, Proof(PASSWORD, HOME))
    armed = await factor_upkeep.set_up(before.actor, wish, a_gate(), NOW)
    assert await actor_of_session(before.session, NOW) is None
    assert await actor_of_session(armed.session, NOW)
    assert "wurde gerade ein zweiter Schritt eingerichtet" in await mail_to(EMAIL)
    assert (await said(await halfway(), code)).startswith("Dieser Code stimmt nicht.")


async def test_changing_switching_off_and_new_codes_ask_for_the_password(database: Database) -> None:
    actor, _codes = await armed()
    wrong = Proof("falsch, aber lang genug", HOME)
    secret = await factor_upkeep.secret_to_set_up(actor, "other", a_gate())
    wish = SetUp("other", code_of(secret, step_at(NOW)), wrong)
    for act in (
        factor_upkeep.set_up(actor, wish, a_gate(), NOW),
        factor_upkeep.switch_off(actor, wrong, a_gate(), NOW),
        factor_upkeep.make_new_codes(actor, wrong, a_gate(), NOW),
    ):
        with pytest.raises(Refused, match="Passwort stimmt nicht"):
            await act
    assert (await second_factor_view(actor.account_id)).state is SecondFactor.THERE


async def test_office_and_board_cannot_switch_it_off(database: Database) -> None:
    actor = Actor(await a_clerk(), "Herr Büro", Role.CLERK, SecondFactor.THERE)
    with pytest.raises(Refused, match="gehört der zweite Schritt dazu"):
        await factor_upkeep.switch_off(actor, Proof(PASSWORD, HOME), a_gate(), NOW)


async def test_new_recovery_codes_end_the_old_ones(database: Database) -> None:
    actor, old = await armed()
    new = await factor_upkeep.make_new_codes(actor, Proof(PASSWORD, HOME), a_gate(), NOW)
    with pytest.raises(Refused):
        await enter_recovery_code(a_try(await halfway(), old[0]), a_gate(), NOW)
    await enter_recovery_code(a_try(await halfway(), new[0]), a_gate(), NOW)


async def test_a_reset_takes_everything_away_and_is_written_down(database: Database) -> None:
    actor, _codes = await armed(role=Role.CLERK)
    await factor_upkeep.reset(actor.account_id, SYSTEM, NOW)
    assert (await account_of(actor.account_id)).second_factor is SecondFactor.OWED
    assert [await RecoveryCode.count(), await Session.count()] == [0, 0]
    assert "zurückgesetzt" in await mail_to(EMAIL)
    assert await AuditEntry.exists().where(AuditEntry.act == "account.second_factor_reset")
    entrance = await sign_in(Credentials(EMAIL, PASSWORD, HOME), a_gate(), NOW)
    assert isinstance(entrance, SignedIn)
    assert entrance.actor.owes_second_factor
