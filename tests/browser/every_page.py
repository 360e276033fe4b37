"""Every page there is, and how a person gets there. A new template needs a line in ROWS.

A line says who looks, where the way begins ({names} come from browser/city.py) and what is done on the way.
"""

from browser.city import BOARD, CLUB, OFFICE, TWICE_SAFE
from browser.helping_pages import HELPING
from browser.steps import SENDING, Row, follow, press
from makers import PASSWORD

DESK = "/verein/demo-turnverein-barbarossa"
DATE = r"/termine/\d+$"
COMING = "/veranstaltungen/gymnastik-im-sitzen"
FULL = "/veranstaltungen/tablet-kurs-fuer-anfaenger"
COURSE = "/veranstaltungen/rueckenschule-60plus"
WHOLE_COURSE = "/veranstaltungen/sturzvorbeugung-sicher-gehen"
LONG_ADDRESS = "vorstand-und-geschaeftsstelle@wanderfreunde-humberg.example.org"
SIGN_UP = r"/anmelden(\?termin=\d+)?$"

SIGNING_UP = press("Weiter: Angaben prüfen", name="Demo-Person Auge", telefon="0171 3920001")
SIGNED_UP = (follow(SIGN_UP), SIGNING_UP, SENDING)
CHANGING = follow(r"/aendern$")
CHANGES_OF_A_SERIES = press(
    "Weiter: Angaben prüfen",
    tag="2",
    tag_monat="3",
    tag_jahr="2027",
    von="11 Uhr",
    bis="12 Uhr",
    grund="Neue Halle",
)


ASKING_FOR_A_CALL = press("Weiter: Angaben prüfen", name="Demo-Person Auge", telefon="0171 3920001")
CALLING_OFF = press("Weiter: Angaben prüfen", grund="Der Raum ist belegt.")


PUBLIC = [
    Row("visitor/start.html", "/"),
    Row("visitor/organisations.html", "/organisationen"),
    Row("visitor/organisation.html", "/organisationen/demo-turnverein-barbarossa"),
    Row("events/list.html", "/veranstaltungen"),
    Row("events/list.html", "/veranstaltungen?zeit=monat&zugang=step_free&suche=turnen", state="filtered"),
    Row("events/list.html", "/veranstaltungen?suche=gibtesnicht", state="nothing found"),
    Row("events/show.html", COMING),
    Row("events/show.html", COURSE, state="course"),
    Row("programme/month.html", "/programm/2027-01?stadtteil=innenstadt-ost"),
    Row("calendars/subscribe.html", "/kalender"),
    Row("texts/show.html", "/barrierefreiheit"),
    Row("texts/show.html", "/wegweiser", state="numbers"),
    Row("barriers/form.html", "/barriere-melden?seite=/kontakt"),
    Row("barriers/form.html", "/barriere-melden", steps=(press("Weiter: Angaben prüfen"),), state="mistakes"),
    Row("barriers/check.html", "/barriere-melden", steps=(press("Weiter: Angaben prüfen", was="Zu klein."),)),
    Row("barriers/received.html", "/barriere-melden/{report}"),
    Row("barriers/taken_back.html", "/barriere-melden/zurueckgenommen"),
    Row("callbacks/form.html", "/rueckruf"),
    Row("callbacks/form.html", "/rueckruf", steps=(press("Weiter: Angaben prüfen"),), state="mistakes"),
    Row("callbacks/check.html", "/rueckruf", steps=(ASKING_FOR_A_CALL,)),
    Row("callbacks/received.html", "/rueckruf", steps=(ASKING_FOR_A_CALL, SENDING)),
    Row("callbacks/taken_back.html", "/rueckruf/zurueckgenommen"),
    Row("registrations/form.html", COMING, steps=(follow(SIGN_UP),)),
    Row(
        "registrations/form.html",
        COMING,
        steps=(follow(SIGN_UP), press("Weiter: Angaben prüfen", mail="erna")),
        state="mistakes",
    ),
    Row("registrations/check.html", COMING, steps=(follow(SIGN_UP), SIGNING_UP)),
    Row("registrations/slip.html", COMING, steps=SIGNED_UP),
    Row("registrations/slip.html", FULL, steps=SIGNED_UP, state="waiting"),
    Row("registrations/sign_off.html", WHOLE_COURSE, steps=(*SIGNED_UP, follow("/absagen$"))),
    Row(
        "registrations/slip.html",
        WHOLE_COURSE,
        steps=(*SIGNED_UP, follow("/absagen$"), press("Ja, ich sage alle")),
        state="signed off",
    ),
    Row("registrations/find.html", "/meine-termine"),
    Row("registrations/find.html", "/meine-termine", steps=(press("Weiter"),), state="mistakes"),
    Row("errors/404.html", "/gibtesnicht"),
]

