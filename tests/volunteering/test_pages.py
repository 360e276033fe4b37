from datetime import timedelta

from app_fixtures import StandingClock
from makers import a_city, a_district
from mittendrin.database.sealing import opened
from mittendrin.outbox.tables import Mail
from mittendrin.people.tables import Person
from mittendrin.places.tables import HelpCategory
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.start_set import add_start_set
from mittendrin.volunteering.tables import HelpRequest, Offer, OfferCategory
from visitor import Visitor

ON = "Weiter"
CHECK = "Weiter: Angaben prüfen"
SEND = "Jetzt absenden"
SKIP = "Alle freiwilligen Fragen überspringen"


CAN_BE_CHANGED = [
    "Das tun Sie gern",
    "Wann",
    "Wie oft",
    "Stadtteil",
    "Wie weit",
    "Mit dem Auto",
    "Name",
    "Frau oder Mann",
    "E-Mail",
    "Am besten zu erreichen",
    "Stunden in der Woche",
    "Für wie viele Menschen höchstens",
    "Ab wann, und wann nicht?",
    "Was Freude macht",
    "Sprachen",
    "Das ist in Ordnung",
    "Was sollen wir noch wissen?",
]


async def the_town() -> None:
    await a_city()
    await add_start_set()
    await a_district("Betzenberg")


async def offer_up_to_the_check_page(visitor: Visitor) -> None:
    await visitor.get("/helfen")
    await visitor.click("Ich möchte helfen")
    await visitor.submit(ON, was=["einkauf", "technik"])
    await visitor.submit(ON, tage=["1", "3"], tageszeit=["morning"])
    await visitor.submit(ON, oft="weekly")
    await visitor.submit(ON, stadtteil="betzenberg")
    await visitor.submit(ON, weite="5", auto="ja")
    await visitor.submit(ON, vorname="Demo-Person", nachname="Hilfe", geschlecht="woman")
    await visitor.submit(ON, mail="hilfe@example.org", erreichbar="vormittags")
    await visitor.submit(ON, stunden="3")
    await visitor.submit(ON)
    await visitor.submit(ON, interessen="Fußball")
    await visitor.submit(ON, sprachen=["de", "ru"])
    await visitor.submit(ON, **{"in-ordnung": ["stairs", "pets"]})
    await visitor.submit(CHECK)


async def ask_from_when_it_suits_to_the_check_page(visitor: Visitor, **when: str | list[str]) -> None:
    """Of what may be left out, nothing is said."""
    await visitor.submit(ON, **when)
    await visitor.submit(ON, oft="once")
    await visitor.submit(ON, stadtteil="betzenberg")
    await visitor.submit(ON, telefon="12 34 56")
    await visitor.submit(SKIP)


def said(visitor: Visitor) -> list[str]:
    """What stands beside a button to change it."""
    buttons = [text for form in visitor.page.forms for text, _name, _value in form.buttons]
    return [text.removeprefix("Ändern: ") for text in buttons if text.startswith("Ändern: ")]


async def test_somebody_offers_time(visitor: Visitor, clock: StandingClock) -> None:
    await the_town()
    await offer_up_to_the_check_page(visitor)
    assert visitor.page.heading == "Angaben prüfen"
    assert "Dienstag und Donnerstag vormittags" in visitor.page.text
    assert await Offer.count() == 0
    clock.now += timedelta(seconds=10)
    await visitor.submit(SEND)
    assert visitor.page.heading == "Danke für Ihr Angebot"
    assert "bis Donnerstag, 14. Januar 2027" in visitor.page.text
    offer = await Offer.select().first()
    assert offer is not None
    assert (offer["times"], offer["frequency"], offer["hours_per_week"], offer["reach_km"]) == (
        grid_of([(1, Part.MORNING), (3, Part.MORNING)]),
        "weekly",
        3,
        5,
    )
    assert (offer["status"], offer["has_car"], offer["languages"]) == ("received", True, "de,ru")
    assert (offer["abilities"], offer["gender"], opened(offer["best_time"]), offer["paused_until"]) == (
        "stairs,pets",
        "woman",
        "vormittags",
        None,
    )
    assert await OfferCategory.count() == 2
    mail = await Mail.select(Mail.recipient, Mail.purpose).first()
    assert mail == {"recipient": "hilfe@example.org", "purpose": "offer_received"}


