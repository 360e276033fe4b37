"""The codes themselves, without database and without a page."""

from datetime import timedelta

import pytest

from makers import NOW
from mittendrin.accounts.rules import Role, SecondFactor, may_be_without, second_factor_of
from mittendrin.accounts.second_factor import (
    RECOVERY_CODES,
    address_for_apps,
    code_of,
    matching_step,
    new_recovery_codes,
    recovery_key,
    secret_of,
    seed_for,
    step_at,
)

KEY = b"k" * 32
SECRET = secret_of(seed_for("session", ""), KEY)
# RFC 6238, appendix B: the secret of its table, and the last six of its eight digits.
OF_THE_STANDARD = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert code_of(OF_THE_STANDARD, seconds // 30) == code


@pytest.mark.parametrize(("drift", "counts"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_telephone_may_go_one_step_wrong(drift: int, counts: bool) -> None:
    shown = step_at(NOW + timedelta(seconds=drift))
    assert matching_step(SECRET, code_of(SECRET, shown), NOW) == (shown if counts else None)


@pytest.mark.parametrize("shape", ["{}{}", "{} {}", " {}-{} ", "{}\u00a0{}"])
def test_a_code_as_people_type_and_paste_it(shape: str) -> None:
    code = code_of(SECRET, step_at(NOW))
    assert matching_step(SECRET, shape.format(code[:3], code[3:]), NOW) == step_at(NOW)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12345²", "000000\x00"])
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert matching_step(SECRET, typed, NOW) is None


def test_the_database_alone_gives_no_secret_away() -> None:
    seed = seed_for("session", "")
    assert secret_of(seed, KEY) != secret_of(seed, b"another" * 5)
    assert len(SECRET) == 32


def test_another_session_and_the_next_telephone_get_another_secret() -> None:
    seeds = {seed_for("session", ""), seed_for("other", ""), seed_for("session", seed_for("session", ""))}
    assert len(seeds) == 3


def test_what_the_app_reads_names_service_and_account() -> None:
    assert address_for_apps(OF_THE_STANDARD, "wer@example.org", "Mittendrin Kaiserslautern") == (
        "otpauth://totp/Mittendrin%20Kaiserslautern:wer%40example.org"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Mittendrin%20Kaiserslautern"
    )


def test_recovery_codes_are_many_different_and_easy_to_type() -> None:
    codes = new_recovery_codes()
    assert len(set(codes)) == RECOVERY_CODES == 10
    first = codes[0]
    typed = f" {first[:4].lower()}-{first[4:8]} {first[8:]} "
    assert recovery_key(typed, 1, KEY) == recovery_key(first, 1, KEY)
    assert len({recovery_key(first, 1, KEY), recovery_key(first, 2, KEY), recovery_key(first, 1, b"x")}) == 3
    assert recovery_key(first[:-1], 1, KEY) is None


@pytest.mark.parametrize(
    ("role", "there", "sample", "state", "without"),
    [
        (Role.CLERK, False, False, SecondFactor.OWED, False),
        (Role.LEAD, False, False, SecondFactor.OWED, False),
        (Role.BOARD, False, False, SecondFactor.OWED, False),
        (Role.BOARD, True, False, SecondFactor.THERE, False),
        (Role.LEAD, False, True, SecondFactor.SPARED, True),
        (Role.LEAD, True, True, SecondFactor.THERE, True),
        (Role.NONE, False, False, SecondFactor.OPTIONAL, True),
        (Role.NONE, True, False, SecondFactor.THERE, True),
    ],
)
def test_who_needs_one(role: Role, there: bool, sample: bool, state: SecondFactor, without: bool) -> None:
    assert second_factor_of(role, there=there, sample=sample) is state
    assert may_be_without(role, sample) is without
