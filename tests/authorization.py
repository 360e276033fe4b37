"""The authorization matrix: who may call which route. tests/house/test_routes.py really calls each one.

A new route needs one line in MATRIX. What stands in its address comes from tests/world.py; when `{slug}` means
something else below /wegweiser, the word before it tells them apart: "wegweiser.slug".
"""

import authorization_of_helping as of_helping
import authorization_of_people as of_people
import authorization_of_the_office as of_the_office
from people import a_board_member, a_clerk, a_lead, a_maintainer, a_responsible, a_stranger, from_another_club

CAST = {
    "stranger": a_stranger,
    "other club": from_another_club,
    "maintainer": a_maintainer,
    "responsible": a_responsible,
    "board": a_board_member,
    "clerk": a_clerk,
    "lead": a_lead,
}
VISITOR, CLOSED, ENDED = "visitor", "closed account", "ended session"
# Belongs to the office and has not set up a second factor: is led there, whatever is asked for.
OWING = "clerk without second factor"
# Whose cookie opens nothing, or who has none.
NOBODY = frozenset({VISITOR, CLOSED, ENDED})

# Whoever is not named is refused with 403; nobody in particular is led to the sign-in instead.
EVERYBODY = frozenset({*NOBODY, OWING, *CAST})
SIGNED_IN = frozenset(CAST)
WITH_SESSION = frozenset({OWING, *CAST})
THE_CLUB = frozenset({"maintainer", "responsible"})
THE_RESPONSIBLE = frozenset({"responsible"})
THE_BOARD = frozenset({"board"})
THE_OFFICE = frozenset({"clerk", "lead"})
THE_LEAD = frozenset({"lead"})

