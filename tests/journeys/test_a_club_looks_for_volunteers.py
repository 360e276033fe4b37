"""A club writes what it needs, the board lets it through, somebody is interested, the office asks both."""

import re
from datetime import timedelta

import people
from app_fixtures import StandingClock
from makers import a_city, a_district
from mittendrin.engagements.tables import ContactRelease
from mittendrin.outbox.tables import Mail
from mittendrin.volunteering.start_set import add_start_set
from mittendrin.volunteering.tables import HelpRequest
from people import sign_in
from visitor import Visitor

TITLE = "Fahrer für den Mittagstisch"


async def test_from_the_clubs_desk_to_two_yeses(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    await add_start_set()
    await a_district("Betzenberg")
    await the_club_hands_in(visitor)
    await the_board_lets_it_through(visitor)
    await somebody_is_interested(visitor, clock)
    await the_office_gets_to_know_them_and_asks(visitor)
    await the_volunteer_says_yes(visitor)
    await the_club_says_yes_and_both_know_each_other(visitor)


async def the_club_hands_in(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_responsible())
    await visitor.click("Einsatzstellen")
    await visitor.click("Freiwillige suchen")
    await visitor.submit(
        "Weiter: Vorschau", titel=TITLE, aufgabe="Drei Menschen abholen und zurückbringen.", art="begleitung",
        tage=["1"], tageszeit=["noon"], oft="weekly", ort="Vereinsheim", stadtteil="betzenberg",
        einarbeitung="Die erste Fahrt machen wir zusammen.", auslagen="Das Mittagessen",
        versicherung="Über den Verein", voraussetzungen="Führerschein", ansprechperson="Demo-Person Verein",
        telefon="069 90 00 90 12", mail="verein@example.org",
    )  # fmt: skip
    await visitor.submit("Einreichen")
    await visitor.get("/mitmachen")
    assert TITLE not in visitor.page.text


async def the_board_lets_it_through(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_board_member())
    await visitor.click(TITLE)
    assert "Die erste Fahrt machen wir zusammen." in visitor.page.text
    await visitor.submit("Freigeben")
    told = await Mail.select(Mail.body).where(Mail.purpose == "version_published").first()
    assert told and "/mitmachen/fahrer-fuer-den-mittagstisch" in told["body"]


async def somebody_is_interested(visitor: Visitor, clock: StandingClock) -> None:
    await visitor.get("/mitmachen")
    await visitor.click(TITLE)
    await visitor.click("Ich interessiere mich")
    await visitor.submit("Weiter")
    await visitor.submit("Weiter", tage=["1"], tageszeit=["noon"])
    await visitor.submit("Weiter", oft="weekly")
    await visitor.submit("Weiter", stadtteil="betzenberg")
    await visitor.submit("Weiter", weite="5", auto="ja")
    await visitor.submit("Weiter", vorname="Demo-Person", nachname="Hilfe")
    await visitor.submit("Weiter", mail="hilfe@example.org")
    await visitor.submit("Alle freiwilligen Fragen überspringen")
    clock.now += timedelta(seconds=10)
    await visitor.submit("Jetzt absenden")


async def the_office_gets_to_know_them_and_asks(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_responsible())
    await visitor.click("Einsatzstellen")
    assert "Ein Mensch interessiert sich. Das Seniorenbüro meldet sich bei Ihnen." in visitor.page.text
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe")
    await visitor.click("Ansehen und anrufen Demo-Person Hilfe, Angebot 1")
    await visitor.submit("Aktiv: darf vorgeschlagen werden")
    await visitor.click(f"{TITLE} (Demo-Turnverein Barbarossa)")
    assert "Einsatzstelle von Demo-Turnverein Barbarossa" in visitor.page.text
    await visitor.click("Interessiert: 1")
    await visitor.submit("Fragen: Demo-Person Hilfe")


async def the_volunteer_says_yes(visitor: Visitor) -> None:
    await visitor.get(await link_in("ask_volunteer"))
    assert "Demo-Turnverein Barbarossa" in visitor.page.text
    await visitor.submit("Ja, gern")


async def the_club_says_yes_and_both_know_each_other(visitor: Visitor) -> None:
    await visitor.get(await link_in("ask_requester"))
    await visitor.submit("Ja, gern")
    told = await Mail.select(Mail.recipient, Mail.body).where(Mail.purpose == "both_yes_volunteer").first()
    assert told and "Demo-Person Verein" in told["body"]
    assert (await ContactRelease.count(), await HelpRequest.select(HelpRequest.status)) == (
        2,
        [{"status": "matched"}],
    )
    await visitor.get("/mitmachen/fahrer-fuer-den-mittagstisch")
    assert "Hier haben sich genug Menschen gefunden." in visitor.page.text


async def link_in(purpose: str) -> str:
    mail = await Mail.select(Mail.body).where(Mail.purpose == purpose).first()
    assert mail
    found = re.search(r"/vorschlag/\w+/\w+", mail["body"])
    assert found
    return found[0]
