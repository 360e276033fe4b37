"""Figures of who helps whom. Each is the length of its list, hours are the sum of it: rows are read in one way."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mittendrin.accounts.rules import Role
from mittendrin.accounts.tables import Account
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.database.kept_select import KeptSelect, Row
from mittendrin.desks.office.helping import measures
from mittendrin.desks.office.helping.figure_rows import (
    ENGAGEMENTS,
    FEWEST_SHOWN,
    PERIOD,
    REQUESTS,
    FigureRow,
    engagements,
    requests,
    row_of,
)
from mittendrin.engagements.rules import show_hours
from mittendrin.engagements.tables import Hours
from mittendrin.volunteering.states import EngagementState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Proposal
from mittendrin.volunteering.taking_in import ANSWER_WITHIN
from mittendrin.volunteering.telling import about

# What tells somebody for the first time that the office is at work.
ANSWERS = ["help_request.decided", "proposal.asked"]
_UNDER_WAY = [EngagementState.TRIAL.value, EngagementState.RUNNING.value]
_HOURS = KeptSelect(Hours, (Hours.engagement, Hours.minutes))
_PROPOSALS = KeptSelect(Proposal, (Proposal.id, Proposal.request))
_ANSWERS = KeptSelect(AuditEntry, (AuditEntry.subject, AuditEntry.at))


@dataclass(frozen=True, slots=True)
class Figure:
    """A small number is neither told nor leads anywhere, nor is what many small ones are together. Of hours their sum is
    told, and each row says its part.
    """

    label: str
    rows: int
    leads_to: str
    minutes: int = 0

    @property
    def shown(self) -> str:
        if not self.leads_to:
            return _("nicht einzeln genannt")
        if self.is_small:
            return _("unter {n}", n=FEWEST_SHOWN)
        return show_hours(self.minutes) if self.minutes else str(self.rows)

    @property
    def is_small(self) -> bool:
        return self.rows < FEWEST_SHOWN or not self.leads_to


@dataclass(frozen=True, slots=True)
class Figures:
    all: list[Figure]
    by_category: list[Figure]
    by_district: list[Figure]


@dataclass(frozen=True, slots=True)
class Part:
    """Slugs of a category and of a district; empty: all of them."""

    category: str = ""
    district: str = ""

    def holds(self, row: FigureRow) -> bool:
        return self.category in ("", row.category[0]) and self.district in ("", row.district[0])


async def figures(now: datetime) -> Figures:
    found = {name: await read(now) for name, read in READ.items()}
    unmet = await _open(now)
    return Figures(
        [
            Figure(label_of(name), len(rows), name, sum(row.minutes for row in rows))
            for name, rows in found.items()
        ],
        in_parts("art", unmet),
        in_parts("stadtteil", unmet),
    )


def in_parts(field: str, found: list[FigureRow]) -> list[Figure]:
    """Most first. What is not told has neither a name nor a place in the order."""
    told = _told(field, found)
    rest = len(found) - sum(told.values())
    lines = [Figure(name, rows, f"offen?{field}={slug}") for (slug, name), rows in told.items()]
    return [*lines, Figure(_("Weitere"), rest, "")] if rest else lines


def _told(field: str, found: list[FigureRow]) -> dict[tuple[str, str], int]:
    """If all that is left were few, the smallest that could be told is left with it: else they were the difference to
    the whole. Where nobody has said a district there is nothing to tell.
    """
    counted = Counter(_PARTS[field](row) for row in found)
    enough = [one for one in counted.items() if one[0][0] and one[1] >= FEWEST_SHOWN]
    told = sorted(enough, key=lambda one: (-one[1], one[0][1]))
    while told and 0 < len(found) - sum(rows for _part, rows in told) < FEWEST_SHOWN:
        told.pop()
    return dict(told)


_PARTS: dict[str, Callable[[FigureRow], tuple[str, str]]] = {
    "art": lambda row: row.category,
    "stadtteil": lambda row: row.district,
}


async def rows_of(name: str, part: Part, now: datetime) -> list[FigureRow]:
    """Raises NotFound where there is no such figure, or where so few rows are nobody's business."""
    if name not in READ:
        raise NotFound
    everything = await READ[name](now)
    rows = [row for row in everything if part.holds(row)]
    if len(rows) < FEWEST_SHOWN or not _is_told(part, everything):
        raise NotFound
    return rows