async def test_somebody_asks_for_help_without_e_mail(visitor: Visitor, clock: StandingClock) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen")
    await visitor.click("Ich suche Hilfe")
    await visitor.submit(ON, wobei="einkauf", **{"was-genau": "Einkaufen gehen, einmal in der Woche"})
    await visitor.submit(ON, fuer="andere", hilfe="Demo-Tochter", vorname="Demo-Mutter", nachname="Suche")
    await visitor.submit(ON, jederzeit="ja", bald="ja")
    await visitor.submit(ON, oft="weekly")
    await visitor.submit(ON, stadtteil="betzenberg")
    assert visitor.page.heading == "Wie erreichen wir die Person, die Hilfe bekommt?"
    await visitor.submit(ON, telefon="0171 3920032", **{"hilfe-telefon": "0171 3920033"})
    for more in {"stunden": "2"}, {"vorher-wissen": ["stairs", "smoke"]}, {}, {}, {}, {"oeffentlich": "ja"}:
        await visitor.submit(ON, **more)
    await visitor.submit(CHECK, **{"notiz-buero": "Klingel bei Meier"})
    clock.now += timedelta(seconds=10)
    await visitor.submit(SEND)
    request = await HelpRequest.select().first()
    assert request is not None
    assert (request["status"], request["signed_by"]) == ("received", "Demo-Tochter")
    assert (request["soon"], request["may_be_public"]) == (True, True)
    assert opened(request["note"]) == "Für Rückfragen: Demo-Tochter 0171 39 20 033\nKlingel bei Meier"
    assert (request["needs"], request["hours_per_week"], request["on_days"]) == ("stairs,smoke", 2, "")
    assert await Person.select(Person.name, Person.first_name, Person.phone) == [
        {"name": "Demo-Mutter Suche", "first_name": "Demo-Mutter", "phone": "+491713920032"}
    ]
    assert await Mail.count() == 0


