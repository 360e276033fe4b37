"""What an offer or a request says now, as its form says it; and which of its answers are new."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.marks import differing
from mittendrin.core.refusal import NotFound
from mittendrin.database.sealing import opened
from mittendrin.volunteering.rules import ByPhone, Company, Helper, OfferContent, RequestContent
from mittendrin.volunteering.single_days import read_days
from mittendrin.volunteering.states import Frequency
from mittendrin.volunteering.tables import HelpRequest, Offer, OfferCategory
from mittendrin.volunteering.times import times_in_words

QUOTED = {"what", "times", "hours_per_week", "most_people", "interests", "helper_reason", "best_time", "note"}
# By field; what says the same thing has the same name.
NAMES: dict[str, str] = {
    "categories": "Art der Hilfe",
    "category": "Art der Hilfe",
    "what": "worum es geht",
    "times": "Zeiten",
    "on_days": "einzelne Tage",
    "day_parts": "einzelne Tage",
    "soon": "wie dringend",
    "frequency": "wie oft",
    "hours_per_week": "Stunden in der Woche",
    "most_people": "für wie viele Menschen",
    "district_id": "Stadtteil",
    "reach_km": "wie weit",
    "has_car": "Auto",
    "languages": "Sprachen",
    "language_needed": "Sprachen",
    "interests": "was Freude macht",
    "by_phone": "wie weit",
    "company": "allein oder im Team",
    "commitment": "wie lange",
    "gone": "Pause",
    "unwanted": "was nicht geht",
    "place": "wo",
    "until": "bis wann",
    "costs": "Kosten",
    "abilities": "was in Ordnung ist",
    "needs": "was man vorher wissen soll",
    "gender": "Frau oder Mann",
    "helper": "wer kommen soll",
    "helper_reason": "wer kommen soll",
    "free_from": "ab wann",
    "best_time": "wann wir anrufen dürfen",
    "note": "Notiz für das Büro",
    "may_be_public": "ohne Namen zeigen",
}


async def offer_content(offer_id: int) -> OfferContent:
    """As it stands now. Raises NotFound when it is nobody's any more."""
    row = await _row_of_somebody(Offer, offer_id)
    liked = await OfferCategory.select(OfferCategory.category).where(OfferCategory.offer == offer_id)
    return OfferContent(
        **_as_it_is(
            row, ("times", "day_parts", "hours_per_week", "most_people", "reach_km", "has_car", "gender")
        ),
        **_of_both(row),
        categories=tuple(sorted(one["category"] for one in liked)),
        abilities=_parts(row["abilities"]),
        free_from=row["paused_until"],
        by_phone=ByPhone(row["by_phone"]),
        company=Company(row["company"]),
        commitment=row["commitment"],
        unwanted=_parts(row["unwanted"]),
        gone=(row["gone_from"], row["gone_until"]) if row["gone_from"] else None,
    )


async def request_content(request_id: int) -> RequestContent:
    """As it stands now. Raises NotFound when it is nobody's any more, or an organisation's, which changes it itself."""
    row = await _row_of_somebody(HelpRequest, request_id)
    if row["organisation"]:
        raise NotFound
    return RequestContent(
        **_as_it_is(
            row, ("category", "what", "times", "soon", "language_needed", "may_be_public", "hours_per_week")
        ),
        **_of_both(row),
        helper=Helper(row["helper_gender"]),
        helper_reason=opened(row["gender_reason"]),
        needs=_parts(row["needs"]),
        place=row["place"],
        until=row["wanted_until"],
        costs=row["costs"],
    )


def _of_both(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "interests": row["interests"],
        "best_time": opened(row["best_time"]),
        "note": opened(row["note"]),
        "frequency": Frequency(row["frequency"]),
        "district_id": row["district"],
        "languages": _parts(row["languages"]),
        "on_days": read_days(row["on_days"]),
    }


def _as_it_is(row: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: row[key] for key in keys}


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(one for one in joined.split(",") if one)


async def _row_of_somebody(table: Any, row_id: int) -> dict[str, Any]:
    row = await table.select().where(table.id == row_id, table.person.is_not_null()).first()
    if row is None:
        raise NotFound
    return dict(row)


def changed(old: Any, new: Any, today: date) -> list[str]:
    """Names of the answers that are new."""
    fields = differing(answers(old, today), answers(new, today))
    return list(dict.fromkeys(_(NAMES[field]) for field in fields))


def answers(content: Any, today: date) -> dict[str, Any]:
    """By field. A day that is over is no answer any more."""
    said = asdict(content)
    said["on_days"] = [day for day in content.on_days if day >= today]
    for field in {"categories", "languages", "abilities", "needs", "unwanted"} & said.keys():
        said[field] = sorted(said[field])
    if "free_from" in said and said["free_from"] and said["free_from"] <= today:
        said["free_from"] = None
    if "gone" in said and said["gone"] and said["gone"][1] < today:
        said["gone"] = None
    if "until" in said and said["until"] and said["until"] < today:
        said["until"] = None
    if not said["on_days"] and "day_parts" in said:
        said["day_parts"] = 0
    return said


def in_words(content: Any, field: str) -> str:
    """Of what can be quoted; ticks are left out."""
    if field not in QUOTED:
        return ""
    value = getattr(content, field)
    return times_in_words(value) if field == "times" else str(value)
