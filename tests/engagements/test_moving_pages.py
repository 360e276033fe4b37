"""A visit is moved by link, or at the office."""

import pytest

from engagement_makers import a_trial, a_visit
from makers import a_city
from mittendrin.engagements.pairs import pair
from mittendrin.volunteering.sides import Side
from moving_visits import THURSDAY, THURSDAY_AT_THREE, TUESDAY_AT_TEN, all_is_heard, moved, said, visits
from people import a_clerk, sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")


async def test_the_helper_moves_it_by_link(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await a_visit(engagement)
    found = await pair(engagement)
    await visitor.get(found.path(Side.VOLUNTEER))
    await visitor.click("Verlegen Dienstag, 12. Januar, 10 Uhr")
    assert "Termin verlegen" in visitor.page.heading
    await visitor.submit("Verlegen und Bescheid sagen", **(THURSDAY | {"besuch-tag": "3"}))
    assert "schon vorbei" in visitor.page.text
    await visitor.submit("Verlegen und Bescheid sagen", **THURSDAY)
    assert "Donnerstag, 14. Januar, 15 Uhr verabredet" in visitor.page.text
    assert await visits() == [(THURSDAY_AT_THREE, "planned")]


async def test_only_the_helper_does(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    visit = await a_visit(engagement)
    path = (await pair(engagement)).path(Side.REQUESTER)
    await visitor.get(path)
    assert "Verlegen" not in visitor.page.text
    for answer in (
        await visitor.get(f"{path}/besuche/{visit}/verlegen"),
        await visitor.post(f"{path}/besuche/{visit}/verlegen", THURSDAY),
    ):
        assert answer.status == 404


async def test_the_office_moves_it_for_one_of_them(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await a_visit(engagement)
    await all_is_heard()
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    await visitor.click("Verlegen Dienstag, 12. Januar, 10 Uhr")
    await visitor.submit("Verlegen und Bescheid sagen", **THURSDAY, seite="requester")
    assert (
        "Besuch verlegt: Dienstag, 12. Januar, 10 Uhr → Donnerstag, 14. Januar, 15 Uhr" in visitor.page.text
    )
    assert await said() == [("visit_moved_volunteer", "Demo-Person Hilfe")]


async def test_a_button_beside_another_day_does_nothing(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    visit = await a_visit(engagement)
    found = await pair(engagement)
    for path, button in (
        (found.path(Side.VOLUNTEER), "Da kann ich nicht Dienstag, 12. Januar, 10 Uhr"),
        (found.path(Side.REQUESTER), "Ich brauche an diesem Tag niemanden Dienstag, 12. Januar, 10 Uhr"),
    ):
        await visitor.get(path)
        await moved(visit)
        await visitor.submit(button)
        assert "Die Zeit ist inzwischen eine andere." in visitor.page.text
        assert await visits() == [(THURSDAY_AT_THREE, "planned")]
        await moved(visit, TUESDAY_AT_TEN)
