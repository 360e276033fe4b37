"""What the two say when it is over: new until the office has opened it, and who has said nothing is asked."""

from datetime import timedelta
from typing import Any

import pytest

import people
from app_fixtures import StandingClock
from databases import Database
from engagement_makers import a_trial
from makers import NOW, OFFICE, a_city
from mittendrin.engagements.ending import Ending, finish, give_feedback
from mittendrin.engagements.hearing_back import new_feedback, without_feedback
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.rules import EndReason
from mittendrin.engagements.tables import Feedback
from mittendrin.engagements.telling import Voice
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Offer
from visitor import Visitor

HELPER, ASKER = "Demo-Person Hilfe", "Demo-Person Suche"
LATER = NOW + timedelta(days=1)


async def ended(reason: EndReason = EndReason.NOT_NEEDED) -> int:
    await a_city()
    engagement = await a_trial()
    await finish(engagement, Ending(reason), Voice(OFFICE), NOW)
    return engagement


async def says(engagement: int, side: Side, what: str) -> None:
    await give_feedback(engagement, what, Voice.by_link(await pair(engagement), side), LATER)


async def silent() -> list[str]:
    return [one.who for one in await without_feedback(LATER)]


async def test_what_comes_by_link_is_new_until_somebody_opens_it(visitor: Visitor) -> None:
    engagement = await ended()
    await says(engagement, Side.VOLUNTEER, "Sehr nett.")
    await says(engagement, Side.REQUESTER, "Er hat mich angeschrien.")
    await people.sign_in(visitor, await people.a_clerk())
    assert "2 neue Rückmeldungen zu Hilfen: lesen" in visitor.page.text
    await visitor.get("/buero/hilfe")
    assert "Neue Rückmeldung: 2" in visitor.page.text
    await visitor.click(f"Rückmeldung lesen {ASKER}, Einsatz {engagement}")
    assert "Er hat mich angeschrien." in visitor.page.text
    assert await new_feedback() == []
    await visitor.get("/buero/hilfe")
    assert "Neue Rückmeldung" not in visitor.page.text


async def test_what_comes_in_after_that_is_new_again(visitor: Visitor) -> None:
    engagement = await ended()
    await says(engagement, Side.VOLUNTEER, "Sehr nett.")
    await people.sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    await says(engagement, Side.REQUESTER, "Nicht so nett.")
    assert [(one.who, one.path) for one in await new_feedback()] == [(ASKER, f"einsaetze/{engagement}")]


async def test_what_the_office_has_written_down_itself_is_not_new(visitor: Visitor) -> None:
    engagement = await ended()
    await people.sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    await visitor.submit("Rückmeldung sichern", seite="requester", rueckmeldung="Es war nett.")
    await visitor.get("/buero")
    assert "Neue Rückmeldung" not in visitor.page.text


async def test_each_of_the_two_is_asked_until_they_have_said_something(database: Database) -> None:
    engagement = await ended()
    assert await silent() == [HELPER, ASKER]
    await says(engagement, Side.VOLUNTEER, "Sehr nett.")
    assert await silent() == [ASKER]
    await says(engagement, Side.REQUESTER, "Auch nett.")
    assert await silent() == []


@pytest.mark.parametrize("reason", [EndReason.DIED, EndReason.HOME])
async def test_nobody_is_asked_after_a_farewell(database: Database, reason: EndReason) -> None:
    await ended(reason)
    assert await silent() == []


async def test_whoever_is_forgotten_is_not_asked(database: Database) -> None:
    await ended()
    nobody: dict[Any, Any] = {Offer.person: None}
    await Offer.update(nobody, force=True)
    assert await silent() == [ASKER]
    assert await without_feedback(NOW + timedelta(days=30)) == []


@pytest.mark.parametrize("side", Side)
async def test_what_would_be_thrown_away_is_told_by_telephone(
    visitor: Visitor, clock: StandingClock, side: Side
) -> None:
    path = (await pair(await ended())).path(side)
    clock.now = NOW + timedelta(days=29)
    await visitor.get(path)
    assert "Wie war es?" in visitor.page.text
    clock.now = NOW + timedelta(days=30)
    await visitor.submit("Rückmeldung abschicken", rueckmeldung="Sehr nett.")
    assert (visitor.page.status, await Feedback.count()) == (422, 0)
    assert "Das ist schon länger vorbei." in visitor.page.text
    await visitor.get(path)
    assert "Wie war es?" not in visitor.page.text
    assert "Möchten Sie uns noch etwas sagen? Rufen Sie uns bitte an" in visitor.page.text


async def test_the_office_is_offered_no_form_then(visitor: Visitor, clock: StandingClock) -> None:
    engagement = await ended()
    clock.now = NOW + timedelta(days=30)
    await people.sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    assert "Rückmeldung aufschreiben" not in visitor.page.text
