"""Every rhythm that the event form knows: asked, read, said back, and what can be wrong with it."""

import pytest

from desks.club_walk import FROM_MARCH, HOURS, to_preview, to_when
from makers import a_club
from mittendrin.desks.club.event_queries import own_events
from mittendrin.events.rhythm import RHYTHM_WORDS
from mittendrin.events.when_words import in_words
from mittendrin.publishing.rules import EntryState
from visitor import Values, Visitor

RHYTHMS: list[tuple[str, Values, str]] = [
    ("einzelne-tage", {"termine": "5.3.2027"}, "Freitag, 5. März 2027, 10 bis 11.30 Uhr"),
    (
        "einzelne-tage",
        {"termine": "5. März 2027, 12.3.2027\nMontag, 5.4.2027"},
        "am 5. März, 12. März und 5. April 2027, 10 bis 11.30 Uhr",
    ),
    (
        "jede-woche",
        {"wochentage": "dienstag", **FROM_MARCH},
        "jeden Dienstag, 10 bis 11.30 Uhr, nicht an Feiertagen",
    ),
    (
        "jede-woche",
        {"wochentage": ["mittwoch", "freitag"], "ferien": "ja", **FROM_MARCH},
        "mittwochs und freitags, 10 bis 11.30 Uhr, nicht an Feiertagen und nicht in den Schulferien",
    ),
    (
        "jede-woche",
        {"wochentage": "dienstag", "monate": ["april", "mai", "juni"], "feiertage": [], **FROM_MARCH},
        "jeden Dienstag, nur von April bis Juni, 10 bis 11.30 Uhr",
    ),
    (
        "alle-paar-wochen",
        {"wochentage": "donnerstag", "wochen": "2", **FROM_MARCH},
        "alle zwei Wochen donnerstags, 10 bis 11.30 Uhr, nicht an Feiertagen",
    ),
    (
        "wochentag-im-monat",
        {"der-wievielte": "2", "wochentage": "dienstag", **FROM_MARCH},
        "jeden 2. Dienstag im Monat, 10 bis 11.30 Uhr, nicht an Feiertagen",
    ),
    (
        "wochentag-im-monat",
        {"der-wievielte": "letzter", "wochentage": "sonntag", "monate-abstand": "3", **FROM_MARCH},
        "alle drei Monate am letzten Sonntag, 10 bis 11.30 Uhr, nicht an Feiertagen",
    ),
    (
        "tag-im-monat",
        {"tag-im-monat": "15", "wie-oft": "4", "feiertage": [], **FROM_MARCH},
        "jeden Monat am 15., 10 bis 11.30 Uhr, 4-mal ab 15. März 2027",
    ),
    (
        "mehrere-tage",
        {"erster-tag": "14", "erster-monat": "6", "erster-jahr": "2027"}
        | {"letzter-tag": "17", "letzter-monat": "6", "letzter-jahr": "2027", "ganztags": "ja"},
        "14. bis 17. Juni 2027, ganztägig",
    ),
]


@pytest.mark.parametrize(("rhythm", "answers", "words"), RHYTHMS)
async def test_every_rhythm_is_said_back_in_words(
    secretary: Visitor, rhythm: str, answers: Values, words: str
) -> None:
    await to_preview(secretary, rhythm, **HOURS | answers)

    assert secretary.page.heading == "Vorschau"
    assert words in secretary.page.text
    await secretary.submit("So einreichen")
    (own,) = await own_events(await a_club())
    assert (in_words(own.content.when), own.state) == (words, EntryState.SUBMITTED)


async def test_the_preview_of_what_begins_in_two_years_does_not_say_that_nothing_is_planned(
    secretary: Visitor,
) -> None:
    later: Values = {"ab-tag": "1", "ab-monat": "3", "ab-jahr": "2029"}
    await to_preview(secretary, "jede-woche", wochentage="dienstag", **HOURS | later)
    assert secretary.page.heading == "Vorschau"
    assert "Dienstag, 6. März 2029" in secretary.page.text
    assert "Zurzeit sind keine Termine geplant" not in secretary.page.text


async def test_the_preview_names_the_next_ten_dates_and_what_falls_away(secretary: Visitor) -> None:
    await to_preview(
        secretary,
        "jede-woche",
        wochentage="donnerstag",
        ferien="ja",
        **HOURS,
        ab_tag="1",
        ab_monat="4",
        ab_jahr="2027",
    )

    assert "Donnerstag, 8. April 2027, 10 bis 11.30 Uhr" in secretary.page.text
    assert "Donnerstag, 6. Mai 2027: fällt aus (Christi Himmelfahrt)" in secretary.page.text
    assert secretary.page.text.count("2027, 10 bis 11.30 Uhr") == 10


async def test_a_past_date_is_pointed_out_before_saving(secretary: Visitor) -> None:
    await to_preview(secretary, "einzelne-tage", termine="5.3.2026", **HOURS)
    assert "So gibt es keinen Termin" in secretary.page.text


