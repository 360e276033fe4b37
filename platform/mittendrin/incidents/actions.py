"""Reporting, reading, deciding: each leaves its line in the log, and none of them what was written."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from mittendrin.accounts.rules import Role
from mittendrin.accounts.tables import Account
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.sealing import opened, seal, shown
from mittendrin.database.transactions import transaction
from mittendrin.engagements.upkeep import STAND_IN_KEPT
from mittendrin.engagements.who_came import Between, instead_around
from mittendrin.incidents.keeping_apart import keep_apart_for_good
from mittendrin.incidents.remembering import open_rests, sealed_rests
from mittendrin.incidents.resting import end_for_good, go_on_as_before, put_to_rest
from mittendrin.incidents.rules import DECISIONS, Decision, Report
from mittendrin.incidents.stopped import Stopped, stopped_by
from mittendrin.incidents.tables import Incident
from mittendrin.incidents.waiting import go_on_after_the_last
from mittendrin.outbox.actions import Occasion, ask_to_call, tell
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.wording import words
from mittendrin.people.changing import hold
from mittendrin.places.queries import office

KEPT_AFTER_DECISION = timedelta(days=183)
A_DAY_BY_LINK, ONE_DAY = 3, timedelta(days=1)


@dataclass(frozen=True, slots=True)
class IncidentView:
    """`note` is empty in lists: it is read one by one."""

    id: int
    about_id: int | None
    about_name: str
    reported_by: str
    reported_at: datetime
    decided_at: datetime | None
    decided_by: str
    note: str = ""
    stopped: tuple[Stopped, ...] = ()
    instead: tuple[Between, ...] = ()


async def report_incident(report: Report, by: Doer, now: datetime) -> None:
    """Sent twice, it is one. Raises NotFound, or Refused when it comes by one link again and again."""
    async with transaction():
        await hold(report.about)
        if await _is_known(report):
            return
        if report.link:
            await _refuse_again_and_again(report.link, now)
        rests = await put_to_rest(report.about, by, now)
        row = Incident(
            about=report.about, note=seal(report.note), reported_by=report.reported_by[:120], link=report.link,
            reported_at=now, rests=sealed_rests(rests),
        )  # fmt: skip
        await Incident.insert(row)
        await record(Act("incident.reported", f"incident:{row.id}"), by, now)
        await _tell_the_lead(row.id, now)


async def _is_known(report: Report) -> bool:
    """The same words from the same person about the same one, and nobody has decided yet. The person is held."""
    same = (Incident.about == report.about) & (Incident.link == report.link) & Incident.decided_at.is_null()
    said = Incident.reported_by == report.reported_by[:120]
    rows = await Incident.select(Incident.note).where(same & said)
    return any(shown(row["note"]) == report.note for row in rows)


async def _refuse_again_and_again(link: str, now: datetime) -> None:
    """Each report stops somebody's whole help and wakes the lead. Whom it is about is held: nobody is counted past."""
    lately = await Incident.count().where(Incident.link == link, Incident.reported_at > now - ONE_DAY)
    if lately >= A_DAY_BY_LINK:
        raise Refused(
            _("Ihre Meldungen sind bei uns. Die Leitung meldet sich. Sonst rufen Sie uns bitte an.")
        )


async def _tell_the_lead(incident_id: int, now: datetime) -> None:
    """Nothing of what happened stands in a mail. Without a lead the office is asked to find one."""
    message = words("incidents/messages/reported.txt", office=await office())
    occasion = Occasion("incident", f"incident:{incident_id}", owner=None, due_at=now)
    is_lead = (Account.role == Role.LEAD.value) & Account.active.eq(True)
    leads = await Account.select(Account.name, Account.email).where(is_lead).order_by(Account.id)
    for lead in leads:
        await tell(Recipient(lead["name"], email=lead["email"]), message, occasion, now)
    if not leads:
        await ask_to_call(Recipient(_("Leitung"), address=_("im Haus")), message, occasion, now)


async def open_incidents() -> list[IncidentView]:
    """The oldest first: they wait longest. For the lead alone."""
    return await _views(Incident.decided_at.is_null())


async def read_incident(incident_id: int, by: Doer, now: datetime) -> IncidentView:
    """With the note and what it has stopped; that it was read is written down. Raises NotFound."""
    found = await _views(Incident.id == incident_id)
    row = await Incident.select(Incident.note, Incident.rests).where(Incident.id == incident_id).first()
    if not found or row is None:
        raise NotFound
    async with transaction():
        await record(Act("incident.read", f"incident:{incident_id}"), by, now)
    stopped = await stopped_by(open_rests(row["rests"]))
    return replace(found[0], note=opened(row["note"]), stopped=stopped, instead=await _instead(found[0]))


async def _instead(one: IncidentView) -> tuple[Between, ...]:
    """Who came in somebody's place about then: perhaps it is about them."""
    if one.about_id is None:
        return ()
    return tuple(await instead_around(one.about_id, one.reported_at - STAND_IN_KEPT))


async def decide_incident(incident_id: int, decision: Decision, by: Doer, now: datetime) -> None:
    """Raises NotFound, or Refused the second time."""
    async with transaction():
        decided: dict[Any, Any] = {
            Incident.decided_at: now,
            Incident.decided_by: by.name,
            Incident.decision: decision.value,
        }
        rows = await (
            Incident.update(decided)
            .where(Incident.id == incident_id, Incident.decided_at.is_null())
            .returning(Incident.rests, Incident.about, Incident.reported_at, Incident.link)
        )
        if not rows:
            await _refuse(incident_id)
        await _go_on_or_end(rows[0], decision, by, now)
        act = Act("incident.decided", f"incident:{incident_id}", detail=_(DECISIONS[decision]))
        await record(act, by, now)


async def _go_on_or_end(row: dict[str, Any], decision: Decision, by: Doer, now: datetime) -> None:
    about, rests = row["about"], open_rests(row["rests"])
    if about is not None:
        # Whoever reports the same person at this moment is waited for.
        await hold(about)
    if decision is Decision.END:
        await keep_apart_for_good(row, by, now)
        await end_for_good(rests, by, now)
        rests = {}
    if about is not None:
        await go_on_after_the_last(about, rests, by, now)
    else:
        # Nobody knows any more whom it was about; what rests with others goes on.
        await go_on_as_before(rests, by, now)


async def _refuse(incident_id: int) -> None:
    if not await Incident.exists().where(Incident.id == incident_id):
        raise NotFound
    raise Refused(_("Das ist schon entschieden."))


async def forget_incidents(now: datetime) -> int:
    """Called daily by the jobs."""
    old = Incident.decided_at.is_not_null() & (Incident.decided_at <= now - KEPT_AFTER_DECISION)
    return len(await Incident.delete().where(old).returning(Incident.id))


async def _views(condition: Any) -> list[IncidentView]:
    one: Any = Incident
    rows = await (
        one.select(
            one.id,
            one.about,
            one.about.name,
            one.reported_by,
            one.reported_at,
            one.decided_at,
            one.decided_by,
        )
        .where(condition)
        .order_by(one.id)
    )
    return [
        IncidentView(
            row["id"], row["about"], row["about.name"] or "", row["reported_by"], row["reported_at"],
            row["decided_at"], row["decided_by"],
        )
        for row in rows
    ]  # fmt: skip
