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
