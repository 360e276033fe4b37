from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mittendrin.barriers.tables import BarrierReport
from mittendrin.core.refusal import NotFound
from mittendrin.people.rules import Contact


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report as the office sees it; the person's own page shows nothing but number and day."""

    id: int
    code: str
    what: str
    page: str
    contact: Contact
    reported_at: datetime
    answer_until: date
    answered_at: datetime | None
    answer: str


async def report_by_code(code: str) -> ReportView:
    """Raises NotFound."""
    return _found(await BarrierReport.select().where(BarrierReport.code == code).first())


async def report_by_id(report_id: int) -> ReportView:
    """Raises NotFound."""
    return _found(await BarrierReport.select().where(BarrierReport.id == report_id).first())


async def open_reports() -> list[ReportView]:
    """Without an answer yet, the most urgent first."""
    rows = await (
        BarrierReport.select()
        .where(BarrierReport.answered_at.is_null())
        .order_by(BarrierReport.answer_until, BarrierReport.id)
    )
    return [_view(row) for row in rows]


def _found(row: dict[str, Any] | None) -> ReportView:
    if row is None:
        raise NotFound
    return _view(row)


def _view(row: dict[str, Any]) -> ReportView:
    contact = Contact(row["name"], row["phone"], row["email"], row["address"])
    said = {name: row[name] for name in ("id", "code", "what", "page", "reported_at", "answer_until")}
    return ReportView(**said, contact=contact, answered_at=row["answered_at"], answer=row["answer"])
