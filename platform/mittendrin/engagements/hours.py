"""Hours: nobody opts in silently, and whoever stops has everything deleted at once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import refuse_duplicate
from mittendrin.engagements.ending import is_long_over
from mittendrin.engagements.holding import hold_engagement
from mittendrin.engagements.pairs import Pair
from mittendrin.engagements.rules import show_hours
from mittendrin.engagements.speaking import refuse_strangers_of
from mittendrin.engagements.tables import Hours
from mittendrin.engagements.telling import Voice
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement, Offer, Proposal


@dataclass(frozen=True, slots=True)
class Entry:
    day: date
    minutes: int

    @property
    def shown(self) -> str:
        return show_hours(self.minutes)


@dataclass(frozen=True, slots=True)
class Certificate:
    """One year of one volunteer, by whichever offers they helped."""

    name: str
    year: int
    days: int
    kinds: list[tuple[str, str]]
    total: str


async def count_hours(found: Pair, voice: Voice, now: datetime) -> None:
    """The volunteer chose so, by link or by telephone. Raises Refused for a relative who may not say so."""
    async with transaction():
        await _refuse_all_but_the_helper(found, voice)
        since: dict[Any, Any] = {Offer.hours_since: now}
        await Offer.update(since).where(Offer.id == found.offer_id, Offer.hours_since.is_null())
        await record(Act("hours.chosen", f"offer:{found.offer_id}"), voice.by, now)


async def stop_counting(found: Pair, voice: Voice, now: datetime) -> None:
    """What was written down goes with it. Raises Refused for a relative who may not say so."""
    async with transaction():
        await _refuse_all_but_the_helper(found, voice)
        nothing: dict[Any, Any] = {Offer.hours_since: None}
        await Offer.update(nothing).where(Offer.id.is_in(_offers_of(found)))
        await Hours.delete().where(Hours.engagement.is_in(_engagements_of(found)))
        await record(Act("hours.stopped", f"offer:{found.offer_id}"), voice.by, now)


async def write_hours(found: Pair, entry: Entry, voice: Voice, now: datetime) -> None:
    """Raises Refused without the volunteer's wish, for a day on which there was no engagement or that has not come, a
    second time for one day with another length, or for a relative who may not say so.
    """
    await _refuse_all_but_the_helper(found, voice)
    if not await hours_wished(found):
        raise Refused(_("Stunden zählen wir nur, wenn die helfende Person das möchte."))
    if entry.day > local_day(now):
        raise Refused(_("Dieser Tag kommt erst noch."), "stunden-tag")
    if entry.day.year < local_day(now).year - 1:
        raise Refused(_("Das ist zu lange her. Wir zählen dieses und das letzte Jahr."), "stunden-tag")
    _refuse_too_late(found, voice, now)
    _refuse_outside(found, entry.day)
    with refuse_duplicate(_("Für diesen Tag steht schon etwas da. Löschen Sie es zuerst."), "stunden-tag"):
        async with transaction():
            await hold_engagement(found.id)
            same = (
                (Hours.engagement == found.id) & (Hours.day == entry.day) & (Hours.minutes == entry.minutes)
            )
            if await Hours.exists().where(same):
                return
            row = Hours(engagement=found.id, day=entry.day, minutes=entry.minutes, written_at=now)
            await Hours.insert(row)
            await record(Act("hours.written", f"offer:{found.offer_id}", detail=entry.shown), voice.by, now)


async def take_hours_back(found: Pair, day: date, voice: Voice, now: datetime) -> None:
    """A wrong day, or a wrong length: it may be written anew. Twice changes nothing."""
    await _refuse_all_but_the_helper(found, voice)
    async with transaction():
        that_day = (Hours.engagement == found.id) & (Hours.day == day)
        gone = await Hours.delete().where(that_day).returning(Hours.minutes)
        for row in gone:
            act = Act("hours.taken_back", f"offer:{found.offer_id}", detail=show_hours(row["minutes"]))
            await record(act, voice.by, now)


def _refuse_too_late(found: Pair, voice: Voice, now: datetime) -> None:
    """By link as long as both still see each other's numbers; at the office as long as anybody knows whose they are."""
    if found.helper_id is None:
        raise Refused(_("Diese Person ist schon gelöscht, und ihre Stunden auch."), "stunden-tag")
    if is_long_over(found, now) and voice.by.account_id is None:
        sentence = _("Das geht nur bis 30 Tage nach dem Ende. Danach rufen Sie uns bitte an.")
        raise Refused(sentence, "stunden-tag")