SIGNING_IN = [
    Row("accounts/sign_in.html", "/zugang"),
    Row("accounts/sign_in.html", "/zugang", steps=(press("Anmelden"),), state="mistakes"),
    Row(
        "accounts/sign_in.html",
        "/zugang",
        steps=(press("Anmelden", mail=LONG_ADDRESS, passwort="geraten und geraten"),) * 9,
        state="too many tries",
    ),
    Row("accounts/ask_for_link.html", "/zugang/passwort-vergessen"),
    Row("accounts/link_sent.html", "/zugang/link", steps=(press("Link schicken", mail="wer@example.org"),)),
    Row("accounts/link_button.html", "/zugang/link/{sign_in}"),
    Row("accounts/link_gone.html", "/zugang/link/gibtesnicht"),
    Row("accounts/new_password.html", "/zugang/neues-passwort/{reset}"),
    Row("accounts/signed_out.html", "/zugang/abgemeldet"),
    Row("accounts/change_password.html", "/zugang/passwort", CLUB),
    Row(
        "accounts/second_step.html",
        "/zugang",
        steps=(press("Anmelden", mail=f"{TWICE_SAFE}@example.org", passwort=PASSWORD),),
    ),
    Row("accounts/my_access.html", "/zugang/mein", TWICE_SAFE),
    Row("accounts/my_access.html", "/zugang/mein", OFFICE, state="sample"),
    Row("accounts/my_address.html", "/zugang/mein/adresse", CLUB),
    Row("accounts/set_up_second_factor.html", "/zugang/zweiter-schritt", OFFICE),
    Row(
        "accounts/set_up_second_factor.html",
        "/zugang/zweiter-schritt",
        OFFICE,
        (press("Zweiten Schritt einschalten"),),
        "mistakes",
    ),
    Row("accounts/new_recovery_codes.html", "/zugang/zweiter-schritt/notfall-codes", TWICE_SAFE),
    Row(
        "accounts/recovery_codes.html",
        "/zugang/zweiter-schritt/notfall-codes",
        TWICE_SAFE,
        (press("Neue Codes zeigen", passwort=PASSWORD),),
    ),
    Row("accounts/switch_off.html", "/zugang/zweiter-schritt/ausschalten", TWICE_SAFE),
    Row("organisations/invitation.html", "/zugang/einladung/{invitation}"),
    Row("organisations/join.html", "/zugang/einladung/{joining}"),
    Row("organisations/invitation_gone.html", "/zugang/einladung/gibtesnicht"),
    Row("organisations/choose.html", "/verein", BOARD),
    Row("errors/403.html", "/buero", CLUB),
]

OF_THE_CLUB = [
    Row("club/overview.html", DESK, CLUB),
    Row("club/events.html", f"{DESK}/veranstaltungen", CLUB),
    Row("club/date.html", DESK, CLUB, (follow(DATE),)),
    Row("club/date_print.html", DESK, CLUB, (follow(DATE), follow("/liste$"))),
    Row("club/add_person.html", DESK, CLUB, (follow(DATE), follow("/anmelden$"))),
    Row("club/change.html", DESK, CLUB, (follow(DATE), follow("/absagen$")), state="call off"),
    Row("club/check_change.html", DESK, CLUB, (follow(DATE), follow("/absagen$"), CALLING_OFF)),
    Row("club/change.html", DESK, CLUB, (follow(DATE), follow("/verlegen$")), state="move"),
    Row("club/change.html", f"{DESK}/veranstaltungen", CLUB, (follow("/absagen$"),), "call off everything"),
    Row("club/archive.html", f"{DESK}/veranstaltungen", CLUB, (follow("/archivieren$"),)),
    Row("club/change.html", f"{DESK}/veranstaltungen", CLUB, (follow("/ab-einem-tag$"),), "from a day on"),
    Row(
        "club/check_change.html",
        f"{DESK}/veranstaltungen",
        CLUB,
        (follow("/ab-einem-tag$"), CHANGES_OF_A_SERIES),
        "from a day on",
    ),
    Row("registrations/calls.html", f"{DESK}/anrufe", CLUB, state="of a club"),
    Row("club/venues.html", f"{DESK}/orte", CLUB),
    Row("club/venue_access.html", f"{DESK}/orte/turnhalle-demo", CLUB),
    Row("organisations/profile.html", f"{DESK}/profil", CLUB),
    Row("organisations/people.html", f"{DESK}/menschen", CLUB),
    Row("organisations/person.html", f"{DESK}/menschen", CLUB, (follow(r"/menschen/\d+$"),)),
]

