"""Prepared answers: the same bytes for everybody, in the form that each asks for."""

import gzip
from collections.abc import AsyncIterator

import brotli
import pytest

from small_town import Site, open_site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


# Once made, many times given


async def test_the_second_reader_gets_the_same_bytes_without_work(site: Site) -> None:
    first, second = await site.get("/liste"), await site.get("/liste")
    assert first.content == second.content
    assert dict(first.headers) == dict(second.headers)
    assert len(site.town.asked) == 1


async def test_prepared_answers_carry_the_security_headers(site: Site) -> None:
    await site.get("/liste")
    second = await site.get("/liste")
    unchanged = await site.get("/liste", if_none_match=second.headers["etag"])
    assert "content-security-policy" in second.headers
    assert "content-security-policy" in unchanged.headers
    assert second.headers["cache-control"] == "no-cache"


async def test_other_answers_pass_untouched(site: Site) -> None:
    for _time in range(2):
        answer = await site.get("/persoenlich")
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
    assert len(site.town.asked) == 2


async def test_only_what_worked_is_kept(site: Site) -> None:
    assert [(await site.get("/termin/nie")).status_code for _time in range(2)] == [404, 404]
    assert len(site.town.asked) == 2


async def test_head_is_given_from_the_same_answer(site: Site) -> None:
    headed, got = await site.visitor.head("/liste"), await site.visitor.get("/liste")
    assert headed.content == b""
    assert dict(headed.headers) == dict(got.headers)
    assert len(site.town.asked) == 1


async def test_head_of_another_answer_has_no_body_either(site: Site) -> None:
    headed = await site.visitor.head("/persoenlich")
    assert (headed.status_code, headed.content) == (200, b"")


# The same for everybody


async def test_a_session_changes_nothing(site: Site) -> None:
    signed_in = {"cookie": "__Host-sitzung=geheim; schrift=normal"}
    first = await site.get("/liste", **signed_in)
    second, anonymous = await site.get("/liste", **signed_in), await site.get("/liste")
    assert "geheim" not in second.text
    assert second.content == anonymous.content
    assert first.status_code == 200


async def test_what_a_session_was_shown_is_never_kept(site: Site) -> None:
    await site.get("/liste", cookie="__Host-sitzung=geheim")
    assert "geheim" not in (await site.get("/liste")).text


async def test_big_letters_are_an_answer_of_their_own(site: Site) -> None:
    normal, big = await site.get("/liste"), await site.get("/liste", cookie="schrift=gross; x=1")
    again, invented = (
        await site.get("/liste", cookie="schrift=gross"),
        await site.get("/liste", cookie="schrift=x"),
    )
    assert "gross" in again.text
    assert normal.content == invented.content != big.content


async def test_a_page_says_that_it_differs_by_cookie(site: Site) -> None:
    assert (await site.get("/seite")).headers["vary"] == "Accept-Encoding, Cookie"
    assert (await site.get("/liste")).headers["vary"] == "Accept-Encoding"


async def test_a_page_that_sets_a_cookie_is_not_kept(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    answers = [await site.get("/keks") for _time in range(2)]
    assert len(site.town.asked) == 2
    assert "set-cookie" in answers[1].headers
    assert "must not set a cookie" in caplog.text


async def test_fields_in_another_order_are_the_same_address(site: Site) -> None:
    await site.get("/liste")
    await site.get("/liste?thema=tanz&ort=mitte")
    await site.get("/liste?ort=mitte&thema=tanz&utm_source=zeitung&ort=")
    assert site.town.asked == ["/liste?", "/liste?ort=mitte&thema=tanz"]


async def test_invented_fields_neither_fill_the_shelf_nor_reach_the_page(site: Site) -> None:
    await site.get("/liste?erfunden=0")
    for n in range(20):
        await site.get(f"/liste?erfunden={n}")
    assert site.town.asked == ["/liste?erfunden=0", "/liste?"]


async def test_the_shelf_stays_within_its_budget() -> None:
    async with open_site(budget=40_000) as site:
        for n in range(30):
            await site.get(f"/liste?thema={n}")
        assert site.shelf._size <= 40_000
        await site.get("/liste?thema=29")
        assert len(site.town.asked) == 30


# Forms


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0", None),
        ("gzip;q=0, br;q=0, *;q=0", None),
        ("*", "br"),
        ("identity", None),
        ("identity;q=0.5, gzip;q=0.4", None),
        ("x-gzip", "gzip"),
        ("BR;Q=0.9", "br"),
        ("gzip;q=unsinn", None),
        ("", None),
    ],
)
async def test_the_form_that_the_client_asks_for(site: Site, accepted: str, coding: str | None) -> None:
    plain = (await site.get("/liste")).content
    answer = await site.get("/liste", accept_encoding=accepted)
    assert answer.headers.get("content-encoding") == coding
    assert answer.content == plain
    assert answer.headers["vary"] == "Accept-Encoding"


