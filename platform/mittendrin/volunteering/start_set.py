"""The kinds of help a city begins with; afterwards they belong to the office.

The first seven are those of nebenan.de's neighbourly help. The last ones need professionals: nobody offers them
here, and whoever asks reads where to turn.
"""

from dataclasses import dataclass

from mittendrin.places.rules import Meets
from mittendrin.places.tables import HelpCategory

CARE = "Dafür braucht es Fachleute. Wir nennen Ihnen gern die richtige Stelle: Rufen Sie uns bitte an."
EMERGENCY = "Rufen Sie in einem Notfall bitte sofort 112. Wir sind kein Notdienst."
EMERGENCY_SLUG, ANYTHING_SLUG = "notfall", "sonstiges"
CARE_WORDS = (
    "Waschen, Arznei, Spritze, Verband, Verbandswechsel, Pflege, Pflegedienst, Wunde, Wundversorgung, Katheter, "
    "Tabletten stellen, Tabletten geben, Tabletten richten, Medikamente, Insulin, Duschen, Windeln, "
    "Kompressionsstrümpfe, Stützstrümpfe, Putzhilfe, Putzfrau, Haushaltshilfe"
)
EMERGENCY_WORDS = (
    "Sturz, Unfall, Feuer, Notfall, gestürzt, hingefallen, blute, blutet, Blutung, Atemnot, keine Luft, "
    "bewusstlos, Brustschmerzen, Schmerzen in der Brust, Herzinfarkt, Schlaganfall, Notarzt, "
    "atmet nicht, nicht atmen, kaum Luft, schlecht Luft, Luftnot, ohnmächtig, es brennt, brennt es, Küche brennt, "
    "Wohnung brennt, Haus brennt, bin gefallen, komme nicht hoch, kommt nicht hoch, komme nicht auf, nicht mehr leben, will sterben, "
    "mich umbringen, Leben nehmen, möchte sterben, noch sterben, weiterleben, Selbstmord, Suizid, "
    "liege am Boden, liegt am Boden, am Boden liege, am Boden liegt, liege auf dem Boden, liegt auf dem Boden, "
    "auf dem Boden liege, auf dem Boden liegt, vom Boden hoch, Boden nicht hoch, nicht vom Boden auf, "
    "nicht vom Boden aufstehen, nicht mehr aufstehen, zusammengebrochen, nicht ansprechbar, Ohnmacht, Bewusstlosigkeit, "
    "Brustschmerz, riecht nach Gas, Gasgeruch, viel Tabletten genommen, viel Tabletten geschluckt, "
    "alle Tabletten genommen, Vergiftung, Krampfanfall, bring mich um, bringe mich um, Selbstmordgedanken, Suizidgedanken, "
    "Leben keinen Sinn, lebensmüde, schlägt mich, werde geschlagen, werde bedroht, bedroht mich, Einbrecher im, "
    "Krankenwagen, Rettungswagen, Rettungsdienst, Feuerwehr, Polizei, umgefallen, umgekippt, Treppe runtergefallen, "
    "Treppe hinuntergefallen, Treppe heruntergefallen, Treppe gefallen, Leiter gefallen, Stuhl gefallen, "
    "Bett gefallen, Fahrrad gefallen, Küche gefallen, Bad gefallen, Dusche gefallen, Badewanne gefallen, "
    "liege … Boden, liege … Fußboden, liegt … Fußboden, Mann liegt … Boden, Frau liegt … Boden, "
    "Mutter liegt … Boden, Vater liegt … Boden, Nachbar liegt … Boden, Mann reagiert nicht, Frau reagiert nicht, "
    "Mutter reagiert nicht, Vater reagiert nicht, Nachbar reagiert nicht, werde … geschlagen, hat mich geschlagen, "
    "ist jemand in meiner Wohnung, ist jemand in meinem Haus, jemand ist in meiner Wohnung, Rauch in der Wohnung, "
    "Rauch in der Küche, Rauch im Haus, Rauch im Treppenhaus, Herzschmerz, Überdosis, alle Tabletten geschluckt, "
    "tot sein, lieber tot"
)
CERTIFICATE = "Erweitertes Führungszeugnis"


@dataclass(frozen=True, slots=True)
class Kind:
    """Empty `instead`: volunteers do this."""

    slug: str
    name: str
    synonyms: str
    instead: str = ""
    prerequisite: str = ""
    meets: Meets = Meets.ANYHOW


START_SET = (
    Kind("besuch", "Gesellschaft und Besuch", "Besuchsdienst, Kaffee, Gespräch, reden, allein, einsam", meets=Meets.VISIT),
    Kind("spaziergang", "Spaziergang und Bewegung", "spazieren, Rollator, Rollstuhl schieben, Park"),
    Kind("begleitung", "Begleitung und Fahrt", "Arzt, Amt, Friedhof, Mitfahrt, Auto, Bus, Fahrdienst"),
    Kind("einkauf", "Einkauf und Erledigung", "einkaufen, Apotheke, Post, Wocheneinkauf"),
    Kind("haushalt", "Kleine Hilfe in Haus und Garten", "Glühbirne, Lampe, Rasen, Schnee, Möbel, nähen, Wäsche, Blumen, Fenster, Gardinen, Vorhänge, Laub, putzen, Hausputz"),
    Kind("technik", "Handy, Computer und Fernseher", "Smartphone, Tablet, Internet, Drucker, Router, WhatsApp, Videoanruf"),
    Kind("vorlesen", "Vorlesen, Schreiben, Formulare", "Brief, Zeitung, Antrag, Wohngeld, Rente, Ablage", meets=Meets.VISIT),
    Kind("telefonkette", "Anrufen und zuhören", "Telefon, Telefonkette, reden", meets=Meets.PHONE),
    Kind("kultur", "Zusammen ausgehen", "Theater, Konzert, Chor, Gottesdienst, Tagesfahrt, Kirche"),
    Kind("spielen", "Spielen und gemeinsames Hobby", "Schach, Skat, Rommé, kochen, Musik, Deutsch üben"),
    Kind("tiere", "Hilfe mit Tieren", "Hund, Katze, ausführen, füttern, Gassi"),
    Kind("fest", "Bei einer Veranstaltung mithelfen", "Fest, Helfer, Aufbau, Kuchen, Fahrer"),
    Kind("verein", "Aufgaben im Verein", "Kasse, Vorstand, Büro, Ehrenamt"),
    Kind("generationen", "Patenschaft mit Jüngeren", "Lesepate, Wunschoma, Mentor", prerequisite=CERTIFICATE),
    Kind(ANYTHING_SLUG, "Etwas anderes", ""),
    Kind("pflege", "Pflege oder Medizin", CARE_WORDS, CARE),
    Kind("geld", "Geld und Bankgeschäfte", "Überweisung, Konto, Vollmacht, Schulden, Geld abheben, Automaten abheben", CARE),
    Kind(EMERGENCY_SLUG, "Ein Notfall", EMERGENCY_WORDS, EMERGENCY),
)  # fmt: skip


async def add_start_set() -> None:
    """Nothing where there are kinds already."""
    if await HelpCategory.exists():
        return
    await HelpCategory.insert(
        *(
            HelpCategory(
                slug=kind.slug,
                name=kind.name,
                synonyms=kind.synonyms,
                position=position,
                professional=bool(kind.instead),
                instead=kind.instead,
                prerequisite=kind.prerequisite,
                meets=kind.meets.value,
            )
            for position, kind in enumerate(START_SET, 1)
        )
    )