OF_THE_WALK = [
    Row("club/event_what.html", f"{DESK}/neu", CLUB),
    Row("club/event_what.html", f"{DESK}/neu", CLUB, (press("Weiter"),), "mistakes"),
    *(
        Row(f"club/event_{name}.html", f"{DESK}/veranstaltungen", CLUB, (CHANGING, press(title)))
        for name, title in {
            "where": "Wo findet es statt?",
            "rhythm": "Wie oft findet es statt?",
            "when": "Wann findet es statt?",
            "sign_up": "Muss man sich anmelden?",
        }.items()
    ),
    Row("club/event_preview.html", f"{DESK}/veranstaltungen", CLUB, (CHANGING,)),
]

OF_THE_BOARD = [
    Row("board/overview.html", "/beirat", BOARD),
    Row("board/decide.html", "/beirat", BOARD, (follow(r"/beirat/\d+$"),)),
    Row("board/decide.html", "/beirat/{change}", BOARD, (press("Zurückgeben"),), "change, with mistakes"),
    Row("board/decide.html", "/beirat/{hiding}", BOARD, state="second person"),
    Row("board/preview_event.html", "/beirat/{change}/vorschau", BOARD),
    Row("board/preview_profile.html", "/beirat/{profile}/vorschau", BOARD),
    Row("board/public.html", "/beirat/zu-sehen", BOARD),
    Row("board/decide.html", "/beirat/zu-sehen", BOARD, (follow(r"/beirat/\d+$"),), "public"),
    Row("board/protocol.html", "/beirat/protokoll", BOARD),
    Row("board/overdue_list.html", "/buero/pruefen", OFFICE),
    Row("board/overdue.html", "/buero/pruefen", OFFICE, (follow(r"/pruefen/\d+$"),)),
]

SETTINGS = "/buero/einstellungen"
ORGANISATIONS = "/buero/organisationen"
ONE_DATE_FOUND = press("Suchen", suche="Gymnastik im Sitzen")
SIGNED_UP_BY_TELEPHONE = press(
    "Anmelden", termin="✓", name="Demo-Person Telefon", telefon="0631 555 001", personen="✓", fuer="✓", kanal="✓", einwilligung="✓"
)  # fmt: skip
# Somebody else for something else: the same person twice for one date is asked back, and seats are few.
ANOTHER_FOUND = press("Suchen", suche="Tagesfahrt")
SIGNED_UP_FOR_A_LETTER = press(
    "Anmelden", termin="✓", name="Demo-Person Brief", telefon="0631 555 002", personen="✓", fuer="✓", kanal="✓", einwilligung="✓"
)  # fmt: skip

TAKING_A_CALL_BACK = press("Auf die Anrufliste setzen", name="Demo-Person Auge", telefon="0171 3920001")
TAKING_A_REPORT = press("Meldung sichern", was="Die Schrift ist zu klein.", kanal="✓")

