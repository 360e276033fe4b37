"""Words that may mean an emergency, or work for professionals: 112 is shown first, and people go on all the same."""

import pytest

from makers import NOW
from mittendrin.volunteering.queries import CategoryView, Town
from mittendrin.volunteering.start_set import START_SET
from visitor import Visitor
from volunteering.test_pages import ON, the_town

MOST_QUESTIONS = 20
CHECK, CHECKED = "Weiter: Angaben prüfen", "Angaben prüfen"
TOWN = Town(
    [
        CategoryView(number, one.slug, one.name, one.synonyms, bool(one.instead), one.instead, "")
        for number, one in enumerate(START_SET, 1)
    ],
    [],
    NOW.date(),
)


def in_doubt(slug: str, said: str) -> str:
    doubtful = TOWN.doubtful(slug, said)
    return doubtful.slug if doubtful else ""


@pytest.mark.parametrize("chosen", ["", "sonstiges", "begleitung", "haushalt"])
@pytest.mark.parametrize(
    "said",
    [
        "Ich bin gestürzt und liege am Boden",
        "Ich bekomme keine Luft",
        "Ich bekomme keine richtige Luft mehr",
        "Ich blute stark, und der Pflegedienst kommt nicht",
        "Verdacht auf einen SCHLAGANFALL, bitte kommen Sie gleich und helfen Sie mir zum Arzt",
        "mein Mann atmet nicht",
        "Ich kann nicht atmen",
        "Es brennt in der Küche",
        "In der Küche brennt es",
        "Bin gefallen, komme nicht hoch",
        "Ich bin im Bad gefallen und komme nicht mehr hoch",
        "Ich will nicht mehr leben",
        "Ich bringe mich um",
        "Ich habe Selbstmordgedanken",
        "Das Leben hat keinen Sinn mehr",
        "Mein Sohn schlägt mich",
        "Ich werde bedroht",
        "Einbrecher im Haus",
        "Ich möchte nur noch sterben",
        "Ich kann so nicht weiterleben",
        "Seit heute früh Schmerzen in der Brust",
        "seit gestern Atemnot",
        "Nach einem Sturz liege ich am Boden",
        "Nachbar bewusstlos",
        "Mein Mann liegt auf dem Boden",
        "Meine Frau liegt hilflos am Boden",
        "meine Mutter, die am Boden liegt",
        "Ich komme alleine nicht mehr vom Boden hoch",
        "Ich komme vom Boden nicht mehr hoch",
        "Ich kann nicht mehr aufstehen",
        "Mein Mann ist zusammengebrochen",
        "Meine Frau ist nicht ansprechbar",
        "Es riecht nach Gas",
        "Zu viele Tabletten genommen",
        "Ich habe zu viel Tabletten geschluckt",
        "Ohnmacht",
        "Bewusstlosigkeit",
        "Brustschmerz",
        "Suizid",
        "Ich bin die Treppe runtergefallen",
        "Meine Mutter ist von der Treppe gefallen",
        "Ich bin aus dem Bett gefallen",
        "Ich liege auf dem Fußboden",
        "Ich liege in der Küche auf dem Boden",
        "Ich liege seit gestern in der Küche auf dem Boden",
        "Meine Nachbarin liegt seit heute früh auf dem Boden",
        "Ich brauche einen Krankenwagen",
        "Bitte den Rettungswagen schicken",
        "Ich brauche die Feuerwehr",
        "Bitte die Polizei rufen",
        "Mein Mann ist umgefallen",
        "Meine Frau ist umgekippt",
        "Mein Mann reagiert nicht mehr",
        "Ich werde von meinem Sohn geschlagen",
        "Es ist jemand in meiner Wohnung",
        "Rauch in der Wohnung",
        "Herzschmerzen",
        "Ich habe alle Tabletten geschluckt",
        "Ich möchte tot sein",
        "Vor Jahren vom Fahrrad gefallen, seitdem gehe ich ungern allein",
    ],
)
def test_an_emergency_is_read_in_the_words_whatever_is_chosen(chosen: str, said: str) -> None:
    assert in_doubt(chosen, said) == "notfall"


