"""Somebody reports, the office answers, and in the end we forget."""

from datetime import datetime

from mittendrin.audit.actions import forget_who_spoke, record
from mittendrin.audit.rules import Act, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.barriers.rules import KEPT_AFTER_ANSWER, Report, answer_until
from mittendrin.barriers.tables import BarrierReport
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.tokens import new_slip_code
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.outbox.wording import words
from mittendrin.places.queries import city_profile, office


@finds_the_first
async def report_barrier(report: Report, by: Doer, now: datetime) -> str:
    """Answers the number for the person. The same form sent twice is one report."""
    async with transaction():
        known = await BarrierReport.select(BarrierReport.code).where(BarrierReport.key == report.key).first()
        if known:
            return str(known["code"])
        row = _row(report, now)
        report_id = int((await BarrierReport.insert(row))[0]["id"])
        await _tell_the_office(report_id, row, now)
        await record(Act("barrier.reported", subject_of(report_id)), by, now)
        return row.code


async def take_back(code: str, by: Doer, now: datetime) -> None:
    """As if it had never been said, unless it is answered: then it is kept as long as the answer."""
    async with transaction():
        mine = BarrierReport.code == code, BarrierReport.answered_at.is_null()
        gone = await BarrierReport.delete().where(*mine).returning(BarrierReport.id)
        for row in gone:
            await _forget_what_was_said([subject_of(row["id"])])
            await record(Act("barrier.taken_back", subject_of(row["id"])), by, now)


async def note_answer(report_id: int, answer: str, by: Doer, now: datetime) -> None:
    """What was done and said. Raises NotFound, or Refused when somebody else was quicker."""
    async with transaction():
        if not await BarrierReport.exists().where(BarrierReport.id == report_id):
            raise NotFound
        mine = await (
            BarrierReport.update({BarrierReport.answered_at: now, BarrierReport.answer: answer})
            .where(BarrierReport.id == report_id, BarrierReport.answered_at.is_null())
            .returning(BarrierReport.id)
        )
        if not mine:
            raise Refused(_("Diese Meldung ist schon beantwortet."))
        await record(Act("barrier.answered", subject_of(report_id)), by, now)


async def forget_answered(now: datetime) -> int:
    """How many reports were forgotten, with what was said to the office about them."""
    old = BarrierReport.answered_at <= now - KEPT_AFTER_ANSWER
    async with transaction():
        gone = await BarrierReport.delete().where(old).returning(BarrierReport.id)
        if gone:
            await _forget_what_was_said([subject_of(row["id"]) for row in gone])
    return len(gone)


async def _forget_what_was_said(subjects: list[str]) -> None:
    await Mail.delete().where(Mail.about.is_in(subjects))
    await CallTask.delete().where(CallTask.about.is_in(subjects))
    await forget_who_spoke(AuditEntry.subject.is_in(subjects))


def subject_of(report_id: int) -> str:
    return f"barrier:{report_id}"


def _row(report: Report, now: datetime) -> BarrierReport:
    contact = report.contact
    return BarrierReport(
        code=new_slip_code(),
        key=report.key,
        what=report.what,
        page=report.page,
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        address=contact.address,
        reported_at=now,
        answer_until=answer_until(local_day(now)),
    )


async def _tell_the_office(report_id: int, report: BarrierReport, now: datetime) -> None:
    profile = await city_profile()
    if profile is None:
        return
    recipient = Recipient(profile.office_name, email=profile.email, phone=profile.phone)
    message = words("barriers/messages/reported.txt", report=report, office=await office())
    occasion = Occasion("barrier_reported", subject_of(report_id), owner=None, due_at=now)
    await tell(recipient, message, occasion, now)
