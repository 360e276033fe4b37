"""A relative who speaks for one of the two: within the recorded scope, and never when it has been taken back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

import people
from makers import NOW, OFFICE, a_city, a_help_request, a_pair, a_proposal, an_engagement
from mittendrin.audit.rules import Channel, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import Refused
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.engaging import Meeting, begin_trial, keep_on, plan_first_meeting
from mittendrin.engagements.hours import Entry, count_hours, entries_of, stop_counting, write_hours
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person, TrustedPerson
from mittendrin.people.trusted import Scope, Trust, end_trust, trust
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.start_set import add_start_set
from mittendrin.volunteering.tables import Engagement, HelpRequest, Proposal
from people import sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
SENIOR, DAUGHTER, SISTER = "Demo-Person Suche", "Demo-Tochter Müller", "Demo-Schwester"
BY = Doer("Frau Demo", Channel.PHONE, 1, on_behalf_of=SENIOR, speaker=DAUGHTER)


async def the_daughter_may(*scopes: Scope) -> int:
    row = await Person.select(Person.id).where(Person.name == SENIOR).first()
    assert row
    given = Trust(Contact(DAUGHTER, "+491713920042"), "Tochter", scopes, Channel.PHONE)
    await trust(row["id"], given, OFFICE, NOW)
    found = await TrustedPerson.select(TrustedPerson.id).first()
    assert found
    return int(found["id"])


async def no_more() -> None:
    await end_trust(await the_daughter_may(Scope.HELP), OFFICE, NOW)


async def only_sign_ups() -> None:
    await the_daughter_may(Scope.SIGN_UPS)


async def nobody_wrote_her_down() -> None:
    return None


async def a_question_to_the_senior() -> int:
    proposal = await a_proposal(*await a_pair())
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, OFFICE, NOW)
    return proposal


Known = Callable[[], Awaitable[Any]]


@pytest.mark.parametrize("known", [no_more, only_sign_ups, nobody_wrote_her_down])
async def test_a_yes_needs_the_person_or_whom_they_trust_with_it(known: Known) -> None:
    proposal = await a_question_to_the_senior()
    await known()
    with pytest.raises(Refused, match="Demo-Tochter Müller"):
        await answer(await by_id(proposal, Side.REQUESTER), Answer.YES, BY, NOW)
    assert await Engagement.count() == 0


async def test_whom_they_trust_says_yes_and_it_is_recorded_for_whom() -> None:
    proposal = await a_question_to_the_senior()
    await the_daughter_may(Scope.HELP)
    await answer(await by_id(proposal, Side.REQUESTER), Answer.YES, BY, NOW)
    said = await AuditEntry.select(AuditEntry.on_behalf_of).where(
        AuditEntry.act == "proposal.answered",
        AuditEntry.channel == "phone",
        AuditEntry.on_behalf_of == SENIOR,
    )
    assert (await Engagement.count(), len(said)) == (1, 1)


@pytest.mark.parametrize("known", [no_more, only_sign_ups])
async def test_an_engagement_is_not_ended_by_whom_nobody_trusts_with_it(known: Known) -> None:
    engagement, _proposal = await an_engagement()
    await known()
    with pytest.raises(Refused, match="darf das nicht für Demo-Person Suche"):
        await finish(engagement, Ending(), Voice(BY, Side.REQUESTER), NOW)
    await finish(engagement, Ending(), Voice(replace(BY, speaker=""), Side.REQUESTER), NOW)


async def the_helper() -> Pair:
    """With a sister who may sign her up, and no more."""
    engagement, _proposal = await an_engagement()
    found = await pair(engagement)
    assert found.helper_id
    await trust(
        found.helper_id,
        Trust(Contact(SISTER, "+491713920043"), "Schwester", (Scope.SIGN_UPS,), Channel.PHONE),
        OFFICE,
        NOW,
    )
    return found


async def test_hours_are_nothing_for_whom_nobody_trusts_with_it() -> None:
    found = replace(await the_helper(), first_meeting_at=NOW)
    herself = Voice(Doer("Frau Demo", Channel.COUNTER, 1, on_behalf_of=found.helper.name), Side.VOLUNTEER)
    sister = Voice(replace(herself.by, speaker=SISTER), Side.VOLUNTEER)
    with pytest.raises(Refused, match="Demo-Schwester darf das nicht"):
        await count_hours(found, sister, NOW)
    await count_hours(found, herself, NOW)
    with pytest.raises(Refused, match="Demo-Schwester darf das nicht"):
        await write_hours(found, Entry(date(2027, 1, 11), 60), sister, NOW)
    await write_hours(found, Entry(date(2027, 1, 11), 60), herself, NOW)
    with pytest.raises(Refused, match="Demo-Schwester darf das nicht"):
        await stop_counting(found, sister, NOW)
    assert len(await entries_of(found)) == 1


async def test_the_clerk_notes_who_spoke_of_hours(visitor: Visitor) -> None:
    await a_city()
    found = await the_helper()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{found.id}")
    await visitor.submit("Sie möchte Stunden zählen", anrufer=SISTER, kanal="counter")
    assert "Demo-Schwester darf das nicht" in visitor.page.text
    await visitor.get(f"/buero/hilfe/einsaetze/{found.id}")
    await visitor.submit("Sie möchte Stunden zählen", anrufer="Demo-Bruder", kanal="counter")
    said = await AuditEntry.select(AuditEntry.channel, AuditEntry.on_behalf_of, AuditEntry.speaker).where(
        AuditEntry.act == "hours.chosen"
    )
    assert said == [
        {
            "channel": "counter",
            "on_behalf_of": found.helper.name,
            "speaker": "Demo-Bruder",
        }
    ]


async def test_who_may_no_longer_asks_for_nothing_even_with_another_way_to_be_reached(
    visitor: Visitor,
) -> None:
    await a_city()
    await add_start_set()
    await a_help_request(contact=Contact(SENIOR, phone="+491713920032", address="Demo-Straße 1"))
    await no_more()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe/neu/gesuch")
    senior = {"vorname": "Demo-Person", "nachname": "Suche", "telefon": "0171 3920032"}
    typed = senior | {"fuer": "andere", "hilfe": DAUGHTER}
    wish = {
        "wobei": "einkauf",
        "was-genau": "Einkaufen gehen",
        "oft": "weekly",
        "stadtteil": "innenstadt-ost",
    }
    said = {"tage": ["1"], "tageszeit": ["morning"], "einwilligung": "ja"}
    await visitor.submit("Aufnehmen", **typed, **wish, **said)
    assert "darf das nicht für Demo-Person Suche" in visitor.page.text
    assert await HelpRequest.count() == 1


async def test_the_clerk_notes_who_spoke(visitor: Visitor) -> None:
    await a_city()
    await a_question_to_the_senior()
    await sign_in(visitor, await people.a_clerk())
    (row,) = await Proposal.select(Proposal.request)
    await visitor.get(f"/buero/hilfe/gesuche/{row['request']}")
    await visitor.submit("Ja", anrufer=DAUGHTER)
    assert "Ein Ja brauchen wir von der Person selbst." in visitor.page.text
    await visitor.get(f"/buero/hilfe/gesuche/{row['request']}")
    await visitor.submit("Ja")
    assert await Engagement.count() == 1


MEETING = Meeting(NOW + timedelta(days=3), "Stadtteilbüro Ost")
Course = Callable[[int, Voice], Awaitable[None]]


async def _meet(engagement: int, voice: Voice) -> None:
    await plan_first_meeting(engagement, MEETING, voice, NOW)


async def _try(engagement: int, voice: Voice) -> None:
    await begin_trial(engagement, voice, NOW)


async def _keep_on(engagement: int, voice: Voice) -> None:
    await begin_trial(engagement, Voice(OFFICE), NOW)
    await keep_on(engagement, voice, NOW)


@pytest.mark.parametrize("deed", [_meet, _try, _keep_on])
async def test_the_course_is_not_arranged_by_whom_nobody_trusts_with_it(deed: Course) -> None:
    engagement, _proposal = await an_engagement()
    await only_sign_ups()
    with pytest.raises(Refused, match="darf das nicht für Demo-Person Suche"):
        await deed(engagement, Voice(BY, Side.REQUESTER))


async def test_the_office_notes_who_arranged_the_meeting_and_both_hear_of_it(visitor: Visitor) -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    await only_sign_ups()
    await sign_in(visitor, await people.a_clerk())
    meeting = {"tag-tag": "14", "tag-monat": "1", "tag-jahr": "2027", "uhr": "10", "ort": "Café Beispiel"}
    said = meeting | {"seite": "requester", "anrufer": DAUGHTER}
    await visitor.post(f"/buero/hilfe/einsaetze/{engagement}/treffen", said)
    assert "darf das nicht für Demo-Person Suche" in visitor.page.text
    await visitor.post(f"/buero/hilfe/einsaetze/{engagement}/treffen", said | {"anrufer": ""})
    told = await CallTask.count().where(CallTask.purpose == "first_meeting")
    told += await Mail.count().where(Mail.purpose == "first_meeting")
    assert told == 2


@pytest.mark.parametrize("side", [Side.REQUESTER, None])
async def test_hours_are_chosen_written_and_deleted_by_the_helper_alone(side: Side | None) -> None:
    found = await the_helper()
    helper, other = Voice(OFFICE, Side.VOLUNTEER), Voice(OFFICE, side)
    with pytest.raises(Refused, match="nur, wer hilft"):
        await count_hours(found, other, NOW)
    await count_hours(found, helper, NOW)
    with pytest.raises(Refused, match="nur, wer hilft"):
        await write_hours(found, Entry(date(2027, 1, 11), 60), other, NOW)
    with pytest.raises(Refused, match="nur, wer hilft"):
        await stop_counting(found, other, NOW)