@pytest.mark.parametrize(
    "said",
    [
        "Verwelkte Blüten abschneiden",
        "Blueten im Garten schneiden",
        "Am Montag den Boden wischen",
        "Seit meinem Unfall brauche ich Hilfe beim Fensterputzen",
        "Selbsthilfegruppe nach Schlaganfall besuchen",
        "Nach Sturz im Winter: jemand zum Reden",
        "Nach einem Herzinfarkt wieder spazieren gehen",
        "Wäsche waschen",
        "Gardinen waschen",
        "Blumen am Boden gießen",
        "Teppich am Boden festkleben",
        "Blätter vom Boden auf den Kompost bringen",
        "Tabletten aus der Apotheke, alle zwei Wochen",
        "Einen Duschvorhang aufhängen",
        "Telefonhörer abheben üben",
        "Mit dem Zug nach Gasau fahren",
        "Blumen spritzen",
        "Kuchen für das Feuerwehrfest",
        "Ich habe keine Zeit, den Boden zu wischen",
        "Die Glühbirne brennt nicht mehr",
        "Das würde mir gefallen",
        "Mein Leben aufschreiben",
        "Mein Hund ist gestorben, ich möchte reden",
        "Seit dem Suizid meines Sohnes: jemand zum Reden",
        "Ich komme nicht mehr in den Keller",
        "Medikamente aus der Apotheke holen",
        "Mit dem Hund hoch in den Park gehen",
        "Notfallmappe ausfüllen",
        "Unfallversicherung: einen Brief schreiben",
        "Einkaufen gehen",
        "Ein neues Schloss gegen Einbrecher",
        "Der Drucker macht keinen Sinn mehr",
        "Mein Drucker reagiert nicht mehr",
        "Den Fußboden wischen",
        "Ich liege gern in der Sonne",
        "Die neue Treppe hat mir gut gefallen",
        "Ich brauche jemanden in meiner Wohnung",
        "Ich bin Raucher und suche Gesellschaft",
        "Zum Feuerwehrhaus fahren",
        "Im Polizeichor singen",
        "Der Boden ist nass, das Laub liegt im Hof",
        "",
    ],
)
def test_everyday_words_lead_on(said: str) -> None:
    assert in_doubt("sonstiges", said) == ""


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("Jemand soll mir die Spritze geben", "pflege"),
        ("Verband wechseln", "pflege"),
        ("Jemand, der jeden Morgen zu mir kommt, um mir die Tabletten zu stellen", "pflege"),
        ("Tabletten richten", "pflege"),
        ("Beim Duschen helfen", "pflege"),
        ("Windeln wechseln", "pflege"),
        ("Kompressionsstrümpfe anziehen", "pflege"),
        ("Eine Haushaltshilfe, jeden Dienstag", "pflege"),
        ("Geld vom Konto holen", "geld"),
        ("Geld am Automaten abheben", "geld"),
    ],
)
def test_work_for_professionals_is_asked_about_only_where_nothing_fitting_was_chosen(
    said: str, slug: str
) -> None:
    assert [in_doubt(chosen, said) for chosen in ("", "sonstiges", "haushalt")] == [slug, slug, ""]


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("Beim Putzen helfen", "haushalt"),
        ("Jemand für das Laub", "haushalt"),
        ("WhatsApp erklären", "technik"),
        ("Gassi gehen", "tiere"),
        ("Mit in die Kirche", "kultur"),
        ("Einen Fahrdienst zum Arzt", "begleitung"),
    ],
)
def test_a_kind_of_help_is_found_by_words_of_every_day(said: str, slug: str) -> None:
    found = TOWN.meant(said)
    assert (found and found.slug, in_doubt("sonstiges", said)) == (slug, "")


async def writing(visitor: Visitor, said: str, chosen: str) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei=chosen, **{"was-genau": said})


