import pytest

from mittendrin.core.tokens import (
    SLIP_SIGNS,
    hide_slip_codes,
    new_slip_code,
    new_token,
    read_slip_code,
    show_slip_code,
    token_hash,
)


def test_tokens_are_long_and_different() -> None:
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 43


def test_the_hash_is_sha256() -> None:
    assert token_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_any_text_from_an_address_has_a_hash() -> None:
    assert len(token_hash("\udcff☃")) == 64


def test_slip_codes_avoid_signs_that_look_alike() -> None:
    assert set(SLIP_SIGNS).isdisjoint("0O1IL")
    assert set("".join(new_slip_code() for _ in range(200))) <= set(SLIP_SIGNS)


def test_a_new_slip_code_survives_paper() -> None:
    code = new_slip_code()
    assert read_slip_code(show_slip_code(code)) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("HK4P7T2M", "HK4P7T2M"),
        ("HK4P 7T2M", "HK4P7T2M"),
        (" hk4p-7t2m ", "HK4P7T2M"),
        ("HK4P\u00a07T2M", "HK4P7T2M"),
        ("H.K.4.P.7.T.2.M", "HK4P7T2M"),
        ("HK4P7T2", None),
        ("HK4P7T2MM", None),
        ("HK4P7T20", None),
        ("HK4P7T2I", None),
        ("HK4P7Tß", None),
        ("HK4P7T2٢", None),
        ("", None),
    ],
)
def test_slip_codes_as_people_type_them(typed: str, code: str | None) -> None:
    assert read_slip_code(typed) == code


def test_slip_codes_are_shown_in_two_groups() -> None:
    assert show_slip_code("HK4P7T2M") == "HK4P 7T2M"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Ihr Code ist HK4P 7T2M.", "Ihr Code ist …."),
        ("Nummer 2345 6789", "Nummer …"),
        ("Telefon: +41 44 2222 3333", "Telefon: +41 44 2222 3333"),
        ("Telefon: 0171 39 20 012", "Telefon: 0171 39 20 012"),
    ],
)
def test_a_code_in_a_text_can_be_hidden_and_a_telephone_number_stays(text: str, hidden: str) -> None:
    assert hide_slip_codes(text, "…") == hidden