MATRIX: dict[str, frozenset[str]] = {
    # web
    "GET /assets/{name}": EVERYBODY,
    "GET /schrift": EVERYBODY,
    "POST /schrift": EVERYBODY,
    "GET /gesund": EVERYBODY,
    # accounts
    "GET /zugang": EVERYBODY,
    "POST /zugang": EVERYBODY,
    "GET /zugang/code": EVERYBODY,
    "POST /zugang/code": EVERYBODY,
    "POST /zugang/notfall-code": EVERYBODY,
    "GET /zugang/mein": SIGNED_IN,
    "GET /zugang/mein/adresse": SIGNED_IN,
    "POST /zugang/mein/adresse": SIGNED_IN,
    "GET /zugang/zweiter-schritt": WITH_SESSION,
    "POST /zugang/zweiter-schritt": WITH_SESSION,
    "GET /zugang/zweiter-schritt/notfall-codes": SIGNED_IN,
    "POST /zugang/zweiter-schritt/notfall-codes": SIGNED_IN,
    "GET /zugang/zweiter-schritt/ausschalten": SIGNED_IN,
    "POST /zugang/zweiter-schritt/ausschalten": SIGNED_IN,
    "POST /zugang/abmelden": EVERYBODY,
    "GET /zugang/abgemeldet": EVERYBODY,
    "GET /zugang/passwort": SIGNED_IN,
    "POST /zugang/passwort": SIGNED_IN,
    "GET /zugang/passwort-vergessen": EVERYBODY,
    "POST /zugang/passwort-vergessen": EVERYBODY,
    "GET /zugang/link": EVERYBODY,
    "POST /zugang/link": EVERYBODY,
    "GET /zugang/verschickt": EVERYBODY,
    "GET /zugang/neues-passwort/{token}": EVERYBODY,
    "POST /zugang/neues-passwort/{token}": EVERYBODY,
    "GET /zugang/link/{token}": EVERYBODY,
    "POST /zugang/link/{token}": EVERYBODY,
    # organisations
    "GET /zugang/einladung/{token}": EVERYBODY,
    "POST /zugang/einladung/{token}": EVERYBODY,
    "POST /zugang/einladung/{token}/beitreten": EVERYBODY,
    "GET /verein": SIGNED_IN,
    "GET /verein/{organisation}/profil": THE_CLUB,
    "POST /verein/{organisation}/profil": THE_CLUB,
    "GET /verein/{organisation}/menschen": THE_RESPONSIBLE,
    "POST /verein/{organisation}/menschen": THE_RESPONSIBLE,
    "GET /verein/{organisation}/menschen/{membership_id}": THE_RESPONSIBLE,
    "POST /verein/{organisation}/menschen/{membership_id}/rolle": THE_RESPONSIBLE,
    "POST /verein/{organisation}/menschen/{membership_id}/beenden": THE_RESPONSIBLE,
    "POST /verein/{organisation}/menschen/einladungen/{invitation_id}/erneuern": THE_RESPONSIBLE,
    "POST /verein/{organisation}/menschen/einladungen/{invitation_id}/zuruecknehmen": THE_RESPONSIBLE,
    # the visitor's desk
    "GET /": EVERYBODY,
    "GET /suche": EVERYBODY,
    "GET /robots.txt": EVERYBODY,
    "GET /favicon.ico": EVERYBODY,
    "GET /organisationen": EVERYBODY,
    "GET /organisationen/{slug}": EVERYBODY,
    # callbacks
    "GET /rueckruf": EVERYBODY,
    "POST /rueckruf": EVERYBODY,
    "POST /rueckruf/absenden": EVERYBODY,
    "GET /rueckruf/{code}": EVERYBODY,
    "POST /rueckruf/{code}/zuruecknehmen": EVERYBODY,
    "GET /rueckruf/zurueckgenommen": EVERYBODY,
    # barriers
    "GET /barriere-melden": EVERYBODY,
    "POST /barriere-melden": EVERYBODY,
    "POST /barriere-melden/absenden": EVERYBODY,
    "GET /barriere-melden/{code}": EVERYBODY,
    "POST /barriere-melden/{code}/zuruecknehmen": EVERYBODY,
    "GET /barriere-melden/zurueckgenommen": EVERYBODY,
    # needs
    "GET /mitmachen": EVERYBODY,
    "GET /mitmachen/{slug}": EVERYBODY,
    "GET /verein/{organisation}/einsatzstellen": THE_CLUB,
    "GET /verein/{organisation}/einsatzstellen/{need}": THE_CLUB,
    "POST /verein/{organisation}/einsatzstellen/{need}": THE_CLUB,
    "POST /verein/{organisation}/einsatzstellen/{need}/vorschau": THE_CLUB,
    "POST /verein/{organisation}/einsatzstellen/{need}/einreichen": THE_CLUB,
    "POST /verein/{organisation}/einsatzstellen/{need}/stand": THE_CLUB,
    "POST /verein/{organisation}/einsatzstellen/{need}/entwurf": THE_CLUB,
    "GET /verein/{organisation}/einsatzstellen/angefangen/{unfinished_id}": THE_CLUB,
    "POST /verein/{organisation}/einsatzstellen/angefangen/{unfinished_id}/verwerfen": THE_CLUB,
    # rides
    "GET /mitfahrt/{code}/{signed}": EVERYBODY,
    "POST /mitfahrt/{code}/{signed}": EVERYBODY,
    "POST /mitfahrt/{code}/{signed}/doch-nicht": EVERYBODY,
    "GET /verein/{organisation}/termine/{occurrence_id}/mitfahrten": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/mitfahrten": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/mitfahrten/{ride_id}/antwort": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/mitfahrten/{ride_id}/doch-nicht": THE_CLUB,
    "GET /buero/im-auftrag/{occurrence_id}/mitfahrten": THE_OFFICE,
    "POST /buero/im-auftrag/{occurrence_id}/mitfahrten": THE_OFFICE,
    "POST /buero/im-auftrag/{occurrence_id}/mitfahrten/{ride_id}/antwort": THE_OFFICE,
    "POST /buero/im-auftrag/{occurrence_id}/mitfahrten/{ride_id}/doch-nicht": THE_OFFICE,
    # volunteering
    "GET /helfen": EVERYBODY,
    "GET /helfen/anfangen": EVERYBODY,
    "POST /helfen/{step}": EVERYBODY,
    "POST /helfen/pruefen": EVERYBODY,
    "POST /helfen/absenden": EVERYBODY,
    "GET /helfen/danke/{code}": EVERYBODY,
    "POST /helfen/danke/{code}/zuruecknehmen": EVERYBODY,
    "GET /helfen/zurueckgenommen": EVERYBODY,
    "GET /hilfe-bekommen": EVERYBODY,
    "GET /hilfe-bekommen/anfangen": EVERYBODY,
    "POST /hilfe-bekommen/{step}": EVERYBODY,
    "POST /hilfe-bekommen/pruefen": EVERYBODY,
    "POST /hilfe-bekommen/absenden": EVERYBODY,
    "GET /hilfe-bekommen/notiert/{code}": EVERYBODY,
    "POST /hilfe-bekommen/notiert/{code}/zuruecknehmen": EVERYBODY,
    "GET /hilfe-bekommen/zurueckgenommen": EVERYBODY,
    "GET /gesuch/{code}/{signed}": EVERYBODY,
    "POST /gesuch/{code}/{signed}": EVERYBODY,
    "GET /angebot/{code}/{signed}": EVERYBODY,
    "POST /angebot/{code}/{signed}": EVERYBODY,
    # engagements
    "GET /vorschlag": EVERYBODY,
    "POST /vorschlag": EVERYBODY,
    "GET /vorschlag/{code}/{signed}": EVERYBODY,
    "POST /vorschlag/{code}/{signed}": EVERYBODY,
    "GET /einsatz/{code}/{signed}": EVERYBODY,
    "GET /einsatz/{code}/{signed}/karte": EVERYBODY,
    "POST /einsatz/{code}/{signed}/{deed}": EVERYBODY,
    "POST /einsatz/{code}/{signed}/besuche/{visit_id}": EVERYBODY,
    "GET /einsatz/{code}/{signed}/besuche/{visit_id}/verlegen": EVERYBODY,
    "POST /einsatz/{code}/{signed}/besuche/{visit_id}/verlegen": EVERYBODY,
    "GET /einsatz/{code}/{signed}/stunden": EVERYBODY,
    "POST /einsatz/{code}/{signed}/stunden": EVERYBODY,
    "GET /einsatz/{code}/{signed}/stunden/{year}": EVERYBODY,
    # texts
    "GET /anliegen": EVERYBODY,
    "GET /barrierefreiheit": EVERYBODY,
    "GET /datenschutz": EVERYBODY,
    "GET /gebaerdensprache": EVERYBODY,
    "GET /impressum": EVERYBODY,
    "GET /kontakt": EVERYBODY,
    "GET /leichte-sprache": EVERYBODY,
    "GET /wegweiser": EVERYBODY,
    # events
    "GET /veranstaltungen": EVERYBODY,
    "GET /veranstaltungen/{slug}": EVERYBODY,
    # calendars
    "GET /kalender": EVERYBODY,
    "GET /kalender/{rest}": EVERYBODY,
    # programme
    "GET /programm": EVERYBODY,
    "GET /programm/{name}": EVERYBODY,
    # registrations
    "GET /veranstaltungen/{slug}/anmelden": EVERYBODY,
    "POST /veranstaltungen/{slug}/anmelden": EVERYBODY,
    "POST /veranstaltungen/{slug}/anmelden/absenden": EVERYBODY,
    "GET /meine-termine": EVERYBODY,
    "POST /meine-termine": EVERYBODY,
    "GET /meine-termine/{code}/{signed}": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/absagen": EVERYBODY,
    "GET /meine-termine/{code}/{signed}/absagen": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/versehen": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/annehmen": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/ablehnen": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/freigeben": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/doch": EVERYBODY,
    # the club's desk: calls and one date
    "GET /verein/{organisation}/anrufe": THE_CLUB,
    "GET /verein/{organisation}/anrufe/drucken": THE_CLUB,
    "POST /verein/{organisation}/anrufe/{call_id}/uebernehmen": THE_CLUB,
    "POST /verein/{organisation}/anrufe/{call_id}/zurueckgeben": THE_CLUB,
    "POST /verein/{organisation}/anrufe/{call_id}/ergebnis": THE_CLUB,
    "GET /verein/{organisation}/termine/{occurrence_id}": THE_CLUB,
    "GET /verein/{organisation}/termine/{occurrence_id}/liste": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/teilnahme": THE_CLUB,
    "GET /verein/{organisation}/termine/{occurrence_id}/anmelden": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/anmelden": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/anmeldung/{registration_id}/absagen": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/anmeldung/{registration_id}/platz": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/anmeldung/{registration_id}/freigeben": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/anmeldung/{registration_id}/bescheid": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/anmeldung/{registration_id}/doch": THE_CLUB,
    **{
        f"{call} /verein/{{organisation}}/{of}/{{change}}{page}": THE_CLUB
        for of in ("termine/{occurrence_id}", "veranstaltungen/{event_id}")
        for call, page in (("GET", ""), ("POST", ""), ("POST", "/aendern"), ("POST", "/pruefen"))
    },
    "POST /verein/{organisation}/veranstaltungen/{event_id}/serie/verwerfen": THE_CLUB,
    # the board's desk
    "GET /beirat": THE_BOARD,
    "GET /beirat/protokoll": THE_BOARD,
    "GET /beirat/zu-sehen": THE_BOARD,
    "GET /beirat/{revision_id}": THE_BOARD,
    "GET /beirat/{revision_id}/vorschau": THE_BOARD,
    "POST /beirat/{revision_id}/{decision}": THE_BOARD,
    # an organisation's desk: its events
    "GET /verein/{organisation}": THE_CLUB,
    "GET /verein/{organisation}/veranstaltungen": THE_CLUB,
    "GET /verein/{organisation}/neu": THE_CLUB,
    "POST /verein/{organisation}/neu/{step}": THE_CLUB,
    "POST /verein/{organisation}/neu/vorschau": THE_CLUB,
    "POST /verein/{organisation}/neu/einreichen": THE_CLUB,
    "POST /verein/{organisation}/neu/entwurf": THE_CLUB,
    "GET /verein/{organisation}/angefangen/{unfinished_id}": THE_CLUB,
    "POST /verein/{organisation}/angefangen/{unfinished_id}/verwerfen": THE_CLUB,
    "GET /verein/{organisation}/veranstaltungen/{event_id}/aendern": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/aendern/{step}": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/aendern/vorschau": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/aendern/einreichen": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/aendern/entwurf": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/zurueckziehen": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/verwerfen": THE_CLUB,
    "GET /verein/{organisation}/veranstaltungen/{event_id}/archivieren": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/archivieren": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/zurueckholen": THE_CLUB,
    "GET /verein/{organisation}/orte": THE_CLUB,
    "GET /verein/{organisation}/orte/{venue}": THE_CLUB,
    "POST /verein/{organisation}/orte/{venue}": THE_CLUB,
    "GET /buero/pruefen": THE_OFFICE,
    "GET /buero/pruefen/{revision_id}": THE_OFFICE,
    "POST /buero/pruefen/{revision_id}/freigeben": THE_OFFICE,
    "POST /buero/pruefen/{revision_id}/zweite-person/{decision}": THE_LEAD,
}
MATRIX |= dict.fromkeys(of_people.FOR_EVERYBODY, EVERYBODY)
MATRIX |= dict.fromkeys(of_helping.FOR_THE_OFFICE, THE_OFFICE)
for desk in (of_people, of_the_office):
    MATRIX |= dict.fromkeys(desk.FOR_THE_OFFICE, THE_OFFICE) | dict.fromkeys(desk.FOR_THE_LEAD, THE_LEAD)

# What stands in an address and belongs to nobody.
OF_NOBODY = {
    "kalender.rest": "alle.ics",
    "programm.name": "2027-01",
    "step": "was",
    "day_id": "1",
    "figure": "neu",
    "change": "absagen",
    "leaving": "verstorben",
    "decision": "behalten",
    "offer_deed": "nachweise",
    "request_deed": "weiten",
}

# What stands behind another thing in an address, and does not belong to it: a signature, the second of two people, a day.
BELONGS_TO_NOTHING = frozenset(
    {"signed", "other_id", "noted_number", "year", "number", "deed", "answer", "noted_in", "text", "kind"}
)
