"""The forms of asking.py with what somebody has said already; read again, they say the same."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from mittendrin.core.german import show_day_digits
from mittendrin.core.plain_words import join_and
from mittendrin.volunteering.asking import PARTS, SLOTS
from mittendrin.volunteering.asking_besides import ONLY_BY_PHONE
from mittendrin.volunteering.grid import WHOLE_WEEK, Part, slots_of, slots_on
from mittendrin.volunteering.queries import Town
from mittendrin.volunteering.rules import ByPhone, OfferContent, RequestContent
from mittendrin.web.forms import Form, date_boxes

Filled = dict[str, Any]


def offer_as_form(content: OfferContent, town: Town) -> Form:
    begins = content.free_from if content.free_from and content.free_from > town.today else None
    days = _coming(content.on_days, town.today)
    return Form.filled(
        was=[one.slug for one in town.categories if one.id in content.categories],
        weite=ONLY_BY_PHONE if content.by_phone is ByPhone.ONLY else str(content.reach_km),
        fern=_tick(content.by_phone is ByPhone.TOO),
        gesellschaft=content.company.value,
        dauer=content.commitment,
        pause=_pause(content),
        auto=_tick(content.has_car),
        personen=str(content.most_people),
        geschlecht=content.gender,
        **{"in-ordnung": list(content.abilities), "geht-nicht": list(content.unwanted)},
        **_when(content.times, days, content.day_parts if days else 0, town.today),
        **_of_both(content, town),
        **(date_boxes("ab", begins) if begins else {}),
    )


def request_as_form(content: RequestContent, town: Town) -> Form:
    return Form.filled(
        wobei=next((one.slug for one in town.categories if one.id == content.category), ""),
        bald=_tick(content.soon),
        wer=content.helper.value,
        oeffentlich=_tick(content.may_be_public),
        ort=content.place,
        kosten=content.costs,
        **(date_boxes("bis", content.until) if content.until and content.until >= town.today else {}),
        **_hyphened(content),
        **wanted_when(content.times, content.on_days, town.today),
        **_of_both(content, town),
    )


def wanted_when(times: int, on_days: Iterable[date], today: date) -> Filled:
    """Of a request: its single days have no parts of their own."""
    days = _coming(on_days, today)
    parts = sum(1 << part for part in Part if days and all(slots_on(day, 1 << part) & times for day in days))
    return _when(times, days, parts, today)


def _pause(content: OfferContent) -> str:
    return " bis ".join(f"{day.day}.{day.month}.{day.year}" for day in content.gone or ())


def _hyphened(content: RequestContent) -> Filled:
    return {
        "was-genau": content.what,
        "wer-grund": content.helper_reason,
        "vorher-wissen": list(content.needs),
        "sprache-noetig": _tick(content.language_needed),
    }


def _of_both(content: OfferContent | RequestContent, town: Town) -> Filled:
    return {
        "oft": content.frequency.value,
        "stunden": str(content.hours_per_week),
        "stadtteil": next((one.slug for one in town.districts if one.id == content.district_id), ""),
        "sprachen": list(content.languages),
        "interessen": content.interests,
        "erreichbar": content.best_time,
        "notiz-buero": content.note,
    }


def _when(times: int, days: list[date], parts: int, today: date) -> Filled:
    """Slot by slot, because that is how it is kept."""
    named = {"termine": join_and([show_day_digits(day, today) for day in days])}
    if times == WHOLE_WEEK:
        return {"jederzeit": "ja", **named}
    slots = {slot: name for name, slot in SLOTS.items()}
    return {
        "zeit": [slots[slot] for slot in slots_of(times)],
        **named,
        "tageszeit": [name for name, part in PARTS.items() if parts >> part & 1],
    }


def _coming(days: Iterable[date], today: date) -> list[date]:
    return [day for day in days if day >= today]


def _tick(yes: bool) -> str:
    return "ja" if yes else ""
