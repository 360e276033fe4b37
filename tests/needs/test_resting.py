"""What an organisation asks for rests until a day that the office has noted, as with a person."""

from datetime import timedelta

import people
from makers import NOW, a_city
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.clock import local_day
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.tables import HelpRequest
from mittendrin.volunteering.waiting import keep_promises
from needing import a_public_need, request_of
from visitor import Visitor


async def test_its_contact_is_asked_on_that_day(visitor: Visitor) -> None:
    await a_city()
    request = await request_of(await a_public_need())
    await people.sign_in(visitor, await people.a_clerk())
    here = f"/buero/hilfe/gesuche/{request}"
    await visitor.get(here)
    await visitor.submit("Ruhen lassen")
    day = local_day(NOW) + timedelta(days=40)
    await visitor.post(f"{here}/ruht-bis", {"wieder": f"{day:%d.%m.%Y}"})
    assert await HelpRequest.select(HelpRequest.status, HelpRequest.ask_again_on) == [
        {"status": "on_hold", "ask_again_on": day}
    ]
    await keep_promises(NOW + timedelta(days=40))
    task = CallTask.select(CallTask.recipient_name, CallTask.script).where(
        CallTask.purpose == "ask_again", CallTask.state == CallState.OPEN.value
    )
    assert [one["recipient_name"] for one in await task] == ["Demo-Person Verein"]
    assert await AuditEntry.exists().where(AuditEntry.act == "help_request.rests_until")
