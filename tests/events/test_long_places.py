"""A new name of a house goes into the single dates that were moved there, as far as there is room for it."""

import pytest

from makers import NOW, a_published_event, a_venue, occurrence_ids
from mittendrin.audit.rules import SYSTEM
from mittendrin.events.tables import Occurrence
from mittendrin.events.venue_changes import change_venue
from mittendrin.places.rules import VenueContent
from mittendrin.places.tables import Venue

LONG = "Haus der Begegnung am Park " * 4


@pytest.mark.usefixtures("database")
async def test_a_long_new_name_with_a_long_room_is_cut_and_no_error() -> None:
    venue = await a_venue()
    first = (await occurrence_ids(await a_published_event()))[0]
    row = await Venue.select(Venue.name, Venue.district).where(Venue.id == venue).first()
    assert row
    moved = {Occurrence.venue: venue, Occurrence.place: f"{row['name']}, Blaues Zimmer im Hof"}
    await Occurrence.update(moved).where(Occurrence.id == first)
    content = VenueContent(LONG, "Südweg 3", "67655", "Kaiserslautern", row["district"], None, None, "")
    await change_venue(venue, content, SYSTEM, NOW)
    found = await Occurrence.select(Occurrence.place).where(Occurrence.id == first).first()
    assert found == {"place": f"{LONG}, Blaues Zimmer im Hof"[:120]}
