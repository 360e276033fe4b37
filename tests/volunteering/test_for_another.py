"""A daughter fills in for her mother: after that page every question is about the mother."""

from mittendrin.volunteering.walks import REQUEST_WALK
from visitor import Visitor
from volunteering.test_pages import CHECK, ON, SKIP, said, the_town

ABOUT_THE_PERSON = [
    "Wann passt es der Person?",
    "Wie oft?",
    "In welchem Stadtteil wohnt die Person?",
    "Wie erreichen wir die Person, die Hilfe bekommt?",
    "Wie lange?",
    "Was soll man vorher wissen?",
    "Wer soll kommen?",
    "Worüber redet die Person gern?",
    "Welche Sprachen spricht die Person?",
    "Dürfen wir das Gesuch ohne Namen zeigen?",
    "Was sollen wir noch wissen?",
]
TYPED: dict[str, dict[str, str | list[str]]] = {
    "Wann passt es der Person?": {"jederzeit": "ja"},
    "Wie oft?": {"oft": "weekly"},
    "In welchem Stadtteil wohnt die Person?": {"stadtteil": "betzenberg"},
    "Wie erreichen wir die Person, die Hilfe bekommt?": {"telefon": "069 90 00 90 05"},
}


async def for_another(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei="einkauf", **{"was-genau": "Einkaufen gehen"})
    assert visitor.page.heading == "Für wen ist die Hilfe?"
    await visitor.submit(ON, fuer="andere", hilfe="Petra Testfall", vorname="Erna", nachname="Testfall")


async def test_every_page_behind_it_asks_about_the_person(visitor: Visitor) -> None:
    await for_another(visitor)
    asked = []
    for _page in range(len(REQUEST_WALK.questions)):
        asked.append(visitor.page.heading)
        if visitor.page.heading == ABOUT_THE_PERSON[-1]:
            break
        await visitor.submit(ON, **TYPED.get(visitor.page.heading, {}))
    assert asked == ABOUT_THE_PERSON
    await visitor.submit(CHECK)
    assert visitor.page.heading == "Angaben prüfen"


async def test_what_was_left_out_is_asked_about_the_person_too(visitor: Visitor) -> None:
    await for_another(visitor)
    for heading, typed in TYPED.items():
        assert visitor.page.heading == heading
        await visitor.submit(ON, **typed)
    await visitor.submit(SKIP)
    assert [one for one in said(visitor) if "Person" in one] == [
        "Worüber redet die Person gern?",
        "Welche Sprachen spricht die Person?",
    ]


async def test_whoever_asks_for_themselves_is_asked_about_themselves(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei="einkauf", **{"was-genau": "Einkaufen gehen"})
    await visitor.submit(ON, vorname="Erna", nachname="Testfall")
    await visitor.submit(ON, jederzeit="ja")
    await visitor.submit(ON, oft="weekly")
    assert visitor.page.heading == "In welchem Stadtteil wohnen Sie?"
