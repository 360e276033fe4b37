"""What a search finds, and in which order."""

from datetime import date, time
from typing import Any
from urllib.parse import quote

import pytest

from makers import a_club, a_district, a_published_event
from mittendrin.core.text import search_column
from mittendrin.events.recurrence import Repeat, When
from mittendrin.organisations.tables import Organisation
from mittendrin.places.tables import Topic
from visitor import Visitor

WEDNESDAY_EVENING = When(Repeat.DATES, date(2027, 1, 13), starts=time(18), ends=time(20))


def titles(visitor: Visitor) -> list[str]:
    return [link.text for link in visitor.page.links if link.href.startswith("/veranstaltungen/")]


async def yoga_among_other_exercise(**other: Any) -> None:
    """The topic is called yoga too, and its other date comes first."""
    await a_published_event(**other)
    await a_published_event(title="Yoga auf dem Stuhl", description="Ruhig.", when=WEDNESDAY_EVENING)
    await Topic.update({Topic.synonyms: "Yoga, Sport"}).where(Topic.slug == "bewegung")


async def test_a_search_leaves_the_rest_of_the_topic_one_link_away(visitor: Visitor) -> None:
    await yoga_among_other_exercise()
    await visitor.get("/veranstaltungen?suche=yoga")
    assert titles(visitor) == ["Yoga auf dem Stuhl"]
    await visitor.click("Auch aus dem Thema Bewegung")
    assert titles(visitor) == ["Gymnastik im Sitzen", "Yoga auf dem Stuhl"]


async def test_words_in_the_title_come_before_words_in_the_text(visitor: Visitor) -> None:
    await yoga_among_other_exercise(description="Nichts für Freunde von Yoga.")
    await visitor.get("/veranstaltungen?suche=yoga")
    assert titles(visitor) == ["Yoga auf dem Stuhl", "Gymnastik im Sitzen"]
    assert "Hier steht es im Text" in visitor.page.text


async def test_a_topic_answers_for_words_that_are_written_nowhere(visitor: Visitor) -> None:
    await yoga_among_other_exercise()
    await visitor.get("/veranstaltungen?suche=sport")
    assert titles(visitor) == ["Gymnastik im Sitzen", "Yoga auf dem Stuhl"]
    assert "Diese Termine sind aus demselben Thema." in visitor.page.text


async def test_a_list_without_a_date_offers_the_next_step_with_its_count(visitor: Visitor) -> None:
    await a_published_event(title="Schach", when=WEDNESDAY_EVENING)
    await a_district("Morlautern")
    await visitor.get("/veranstaltungen?stadtteil=morlautern")
    assert "In den nächsten vier Wochen" not in visitor.page.text
    await visitor.click("In allen Stadtteilen: 1 Termin")
    assert titles(visitor) == ["Schach"]
    await visitor.get("/veranstaltungen?tag=1")
    await visitor.click("An jedem Wochentag: 1 Termin")
    assert titles(visitor) == ["Schach"]


async def test_what_lies_months_ahead_is_one_link_away(visitor: Visitor) -> None:
    outing = When(Repeat.DATES, date(2027, 5, 26), starts=time(8, 30), ends=time(18))
    await a_published_event()
    await a_published_event(title="Tagesfahrt nach Speyer", when=outing)
    await visitor.get("/veranstaltungen?suche=fahrt")
    await visitor.click("Ab Mittwoch, 26. Mai: 1 Termin")
    assert titles(visitor) == ["Tagesfahrt nach Speyer"]


async def test_the_very_word_later_is_named_before_the_topic_now(visitor: Visitor) -> None:
    await yoga_among_other_exercise()
    in_spring = When(Repeat.DATES, date(2027, 4, 21), starts=time(14), ends=time(15))
    await a_published_event(title="Sport im Park", description="Leicht.", when=in_spring)
    await visitor.get("/veranstaltungen?suche=sport")
    assert titles(visitor) == ["Gymnastik im Sitzen", "Yoga auf dem Stuhl"]
    await visitor.click("Ab Mittwoch, 21. April: 1 Termin")
    assert titles(visitor) == ["Sport im Park"]


async def test_without_steps_is_chosen_beside_the_other_access_and_taken_back_alone(visitor: Visitor) -> None:
    await a_published_event()
    await visitor.get("/veranstaltungen?zugang=wheelchair_wc&zugang=hearing_loop")
    await visitor.click("Ohne Stufen")
    assert visitor.page.path.count("zugang=") == 3
    assert "zugang=step_free" in visitor.page.path
    await visitor.click("Ohne Stufen")
    assert visitor.page.path.endswith("?zugang=wheelchair_wc&zugang=hearing_loop")


