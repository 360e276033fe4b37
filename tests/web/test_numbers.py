"""Numbers in addresses that no row can have."""

import pytest

from mittendrin.core.numbers import LARGEST_NUMBER, read_number
from people import a_lead, a_responsible, sign_in
from visitor import Visitor

TOO_LARGE = (LARGEST_NUMBER + 1, 2**63, 10**25, 0, -1)


@pytest.mark.parametrize("text", ["", "x", "-1", "2147483648", "0" * 12 + "1", "٣", "1" * 5_000])
def test_is_the_number_of_nothing(text: str) -> None:
    assert read_number(text) is None


def test_reads_the_largest_number() -> None:
    assert read_number(str(LARGEST_NUMBER)) == LARGEST_NUMBER


@pytest.mark.parametrize("number", TOO_LARGE)
async def test_an_address_with_such_a_number_leads_to_nothing(visitor: Visitor, number: int) -> None:
    await sign_in(visitor, await a_lead())
    for path in ("/buero/personen", "/buero/anmeldungen", "/buero/zugaenge", "/buero/meldungen"):
        await visitor.get(f"{path}/{number}")
        assert visitor.page.status == 404
    await visitor.post(f"/buero/zugaenge/{number}/schliessen")
    assert visitor.page.status == 404


async def test_a_club_finds_nothing_there_either(visitor: Visitor) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"/verein/demo-turnverein-barbarossa/termine/{10**25}")
    assert visitor.page.status == 404


@pytest.mark.parametrize("query", ["anrufe?fertig=999999999999", "anmelden?termin=99999999999-99999999999"])
async def test_such_a_number_behind_the_address_is_passed_over(visitor: Visitor, query: str) -> None:
    await sign_in(visitor, await a_lead())
    await visitor.get(f"/buero/{query}")
    assert visitor.page.status == 200
