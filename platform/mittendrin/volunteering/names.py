"""Who stands behind an offer or a request, and what is asked for: for the office alone."""

from typing import Any

from mittendrin.core.german import as_sentence, show_day_short
from mittendrin.core.language import _
from mittendrin.volunteering.rules import FREQUENCIES
from mittendrin.volunteering.single_days import read_days
from mittendrin.volunteering.states import Frequency
from mittendrin.volunteering.tables import HelpRequest, Offer
from mittendrin.volunteering.times import times_in_words


async def names_of_offers(ids: set[int]) -> dict[int, str]:
    return await _names(Offer, ids)


async def names_of_requests(ids: set[int]) -> dict[int, str]:
    return await _names(HelpRequest, ids)


async def _names(table: Any, ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = await table.select(table.id, table.person.name).where(table.id.is_in(sorted(ids)))
    return {row["id"]: row["person.name"] or "" for row in rows}


async def asked_in_requests(ids: set[int]) -> dict[int, str]:
    """ "Einkauf und Erledigung: Einmal in der Woche einkaufen gehen. Dienstag vormittags, jede Woche" """
    if not ids:
        return {}
    req: Any = HelpRequest
    rows = await req.select(
        req.id, req.category.name, req.what, req.soon, req.times, req.on_days, req.frequency
    ).where(req.id.is_in(sorted(ids)))
    return {row["id"]: _asked(row) for row in rows}


def _asked(row: dict[str, Any]) -> str:
    days = [show_day_short(day) for day in read_days(row["on_days"])]
    often = _(FREQUENCIES[Frequency(row["frequency"])]) if row["frequency"] else ""
    when = [*days, times_in_words(row["times"]), often, _("so bald wie möglich") if row["soon"] else ""]
    what = ": ".join(filter(None, (row["category.name"], row["what"])))
    return f"{as_sentence(what)} {', '.join(filter(None, when))}"
