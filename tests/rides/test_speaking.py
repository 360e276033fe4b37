"""A yes to go together gives out a number: it is said by the person, or by whom they trust with it."""

from dataclasses import replace

import pytest

import people
from makers import NOW, OFFICE, a_city, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import Channel, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import Refused
from mittendrin.people.rules import Contact
from mittendrin.people.trusted import Scope, Trust, trust
from mittendrin.rides.actions import answer
from mittendrin.rides.queries import PairView, pair_of
from mittendrin.rides.rules import Answer, Side
from people import sign_in
from riding import a_ride
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
DRIVER, SISTER = "Demo-Person Fahrerin", "Demo-Schwester Müller"
BY = Doer("Frau Demo", Channel.PHONE, 1, on_behalf_of=DRIVER, speaker=SISTER)


async def the_question() -> PairView:
    await a_city()
    event = await a_published_event(terms=seats(20))
    return await pair_of(await a_ride(event, (await occurrence_ids(event))[0]), Side.GIVER, NOW)


async def the_sister_may(view: PairView, scope: Scope) -> None:
    assert view.person_id
    given = Trust(Contact(SISTER, "+491713920043"), "Schwester", (scope,), Channel.PHONE)
    await trust(view.person_id, given, OFFICE, NOW)


async def test_whom_nobody_has_written_down_says_no_yes_but_may_say_no() -> None:
    view = await the_question()
    with pytest.raises(Refused, match="Ein Ja brauchen wir von der Person selbst"):
        await answer(view, Answer.YES, BY, NOW)
    await answer(view, Answer.NO, BY, NOW)


@pytest.mark.parametrize("said", Answer)
async def test_whoever_may_only_sign_up_answers_nothing(said: Answer) -> None:
    view = await the_question()
    await the_sister_may(view, Scope.SIGN_UPS)
    with pytest.raises(Refused, match="Demo-Schwester Müller darf das nicht"):
        await answer(view, said, BY, NOW)
    await answer(view, said, replace(BY, speaker=""), NOW)


async def test_the_desk_notes_who_spoke(visitor: Visitor) -> None:
    view = await the_question()
    await the_sister_may(view, Scope.HELP)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/im-auftrag/{view.occurrence_id}/mitfahrten")
    await visitor.submit(f"sagt Ja: {DRIVER}", anrufer="Demo-Bruder")
    assert "Ein Ja brauchen wir von der Person selbst." in visitor.page.text
    await visitor.submit(f"sagt Ja: {DRIVER}", anrufer=SISTER)
    said = await AuditEntry.select(AuditEntry.speaker).where(AuditEntry.act == "ride.answered")
    assert said == [{"speaker": SISTER}]
