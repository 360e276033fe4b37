"""Forms: every mistake at once, nothing typed is lost, nothing sent breaks us."""

import datetime as dt
from enum import StrEnum
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from litestar import Litestar, Request, post

from mittendrin.core.refusal import NotFound, Refused
from mittendrin.web.forms import LINE_LIMIT, Form, Invalid, _grouped, _pairs, date_boxes, read_form

TODAY = dt.date(2026, 11, 24)


class Way(StrEnum):
    call = "anruf"
    letter = "brief"


def sent(**values: str | list[str]) -> Form:
    return Form.filled(**values)


def test_says_every_mistake_at_once_in_the_order_of_the_fields() -> None:
    form = sent(telefon="3", mail="abc", anzahl="viele")
    form.line("name", required="Schreiben Sie bitte Ihren Namen.")
    form.phone("telefon")
    form.email("mail")
    form.number("anzahl", 1, 9)
    assert list(form.errors) == ["name", "telefon", "mail", "anzahl"]
    assert form.errors["name"] == "Schreiben Sie bitte Ihren Namen."
    assert form.errors["mail"] == "In der E-Mail-Adresse fehlt das Zeichen @."


def test_keeps_what_was_typed() -> None:
    form = sent(telefon="3", mail="abc")
    form.phone("telefon")
    assert (form.value("telefon"), form.value("mail"), form.value("nie")) == ("3", "abc", "")


def test_check_raises_only_when_something_is_wrong() -> None:
    form = sent(name="Demo")
    form.check()
    form.refuse(Refused("Alle Plätze sind belegt."))
    with pytest.raises(Invalid) as caught:
        form.check()
    assert caught.value.form is form


def test_a_refusal_goes_to_its_field_or_to_the_whole_form() -> None:
    form = sent()
    with form.refusals():
        raise Refused("Diesen Termin gibt es schon.", "titel")
    with form.refusals():
        raise Refused("Alle Plätze sind belegt.")
    assert form.errors == {"titel": "Diesen Termin gibt es schon.", "": "Alle Plätze sind belegt."}


def test_refusals_lets_everything_else_through() -> None:
    with pytest.raises(NotFound), sent().refusals():
        raise NotFound


def test_refusals_goes_on_behind_the_block() -> None:
    form = sent()
    with form.refusals():
        form.line("name", required="Name fehlt.")
        form.check()
        raise AssertionError
    assert form.errors == {"name": "Name fehlt."}


def test_a_missing_required_value_answers_a_stand_in_of_its_type() -> None:
    form = sent()
    values = [
        form.line("a", required="!"),
        form.number("b", 1, 9, required="!"),
        form.date("c", TODAY, required="!"),
        form.time("d", required="!"),
        form.euro("e", required="!"),
        form.phone("f", required="!"),
    ]
    assert [type(value) for value in values] == [str, int, dt.date, dt.time, int, str]
    assert len(form.errors) == len(values)


def test_what_is_optional_may_stay_empty() -> None:
    form = sent(a="  ", b="")
    assert (form.line("a"), form.phone("b"), form.email("b"), form.time("b")) == ("", None, None, None)
    assert (form.choice("b", Way), form.many("b", Way), form.yes("b")) == (None, [], False)
    assert not form.errors


def test_a_choice_is_one_of_the_options() -> None:
    assert sent(weg="brief").choice("weg", Way, required="!") is Way.letter
    assert sent(weg="brief").choice("weg", {"brief": "mit der Post"}) == "brief"
    form = sent(weg="taube")
    form.choice("weg", Way)
    assert form.errors == {"weg": "Bitte wählen Sie eine der Antworten, die hier stehen."}


def test_many_answers_in_the_order_of_the_options() -> None:
    assert sent(weg=["brief", "anruf"]).many("weg", Way) == [Way.call, Way.letter]
    form = sent(weg=["brief", "taube"])
    assert form.many("weg", Way) == [Way.letter]
    assert form.errors == {"weg": "Bitte wählen Sie eine der Antworten, die hier stehen."}


@pytest.mark.parametrize("text", ["7", " 7 ", "07"])
def test_reads_a_number(text: str) -> None:
    assert sent(n=text).number("n", 1, 9) == 7


@pytest.mark.parametrize("text", ["0", "10", "-1", "1,5", "²", "٣", "9" * 150, "ja"])
def test_refuses_what_is_no_number_from_one_to_nine(text: str) -> None:
    form = sent(n=text)
    form.number("n", 1, 9)
    assert form.errors == {"n": "Schreiben Sie bitte eine Zahl von 1 bis 9."}


def test_a_date_comes_from_boxes_or_from_a_line() -> None:
    day = dt.date(2027, 3, 5)
    assert sent(**date_boxes("tag", day)).date("tag", TODAY) == day
    assert sent(**{"tag-tag": "5.", "tag-monat": "3.", "tag-jahr": "27"}).date("tag", TODAY) == day
    assert sent(tag="5.3.27").date("tag", TODAY) == day


def test_an_impossible_date_is_said_at_its_field() -> None:
    form = sent(**{"tag-tag": "31", "tag-monat": "2", "tag-jahr": "2027"})
    form.date("tag", TODAY, required="!")
    assert list(form.errors) == ["tag"]


def test_reads_an_address() -> None:
    assert sent(m="Frau.Demo@Mail.Example.ORG").email("m", required="!") == "Frau.Demo@mail.example.org"
    form = sent(m="frau.demo@")
    form.email("m")
    assert list(form.errors) == ["m"]


