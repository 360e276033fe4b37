"""Walking through the event form of a club, up to the page that a test is about."""

from visitor import Values, Visitor

DESK = "/verein/demo-turnverein-barbarossa"
WHAT: Values = {
    "titel": "Boule-Treff",
    "beschreibung": "Wir spielen Boule im Park.",
    "thema": "bewegung",
    "preis": "kostenlos",
}
WHERE: Values = {"ort": "stadtteilbuero-ost"}
HOURS: Values = {"von": "10", "bis": "11.30"}
FROM_MARCH: Values = {"ab-tag": "1", "ab-monat": "3", "ab-jahr": "2027"}


async def to_where(secretary: Visitor, **changes: str) -> None:
    await secretary.get(f"{DESK}/neu")
    await secretary.submit("Weiter", **WHAT | changes)


async def to_when(secretary: Visitor, rhythm: str) -> None:
    await to_where(secretary)
    await secretary.submit("Weiter", **WHERE)
    await secretary.submit("Weiter", rhythmus=rhythm)


async def to_preview(secretary: Visitor, rhythm: str = "jede-woche", **when: str | list[str]) -> None:
    await to_when(secretary, rhythm)
    await secretary.submit("Weiter", **(when or {"wochentage": "dienstag", **HOURS, **FROM_MARCH}))
    await secretary.submit("Weiter: Vorschau", anmeldung="none")


# Every question of the form, answered.
EVERYTHING: dict[str, Values] = {
    "was": {**WHAT, "preis": "3 Euro", "preis-dazu": "Kaffee extra", "mitbringen": "Hausschuhe"},
    "wo": {
        **WHERE,
        "raum": "Raum 2",
        "treffpunkt": "am Brunnen",
        "neue-name": "Frau Demo",
        "neue-telefon": "069 90009012",
    },
    "wann": {
        "wochentage": "dienstag",
        **HOURS,
        **FROM_MARCH,
        "ende-am-tag": "29",
        "ende-am-monat": "6",
        "ende-am-jahr": "2027",
        "monate": ["märz", "april", "mai", "juni"],
        "feiertage": "ja",
        "ferien": "ja",
    },
    "anmeldung": {
        "anmeldung": "each_date",
        "plaetze": "12",
        "mindestens": "5",
        "frist": "3",
        "warteliste": "ja",
    },
}


async def to_preview_of_everything(secretary: Visitor) -> None:
    await secretary.get(f"{DESK}/neu")
    await secretary.submit("Weiter", **EVERYTHING["was"])
    await secretary.submit("Weiter", **EVERYTHING["wo"])
    await secretary.submit("Weiter", rhythmus="jede-woche")
    await secretary.submit("Weiter", **EVERYTHING["wann"])
    await secretary.submit("Weiter: Vorschau", **EVERYTHING["anmeldung"])
