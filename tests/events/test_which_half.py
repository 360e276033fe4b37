"""A beginning at "sieben Uhr" may be in the morning or in the evening: it is asked, for a new event and for a move."""

import pytest

from desks.test_club_dates import DESK, a_date
from makers import NOW
from mittendrin.core.german import refuse_either_half
from mittendrin.core.refusal import Refused
from mittendrin.events.rhythm import Rhythm, read_when
from mittendrin.web.forms import Form
from people import a_responsible, sign_in
from visitor import Visitor

ASKED = "Meinen Sie 7 Uhr oder 19 Uhr? Schreiben Sie es bitte so."


@pytest.mark.parametrize(
    ("typed", "early", "late"),
    [
        ("sechs Uhr", "6", "18"),
        ("um sieben Uhr", "7", "19"),
        ("Um  acht", "8", "20"),
        ("gegen sieben", "7", "19"),
    ],
)
def test_a_beginning_that_may_be_in_the_morning_or_in_the_evening_is_asked_about(
    typed: str, early: str, late: str
) -> None:
    with pytest.raises(Refused) as refused:
        refuse_either_half(typed, "von")
    assert refused.value.sentence == f"Meinen Sie {early} Uhr oder {late} Uhr? Schreiben Sie es bitte so."


@pytest.mark.parametrize(
    "typed",
    [
        "7 Uhr",
        "um 8",
        "acht Uhr abends",
        "morgens um sieben",
        "sieben Uhr dreißig",
        "halb acht",
        "um neun",
        "",
    ],
)
def test_any_other_beginning_is_read_as_it_is(typed: str) -> None:
    refuse_either_half(typed, "von")


@pytest.mark.parametrize(
    ("starts", "ends", "asked"),
    [
        ("sieben Uhr", "20 Uhr", {"von": ASKED}),
        ("19 Uhr", "neun Uhr abends", {}),
        ("vier", "sechs", {}),
    ],
)
def test_a_new_event_is_asked_about_its_beginning(starts: str, ends: str, asked: dict[str, str]) -> None:
    form = Form.filled(
        rhythmus=Rhythm.WEEKLY.value,
        von=starts,
        bis=ends,
        wochentag=["1"],
        ab="12.1.2027",
    )
    read_when(form, NOW.date())
    assert {name: said for name, said in form.errors.items() if name in ("von", "bis")} == asked


async def test_whoever_moves_a_date_says_which_seven(visitor: Visitor) -> None:
    first = await a_date()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}/verlegen")
    there = {
        "tag-tag": "13",
        "von": "sieben Uhr",
        "bis": "neun Uhr abends",
        "grund": "Heizung",
    }
    await visitor.submit("Weiter: Angaben prüfen", **there)
    assert visitor.page.errors == [ASKED]
    await visitor.submit("Weiter: Angaben prüfen", von="19 Uhr")
    assert visitor.page.heading == "Angaben prüfen: Termin verlegen"
