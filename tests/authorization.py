"""The authorization matrix: who may call which route. tests/house/test_routes.py really calls each one.

A new route needs one line in MATRIX. What stands in its address comes from tests/world.py; when `{slug}` means
something else below /wegweiser, the word before it tells them apart: "wegweiser.slug".
"""

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
VISITOR = "visitor"

# Whoever is not named is refused with 403; a visitor is led to the sign-in instead.
EVERYBODY = frozenset({VISITOR, *CAST})
SIGNED_IN = frozenset(CAST)
THE_CLUB = frozenset({"maintainer", "responsible"})
THE_RESPONSIBLE = frozenset({"responsible"})
THE_BOARD = frozenset({"board"})
THE_OFFICE = frozenset({"clerk", "lead"})
THE_LEAD = frozenset({"lead"})

MATRIX: dict[str, frozenset[str]] = {
    # web
    "GET /assets/{name}": EVERYBODY,
    "GET /schrift": EVERYBODY,
    "GET /gesund": EVERYBODY,
    # accounts
    "GET /zugang": EVERYBODY,
    "POST /zugang": EVERYBODY,
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
    # barriers
    "GET /barriere-melden": EVERYBODY,
    "POST /barriere-melden": EVERYBODY,
    "GET /barriere-melden/{code}": EVERYBODY,
    # texts
    "GET /anliegen": EVERYBODY,
    "GET /barrierefreiheit": EVERYBODY,
    "GET /datenschutz": EVERYBODY,
    "GET /gebaerdensprache": EVERYBODY,
    "GET /helfen": EVERYBODY,
    "GET /hilfe-bekommen": EVERYBODY,
    "GET /impressum": EVERYBODY,
    "GET /kontakt": EVERYBODY,
    "GET /leichte-sprache": EVERYBODY,
    "GET /mitmachen": EVERYBODY,
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
    "POST /veranstaltungen/{slug}/absenden": EVERYBODY,
    "GET /meine-termine": EVERYBODY,
    "POST /meine-termine": EVERYBODY,
    "GET /meine-termine/{code}/{signed}": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/absagen": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/annehmen": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/ablehnen": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/freigeben": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/doch": EVERYBODY,
    # the office's desk: accounts and organisations
    "GET /buero/zugaenge": THE_LEAD,
    "POST /buero/zugaenge": THE_LEAD,
    "GET /buero/zugaenge/{account_id}": THE_LEAD,
    "POST /buero/zugaenge/{account_id}/rolle": THE_LEAD,
    "POST /buero/zugaenge/{account_id}/schliessen": THE_LEAD,
    "POST /buero/zugaenge/{account_id}/oeffnen": THE_LEAD,
    "POST /buero/zugaenge/einladungen/{invitation_id}/erneuern": THE_LEAD,
    "POST /buero/zugaenge/einladungen/{invitation_id}/zuruecknehmen": THE_LEAD,
    "GET /buero/organisationen": THE_OFFICE,
    "GET /buero/organisationen/neu": THE_OFFICE,
    "POST /buero/organisationen/neu": THE_OFFICE,
    "GET /buero/organisationen/{organisation}": THE_OFFICE,
    "GET /buero/organisationen/{organisation}/angaben": THE_OFFICE,
    "POST /buero/organisationen/{organisation}/angaben": THE_OFFICE,
    "POST /buero/organisationen/{organisation}/einladen": THE_OFFICE,
    "POST /buero/organisationen/{organisation}/einladungen/{invitation_id}/erneuern": THE_OFFICE,
    "POST /buero/organisationen/{organisation}/einladungen/{invitation_id}/zuruecknehmen": THE_OFFICE,
    # the club's desk: one date
    "GET /verein/{organisation}/termine/{occurrence_id}": THE_CLUB,
    "GET /verein/{organisation}/termine/{occurrence_id}/liste": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/teilnahme": THE_CLUB,
    "GET /verein/{organisation}/termine/{occurrence_id}/anmelden": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/anmelden": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/anmeldung/{registration_id}/absagen": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/anmeldung/{registration_id}/platz": THE_CLUB,
    "GET /verein/{organisation}/termine/{occurrence_id}/absagen": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/absagen": THE_CLUB,
    "GET /verein/{organisation}/termine/{occurrence_id}/verlegen": THE_CLUB,
    "POST /verein/{organisation}/termine/{occurrence_id}/verlegen": THE_CLUB,
    "GET /verein/{organisation}/veranstaltungen/{event_id}/absagen": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/absagen": THE_CLUB,
    "GET /verein/{organisation}/veranstaltungen/{event_id}/ab-einem-tag": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/ab-einem-tag": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/ab-einem-tag/vorschau": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/ab-einem-tag/aendern": THE_CLUB,
    # the board's desk
    "GET /beirat": THE_BOARD,
    "GET /beirat/protokoll": THE_BOARD,
    "GET /beirat/{revision_id}": THE_BOARD,
    "GET /beirat/{revision_id}/vorschau": THE_BOARD,
    "POST /beirat/{revision_id}/angesehen": THE_BOARD,
    "POST /beirat/{revision_id}/freigeben": THE_BOARD,
    "POST /beirat/{revision_id}/zurueckgeben": THE_BOARD,
    # an organisation's desk: its events
    "GET /verein/{organisation}": THE_CLUB,
    "GET /verein/{organisation}/veranstaltungen": THE_CLUB,
    "GET /verein/{organisation}/neu": THE_CLUB,
    "POST /verein/{organisation}/neu/{step}": THE_CLUB,
    "POST /verein/{organisation}/neu/vorschau": THE_CLUB,
    "POST /verein/{organisation}/neu/einreichen": THE_CLUB,
    "POST /verein/{organisation}/neu/entwurf": THE_CLUB,
    "GET /verein/{organisation}/veranstaltungen/{event_id}/aendern": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/aendern/{step}": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/aendern/vorschau": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/aendern/einreichen": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/aendern/entwurf": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/zurueckziehen": THE_CLUB,
    "GET /verein/{organisation}/veranstaltungen/{event_id}/archivieren": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/archivieren": THE_CLUB,
    "POST /verein/{organisation}/veranstaltungen/{event_id}/zurueckholen": THE_CLUB,
    "GET /verein/{organisation}/orte": THE_CLUB,
    "GET /verein/{organisation}/orte/{venue}": THE_CLUB,
    "POST /verein/{organisation}/orte/{venue}": THE_CLUB,
    "GET /buero/pruefen": THE_OFFICE,
    "GET /buero/pruefen/{revision_id}": THE_OFFICE,
    "POST /buero/pruefen/{revision_id}/freigeben": THE_OFFICE,
    # the office's desk
    "GET /buero": THE_OFFICE,
    "GET /buero/menschen/{person_id}": THE_OFFICE,
    "POST /buero/anmeldungen/{registration_id}/{answer}": THE_OFFICE,
    "GET /buero/anmelden": THE_OFFICE,
    "POST /buero/anmelden": THE_OFFICE,
    "GET /buero/anmeldungen/{registration_id}": THE_OFFICE,
    "GET /buero/anmeldungen/{registration_id}/brief": THE_OFFICE,
    "POST /buero/notizen/{note_id}/verwerfen": THE_OFFICE,
    "GET /buero/nachrichten": THE_OFFICE,
    "POST /buero/nachrichten/{mail_id}/nochmal": THE_OFFICE,
    "GET /buero/anrufe": THE_OFFICE,
    "GET /buero/anrufe/drucken": THE_OFFICE,
    "GET /buero/anrufe/{call_id}/brief": THE_OFFICE,
    "POST /buero/anrufe/{call_id}/uebernehmen": THE_OFFICE,
    "POST /buero/anrufe/{call_id}/zurueckgeben": THE_OFFICE,
    "POST /buero/anrufe/{call_id}/ergebnis": THE_OFFICE,
}

# What stands in an address and belongs to nobody.
OF_NOBODY = {"kalender.rest": "alle.ics", "programm.name": "2027-01", "step": "was"}