def _is_told(part: Part, everything: list[FigureRow]) -> bool:
    wanted = {"art": part.category, "stadtteil": part.district}
    told = {field: {slug for slug, _name in _told(field, everything)} for field in wanted}
    return all(slug in told[field] for field, slug in wanted.items() if slug)


async def _open(_now: datetime) -> list[FigureRow]:
    return await requests(HelpRequest.status == RequestState.OPEN.value)


async def _new(now: datetime) -> list[FigureRow]:
    return await requests(HelpRequest.created_at >= now - PERIOD)


async def _answered(now: datetime) -> list[FigureRow]:
    """Within the office days that everybody is promised."""
    rows = await REQUESTS.rows(HelpRequest.created_at >= now - PERIOD)
    answers = await _ANSWERS.rows(
        AuditEntry.act.is_in(ANSWERS) & (AuditEntry.at >= now - PERIOD) & await _by_the_office()
    )
    asked = await _PROPOSALS.rows(Proposal.created_at >= now - PERIOD)
    subjects = {about(row["id"]): f"help_request:{row['request']}" for row in asked}
    first: dict[str, datetime] = {}
    for row in answers:
        subject: str = subjects.get(row["subject"]) or row["subject"]
        first[subject] = min(row["at"], first.get(subject, row["at"]))
    return [row_of(row, "") for row in rows if _in_time(row, first.get(f"help_request:{row['id']}"))]


async def _by_the_office() -> Any:
    """Who acted decides, also when it was on somebody's behalf; not what people decide by link or as an organisation."""
    roles = [Role.CLERK.value, Role.LEAD.value]
    staff = await Account.select(Account.id).where(Account.role.is_in(roles))
    return AuditEntry.actor.is_in([f"account:{row['id']}" for row in staff] or [""])


def _in_time(row: Row, answered_at: datetime | None) -> bool:
    return answered_at is not None and answered_at <= add_office_days(row["created_at"], ANSWER_WITHIN)


async def _matched(now: datetime) -> list[FigureRow]:
    return await engagements(Engagement.created_at >= now - PERIOD)


async def _running(_now: datetime) -> list[FigureRow]:
    return await engagements(Engagement.status.is_in(_UNDER_WAY))


async def _with_hours(now: datetime) -> list[FigureRow]:
    """Engagements whose helper has chosen to have hours counted."""
    minutes: dict[int, int] = {}
    for row in await _HOURS.rows(Hours.day >= local_day(now - PERIOD)):
        minutes[row["engagement"]] = minutes.get(row["engagement"], 0) + row["minutes"]
    rows = await ENGAGEMENTS.rows(Engagement.id.is_in(sorted(minutes) or [0]))
    return [replace(row_of(row, "proposal.request."), minutes=minutes[row["id"]]) for row in rows]


READ: dict[str, Callable[[datetime], Awaitable[list[FigureRow]]]] = {
    "offen": _open,
    "neu": _new,
    "beantwortet": _answered,
    "vorgeschlagen": measures.proposed_soon,
    "vorschlaege": measures.proposed,
    "ohne-antwort": measures.unanswered,
    "vermittelt": _matched,
    "fuenf": measures.of_the_five,
    "laufend": _running,
    "stunden": _with_hours,
    "angebote": measures.offered,
    "gebraucht": measures.used_soon,
}
_LABELS = {
    "offen": "Offene Gesuche",
    "neu": "Neue Gesuche in zwölf Monaten",
    "beantwortet": "Davon in drei Bürotagen beantwortet",
    "vorgeschlagen": "Davon in drei Bürotagen jemanden gefragt",
    "vorschlaege": "Vorschläge in zwölf Monaten",
    "ohne-antwort": "Davon blieben ohne Antwort",
    "vermittelt": "Vermittelt in zwölf Monaten",
    "fuenf": "Davon helfen die fünf, die am meisten helfen",
    "laufend": "Laufende Einsätze",
    "stunden": "Geleistete Stunden in zwölf Monaten",
    "angebote": "Angebote in zwölf Monaten, vor mehr als 60 Tagen gekommen",
    "gebraucht": "Davon halfen innerhalb von 60 Tagen jemandem",
}


def label_of(name: str) -> str:
    return _(_LABELS[name])
