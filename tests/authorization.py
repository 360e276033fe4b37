"""The authorization matrix: who may call which route. tests/house/test_routes.py really calls each one.

A new route needs one line in MATRIX. What stands in its address comes from `a_world`; when `{slug}` means
something else below one address, its first word goes before it: "wegweiser.slug".
"""

from dataclasses import dataclass

from makers import (
    NOW,
    a_city,
    a_club,
    a_published_event,
    a_sign_up,
    a_submitted_event,
    a_wish,
    occurrence_ids,
    seats,
)
from mittendrin.accounts.sessions import start_session
from mittendrin.accounts.tables import Account
from mittendrin.events.tables import Event
from mittendrin.organisations.tables import Organisation
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.links import slip_path
from mittendrin.registrations.tables import Registration
from mittendrin.web.assets import asset
from people import (
    CLUB,
    OTHER_CLUB,
    a_board_member,
    a_clerk,
    a_lead,
    a_maintainer,
    a_responsible,
    a_stranger,
    from_another_club,
)

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
    # accounts
    "GET /zugang": EVERYBODY,
    "POST /zugang": EVERYBODY,
    "POST /zugang/abmelden": EVERYBODY,
    "GET /zugang/abgemeldet": EVERYBODY,
    # organisations
    "GET /verein": SIGNED_IN,
    # the visitor's desk
    "GET /": EVERYBODY,
    "GET /suche": EVERYBODY,
    "GET /robots.txt": EVERYBODY,
    "GET /favicon.ico": EVERYBODY,
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
    # health
    "GET /gesund": EVERYBODY,
    # registrations
    "GET /veranstaltungen/{slug}/anmelden": EVERYBODY,
    "POST /veranstaltungen/{slug}/anmelden": EVERYBODY,
    "POST /veranstaltungen/{slug}/absenden": EVERYBODY,
    "GET /meine-termine": EVERYBODY,
    "POST /meine-termine": EVERYBODY,
    "GET /meine-termine/{code}/{signed}": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/absagen": EVERYBODY,
    "POST /meine-termine/{code}/{signed}/annehmen": EVERYBODY,
    # the board's desk
    "GET /beirat": THE_BOARD,
    "GET /beirat/{revision_id}": THE_BOARD,
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
    # the office's desk
    "GET /buero": THE_OFFICE,
    "GET /buero/menschen/{person_id}": THE_OFFICE,
    "POST /buero/anmeldungen/{registration_id}/{answer}": THE_OFFICE,
    "GET /buero/anrufe": THE_OFFICE,
    "GET /buero/anrufe/drucken": THE_OFFICE,
    "GET /buero/anrufe/{call_id}/brief": THE_OFFICE,
    "POST /buero/anrufe/{call_id}/uebernehmen": THE_OFFICE,
    "POST /buero/anrufe/{call_id}/zurueckgeben": THE_OFFICE,
    "POST /buero/anrufe/{call_id}/ergebnis": THE_OFFICE,
}

# What stands in an address and belongs to nobody.
NOBODYS = frozenset({"step"})


@dataclass(frozen=True)
class World:
    """What stands in addresses: things of the club itself, and the same things of another club.

    `sessions` holds what the cookie of each one of the cast carries.
    """

    own: dict[str, str]
    foreign: dict[str, str]
    sessions: dict[str, str]


async def a_world() -> World:
    await a_city()
    sessions = {who: await _session_of(who) for who in CAST}
    return World(await _things_of(CLUB), await _things_of(OTHER_CLUB), sessions)


async def _things_of(club_name: str) -> dict[str, str]:
    club = await a_club(club_name)
    event_id = await a_published_event(club, terms=seats(20))
    receipt = await a_sign_up(event_id, a_wish(f"Demo-Person {club}"))
    _event, revision_id = await a_submitted_event(club, title=f"Neues von {club_name}")
    _, _, code, signed = slip_path(receipt.code).split("/")
    event = await Event.select(Event.slug).where(Event.id == event_id).first()
    organisation = await Organisation.select(Organisation.slug).where(Organisation.id == club).first()
    assert event and organisation
    return await _things_of_the_office(code) | {
        "code": code,
        "kalender.rest": "alle.ics",
        "event_id": str(event_id),
        "name": asset("look.css").rsplit("/", maxsplit=1)[-1],
        "occurrence_id": str((await occurrence_ids(event_id))[0]),
        "organisation": organisation["slug"],
        "programm.name": "2027-01",
        "revision_id": str(revision_id),
        "signed": signed,
        "slug": event["slug"],
        "step": "was",
    }


async def _things_of_the_office(code: str) -> dict[str, str]:
    """Around the sign-up with this code."""
    reg = Registration
    registration = await reg.select(reg.id, reg.person).where(reg.code == code).first()
    assert registration
    about = f"registration:{registration['id']}"
    call = await CallTask.select(CallTask.id).where(CallTask.about == about).first()
    assert call
    return {
        "answer": "absagen",
        "call_id": str(call["id"]),
        "person_id": str(registration["person"]),
        "registration_id": str(registration["id"]),
    }


async def _session_of(who: str) -> str:
    email = await CAST[who]()
    account = await Account.select(Account.id).where(Account.email == email).first()
    assert account
    return await start_session(account["id"], NOW)