def _refuse_outside(found: Pair, day: date) -> None:
    """From the day of the two yeses to the end."""
    if day < local_day(found.created_at):
        sentence = _("Stunden zählen ab dem Tag, an dem Sie beide Ja gesagt haben.")
        raise Refused(sentence, "stunden-tag")
    if found.ended_at and day > local_day(found.ended_at):
        raise Refused(_("An diesem Tag war der Einsatz schon zu Ende."), "stunden-tag")


async def _refuse_all_but_the_helper(found: Pair, voice: Voice) -> None:
    """And whom they trust with it."""
    if voice.side is not Side.VOLUNTEER:
        raise Refused(_("Über Stunden entscheidet nur, wer hilft."))
    await refuse_strangers_of(found, voice)


async def hours_wished(found: Pair) -> bool:
    return bool(await Offer.exists().where(Offer.id == found.offer_id, Offer.hours_since.is_not_null()))


async def entries_of(found: Pair) -> list[Entry]:
    """The newest first."""
    rows = await (
        Hours.select(Hours.day, Hours.minutes)
        .where(Hours.engagement == found.id)
        .order_by(Hours.day, Hours.id, ascending=False)
    )
    return [Entry(**row) for row in rows]


async def certificate(found: Pair, year: int) -> Certificate:
    """Raises NotFound for a year without hours, and when nobody knows any more whose they are."""
    hrs: Any = Hours
    rows = await hrs.select(hrs.day, hrs.minutes, hrs.engagement.proposal.request.category.name).where(
        hrs.engagement.is_in(_engagements_of(found)),
        hrs.day >= date(year, 1, 1),
        hrs.day <= date(year, 12, 31),
    )
    if not rows or not found.helper.name:
        raise NotFound
    kinds: dict[str, int] = {}
    for row in rows:
        name = row["engagement.proposal.request.category.name"]
        kinds[name] = kinds.get(name, 0) + row["minutes"]
    return Certificate(
        name=found.helper.name,
        year=year,
        days=len({row["day"] for row in rows}),
        kinds=[(name, show_hours(minutes)) for name, minutes in sorted(kinds.items())],
        total=show_hours(sum(kinds.values())),
    )


async def forget_hours(now: datetime) -> None:
    """Kept for this year and the last one, and never longer than the person is known."""
    nobody = Offer.select(Offer.id).where(Offer.person.is_null())
    of_nobody = Engagement.select(Engagement.id).where(
        Engagement.proposal.is_in(Proposal.select(Proposal.id).where(Proposal.offer.is_in(nobody)))
    )
    old = Hours.day < date(local_day(now).year - 1, 1, 1)
    async with transaction():
        await Hours.delete().where(old | Hours.engagement.is_in(of_nobody))


def _offers_of(found: Pair) -> Any:
    """All of the same person, older ones too."""
    theirs: Any = Offer.id == found.offer_id
    if found.helper_id is not None:
        theirs = theirs | (Offer.person == found.helper_id)
    return Offer.select(Offer.id).where(theirs)


def _engagements_of(found: Pair) -> Any:
    of_offers = Proposal.select(Proposal.id).where(Proposal.offer.is_in(_offers_of(found)))
    return Engagement.select(Engagement.id).where(Engagement.proposal.is_in(of_offers))
