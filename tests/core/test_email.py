import pytest

from mittendrin.core.email import read_email
from mittendrin.core.refusal import Refused

WRONG = "Diese E-Mail-Adresse stimmt so nicht. Sie sieht zum Beispiel so aus: name@example.org"
SPACE = "In der E-Mail-Adresse steht ein Leerzeichen. Nehmen Sie es bitte heraus."


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("anna@example.org", "anna@example.org"),
        ("  anna@example.org \r\n", "anna@example.org"),
        ("Anna.Demo@Example.ORG", "Anna.Demo@example.org"),
        ("o'neill+kurs@mail.verein.example", "o'neill+kurs@mail.verein.example"),
        ("anna@xn--mnchen-3ya.example", "anna@xn--mnchen-3ya.example"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
    ],
)
def test_addresses_as_people_write_them(typed: str, address: str) -> None:
    assert read_email(typed) == address


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Schreiben Sie bitte Ihre E-Mail-Adresse."),
        ("anna.example.org", "In der E-Mail-Adresse fehlt das Zeichen @."),
        ("anna@@example.org", "In der E-Mail-Adresse steht das Zeichen @ mehr als einmal."),
        ("anna@example.org, b@example.org", "In der E-Mail-Adresse steht das Zeichen @ mehr als einmal."),
        ("anna demo@example.org", SPACE),
        ("anna@example.org\r\nBcc: x", SPACE),
        ("anna@example.org\nx", SPACE),
        (
            "jürgen@example.org",
            "In einer E-Mail-Adresse stehen keine Umlaute. Schreiben Sie bitte ae, oe, ue oder ss.",
        ),
        ("anna@example", WRONG),
        ("anna@example,org", WRONG),
        ("anna@.org", WRONG),
        ("anna@example..org", WRONG),
        ("anna@example.org.", WRONG),
        ("anna@-example.org", WRONG),
        ("anna@192.168.0.1", WRONG),
        (".anna@example.org", WRONG),
        ("an..na@example.org", WRONG),
        ("@example.org", WRONG),
        ("<anna@example.org>", WRONG),
        ('"anna"@example.org', WRONG),
        ("anna\x00@example.org", WRONG),
        ("a" * 65 + "@example.org", WRONG),
        ("anna@" + "example." * 32 + "org", WRONG),
    ],
)
def test_wrong_addresses_are_refused_in_words(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_email(typed)
    assert refused.value.sentence == sentence
