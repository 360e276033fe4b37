from datetime import timedelta

import pytest

from makers import NOW, PASSWORD
from mittendrin.accounts.passwords import common_passwords
from mittendrin.accounts.rules import (
    Actor,
    Attempts,
    LinkPurpose,
    Role,
    check_password,
    may_try,
    purpose_for,
    session_alive,
)
from mittendrin.core.refusal import Refused


@pytest.mark.parametrize(
    ("attempts", "allowed"),
    [
        (Attempts(account_here=0, network=0, account=0, known_network=False), True),
        (Attempts(account_here=7, network=39, account=99, known_network=False), True),
        (Attempts(account_here=8, network=8, account=8, known_network=True), False),
        (Attempts(account_here=0, network=40, account=0, known_network=False), False),
        (Attempts(account_here=0, network=4_000, account=0, known_network=True), True),
        (Attempts(account_here=0, network=0, account=100, known_network=False), False),
        # Strangers elsewhere have used up the account's tries: the owner at home still gets in.
        (Attempts(account_here=0, network=0, account=5_000, known_network=True), True),
    ],
)
def test_how_often_one_may_try(attempts: Attempts, allowed: bool) -> None:
    assert may_try(attempts) is allowed


@pytest.mark.parametrize(
    "password",
    [
        "kurz",
        "elf Zeichen",
        "Passwort1234",
        "KAISERSLAUTERN",
        "frau.beispiel@example.org",
        "frau.beispiel",
        "x" * 201,
    ],
)
def test_a_password_that_others_would_guess_is_refused(password: str) -> None:
    with pytest.raises(Refused) as refused:
        check_password(password, common=common_passwords(), email="frau.beispiel@example.org")
    assert refused.value.field == "passwort"


@pytest.mark.parametrize("password", [PASSWORD, "vier nasse Wörter Kuchen", "x" * 200 + ""])
def test_a_long_one_of_any_signs_is_welcome(password: str) -> None:
    check_password(password, common=common_passwords(), email="frau.beispiel@example.org")


def test_the_list_holds_what_people_really_choose_and_no_remarks() -> None:
    known = common_passwords()
    assert len(known) > 3_000
    assert {"passwort1234", "123456789012", "qwertzuiopü+", "ichliebedich"} <= known
    assert [one for one in known if len(one) < 12 or one != one.casefold() or one.startswith("# ")] == []


@pytest.mark.parametrize(
    ("idle", "age", "alive"),
    [
        (timedelta(hours=11, minutes=59), timedelta(days=1), True),
        (timedelta(hours=12), timedelta(days=1), False),
        (timedelta(0), timedelta(days=7), False),
    ],
)
def test_a_session_ends_by_itself(idle: timedelta, age: timedelta, alive: bool) -> None:
    assert session_alive(NOW - idle, NOW - age + timedelta(days=7), NOW) is alive


@pytest.mark.parametrize(
    ("role", "desk", "link"),
    [
        (Role.NONE, "/verein", LinkPurpose.SIGN_IN),
        (Role.BOARD, "/beirat", LinkPurpose.RESET),
        (Role.CLERK, "/buero", LinkPurpose.RESET),
        (Role.LEAD, "/buero", LinkPurpose.RESET),
    ],
)
def test_each_role_has_its_desk_and_only_organisations_go_without_a_password(
    role: Role, desk: str, link: LinkPurpose
) -> None:
    assert Actor(1, "Frau Demo", role).desk == desk
    assert purpose_for(LinkPurpose.SIGN_IN, role) is link