async def test_112_stands_first_and_whoever_needs_none_goes_on(visitor: Visitor) -> None:
    await writing(visitor, "Feuer im Kamin machen", "haushalt")
    assert (visitor.page.status, visitor.page.heading) == (422, "Ist das ein Notfall?")
    assert (
        visitor.page.text.index("112")
        < visitor.page.text.index("0800 111 0 111")
        < visitor.page.text.index("Seniorenbüro:")
    )
    assert "Sie haben geschrieben: Feuer im Kamin machen" in visitor.page.text
    await visitor.submit("Nein, kein Notfall: weiter")
    assert visitor.page.heading == "Für wen ist die Hilfe?"
    await visitor.submit(ON, vorname="Erna", nachname="Birke")
    assert visitor.page.heading == "Wann passt es Ihnen?"


async def test_what_is_written_anew_is_read_anew(visitor: Visitor) -> None:
    await writing(visitor, "Feuer im Kamin machen", "haushalt")
    await visitor.submit("Nein, kein Notfall: weiter")
    await visitor.submit("Zurück")
    await visitor.submit(ON, **{"was-genau": "Mein Mann atmet nicht"})
    assert visitor.page.heading == "Ist das ein Notfall?"
    await visitor.submit("Zurück")
    assert visitor.page.heading == "Wobei könnten Sie Hilfe brauchen?"
    assert visitor.page.form(ON).value("was-genau") == "Mein Mann atmet nicht"
    assert visitor.page.form(ON).value("wobei") == "haushalt"


async def test_whoever_has_chosen_nothing_goes_on_to_the_question(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, **{"was-genau": "Die Spritze geben"})
    assert visitor.page.heading == "Ist das etwas für Fachleute?"
    await visitor.submit("Nein, etwas anderes: weiter")
    assert visitor.page.errors == ["Wählen Sie bitte, wobei Sie Hilfe brauchen."]
    await visitor.submit(ON, wobei="sonstiges")
    assert visitor.page.heading == "Für wen ist die Hilfe?"


async def at_the_last_question(visitor: Visitor) -> None:
    await writing(visitor, "Einkaufen", "einkauf")
    await visitor.submit(ON, vorname="Erna", nachname="Birke")
    await visitor.submit(ON, jederzeit="ja")
    await visitor.submit(ON, oft="weekly")
    await visitor.submit(ON, stadtteil="betzenberg")
    await visitor.submit(ON, telefon="069 90 00 90 05")
    for _question in range(MOST_QUESTIONS):
        if visitor.page.heading == "Was sollen wir noch wissen?":
            return
        await visitor.submit(ON)
    raise AssertionError(f"Still asked: {visitor.page.heading} {visitor.page.errors}")


async def test_what_only_the_office_reads_is_read_at_once(visitor: Visitor) -> None:
    """It may lie there for days."""
    await at_the_last_question(visitor)
    said = "Ich bin gestürzt\nund liege am Boden"
    await visitor.submit(CHECK, **{"notiz-buero": said})
    assert (visitor.page.status, visitor.page.heading) == (422, "Ist das ein Notfall?")
    await visitor.submit("Zurück")
    assert visitor.page.heading == "Was sollen wir noch wissen?"
    assert visitor.page.form(CHECK).value("notiz-buero").split() == said.split()
    await visitor.submit(CHECK)
    await visitor.submit("Nein, kein Notfall: weiter")
    assert visitor.page.heading == CHECKED


async def test_care_in_what_only_the_office_reads_leads_on(visitor: Visitor) -> None:
    await at_the_last_question(visitor)
    await visitor.submit(CHECK, **{"notiz-buero": "Der Pflegedienst kommt um acht."})
    assert visitor.page.heading == CHECKED


async def test_whoever_has_chosen_an_emergency_does_not_go_on(visitor: Visitor) -> None:
    await writing(visitor, "Feuer im Kamin machen", "notfall")
    assert visitor.page.heading == "Ein Notfall"
    assert "Nein, kein Notfall" not in visitor.page.text
