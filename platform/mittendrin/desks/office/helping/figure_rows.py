"""The rows behind the figures: requests, engagements, proposals and offers, each read in one way."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.core.language import _
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


def _helper(offer: Any) -> tuple[Any, ...]:
    return offer.id, offer.person, offer.person.name


def _columns(req: Any) -> tuple[Any, ...]:
    return (
        req.id, req.what, req.person, req.person.name, req.organisation.name, req.category.slug, req.category.name,
        req.district.slug, req.district.name,
    )  # fmt: skip


REQUESTS = KeptSelect(HelpRequest, (*_columns(_REQ), _REQ.created_at), order_by=(_REQ.created_at, _REQ.id))
ENGAGEMENTS = KeptSelect(
    Engagement,
    (_ENG.id, *_columns(_ASKED), *_helper(_ENG.proposal.offer), _ENG.created_at),
    order_by=(_ENG.created_at, _ENG.id),
)
PROPOSALS = KeptSelect(
    Proposal,
    (_PRO.id, _PRO.status, *_columns(_PRO.request), *_helper(_PRO.offer), _PRO.created_at),
    order_by=(_PRO.created_at, _PRO.id),
)
OFFERS = KeptSelect(
    Offer, (*_helper(_OFF), _OFF.district.slug, _OFF.district.name, _OFF.created_at),
    order_by=(_OFF.created_at, _OFF.id),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One request, offer, proposal or engagement; `path` is where it is looked at, below the desk for helping.

    `people`: of whom it tells, who asked first. Somebody who is forgotten is nobody else of the list.
    """

    path: str
    number: int
    name: str
    what: str
    category: tuple[str, str]
    district: tuple[str, str]
    since: date
    minutes: int = 0
    people: tuple[int, ...] = ()

    @property
    def hours(self) -> str:
        return show_hours(self.minutes)


async def requests(condition: Any) -> list[FigureRow]:
    return [row_of(row) for row in await REQUESTS.rows(condition)]


async def engagements(condition: Any) -> list[FigureRow]:
    return [engagement_row(row) for row in await ENGAGEMENTS.rows(condition)]


def engagement_row(row: Row) -> FigureRow:
    return row_of(row, "proposal.request.", "proposal.offer.")


async def proposals(condition: Any) -> list[FigureRow]:
    return [row_of(row, "request.", "offer.") for row in await PROPOSALS.rows(condition)]


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
            people=(_whose(row, ""),),
        )
        for row in rows
    ]


def is_few(rows: list[FigureRow]) -> bool:
    """Too few to be told; also many rows are, when they are about few people."""
    people = zip(*(row.people for row in rows), strict=True)
    return len(rows) < FEWEST_SHOWN or any(len(set(one)) < FEWEST_SHOWN for one in people)


def row_of(row: Row, request: str = "", offer: str | None = None) -> FigureRow:
    """`request` and `offer`: what their columns begin with."""
    people: tuple[int, ...] = (_whose(row, request),)
    name = _asker(row, request)
    if offer is not None:
        people, name = (*people, _whose(row, offer)), _both(row[f"{offer}person.name"], name)
    return FigureRow(
        path=f"gesuche/{row[f'{request}id']}",
        number=row[f"{request}id"],
        name=name,
        what=row[f"{request}what"],
        category=(row[f"{request}category.slug"], row[f"{request}category.name"]),
        district=(row[f"{request}district.slug"] or "", row[f"{request}district.name"] or ""),
        since=local_day(row["created_at"]),
        people=people,
    )


def _asker(row: Row, of: str) -> str:
    return row[f"{of}person.name"] or row[f"{of}organisation.name"] or ""


def _both(helper: str | None, asker: str) -> str:
    return _("{helper} für {asker}", helper=helper, asker=asker) if helper and asker else helper or asker


def _whose(row: Row, of: str) -> int:
    known: int | None = row[f"{of}person"]
    return known or -int(row[f"{of}id"])
