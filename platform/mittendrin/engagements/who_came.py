"""Who comes, or came, instead of a helper, as long as that is known: see upkeep."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.core.language import _
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.standing_in import offers_in
from mittendrin.engagements.tables import Visit
from mittendrin.volunteering.tables import Offer


@dataclass(frozen=True, slots=True)
class Instead:
    """One visit, also one that has fallen out since: they had name and number then."""

    visit_id: int
    at: datetime
    person_id: int
    name: str
    engagement_id: int


@dataclass(frozen=True, slots=True)
class Between:
    """The same, with the two whom it is about."""

    instead: Instead
    helper: str
    asker: str


async def instead_of_helper(engagement_id: int) -> list[Instead]:
    """In the order of the calendar."""
    return await _instead(Visit.engagement == engagement_id)


def each_once(found: list[Instead]) -> list[Instead]:
    """Whoever came several times, by their last day."""
    return list({one.person_id: one for one in found}.values())


async def instead_around(person_id: int, since: datetime) -> list[Between]:
    """Where this person was to help, was to be helped, or came instead."""
    vis: Any = Visit
    two = vis.engagement.proposal
    theirs = (two.offer.person == person_id) | (two.request.person == person_id)
    found = await _instead((theirs | (vis.stand_in.person == person_id)) & (vis.starts_at > since))
    between = []
    for one in found:
        both = await pair(one.engagement_id)
        between.append(Between(one, both.helper.name, both.asker.name))
    return between


async def came_alone_instead(engagement_id: int, now: datetime) -> str:
    """By name, where the helper was there on none of the days that are over."""
    vis: Any = Visit
    took_place = vis.state.is_in([VisitState.PLANNED.value, VisitState.STAND_IN.value])
    rows = await (
        vis.select(vis.state, vis.stand_in.person.name)
        .where(vis.engagement == engagement_id, vis.starts_at <= now, took_place)
        .order_by(vis.starts_at, vis.id)
    )
    if not rows or any(row["state"] == VisitState.PLANNED.value for row in rows):
        return ""
    return rows[-1]["stand_in.person.name"] or _("Jemand anderes")


async def asked_instead(person_id: int, since: datetime) -> set[int]:
    """To whom this person came in a helper's place, or wanted to; or who came so to them."""
    vis: Any = Visit
    asker = vis.engagement.proposal.request.person
    rows = await vis.select(vis.stand_in, vis.said_no, asker.as_alias("asker")).where(
        vis.starts_at > since, vis.stand_in.is_not_null() | (vis.said_no != "")
    )
    people = await _people_behind({number for row in rows for number in _offers(row)})
    met = [(row["asker"], {people[number] for number in _offers(row)}) for row in rows]
    to_them = {asker for asker, instead in met if person_id in instead}
    by_them = {one for asker, instead in met if asker == person_id for one in instead}
    return {one for one in to_them | by_them if one is not None and one != person_id}


async def _people_behind(offers: set[int]) -> dict[int, int | None]:
    rows = await Offer.select(Offer.id, Offer.person).where(Offer.id.is_in(sorted(offers) or [0]))
    return {row["id"]: row["person"] for row in rows}


def _offers(row: dict[str, Any]) -> set[int]:
    return ({row["stand_in"]} - {None}) | offers_in(row["said_no"])


async def _instead(condition: Any) -> list[Instead]:
    vis: Any = Visit
    person = vis.stand_in.person
    rows = await (
        vis.select(vis.id, vis.starts_at, vis.engagement, person.as_alias("person"), person.name)
        .where(condition, person.is_not_null())
        .order_by(vis.starts_at, vis.id)
    )
    return [
        Instead(
            row["id"], row["starts_at"], row["person"], row["stand_in.person.name"] or "", row["engagement"]
        )
        for row in rows
    ]
