"""Who has signed up in the sample, which dates are moved or called off, and whom somebody still has to call."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from piccolo.querystring import QueryString

from mittendrin.audit.rules import VISITOR, Channel, Doer
from mittendrin.core.clock import at_local, local_day
from mittendrin.core.tokens import new_token
from mittendrin.demo.beside import together
from mittendrin.demo.events import CalledOff, Event, Moved, SignUps
from mittendrin.demo.people import Party, Person, parties
from mittendrin.demo.rows import Fault
from mittendrin.demo.scene import Scene
from mittendrin.events.queries import coming_dates
from mittendrin.events.views import DateView
from mittendrin.outbox.rules import CallResult, CallState, MailState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact
from mittendrin.places.tables import Venue
from mittendrin.registrations import actions as acts
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.queries import by_code
from mittendrin.registrations.rules import Receipt, Status, Target, Wish

FIRST_SIGN_UP = timedelta(days=9)
FIRST_HOUR, HOURS = 9, 7
CHANGED, SIGNED_OFF = timedelta(hours=3), timedelta(hours=2)
EVERY_SIXTH = 6
# Calls that say no more than "you are on the list" were made long ago.
STILL_TO_CALL = ("called_off", "moved", "offered")
# Whose rule knows no holidays calls these off one by one, as people do.
AT_HOME = {(12, 24), (12, 25), (1, 1)}
A_YEAR_OF_DATES = 60


async def sign_everybody_up(scene: Scene) -> None:
    for event in scene.sample.events:
        for sign_ups in event.sign_ups:
            await _sign_up_all(event, sign_ups, scene)


async def change_dates(scene: Scene) -> None:
    """Those who have signed up are told, so sign-ups come first."""
    for event in scene.sample.events:
        if event.moved:
            await _move(event, event.moved, scene)
        if event.called_off:
            await _call_off(event, event.called_off, scene)
        if event.state == "published":
            await _stay_at_home(event, scene)


async def settle_messages() -> None:
    """Nobody in the sample is real, so no mail goes out; of the calls, those with news are left to make.

    What is settled was settled as soon as it was written.
    """
    await Mail.update({Mail.state: MailState.SENT.value, Mail.sent_at: QueryString('"created_at"')}).where(
        Mail.state == MailState.PENDING.value
    )
    await CallTask.update(
        {
            CallTask.state: CallState.DONE.value,
            CallTask.result: CallResult.REACHED.value,
            CallTask.done_at: QueryString('"created_at"'),
        }
    ).where(CallTask.state == CallState.OPEN.value, CallTask.purpose.not_in(list(STILL_TO_CALL)))


async def _sign_up_all(event: Event, sign_ups: SignUps, scene: Scene) -> None:
    occurrence_id = (await scene.date(event, sign_ups.date)).occurrence_id if sign_ups.date else None
    target = Target(scene.event_ids[event.slug], occurrence_id)
    receipts = []
    coming = parties(scene.sample.events, event, sign_ups, scene.sample.people)
    for number, party in enumerate(coming):
        wish = _wish(party, scene)
        if sign_ups.date:
            place = scene.sample.district_name(party.person.district)
            wish = replace(wish, together=together(number, place))
        receipts.append(await _sign_up(target, party, wish, scene, office_hour(scene.now, number)))
        scene.tick()
    for receipt in receipts[: sign_ups.signed_off]:
        await acts.sign_off(await by_code(receipt.code), VISITOR, scene.now - SIGNED_OFF)


def office_hour(now: datetime, number: int) -> datetime:
    """One after the other, days ago, while the office was open."""
    days, hours = divmod(number, HOURS)
    first = local_day(now - FIRST_SIGN_UP)
    return at_local(first + timedelta(days=days), time(FIRST_HOUR + hours))


def _wish(party: Party, scene: Scene) -> Wish:
    first_time = party.person.number % EVERY_SIXTH == 0
    return Wish(_contact(party.person, scene), party.size, first_time, key=new_token())


async def _sign_up(target: Target, party: Party, wish: Wish, scene: Scene, at: datetime) -> Receipt:
    receipt = await acts.sign_up(target, wish, _doer(party.person, scene), at)
    if (receipt.status is Status.WAITING) != party.waits:
        raise Fault(f"{party.person.name} should not be {receipt.status} for event {target.event_id}")
    return receipt


def _contact(person: Person, scene: Scene) -> Contact:
    address = f"{person.street}, {person.postcode} {scene.sample.city.name}" if person.street else ""
    return Contact(person.name, person.phone, person.email, address)


def _doer(person: Person, scene: Scene) -> Doer:
    """Who has e-mail writes themselves; for the others the office does."""
    if person.email:
        return VISITOR
    return scene.team.office_for(person.name, Channel.PHONE if person.phone else Channel.COUNTER)


async def _move(event: Event, moved: Moved, scene: Scene) -> None:
    date = await scene.date(event, moved.date)
    names = {venue.slug: venue.name for venue in scene.sample.venues}
    place = ", ".join(part for part in (names.get(moved.venue, ""), moved.room) if part)
    starts = at_local(date.day, moved.starts) if moved.starts else date.starts
    ends = at_local(date.day, moved.ends) if moved.ends else date.ends
    there = await Venue.select(Venue.id).where(Venue.slug == moved.venue).first()
    move = Move(starts, ends, place, moved.reason, venue_id=there["id"] if there else None)
    await move_date(date.occurrence_id, move, scene.writer_of(event), scene.now - CHANGED)


async def _call_off(event: Event, called_off: CalledOff, scene: Scene) -> None:
    date = await scene.date(event, called_off.date)
    why = CallingOff(called_off.reason, await _instead(called_off.instead, date, scene))
    await call_off_date(date.occurrence_id, why, scene.writer_of(event), scene.now - CHANGED)


async def _stay_at_home(event: Event, scene: Scene) -> None:
    why = CallingOff("An diesem Tag feiern wir zu Hause.", "")
    for date in await coming_dates(scene.event_ids[event.slug], scene.now, A_YEAR_OF_DATES):
        if (date.day.month, date.day.day) in AT_HOME and date.day > scene.today:
            await call_off_date(date.occurrence_id, why, scene.writer_of(event), scene.now - CHANGED)


async def _instead(slug: str, gone: DateView, scene: Scene) -> str:
    """ "Tanzen im Sitzen, Donnerstag, 7. Januar, 15 bis 16 Uhr": the first date after the one called off."""
    if not slug:
        return ""
    coming = await coming_dates(scene.event_ids[slug], gone.ends, limit=1)
    return f"{coming[0].title}, {coming[0].spoken}"
