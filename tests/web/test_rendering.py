"""Layouts, fields, assets and the size of letters, as a person and a browser meet them."""

from collections.abc import AsyncIterator

import httpx
import pytest
from jinja2 import UndefinedError
from litestar import Litestar

from html_page import words
from mittendrin.web.addresses import own_path
from mittendrin.web.assets import asset
from mittendrin.web.forms import Form
from mittendrin.web.rendering import current, environment
from sample_app import OFFICE, PATHS, SITE, sample_app, show_fields
from visitor import ORIGIN, Visitor


@pytest.fixture
async def visitor() -> AsyncIterator[Visitor]:
    async with Visitor(sample_app()) as someone:
        yield someone


@pytest.mark.parametrize("path", PATHS)
async def test_every_layout_and_every_piece_keeps_the_rules_of_a_page(visitor: Visitor, path: str) -> None:
    assert (await visitor.get(path)).status == 200


async def test_the_title_is_the_heading_and_the_place(visitor: Visitor) -> None:
    shown = await visitor.get("/veranstaltungen")
    assert shown.title == "Danke & „gern“ – Mittendrin Kaiserslautern"


async def test_the_head_says_whom_to_call_and_until_when(visitor: Visitor) -> None:
    shown = await visitor.get("/veranstaltungen")
    head = words(next(shown.tree.iter("header")))
    assert "Rufen Sie uns an, heute bis 16 Uhr:" in head
    assert head.endswith("069 90 00 90 01Rückruf")


async def test_paper_says_the_hours_of_the_whole_week(visitor: Visitor) -> None:
    shown = await visitor.get("/veranstaltungen")
    printed = [words(one) for one in shown.tree.iter("small") if one.get("class") == "print"]
    assert printed == ["Montag bis Donnerstag 9 bis 16 Uhr, Freitag 9 bis 12 Uhr"]


async def test_the_menu_marks_where_one_is(visitor: Visitor) -> None:
    shown = await visitor.get("/mitmachen/probe")
    assert '<a href="/mitmachen" aria-current="true">' in shown.answer.text
    shown = await visitor.get("/veranstaltungen")
    assert '<a href="/veranstaltungen" aria-current="page">' in shown.answer.text


async def test_a_desk_has_its_own_menu_and_a_button_to_sign_out(visitor: Visitor) -> None:
    shown = await visitor.get("/buero/anliegen/7")
    assert [link.text for link in shown.links[1:6]] == [
        "MittendrinBüro · Demo-Seniorenbüro · Beispieldaten",
        "069 90 00 90 01",
        "Mein Zugang",
        "Heute",
        "Anliegen",
    ]
    assert '<a href="/buero/anliegen" aria-current="true">' in shown.answer.text
    assert shown.form("Abmelden").action == "/zugang/abmelden"


async def test_mistakes_come_first_and_lead_to_their_fields(visitor: Visitor) -> None:
    await visitor.get("/mitmachen/probe")
    shown = await visitor.submit("Weiter", mail="a@b.de", hilfe=[], text="", tag_tag="5")
    assert (shown.status, shown.title) == (422, "Fehler: Ich komme mit – Mittendrin Kaiserslautern")
    assert shown.errors == [
        "Für wen ist die Anmeldung?",
        "Schreiben Sie bitte Ihren Namen.",
        "Dieses Datum verstehen wir nicht. Schreiben Sie zum Beispiel: 5 3 2027",
        "Wählen Sie etwas aus.",
        "Schreiben Sie uns etwas.",
        "Bitte kreuzen Sie das an.",
    ]


async def test_nothing_typed_is_lost(visitor: Visitor) -> None:
    typed = {
        "wer": "du",
        "mail": "a@b.de",
        "hilfe": "k",
        "thema": "b",
        "text": "\n <b>eins</b>\nzwei",
        "tag_jahr": "27",
    }
    await visitor.get("/mitmachen/probe")
    form = (await visitor.submit("Weiter", **typed)).form("Weiter")
    kept = {name: form.value(name.replace("_", "-")) for name in typed}
    assert kept == typed | {"text": "<b>eins</b>\nzwei"}
    assert form.value("geheim") == ""


async def test_earlier_answers_are_carried(visitor: Visitor) -> None:
    form = (await visitor.get("/mitmachen/probe")).form("Weiter")
    assert [(one.name, one.value) for one in form.fields if one.kind == "hidden"] == [
        ("frueher", "a & b"),
        ("wann-tag", "24"),
        ("wann-monat", "11"),
        ("wann-jahr", "2026"),
    ]


