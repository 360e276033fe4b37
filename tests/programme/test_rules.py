from datetime import date

import pytest

from mittendrin.core.refusal import NotFound
from mittendrin.programme.rules import Month, has_words, month_to_print, read_month


def test_a_month_is_an_address() -> None:
    assert (read_month("2026-12"), str(Month(2027, 1))) == (Month(2026, 12), "2027-01")


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "1999-12", "dezember", "2026-12-01", ""])
def test_anything_else_is_not_found(text: str) -> None:
    with pytest.raises(NotFound):
        read_month(text)


def test_months_follow_each_other_over_the_year() -> None:
    assert (Month(2026, 12).plus(1), Month(2027, 1).plus(-1)) == (Month(2027, 1), Month(2026, 12))


@pytest.mark.parametrize(
    ("today", "month"),
    [(date(2026, 12, 24), "2026-12"), (date(2026, 12, 25), "2027-01"), (date(2027, 1, 1), "2027-01")],
)
def test_in_the_last_days_people_print_the_next_month(today: date, month: str) -> None:
    assert str(month_to_print(today)) == month


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("im Flur vor Zimmer 1", True),
        ("im zimmer 1, links", True),
        ("vor Zimmer 12", False),
        ("vor Nebenzimmer 1", False),
    ],
)
def test_a_room_is_named_by_its_whole_words(text: str, said: bool) -> None:
    assert has_words(text, "Zimmer 1") is said
