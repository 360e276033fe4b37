"""Before people are told of a change, and on the telephone afterwards: who calls them, and who writes."""

from datetime import datetime

import pytest

import people
from app_fixtures import StandingClock
from html_page import words
from makers import BERLIN, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.registrations.by_hand import ByHand, who_does_it
from mittendrin.registrations.telling import Told
from people import a_responsible, sign_in
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"
TWO_CALLS_AND_A_LETTER = Told(calls=2, letters=1)
PLEASE_CALL = "Bitte rufen Sie 2 Personen selbst an. Sie stehen auf Ihrer Seite unter „Anrufe“."


@pytest.mark.parametrize(
    ("told", "caller", "reader", "said"),
    [
        (Told(mails=3), 7, 7, ByHand()),
        (Told(calls=1), 7, 7, ByHand(("Anrufe stehen danach auf Ihrer Liste „Anrufe“.",))),
        (
            TWO_CALLS_AND_A_LETTER,
            7,
            7,
            ByHand(("Anrufe stehen danach auf Ihrer Liste „Anrufe“.", "Briefe übernimmt das Seniorenbüro.")),
        ),
        (TWO_CALLS_AND_A_LETTER, None, 7, ByHand(("Anrufe und Briefe übernimmt das Seniorenbüro.",))),
        (
            TWO_CALLS_AND_A_LETTER,
            None,
            None,
            ByHand(("Anrufe und Briefe stehen danach auf Ihrer Liste „Anrufe“.",)),
        ),
        (
            TWO_CALLS_AND_A_LETTER,
            7,
            None,
            ByHand(
                ("Briefe stehen danach auf Ihrer Liste „Anrufe“.", "Anrufe übernimmt der Veranstalter."),
                PLEASE_CALL,
            ),
        ),
        (
            Told(letters=1, late=("Demo-Person 2",)),
            7,
            None,
            ByHand(
                (
                    "Briefe stehen danach auf Ihrer Liste „Anrufe“.",
                    "Für einen Brief an Demo-Person 2 ist es zu spät. "
                    "Rufen Sie bitte Angehörige, Nachbarn oder den Veranstalter an.",
                ),
                "Für einen Brief an Demo-Person 2 ist es zu spät. Können Sie bitte selbst Bescheid sagen?",
            ),
        ),
        (
            Told(letters=4, late=("Anna", "Berta", "Carla", "Dora")),
            7,
            7,
            ByHand(
                (
                    "Für einen Brief an diese 4 Personen ist es zu spät. "
                    "Können Sie bitte selbst Bescheid sagen?",
                ),
                late=("Anna", "Berta", "Carla", "Dora"),
            ),
        ),
        (
            Told(letters=4, late=("Anna", "Berta", "Carla", "Dora")),
            7,
            None,
            ByHand(
                (
                    "Briefe stehen danach auf Ihrer Liste „Anrufe“.",
                    "Für einen Brief an diese 4 Personen ist es zu spät. "
                    "Rufen Sie bitte Angehörige, Nachbarn oder den Veranstalter an.",
                ),
                "Für einen Brief an diese 4 Personen ist es zu spät. Das sind: Anna, Berta, Carla und Dora. "
                "Können Sie bitte selbst Bescheid sagen?",
                late=("Anna", "Berta", "Carla", "Dora"),
            ),
        ),
        (Told(letters=1), 7, None, ByHand(("Briefe stehen danach auf Ihrer Liste „Anrufe“.",))),
    ],
)
def test_each_list_is_named_to_whom_it_belongs(
    told: Told, caller: int | None, reader: int | None, said: ByHand
) -> None:
    assert who_does_it(told, caller, reader) == said


async def a_date_with_a_call_and_a_letter() -> int:
    event_id = await a_published_event(terms=seats(12))
    await a_sign_up(event_id)
    await a_sign_up(
        event_id, a_wish("Demo-Person 2", phone="", address="Musterstraße 2, 67655 Kaiserslautern")
    )
    return (await occurrence_ids(event_id))[0]


async def test_a_club_reads_whom_a_letter_reaches_too_late(visitor: Visitor) -> None:
    first = await a_date_with_a_call_and_a_letter()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}/absagen")
    await visitor.submit("Weiter: Angaben prüfen", grund="Ein Rohr ist gebrochen.")
    assert "Wir sagen Bescheid: 1 mit Anruf und 1 mit Brief." in visitor.page.text
    assert "Anrufe stehen danach auf Ihrer Liste „Anrufe“." in visitor.page.text
    assert "Briefe übernimmt" not in visitor.page.text
    late = "Für einen Brief an Demo-Person 2 ist es zu spät. Können Sie bitte selbst Bescheid sagen?"
    assert late in visitor.page.text


async def test_a_letter_that_comes_in_time_is_no_matter_for_the_club(
    visitor: Visitor, clock: StandingClock
) -> None:
    first = await a_date_with_a_call_and_a_letter()
    clock.now = datetime(2027, 1, 4, 9, tzinfo=BERLIN)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}/absagen")
    await visitor.submit("Weiter: Angaben prüfen", grund="Ein Rohr ist gebrochen.")
    assert "Briefe übernimmt das Seniorenbüro." in visitor.page.text
    assert "zu spät" not in visitor.page.text


async def test_a_club_that_phones_hears_that_it_has_to_call(visitor: Visitor) -> None:
    first = await a_date_with_a_call_and_a_letter()
    await a_responsible()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/im-auftrag/{first}/absagen")
    await visitor.submit("Weiter: Angaben prüfen", grund="Ein Rohr ist gebrochen.", anrufer="Frau Klein")
    assert "Anrufe übernimmt der Veranstalter." in visitor.page.text
    assert "Bitte rufen Sie eine Person selbst an." in visitor.page.text
    await visitor.submit("Jetzt absagen und Bescheid sagen")
    assert "Bitte rufen Sie selbst an: Auf Ihrer Seite „Anrufe“" in visitor.page.text


async def test_a_club_that_nobody_belongs_to_has_nothing_to_call(visitor: Visitor) -> None:
    first = await a_date_with_a_call_and_a_letter()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/im-auftrag/{first}/absagen")
    await visitor.submit("Weiter: Angaben prüfen", grund="Ein Rohr ist gebrochen.", anrufer="Frau Klein")
    assert "Anrufe und Briefe stehen danach auf Ihrer Liste „Anrufe“." in visitor.page.text
    await visitor.submit("Jetzt absagen und Bescheid sagen")
    assert "Bitte rufen Sie" not in visitor.page.text


async def test_all_late_letters_are_named(visitor: Visitor) -> None:
    event_id = await a_published_event(terms=seats(12))
    names = [f"Demo-Person {number}" for number in range(1, 6)]
    for name in names:
        await a_sign_up(event_id, a_wish(name, phone="", address="Musterstraße 2, 67655 Kaiserslautern"))
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{(await occurrence_ids(event_id))[0]}/absagen")
    await visitor.submit("Weiter: Angaben prüfen", grund="Ein Rohr ist gebrochen.")
    assert "Für einen Brief an diese 5 Personen ist es zu spät." in visitor.page.text
    assert [words(item) for item in visitor.page.main.findall(".//ul/li")] == names
