from asyncio import gather

from databases import Database
from makers import CLUB, NOW, a_city, a_district
from mittendrin.places.actions import add_venue
from mittendrin.places.queries import access_facts
from mittendrin.places.rules import Known, NewVenue
from mittendrin.places.tables import Venue


async def test_a_new_place_is_known_by_name_and_nothing_is_claimed_of_it(database: Database) -> None:
    await a_city()
    venue_id = await add_venue(NewVenue("Café Süd", "Demoweg 3", "67655", await a_district()), CLUB, NOW)
    venue = await Venue.objects().get(Venue.id == venue_id)
    assert venue is not None
    assert (venue.slug, venue.city, venue.address_checked) == ("cafe-sued", "Kaiserslautern", False)
    facts = (await access_facts({venue_id}))[venue_id]
    assert {fact.known for fact in facts} == {Known.UNKNOWN}


async def test_the_same_place_is_added_once_and_its_namesake_elsewhere_apart(database: Database) -> None:
    first = await add_venue(NewVenue("Café Süd", "Demoweg 3", "67655", None), CLUB, NOW)
    assert await add_venue(NewVenue("Café Süd", "Demoweg 3", "67655", None), CLUB, NOW) == first
    other = await add_venue(NewVenue("Café Süd", "Musterplatz 1", "67657", None), CLUB, NOW)
    assert other != first
    slugs = await Venue.select(Venue.slug).order_by(Venue.id).output(as_list=True)
    assert slugs == ["cafe-sued", "cafe-sued-2"]


async def test_the_same_place_added_at_once_is_one_place(database: Database) -> None:
    place = NewVenue("Café Süd", "Demoweg 3", "67655", None)
    answers = await gather(*(add_venue(place, CLUB, NOW) for _ in range(4)))
    assert await Venue.select(Venue.id).output(as_list=True) == list(set(answers))


async def test_namesakes_added_at_once_have_two_addresses(database: Database) -> None:
    streets = ("Demoweg 3", "Musterplatz 1")
    await gather(*(add_venue(NewVenue("Café Süd", one, "67655", None), CLUB, NOW) for one in streets))
    slugs = await Venue.select(Venue.slug).order_by(Venue.slug, Venue.id).output(as_list=True)
    assert slugs == ["cafe-sued", "cafe-sued-2"]
