"""What both read of time and place before their yes; also where the office asks although something is in the way."""

from datetime import date
from typing import Any

import pytest

from databases import Database
from makers import NOW, a_city, a_district, a_pair, a_proposal
from mittendrin.core.clock import local_day
from mittendrin.outbox.rules import Words
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.places.tables import HelpCategory
from mittendrin.volunteering.candidates import fitting_offers, request_facts
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.matching import suggestions
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.tables import HelpRequest, Offer, OfferCategory
from mittendrin.volunteering.when_and_where import to_arrange, when, where
from visitor import Visitor

MORNING, EVENING = grid_of([(1, Part.MORNING)]), grid_of([(1, Part.EVENING)])
ROW: dict[str, Any] = {
    "offer.times": MORNING, "offer.on_days": "", "offer.day_parts": 0, "offer.frequency": "weekly",
    "request.times": MORNING, "request.on_days": "", "request.frequency": "weekly", "request.wanted_until": None,
    "request.place": "", "request.category.meets": "visit", "offer.reach_km": 2,
    "created_at": NOW, "offer.gone_from": None, "offer.gone_until": None,
    "offer.district": 1, "request.district": 1, "offer.district.latitude": 49.445,
    "offer.district.longitude": 7.778, "request.district.latitude": 49.445, "request.district.longitude": 7.778,
}  # fmt: skip
FAR_AWAY = {"request.district": 2, "request.district.latitude": 49.40}
NO_TIME = "Eine gemeinsame Zeit müssten Sie noch finden."
A_LONG_WAY = "Der Weg ist weiter als angeboten."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, ("Dienstag vormittags", [])),
        ({"request.wanted_until": date(2027, 3, 5)}, ("Dienstag vormittags, bis Freitag, 5. März 2027", [])),
        (
            {"request.on_days": "2027-03-09", "request.frequency": "once"},
            ("Dienstag vormittags, und zwar am Dienstag, 9. März", []),
        ),
        (
            {"offer.times": EVENING},
            ("gewünscht ist Dienstag vormittags, möglich ist Dienstag abends", [NO_TIME]),
        ),
        (
            {"offer.times": 0, "offer.on_days": "2027-03-09", "offer.day_parts": 1},
            ("gewünscht ist Dienstag vormittags, möglich ist am Dienstag, 9. März vormittags", [NO_TIME]),
        ),
        (
            {"offer.times": EVENING, "request.on_days": "2027-03-09"},
            (
                "gewünscht ist Dienstag vormittags, und zwar am Dienstag, 9. März, möglich ist Dienstag abends",
                [NO_TIME],
            ),
        ),
        (FAR_AWAY, ("Dienstag vormittags", [A_LONG_WAY])),
        (FAR_AWAY | {"request.place": "phone"}, ("Dienstag vormittags", [])),
        (FAR_AWAY | {"request.district.latitude": None}, ("Dienstag vormittags", [])),
    ],
)
def test_it_says_when_and_what_is_in_the_way(changed: dict[str, Any], said: tuple[str, list[str]]) -> None:
    row = ROW | changed
    assert (when(row), to_arrange(row)) == said


BOTH = "am Dienstag, 12. Januar und am Dienstag, 19. Januar"


@pytest.mark.parametrize(
    ("asked_on", "pause", "said"),
    [
        (11, None, BOTH),
        (13, None, "am Dienstag, 19. Januar"),
        (11, (date(2027, 1, 18), date(2027, 1, 30)), "am Dienstag, 12. Januar"),
        (11, (date(2027, 1, 11), date(2027, 1, 30)), BOTH),
    ],
    ids=["both", "one is over", "a pause on one", "a pause since"],
)
def test_only_days_on_which_they_can_meet_are_named(
    asked_on: int, pause: tuple[date, date] | None, said: str
) -> None:
    first, last = pause or (None, None)
    row = ROW | {
        "request.on_days": "2027-01-12,2027-01-19",
        "created_at": NOW.replace(day=asked_on),
        "offer.gone_from": first,
        "offer.gone_until": last,
    }
    assert (when(row), to_arrange(row)) == (f"Dienstag vormittags, und zwar {said}", [])


