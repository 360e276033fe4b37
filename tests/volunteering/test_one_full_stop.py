"""People end their sentence with a full stop or a question mark, or with nothing: what is told of it has one end."""

import pytest

from databases import Database
from makers import a_city, a_pair, a_proposal
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.volunteering.names import asked_in_requests
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.tables import HelpRequest

ENDS = {
    "Jemand geht mit mir einkaufen.": "Jemand geht mit mir einkaufen. ",
    "Wer geht mit mir in die Stadt?": "Wer geht mit mir in die Stadt? ",
    "Einkaufen gehen": "Einkaufen gehen. ",
}


@pytest.mark.parametrize(("said", "told"), ENDS.items())
async def test_what_is_asked_for_ends_once(database: Database, said: str, told: str) -> None:
    await a_city()
    offer, request = await a_pair()
    await HelpRequest.update({HelpRequest.what: said}).where(HelpRequest.id == request)
    assert f": {told}Dienstag vormittags" in (await asked_in_requests({request}))[request]
    proposal = await a_proposal(offer, request)
    for side, purpose in ((Side.VOLUNTEER, "ask_volunteer"), (Side.REQUESTER, "ask_requester")):
        view = await by_id(proposal, side)
        message = words(f"volunteering/messages/{purpose}.txt", view=view, office=await office())
        assert f": {told}Zeiten: " in message.script
    message = words(
        "volunteering/messages/yes_unsettled.txt", view=view, said_by=Side.REQUESTER, office=await office()
    )
    assert f"Es geht um: {told.strip()}" in f"{message.body}{message.script}"
