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
    purpose_for,
    session_alive,
    wait_before,
)
from mittendrin.core.refusal import Refused


def attempts(
    here: int = 0, ago: int = 0, network: int = 0, account: int = 0, known: bool = False
) -> Attempts:
    """`ago`: seconds since the last wrong one from here."""
    return Attempts(here, NOW - timedelta(seconds=ago) if here else None, network, account, known)


@pytest.mark.parametrize(
    ("before", "minutes"),
    [
        (attempts(), 0),
        (attempts(here=7, network=39, account=99), 0),
        (attempts(here=8), 1),
        (attempts(here=8, known=True), 1),
        (attempts(here=8, ago=59), 1 / 60),
        (attempts(here=8, ago=60), 0),
        (attempts(here=9), 2),
        (attempts(here=11), 8),
        (attempts(here=12), 15),
        (attempts(here=5_000), 15),
        (attempts(network=40), 15),
        (attempts(network=4_000, known=True), 0),
        (attempts(account=100), 15),
        # Strangers elsewhere have used up the account's tries: the owner at home still gets in.
        (attempts(account=5_000, known=True), 0),
    ],
)
def test_how_long_one_waits(before: Attempts, minutes: float) -> None:
    assert wait_before(before, NOW) == timedelta(minutes=minutes)


def test_how_many_guesses_a_day_one_network_gets() -> None:
    """As wait_before says it."""
    tries, now, last = 0, NOW, NOW
    while now < NOW + timedelta(days=1):
        now += wait_before(Attempts(tries, last, 0, 0, known_network=True), now)
        tries, last = tries + 1, now
    assert 100 <= tries <= 110


@pytest.mark.parametrize(
    "password",
    [
        "kurz",
        "elf Zeichen",
        "Passwort1234",
        "KAISERSLAUTERN",
        "frau.beispiel@example.org",
        "frau.beispiel",
        "mittendrin-demo",
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
