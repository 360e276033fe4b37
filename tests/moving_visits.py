"""A visit that both know of, moved; and what is called about it."""

from datetime import date, datetime, time

from engagement_makers import HELPER, a_trial
from makers import BERLIN, NOW, OFFICE
from mittendrin.engagements.moving import Move, move_visit
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits
from mittendrin.outbox.calls import CallLine, Outcome, open_calls
from mittendrin.outbox.calls import finish as finish_call
from mittendrin.outbox.rules import CallResult, CallState
from mittendrin.outbox.tables import CallTask

OLD = "Dienstag, 12. Januar um 10 Uhr"
NEW = "Donnerstag, 14. Januar um 15 Uhr"
THURSDAY = {"besuch-tag": "14", "besuch-monat": "1", "besuch-jahr": "2027", "besuch-uhr": "15"}


def at(day: int, hour: int) -> datetime:
    return datetime(2027, 1, day, hour, tzinfo=BERLIN)


TUESDAY_AT_TEN, THURSDAY_AT_THREE = at(12, 10), at(14, 15)


async def moved(
    visit: int, to: datetime = THURSDAY_AT_THREE, voice: Voice = HELPER, now: datetime = NOW
) -> None:
    row = await Visit.select(Visit.starts_at).where(Visit.id == visit).first()
    assert row
    await move_visit(visit, Move(to, row["starts_at"]), voice, now)


async def all_is_heard() -> None:
    await CallTask.update({CallTask.state: CallState.DONE.value}, force=True)


async def a_known_visit(number: int = 1) -> int:
    """Both have heard of it; on Tuesdays at ten."""
    engagement = await a_trial()
    await plan_visits(
        engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, number), Voice(OFFICE), NOW
    )
    await all_is_heard()
    row = await Visit.select(Visit.id).order_by(Visit.starts_at, Visit.id).first()
    assert row
    return int(row["id"])


async def calls() -> list[CallLine]:
    return [one for one in await open_calls(None) if one.purpose.startswith("visit")]


async def said() -> list[tuple[str, str]]:
    return [(one.purpose, one.name) for one in await calls()]


async def hears(call: CallLine) -> None:
    await finish_call(call.id, Outcome(CallResult.REACHED), OFFICE, NOW)


async def visits() -> list[tuple[datetime, str]]:
    rows = await Visit.select(Visit.starts_at, Visit.state).order_by(Visit.starts_at, Visit.id)
    return [(row["starts_at"], row["state"]) for row in rows]
