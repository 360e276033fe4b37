"""The first page of "Ich könnte Hilfe brauchen": what strangers read, what needs professionals, and 112."""

from html_page import words
from visitor import Visitor
from volunteering.test_pages import ON, the_town


async def test_what_needs_professionals_is_declined_kindly(visitor: Visitor) -> None:
    """With the telephone and 112; nothing typed is lost."""
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei="pflege", **{"was-genau": "Beim Waschen"})
    assert (visitor.page.answer.status_code, visitor.page.heading) == (422, "Pflege oder Medizin")
    assert "Dafür braucht es Fachleute." in visitor.page.text
    assert telephones(visitor) == ["Seniorenbüro: 069 90 00 90 01", "Im Notfall, bei Feuer oder Unfall: 112"]
    assert "Zum Wegweiser" not in visitor.page.text
    await visitor.submit("Etwas anderes wählen")
    assert visitor.page.heading == "Wobei könnten Sie Hilfe brauchen?"
    assert 'value="Beim Waschen"' in visitor.page.answer.text


def telephones(visitor: Visitor) -> list[str]:
    """In the order of the page, without head and foot."""
    (main,) = visitor.page.tree.iter("main")
    return [words(one) for one in main.iter("p") if any("tel" in str(a.get("class")) for a in one.iter("a"))]


async def test_in_an_emergency_112_stands_first(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei="notfall", **{"was-genau": "Gestürzt"})
    assert telephones(visitor) == [
        "Im Notfall, bei Feuer oder Unfall: 112",
        "Wenn Sie jemand bedroht, die Polizei: 110",
        "Arzt, wenn die Praxis zu hat: 116 117",
        "Jemand zum Reden, Tag und Nacht: TelefonSeelsorge, 0800 111 0 111",
        "Seniorenbüro: 069 90 00 90 01",
    ]


async def test_whoever_only_writes_a_word_hears_what_it_may_be(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, **{"was-genau": "Ich suche jemanden für meine Glühbirnen"})
    assert visitor.page.errors == [
        "Wählen Sie bitte eines aus. Vielleicht passt: Kleine Hilfe in Haus und Garten"
    ]
    await visitor.submit(ON, **{"was-genau": "Ich und mein Anliegen"})
    assert visitor.page.errors == ["Wählen Sie bitte, wobei Sie Hilfe brauchen."]


async def test_what_it_is_about_does_not_say_who_it_is(visitor: Visitor) -> None:
    """Whoever is asked reads it before both have said yes; nothing typed is lost."""
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    assert "Das lesen auch Fremde. Schreiben Sie bitte nichts über Krankheiten." in visitor.page.text
    said = "Frau Birke sucht Begleitung"
    await visitor.submit(ON, wobei="begleitung", **{"was-genau": said})
    await visitor.submit(ON, vorname="Erna", nachname="Birke")
    assert (visitor.page.status, visitor.page.heading) == (422, "Wobei könnten Sie Hilfe brauchen?")
    assert visitor.page.errors == ["Das lesen auch Fremde. Schreiben Sie es bitte ohne „Birke“."]
    assert visitor.page.form(ON).value("was-genau") == said
    await visitor.submit(ON, **{"was-genau": "Jemand, der mich begleitet"})
    assert [visitor.page.form(ON).value(one) for one in ("vorname", "nachname")] == ["Erna", "Birke"]
