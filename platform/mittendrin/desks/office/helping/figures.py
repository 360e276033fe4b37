"""Figures of who helps whom. Each is the length of its list, hours are the sum of it: rows are read in one way."""

from collections import defaultdict
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
    engagement_row,
    engagements,
    is_few,
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
    """`instead` of a number stands what gives nobody away, and it leads nowhere. Of hours their sum is told, and each row
    says its part.
    """

    label: str
    rows: int
    leads_to: str = ""
    minutes: int = 0
    instead: str = ""

    @property
    def shown(self) -> str:
        return self.instead or (show_hours(self.minutes) if self.minutes else str(self.rows))


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
    return Figures(
        [
            Figure(label_of(name), len(rows), name, sum(row.minutes for row in rows), _instead(name, found))
            for name, rows in found.items()
        ],
        in_parts("art", found["offen"]),
        in_parts("stadtteil", found["offen"]),
    )


def _instead(name: str, found: dict[str, list[FigureRow]]) -> str:
    """Empty where the number may be told. A part of a larger number would tell of the few that it leaves out."""
    rows = found[name]
    left_out = len(found[PART_OF[name]]) - len(rows) if name in PART_OF else 0
    # Of hours it would read as a number of hours.
    if len(rows) < FEWEST_SHOWN and name != "stunden":
        return _("unter {n}", n=FEWEST_SHOWN)
    if is_few(rows):
        return _("nicht einzeln genannt")
    return _("fast alle") if 0 < left_out < FEWEST_SHOWN else ""


def in_parts(field: str, found: list[FigureRow]) -> list[Figure]:
    """Most first. What is not told has neither a name nor a place in the order."""
    told, rest = _told(field, found)
    lines = [Figure(name, rows, f"offen?{field}={slug}") for (slug, name), rows in told.items()]
    return [*lines, Figure(_("Weitere"), len(rest), instead=_("nicht einzeln genannt"))] if rest else lines


def _told(field: str, found: list[FigureRow]) -> tuple[dict[tuple[str, str], int], list[FigureRow]]:
    """What each part has, and the rows of no part. If these were few, the smallest part that could be told is left with
    them: else they were the difference to the whole. Where nobody has said a district there is nothing to tell.
    """
    parts: dict[tuple[str, str], list[FigureRow]] = defaultdict(list)
    for row in found:
        parts[_PARTS[field](row)].append(row)
    order = sorted(parts, key=lambda part: (-len(parts[part]), part[1]))
    told = [part for part in order if part[0] and not is_few(parts[part])]
    rest = [row for part in order if part not in told for row in parts[part]]
    while told and rest and is_few(rest):
        rest += parts[told.pop()]
    return {part: len(parts[part]) for part in told}, rest


_PARTS: dict[str, Callable[[FigureRow], tuple[str, str]]] = {
    "art": lambda row: row.category,
    "stadtteil": lambda row: row.district,
}


async def rows_of(name: str, part: Part, now: datetime) -> list[FigureRow]:
    """Raises NotFound where there is no such figure, or where its rows are nobody's business."""
    if name not in READ:
        raise NotFound
    found = {one: await READ[one](now) for one in {name, PART_OF.get(name, name)}}
    if _instead(name, found) or not _is_told(name, part, found[name]):
        raise NotFound
    return [row for row in found[name] if part.holds(row)]


def _is_told(name: str, part: Part, everything: list[FigureRow]) -> bool:
    """Only what is open is told in parts, and never in two ways at once: what that leaves out could be few."""
    wanted = {"art": part.category, "stadtteil": part.district}
    chosen = [(field, slug) for field, slug in wanted.items() if slug]
    if not chosen:
        return True
    (field, slug), *more = chosen
    return name == "offen" and not more and slug in {told for told, _name in _told(field, everything)[0]}


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
    return [row_of(row) for row in rows if _in_time(row, first.get(f"help_request:{row['id']}"))]


async def _by_the_office() -> Any:
    """Who acted decides, also when it was on somebody's behalf; not what people decide by link or as an organisation.

    Whoever changed to the board has answered before: the board itself decides on no request.
    """
    staff = await Account.select(Account.id).where(Account.role != Role.NONE.value)
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
    return [replace(engagement_row(row), minutes=minutes[row["id"]]) for row in rows]


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
PART_OF = {
    "beantwortet": "neu",
    "vorgeschlagen": "neu",
    "ohne-antwort": "vorschlaege",
    "fuenf": "vermittelt",
    "gebraucht": "angebote",
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
