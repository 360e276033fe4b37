"""One content, three forms: the columns of the published version, JSON for a waiting one, words for people."""

import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass, replace
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.phone import unbroken_phone
from mittendrin.core.text import search_column
from mittendrin.events.rules import EventContent, Newcomers, SignUpMode, SignUpTerms, price_words
from mittendrin.events.stored_when import from_json, to_json
from mittendrin.events.tables import Event
from mittendrin.events.when_words import in_words


def columns_of(content: EventContent) -> dict[str, Any]:
    """Everything an event row takes from its content, search text included."""
    return {
        "title": content.title,
        "description": content.description,
        "topic": content.topic_id,
        "venue": content.venue_id,
        "room": content.room,
        "when": to_json(content.when),
        "price": content.price,
        "price_note": content.price_note,
        "bring": content.bring,
        "meeting_point": content.meeting_point,
        "newcomer_name": content.newcomers.name,
        "newcomer_phone": content.newcomers.phone,
        **{"mode": content.terms.mode.value, "seats": content.terms.seats, "minimum": content.terms.minimum},
        **{"deadline_days": content.terms.deadline_days, "waiting_list": content.terms.waiting_list},
        "search": search_column(f"{content.title} {content.description}"),
    }


def content_of(event: Event) -> EventContent:
    return EventContent(
        title=event.title,
        description=event.description,
        topic_id=event.topic,
        venue_id=event.venue,
        room=event.room,
        when=from_json(event.when),
        price=event.price,
        price_note=event.price_note,
        bring=event.bring,
        meeting_point=event.meeting_point,
        newcomers=Newcomers(event.newcomer_name, event.newcomer_phone),
        terms=SignUpTerms(
            SignUpMode(event.mode), event.seats, event.minimum, event.deadline_days, event.waiting_list
        ),
    )


def content_to_json(content: EventContent) -> str:
    plain = asdict(replace(content, when=None))  # type: ignore[arg-type]
    return json.dumps(plain | {"when": json.loads(to_json(content.when))}, ensure_ascii=False)


def content_from_json(text: str) -> EventContent:
    plain = json.loads(text)
    return EventContent(**fields_from_plain(plain) | {"when": from_json(json.dumps(plain["when"]))})


def fields_to_plain(fields: dict[str, Any]) -> dict[str, Any]:
    """Some fields of a content, all but `when`, as JSON can hold them."""
    return {name: asdict(value) if is_dataclass(value) else value for name, value in fields.items()}  # type: ignore[arg-type]


def fields_from_plain(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: _PARTS[name](value) if name in _PARTS else value for name, value in plain.items()}


def _terms_from_plain(plain: dict[str, Any]) -> SignUpTerms:
    return SignUpTerms(**plain | {"mode": SignUpMode(plain["mode"])})


_PARTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "newcomers": lambda plain: Newcomers(**plain),
    "terms": _terms_from_plain,
}


_MODE_WORDS = {
    SignUpMode.NONE: "keine, einfach kommen",
    SignUpMode.EACH_DATE: "für jeden Termin",
    SignUpMode.COURSE: "für den ganzen Kurs",
    SignUpMode.REGULAR: "Stammplatz",
}


# Under which labels of `content_in_words` a field is read.
LABELS: dict[str, tuple[str, ...]] = {
    "title": ("Titel",),
    "description": ("Was passiert",),
    "topic_id": ("Thema",),
    "price": ("Preis",),
    "price_note": ("Preis",),
    "bring": ("Mitbringen",),
    "meeting_point": ("Treffpunkt",),
    "newcomers": ("Zum ersten Mal",),
    "terms": ("Anmeldung", "Plätze", "Mindestens", "Anmelden bis", "Warteliste"),
}


def content_in_words(content: EventContent, topic: str, venue: str) -> dict[str, str]:
    """What visitors read, by label: the board's table "Was sich ändert" compares two of these."""
    terms = content.terms
    words: dict[str, str] = {
        "Titel": content.title,
        "Was passiert": content.description,
        "Thema": topic,
        "Wann": in_words(content.when),
        "Wo": f"{venue}, {content.room}" if content.room else venue,
        "Preis": price_words(content.price, content.price_note),
        "Mitbringen": content.bring,
        "Treffpunkt": content.meeting_point,
        "Zum ersten Mal": _newcomers_in_words(content.newcomers),
        "Anmeldung": _MODE_WORDS[terms.mode],
        "Plätze": str(terms.seats or ""),
        "Mindestens": str(terms.minimum or ""),
        "Anmelden bis": _days_before(terms.deadline_days) if terms.deadline_days else "",
        "Warteliste": "ja" if terms.mode is not SignUpMode.NONE and terms.waiting_list else "",
    }
    return words


def _days_before(days: int) -> str:
    return _("1 Tag vorher") if days == 1 else _("{n} Tage vorher", n=days)


def _newcomers_in_words(newcomers: Newcomers) -> str:
    return f"{newcomers.name} {unbroken_phone(newcomers.phone)}" if newcomers.phone else newcomers.name
