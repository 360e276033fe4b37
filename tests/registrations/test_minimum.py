"""Too few have signed up: when the organisation is asked, whom, and what its answer does."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from makers import (
    BERLIN,
    CLUB,
    NOW,
    a_club,
    a_published_event,
    a_sign_up,
    a_wish,
    occurrence_ids,
    seats,
)
from mittendrin.audit.queries import history
from mittendrin.core.refusal import Refused
from mittendrin.events.queries import date
from mittendrin.events.rules import SignUpMode
from mittendrin.jobs.asking import ask_organisations
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.minimum import asks_from, go_ahead, undecided
from mittendrin.registrations.rules import Target
from people import a_maintainer, a_responsible, mail_to

pytestmark = pytest.mark.usefixtures("database")

# The dates are Tuesdays at ten, the first on 12 January 2027. Two office days before is the Friday.
FRIDAY = datetime(2027, 1, 15, 6, tzinfo=BERLIN)
FEW = replace(seats(8), minimum=3)


async def asked() -> list[str]:
    rows = (
        await Mail.select(Mail.recipient).where(Mail.purpose == "too_few").order_by(Mail.recipient, Mail.id)
    )
    return [row["recipient"] for row in rows]


async def test_two_office_days_before_or_at_the_deadline() -> None:
    event = await a_published_event(terms=FEW)
    second = await date((await occurrence_ids(event))[1], NOW)
    assert asks_from(second.situation) == datetime(2027, 1, 15, tzinfo=BERLIN)
    deadline = second.situation.starts - timedelta(days=5)
    assert asks_from(replace(second.situation, deadline=deadline)) == deadline


async def test_everybody_of_the_club_is_asked_once_a_date() -> None:
    await a_responsible()
    await a_maintainer()
    event = await a_published_event(await a_club(), terms=FEW)
    second = (await occurrence_ids(event))[1]
    later = NOW + timedelta(days=2)
    assert await ask_organisations(later) == "0 organisations asked about dates with few sign-ups."
    for _twice in range(2):
        await ask_organisations(FRIDAY)
    assert await asked() == ["pflege@example.org", "verein@example.org"]
    mail = await mail_to("verein@example.org")
    assert "Noch hat sich niemand angemeldet. Mindestens 3 sollten es sein." in mail
    assert f"/verein/demo-turnverein-barbarossa/termine/{second}/trotzdem" in mail
    assert f"/verein/demo-turnverein-barbarossa/termine/{second}/absagen" in mail
    newest = (await history(f"event:{event}"))[0]
    assert newest.words == "nachgefragt, weil sich erst wenige angemeldet haben: 19.1., 10 Uhr"


async def test_without_an_account_the_office_calls_the_contact() -> None:
    await a_published_event(terms=FEW)
    await ask_organisations(FRIDAY)
    calls = await CallTask.select(CallTask.reached_at, CallTask.organisation, CallTask.purpose)
    assert calls == [{"reached_at": "+496990009012", "organisation": None, "purpose": "too_few"}]


async def test_enough_or_no_minimum_asks_nobody() -> None:
    event = await a_published_event(terms=FEW)
    await a_published_event(title="Ohne Mindestzahl", terms=seats(8))
    from_second = (await occurrence_ids(event))[1]
    await sign_up_on(event, from_second, party=3)
    await ask_organisations(FRIDAY)
    assert not await CallTask.exists().where(CallTask.purpose == "too_few")


async def test_a_course_is_asked_about_once_before_it_begins() -> None:
    event = await a_published_event(terms=replace(FEW, mode=SignUpMode.COURSE))
    await a_sign_up(event, whole=True)
    await ask_organisations(NOW)
    await ask_organisations(FRIDAY)
    calls = await CallTask.select(CallTask.script).where(CallTask.purpose == "too_few")
    assert len(calls) == 1
    assert "Erst 1 Person ist angemeldet. Mindestens 3 sollten es sein." in calls[0]["script"]


async def test_the_answer_settles_it() -> None:
    club = await a_club()
    event = await a_published_event(club, terms=FEW)
    second = (await occurrence_ids(event))[1]
    await ask_organisations(FRIDAY)
    assert [one.date.occurrence_id for one in await undecided(club, FRIDAY)] == [second]
    await go_ahead(second, CLUB, FRIDAY)
    assert await undecided(club, FRIDAY) == []
    assert not await CallTask.exists().where(CallTask.state == "open")


async def test_what_is_called_off_needs_no_answer_any_more() -> None:
    club = await a_club()
    event = await a_published_event(club, terms=FEW)
    second = (await occurrence_ids(event))[1]
    await ask_organisations(FRIDAY)
    await call_off_date(second, CallingOff("Zu wenige."), CLUB, FRIDAY)
    assert await undecided(club, FRIDAY) == []
    assert not await CallTask.exists().where(CallTask.state == "open")
    with pytest.raises(Refused, match="schon abgesagt"):
        await go_ahead(second, CLUB, FRIDAY)


async def test_who_signs_up_late_settles_it_too() -> None:
    club = await a_club()
    event = await a_published_event(club, terms=FEW)
    await ask_organisations(FRIDAY)
    await sign_up_on(event, (await occurrence_ids(event))[1], party=3)
    assert await undecided(club, FRIDAY) == []


async def sign_up_on(event: int, occurrence: int, party: int) -> None:
    await sign_up(Target(event, occurrence), a_wish(party=party), CLUB, NOW)