OF_THE_OFFICE = [
    Row("office/today.html", "/buero", OFFICE),
    Row("office/today.html", "/buero?wer=demo", OFFICE, state="many found"),
    Row("office/today.html", "/buero?wer={report}", OFFICE, state="by a code"),
    Row("office/person.html", "/buero?wer=demo", OFFICE, (follow(r"/personen/\d+$"),)),
    Row(
        "office/person_contact.html",
        "/buero?wer=demo",
        OFFICE,
        (follow(r"/personen/\d+$"), follow("/kontakt$")),
    ),
    Row(
        "office/farewell.html", "/buero?wer=demo", OFFICE, (follow(r"/personen/\d+$"), follow("/verstorben$"))
    ),
    Row("office/doubles.html", "/buero/personen/doppelte", OFFICE),
    Row("office/merge.html", "/buero/personen/1/zusammen/2", OFFICE),
    Row("office/trusted.html", "/buero/personen/1/vertrauen", OFFICE),
    Row("office/helping/incident_new.html", "/buero/personen/1/vorfall", OFFICE),
    Row("office/helping/incidents.html", "/buero/vorfaelle", OFFICE),
    Row("office/helping/incident.html", "/buero/vorfaelle", OFFICE, (follow(r"/vorfaelle/\d+$"),)),
    Row("office/sign_up.html", "/buero/anmelden", OFFICE),
    Row("office/sign_up.html", "/buero/anmelden", OFFICE, (ONE_DATE_FOUND, press("Anmelden")), "mistakes"),
    Row("office/signed_up.html", "/buero/anmelden", OFFICE, (ONE_DATE_FOUND, SIGNED_UP_BY_TELEPHONE)),
    Row(
        "registrations/letter.html",
        "/buero/anmelden",
        OFFICE,
        (ANOTHER_FOUND, SIGNED_UP_FOR_A_LETTER, follow(r"/anmeldungen/\d+/brief$")),
        "confirmed by letter",
    ),
    Row("registrations/calls.html", "/buero/anrufe", OFFICE),
    Row("registrations/call_sheet.html", "/buero/anrufe/drucken", OFFICE),
    Row("registrations/letter.html", "/buero/anrufe", OFFICE, (follow("/brief$"),)),
    Row("office/dead_letters.html", "/buero/nachrichten", OFFICE),
    Row("office/reports.html", "/buero/meldungen", OFFICE),
    Row("office/report.html", "/buero/meldungen", OFFICE, (follow(r"/meldungen/\d+$"),)),
    Row("office/report_new.html", "/buero/meldungen/neu", OFFICE),
    Row("office/report_taken.html", "/buero/meldungen/neu", OFFICE, (TAKING_A_REPORT,)),
    Row("office/call_back_new.html", "/buero/rueckruf", OFFICE),
    Row("office/call_back_taken.html", "/buero/rueckruf", OFFICE, (TAKING_A_CALL_BACK,)),
    Row("office/regular_place.html", "/buero/anmeldungen/{regular}/tage", OFFICE),
    Row("office/club_dates.html", "/buero/im-auftrag?suche=gymnastik", OFFICE),
    Row("office/club_change.html", "/buero/im-auftrag?suche=gymnastik", OFFICE, (follow("/verlegen$"),)),
    Row(
        "office/club_change.html",
        "/buero/im-auftrag?suche=gymnastik",
        OFFICE,
        (follow("/alles-ab-einem-tag$"),),
        "from a day on",
    ),
    Row("office/organisations.html", ORGANISATIONS, OFFICE),
    Row("office/organisation.html", f"{ORGANISATIONS}/demo-turnverein-barbarossa", OFFICE),
    Row("office/organisation_change.html", f"{ORGANISATIONS}/demo-turnverein-barbarossa/angaben", OFFICE),
    Row("office/organisation_new.html", f"{ORGANISATIONS}/neu", OFFICE),
    Row("office/accounts.html", "/buero/zugaenge", OFFICE),
    Row("office/organisation_end.html", "/buero/organisationen/demo-turnverein-barbarossa/beenden", OFFICE),
    Row(
        "office/organisation_member.html",
        "/buero/organisationen/demo-turnverein-barbarossa",
        OFFICE,
        (follow(r"/menschen/\d+$"),),
    ),
    Row("office/account.html", "/buero/zugaenge", OFFICE, (follow(r"/zugaenge/\d+$"),)),
    Row("office/settings.html", SETTINGS, OFFICE),
    Row("office/names.html", f"{SETTINGS}/namen/themen", OFFICE),
    Row("office/name.html", f"{SETTINGS}/namen/hilfen/1", OFFICE),
    Row("office/name_removal.html", f"{SETTINGS}/namen/themen/1/entfernen", OFFICE),
    Row("office/texts.html", f"{SETTINGS}/texte", OFFICE),
    Row("office/text.html", f"{SETTINGS}/texte/barrierefreiheit", OFFICE),
    Row("office/venues.html", f"{SETTINGS}/orte", OFFICE),
    Row("office/venue.html", f"{SETTINGS}/orte/1", OFFICE),
    Row("office/venue_access.html", f"{SETTINGS}/orte/1/zugang", OFFICE),
    Row("office/protocol.html", "/buero/protokoll", OFFICE),
    Row("office/city.html", f"{SETTINGS}/stadt", OFFICE),
]

ROWS = [
    *PUBLIC, *HELPING, *SIGNING_IN, *OF_THE_CLUB, *OF_THE_WALK, *OF_THE_BOARD, *OF_THE_OFFICE,
]  # fmt: skip
