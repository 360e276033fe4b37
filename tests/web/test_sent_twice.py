"""What the key of a form stands for: this form with these words in it."""

import pytest

from mittendrin.web.forms import Form
from mittendrin.web.sent_twice import begun, key_of

SENT = {"schluessel": "k1", "name": "Alma Amt", "tage": ["mo", "di"]}


def key(**changes: str | list[str]) -> str:
    return key_of(Form.filled(**SENT | changes))


def test_the_same_form_sent_twice_has_one_key() -> None:
    assert key() == key_of(Form.filled(**dict(reversed(SENT.items()))))


@pytest.mark.parametrize("changes", [{"name": "Bert Bronk"}, {"tage": ["mo"]}, {"schluessel": "k2"}])
def test_with_other_words_in_it_it_is_another_act(changes: dict[str, str | list[str]]) -> None:
    assert key(**changes) != key()


def test_without_a_key_every_form_stands_for_itself() -> None:
    assert key(schluessel="") != key(schluessel="")


def test_when_the_check_page_was_shown_makes_no_difference() -> None:
    assert key(stempel="1.a") == key(stempel="2.b") == key()


def test_a_form_keeps_the_key_that_it_has_begun_with() -> None:
    form = begun(Form.filled(name="Alma Amt"))
    first = form.value("schluessel")
    assert first
    assert begun(form).everything() == [("name", "Alma Amt"), ("schluessel", first)]