async def test_what_only_the_organiser_says_of_itself_hides_no_better_hit(visitor: Visitor) -> None:
    await a_published_event()
    club = await a_club()
    naming = search_column("Demo-Turnverein Barbarossa, wir haben auch einen Chor.")
    await Organisation.update({Organisation.search: naming}).where(Organisation.id == club)
    other = await a_club("Demo-Gesangverein")
    later = When(Repeat.DATES, date(2027, 1, 28), starts=time(14), ends=time(15))
    await a_published_event(other, title="Chor am Nachmittag", when=later)
    await visitor.get("/veranstaltungen?suche=chor")
    assert "Das Wort steht in dieser Zeit nur beim Veranstalter." in visitor.page.text
    assert titles(visitor) == ["Gymnastik im Sitzen"]
    offered = [link for link in visitor.page.links if link.text.startswith("In den nächsten vier Wochen")]
    assert [link.text for link in offered] == ["In den nächsten vier Wochen: 1 Termin"]
    await visitor.get(offered[0].href)
    assert "Chor am Nachmittag" in titles(visitor)


async def test_the_name_of_the_organiser_is_an_answer(visitor: Visitor) -> None:
    await a_published_event()
    for words in ("barbarossa", "turnverein+barbarossa"):
        await visitor.get(f"/veranstaltungen?suche={words}")
        assert "nur beim Veranstalter" not in visitor.page.text
        assert titles(visitor) == ["Gymnastik im Sitzen"]
        assert "1 davon ist nur wegen des Veranstalters dabei." in visitor.page.text


@pytest.mark.parametrize("words", ["gymnastik", "gymnastik barbarossa", "turnverein gymnastik"])
async def test_what_says_one_of_the_words_itself_is_not_there_for_its_organiser_alone(
    visitor: Visitor, words: str
) -> None:
    await a_published_event()
    await visitor.get(f"/veranstaltungen?suche={quote(words)}")
    assert titles(visitor) == ["Gymnastik im Sitzen"]
    assert "davon" not in visitor.page.text


async def test_the_head_tells_apart_what_only_the_organiser_says(visitor: Visitor) -> None:
    await a_published_event(title="Schach", when=WEDNESDAY_EVENING)
    for title in ("Barbarossa-Abend", "Karten"):
        await a_published_event(title=title, when=WEDNESDAY_EVENING)
    await visitor.get("/veranstaltungen?suche=barbarossa")
    assert "3 Termine" in visitor.page.text
    assert "2 davon sind nur wegen des Veranstalters dabei." in visitor.page.text


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("Schach mittwochs", "„Schach“ am Mittwoch: 1 Termin"),
        ("Schach am Mittwoch", "„Schach“ am Mittwoch: 1 Termin"),
        ("am Mittwoch Schach", "„Schach“ am Mittwoch: 1 Termin"),
        ("jeden Mittwoch", "Alles am Mittwoch: 1 Termin"),
        ("mittwoch", "Alles am Mittwoch: 1 Termin"),
        ("Schach Mittwoch Freitag", "„Schach“ am Mittwoch oder Freitag: 1 Termin"),
    ],
)
async def test_a_weekday_among_the_words_is_offered_as_the_filter_that_it_is(
    visitor: Visitor, typed: str, step: str
) -> None:
    await a_published_event(title="Schach", when=WEDNESDAY_EVENING)
    await a_published_event()
    await visitor.get("/veranstaltungen")
    await visitor.submit("Anzeigen", suche=typed)
    await visitor.click(step)
    assert titles(visitor) == ["Schach"]


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2027, 1, 20), "„Schach“ am Mittwoch in den nächsten vier Wochen: 1 Termin"),
        (date(2027, 3, 10), "Ab Mittwoch, 10. März: 1 Termin"),
    ],
)
async def test_a_weekday_whose_next_date_is_not_this_week_leads_on(
    visitor: Visitor, day: date, step: str
) -> None:
    await a_published_event(title="Schach", when=When(Repeat.DATES, day, starts=time(18), ends=time(20)))
    await visitor.get("/veranstaltungen?suche=Schach+mittwochs")
    await visitor.click(step)
    assert titles(visitor) == ["Schach"]
