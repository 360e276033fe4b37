"""What both sides read before their yes says what fits, and never who it is or where they live."""

from datetime import timedelta
from typing import Any

import pytest

from databases import Database
from makers import NOW, a_city, a_district, a_pair, a_proposal
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.places.tables import District
from mittendrin.volunteering.common_ground import common_ground
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.tables import HelpRequest, Offer
from visitor import Visitor

ROW: dict[str, Any] = {
    "offer.languages": "de,ru", "request.languages": "ru,de", "offer.interests": "Garten, Musik",
    "request.interests": "Musik", "offer.frequency": "weekly", "request.frequency": "weekly",
    "request.organisation.name": None, "request.place": "", "request.category.meets": "visit",
    "offer.district": 1, "request.district": 1, "offer.district.latitude": 49.445,
    "offer.district.longitude": 7.778, "request.district.latitude": 49.445, "request.district.longitude": 7.778,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {},
            [
                "Sie wohnen im selben Stadtteil.",
                "Sie sprechen beide Russisch.",
                "Sie reden beide gern über Musik.",
            ],
        ),
        (
            {
                "request.district": 2,
                "request.district.latitude": 49.42,
                "offer.languages": "de",
                "offer.interests": "",
            },
            ["Ihre Stadtteile liegen etwa 3 km auseinander."],
        ),
        (
            {
                "request.organisation.name": "Demo-Turnverein",
                "request.interests": "",
                "request.languages": "",
                "offer.frequency": "monthly",
            },
            ["Möglich ist es: einmal im Monat."],
        ),
        (
            {
                "request.district": None,
                "request.interests": "",
                "request.languages": "de",
                "request.needs": "stairs",
            },
            [],
        ),
    ],
)
def test_it_says_what_both_have_in_common(changed: dict[str, Any], said: list[str]) -> None:
    assert common_ground(ROW | changed) == said


@pytest.mark.parametrize("side", Side)
async def test_both_read_the_reasons_in_every_channel(
    database: Database, visitor: Visitor, side: Side
) -> None:
    await a_city()
    offer, request = await a_pair()
    await Offer.update({Offer.languages: "de,ru", Offer.interests: "Garten"}).where(Offer.id == offer)
    asked: dict[Any, Any] = {HelpRequest.languages: "ru", HelpRequest.interests: "Garten"}
    await HelpRequest.update(asked).where(HelpRequest.id == request)
    view = await by_id(await a_proposal(offer, request), side)
    reasons = "Sie wohnen im selben Stadtteil. Sie sprechen beide Russisch. Sie reden beide gern über Garten."
    purpose = "ask_volunteer" if side is Side.VOLUNTEER else "ask_requester"
    message = words(f"volunteering/messages/{purpose}.txt", view=view, office=await office())
    assert (reasons in message.body, reasons in message.script) == (True, True)
    if side is Side.VOLUNTEER:
        await visitor.get(view.path)
        assert reasons.replace(". ", ".") in visitor.page.text.replace(". ", ".").replace(".\n", ".")


async def test_no_reason_tells_how_far_it_is_between_two_homes(database: Database) -> None:
    """What the clerk reads names metres; what the two read are the middles of districts, by their names."""
    await a_city()
    offer, request = await a_pair()
    east, west = await a_district("Innenstadt Ost"), await a_district("Betzenberg")
    for district, north in ((east, 49.445), (west, 49.439)):
        await District.update({District.latitude: north, District.longitude: 7.77}).where(
            District.id == district
        )
    await HelpRequest.update({HelpRequest.district: west}).where(HelpRequest.id == request)
    view = await by_id(await a_proposal(offer, request), Side.VOLUNTEER)
    assert view.reasons == ["Ihre Stadtteile liegen etwa 1 km auseinander."]
    assert view.answer_until > NOW + timedelta(days=1)
