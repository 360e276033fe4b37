"""In the last 24 hours, and when there is no time to answer, somebody picks up the telephone; and who was beaten to it."""

from datetime import timedelta

import pytest

from makers import CLUB, NOW, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.queries import history
from mittendrin.audit.rules import SYSTEM, VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.events.capacity import decide_sign_up
from mittendrin.events.rules import SignUpTerms
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.registrations import actions, queries
from mittendrin.registrations.actions import give_seat, sign_off
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.rules import Receipt, Target
from registrations.seen import of, open_calls, statuses, taken_and_waiting

pytestmark = pytest.mark.usefixtures("database")
COUPLE = 2


async def second_date(event_id: int) -> int:
    return (await occurrence_ids(event_id))[1]


async def sign_up(event_id: int, date: int | None, number: int) -> Receipt:
    wish = a_wish(f"Demo-Person {number}", phone=f"+49171392{number:04}")
    return await actions.sign_up(Target(event_id, date), wish, VISITOR, NOW)


async def test_in_the_last_24_hours_somebody_picks_up_the_telephone() -> None:
    event = await a_published_event(terms=seats(1))
    tomorrow, soon = (await occurrence_ids(event))[0], NOW + timedelta(hours=4)
    first, _second, third = [await sign_up(event, tomorrow, number) for number in (1, 2, 3)]
    await sign_off(await of(first), VISITOR, soon)
    assert await statuses() == ["signed_off", "waiting", "waiting"]
    task = await CallTask.objects().where(CallTask.purpose == "fill_by_telephone").first()
    assert task
    assert task.headline.startswith("Plätze telefonisch vergeben: Gymnastik im Sitzen")
    assert task.reached_at == "+491713920002"
    assert "1. Demo-Person 2" in task.script
    assert "2. Demo-Person 3" in task.script
    # Person 2 does not answer: person 3 may have the seat, and then none is left.
    await give_seat(await of(third), CLUB, soon, "nicht erreicht")
    assert await statuses() == ["signed_off", "waiting", "confirmed"]
    assert "fill_by_telephone" not in await open_calls()


async def test_out_of_turn_only_with_a_reason_that_stands_in_the_log() -> None:
    event = await a_published_event(terms=seats(1))
    tomorrow, soon = (await occurrence_ids(event))[0], NOW + timedelta(hours=4)
    first, second, third = [await sign_up(event, tomorrow, number) for number in (1, 2, 3)]
    with pytest.raises(Refused, match="der Reihe nach"):
        await give_seat(await of(third), CLUB, NOW - timedelta(days=3))
    await sign_off(await of(first), VISITOR, soon)
    with pytest.raises(Refused, match="Demo-Person 2 steht vorher auf der Liste"):
        await give_seat(await of(third), CLUB, soon)
    await give_seat(await of(third), CLUB, soon, "Demo-Person 2 dreimal nicht erreicht")
    newest = (await history(f"registration:{(await of(third)).id}"))[0]
    assert (newest.act, newest.reason) == ("registration.given_seat", "Demo-Person 2 dreimal nicht erreicht")
    with pytest.raises(Refused, match="nicht frei"):
        await give_seat(await of(second), CLUB, soon)
    assert await taken_and_waiting(tomorrow) == (1, 1)


async def test_the_first_of_the_list_needs_no_reason() -> None:
    event = await a_published_event(terms=seats(1))
    tomorrow, soon = (await occurrence_ids(event))[0], NOW + timedelta(hours=4)
    first = await sign_up(event, tomorrow, 1)
    second = await sign_up(event, tomorrow, 2)
    await sign_off(await of(first), VISITOR, soon)
    await give_seat(await of(second), CLUB, soon)
    assert await statuses() == ["signed_off", "confirmed"]


async def test_the_list_for_the_telephone_never_goes_to_somebody_on_it() -> None:
    event = await a_published_event(terms=seats(1))
    target = Target(event, (await occurrence_ids(event))[0])
    first = await actions.sign_up(target, a_wish(), VISITOR, NOW)
    await actions.sign_up(target, a_wish("Demo-Person 2", email="zwei@example.org"), VISITOR, NOW)
    await sign_off(await of(first), VISITOR, NOW + timedelta(hours=4))
    assert [row["purpose"] for row in await Mail.select(Mail.purpose)] == ["waiting"]
    assert "fill_by_telephone" in await open_calls()


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (seats(1, waiting_list=False), "Alle Plätze sind belegt."),
        (seats(2, waiting_list=False), "So viele Plätze sind nicht mehr frei."),
    ],
)
async def test_whoever_was_beaten_to_it_reads_the_sentence_of_the_page(
    terms: SignUpTerms, sentence: str
) -> None:
    event = await a_published_event(terms=terms)
    target = Target(event, await second_date(event))
    seen = await queries.target_view(target, NOW)
    await sign_up(event, target.occurrence_id, 1)
    party = min(COUPLE, terms.seats or COUPLE)
    with pytest.raises(Refused) as refused:
        await actions.sign_up_as_seen(seen, a_wish("Demo-Person 2", party), VISITOR, NOW)
    now_decided = decide_sign_up((await queries.target_view(target, NOW)).situation, party, NOW)
    assert refused.value.sentence == now_decided.sentence == sentence


async def test_whoever_looked_before_it_was_called_off_reads_that() -> None:
    event = await a_published_event(terms=seats(1))
    target = Target(event, await second_date(event))
    seen = await queries.target_view(target, NOW)
    await call_off_date(target.occurrence_id or 0, CallingOff("Der Raum ist belegt."), SYSTEM, NOW)
    with pytest.raises(Refused, match="Dieser Termin fällt aus"):
        await actions.sign_up_as_seen(seen, a_wish(), VISITOR, NOW)
    assert await statuses() == []