@pytest.mark.parametrize(
    ("place", "kind", "said"),
    [
        ("phone", "visit", "am Telefon oder am Bildschirm"),
        ("", "phone", "am Telefon oder am Bildschirm"),
        ("home", "phone", ""),
        ("home", "visit", ""),
        ("", "visit", ""),
        ("", "anyhow", ""),
    ],
)
def test_only_what_is_on_the_telephone_is_said(place: str, kind: str, said: str) -> None:
    assert where(ROW | {"request.place": place, "request.category.meets": kind}) == said


async def asked(proposal: int, side: Side) -> Words:
    view = await by_id(proposal, side)
    return words(f"volunteering/messages/ask_{side.value}.txt", view=view, office=await office())


@pytest.mark.parametrize("side", Side, ids=str)
async def test_whoever_is_asked_all_the_same_hears_why(database: Database, side: Side) -> None:
    await a_city()
    offer, request = await a_pair()
    await Offer.update({Offer.times: EVENING}).where(Offer.id == offer)
    await HelpRequest.update({HelpRequest.times: MORNING}).where(HelpRequest.id == request)
    said = await asked(await a_proposal(offer, request), side)
    both = "gewünscht ist Dienstag vormittags, möglich ist Dienstag abends"
    assert f"Wann: {both}\n" in said.body
    assert f"Zeiten: {both}." in said.script
    assert NO_TIME in said.body
    assert NO_TIME in said.script


async def test_the_page_says_it_too(visitor: Visitor) -> None:
    await a_city()
    offer, request = await a_pair()
    await Offer.update({Offer.times: EVENING}).where(Offer.id == offer)
    await HelpRequest.update(
        {HelpRequest.times: MORNING, HelpRequest.place: "phone", HelpRequest.costs: "asker"}
    ).where(HelpRequest.id == request)
    proposal = await a_proposal(offer, request)
    await visitor.get((await by_id(proposal, Side.VOLUNTEER)).path)
    for sentence in (
        "Wanngewünscht ist Dienstag vormittags, möglich ist Dienstag abends",
        "Woam Telefon oder am Bildschirm",
        "KostenWer Hilfe bekommt, bezahlt Fahrt und Einkauf",
        f"Das besprechen Sie bitte noch:{NO_TIME}",
    ):
        assert sentence in visitor.page.text


async def it_is_about_calling(request: int) -> int:
    calling = await HelpCategory.select(HelpCategory.id).where(HelpCategory.slug == "telefonkette").first()
    assert calling
    await HelpRequest.update({HelpRequest.category: calling["id"]}).where(HelpRequest.id == request)
    return int(calling["id"])


async def test_whoever_helps_only_on_the_telephone_calls_and_listens(database: Database) -> None:
    """Nobody has to say that calling is done by telephone."""
    await a_city()
    offer, request = await a_pair()
    liked = OfferCategory(offer=offer, category=await it_is_about_calling(request))
    await OfferCategory.insert(liked)
    far = await a_district("Betzenberg")
    await Offer.update({Offer.by_phone: "only", Offer.reach_km: 0, Offer.district: far}).where(
        Offer.id == offer
    )
    today = local_day(NOW)
    asked = await request_facts(request)
    assert [one.offer.id for one in suggestions(asked, await fitting_offers(asked, today), today)] == [offer]
    await HelpRequest.update({HelpRequest.place: "home"}).where(HelpRequest.id == request)
    asked = await request_facts(request)
    assert suggestions(asked, await fitting_offers(asked, today), today) == []


async def test_both_hear_that_it_is_on_the_telephone(database: Database) -> None:
    await a_city()
    offer, request = await a_pair()
    await it_is_about_calling(request)
    proposal = await a_proposal(offer, request)
    for side in Side:
        said = await asked(proposal, side)
        assert "Wo: am Telefon oder am Bildschirm\n" in said.body
        assert "Das geht am Telefon oder am Bildschirm." in said.script


async def test_that_a_car_is_needed_is_told_after_both_yeses(database: Database) -> None:
    """As the form promises."""
    await a_city()
    offer, request = await a_pair()
    await Offer.update({Offer.has_car: True}).where(Offer.id == offer)
    await HelpRequest.update({HelpRequest.needs: "car"}).where(HelpRequest.id == request)
    proposal = await a_proposal(offer, request)
    for side in Side:
        said = await asked(proposal, side)
        assert "Auto" not in f"{said.body} {said.script}"