async def test_letters_grow_with_a_link_and_one_stays_where_one_is(visitor: Visitor) -> None:
    await visitor.get("/mitmachen/probe?x=1")
    shown = await visitor.click("Größere Schrift")
    assert (shown.path, shown.tree.get("class")) == ("/mitmachen/probe?x=1", "gross")
    shown = await visitor.click("Normale Schrift")
    assert shown.tree.get("class") is None


async def test_letters_grow_on_a_page_that_answers_a_form_and_nothing_sent_is_lost(visitor: Visitor) -> None:
    await visitor.get("/mitmachen/probe")
    before = await visitor.submit("Weiter", mail="a@b.de", wer="du", text="<b>eins</b>\nzwei", tag_tag="5")
    shown = await visitor.submit("Größere Schrift")
    assert (shown.status, shown.path, shown.tree.get("class")) == (422, "/mitmachen/probe", "gross")
    assert (shown.errors, shown.form("Weiter").filled({})) == (
        before.errors,
        before.form("Weiter").filled({}),
    )
    assert (await visitor.submit("Normale Schrift")).tree.get("class") is None


@pytest.mark.parametrize(
    "address", ["//example.org", "https://example.org", "/\\example.org", "\\", "", "/a\r\nb: c", "a"]
)
def test_nobody_is_sent_elsewhere(address: str) -> None:
    assert own_path(address) == "/"


def test_own_addresses_are_kept_and_made_fit_for_a_header() -> None:
    assert own_path("/suche?suche=b%C3%A4r&x=1") == "/suche?suche=b%C3%A4r&x=1"
    assert own_path("/suche?suche=bär") == "/suche?suche=b%C3%A4r"


def test_a_misspelt_name_fails_instead_of_printing_nothing() -> None:
    sample_app()
    with pytest.raises(UndefinedError):
        environment().get_template("wrong.html").render(site=SITE, form=Form())


def test_a_translated_sentence_escapes_what_is_filled_in() -> None:
    template = environment().from_string('{{ _("Guten Tag {name}", name=name) }}')
    assert template.render(name="<b>") == "Guten Tag &lt;b&gt;"


def test_the_longest_entry_wins() -> None:
    marked = current(OFFICE.entries, "/buero/anliegen/7")
    assert marked is OFFICE.entries[1]
    assert current(OFFICE.entries, "/bueroklammer") is None


# Assets


async def test_assets_may_be_kept_for_ever(visitor: Visitor) -> None:
    answer = await visitor.client.get(asset("look.css"), headers={"accept-encoding": "br"})
    kept = {
        name: answer.headers[name] for name in ("cache-control", "content-encoding", "vary", "content-type")
    }
    assert kept == {
        "cache-control": "public, max-age=31536000, immutable",
        "content-encoding": "br",
        "vary": "Accept-Encoding",
        "content-type": "text/css; charset=utf-8",
    }
    assert asset("lexend.woff2") in answer.text


async def test_an_asset_that_is_known_is_not_sent_again(visitor: Visitor) -> None:
    first = await visitor.client.get(asset("icon.svg"))
    again = await visitor.client.get(asset("icon.svg"), headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_head_answers_like_get_without_a_body(visitor: Visitor) -> None:
    plain = {"accept-encoding": "identity"}
    first = await visitor.client.get(asset("lexend.woff2"), headers=plain)
    head = await visitor.client.head(asset("lexend.woff2"), headers=plain)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(first.content))


async def test_an_unknown_asset_is_not_found(visitor: Visitor) -> None:
    assert (await visitor.client.get("/assets/look.css")).status_code == 404


async def test_the_stylesheet_comes_even_when_nobody_knows_the_site(visitor: Visitor) -> None:
    visitor.app.state.load_site = None
    assert (await visitor.client.get(asset("look.css"))).status_code == 200


async def test_a_page_shows_itself_before_anybody_has_read_the_site() -> None:
    sample_app()
    app = Litestar([show_fields], openapi_config=None, logging_config=None)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN) as client:  # type: ignore[arg-type]
        answer = await client.get("/mitmachen/probe")
    assert (answer.status_code, "– Mittendrin</title>" in answer.text) == (200, True)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 429, 500, 503])
async def test_every_trouble_has_a_page_with_a_number_to_call(visitor: Visitor, status: int) -> None:
    shown = await visitor.get(f"/fehler/{status}")
    assert (shown.status, "069 90 00 90 01" in shown.text) == (status, True)
