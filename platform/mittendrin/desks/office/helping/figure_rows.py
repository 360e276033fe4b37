"""The rows behind the figures: requests, engagements, proposals and offers, each read in one way."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.database.kept_select import KeptSelect, Row
from mittendrin.engagements.rules import show_hours
from mittendrin.volunteering.queries import kinds_of
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal

FEWEST_SHOWN = 3
PERIOD = timedelta(days=365)
_PRO: Any = Proposal
_OFF: Any = Offer

_REQ: Any = HelpRequest
_ENG: Any = Engagement
_ASKED: Any = _ENG.proposal.request


def _columns(req: Any) -> tuple[Any, ...]:
    return (
        req.id, req.what, req.person.name, req.organisation.name, req.category.slug, req.category.name,
        req.district.slug, req.district.name,
    )  # fmt: skip


REQUESTS = KeptSelect(HelpRequest, (*_columns(_REQ), _REQ.created_at), order_by=(_REQ.created_at, _REQ.id))
ENGAGEMENTS = KeptSelect(
    Engagement, (_ENG.id, *_columns(_ASKED), _ENG.created_at), order_by=(_ENG.created_at, _ENG.id)
)
PROPOSALS = KeptSelect(
    Proposal,
    (_PRO.id, _PRO.status, *_columns(_PRO.request), _PRO.created_at),
    order_by=(_PRO.created_at, _PRO.id),
)
OFFERS = KeptSelect(
    Offer, (_OFF.id, _OFF.person.name, _OFF.district.slug, _OFF.district.name, _OFF.created_at),
    order_by=(_OFF.created_at, _OFF.id),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One request, offer, proposal or engagement; `path` is where it is looked at, below the desk for helping."""

    path: str
    number: int
    name: str
    what: str
    category: tuple[str, str]
    district: tuple[str, str]
    since: date
    minutes: int = 0

    @property
    def hours(self) -> str:
        return show_hours(self.minutes)


async def requests(condition: Any) -> list[FigureRow]:
    return [row_of(row, "") for row in await REQUESTS.rows(condition)]


async def engagements(condition: Any) -> list[FigureRow]:
    return [row_of(row, "proposal.request.") for row in await ENGAGEMENTS.rows(condition)]


async def proposals(condition: Any) -> list[FigureRow]:
    return [row_of(row, "request.") for row in await PROPOSALS.rows(condition)]


async def offers(condition: Any) -> list[FigureRow]:
    rows = await OFFERS.rows(condition)
    liked = await kinds_of([row["id"] for row in rows])
    return [
        FigureRow(
            path=f"angebote/{row['id']}",
            number=row["id"],
            name=row["person.name"] or "",
            what=", ".join(liked[row["id"]]),
            category=("", ""),
            district=(row["district.slug"] or "", row["district.name"] or ""),
            since=local_day(row["created_at"]),
        )
        for row in rows
    ]


def row_of(row: Row, of: str) -> FigureRow:
    return FigureRow(
        path=f"gesuche/{row[f'{of}id']}",
        number=row[f"{of}id"],
        name=row[f"{of}person.name"] or row[f"{of}organisation.name"] or "",
        what=row[f"{of}what"],
        category=(row[f"{of}category.slug"], row[f"{of}category.name"]),
        district=(row[f"{of}district.slug"] or "", row[f"{of}district.name"] or ""),
        since=local_day(row["created_at"]),
    )
