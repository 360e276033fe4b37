import pytest

from mittendrin.publishing.hints import Double, Hint, Reading, hints

CLUB = frozenset({"+496990009012", "verein@example.org"})


def said(reading: Reading) -> list[str]:
    return [hint.sentence for hint in hints(reading)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Wir turnen am 12. 01. 2027 von 10 bis 11 Uhr in 67655 Kaiserslautern.", []),
        (
            "Anmeldung bei Herrn Demo, 0171 39 20 044.",
            ["Der neue Text enthält eine Telefonnummer: 0171\u00a039\u00a020\u00a0044. Ist sie privat?"],
        ),
        (
            "Anmeldung: +49 (0)171/3920044",
            ["Der neue Text enthält eine Telefonnummer: 0171\u00a039\u00a020\u00a0044. Ist sie privat?"],
        ),
        ("Rufen Sie uns an: 069 90009012", []),
        ("Schreiben Sie an Verein@example.org.", []),
        (
            "Schreiben Sie an oma@example.com.",
            ["Der neue Text enthält eine E-Mail-Adresse: oma@example.com. Ist sie privat?"],
        ),
        (
            "Heute mit Rabatt: jetzt kaufen!",
            ["Diese Wörter klingen nach Werbung: „kaufen“ und „rabatt“."],
        ),
        ("Der Einkauf steht im Schrank.", []),
        ("Kuchen kostet 2,50 €.", ["Der Text nennt 2,50 Euro. Beim Preis steht das nicht."]),
        ("Es kostet 3 Euro.", []),
        ("Es kostet 3,00 Euro.", []),
    ],
)
def test_what_stands_in_the_text(text: str, sentences: list[str]) -> None:
    assert said(Reading(text, known=CLUB, price="3 Euro")) == sentences


def test_what_was_public_before_is_no_news() -> None:
    number = "Anruf bei 0171 3920044"
    assert said(Reading(f"{number} oder am Tag davor", before=number)) == []


def test_everything_else() -> None:
    reading = Reading(
        "a" * 1501,
        over=True,
        called_off=True,
        reachable=False,
        doubles=(Double("Tanztee", "/veranstaltungen/t"),),
    )
    assert hints(reading) == [
        Hint("Inzwischen ist alles abgesagt. Dabei bleibt es, auch wenn Sie das freigeben."),
        Hint("Vielleicht gibt es das schon: Tanztee", "/veranstaltungen/t"),
        Hint("Kein Termin liegt in der Zukunft."),
        Hint("Der Text ist sehr lang. Das lesen viele nicht zu Ende."),
        Hint("Niemand ist genannt, den man fragen kann."),
    ]


def test_a_hostile_text_is_read_quickly() -> None:
    for text in ("0" * 5000, "0 " * 2500, "@" * 5000, "a@" * 2500, "a" * 5000 + "@"):
        hints(Reading(text))
