"""What two like to talk about is found in common, however each of them has typed it."""

import pytest

from databases import Database
from makers import a_pair
from mittendrin.volunteering.candidates import offers_for, request_facts
from mittendrin.volunteering.common_ground import common_ground
from mittendrin.volunteering.liked import in_their_words, liked
from mittendrin.volunteering.matching import suggestions
from mittendrin.volunteering.reasons import reasons
from mittendrin.volunteering.tables import HelpRequest, Offer
from volunteering.made_up import TODAY
from volunteering.test_common_ground import ROW


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("garten", "Garten", "Garten"),
        ("Fussball", "Fußball", "Fußball"),
        ("Raetsel", "Rätsel", "Rätsel"),
        ("Garten und Musik", "Musik, Garten", "Garten und Musik"),
        ("Garten. Musik.", "garten", "garten"),
        ("Garten;  alte   Musik\nSchach", "Alte Musik", "Alte Musik"),
        ("Hunde", "Wanderungen", ""),
        ("Kunst", "Hundesport", ""),
        ("1. FC Kaiserslautern.", "Skat, 1. FC Kaiserslautern", "1. FC Kaiserslautern"),
        ("", "", ""),
        (", und .", "und", ""),
    ],
)
def test_typed_words_are_compared_as_people_mean_them(one: str, other: str, shared: str) -> None:
    assert in_their_words(liked(one) & liked(other), other) == shared


async def test_the_clerk_reads_what_two_have_in_common(database: Database) -> None:
    offer, request = await a_pair()
    await Offer.update({Offer.interests: "fussball und garten."}).where(Offer.id == offer)
    await HelpRequest.update({HelpRequest.interests: "Fußball, Kochen"}).where(HelpRequest.id == request)
    asked = await request_facts(request)
    (found,) = suggestions(asked, await offers_for(asked, TODAY), TODAY)
    assert "redet auch gern über Fußball" in reasons(found)


def test_both_read_what_they_have_in_common() -> None:
    row = ROW | {"offer.interests": "kochen und musik", "request.interests": "Musik. Kochen."}
    assert "Sie reden beide gern über Kochen und Musik." in common_ground(row)
