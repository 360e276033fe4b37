"""Whatever is typed: a reader answers or refuses, and reads again what we show of its answer."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mittendrin.core.email import read_email
from mittendrin.core.german import read_date, read_euro, read_time, show_day, show_euro, show_time
from mittendrin.core.phone import read_phone, show_phone
from mittendrin.core.refusal import Refused
from mittendrin.core.text import clean, clean_line, search_column, search_words, slugify, sort_key

Reader = Callable[[str], object]
Shower = Callable[..., str]

ANY_SIGN = st.characters(exclude_categories=())
TYPED = st.one_of(st.text(ANY_SIGN), st.text("0123456789+-/. ()Uhr€Eurodmäz:,@", max_size=20))


@pytest.mark.parametrize(
    ("read", "show"),
    [
        (partial(read_phone, area_code="0631"), show_phone),
        (partial(read_date, today=date(2026, 11, 22)), show_day),
        (read_time, show_time),
        (read_euro, show_euro),
        (read_email, str),
    ],
)
@settings(max_examples=40, deadline=None)
@given(typed=TYPED)
def test_readers_answer_or_refuse(read: Reader, show: Shower, typed: str) -> None:
    assert_read_again(read, show, typed)


@settings(max_examples=40, deadline=None)
@given(digits=st.from_regex(r"\A(\+49|0|0049|\+)[1-9][0-9]{5,12}\Z"))
def test_every_number_that_we_keep_can_be_typed_as_we_show_it(digits: str) -> None:
    assert_read_again(read_phone, show_phone, digits)


@settings(max_examples=40, deadline=None)
@given(typed=st.text(ANY_SIGN))
def test_cleaned_text_is_safe_and_stays(typed: str) -> None:
    kept, line = clean(typed), clean_line(typed)
    kept.encode()
    assert (clean(kept), clean_line(line)) == (kept, line)
    assert not {"\x00", "\r", "\u202e"} & set(kept)
    assert "\n" not in line


@settings(max_examples=40, deadline=None)
@given(typed=st.text(ANY_SIGN, max_size=100))
def test_what_is_named_can_be_found_and_has_an_address(typed: str) -> None:
    slug = slugify(typed)
    assert slug.isascii()
    assert (slugify(slug), len(slug) <= 60, bool(slug)) == (slug, True, True)
    assert set(search_words(typed)) <= set(search_column(typed).split())
    assert "\n" not in sort_key(typed)


def assert_read_again(read: Reader, show: Shower, typed: str) -> None:
    try:
        answer = read(typed)
    except Refused:
        return
    assert read(show(answer)) == answer