async def test_the_packed_forms_are_what_they_say(site: Site) -> None:
    await site.get("/liste")
    packed = next(iter(site.shelf._answers.values())).packed
    plain = packed["identity"].body["body"]
    assert gzip.decompress(packed["gzip"].body["body"]) == plain
    assert brotli.decompress(packed["br"].body["body"]) == plain
    assert len({dict(one.start["headers"])[b"etag"] for one in packed.values()}) == 3


async def test_a_feed_can_stay_unpacked(site: Site) -> None:
    answer = await site.get("/feed.ics", accept_encoding="gzip, br")
    assert "content-encoding" not in answer.headers
    assert "vary" not in answer.headers
    assert answer.headers["cache-control"] == "public, max-age=300, no-transform"


# Asked again


@pytest.mark.parametrize(
    ("shape", "status"),
    [
        ("{etag}", 304),
        ("W/{etag}", 304),
        ('"anderes", W/{etag}', 304),
        ("*", 304),
        ('"anderes"', 200),
        ("unsinn", 200),
    ],
)
async def test_if_none_match(site: Site, shape: str, status: int) -> None:
    etag = (await site.get("/liste")).headers["etag"]
    answer = await site.get("/liste", if_none_match=shape.format(etag=etag))
    assert answer.status_code == status
    assert answer.headers["etag"] == etag
    if status == 304:
        assert answer.content == b""
        assert "content-type" not in answer.headers
        assert "content-length" not in answer.headers


async def test_the_etag_of_a_packed_form_is_known_too(site: Site) -> None:
    etag = (await site.get("/liste", accept_encoding="br")).headers["etag"]
    assert etag != (await site.get("/liste")).headers["etag"]
    assert (await site.get("/liste", accept_encoding="br", if_none_match=etag)).status_code == 304


async def test_if_modified_since(site: Site) -> None:
    made = (await site.get("/liste")).headers["last-modified"]
    assert made == "Fri, 05 Mar 2027 10:00:00 GMT"
    since = {
        when: (await site.get("/liste", if_modified_since=when)).status_code
        for when in (
            made,
            "Fri, 05 Mar 2027 09:59:59 GMT",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "gestern",
            "Fri, 99 Mar 2027",
        )
    }
    assert list(since.values()) == [304, 200, 200, 200, 200]


async def test_if_none_match_counts_more(site: Site) -> None:
    first = await site.get("/liste")
    answer = await site.get(
        "/liste", if_none_match='"anderes"', if_modified_since=first.headers["last-modified"]
    )
    assert answer.status_code == 200


async def test_new_words_are_newer_even_in_the_same_second(site: Site) -> None:
    before = (await site.get("/liste")).headers["last-modified"]
    await site.visitor.post("/aendern/events")
    after = await site.get("/liste", if_modified_since=before)
    assert after.status_code == 200
    assert after.headers["last-modified"] > before


async def test_the_same_words_keep_their_date(site: Site) -> None:
    before = await site.get("/liste")
    site.shelf.drop(["events"])
    site.town.pass_time(minutes=5)
    after = await site.get("/liste")
    assert dict(after.headers) == dict(before.headers)
