from datetime import date, timedelta

from app_fixtures import StandingClock
from makers import a_city, a_district
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


async def the_town() -> None:
    await a_city()
    await add_start_set()
    await a_district("Betzenberg")


async def offer_up_to_the_check_page(visitor: Visitor) -> None:
    await visitor.get("/helfen")
    await visitor.click("Ich möchte helfen")
    await visitor.submit(ON, was=["einkauf", "technik"])
    await visitor.submit(ON, tage=["1", "3"], tageszeit=["morning"], oft="weekly")
    await visitor.submit(ON, stunden="3", **{"in-ordnung": ["stairs", "pets"]})
    await visitor.submit(ON, stadtteil="betzenberg", weite="5", auto="ja")
    await visitor.submit(ON, sprachen=["de", "ru"], interessen="Fußball", geschlecht="woman")
    await visitor.submit(CHECK, name="Demo-Person Hilfe", mail="hilfe@example.org", erreichbar="vormittags")


async def test_somebody_offers_time(visitor: Visitor, clock: StandingClock) -> None:
    await the_town()
    await offer_up_to_the_check_page(visitor)
    assert visitor.page.heading == "Angaben prüfen"
    assert "Dienstag vormittags, Donnerstag vormittags" in visitor.page.text
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
    assert (offer["abilities"], offer["gender"], offer["best_time"], offer["paused_until"]) == (
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
    await visitor.submit(ON, jederzeit="ja", oft="weekly", bald="ja", stunden="2")
    await visitor.submit(ON, stadtteil="betzenberg", **{"vorher-wissen": ["stairs", "smoke"]})
    await visitor.submit(ON)
    await visitor.submit(
        CHECK, fuer="andere", hilfe="Demo-Tochter", name="Demo-Mutter", telefon="0171 3920032"
    )
    clock.now += timedelta(seconds=10)
    await visitor.submit(SEND)
    request = await HelpRequest.select().first()
    assert request is not None
    assert (request["status"], request["signed_by"], request["soon"]) == ("received", "Demo-Tochter", True)
    assert (request["needs"], request["hours_per_week"], request["on_days"]) == ("stairs,smoke", 2, "")
    assert await Person.select(Person.name, Person.phone) == [
        {"name": "Demo-Mutter", "phone": "+491713920032"}
    ]
    assert await Mail.count() == 0


async def test_what_needs_professionals_is_declined_kindly(visitor: Visitor) -> None:
    """With the telephone, the signpost and 112; nothing typed is lost."""
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei="pflege", **{"was-genau": "Beim Waschen"})
    assert (visitor.page.answer.status_code, visitor.page.heading) == (422, "Pflege oder Medizin")
    assert "Dafür braucht es Fachleute." in visitor.page.text
    assert [
        'href="/wegweiser"' in visitor.page.answer.text,
        'href="tel:112"' in visitor.page.answer.text,
    ] == [
        True,
        True,
    ]
    await visitor.submit("Etwas anderes wählen")
    assert visitor.page.heading == "Wobei könnten Sie Hilfe brauchen?"
    assert 'value="Beim Waschen"' in visitor.page.answer.text


async def test_the_list_shows_the_words_that_people_use(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    assert "Begleitung und Fahrt (Arzt, Amt, Friedhof)" in visitor.page.text


async def test_an_appointment_brings_its_weekday(visitor: Visitor) -> None:
    """Today is Monday, 11 January 2027."""
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei="begleitung", **{"was-genau": "Zum Arzt"})
    await visitor.submit(ON, termine="14.1. und 5.1.2027", tageszeit=["morning"], oft="once")
    assert "Dieser Tag ist schon vorbei. Prüfen Sie bitte das Datum." in visitor.page.text
    await visitor.submit(ON, termine="21.1. und 14.1.", tageszeit=["morning"], oft="once")
    await visitor.submit(ON, stadtteil="betzenberg")
    await visitor.submit(ON)
    await visitor.submit(CHECK, name="Demo-Person", telefon="12 34 56")
    assert "Wir haben die Vorwahl ergänzt: 0631 12 34 56. Stimmt das?" in visitor.page.text
    assert "Donnerstag, 14. Januar 2027 und Donnerstag, 21. Januar 2027" in visitor.page.text
    assert "Donnerstag vormittags" in visitor.page.text


async def test_single_hours_of_the_week_add_up_with_whole_days(
    visitor: Visitor, clock: StandingClock
) -> None:
    await the_town()
    await visitor.get("/helfen/anfangen")
    await visitor.submit(ON, was=["einkauf"])
    when = {"tage": ["1"], "tageszeit": ["morning"], "zeit": ["4-3"], "oft": "weekly"}
    await visitor.submit(ON, **when, **{"ab-tag": "1", "ab-monat": "3", "ab-jahr": "2027"})
    await visitor.submit(ON)
    await visitor.submit(ON, stadtteil="betzenberg", weite="5")
    await visitor.submit(ON)
    await visitor.submit(CHECK, name="Demo-Person", telefon="0171 3920032")
    assert "Dienstag vormittags, Freitag abends" in visitor.page.text
    clock.now += timedelta(seconds=10)
    await visitor.submit(SEND)
    offer = await Offer.select(Offer.times, Offer.paused_until).first()
    assert offer == {
        "times": grid_of([(1, Part.MORNING), (4, Part.EVENING)]),
        "paused_until": date(2027, 3, 1),
    }


async def test_a_later_page_asks_first_for_what_is_missing(visitor: Visitor) -> None:
    """Also when somebody sends a form that the walk never showed."""
    await the_town()
    await visitor.get("/helfen/anfangen")
    await visitor.submit(ON, was=["einkauf"])
    await visitor.submit(ON)
    assert visitor.page.heading == "Wann haben Sie Zeit?"
    assert "Kreuzen Sie bitte an, an welchen Tagen. Einer genügt." in visitor.page.text
    await visitor.post("/helfen/pruefen", {"name": "Demo-Person"})
    assert (visitor.page.answer.status_code, visitor.page.heading) == (422, "Was möchten Sie gern tun?")


async def test_machines_are_too_quick(visitor: Visitor) -> None:
    await the_town()
    await offer_up_to_the_check_page(visitor)
    await visitor.submit(SEND)
    assert visitor.page.answer.status_code == 422
    assert await Offer.count() == 0


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


async def test_whoever_only_writes_a_word_hears_what_it_may_be(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, **{"was-genau": "Ich suche jemanden für meine Glühbirnen"})
    assert visitor.page.errors == [
        "Wählen Sie bitte eines aus. Vielleicht passt: Kleine Hilfe in Haus und Garten"
    ]
    await visitor.submit(ON, **{"was-genau": "Ich und mein Anliegen"})
    assert visitor.page.errors == ["Wählen Sie bitte, wobei Sie Hilfe brauchen."]
