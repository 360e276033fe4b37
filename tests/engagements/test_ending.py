from asyncio import gather

import pytest

from databases import Database
from engagement_makers import a_trial
from makers import NOW, OFFICE, a_city, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.database.sealing import opened
from mittendrin.engagements.ending import Ending, finish, finish_quietly, give_feedback
from mittendrin.engagements.rules import EndReason
from mittendrin.engagements.tables import Feedback
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement, HelpRequest

ASKER = Voice(VISITOR, Side.REQUESTER)
DID_NOT_FIT = Ending(EndReason.DID_NOT_FIT, "Sie hat immer den Fernseher an.")


async def test_the_other_side_hears_that_it_is_over_and_not_why(database: Database) -> None:
    await a_city()
    await finish(await a_trial(), DID_NOT_FIT, ASKER, NOW)
    mails = await Mail.select(Mail.recipient, Mail.subject, Mail.body).where(Mail.purpose == "ended")
    assert [(one["recipient"], one["subject"]) for one in mails] == [
        ("hilfe@example.org", "Ihr Einsatz ist beendet. Danke!")
    ]
    assert not any(word in mails[0]["body"] for word in ("Fernseher", "gepasst"))
    assert not await CallTask.exists().where(CallTask.purpose == "ended")


async def test_somebody_else_is_looked_for_unless_nothing_is_needed(database: Database) -> None:
    await finish(await a_trial(), DID_NOT_FIT, ASKER, NOW)
    assert [row["status"] for row in await HelpRequest.select(HelpRequest.status)] == ["open"]


async def test_what_is_not_needed_any_more_is_closed(database: Database) -> None:
    await finish(await a_trial(), Ending(EndReason.NOT_NEEDED), ASKER, NOW)
    assert [row["status"] for row in await HelpRequest.select(HelpRequest.status)] == ["closed"]


async def test_a_quiet_end_says_nothing_to_anybody(database: Database) -> None:
    engagement = await a_trial()
    before = (await Mail.count(), await CallTask.count())
    await finish_quietly(engagement, Ending(), OFFICE, NOW)
    assert (await Mail.count(), await CallTask.count()) == before


async def test_nobody_is_called_any_more_about_what_is_over(database: Database) -> None:
    """Not even about the two yeses, whose call nobody has made yet."""
    engagement_id, _proposal = await an_engagement()
    await finish(engagement_id, Ending(), ASKER, NOW)
    calls = await CallTask.select(CallTask.state).where(CallTask.purpose == "both_yes_requester")
    assert [one["state"] for one in calls] == ["outdated"]


async def test_each_side_gives_feedback_once(database: Database) -> None:
    engagement = await a_trial()
    with pytest.raises(Refused, match="wenn der Einsatz beendet ist"):
        await give_feedback(engagement, "Schön war es.", ASKER, NOW)
    await finish(engagement, Ending(), ASKER, NOW)
    await gather(*(give_feedback(engagement, "Schön war es.", ASKER, NOW) for _ in range(2)))
    with pytest.raises(Refused, match="schon bei uns"):
        await give_feedback(engagement, "Doch nicht.", ASKER, NOW)
    await give_feedback(engagement, "Gern wieder.", Voice(VISITOR, Side.VOLUNTEER), NOW)
    said = await Feedback.select(Feedback.side, Feedback.said).order_by(Feedback.id)
    assert [(one["side"], opened(one["said"])) for one in said] == [
        ("requester", "Schön war es."),
        ("volunteer", "Gern wieder."),
    ]
    assert [row["status"] for row in await Engagement.select(Engagement.status)] == ["feedback_done"]


@pytest.mark.parametrize(
    ("ending", "goes_on"),
    [
        pytest.param(Ending(), True, id="looked for"),
        pytest.param(Ending(EndReason.NOT_NEEDED), False, id="not needed"),
    ],
)
async def test_whose_request_opens_again_hears_that_we_look(
    database: Database, ending: Ending, goes_on: bool
) -> None:
    await a_city()
    await finish(await a_trial(), ending, Voice(OFFICE), NOW)
    said = {
        row["recipient_name"]: row["script"]
        for row in await CallTask.select(CallTask.recipient_name, CallTask.script).where(
            CallTask.purpose == "ended"
        )
    } | {
        row["recipient_name"]: row["body"]
        for row in await Mail.select(Mail.recipient_name, Mail.body).where(Mail.purpose == "ended")
    }
    assert {name: "Wir suchen jemand anderen für Sie." in text for name, text in said.items()} == {
        "Demo-Person Hilfe": False,
        "Demo-Person Suche": goes_on,
    }
    assert {name: "kennenlernen?" in text for name, text in said.items()} == {
        "Demo-Person Hilfe": True,
        "Demo-Person Suche": False,
    }