def test_too_much_is_said_and_nothing_is_cut_in_secret() -> None:
    form = sent(name="x" * (LINE_LIMIT + 1))
    form.line("name")
    assert form.errors == {"name": f"Das ist zu lang. Schreiben Sie bitte höchstens {LINE_LIMIT} Zeichen."}


def test_cleans_what_no_keyboard_writes() -> None:
    form = sent(name="De\x00mo\u202e\r\nPerson", text="eins\r\nzwei\x07")
    assert (form.line("name"), form.text("text")) == ("Demo Person", "eins\nzwei")


def test_carries_answers_with_the_boxes_of_a_date() -> None:
    form = sent(name="Demo", hilfe=["a", "b"], **{"tag-tag": "5", "tag-monat": "3"})
    carried = form.carried(["name", "hilfe", "tag", "fehlt"])
    assert carried == [("name", "Demo"), ("hilfe", "a"), ("hilfe", "b"), ("tag-tag", "5"), ("tag-monat", "3")]


@post("/")
async def echo(request: Request[Any, Any, Any]) -> dict[str, object]:
    form = await read_form(request)
    upload = form.upload("datei")
    return {
        "name": form.line("name"),
        "day": str(form.date("tag", TODAY)),
        "many": form.many("weg", Way),
        "upload": upload.filename if upload else None,
        "errors": form.errors,
    }


APP = Litestar([echo], openapi_config=None, logging_config=None, request_max_body_size=1_000_000)


def browser() -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(APP), base_url="https://senioren.example.org")  # type: ignore[arg-type]


async def answer_to(body: bytes, kind: str) -> httpx.Response:
    async with browser() as client:
        return await client.post("/", content=body, headers={"content-type": kind})


async def test_reads_a_form_as_browsers_send_it() -> None:
    async with browser() as client:
        data = {
            "name": "Frau Müller & Co",
            "weg": ["anruf", "brief"],
            "tag-tag": "5",
            "tag-monat": "3",
            "tag-jahr": "27",
        }
        answer = await client.post("/", data=data)
    assert answer.json()["name"] == "Frau Müller & Co"
    assert (answer.json()["many"], answer.json()["day"]) == (["anruf", "brief"], "2027-03-05")


async def test_reads_a_form_with_a_file() -> None:
    async with browser() as client:
        answer = await client.post("/", data={"name": "Demo"}, files={"datei": ("k.ics", b"BEGIN:VCALENDAR")})
    assert (answer.json()["name"], answer.json()["upload"]) == ("Demo", "k.ics")


async def test_sent_twice_the_first_one_counts() -> None:
    answer = await answer_to(b"name=eins&name=zwei", "application/x-www-form-urlencoded")
    assert answer.json()["name"] == "eins"


KINDS = [
    "",
    "text/plain",
    "application/json",
    "application/x-www-form-urlencoded; charset=klingon",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=x",
    "multipart/form-data; boundary=" + "x" * 200,
]
BODIES = [
    b"",
    b"name=%ff%fe%00",
    b"\xff\x00=&&&;;==",
    b"a=1&" * 20_000,
    b"name=" + b"x" * 900_000,
    b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\xff\xfe\r\n--x--\r\n',
    b'--x\r\nContent-Disposition: form-data; name="name"\r\n',
    b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: a/b; charset=klingon\r\n\r\n--x--',
    b"--x\r\n\r\n\r\n--x--\r\n",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", BODIES)
async def test_nothing_that_is_sent_breaks_us(kind: str, body: bytes) -> None:
    assert (await answer_to(body, kind)).status_code == 201


async def test_too_large_is_said_as_such() -> None:
    answer = await answer_to(b"x" * 1_000_001, "multipart/form-data; boundary=x")
    assert answer.status_code == 413


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from(["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]),
)
async def test_no_bytes_break_us(body: bytes, kind: str) -> None:
    assert (await answer_to(body, kind)).status_code == 201


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_a_reader(text: str) -> None:
    form = sent(**{"f": text, "d-tag": text, "d-monat": text})
    form.line("f"), form.text("f"), form.choice("f", Way), form.number("f", 1, 9), form.date("f", TODAY)
    (
        form.time("f"),
        form.euro("f"),
        form.phone("f"),
        form.email("f"),
        form.date("d", TODAY),
        form.many("f", Way),
    )


def test_a_number_without_area_code_gets_that_of_the_town() -> None:
    here, nowhere = Form({"telefon": ["36512"]}, area_code="0631"), sent(telefon="36512")
    assert (here.phone("telefon"), here.errors) == ("+4963136512", {})
    nowhere.phone("telefon")
    assert nowhere.errors["telefon"] == "Diese Nummer ist zu kurz. Schreiben Sie bitte auch die Vorwahl."


async def test_bytes_that_are_no_text_are_refused_in_words() -> None:
    form = Form(_grouped(_pairs(b"name=Grete+M%FCller&text=gut&mail=%C3%28")))
    form.line("name")
    form.text("text")
    form.email("mail")
    sentence = "Ein Zeichen konnten wir nicht lesen: \ufffd. Schreiben Sie es bitte noch einmal."
    assert form.errors == {"name": sentence, "mail": sentence}
    assert form.value("name") == "Grete M\ufffdller"