async def test_a_date_on_a_holiday_is_asked_about(secretary: Visitor) -> None:
    await to_preview(secretary, "einzelne-tage", termine="6.5.2027", **HOURS)
    assert "(Christi Himmelfahrt)" in secretary.page.text
    assert "Findet er wirklich statt?" in secretary.page.text


async def test_a_feast_within_several_days_is_asked_about(secretary: Visitor) -> None:
    first = {"erster-tag": "27", "erster-monat": "3", "erster-jahr": "2027"}
    last = {"letzter-tag": "28", "letzter-monat": "3", "letzter-jahr": "2027"}
    await to_preview(secretary, "mehrere-tage", **first, **last, von="8", bis="12")
    assert "Samstag, 27. März bis Sonntag, 28. März, ab 8 Uhr, Stadtteilbüro Ost" in secretary.page.text
    assert "(Ostersonntag)" in secretary.page.text
    assert "Ein Termin liegt auf einem Feiertag." in secretary.page.text


async def test_whoever_promises_dates_beyond_the_known_school_holidays_is_told(secretary: Visitor) -> None:
    await to_preview(
        secretary, "jede-woche", wochentage="montag", ferien="ja",
        ende_am_tag="1", ende_am_monat="12", ende_am_jahr="2031", **HOURS, **FROM_MARCH,
    )  # fmt: skip
    assert "Die Schulferien kennen wir bis" in secretary.page.text


UNTIL_DECEMBER: Values = {"ende-am-tag": "1", "ende-am-monat": "12", "ende-am-jahr": "2027"}
ERRORS: list[tuple[str, Values, str]] = [
    ("einzelne-tage", {"termine": ""}, "Schreiben Sie bitte mindestens einen Tag."),
    ("einzelne-tage", {"termine": "31.2.2027"}, "„31.2.2027“: Diesen Tag gibt es nicht."),
    ("einzelne-tage", {"termine": "bald, demnächst"}, "„bald“: Dieses Datum verstehen wir nicht."),
    ("einzelne-tage", {"termine": "5.3.2027", "von": "2.30"}, "Zwischen 2 und 3 Uhr nachts"),
    ("einzelne-tage", {"termine": "5.3.2027", "bis": "9"}, "Verstanden haben wir: 10 Uhr bis 9 Uhr."),
    ("einzelne-tage", {"termine": "5.3.2027", "von": ""}, "Schreiben Sie bitte, wann es beginnt."),
    ("jede-woche", FROM_MARCH, "Wählen Sie bitte mindestens einen Wochentag."),
    ("jede-woche", {"wochentage": "montag"}, "Schreiben Sie bitte, ab wann es stattfindet."),
    (
        "jede-woche",
        {"wochentage": "montag", "wie-oft": "3", **UNTIL_DECEMBER, **FROM_MARCH},
        "Wählen Sie bitte eines: ein Enddatum oder eine Anzahl von Terminen.",
    ),
    (
        "jede-woche",
        {"wochentage": "montag", **UNTIL_DECEMBER, **FROM_MARCH, "ab-jahr": "2028"},
        "Das Enddatum liegt vor dem ersten Tag.",
    ),
    ("wochentag-im-monat", {"wochentage": "montag", **FROM_MARCH}, "Der wievielte im Monat ist es?"),
    ("tag-im-monat", FROM_MARCH, "Schreiben Sie bitte einen Tag von 1 bis 31."),
    (
        "tag-im-monat",
        {"tag-im-monat": "31", "monate": "februar", **FROM_MARCH},
        "Den 31. gibt es im Februar nicht.",
    ),
    (
        "mehrere-tage",
        {"erster-tag": "14", "erster-monat": "6", "erster-jahr": "2027"}
        | {"letzter-tag": "12", "letzter-monat": "6", "letzter-jahr": "2027"},
        "Der letzte Tag liegt vor dem ersten.",
    ),
]


@pytest.mark.parametrize(("rhythm", "answers", "sentence"), ERRORS)
async def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    secretary: Visitor, rhythm: str, answers: Values, sentence: str
) -> None:
    await to_when(secretary, rhythm)
    await secretary.submit("Weiter", **HOURS | answers)

    assert (secretary.page.status, secretary.page.heading) == (422, "Wann findet es statt?")
    assert any(error.startswith(sentence) for error in secretary.page.errors), secretary.page.errors
    shown = secretary.page.form()
    assert shown.value("titel") == "Boule-Treff"
    typed = {name: value for name, value in (HOURS | answers).items() if isinstance(value, str)}
    assert {name: shown.value(name) for name in typed} == typed


@pytest.mark.parametrize("words", RHYTHM_WORDS.values())
def test_a_full_stop_can_follow_the_words_of_a_rhythm(words: str) -> None:
    assert not words.endswith(".")


async def test_a_day_that_is_none_and_an_end_before_the_beginning_are_said_together(
    secretary: Visitor,
) -> None:
    await to_when(secretary, "einzelne-tage")
    await secretary.submit("Weiter", termine="31.2.2027", von="11", bis="10")
    assert [sentence[:38] for sentence in secretary.page.errors] == [
        "„31.2.2027“: Diesen Tag gibt es nicht.",
        "Verstanden haben wir: 11 Uhr bis 10 Uh",
    ]
