"""Who stands behind an offer or a request: for the office alone."""

from typing import Any

from mittendrin.volunteering.tables import HelpRequest, Offer


async def names_of_offers(ids: set[int]) -> dict[int, str]:
    return await _names(Offer, ids)


async def names_of_requests(ids: set[int]) -> dict[int, str]:
    return await _names(HelpRequest, ids)


async def _names(table: Any, ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = await table.select(table.id, table.person.name).where(table.id.is_in(sorted(ids)))
    return {row["id"]: row["person.name"] or "" for row in rows}