async def test_the_list_shows_the_words_that_people_use(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    assert "Begleitung und Fahrt (Arzt, Amt, Friedhof)" in visitor.page.text


async def test_a_later_page_asks_first_for_what_is_missing(visitor: Visitor) -> None:
    """Also when somebody sends a form that the walk never showed."""
    await the_town()
    await visitor.get("/helfen/anfangen")
    await visitor.submit(ON, was=["einkauf"])
    await visitor.submit(ON)
    assert visitor.page.heading == "Wann haben Sie Zeit?"
    assert "Kreuzen Sie bitte an, an welchen Tagen. Einer genügt." in visitor.page.text
    await visitor.post("/helfen/pruefen", {"vorname": "Demo", "nachname": "Person"})
    assert (visitor.page.answer.status_code, visitor.page.heading) == (422, "Was möchten Sie gern tun?")


async def test_every_answer_can_be_changed_and_leads_back_to_the_check_page(
    visitor: Visitor, clock: StandingClock
) -> None:
    await the_town()
    await offer_up_to_the_check_page(visitor)
    assert said(visitor) == CAN_BE_CHANGED
    await visitor.submit("Ändern: Stunden in der Woche")
    heading = "Wie viel Zeit möchten Sie geben?"
    assert (visitor.page.heading, "Freiwillig:" in visitor.page.text) == (heading, False)
    await visitor.submit(CHECK, stunden="viele")
    assert (visitor.page.status, visitor.page.heading) == (422, heading)
    await visitor.submit(CHECK, stunden="4")
    assert visitor.page.heading == "Angaben prüfen"
    await visitor.submit("Ändern: Wie oft")
    await visitor.submit(CHECK, oft="monthly")
    await visitor.submit("Ändern: Name")
    await visitor.submit(CHECK, vorname="Demo-Person", nachname="Anders")
    clock.now += timedelta(seconds=10)
    await visitor.submit(SEND)
    assert await Offer.select(Offer.person.name, Offer.frequency, Offer.hours_per_week, Offer.abilities) == [
        {
            "person.name": "Demo-Person Anders",
            "frequency": "monthly",
            "hours_per_week": 4,
            "abilities": "stairs,pets",
        }
    ]


async def test_what_was_left_out_can_still_be_said(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei="einkauf", **{"was-genau": "Einkaufen gehen"})
    await visitor.submit(ON, vorname="Demo", nachname="Person")
    await ask_from_when_it_suits_to_the_check_page(visitor, jederzeit="ja")
    assert [one for one in said(visitor) if one.endswith("?")] == [
        "Was soll man vorher wissen?",
        "Wer soll kommen?",
        "Worüber reden Sie gern?",
        "Welche Sprachen sprechen Sie?",
        "Was sollen wir noch wissen?",
    ]
    await visitor.submit("Ändern: Wer soll kommen?")
    await visitor.submit(CHECK, wer="woman", **{"wer-grund": "Das ist mir lieber."})
    assert "Bitte eine Frau (Das ist mir lieber.)" in visitor.page.text


async def test_on_the_way_back_nothing_is_lost(visitor: Visitor) -> None:
    """Not even what is not right yet."""
    await the_town()
    await visitor.get("/helfen/anfangen")
    await visitor.submit(ON, was=["einkauf"])
    assert "Schritt 2 von 7" in visitor.page.text
    await visitor.submit(ON, jederzeit="ja")
    await visitor.submit(ON, oft="weekly")
    await visitor.submit(ON, stadtteil="betzenberg")
    await visitor.submit(ON, weite="5")
    await visitor.submit(ON, vorname="Demo", nachname="Person")
    await visitor.submit(ON, telefon="0171 3920032")
    assert "Freiwillig: 1 von 6" in visitor.page.text
    await visitor.submit("Zurück", stunden="viele")
    assert visitor.page.heading == "Wie erreichen wir Sie?"
    await visitor.submit(ON)
    assert visitor.page.form(ON).value("stunden") == "viele"
    await visitor.submit(SKIP)
    assert (visitor.page.status, visitor.page.heading) == (422, "Wie viel Zeit möchten Sie geben?")


async def test_a_language_that_is_needed_has_a_name(visitor: Visitor) -> None:
    """And it stands on the check page."""
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei="einkauf", **{"was-genau": "Einkaufen gehen"})
    await visitor.submit(ON, vorname="Demo", nachname="Person")
    await ask_from_when_it_suits_to_the_check_page(visitor, jederzeit="ja")
    await visitor.submit("Ändern: Welche Sprachen sprechen Sie?")
    await visitor.submit(CHECK, **{"sprache-noetig": "ja"})
    assert "Kreuzen Sie bitte an, welche Sprache es sein muss." in visitor.page.text
    await visitor.submit(CHECK, sprachen=["ru"])
    assert "SprachenRussisch" in visitor.page.text
    assert "Nur in diesen Sprachenja" in visitor.page.text


async def test_whoever_is_too_quick_presses_once_more(visitor: Visitor) -> None:
    await the_town()
    await offer_up_to_the_check_page(visitor)
    await visitor.submit(SEND)
    assert visitor.page.answer.status_code == 422
    assert "Das ging sehr schnell. Drücken Sie bitte noch einmal." in visitor.page.text
    assert await Offer.count() == 0
    await visitor.submit(SEND)
    assert await Offer.count() == 1


async def test_sent_twice_it_is_one_offer(visitor: Visitor, clock: StandingClock) -> None:
    await the_town()
    await offer_up_to_the_check_page(visitor)
    checked = visitor.page
    clock.now += timedelta(seconds=10)
    await visitor.submit(SEND)
    visitor.page = checked
    await visitor.submit(SEND)
    assert await Offer.count() == 1


async def test_nobody_can_offer_what_needs_professionals(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/helfen/anfangen")
    names = await HelpCategory.select(HelpCategory.name).where(HelpCategory.professional.eq(True))
    assert names
    assert not any(row["name"] in visitor.page.text for row in names)
