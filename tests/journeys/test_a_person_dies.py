"""A daughter calls: her mother has died. The clerk sees what will happen, does it, and calls whoever is affected."""

import people
from makers import a_city, a_published_event, a_sign_up, an_engagement, seats
from mittendrin.core.tokens import new_token
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact
from mittendrin.registrations.rules import Wish
from mittendrin.registrations.tables import Registration
from people import sign_in
from visitor import Visitor

MOTHER = Contact("Demo-Person Suche", phone="+491713920032")


async def test_from_the_daughters_call_to_the_helpers(visitor: Visitor) -> None:
    await a_city()
    await an_engagement()
    await a_sign_up(await a_published_event(terms=seats(12)), Wish(MOTHER, 1, False, new_token()))
    await sign_in(visitor, await people.a_clerk())
    await the_clerk_reads_what_will_happen(visitor)
    await and_says_so(visitor)
    await the_helper_is_called(visitor)
    await somebody_signs_up_under_the_same_name(visitor)
    await it_was_a_mistake(visitor)


async def the_clerk_reads_what_will_happen(visitor: Visitor) -> None:
    await visitor.get("/buero?wer=Suche")
    await visitor.click("Demo-Person Suche")
    await visitor.click("Person ist verstorben")
    assert visitor.page.heading == "Demo-Person Suche ist verstorben"
    for words in (
        "Dieser Platz wird frei: Gymnastik im Sitzen, Dienstag, 12. Januar, 10 bis 11 Uhr",
        "Ein Einsatz endet.",
        "Dieses Gesuch wird geschlossen: Einmal in der Woche einkaufen gehen",
        "Von selbst erfahren sie nichts.",
    ):
        assert words in visitor.page.text


async def and_says_so(visitor: Visitor) -> None:
    await visitor.submit("Ja, so eintragen", anrufer="Demo-Tochter", kanal="phone")
    assert visitor.page.heading == "Demo-Person Suche"
    assert "Verstorben. Vermerkt am Montag, 11. Januar: Herr Büro." in visitor.page.text
    assert "Anmelden für einen Termin" not in visitor.page.text
    assert "Demo-Tochter" in visitor.page.text
    assert [row["status"] for row in await Registration.select(Registration.status)] == ["signed_off"]
    assert not await Mail.exists().where(Mail.purpose == "farewell")


async def the_helper_is_called(visitor: Visitor) -> None:
    await visitor.get("/buero/anrufe")
    assert "Bitte in Ruhe anrufen: Demo-Person Suche ist verstorben" in visitor.page.text
    await visitor.submit("erreicht")
    call = await CallTask.select(CallTask.result).where(CallTask.purpose == "farewell").first()
    assert call == {"result": "reached"}


async def somebody_signs_up_under_the_same_name(visitor: Visitor) -> None:
    """The clerk is asked back and may say that this is somebody else."""
    await visitor.get("/buero/anmelden?telefon=0171 3920032&name=Demo-Person Suche")
    await visitor.submit("Suchen", suche="Gymnastik")
    await visitor.submit("Anmelden", termin="1-1", personen="1", fuer="mich", einwilligung="ja")
    assert visitor.page.errors == [
        "Demo-Person Suche ist bei uns als verstorben vermerkt. Fragen Sie bitte behutsam nach."
    ]
    assert await Registration.count() == 1
    await visitor.submit("Anmelden", **{"jemand-anders": "ja"})
    assert await Registration.count() == 2


async def it_was_a_mistake(visitor: Visitor) -> None:
    await visitor.get("/buero/personen/2")
    await visitor.submit("Das war ein Irrtum")
    assert "Verstorben" not in visitor.page.text
    assert "0171 39 20 032" in visitor.page.text
