"""What people agree to is what happens: who could fit reads some of it before anybody has said yes."""

import pytest

from databases import Database
from house.readability import measure
from makers import a_city, a_pair, a_proposal
from mittendrin.desks.office.helping.intake import CONSENT
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.texts.queries import FOLDER
from mittendrin.volunteering.sides import Side, by_id
from visitor import Visitor
from volunteering.test_pages import (
    ON,
    ask_from_when_it_suits_to_the_check_page,
    offer_up_to_the_check_page,
    the_town,
)

MOST_WORDS = 15
# Not "only": where it is, and what both like, is told as well.
BEFORE, ONLY = "Vornamen, Stadtteil, Zeiten und worum es geht.", "nur Vornamen"


async def test_whoever_offers_time_reads_what_is_told_before_a_yes(visitor: Visitor) -> None:
    await the_town()
    await offer_up_to_the_check_page(visitor)
    assert BEFORE in visitor.page.text
    assert "nur das Seniorenbüro" not in visitor.page.text


async def test_whoever_asks_for_help_reads_what_is_told_before_a_yes(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei="einkauf", **{"was-genau": "Einkaufen gehen"})
    await visitor.submit(ON, vorname="Demo", nachname="Person")
    await ask_from_when_it_suits_to_the_check_page(visitor, jederzeit="ja")
    assert BEFORE in visitor.page.text


def test_it_is_read_out_and_written_in_the_page_on_data_too() -> None:
    assert BEFORE in CONSENT
    assert ONLY not in CONSENT
    assert measure(CONSENT).longest <= MOST_WORDS
    assert BEFORE in (FOLDER / "datenschutz.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("side", Side)
async def test_no_more_than_that_is_told(database: Database, side: Side) -> None:
    await a_city()
    view = await by_id(await a_proposal(*await a_pair()), side)
    other = await by_id(view.id, Side.REQUESTER if side is Side.VOLUNTEER else Side.VOLUNTEER)
    purpose = "ask_volunteer" if side is Side.VOLUNTEER else "ask_requester"
    message = words(f"volunteering/messages/{purpose}.txt", view=view, office=await office())
    said = f"{message.subject}{message.body}{message.script}"
    assert all(one in said for one in (view.other_first_name, view.district, view.times, view.what))
    assert [one for one in (other.to.name, other.to.phone, other.to.email) if one and one in said] == []
