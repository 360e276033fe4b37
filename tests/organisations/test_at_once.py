"""Two who change the same profile at the same moment: one after the other, each from what is true then."""

from asyncio import gather

import pytest

from makers import BOARD, CLUB, NOW, OFFICE, a_club, a_proven_club
from mittendrin.core.refusal import Refused
from mittendrin.organisations.actions import Entry, Naming, load, subject_of
from mittendrin.organisations.profiles import let_through, put_right, submit_profile
from mittendrin.organisations.queries import contact_of, profile_of
from mittendrin.organisations.rules import OrganisationKind, Profile
from mittendrin.publishing.tables import Revision

pytestmark = pytest.mark.usefixtures("database")
TIMES = 5


def a_profile(text: str) -> Profile:
    return Profile(text, "", ())


async def versions(organisation_id: int) -> list[tuple[str, str]]:
    """State, and what visitors saw before, as text in JSON."""
    columns = (Revision.state, Revision.before, Revision.content)
    of_it = Revision.subject == subject_of(organisation_id)
    rows = await Revision.select(*columns).where(of_it).order_by(Revision.id)
    return [(row["before"], row["content"]) for row in rows]


async def test_each_version_knows_the_one_before() -> None:
    club = await a_proven_club()
    wishes = [a_profile(f"Fassung {number}") for number in range(TIMES)]
    await gather(*(submit_profile(club, wish, CLUB, NOW) for wish in wishes))
    told = await versions(club)
    assert [before for before, _content in told][1:] == [content for _before, content in told][:-1]
    assert (await profile_of(await load(club))).text in told[-1][1]


async def test_what_the_office_puts_right_is_not_overtaken_by_what_the_board_just_lets_through() -> None:
    for number in range(TIMES):
        club = await a_club(f"Demo-Verein {number}")
        await submit_profile(club, a_profile("Vom Verein"), CLUB, NOW)
        waits = await Revision.select(Revision.id).where(Revision.subject == subject_of(club)).first()
        assert waits
        organisation = await load(club)
        naming = Naming(organisation.name, OrganisationKind(organisation.kind))
        entry = Entry(naming, contact_of(organisation), a_profile("Vom Büro"))
        board, office = await gather(
            let_through(waits["id"], BOARD, NOW), put_right(club, entry, OFFICE, NOW), return_exceptions=True
        )
        assert isinstance(board, Refused) or board == club
        assert office is None
        assert (await profile_of(await load(club))).text == "Vom Büro"
