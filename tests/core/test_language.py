from datetime import date
from gettext import NullTranslations

from mittendrin.core.german import show_day_short
from mittendrin.core.language import _, translations
from mittendrin.core.refusal import Refused


class Louder(NullTranslations):
    def gettext(self, message: str) -> str:
        return message.upper() if message in {"Dienstag", "März"} else message


def test_values_are_filled_in_after_translation() -> None:
    assert _("Noch {n} Plätze", n=4) == "Noch 4 Plätze"


def test_a_text_without_values_keeps_its_braces() -> None:
    assert _("{so}") == "{so}"


def test_names_of_days_follow_the_language_of_the_request() -> None:
    token = translations.set(Louder())
    try:
        assert show_day_short(date(2027, 3, 2)) == "DIENSTAG, 2. MÄRZ"
    finally:
        translations.reset(token)


def test_a_refusal_carries_its_sentence_and_its_field() -> None:
    refused = Refused("Das geht nicht.", field="datum")
    assert (str(refused), refused.sentence, refused.field) == ("Das geht nicht.", "Das geht nicht.", "datum")
