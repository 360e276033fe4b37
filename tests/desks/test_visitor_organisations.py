"""The public pages of organisations."""

import pytest

from makers import a_city, a_club, a_district, a_published_event
from mittendrin.core.text import search_column
from mittendrin.organisations.rules import OrganisationKind
from mittendrin.organisations.tables import Organisation, OrganisationDistrict
from mittendrin.places.tables import District
from visitor import Visitor


async def three_organisations() -> None:
    await a_city()
    await a_club("Demo-Turnverein")
    choir = await a_club("Demo-Bürgerchor")
    church = await a_club("Demo-Gemeinde")
    await Organisation.update(
        {Organisation.search: search_column("Demo-Bürgerchor Wir singen Lieder von früher.")}
    ).where(Organisation.id == choir)
    await Organisation.update({Organisation.kind: OrganisationKind.CHURCH.value}).where(
        Organisation.id == church
    )
    west, east = await a_district("Innenstadt West"), await a_district()
    await District.update({District.synonyms: "Ostend"}).where(District.id == east)
    await OrganisationDistrict.insert(
        OrganisationDistrict(organisation=choir, district=west),
        OrganisationDistrict(organisation=church, district=east),
    )


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Demo-Bürgerchor", "Demo-Gemeinde", "Demo-Turnverein"]),
        ("?art=church", ["Demo-Gemeinde"]),
        ("?stadtteil=innenstadt-west", ["Demo-Bürgerchor", "Demo-Turnverein"]),
        ("?suche=Buergerchor", ["Demo-Bürgerchor"]),
        ("?suche=LIEDER früher", ["Demo-Bürgerchor"]),
        ("?suche=ostend", ["Demo-Gemeinde"]),
        ("?suche=nichts", []),
        ("?art=unsinn&seite=x", ["Demo-Bürgerchor", "Demo-Gemeinde", "Demo-Turnverein"]),
        ("?seite=9", []),
    ],
)
async def test_organisations_are_chosen_by(visitor: Visitor, query: str, shown: list[str]) -> None:
    await three_organisations()
    await visitor.get(f"/organisationen{query}")
    found = [link.text for link in visitor.page.links if link.href.startswith("/organisationen/")]
    assert found == shown


async def test_many_organisations_come_in_pages(visitor: Visitor) -> None:
    for number in range(51):
        await a_club(f"Demo-Verein {number:02}")
    await visitor.get("/organisationen")
    assert "51 Einträge" in visitor.page.text
    await visitor.click("Weiter")
    assert "Demo-Verein 50" in visitor.page.text


async def test_an_organisation_shows_its_contact_and_its_next_dates(visitor: Visitor) -> None:
    await a_published_event()
    await Organisation.update({Organisation.website: "javascript:alert(1)"}, force=True)
    await visitor.get("/organisationen")
    await visitor.click("Demo-Turnverein Barbarossa")
    for words in ("069 90 00 90 12", "Gymnastik im Sitzen", "in der ganzen Stadt", "Verein"):
        assert words in visitor.page.text
    assert "javascript" not in visitor.page.answer.text
    await visitor.click("Alle Termine der nächsten Wochen")
    assert "Gymnastik im Sitzen" in visitor.page.text


async def test_an_organisation_that_has_left_is_not_shown(visitor: Visitor) -> None:
    club = await a_club()
    await Organisation.update({Organisation.active: False}).where(Organisation.id == club)
    assert (await visitor.get("/organisationen/demo-turnverein-barbarossa")).answer.status_code == 404
    await visitor.get("/organisationen")
    assert "0 Einträge" in visitor.page.text
