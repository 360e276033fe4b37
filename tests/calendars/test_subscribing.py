"""The page that explains subscribing, without a server around it."""

import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest

from mittendrin.calendars.rules import FeedChoice
from mittendrin.calendars.subscribing import (
    Offered,
    SubscribeView,
    read_choice,
    subscribe_view,
    subscription,
)
from mittendrin.web.forms import Form
from mittendrin.web.qr_code import qr_svg
from mittendrin.web.rendering import environment
from mittendrin.web.site import Site

OFFERED = Offered(
    topics={"sport": "Sport & Bewegung", "tanz": "Tanz"},
    districts={"innenstadt": "Innenstadt"},
    organisations={"tv-1861": "Turnverein"},
)
SITE = Site("Musterstadt", "Seniorenbüro", "+49631123456", (), "https://mittendrin.example")


def view(**choice: str) -> SubscribeView:
    return subscribe_view("Mittendrin Musterstadt", SITE.base_url, OFFERED, FeedChoice(**choice))


def shown(form: Form, **choice: str) -> str:
    around = {
        "site": SITE,
        "call_hint": "",
        "here": "/kalender",
        "back_here": "/kalender",
        "display": "",
        "nav": (),
        "typed": (),
        "send_again": (),
    }
    template = environment().get_template("calendars/subscribe.html")
    return template.render(**around, form=form, shortened=False, size="3 Kilobyte", view=view(**choice))


@pytest.mark.parametrize(
    ("query", "choice"),
    [
        ({}, FeedChoice()),
        ({"thema": "", "stadtteil": "", "organisation": ""}, FeedChoice()),
        ({"thema": "sport", "organisation": "tv-1861"}, FeedChoice("sport", None, "tv-1861")),
        ({"thema": "../x", "stadtteil": "innenstadt"}, FeedChoice(None, "innenstadt")),
    ],
)
def test_only_what_is_on_offer_can_be_chosen(query, choice):
    assert read_choice(query, OFFERED) == choice


def test_the_choice_names_its_feed():
    feed = view(topic="sport", district="innenstadt").subscription
    assert feed.name == "Mittendrin Musterstadt: Sport & Bewegung, Innenstadt"
    assert feed.address == "https://mittendrin.example/kalender/thema/sport/stadtteil/innenstadt.ics"
    assert feed.webcal == "webcal://mittendrin.example/kalender/thema/sport/stadtteil/innenstadt.ics"


def test_the_image_is_a_drawing_that_scales():
    image = subscription("Alles", "https://mittendrin.example/kalender/alle.ics").image
    drawing = b64decode(image.removeprefix("data:image/svg+xml;base64,"))
    assert drawing == qr_svg("webcal://mittendrin.example/kalender/alle.ics")
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own drawing
    assert "viewBox" in root.attrib
    assert "width" not in root.attrib


def test_the_page_offers_every_way():
    page = shown(Form(), topic="sport")
    feed = view(topic="sport").subscription
    for address in (feed.webcal, feed.address, feed.google):
        assert f'href="{address}"' in page
    assert "Sport &amp; Bewegung" in page
    assert page.count("<h1>") == 1


def test_the_page_remembers_what_was_chosen():
    page = shown(Form.filled(thema="tanz"), topic="tanz")
    assert re.findall(r'<option value="(\w*)" selected>', page) == ["tanz"]


def test_the_page_needs_no_scripts_and_shows_nothing_foreign():
    page = shown(Form())
    assert "<script" not in page
    assert "style=" not in page
    assert all(
        source.startswith("data:image/svg+xml;base64,") for source in re.findall(r'src="([^"]+)"', page)
    )
